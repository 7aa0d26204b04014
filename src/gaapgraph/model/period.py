"""Instants and durations (OIM period core dimension)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.iri import mint_iri
from gaapgraph.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

Day = date

__all__ = ["FOREVER", "Duration", "Forever", "Instant", "Period", "find_year_earlier", "month_end", "shift_months"]

_YEARS_OF_WEEKS = (52 * 7, 53 * 7)


@frozen(order=True)
class Instant:
    """The end of one day.

    Source: XBRL 2.1 §4.7.2; OIM 1.0 writes the same moment as midnight of the next day.
    """

    date: Day

    @property
    def end(self) -> Day:
        """The day at whose end the instant stands."""
        return self.date

    @property
    def slug(self) -> str:
        """The last part of the period's IRI, `2009-03-31`."""
        return self.date.isoformat()

    def iri(self, base: str = BASE) -> str:
        """Return the period's IRI."""
        return mint_iri("period", self.slug, base=base)

    def __str__(self) -> str:
        """Return the day in ISO 8601."""
        return self.slug


@frozen(order=True)
class Duration:
    """All days from the first to the last, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a duration that ends before it starts."""
        if self.end < self.start:
            raise ValueError(f"a duration cannot end ({self.end}) before it starts ({self.start})")

    @property
    def slug(self) -> str:
        """The last part of the period's IRI, `2008-04-01/2009-03-31`."""
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    @property
    def days(self) -> int:
        """The number of days, first and last included."""
        return (self.end - self.start).days + 1

    @property
    def opening(self) -> Instant:
        """The instant at which the duration opens: the end of the day before its first."""
        return Instant(self.start - timedelta(days=1))

    @property
    def closing(self) -> Instant:
        """The instant at which the duration closes."""
        return Instant(self.end)

    def iri(self, base: str = BASE) -> str:
        """Return the period's IRI."""
        return mint_iri("period", self.slug, base=base)

    def __str__(self) -> str:
        """Return both days in ISO 8601, as OIM writes an interval."""
        return self.slug


Period = Instant | Duration


@frozen(order=True)
class Forever:
    """All time: what is said without any limit (XBRL 2.1 §4.7.2; OIM 1.0 has no period then)."""

    @property
    def end(self) -> Day:
        """The last day that there is."""
        return date.max

    @property
    def slug(self) -> str:
        """The last part of the period's IRI."""
        return "forever"

    def iri(self, base: str = BASE) -> str:
        """Return the period's IRI."""
        return mint_iri("period", self.slug, base=base)

    def __str__(self) -> str:
        """Return the word."""
        return self.slug


FOREVER = Forever()


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def shift_months(day: date, months: int) -> date:
    """Return the same day some months later or earlier; the last of a month stays the last.

    >>> shift_months(date(2009, 3, 31), -1)
    datetime.date(2009, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    last = month_end(index // 12, index % 12 + 1)
    is_last = (day + timedelta(days=1)).day == 1
    return last if is_last or day.day > last.day else last.replace(day=day.day)


def find_year_earlier(period: Period, periods: Iterable[Period]) -> Period | None:
    """Return the one of some periods that starts and ends a year earlier, or None where there is none.

    The days are the same of the month, or 52 or 53 weeks earlier.

    >>> march = Instant(date(2009, 3, 28))
    >>> find_year_earlier(march, [march, Instant(date(2008, 3, 29)), Instant(date(2008, 3, 31))])
    Instant(date=datetime.date(2008, 3, 29))
    """
    wanted = _list_ends(period)
    if any(day.year == date.min.year or day == date.max for day in wanted):
        return None  # the calendar has no such day
    fitting = [other for other in periods if _is_year_earlier(_list_ends(other), wanted)]
    same = [other for other in fitting if _list_ends(other) == [shift_months(day, -12) for day in wanted]]
    return min(same or fitting, key=str, default=None)


def _is_year_earlier(days: list[date], later: list[date]) -> bool:
    return len(days) == len(later) and (
        days == [shift_months(day, -12) for day in later]
        or all((day - before).days in _YEARS_OF_WEEKS for before, day in zip(days, later, strict=True))
    )


def _list_ends(period: Period) -> list[date]:
    return [period.date] if isinstance(period, Instant) else [period.start, period.end]
