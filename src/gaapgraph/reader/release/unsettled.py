"""Periods that would end on a made-up day, in a calendar of weeks of which the document gives too few days.

Years of 52 or 53 weeks end on another day each year. Where neither a head nor the document prints when "Q2 2026" ends,
and the weeks can be counted in more than one way, its figures have no period, with one finding on the table.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
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
_MONTH_DAY = late_pattern(
    rf"\b(?:(?P<m1>{MONTH})\.?\s+(?P<d1>\d{{1,2}})\b{_NO_YEAR}|(?P<d2>\d{{1,2}})\s+(?P<m2>{MONTH})\b{_NO_YEAR})",
    re.IGNORECASE,
)
_YEAR = late_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COUNTED = late_pattern(r"\b(?:13|14|thirteen|fourteen)[\s-]+weeks?\b", re.IGNORECASE)
_QUARTER = range(80, 110)  # days
_DAY = timedelta(days=1)
_WEEK = 7  # days
_MOST_APART = 24  # days: quarters of 12, 12, 12 and 16 weeks end up to three weeks from even ones
_MOST_LONGER = 25
_PAIR = 2
_SHIFTS = (0, 1, -1)
_YEAR_OF_WEEKS = 364


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
        if self.prints(period.end):
            return True
        is_quarter = isinstance(period, Duration) and period.days in _QUARTER and not self.is_counted
        is_opened = not is_quarter or self.prints(_before(period)) or self.calendar.is_settled(_before(period))
        return is_opened and self.calendar.is_settled(period.end)

    def prints(self, day: date) -> bool:
        """Say whether the document prints a day."""
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
    _adopt(figures, known)
    open_ends: dict[int | None, list[date]] = {}
    for index, figure in enumerate(figures):
        if figure.period is not None and not known.dates(figure.period):
            open_ends.setdefault(figure.within, []).append(figure.period.end)
            figures[index] = replace(figure, period=None, comparative=None)
        elif figure.comparative is not None and not known.dates(figure.comparative):
            figures[index] = replace(figure, comparative=None)
    places = {number: table.first_line for number, table in enumerate(tables)}
    return [_finding(Place(places[number]), len(ends)) for number, ends in open_ends.items() if number is not None]


def _adopt(figures: list[Figure], known: _Known) -> None:
    """Give figures the span of whole weeks that heads of other tables print for the part of the year that theirs name.

    "12 Weeks Ended Dec. 4, 2004" and "40 Weeks Ended" in the statements are "Third Quarter" and "Year-to-Date" of 2004
    elsewhere. The periods of a table must each have one of these, in the years that they seem to be of or, for all of
    them, one year earlier or later: the document may not say after which of its two years a fiscal year is named.
    """
    dated = {figure.period for figure in figures if figure.within is not None}
    known_spans = [
        span for span in dated if isinstance(span, Duration) and not span.days % _WEEK and known.prints(span.end)
    ]
    tables: dict[int, dict[Duration, list[int]]] = {}
    for index, figure in enumerate(figures):
        period = figure.period
        if figure.within is not None and isinstance(period, Duration) and not known.dates(period):
            tables.setdefault(figure.within, {}).setdefault(period, []).append(index)
    for number, periods in tables.items():
        own = {figure.period for figure in figures if figure.within == number}
        spans = [span for span in known_spans if span not in own]
        if len({period.end for period in periods}) < _PAIR:
            continue
        found = [matched for years in _SHIFTS if (matched := _matched(list(periods), spans, years))]
        found = found or [_in_order(list(periods), spans)]
        for period, span in found[0].items() if len(found) == 1 else ():
            for index in periods[period]:
                figures[index] = replace(figures[index], period=span, comparative=None)


def _matched(periods: list[Duration], spans: list[Duration], years: int) -> dict[Duration, Duration]:
    """Return a span of its own for each period so many years later, or nothing where one has none or several."""
    found: dict[Duration, Duration] = {}
    for period in periods:
        end = period.end + timedelta(days=_YEAR_OF_WEEKS * years)
        near = [
            span
            for span in spans
            if abs((span.end - end).days) <= _MOST_APART and abs(span.days - period.days) <= _MOST_LONGER
        ]
        if len(near) != 1 or near[0] in found.values():
            return {}
        found[period] = near[0]
    return found


def _in_order(periods: list[Duration], spans: list[Duration]) -> dict[Duration, Duration]:
    """Return for each period the span that has its place, where there are as many of each length in the same years.

    Nothing else dates a fiscal year that the document never mentions.
    """
    ranks = [_ranks(periods), _ranks(spans)]
    if ranks[0].keys() != ranks[1].keys() or len(ranks[0]) != len(periods) or len(ranks[1]) != len(spans):
        return {}
    pairs = {ranks[0][rank]: ranks[1][rank] for rank in ranks[0]}
    return pairs if all(period.end.year == span.end.year for period, span in pairs.items()) else {}


def _ranks(spans: list[Duration]) -> dict[tuple[int, int], Duration]:
    """Return spans by the place of their last day among all such and of their length among those with that day."""
    ends = sorted({span.end for span in spans})
    return {
        (place, rank): span
        for place, end in enumerate(ends)
        for rank, span in enumerate(sorted((one for one in spans if one.end == end), key=lambda one: one.days))
    }


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
