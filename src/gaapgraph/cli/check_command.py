"""`gaapgraph check`: what is wrong in data."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from gaapgraph.cli._argument import Data
from gaapgraph.cli._garbage import collect_seldom
from gaapgraph.cli._limit import CHECK_MEGABYTES, CHECK_SECONDS, Memory, watched
from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.input_file import real_path
from gaapgraph.resource import instances
from gaapgraph.store import gather, is_data, is_store
from gaapgraph.validation import format as formats
from gaapgraph.validation.document_row import describe_shapes, list_documents, quote_rows, require_facts
from gaapgraph.validation.inspection import inspect
from gaapgraph.write import FORMATS, only, replace_whole
from gaapgraph.write.kind import is_check_text, is_json, is_page, is_rdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Store

    from gaapgraph.validation.check_result import CheckReport

__all__ = ["CheckFormat", "check"]


class CheckFormat(StrEnum):
    """How results are written."""

    text = "text"
    json = "json"
    turtle = "turtle"
    html = "html"
    sarif = "sarif"


class Engine(StrEnum):
    """What runs the shapes."""

    fast = "fast"
    pyshacl = "pyshacl"


_LARGE = 1_000_000  # bytes of documents that are built into a file before they are checked
_ENDINGS = {
    ".json": CheckFormat.json,
    ".sarif": CheckFormat.sarif,
    ".ttl": CheckFormat.turtle,
    ".trig": CheckFormat.turtle,
    ".html": CheckFormat.html,
    ".htm": CheckFormat.html,
}


Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the results there.")]


def check(
    data: Data = None,
    output_format: Annotated[
        CheckFormat | None, typer.Option("--format", help="Default: what the ending of FILE says, else text.")
    ] = None,
    output: Output = None,
    engine: Annotated[Engine, typer.Option(help="Compile the shapes to SPARQL, or run pySHACL.")] = Engine.fast,
    timeout: Annotated[float | None, typer.Option(metavar="S", min=0, help="Seconds that one rule may take.")] = None,
    memory: Memory = CHECK_MEGABYTES,
    waive: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A YAML list of results to set aside, with reasons.")
    ] = None,
    shape_files: Annotated[
        list[Path] | None, typer.Option("--shapes", metavar="PATH", help="Other shapes than the shipped ones.")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List infos and waived results as well.")] = False,
) -> None:
    """Check data against the rules; the exit code is 0 if they conform, 1 if not, 2 if that could not be told."""
    collect_seldom()
    sources = data or []
    chosen = output_format or _ENDINGS.get(output.suffix.lower() if output else "", CheckFormat.text)
    _refuse_overwriting(output, [*sources, *(shape_files or []), *([waive] if waive else [])])
    if output is not None:
        _refuse_other(output, chosen)(output)
    where = ", ".join(map(str, sources or [instances()]))
    how = _How(engine.value, timeout, tuple(shape_files or ()), as_engines_do=chosen is CheckFormat.turtle)
    seconds = CHECK_SECONDS if timeout is None else None
    apply_waivers = _read_waivers(waive) if waive else None  # before any rule runs: a mistake is told at once
    with watched(seconds, memory or None, where) as scratch, _built(sources, scratch) as built:
        report = _check_apart(built, how) or _check_whole(built, where, how, sources)
    if apply_waivers is not None:
        report = apply_waivers(report)
    if chosen in (CheckFormat.html, CheckFormat.sarif):
        report = replace(report, rules=describe_shapes(shape_files))
    _write(report, chosen, output, verbose)
    if late := len(report.not_evaluated):
        words = "rule was" if late == 1 else "rules were"
        raise InputError(f"{late} {words} not evaluated", where=where, mend="give more time with --timeout")
    raise typer.Exit(0 if report.conforms else 1)


def _read_waivers(path: Path) -> Callable[[CheckReport], CheckReport]:
    """Return what sets aside the results that the waivers of a file fit."""
    from gaapgraph.validation.waiver import apply_waivers, read_waivers  # pydantic is slow to import

    waivers = read_waivers(path)
    return lambda report: apply_waivers(report, waivers)


@frozen
class _How:
    """By what engine and shapes to check, within what time, and whether every shape is run as it stands."""

    engine: str
    timeout: float | None
    shapes: tuple[Path, ...]
    as_engines_do: bool


@contextmanager
def _built(sources: list[Path], scratch: list[Path]) -> Iterator[list[Path]]:
    """Yield the sources, large documents as a file of N-Quads: what a data set comes to is better not held at once."""
    documents = [source for source in sources if not is_data(source)]
    if sum(map(_count_bytes, documents)) < _LARGE:
        yield sources
        return
    from gaapgraph.build import read_sources  # which imports what reads documents
    from gaapgraph.write import write_file

    with TemporaryDirectory(prefix="gaapgraph-") as folder:
        scratch.append(Path(folder))
        file = Path(folder) / "built.nq"
        write_file(read_sources(documents), file)
        yield [*(source for source in sources if is_data(source)), file]


def _count_bytes(source: Path) -> int:
    files = source.rglob("*") if source.is_dir() else [source]
    return sum(file.stat().st_size for file in files if file.is_file())


def _check_apart(sources: list[Path], how: _How) -> CheckReport | None:
    """Check large files of N-Quads entity by entity; None where they are to be checked as a whole."""
    if not sources or how.engine != "fast" or how.timeout is not None or how.shapes or how.as_engines_do:
        return None
    from gaapgraph.store.apart import take_apart

    parts = take_apart(sources)
    if parts is None:
        return None
    from gaapgraph.validation.piecewise import check_parts

    try:
        return check_parts(part.load() for part in parts)
    except SyntaxError:  # told by the reading of the whole, with its line
        return None


def _check_whole(data: list[Path], where: str, how: _How, sources: list[Path]) -> CheckReport:
    store = gather(data)
    require_facts(store, where)
    report = inspect(
        store,
        engine=how.engine,
        timeout=how.timeout,
        shapes=how.shapes or None,
        as_engines_do=how.as_engines_do,
        is_own=not any(is_store(source) for source in sources),
    ).report
    documents = list_documents(store)
    told = {result.report for result in report.results} | {iri for iri in documents if len(documents) == 1}
    rows = {iri: _quote(store, iri, name, sources) for iri, name in documents.items() if iri in told}
    return replace(report, documents=documents, rows=rows)


def _quote(store: Store, report: str, name: str, sources: list[Path]) -> dict[int, str]:
    """Return the lines of a document: as they are printed where it was given itself, else as the data tell them."""
    rows = quote_rows(store, report)
    if not all(map(is_data, sources)):
        from gaapgraph.cli._data import read_lines  # which imports what reads documents

        lines = enumerate(read_lines(sources, name), 1)
        rows |= {number: line for number, line in lines if "\t" in line or "\t" not in rows.get(number, "")}
    return rows


def _refuse_overwriting(output: Path | None, inputs: list[Path]) -> None:
    if output is None:
        return
    if real_path(output) in {real_path(path) for path in inputs}:
        raise InputError("is an input of this call", where=str(output), mend="write the results to another file")


def _refuse_other(output: Path, chosen: CheckFormat) -> Callable[[Path], None]:
    """Return what refuses to replace anything but results in the same format."""
    rdf_format = FORMATS.get(output.suffix.lower(), FORMATS[".ttl"])
    tests: dict[CheckFormat, Callable[[Path], bool]] = {
        CheckFormat.text: is_check_text,
        CheckFormat.json: is_json("code", "severity"),
        CheckFormat.sarif: is_json("version", "runs"),
        CheckFormat.html: is_page,
        CheckFormat.turtle: lambda path: is_rdf(path, rdf_format),
    }
    return only(tests[chosen], f"no {chosen} file of results")


def _write(report: CheckReport, chosen: CheckFormat, output: Path | None, verbose: bool) -> None:
    text = _format(report, chosen, verbose, output)
    if output is None:
        sys.stdout.write(text)
        return
    with replace_whole(real_path(output), _refuse_other(output, chosen)) as part:
        part.write_text(text, encoding="utf-8")
    print(f"{output}: {formats.describe_verdict(report)}", file=sys.stderr)


def _format(report: CheckReport, chosen: CheckFormat, verbose: bool, output: Path | None) -> str:
    if chosen is CheckFormat.turtle and output is not None and output.suffix.lower() == ".trig":
        return formats.write_trig(report)
    if chosen is not CheckFormat.text:
        return str(getattr(formats, f"write_{chosen}")(report))
    if output is not None or not sys.stdout.isatty():
        return formats.write_text(report, verbose=verbose)
    from gaapgraph.cli._screen import console

    screen = console()
    return formats.write_text(report, verbose=verbose, width=screen.width, color=screen.color_system is not None)
