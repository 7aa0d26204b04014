"""Heads: the cells above each column of figures, its own and those that spread over several columns."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.currency import CURRENCY_SIGNS
from gaapgraph.language.date import MONTH, is_year_alone, parse_dates

if TYPE_CHECKING:
    from collections import Counter

    from gaapgraph.document.grid import Cell, GridRow

__all__ = ["HeadStack", "cluster_columns", "date_days", "mend_heads", "name_quarters", "stack_heads"]

_Covered = tuple[list["Cell | None"], list["Cell | None"]]

_OPEN_END = late_pattern(r"(?:%|\b(?:of|from|to|in|per|vs\.?|versus))\W*$", re.IGNORECASE)
_PAIR = 2
_LONGEST_REST = 6  # letters of the rest of a word that a column cuts

# "(000)" below "Square Feet" is a scale
_MEANT = re.compile(r"[A-Za-z%" + CURRENCY_SIGNS + r"]|^\W*000(?:,000)?\W*$|\b\d{4}\b|\b\d{1,2}/\d{1,2}/\d{2}\b")
_DAY = late_pattern(rf"(?:{MONTH})\.?\s+\d{{1,2}},?", re.IGNORECASE)
_ORDINAL = re.compile(r"(first|second|third|fourth)(?:\s+\(\w\))?", re.IGNORECASE)
_QUARTERS = ["first", "second", "third", "fourth"]
_IN_ORDER = (_QUARTERS, _QUARTERS[::-1], _QUARTERS * 2)
_NO_RIGHT_HALF = late_pattern(
    r"(?:of|in|and|to|ended|for|per|as|at|change|months|months?|thousands|millions)\b", re.IGNORECASE
)


@frozen
class HeadStack:
    """The cells above one column, top first.

    Attributes:
        exact: The cells right above it.
        spread: Those and the ones that spread over it from the left.
        shared: Those of `spread` that stand over other columns too.
        is_bare: Every cell right above it stands over other columns too.
    """

    exact: tuple[Cell, ...] = ()
    spread: tuple[Cell, ...] = ()
    shared: frozenset[int] = frozenset()
    is_bare: bool = False

    @property
    def own(self) -> tuple[Cell, ...]:
        """The cells that stand over this column alone."""
        return tuple(cell for place, cell in enumerate(self.spread) if place not in self.shared)

    @property
    def outer(self) -> tuple[Cell, ...]:
        """The cells that stand over other columns too."""
        return tuple(cell for place, cell in enumerate(self.spread) if place in self.shared)


def cluster_columns(intervals: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return value columns from how often figures cover which logical columns.

    In HTML the same column may be one cell wide in one row and three in the next; overlapping
    intervals belong together, but a rare wide cell must not join two columns.
    """
    columns: list[list[int]] = []
    owner: dict[int, int] = {}
    for (start, stop), _ in sorted(intervals.items(), key=lambda item: (-item[1], item[0][1] - item[0][0], item[0])):
        overlapping = {owner[place] for place in range(start, stop) if place in owner}
        if len(overlapping) > 1:
            continue
        index = overlapping.pop() if overlapping else len(columns)
        if index == len(columns):
            columns.append([start, stop])
        columns[index] = [min(columns[index][0], start), max(columns[index][1], stop)]
        owner.update(dict.fromkeys(range(*columns[index]), index))
    return sorted((start, stop) for start, stop in columns)


def name_quarters(row: GridRow) -> GridRow:
    """Return a row of heads in which "First | Second | Third | Fourth" are quarters."""
    names = [match for cell in row.cells if (match := _ORDINAL.fullmatch(cell.text)) is not None]
    if [match[1].lower() for match in names] not in _IN_ORDER:
        return row
    cells = (
        replace(cell, text=f"{match[1]} Quarter") if (match := _ORDINAL.fullmatch(cell.text)) is not None else cell
        for cell in row.cells
    )
    return replace(row, cells=tuple(cells))


def date_days(row: GridRow) -> GridRow:
    """Return a row of heads in which a year stands left of days without one with each day in that year.

    Quarterly results need it: "2023 | March 31 | June 30 | September 30 | December 31".
    """
    first, rest = row.cells[:1], row.cells[1:]
    if not first or first[0].start or not is_year_alone(first[0].text) or not all(map(_is_day, rest)):
        return row
    year = first[0].text.strip()
    return replace(row, cells=(*first, *(replace(cell, text=f"{cell.text.rstrip(', ')}, {year}") for cell in rest)))


def _is_day(cell: Cell) -> bool:
    return _DAY.fullmatch(cell.text) is not None


def mend_heads(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return the cells of one row of heads with those joined that were torn apart in print.

    "As of March 31, 2" beside "2008", or "Total Reve" beside "nues", are one head over two columns.
    """
    mended: list[Cell] = []
    years = sum(is_year_alone(cell.text) for cell in cells)
    for cell in cells:
        previous = mended[-1] if mended else None
        # "Millions, for the three months ended June 30," is the stub of all years right of it
        is_stub = previous is not None and not previous.start and years > 1 and is_year_alone(cell.text)
        if previous is not None and previous.stop == cell.start and not is_stub and not _is_apart(previous, cell):
            joined = _join(previous.text, cell.text)
            if joined is not None:
                mended[-1] = replace(previous, text=joined, span=previous.span + cell.span)
                continue
        mended.append(cell)
    return tuple(mended)


def _is_apart(left: Cell, right: Cell) -> bool:
    """Say whether more than one character stands between two cells of a line: spaces in text, a bar in Markdown."""
    return (
        left.line == right.line
        and min(left.offset, right.offset) >= 0
        and right.offset - left.offset - len(left.text) > 1
    )


def _join(left: str, right: str) -> str | None:
    if (
        re.search(r"[A-Za-z]$", left)
        and re.match(r"[a-z]{2,}(?:\s|$)", right)
        and not _NO_RIGHT_HALF.match(right)
        and len(right) <= _LONGEST_REST
        and not left.endswith(("of", "in"))
    ):
        return left + right
    if parse_dates(left) or not re.search(r"\d|\bof$", left):
        return None
    overlap = next((size for size in range(min(len(left), len(right), 6), 0, -1) if left[-size:] == right[:size]), 0)
    joined = left + right[overlap:]
    if parse_dates(joined) and (not parse_dates(right) or re.match(r"[a-z]\s", right)):
        return joined
    return None


def stack_heads(spans: list[tuple[int, int]], heads: list[GridRow], label_stop: int) -> tuple[HeadStack, ...]:
    """Return the heads above each column.

    Args:
        spans: Logical columns of the figures, left to right.
        heads: Rows of heads above the body, top first.
        label_stop: Logical column at which labels end.
    """
    rows = _unless_below_another([_over_columns(row, spans, label_stop) for row in heads])
    rows = [row if _may_spread(row, rows) else (row[0], row[0]) for row in rows]
    wide = {id(cell) for _, spread in rows for cell, count in _counted(spread) if count > 1}
    twice = {id(cell) for exact, _ in rows for cell, count in _counted(exact) if count > 1}
    stacks = []
    for index in range(len(spans)):
        exact = tuple(cell for row in rows if (cell := row[0][index]) is not None)
        spread = tuple(cell for row in rows if (cell := row[1][index]) is not None)
        shared = frozenset(place for place, cell in enumerate(spread) if id(cell) in wide)
        stacks.append(HeadStack(exact, spread, shared, is_bare=all(id(cell) in twice for cell in exact)))
    return tuple(stacks)


_SPREADS = late_pattern(
    rf"\d|%|\b(?:{MONTH})\b|\b(?:months?|weeks?|quarters?|years?|ended|ending|as\s+of|YTD|change|increase|decrease|growth|variance|actual|guidance"
    r"|outlook|forecast|budget|pro\s+forma|GAAP|reported|adjusted|total)\b",
    re.IGNORECASE,
)


def _may_spread(row: _Covered, rows: list[_Covered]) -> bool:
    """Say whether heads of a row may stand over the columns right of them too, where none of its own stands there.

    Names that go over several lines end at the bottom, and lines above have them over some columns only: "Additional"
    above "Paid-in" and "Capital", beside "Retained" and "Earnings". Such a line leaves the first column blank, or one.
    """
    exact, spread = row
    filled = [cell is not None for cell in exact]
    if exact == spread or any(_SPREADS.search(cell.text) for cell in exact if cell is not None):
        return True
    blank = [place for place, cell in enumerate(exact) if cell is None]
    is_named = all(any(other[0][place] is not None for other in rows) for place in blank)
    leaves_first = not filled[0] and sum(filled) > 1
    leaves_one = len(blank) == 1 and sum(filled) > _PAIR
    return not (is_named and (leaves_first or leaves_one))


def _unless_below_another(rows: list[_Covered]) -> list[_Covered]:
    """Return rows of heads without those that spread over a column although they end the head of another one.

    "May 3, 2025 | % of | May 4, 2024 | % of" above " | Sales | | Sales": the sales are no part of the day beside them.
    """
    found = []
    for number, (exact, spread) in enumerate(rows):
        texts = [cell.text for cell in exact if cell is not None]
        kept = list(spread)
        for index, cell in enumerate(spread):
            if cell is None or exact[index] is not None:
                continue
            home = next(place for place, other in enumerate(exact) if other is cell)
            above = [(row[home], row[index]) for row, _ in rows[:number]]
            for left, right in above:
                is_apart = left is not None and right is not None and left is not right
                if is_apart and left is not None and (texts.count(cell.text) > 1 or _OPEN_END.search(left.text)):
                    kept[index] = None
        found.append((exact, kept))
    return found


def _counted(cells: list[Cell | None]) -> list[tuple[Cell, int]]:
    counts: dict[int, tuple[Cell, int]] = {}
    for cell in cells:
        if cell is not None:
            counts[id(cell)] = (cell, counts.get(id(cell), (cell, 0))[1] + 1)
    return list(counts.values())


def _over_columns(
    row: GridRow, spans: list[tuple[int, int]], label_stop: int
) -> tuple[list[Cell | None], list[Cell | None]]:
    """Return for each column the head cell right above it, and the one that spreads over it from the left."""
    cells = [cell for cell in row.cells if cell.stop > label_stop and _MEANT.search(cell.text)]
    exact: list[Cell | None] = [None] * len(spans)
    first = 0
    for index, (start, stop) in enumerate(spans):
        while first < len(cells) and cells[first].stop <= start:
            first += 1
        place, best = first, 0
        while place < len(cells) and cells[place].start < stop:
            overlap = min(cells[place].stop, stop) - max(cells[place].start, start)
            if overlap > best:
                exact[index], best = cells[place], overlap
            place += 1
    used = {id(cell) for cell in exact if cell is not None}
    for cell in cells:
        if id(cell) not in used:
            _place_free(cell, spans, exact)
    if not any(exact) and len(cells) == len(spans):
        exact = list(cells)
    spread = list(exact)
    for index in range(1, len(spans)):
        if spread[index] is None:
            spread[index] = spread[index - 1]
    return exact, spread


def _place_free(cell: Cell, spans: list[tuple[int, int]], exact: list[Cell | None]) -> None:
    near = [
        index
        for index, (start, _) in enumerate(spans)
        if exact[index] is None and abs(start - cell.start) <= 2 + cell.span
    ]
    if near:
        exact[min(near, key=lambda index: abs(sum(spans[index]) - cell.start - cell.stop))] = cell
