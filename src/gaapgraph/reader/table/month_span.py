"""Heads that give a number of months and a year, and leave their last day to what stands above the table."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.date import MONTH, parse_dates
from gaapgraph.language.span import parse_period
from gaapgraph.model import Duration

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period
    from gaapgraph.reader.table.column import Column

__all__ = ["end_spans"]

_SPAN = late_pattern(
    r"\b(?P<count>three|six|nine|twelve|3|6|9|12)[\s-]+months?\b(?!\s+(?:ended|ending|to)\b)", re.IGNORECASE
)
_ENDED = late_pattern(
    rf"\b(?:periods?|months?|quarters?|years?)\s+(?:ended|ending)\s+(?P<day>(?:{MONTH})\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?:{MONTH}))\b"
    r"(?!,?\s*(?:19|20)\d\d)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_SHORT = frozenset({"three", "3"})
_MOST_SHORT = 100  # days


def end_spans(
    columns: tuple[Column, ...], captions: list[str], calendar: FiscalCalendar, now: Period | None
) -> tuple[Column, ...]:
    """Return columns headed "Three months" over "2016" with the days on which these end.

    Utilities head so, below "For the periods ended March 31". Without such words three months end when those do on
    which the document reports, and twelve months beside them, too.

    Args:
        columns: The columns.
        captions: Titles, captions and the words above the labels, nearest last.
        calendar: The reporter's fiscal calendar.
        now: The period that the document reports on.
    """
    spans = [_SPAN.search(column.wide) if _is_open(column) else None for column in columns]
    if not any(spans):
        return columns
    named = next((found["day"] for text in reversed(captions) if (found := _ENDED.search(text))), None)
    has_short = any(span is not None and span["count"].lower() in _SHORT for span in spans)
    if named is None and has_short and isinstance(now, Duration) and now.days < _MOST_SHORT:
        named = f"{now.end:%B} {now.end.day}"
    if named is None:
        return columns
    return tuple(
        column if span is None else _ended(column, span["count"], named, calendar)
        for column, span in zip(columns, spans, strict=True)
    )


def _is_open(column: Column) -> bool:
    """Say whether the heads of a column give one year and no day."""
    return column.is_amount and len(set(_YEARS.findall(column.wide))) == 1 and not parse_dates(column.wide)


def _ended(column: Column, count: str, day: str, calendar: FiscalCalendar) -> Column:
    year = _YEARS.findall(column.wide)[0]
    period = parse_period(f"{count} months ended {day}, {year}", calendar)
    return column if period is None else replace(column, period=period, is_guessed=False)
