"""What a column, a heading or a caption offers for the time of its figures."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.date import MONTH
from gaapgraph.language.span import YEAR_TO_DATE, parse_period, span_ending
from gaapgraph.model import Duration, Instant, shift_months
from gaapgraph.reader.table.stretch import LEAST_YEAR, LONGEST_QUARTER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period
    from gaapgraph.reader.table.surroundings import Spoken

__all__ = [
    "OF_A_SPAN",
    "TimeOffer",
    "by_months",
    "by_quarters",
    "offer_period",
    "offer_year",
    "over_a_span",
    "over_the_year",
    "up_to_days",
    "years_away",
]

# How far a head or caption leans toward a balance (negative: a flow), in hundredths of a logit.
_LEANS = {
    "span": -700,  # "Three Months Ended"
    "year ended": -600,
    "as of": 900,
    "date": 600,  # "June 30, 2024" and no word of a span
    "day of quarters": 150,  # five quarters of balances are headed so as often
    "fiscal": -250,  # "FY2024": more often of flows than a bare "2024"
    "a part": -450,  # "Fourth quarter" beside bare years
    "date of a span": -100,  # the same, where a caption names a span that ends on that day
}
_LEAST_QUARTERS = 3
_DAYS_OF_MONTH = 30.4
_QUARTER = range(77, 120)  # days
OF_A_SPAN = _LEANS["date of a span"]
_SPAN = re.compile(
    r"\b(?:months?|weeks?|quarters?|half|[1-4]Q|Q[1-4]|[12]H|H[12]|(?:6|9|12)M)\b|\b[1-4]Q|\bQ[1-4]", re.IGNORECASE
)
_YEAR_ENDED = late_pattern(r"\b(?:years?|periods?)\s+(?:then\s+)?(?:ended|ending|to)\b|\bended\b", re.IGNORECASE)
_YEARS = re.compile(r"(?:fiscal\s+)?years?\b", re.IGNORECASE)
_FISCAL = re.compile(r"\bFY|\bfiscal\b|\bfull[\s-]year\b|\b(?:plan|budget)\b", re.IGNORECASE)
_MONTH_NAMED = late_pattern(rf"\b(?:{MONTH})\b[^,]*[-–—]\s*(?:{MONTH})\b", re.IGNORECASE)
_MONTH_ALONE = late_pattern(rf"\W*(?:{MONTH})\.?\s+(?:19|20)\d\d\W*", re.IGNORECASE)
_AS_OF = re.compile(r"\b(?:as\s+of|as\s+at|at)\b", re.IGNORECASE)
# "As of or for the three months ended March 31,": what stands and what flows alike
_AS_OF_AND_FOR = re.compile(r"\b(?:as\s+(?:of|at)|at)(?:\s*(?:,|/|and|or|and/or))+\s*for\b", re.IGNORECASE)
_WEEK = timedelta(days=7)


@frozen
class TimeOffer:
    """A balance at a day, a flow over a period, or both.

    Attributes:
        leaning: Hundredths of a logit for the balance (negative: for the flow), where both are offered.
        is_guessed: It did not stand in a head but was inferred: what a row says goes first.
    """

    instant: Instant | None = None
    duration: Duration | None = None
    leaning: int = 0
    is_guessed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it offers nothing."""
        return self.instant is None and self.duration is None


def offer_period(
    period: Period | None, text: str, spoken: Spoken, calendar: FiscalCalendar, *, is_guessed: bool = False
) -> TimeOffer:
    """Return what the words of a head, read as a period, offer.

    Args:
        period: The period that was read from them.
        text: All words of the head.
        spoken: What the nearest caption says of time.
        calendar: The reporter's fiscal calendar.
        is_guessed: The period did not stand in the head but was inferred.
    """
    if period is None:
        return TimeOffer()
    if isinstance(period, Instant):
        return replace(_offer_day(period, text, spoken, calendar), is_guessed=is_guessed)
    if _AS_OF_AND_FOR.search(text):
        return TimeOffer(period.closing, period, 0, is_guessed)
    if _SPAN.search(text) or period.days < LEAST_YEAR:
        return TimeOffer(period.closing, period, _LEANS["span"], is_guessed)
    if _YEAR_ENDED.search(text):
        return TimeOffer(period.closing, period, _LEANS["year ended"], is_guessed)
    if is_guessed:
        return TimeOffer(period.closing, period, spoken.leaning, is_guessed=True)
    if _MONTH_NAMED.search(text):  # "Apr 2022-Mar 2023" is no bare year
        return TimeOffer(period.closing, period, _LEANS["span"])
    if _FISCAL.search(text):  # "FY 2023" beside "Q2 2023" is the year, whatever span a title names
        year = offer_year(period, replace(spoken, durations=(), partial=""), calendar)
        return TimeOffer(year.instant, period, year.leaning + _LEANS["fiscal"])
    return offer_year(period, spoken, calendar)


def _offer_day(day: Instant, text: str, spoken: Spoken, calendar: FiscalCalendar) -> TimeOffer:
    """Return what a day above a column offers: itself, and the span that the caption or the head says ends there."""
    if YEAR_TO_DATE.search(text):  # "Year-to-date" over "Sep. 30, 2005"
        start = calendar.year(calendar.label_of(day.date)).start
        return TimeOffer(day, Duration(start, day.date), _LEANS["span"])
    if _AS_OF.search(text):
        return TimeOffer(day, None, _LEANS["as of"])
    ended = parse_period(f"{spoken.open_span} {day.date:%B} {day.date.day}, {day.date.year}", calendar)
    if spoken.open_span and isinstance(ended, Duration):
        return TimeOffer(day, ended, _LEANS["year ended"])
    spans = [*spoken.durations, *(one for one in spoken.compared or () if isinstance(one, Duration))]
    same = [longer for longer in spans if longer.end == day.date and spoken.is_ended]
    if not same:
        return TimeOffer(day, None, _LEANS["date"])
    # "June 2024 | March 2024" below "Quarter ended ..." names the quarters
    return TimeOffer(day, same[0], _LEANS["year ended" if _MONTH_ALONE.fullmatch(text) else "date of a span"])


def offer_year(year: Duration, spoken: Spoken, calendar: FiscalCalendar) -> TimeOffer:
    """Return what a bare year offers: with a caption its day or span in that year, else the fiscal year and its end."""
    instant = next((other for other in spoken.instants if year.start < other.date <= year.end + _WEEK), None)
    if instant is None and spoken.day is not None:
        instant = _day_of(year.end.year, spoken.day)
    leaning = spoken.leaning
    duration = next((other for other in spoken.durations if year.start < other.end <= year.end + _WEEK), None)
    if duration is None and spoken.partial:
        # "Years ended March 31" over "2025": the day is of that year, whatever year the fiscal one is named after
        number = calendar.label_of(year.end) if _YEARS.match(spoken.partial) else year.end.year
        named = parse_period(f"{spoken.partial}, {number}", calendar)
        duration = named if isinstance(named, Duration) else None
        leaning += 0 if duration is None or leaning else _LEANS["a part"]
    if duration is None and spoken.durations:
        duration = years_away(spoken.durations[0], year, calendar)
    return TimeOffer(instant or (duration or year).closing, duration or year, leaning)


def _day_of(year: int, day: tuple[int, int]) -> Instant | None:
    try:
        return Instant(date(year, *day))
    except ValueError:
        return None


def years_away(span: Duration, year: Duration, calendar: FiscalCalendar) -> Duration | None:
    """Return a span of a caption as it falls into another year: "three months ended March 31, 2025 and 2024"."""
    for years in range(-4, 5):
        end = shift_months(span.end, 12 * years)
        if year.start <= end <= year.end:
            before = shift_months(span.start - timedelta(days=1), 12 * years)
            return Duration(calendar.nearest_end(before) + timedelta(days=1), calendar.nearest_end(end))
    return None


def up_to_days(
    offers: tuple[TimeOffer, ...], spans: Iterable[Duration], calendar: FiscalCalendar, *, is_cumulative: bool
) -> tuple[TimeOffer, ...]:
    """Let bare days above a statement of flows be the ends of the fiscal years that end there, or of the years to date.

    Args:
        offers: What each column offers.
        spans: The spans that other columns of the statement name.
        calendar: The reporter's fiscal calendar.
        is_cumulative: The statement adds up since the beginning of the year, as cash flows do; else a day within the
            year ends the year to date only where another column has the quarter up to it.
    """
    quarters = {span.end for span in spans if span.days < LONGEST_QUARTER}
    found = []
    for offer in offers:
        day = offer.instant.date if offer.instant is not None and offer.duration is None else None
        if day is not None and not offer.is_guessed and offer.leaning <= _LEANS["date"]:
            year = calendar.year(calendar.label_of(day))
            if is_cumulative or day == year.end or day in quarters:
                offer = replace(offer, duration=Duration(year.start, day), leaning=OF_A_SPAN)
        found.append(offer)
    return tuple(found)


def over_the_year(offers: tuple[TimeOffer, ...], calendar: FiscalCalendar) -> tuple[TimeOffer, ...]:
    """Let days above what was left out of diluted shares be the ends of the year to date, over which it is averaged.

    Notes on earnings per share head such awards "As of June 30" as often as "Six Months Ended June 30".
    """
    found = []
    for offer in offers:
        if offer.instant is not None and offer.duration is None:
            day = offer.instant.date
            year = calendar.year(calendar.label_of(day))
            offer = replace(offer, instant=None, duration=Duration(year.start, day))
        found.append(offer)
    return tuple(found)


def over_a_span(offers: tuple[TimeOffer, ...], now: Period | None, calendar: FiscalCalendar) -> tuple[TimeOffer, ...]:
    """Let days above shares of sales be the last ones of spans as long as that which the document reports on."""
    if not isinstance(now, Duration):
        return offers
    months, weeks = round(now.days / _DAYS_OF_MONTH), round(now.days / 7)

    def span_to(day: date) -> Duration:
        if calendar.in_weeks:
            return span_ending(day, weeks, "weeks", calendar)
        return _months_to(day, months, calendar)

    return tuple(
        replace(offer, instant=None, duration=span_to(offer.instant.date))
        if offer.instant is not None and offer.duration is None
        else offer
        for offer in offers
    )


def _months_to(day: date, months: int, calendar: FiscalCalendar) -> Duration:
    """Return so many months up to a day, from the end of a period of the calendar on where one is near."""
    return Duration(calendar.nearest_end(shift_months(day, -months), 12) + timedelta(days=1), day)


def by_months(offers: tuple[TimeOffer, ...], heads: list[str]) -> tuple[TimeOffer, ...]:
    """Let months that follow one upon another above columns be what flows in each: "Mar. 2024 | Apr. 2024 | May 2024".

    Args:
        offers: What each column offers.
        heads: The words above each column.
    """
    days = [
        offer.instant.date
        for offer, head in zip(offers, heads, strict=True)
        if offer.instant is not None and _MONTH_ALONE.fullmatch(head)
    ]
    apart = {abs(12 * (last.year - first.year) + last.month - first.month) for first, last in pairwise(days)}
    if len(days) < _LEAST_QUARTERS or apart != {1}:
        return offers
    return tuple(
        replace(
            offer, duration=Duration(offer.instant.date.replace(day=1), offer.instant.date), leaning=_LEANS["a part"]
        )
        if offer.instant is not None and offer.instant.date in days and _MONTH_ALONE.fullmatch(head)
        else offer
        for offer, head in zip(offers, heads, strict=True)
    )


def by_quarters(offers: tuple[TimeOffer, ...], calendar: FiscalCalendar) -> tuple[TimeOffer, ...]:
    """Let days above columns that are the ends of at least three quarters in a row offer those quarters as well.

    Summaries of quarters head what flowed in each by its last day: "March 31 | June 30 | September 30 | December 31".
    """
    days = [offer.instant.date for offer in offers if offer.instant is not None and offer.duration is None]
    apart = {abs((last - first).days) for first, last in pairwise(days)}
    if len(days) < _LEAST_QUARTERS or not all(gap in _QUARTER for gap in apart):
        return offers
    found = []
    for offer in offers:
        if offer.instant is not None and offer.duration is None and not offer.is_guessed:
            quarter = _months_to(offer.instant.date, 3, calendar)
            offer = replace(offer, duration=quarter, leaning=_LEANS["day of quarters"])
        found.append(offer)
    return tuple(found)
