"""Columns: which logical columns hold figures, and what the rows of heads above them say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gaapgraph.language.date import MONTH, parse_dates
from gaapgraph.language.quantity import Quantity, read_quantity, strip_quantity
from gaapgraph.language.span import find_phrases, parse_period
from gaapgraph.model import Duration, Instant

if TYPE_CHECKING:
    from collections import Counter

    from gaapgraph.document.grid import Cell, GridRow
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period

__all__ = ["Column", "cluster_columns", "mend_heads", "read_columns"]


@dataclass(slots=True)
class Column:
    """One value column of a table while it is being understood.

    Attributes:
        start, stop: Logical columns that its figures cover.
        head: The words of its head without period, unit and scale.
        outer: The same of heads that it shares with neighbours.
        text: All words of its head.
        is_guessed: The period did not stand in the head but was inferred.
        pair: For a change or a share: index of the amount column it is about, and of the one compared with.
        compares: `quarter` or `year` where a change says against which period before ("QoQ", "YoY").
        versus: The two periods that a head such as "Q1 25 vs Q4 24" compares.
        against: The period that a head such as "Change vs. 1Q 2024" compares with.
        is_note: Its head says that it refers to notes: no figures.
        is_bare: No head stands above it alone.
        is_separator: It holds only the dashes between the ends of ranges.
        is_unmarked: No figure of it has a currency mark, while other columns have.
    """

    start: int
    stop: int
    head: str = ""
    outer: str = ""
    text: str = ""
    period: Period | None = None
    quantity: Quantity = field(default_factory=Quantity)
    is_guessed: bool = False
    pair: tuple[int, int | None] | None = None
    compares: str | None = None
    versus: tuple[Period, Period] | None = None
    against: Period | None = None
    is_note: bool = False
    is_bare: bool = False
    is_separator: bool = False
    is_unmarked: bool = False
    head_lines: tuple[int, ...] = ()

    @property
    def is_amount(self) -> bool:
        """Whether its figures are the thing itself and no change or share of it."""
        return self.quantity.measure is None and not self.quantity.is_percent and not self.quantity.is_points


def cluster_columns(intervals: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return value columns from how often figures cover which logical columns.

    In HTML the same column may be one cell wide in one row and three in the next; overlapping
    intervals belong together, but a rare wide cell must not join two columns.
    """
    columns: list[list[int]] = []
    for (start, stop), _ in sorted(intervals.items(), key=lambda item: (-item[1], item[0][1] - item[0][0], item[0])):
        overlapping = [column for column in columns if start < column[1] and column[0] < stop]
        if not overlapping:
            columns.append([start, stop])
        elif len(overlapping) == 1:
            column = overlapping[0]
            column[0], column[1] = min(column[0], start), max(column[1], stop)
    return sorted((start, stop) for start, stop in columns)


def mend_heads(cells: tuple[Cell, ...], calendar: FiscalCalendar) -> tuple[Cell, ...]:
    """Return the cells of one row of heads with those joined that were torn apart in print.

    "As of March 31, 2" beside "2008", or "Total Reve" beside "nues", are one head over two columns.
    """
    mended: list[Cell] = []
    for cell in cells:
        previous = mended[-1] if mended else None
        if previous is not None and previous.stop == cell.start:
            joined = _join(previous.text, cell.text, calendar)
            if joined is not None:
                mended[-1] = replace(previous, text=joined, span=previous.span + cell.span)
                continue
        mended.append(cell)
    return tuple(mended)


def _join(left: str, right: str, calendar: FiscalCalendar) -> str | None:
    if (
        re.search(r"[A-Za-z]$", left)
        and re.match(r"[a-z]{2,}(?:\s|$)", right)
        and not re.match(r"(?:of|in|and|to|ended|for|per|as|at|change|months|months?|thousands|millions)\b", right)
        and len(right) <= 6
        and not left.endswith(("of", "in"))
    ):
        return left + right
    if parse_dates(left) or not re.search(r"\d|\bof$", left):
        return None
    overlap = next((size for size in range(min(len(left), len(right), 6), 0, -1) if left[-size:] == right[:size]), 0)
    joined = left + right[overlap:]
    if parse_dates(joined) and not parse_dates(left) and (not parse_dates(right) or re.match(r"[a-z]\s", right)):
        return joined
    return None


def read_columns(
    spans: list[tuple[int, int]], heads: list[GridRow], captions: list[str], calendar: FiscalCalendar, label_stop: int
) -> list[Column]:
    """Return the value columns with what their heads say.

    Args:
        spans: Logical columns of the figures, left to right.
        heads: Rows of heads above the body, top first.
        captions: Titles, captions and stubs that govern the whole table, nearest last.
        calendar: The reporter's fiscal calendar.
        label_stop: Logical column at which labels end.
    """
    columns = [Column(start, stop) for start, stop in spans]
    rows = [_over_columns(row, columns, label_stop) for row in heads]
    for index, column in enumerate(columns):
        exact = [cell for row in rows if (cell := row[0][index]) is not None]
        spread = [cell for row in rows if (cell := row[1][index]) is not None]
        column.is_bare = all(sum(other is cell for row in rows for other in row[0]) > 1 for cell in exact)
        column.head_lines = tuple(dict.fromkeys(cell.line for cell in spread))
        _read_head(column, [cell.text for cell in exact], [cell.text for cell in spread], calendar)
        own = [cell.text for cell in spread if not _is_shared(cell, rows)]
        column.outer = strip_head(" ".join(cell.text for cell in spread if _is_shared(cell, rows)), calendar)
        column.head = strip_head(" ".join(own), calendar) or column.outer
    _name_parts(columns, rows, calendar)
    _share_period_words(columns, rows, calendar)
    _apply_captions(columns, captions, calendar)
    return columns


def _over_columns(row: GridRow, columns: list[Column], label_stop: int) -> tuple[list[Cell | None], list[Cell | None]]:
    """Return for each column the head cell right above it, and the one that spreads over it from the left."""
    cells = [cell for cell in row.cells if cell.stop > label_stop and re.search(r"[A-Za-z%$€£¥]|\b\d{4}\b", cell.text)]
    exact: list[Cell | None] = [None] * len(columns)
    for index, column in enumerate(columns):
        covering = [cell for cell in cells if cell.start < column.stop and column.start < cell.stop]
        if covering:
            exact[index] = max(covering, key=lambda cell: min(cell.stop, column.stop) - max(cell.start, column.start))
    used = {id(cell) for cell in exact if cell is not None}
    free = [cell for cell in cells if id(cell) not in used]
    for cell in free:
        _place_free(cell, columns, exact)
    if not any(exact) and len(cells) == len(columns):
        exact = list(cells)
    spread = list(exact)
    for index in range(1, len(columns)):
        if spread[index] is None:
            spread[index] = spread[index - 1]
    return exact, spread


def _place_free(cell: Cell, columns: list[Column], exact: list[Cell | None]) -> None:
    gaps = [index for index, found in enumerate(exact) if found is None]
    if not gaps:
        return
    nearest = min(gaps, key=lambda index: abs((columns[index].start + columns[index].stop) - (cell.start + cell.stop)))
    if abs(columns[nearest].start - cell.start) <= 2 + cell.span:
        exact[nearest] = cell


def _read_head(column: Column, exact: list[str], spread: list[str], calendar: FiscalCalendar) -> None:
    column.text = " ".join(exact)
    column.quantity = _own_quantity(exact)
    column.period = parse_period(column.text, calendar) if exact else None
    wide = " ".join(dict.fromkeys(spread))
    if column.period is None or (isinstance(column.period, Instant) and not parse_dates(column.text)):
        column.period = parse_period(wide, calendar) or column.period
    elif isinstance(column.period, Instant):
        longer = parse_period(wide, calendar)
        if isinstance(longer, Duration) and longer.end == column.period.date:
            column.period = longer
    if column.quantity.scale is None and column.quantity.currency is None and not column.quantity.is_percent:
        outer = read_quantity(wide)
        if outer.measure is None and not outer.is_percent:
            column.quantity = column.quantity.over(outer)
    elif (
        column.quantity.is_percent
        and column.quantity.measure is None
        and read_quantity(wide).measure in ("growth", "change")
    ):
        column.quantity = replace(column.quantity, measure="growth")
    if column.quantity.measure in ("growth", "change"):
        column.compares = "quarter" if _QUARTERLY.search(wide) else "year" if _YEARLY.search(wide) else None
    if column.quantity.measure is not None:
        column.versus = _versus(column.text, wide, calendar)
        if column.versus is None and (compared := _COMPARED.search(column.text)):
            column.against = parse_period(compared["past"], calendar)
            column.period = None if column.against is not None else column.period
    column.is_note = bool(_NOTES.match(column.text))
    if column.quantity.per_share is None and not column.quantity.is_percent:
        column.quantity = replace(column.quantity, per_share=read_quantity(wide).per_share)


_BARE_YEAR = re.compile(r"^\W*(?:19|20)\d\d\W*$")
_PART_OF_YEAR = re.compile(
    r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:quarter|half)\b|\b[QH][1-4]\b|\b[1-4][QH]\b", re.IGNORECASE
)
_VERSUS = re.compile(r"\s*\b(?:vs\.?|versus|compared\s+(?:to|with))(?:\s|$)\s*", re.IGNORECASE)
_COMPARED = re.compile(
    r"^(?:\W|change|chg|growth|variance|increase|decrease)*?(?:\b(?:vs\.?|versus|from|over|compared\s+(?:to|with)))\s+(?P<past>.*\d.*)$",
    re.IGNORECASE,
)


def _versus(text: str, wide: str, calendar: FiscalCalendar) -> tuple[Period, Period] | None:
    """Return the periods that a head compares; words that it shares with other heads hold for both."""
    parts = _VERSUS.split(text)
    if len(parts) != 2:
        return None
    shared = wide.replace(text, " ")
    first, second = (parse_period(f"{shared} {part}".strip(), calendar) for part in parts)
    return (first, second) if first is not None and second is not None and first.end > second.end else None


_QUARTERLY = re.compile(
    r"\b(?:qoq|q/q|q-o-q|qtr|sequential(?:ly)?|(?:linked|prior|previous|preceding)[\s-]quarter|quarter[\s-](?:over|on)[\s-]quarter)\b",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"\b(?:yoy|y/y|y-o-y|year[\s-](?:over|on|to)[\s-]year|(?:prior|previous)[\s-]year)\b", re.IGNORECASE
)
_NOTES = re.compile(r"^\W*(?:notes?|ref\.?|footnotes?)\W*$", re.IGNORECASE)


def _own_quantity(texts: list[str]) -> Quantity:
    quantity = read_quantity(" ".join(texts))
    shares = next((found for text in texts if (found := read_quantity(text).shares)), None)
    return replace(quantity, shares=quantity.shares or shares)


def _is_shared(cell: Cell, rows: list[tuple[list[Cell | None], list[Cell | None]]]) -> bool:
    return any(sum(other is cell for other in spread) > 1 for _, spread in rows)


def strip_head(text: str, calendar: FiscalCalendar) -> str:
    """Return a head's words without those that name a period, a unit or a scale."""
    kept = text
    for phrase in reversed(find_phrases(text, calendar)):
        kept = f"{kept[: phrase.start]} {kept[phrase.end :]}"
    kept = re.sub(
        r"\b(?:for\s+the\s+)?(?:(?:\w+[\s-]){0,2}(?:months?|weeks?|years?|quarters?|periods?)\s+(?:ended|ending)|as\s+(?:of|at))\b",
        " ",
        kept,
        flags=re.IGNORECASE,
    )
    kept = re.sub(rf"\b(?:19|20)\d\d\b|\bended\b|\b(?:{MONTH})\b\.?\s*\d{{1,2}}\b,?", " ", kept, flags=re.IGNORECASE)
    kept = re.sub(r"\b(?:vs|versus)\b\.?", " ", kept, flags=re.IGNORECASE)
    kept = "" if is_damaged(text) else strip_quantity(kept)
    return "" if not re.search(r"[A-Za-z]{2}", kept) else kept


def _name_parts(
    columns: list[Column], rows: list[tuple[list[Cell | None], list[Cell | None]]], calendar: FiscalCalendar
) -> None:
    """Read a bare year below blank cells with the quarter or half left of them, unless an earlier year has done so."""
    for index, column in enumerate(columns):
        if not _BARE_YEAR.match(column.text):
            continue
        leads = [row[1][index] for row in rows if row[0][index] is None]
        text = " ".join(cell.text for cell in leads if cell is not None and cell.span == 1)
        period = parse_period(f"{text} {column.text}", calendar) if _PART_OF_YEAR.search(text) else None
        if period is not None and all(other.period != period for other in columns[:index]):
            column.period = period


def _share_period_words(
    columns: list[Column], rows: list[tuple[list[Cell | None], list[Cell | None]]], calendar: FiscalCalendar
) -> None:
    """Complete heads such as "June 30," whose year stands once for several columns, or the reverse."""
    for index, column in enumerate(columns):
        if column.period is not None or not column.text:
            continue
        below = " ".join(cell.text for row in rows if (cell := row[1][index]) is not None)
        column.period = parse_period(below, calendar)


def _apply_captions(columns: list[Column], captions: list[str], calendar: FiscalCalendar) -> None:
    caption = Quantity()
    for text in reversed(captions):
        caption = caption.over(
            replace(read_quantity(text), is_percent=False, is_points=False, shares=None, per_share=None)
        )
    measure = next(
        (q.measure for text in reversed(captions) if (q := read_quantity(text)).measure and q.is_percent), None
    )
    base = replace(caption, measure=None)
    for index, column in enumerate(columns):
        quantity = column.quantity
        if quantity.is_percent and quantity.measure is None:
            own_head = index == 0 or column.head not in ("", columns[index - 1].head)
            quantity = replace(quantity, measure="ratio" if own_head else measure)
        column.quantity = quantity.over(base)
    _periods_from_captions(columns, captions, calendar)


def _periods_from_captions(columns: list[Column], captions: list[str], calendar: FiscalCalendar) -> None:
    expected = expected_periods(captions, calendar)
    if not expected:
        return
    durations = [period for period in expected if isinstance(period, Duration)]
    for column in columns:
        if isinstance(column.period, Instant):
            same = [period for period in durations if period.end == column.period.date]
            if len(same) == 1 and not any(isinstance(period, Instant) for period in expected):
                column.period = same[0]
    for column in columns:
        if column.period not in expected and is_damaged(column.text) and len(expected) > 1:
            column.period = None
    open_columns = [column for column in columns if column.period is None and column.is_amount]
    if len(expected) == 1:
        for column in open_columns:
            column.period, column.is_guessed = expected[0], True
        return
    taken = [column.period for column in columns if column.period is not None]
    left = [period for period in expected if period not in taken]
    if open_columns and left and taken:
        fill_open(columns, left)


_FRAGMENT = re.compile(
    r"^(?!in\b|of\b|as\b|for\b|at\b|and\b)[a-z]{1,5}\b|(?:ended|ending)\s+\d{1,2},|\b(?:Mont|Yea|Quart|Mar|Ma)$"
)


def is_damaged(text: str) -> bool:
    """Say whether a head has lost letters: it starts in mid-word, or its date lacks a month.

    >>> is_damaged("ear Ended 31, 2009"), is_damaged("Year ended March 31, 2009")
    (True, False)
    """
    return bool(_FRAGMENT.search(text.strip()))


def fill_open(columns: list[Column], left: list[Period]) -> None:
    """Give columns whose heads are damaged the periods that the caption names and no other head has."""
    queue = list(left)
    for column in columns:
        if column.period is None and column.is_amount and column.text and queue:
            column.period, column.is_guessed = queue[0] if len(queue) == 1 else queue.pop(0), True


def expected_periods(captions: list[str], calendar: FiscalCalendar) -> list[Period]:
    """Return the periods that the nearest caption with any names, in order."""
    for text in reversed(captions):
        periods = list(dict.fromkeys(phrase.period for phrase in find_phrases(text, calendar)))
        if periods:
            return periods
        single = (
            parse_period(text, calendar)
            if re.search(r"\b(?:ended|ending|as of|as at)\b", text, re.IGNORECASE)
            else None
        )
        if single is not None:
            return [single]
    return []
