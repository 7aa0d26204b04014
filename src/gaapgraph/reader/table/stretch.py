"""Columns over longer spans than the periods that head them: year to date, and trailing twelve months."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from gaapgraph.language.span import TRAILING, YEAR_TO_DATE
from gaapgraph.language.words import numbers
from gaapgraph.model import Duration, shift_months

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period
    from gaapgraph.reader.table.column import Column

__all__ = ["LEAST_YEAR", "LONGEST_QUARTER", "stretch_columns", "trail"]

LONGEST_QUARTER = 120  # days; a quarter of 16 weeks has 112
LEAST_YEAR = 350  # days from which on a span is a year, or more
_LONGEST_TITLE = 90
_ORDINALS = numbers("ordinal")
_QUARTER = re.compile(
    r"\W*(?:Q(?P<number>[1-4])|(?P<word>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter)\W*", re.IGNORECASE
)
_LTM = re.compile(
    r"\W*(?:LTM|TTM|R12(?:M)?|(?:rolling|last|latest|trailing)\s+(?:12|twelve)\s+months|(?:12|twelve)\s+months\s+rolling)\W*",
    re.IGNORECASE,
)


def stretch_columns(columns: tuple[Column, ...], titles: list[str], calendar: FiscalCalendar) -> tuple[Column, ...]:
    """Return the columns with the spans that their heads or the title of the table give them.

    Tables of bankers and insurers head columns "3Q23 | 2Q23 | 3Q22 | YTD 2023 | YTD 2022"; software companies print
    free cash flow of trailing four quarters under the name of each quarter.

    Args:
        columns: The columns with the periods that their heads name.
        titles: What names the table, nearest last.
        calendar: The reporter's fiscal calendar.
    """
    columns = _to_date(_quarters_beside_year(columns, calendar), calendar)
    columns = _trailing(columns, calendar)
    over_all = any(TRAILING.search(text) for text in titles[-3:] if len(text) < _LONGEST_TITLE)
    return tuple(
        replace(column, period=trail(column.period, calendar))
        if column.is_amount and (over_all or TRAILING.search(column.text)) and isinstance(column.period, Duration)
        else column
        for column in columns
    )


def _trailing(columns: tuple[Column, ...], calendar: FiscalCalendar) -> tuple[Column, ...]:
    """Date columns headed "LTM" alone: the twelve months up to the latest of the periods beside them."""
    ends = [one.period for one in columns if isinstance(one.period, Duration) and not one.is_guessed]
    latest = max(ends, key=lambda period: period.end, default=None)
    return tuple(
        replace(column, period=trail(latest, calendar), is_guessed=False)
        if latest is not None and _LTM.fullmatch(column.text) and (column.period is None or column.is_guessed)
        else column
        for column in columns
    )


def trail(period: Period, calendar: FiscalCalendar) -> Duration:
    """Return the twelve months that end when a period ends."""
    if isinstance(period, Duration) and period.days >= LEAST_YEAR:
        return period
    before = calendar.nearest_end(shift_months(period.end, -12))
    return Duration(before + timedelta(days=1), period.end)


def _quarters_beside_year(columns: tuple[Column, ...], calendar: FiscalCalendar) -> tuple[Column, ...]:
    """Date quarters without a year by the year or year to date right of them: "Q1 | Q2 | Q3 | YTD 2025"."""
    found = list(columns)
    label: int | None = None
    for place in range(len(columns) - 1, -1, -1):
        column = columns[place]
        quarter = _QUARTER.fullmatch(column.text)
        if quarter is None:
            is_year = isinstance(column.period, Duration) and column.period.days >= LEAST_YEAR and not column.is_guessed
            label = calendar.label_of(column.period.end) if is_year and column.period is not None else None
        elif label is not None and (column.period is None or column.is_guessed):
            number = int(quarter["number"]) if quarter["number"] else _ORDINALS[quarter["word"].lower()]
            found[place] = replace(column, period=calendar.quarter(label, number), is_guessed=False)
    return tuple(found)


def _to_date(columns: tuple[Column, ...], calendar: FiscalCalendar) -> tuple[Column, ...]:
    spans = [
        column.period
        for column in columns
        if isinstance(column.period, Duration) and not column.is_guessed and not YEAR_TO_DATE.search(column.text)
    ]
    quarters = [span for span in spans if span.days <= LONGEST_QUARTER]
    found = []
    for column in columns:
        if YEAR_TO_DATE.search(column.text) and isinstance(column.period, Duration) and quarters:
            year = calendar.year(calendar.label_of(column.period.end))
            ends = [span.end for span in quarters if year.start <= span.end <= year.end]
            if not ends and quarters:  # "YTD 2024" beside quarters of 2025 alone
                latest = max(span.end for span in quarters)
                ends = [calendar.nearest_end(shift_months(latest, 12 * (year.end.year - latest.year)))]
            if ends and year.start <= max(ends) <= year.end:
                column = replace(column, period=Duration(year.start, max(ends)), is_guessed=False)
        found.append(column)
    return tuple(found)
