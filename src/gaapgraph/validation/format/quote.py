"""What the formats that people read have in common: the printed row, and the figure in it that is meant."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.validation.check_result import CheckReport, CheckResult, Where

__all__ = [
    "Quote",
    "Span",
    "clean",
    "describe_lines",
    "describe_place",
    "elide",
    "find_document",
    "find_report",
    "group_digits",
    "quote_rows",
    "sentence",
]

_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_CONTEXT = 72
_MOST_CELLS = 60  # of a row; pages have up to some thirty
_ABOUT = 10  # cells before and after a marked one
_UNSHOWN = ("Cc", "Cn", "Cs")


@frozen
class Span:
    """A cell of a row, or a stretch of prose; marked where it is the print that is meant."""

    text: str
    marked: bool = False


@frozen
class Quote:
    """A quoted line of the document, as the cells of a table or as prose around the figure."""

    line: int
    spans: tuple[Span, ...]
    is_table: bool


def quote_rows(report: CheckReport, result: CheckResult) -> list[Quote]:
    """Return the lines on which the wrong print stands; none where it is not known in which of several documents."""
    rows = report.rows.get(find_report(report, result), {})
    lines = dict.fromkeys(place.line for place in result.at)
    return [_quote(rows[line], line, result) for line in lines if line in rows]


def _quote(row: str, line: int, result: CheckResult) -> Quote:
    columns = {place.column for place in result.at if place.line == line}
    if "\t" in row or columns - {None}:
        return Quote(line, tuple(_quote_cells(row.rstrip("\t").split("\t"), columns)), is_table=True)
    return Quote(line, _find_figure(row, result.reported), is_table=False)


def _quote_cells(cells: list[str], columns: set[int | None]) -> Iterator[Span]:
    """Yield the cells of a row; of one with more than any page shows the first and those about the marked ones.

    A graph of others may state thousands of figures in one row: quoted whole for each result, they would be millions.
    """
    marked = [column - 1 for column in columns if column is not None]
    near = {0, *range(_MOST_CELLS)} if not marked else {0}
    near.update(index for each in marked for index in range(each - _ABOUT, each + _ABOUT + 1))
    everything = len(cells) <= _MOST_CELLS
    kept = range(len(cells)) if everything else [index for index in sorted(near) if 0 <= index < len(cells)]
    for place in elide(kept, len(cells)):
        yield Span("…") if place is None else Span(clean(cells[place]), place + 1 in columns)


def elide(kept: Iterable[int], count: int) -> Iterator[int | None]:
    """Yield the kept places of some in their order, and None for each run of others."""
    for before, place in pairwise((-1, *kept, count)):
        if place > before + 1:
            yield None
        if place < count:
            yield place


def _find_figure(prose: str, reported: str | None) -> tuple[Span, ...]:
    """Return the prose around the first figure whose digits are those of the reported value, or its beginning."""
    wanted = _significant(reported or "")
    if not wanted or wanted not in (places := _list_figures(prose)):
        return (Span(_shorten(clean(prose[: 2 * _CONTEXT + 1]), 2 * _CONTEXT)),)
    start, end = places[wanted]
    before = clean(prose[max(start - _CONTEXT, 0) : start])
    before = before if start <= _CONTEXT else "…" + before
    after = _shorten(clean(prose[end : end + _CONTEXT + 1]), _CONTEXT)
    return Span(before), Span(clean(prose[start:end]), marked=True), Span(after)


@lru_cache(maxsize=32)  # thousands of results may quote one line
def _list_figures(prose: str) -> dict[str, tuple[int, int]]:
    """Return where a figure of some digits stands first, by the digits that count."""
    places: dict[str, tuple[int, int]] = {}
    for match in _FIGURE.finditer(prose):
        places.setdefault(_significant(match[0]), match.span())
    return places


def _significant(text: str) -> str:
    return re.sub(r"\D", "", text).strip("0")


def _shorten(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + "…"


def clean(text: str) -> str:
    """Return the text in one line, without what would steer a terminal or has no place in HTML."""
    text = " ".join(text.split("\n"))
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in _UNSHOWN else char for char in text)


def sentence(result: CheckResult) -> str:
    """Return the message without the code that it may start with."""
    return clean(result.message.strip()).removeprefix(f"{result.code}: ")


def find_document(report: CheckReport, result: CheckResult) -> str | None:
    """Return the file name of the document that a result is about, where it is known."""
    return report.documents.get(find_report(report, result))


def find_report(report: CheckReport, result: CheckResult) -> str:
    """Return the IRI of the report that a result is about; empty where it is not known."""
    if result.report in report.documents:
        return result.report
    if len(report.documents) == 1:
        return next(iter(report.documents))
    named = (iri for fact in result.facts for iri in report.documents if fact.startswith(f"{iri}/"))
    return next(named, "")


def describe_place(place: Where) -> str:
    """Return a place in words.

    >>> from gaapgraph.validation.check_result import Where
    >>> describe_place(Where(396, 4)), describe_place(Where(12))
    ('line 396, cell 4', 'line 12')
    """
    return f"line {place.line}" + ("" if place.column is None else f", cell {place.column}")


def describe_lines(lines: Iterable[int]) -> str:
    """Return line numbers in words, with runs drawn together.

    >>> describe_lines([7, 3, 4, 5, 7])
    'lines 3-5, 7'
    """
    runs: list[list[int]] = []
    for line in sorted(set(lines)):
        if runs and runs[-1][-1] == line - 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return f"line{'s' if len(parts) > 1 or '-' in ''.join(parts) else ''} {', '.join(parts)}" if parts else ""


def group_digits(number: str) -> str:
    """Return a decimal string with its thousands set apart.

    >>> group_digits("-69731000000.5")
    '-69,731,000,000.5'
    """
    return f"{Decimal(number):,f}"
