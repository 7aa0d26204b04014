"""Periods that would end on a made-up day, in a calendar of weeks of which the document gives too few days.

Years of 52 or 53 weeks end on another day each year. Where neither a head nor the document prints when "Q2 2026" ends,
and the weeks can be counted in more than one way, its figures have no period, with one finding on the table.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.language.date import MONTH, MONTHS, parse_dates
from gaapgraph.model import Duration, Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period
    from gaapgraph.reader.table.figure import Figure, Table

__all__ = ["set_aside_unsettled"]

# A day may stand apart from its year: "September 28," above "2024".
_NO_YEAR = r"(?!\.?[ ,]*(?:19|20)\d\d)"
_MONTH_DAY = re.compile(
    rf"\b(?:(?P<m1>{MONTH})\.?\s+(?P<d1>\d{{1,2}})\b{_NO_YEAR}|(?P<d2>\d{{1,2}})\s+(?P<m2>{MONTH})\b{_NO_YEAR})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COUNTED = re.compile(r"\b(?:13|14|thirteen|fourteen)[\s-]+weeks?\b", re.IGNORECASE)
_QUARTER = range(80, 110)  # days
_DAY = timedelta(days=1)


@frozen
class _Known:
    """The days that a document prints, and those that its calendar knows.

    Attributes:
        is_counted: It says of quarters that they have 13 or 14 weeks.
    """

    calendar: FiscalCalendar
    days: frozenset[date]
    parts: frozenset[tuple[int, int]]
    years: frozenset[int]
    is_counted: bool

    def dates(self, period: Period) -> bool:
        """Say whether it is known when a period ends, and of a quarter that no print ends also when it begins."""
        if self._prints(period.end):
            return True
        is_quarter = isinstance(period, Duration) and period.days in _QUARTER and not self.is_counted
        is_opened = not is_quarter or self._prints(_before(period)) or self.calendar.is_settled(_before(period))
        return is_opened and self.calendar.is_settled(period.end)

    def _prints(self, day: date) -> bool:
        return day in self.days or ((day.month, day.day) in self.parts and day.year in self.years)


def _before(period: Period) -> date:
    """Return the last day before a period; of a day that day itself."""
    return period.start - _DAY if isinstance(period, Duration) else period.end


def set_aside_unsettled(
    figures: list[Figure], tables: Iterable[Table], texts: Iterable[str], calendar: FiscalCalendar
) -> list[Finding]:
    """Take the periods from figures that end on a day which is not known, and return one finding for each table.

    Args:
        figures: Figures of the release, changed in place.
        tables: Its tables.
        texts: All that it prints.
        calendar: The reporter's fiscal calendar.
    """
    if not calendar.in_weeks:
        return []
    known = _known(texts, calendar)
    opened = {
        figure.period.start - _DAY
        for figure in figures
        if isinstance(figure.period, Duration) and known.dates(figure.period)
    }
    known = replace(known, days=known.days | opened)
    open_ends: dict[int | None, list[date]] = {}
    for index, figure in enumerate(figures):
        if figure.period is not None and not known.dates(figure.period):
            open_ends.setdefault(figure.within, []).append(figure.period.end)
            figures[index] = replace(figure, period=None, comparative=None)
        elif figure.comparative is not None and not known.dates(figure.comparative):
            figures[index] = replace(figure, comparative=None)
    places = {number: table.first_line for number, table in enumerate(tables)}
    return [_finding(Place(places[number]), len(ends)) for number, ends in open_ends.items() if number is not None]


def _known(texts: Iterable[str], calendar: FiscalCalendar) -> _Known:
    whole = "\n".join(texts)
    parts = {
        (MONTHS[(match["m1"] or match["m2"]).lower()], int(match["d1"] or match["d2"]))
        for match in _MONTH_DAY.finditer(whole)
    }
    years = frozenset(int(year) for year in _YEAR.findall(whole))
    days = frozenset(day for _, _, day in parse_dates(whole)).union(calendar.ends)
    return _Known(calendar, days, frozenset(parts), years, is_counted=_COUNTED.search(whole) is not None)


def _finding(place: Place, count: int) -> Finding:
    message = (
        f"The fiscal periods of {count} figures are counted in weeks, and the document does not print on which days "
        "they end: these figures have no period."
    )
    return Finding("GG-READ-PERIOD", "warning", place, message)
