"""Columns over longer spans than the periods that head them: year to date, and trailing twelve months."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from gaapgraph.language.span import TRAILING, YEAR_TO_DATE
from gaapgraph.model import Duration, shift_months

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period
    from gaapgraph.reader.table.column import Column

__all__ = ["LEAST_YEAR", "LONGEST_QUARTER", "stretch_columns", "trail"]

LONGEST_QUARTER = 120  # days; a quarter of 16 weeks has 112
LEAST_YEAR = 350  # days from which on a span is a year, or more
_LONGEST_TITLE = 90


def stretch_columns(columns: tuple[Column, ...], titles: list[str], calendar: FiscalCalendar) -> tuple[Column, ...]:
    """Return the columns with the spans that their heads or the title of the table give them.

    Tables of bankers and insurers head columns "3Q23 | 2Q23 | 3Q22 | YTD 2023 | YTD 2022"; software companies print
    free cash flow of trailing four quarters under the name of each quarter.

    Args:
        columns: The columns with the periods that their heads name.
        titles: What names the table, nearest last.
        calendar: The reporter's fiscal calendar.
    """
    columns = _to_date(columns, calendar)
    over_all = any(TRAILING.search(text) for text in titles[-3:] if len(text) < _LONGEST_TITLE)
    return tuple(
        replace(column, period=trail(column.period, calendar))
        if column.is_amount and (over_all or TRAILING.search(column.text)) and isinstance(column.period, Duration)
        else column
        for column in columns
    )


def trail(period: Period, calendar: FiscalCalendar) -> Duration:
    """Return the twelve months that end when a period ends."""
    if isinstance(period, Duration) and period.days >= LEAST_YEAR:
        return period
    before = calendar.nearest_end(shift_months(period.end, -12))
    return Duration(before + timedelta(days=1), period.end)


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
            if ends:
                column = replace(column, period=Duration(year.start, max(ends)), is_guessed=False)
        found.append(column)
    return tuple(found)
