"""Tables of bare pipes that lost their empty cells: "2024 | 2023" above "Revenue | 78,097 | 63,056".

Copies of releases have them: no pipe frames a row, no separator stands below the heads, headings have no pipe at all,
and marks such as "%" may be cells of their own. How many figures most rows have tells over which columns a head stands.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.document.flat import SENTENCE_END
from gaapgraph.document.grid import Block, Cell, GridRow
from gaapgraph.document.lost_cell import columns_of_figures, is_percent_columns
from gaapgraph.language.currency import CURRENCY_SIGNS
from gaapgraph.language.date import MONTH
from gaapgraph.language.numeral import parse_printed

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["bare_table", "find_bare_tables"]

_LEAST_ROWS = 3
_LONGEST_HEADING = 120  # characters
_MOST_HEADINGS = 4
_PAIR = 2
_FRAME = re.compile(r"^\s*\||\|\s*$")
_PADDED = re.compile(r"\s\s\||\|\s\s")  # drawn between columns of characters
_PIPE = re.compile(r"(?<!\\)\|")
_BOLD = re.compile(r"\*\*(\S.*?)\*\*")
_NOT_MEANINGFUL = re.compile(r"(?:\*{1,3}|[nN][./]?[aAmM]\.?|>\s?\d+)\s?%?")
_SIGN = re.compile(rf"^\W*[{CURRENCY_SIGNS}]$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TAIL = re.compile(r"^(?!\(.*\)$)\W*(?:%|pts?|bps?|x)?\W*$")  # and no head such as "(%)" right of "2025"
# Heads of changes and shares: rows without such figures have lost their empty cells
_CHANGE = late_pattern(r"%|\b(?:change|chg|growth|variance|increase|decrease)\b|[Δ∆]", re.IGNORECASE)
_STUB = late_pattern(
    r"^\W*(?:\w+\s+)?(?:in|dollars?|thousands|millions|amounts|unaudited|[$€£])\b|^\(.*\)$", re.IGNORECASE
)
# "Unaudited. In thousands, except price data." below heads: a caption, though it ends like a sentence
_SCALED = late_pattern(r"\bin\s+(?:thousands|millions|billions)\b", re.IGNORECASE)
_LONGEST_SCALE = 70  # characters
# "2004", "Six Months Ended June 30,", "As of": a head over all columns, which has no pipe
_DATED = late_pattern(
    rf"^\W*(?:fiscal\s+(?:year\s+)?)?(?:19|20)\d\d\W*$|\b(?:ended|ending)\b|^\W*as\s+(?:of|at)\b"
    rf"|^\W*(?:quarter|year[\s-]to[\s-]date|(?:three|six|nine|twelve)\s+months|{MONTH})\W*$",
    re.IGNORECASE,
)

Parts = list[tuple[int, str]]


def find_bare_tables(lines: list[str]) -> dict[int, int]:
    """Return the first line of each run that is such a table with the line after its last, counted from 0."""
    found: dict[int, int] = {}
    start = 0
    while start < len(lines):
        stop = start
        while stop < len(lines) and lines[stop].strip():
            stop += 1
        piped = [number for number in range(start, stop) if _is_piped(lines[number])]
        for first, last in _runs(lines, piped):
            rows = [_parts(lines[number]) for number in range(first, last + 1)]
            if _has_body(rows):
                while first > start and _DATED.search(lines[first - 1]) and _is_heading(lines[first - 1]):
                    first -= 1
                found[first] = last + 1
        start = max(stop, start + 1)
    return found


def _is_piped(line: str) -> bool:
    return " | " in line and not _FRAME.search(line) and not _PADDED.search(line)


def _runs(lines: list[str], piped: list[int]) -> Iterator[tuple[int, int]]:
    """Return first and last line of each run of lines with pipes that only a few short headings part."""
    run: list[int] = []
    for number in piped:
        between = lines[run[-1] + 1 : number] if run else []
        if run and (len(between) > _MOST_HEADINGS or any(not _is_heading(line) for line in between)):
            yield run[0], run[-1]
            run = []
        run.append(number)
    if run:
        yield run[0], run[-1]


def _has_body(rows: list[Parts]) -> bool:
    """Say whether rows of cells are a table: three have figures, or two below heads of as many columns."""
    counts = [len(parts) - 1 for parts in rows if _is_body(parts)]
    heads = {len(parts) for parts in rows if not _is_body(parts)}
    return len(counts) >= _LEAST_ROWS or (len(counts) == _PAIR and min(counts) > 1 and counts[0] in heads)


def _is_heading(line: str) -> bool:
    text = line.strip()
    is_scale = len(text) <= _LONGEST_SCALE and _SCALED.search(text) is not None
    return "|" not in text and len(text) <= _LONGEST_HEADING and (is_scale or not SENTENCE_END.search(text))


def _parts(line: str) -> Parts:
    """Return the cells of a line with their offsets, marks joined to their figures."""
    parts: Parts = []
    offset = 0
    sign: tuple[int, str] | None = None
    for raw in _PIPE.split(line):
        text = " ".join(_BOLD.sub(r"\1", raw).split())
        at = offset + len(raw) - len(raw.lstrip())
        offset += len(raw) + 1
        if parts and _SIGN.match(text):
            sign = (at, text)
        elif len(parts) > 1 and text and _TAIL.match(text) and not (_is_dash(text) or _NOT_MEANINGFUL.fullmatch(text)):
            parts[-1] = (parts[-1][0], parts[-1][1] + text)
        elif sign is not None:
            parts.append((sign[0], f"{sign[1]} {text}"))
            sign = None
        else:
            parts.append((at, text))
    return [part for part in parts if part[1]]


def _is_dash(text: str) -> bool:
    return bool(re.fullmatch(r"[-–—]+", text))


def _is_body(parts: Parts) -> bool:
    return len(parts) > 1 and all(_is_figure(text) for _, text in parts[1:]) and not _is_years(parts)


def _is_figure(text: str) -> bool:
    return parse_printed(text) is not None or _NOT_MEANINGFUL.fullmatch(text) is not None


def _is_years(parts: Parts) -> bool:
    return all(re.fullmatch(r"(?:19|20)\d\d", text) for _, text in parts[1:])


def _has_no_label(parts: Parts) -> bool:
    """Say whether a row of figures lost its empty label: a sum below a rule."""
    return parse_printed(parts[0][1]) is not None


def bare_table(lines: list[str], first: int, stop: int, table: int) -> Block:
    """Return the run of lines as a table.

    Args:
        lines: All lines of the document.
        first: The first line of the run, counted from 0.
        stop: The line after its last.
        table: Number of the table in the document, from 1.
    """
    rows = [(number, _parts(lines[number])) for number in range(first, stop)]
    grid: list[GridRow] = []
    for section in _sections(rows):
        grid += _section(section)
    grid = [
        replace(row, cells=tuple(replace(cell, table=table, row=count) for cell in row.cells))
        for count, row in enumerate(grid, 1)
    ]
    return Block(first + 1, rows=tuple(grid), table=table)


def _sections(rows: list[tuple[int, Parts]]) -> list[list[tuple[int, Parts]]]:
    """Return the rows parted before each row of heads that comes after figures."""
    found: list[list[tuple[int, Parts]]] = [[]]
    has_body = False
    for number, parts in rows:
        is_body = _is_body(parts)
        if has_body and not is_body and len(parts) > 1:
            found.append([])
            has_body = False
        found[-1].append((number, parts))
        has_body = has_body or is_body
    return found


def _section(rows: list[tuple[int, Parts]]) -> list[GridRow]:
    counts = Counter(len(parts) - 1 for _, parts in rows if _is_body(parts) and not _has_no_label(parts))
    if not counts:
        return [_row(number, parts, [(place, 1) for place in range(len(parts))], len(parts)) for number, parts in rows]
    count = max(counts, key=lambda size: (counts[size], size))
    first = next(place for place, (_, parts) in enumerate(rows) if _is_body(parts))
    body = _Body(rows[:first], count, [parts for _, parts in rows if len(parts) == count + 1 and _is_body(parts)])
    below = next((parts for _, parts in rows[:first] if len(parts) == count), [])
    grid = []
    for place, (number, parts) in enumerate(rows):
        spans = _head_spans(parts, count, below) if place < first else body.spans(parts)
        if spans is None:
            parts, spans = [(parts[0][0], parts[0][1])], [(0, 1)]
        grid.append(_row(number, parts, spans, count + 1))
    return grid


class _Body:
    """The columns of a section, which place the figures of its rows.

    Attributes:
        amounts: The columns whose nearest head names no change or share.
        groups: How often those heads repeat, but for their years.
    """

    def __init__(self, heads: list[tuple[int, Parts]], count: int, whole: list[Parts]) -> None:
        last = next((parts for _, parts in reversed(heads) if len(parts) >= count), [])
        texts = [text for _, text in last[len(last) - count :]] if last else []
        self.amounts = [place for place, text in enumerate(texts) if not _CHANGE.search(text)]
        self.groups = _groups([_YEAR.sub("", text) for text in texts]) if texts else 1
        self._count = count
        self._percent = is_percent_columns([[text for _, text in parts[1:]] for parts in whole])

    def spans(self, parts: Parts) -> list[tuple[int, int]] | None:
        """Return start and span of each cell of a row; None where nothing tells in which columns its figures stand."""
        size, count = len(parts) - 1, self._count
        if size + 1 == count and _has_no_label(parts):
            return [(1 + place, 1) for place in range(count)]
        if size == count or size <= 0:
            return [(place, 1) for place in range(len(parts))]
        if not _is_body(parts) or size > count:
            return None
        if size == len(self.amounts):
            return [(0, 1), *((1 + place, 1) for place in self.amounts)]
        places = columns_of_figures([text for _, text in parts[1:]], self._percent, self.groups)
        return None if places is None else [(0, 1), *((1 + place, 1) for place in places)]


def _groups(texts: list[str]) -> int:
    """Return how often a run of heads repeats.

    >>> _groups(["", "% Change", "", "% Change"])
    2
    """
    return next(
        size
        for size in range(len(texts), 0, -1)
        if not len(texts) % size and texts == texts[: len(texts) // size] * size
    )


def _head_spans(parts: Parts, count: int, below: Parts) -> list[tuple[int, int]] | None:
    """Return start and span of each cell of a row of heads, shared out over the columns or as the heads below part."""
    size = len(parts)
    if size == 1:
        return [(1, count) if _DATED.search(parts[0][1]) else (0, count + 1)]
    is_stub = bool(_STUB.search(parts[0][1]))
    if size == count + 1:
        return [(place, 1) for place in range(size)]
    if size == count and not is_stub:
        return [(1 + place, 1) for place in range(size)]
    if is_stub and not count % (size - 1):
        each = count // (size - 1)
        return [(0, 1), *((1 + place * each, each) for place in range(size - 1))]
    return _shared_out(parts, count) or _over_kinds(parts, below) or [(min(place, count), 1) for place in range(size)]


def _over_kinds(parts: Parts, below: Parts) -> list[tuple[int, int]]:
    """Return start and span of heads that stand over one kind of heads each.

    "Three Months Ended | Six Months Ended June 30," above "June 30, 2025 | March 31, 2025 | 2025 | 2024".
    """
    kinds = [(is_year, len(list(run))) for is_year, run in groupby(below, lambda part: _is_year_head(part[1]))]
    if len(kinds) != len(parts) or len(parts) < _PAIR:
        return []
    starts = [1 + sum(width for _, width in kinds[:place]) for place in range(len(kinds))]
    return [(start, width) for start, (_, width) in zip(starts, kinds, strict=True)]


def _is_year_head(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", text) is not None


def _shared_out(parts: Parts, count: int) -> list[tuple[int, int]]:
    """Return start and span of heads over all columns: changes right of spans stand over one each."""
    changes = [bool(_CHANGE.search(text)) for _, text in parts]
    wide = len(parts) - sum(changes)
    rest = count - sum(changes)
    if not 0 < wide < len(parts) or rest % wide or rest <= wide:
        wide, rest, changes = len(parts), count, [False] * len(parts)
    if rest % wide:
        return []
    each, spans, start = rest // wide, [], 1
    for is_change in changes:
        spans.append((start, 1 if is_change else each))
        start += spans[-1][1]
    return spans


def _row(number: int, parts: Parts, spans: list[tuple[int, int]], width: int) -> GridRow:
    cells = tuple(
        Cell(text, number + 1, start + 1, start, span=span, offset=at)
        for (at, text), (start, span) in zip(parts, spans, strict=True)
    )
    return GridRow(number + 1, cells, width)
