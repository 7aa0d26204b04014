"""Growth and change: the period that grew, and the one that it is measured against."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from gaapgraph.language.span import find_phrases
from gaapgraph.model import Duration, Instant, month_end, shift_months

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period

__all__ = ["compared_period", "growth_period", "quarter_before", "year_before"]

_LONGEST_YEAR = 380  # days

_YEAR = 357  # days
_MONTH = 30.44  # days
_WITH = re.compile(r"\b(?:compared\s+(?:to|with)|versus|vs\.?)\s+(?P<past>.*)$", re.IGNORECASE | re.DOTALL)


def compared_period(text: str, calendar: FiscalCalendar) -> tuple[Period, Period] | None:
    """Return the period that a line is about and the one that it names after "compared to".

    Property owners print "Three months ended March 31, 2024 compared to December 31, 2023"; the day ends a span of the
    same length.
    """
    found = _WITH.search(text)
    if found is None:
        return None
    own = find_phrases(text[: found.start()], calendar)
    other = find_phrases(found["past"], calendar)
    if not own or not other:
        return None
    first, past = own[-1].period, other[0].period
    if isinstance(first, Duration) and isinstance(past, Instant):
        months = round((first.end - past.date).days / _MONTH)
        past = Duration(shift_months(first.start - timedelta(days=1), -months) + timedelta(days=1), past.date)
    return (first, past) if first.end > past.end else None


def growth_period(
    period: Period, past: Period | None, compares: str | None, calendar: FiscalCalendar
) -> tuple[Period, Period | None]:
    """Return the period that grew, and the one that it is measured against.

    An amount grew in its own period; a balance over all days since the one that it is measured against.

    Args:
        period: Of the later figure: a duration of an amount, an instant of a balance.
        past: What it is measured against, where a column shows it.
        compares: `quarter` or `year` where the head names the period before.
        calendar: The reporter's fiscal calendar.
    """
    if past is None:
        past = quarter_before(period, calendar) if compares == "quarter" else year_before(period, calendar)
    if isinstance(period, Duration) or past.end >= period.end:
        return period, past
    return Duration(past.end + timedelta(days=1), period.end), past


def quarter_before(period: Period, calendar: FiscalCalendar) -> Period:
    """Return the quarter right before a quarter, or the balance date a quarter before another."""
    if isinstance(period, Instant):
        return Instant(calendar.nearest_end(shift_months(period.date, -3)))
    end = period.start - timedelta(days=1)
    return Duration(
        shift_months(end, -3) + timedelta(days=1) if period.days % 7 else end - timedelta(days=period.days - 1), end
    )


def year_before(period: Period, calendar: FiscalCalendar) -> Period:
    """Return the same period a year before; in calendars of weeks, 52 weeks before."""
    if isinstance(period, Instant):
        return Instant(calendar.nearest_end(shift_months(period.date, -12)))
    end = shift_months(period.end, -12)
    start = shift_months(period.start - timedelta(days=1), -12) + timedelta(days=1)
    is_months = period.start.day == 1 and period.end == month_end(period.end.year, period.end.month)
    if period.days % 7 == 0 and period.days < _LONGEST_YEAR and not is_months:
        if period.days >= _YEAR:  # a year of 52 or 53 weeks follows right upon the one before
            end = period.start - timedelta(days=1)
            opening = calendar.nearest_end(end - timedelta(weeks=52))
            return Duration(opening + timedelta(days=1), end)
        end = calendar.nearest_end(period.end - timedelta(weeks=52))
        start = calendar.nearest_end(period.start - timedelta(weeks=52, days=1)) + timedelta(days=1)
    return Duration(start, end)
