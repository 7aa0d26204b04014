"""Files of RDF: the format from the name, and a file that is complete or not there."""

from __future__ import annotations

import os
from contextlib import closing, nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from gaapgraph.vocabulary import BASE, GG
from gaapgraph.write import term
from gaapgraph.write.graph import write_quads, write_triples
from gaapgraph.write.kind import FORMATS, find_format, is_rdf
from gaapgraph.write.output import only, replace_whole
from gaapgraph.write.supersession import Supersession
from gaapgraph.write.trig import write_named, write_trig, write_turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gaapgraph.model import Report
    from gaapgraph.write.fact_statement import Resource
    from gaapgraph.write.link import Link

__all__ = ["write_file", "write_graph", "write_link"]

_WRITERS: dict[str, Callable[[Report, str], Iterator[str]]] = {
    ".nq": write_quads,
    ".trig": write_trig,
    ".ttl": write_turtle,
    ".nt": write_triples,
}
_CHUNK = 1 << 20
_BATCH = 64


def write_file(reports: Iterable[Report], path: Path, base: str = BASE) -> None:
    """Write reports into one file; what stood there is replaced only once all is written.

    The bytes depend on nothing but the reports. Formats without named graphs hold the union of the reports.

    Raises:
        InputError: The extension names no format.
        OutputError: The file cannot be written, or something that is no RDF stands there.
    """
    extension = find_format(path)
    _write_texts(_write_all(reports, extension, base), path)


def _write_all(reports: Iterable[Report], extension: str, base: str) -> Iterator[str]:
    """Yield the reports, and at the end which facts later filings among them supersede."""
    writer = _WRITERS[extension]
    with closing(Supersession(base)) as supersession:
        for report in supersession.watch(reports):
            yield from writer(report, base)
        for link in supersession.links():
            yield write_link(link, extension)


def write_link(link: Link, extension: str) -> str:
    """Return the statement that a fact is superseded, in the format that an extension names."""
    triple = f"{term.iri(link.earlier)} {term.iri(GG.supersededBy)} {term.iri(link.later)}"
    if extension == ".trig":
        return f"{term.iri(link.graph)} {{ {triple} . }}\n"
    return f"{triple} {term.iri(link.graph)} .\n" if extension == ".nq" else f"{triple} .\n"


def write_graph(graph: str, resources: Iterable[Resource], path: Path, prefixes: dict[str, str]) -> None:
    """Write one named graph into a file, under the same conditions as reports.

    Args:
        graph: IRI of the graph; formats without named graphs leave it out.
        resources: What the graph describes, in the order in which it is written.
        path: The file; its extension names the format.
        prefixes: Further ones than the project's own, where the format has prefixes.

    Raises:
        InputError: The extension names no format.
        OutputError: The file cannot be written, or something that is no RDF stands there.
    """
    extension = find_format(path)
    if extension in (".trig", ".ttl"):
        texts = write_named(graph if extension == ".trig" else None, resources, prefixes)
    else:
        name = f" {term.iri(graph)}" if extension == ".nq" else ""
        texts = (
            f"{term.iri(one.iri)} {term.iri(predicate)} {value}{name} .\n"
            for one in resources
            for predicate, value in one.statements
        )
    _write_texts(texts, path)


def _packed(raw: BinaryIO) -> BinaryIO:
    """Return what packs with gzip, the same bytes at any time and under any name."""
    from gzip import GzipFile

    return cast("BinaryIO", GzipFile(filename="", mode="wb", fileobj=raw, mtime=0))


def _write_texts(texts: Iterable[str], path: Path) -> None:
    path = Path(os.path.realpath(path))
    with replace_whole(path, _refuse_other) as part, part.open("xb", buffering=_CHUNK) as raw:
        with _packed(raw) if path.suffix.lower() == ".gz" else nullcontext(raw) as out:
            for batch in _batch(texts):
                out.write(batch.encode("utf-8", "replace"))
        raw.flush()
        os.fsync(raw.fileno())


def _batch(texts: Iterable[str]) -> Iterator[str]:
    """Yield the same texts, several at once."""
    rest = iter(texts)
    while batch := list(islice(rest, _BATCH)):
        yield "".join(batch)


def _refuse_other(path: Path) -> None:
    """Refuse to replace what is no RDF of reports in the format that the name says."""
    found = find_format(path)
    only(lambda each: is_rdf(each, FORMATS[found]), f"no RDF file of gaapgraph in the format {found}")(path)
