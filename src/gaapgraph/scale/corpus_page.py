"""A converted and checked corpus as one page, whole in itself: rules by year and form, failures, restatements."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import html
from lxml.html.builder import E

from gaapgraph.errors import InputError, ReadError
from gaapgraph.printable import show_controls
from gaapgraph.scale.checking import CHECKS
from gaapgraph.scale.manifest import Manifest
from gaapgraph.validation.format.style import STYLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from lxml.html import HtmlElement

__all__ = ["write_corpus_page"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_MOST_ROWS = 20_000  # of one table: more than that nobody reads, and no browser shows
_WIDE = "main { max-width: 90rem } td, th { white-space: normal; vertical-align: top }"


class _Filing(NamedTuple):
    """What the tables tell of a report."""

    cik: str
    accession: str
    form: str
    filed: str

    @property
    def year(self) -> str:
        return self.filed[:4]


_UNKNOWN = _Filing("", "", "", "")


def write_corpus_page(folder: Path) -> str:
    """Return the page of a corpus.

    Args:
        folder: That `convert` wrote and `check_corpus` has checked.

    Raises:
        InputError: It is no corpus, was not checked, or was converted anew since.
        ReadError: What is kept of the check, or a table of facts, is damaged.
    """
    manifest = Manifest.open(folder)
    if manifest is None:
        raise InputError("is no corpus", where=str(folder), mend="give the folder that scale convert wrote")
    checks, filings = _read_checks(folder, manifest), _read_filings(folder)
    results = checks["results"]
    counts = Counter(severity for _, severity, *_ in results)
    verdict = ", ".join(f"{counts[name]:,} {name}s" for name in ("violation", "warning", "info"))
    content = [
        E.h1("Corpus"),
        E.p(f"{manifest.facts:,} facts of {len(filings):,} filings in {manifest.partitions} partitions; {verdict}."),
        *_tabulate("Data sets", ("data set", "SHA-256 of num.txt", "facts"), _list_sources(manifest)),
        *_tabulate("Not evaluated", ("shape", "reason"), checks["not_evaluated"]),
        *_tabulate(
            "Rules by year and form",
            ("rule", "year filed", "form", "evaluated", "failed", "results"),
            _list_rules(checks, filings),
        ),
        *_tabulate(
            "What fails",
            ("rule", "severity", "filer", "filing", "form", "filed", "lines", "what"),
            _list_failures(results, filings),
        ),
        *_tabulate(
            "Facts superseded by later filings", ("filer", "filing", "facts"), _list_restated(folder, manifest, filings)
        ),
        E.p(f"Made by {manifest.software}. “Evaluated” is counted for rules that do arithmetic."),
    ]
    return _wrap(content)


def _wrap(content: list[HtmlElement]) -> str:
    """Return a page of its own with some content, which asks nothing of a network."""
    about = [
        E.meta(charset="utf-8"),
        E.meta(name="generator", content="gaapgraph"),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.meta({"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        E.title("Corpus"),
        E.style(STYLE + _WIDE),
    ]
    page = E.html(E.head(*about), E.body(E.main(*content)), lang="en")
    return f"<!DOCTYPE html>\n{html.tostring(page, encoding='unicode')}\n"


def _read_checks(folder: Path, manifest: Manifest) -> dict[str, Any]:
    path = folder / CHECKS
    if not path.is_file():
        raise InputError("was not checked", where=str(folder), mend="run gaapgraph scale check on it")
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        checked, _, _, _ = (data[name] for name in ("checksums", "evaluated", "results", "not_evaluated"))
    except (ValueError, TypeError, KeyError) as exc:
        raise ReadError("is damaged", where=str(path), mend="run gaapgraph scale check again") from exc
    if checked != {part.file: part.checksum for part in manifest.parts}:
        raise InputError("was converted anew since it was checked", where=str(folder), mend="run scale check again")
    return data


def _read_filings(folder: Path) -> dict[str, _Filing]:
    """Return the filings of the tables of facts by the IRI of their report."""
    try:
        import duckdb
    except ImportError as exc:
        raise InputError("is not installed", where="duckdb", mend="pip install 'gaapgraph[scale]'") from exc
    query = "SELECT DISTINCT report, cik, accession, form, filed FROM read_parquet(?) ORDER BY report"
    try:
        rows = duckdb.execute(query, [f"{folder}/facts/*.parquet"]).fetchall()
    except duckdb.Error as exc:
        reason = str(exc).splitlines()[0]
        raise ReadError(
            f"cannot be read ({reason})", where=f"{folder}/facts", mend="convert into a new folder"
        ) from exc
    return {report: _Filing(*("" if cell is None else str(cell) for cell in cells)) for report, *cells in rows}


def _list_sources(manifest: Manifest) -> list[Sequence[object]]:
    facts: Counter[str] = Counter()
    for part in manifest.parts:
        facts[part.source] += part.facts
    return [(name, sha256, facts[name]) for name, sha256 in sorted(manifest.sources.items())]


def _list_rules(checks: dict[str, Any], filings: dict[str, _Filing]) -> list[Sequence[object]]:
    """Return for each rule, year and form how often it was evaluated and failed, and how many results name it."""
    evaluated: Counter[tuple[str, str, str]] = Counter()
    failed: Counter[tuple[str, str, str]] = Counter()
    told: Counter[tuple[str, str, str]] = Counter()

    def key(code: str, report: str) -> tuple[str, str, str]:
        filing = filings.get(report, _UNKNOWN)
        return code, filing.year, filing.form

    for code, report, count, broken in checks["evaluated"]:
        evaluated[key(code, report)] += count
        failed[key(code, report)] += broken
    for code, _, report, *_ in checks["results"]:
        told[key(code, report)] += 1
    return [(*one, evaluated.get(one, ""), failed.get(one, ""), told[one]) for one in sorted({*evaluated, *told})]


def _list_failures(results: list[Any], filings: dict[str, _Filing]) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = []
    for code, severity, report, lines, message, evidence in results:
        one = filings.get(report, _UNKNOWN)
        at = ", ".join(map(str, lines))
        text = " ".join([message, *(f"It also breaks {more}." for more in evidence)])
        rows.append((code, severity, one.cik, one.accession, one.form, one.filed, at, text))
    return rows


def _list_restated(folder: Path, manifest: Manifest, filings: dict[str, _Filing]) -> list[Sequence[object]]:
    """Return how many facts of each filing later ones supersede."""
    counts: Counter[str] = Counter()
    for part in manifest.parts:
        if not part.source:
            with (folder / part.file).open(encoding="utf-8") as file:
                counts.update(line.rstrip(" .\n").rpartition(" ")[2].strip("<>") for line in file)
    rows = ((filings.get(report, _UNKNOWN), count) for report, count in counts.items())
    return [*sorted((one.cik, one.accession, count) for one, count in rows)]


def _tabulate(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterable[HtmlElement]:
    """Yield a table under its title; nothing where it has no row, and a sentence where it is cut."""
    shown = list(rows)
    if not shown:
        return
    yield E.h2(f"{title} ({len(shown):,})")
    body = [E.tr(*(E.td(_show(cell)) for cell in row)) for row in shown[:_MOST_ROWS]]
    table = E.table(E.thead(E.tr(*(E.th(head, scope="col") for head in heads))), E.tbody(*body))
    yield E.div(table, {"class": "row", "tabindex": "0", "role": "region", "aria-label": title})
    if len(shown) > _MOST_ROWS:
        yield E.p(f"The first {_MOST_ROWS:,} are shown.")


def _show(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) else show_controls(str(cell))
