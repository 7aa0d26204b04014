"""Rows that are dated themselves: balances between which others move, years beside labels, headings of periods."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import field, replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.span import find_phrases, parse_period, quarter_in, strip_period
from gaapgraph.model import Duration, Instant
from gaapgraph.reader.table.bridge import ends_of_bridge
from gaapgraph.reader.table.column import part_of_year
from gaapgraph.reader.table.occasion import offer_days
from gaapgraph.reader.table.offer import TimeOffer, offer_period, offer_year

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period
    from gaapgraph.reader.table.section import Section
    from gaapgraph.reader.table.surroundings import Spoken

__all__ = ["RowTime", "date_rows", "is_schedule"]

_LEAD = re.compile(
    r"\b(?:\w+[\s-]){0,1}(?:months?|weeks?|quarters?|half[\s-]years?|years?|periods?)\s+(?:ended|ending)\W*$",
    re.IGNORECASE,
)
_BALANCE = late_pattern(
    r"\bbalances?\b|\boutstanding\b|^\W*(?:beginning|end(?:ing)?|opening|closing|start)\b|\b(?:un|non-?)?vested\b|^\W*(?:as\s+)?(?:at|of)\s+\d|^\W*(?:as\s+)?(?:at|of)\s+[A-Z][a-z]+\.?\s+\d",
    re.IGNORECASE,
)
_OPENING = late_pattern(
    r"^\W*(?:(?:(?:opening|beginning)\s+)?balances?|(?:as\s+)?(?:at|of)|outstanding|(?:un|non-?)?vested|\w+\s+at)\b",
    re.IGNORECASE,
)
# Debt tables name their rows by what is no period of the figures: days of issue and of maturity.
_ATTRIBUTE = re.compile(
    r"\b(?:matur\w+|due|issued?|issuance|expir\w+|acqui\w+|declar\w+|paid|payable|payment|record|entered|announced"
    r"|completed|granted|adopt\w*|terminat\w*|modif\w*|dated|since|prior|before|after|until|beginning)\b",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(
    r"^\W*(?:FY|fiscal(?:\s+year)?|calendar)?\s*(?P<year>(?:19|20)\d\d)\s*(?:\([^()]*\))?\W*$", re.IGNORECASE
)
# Outlooks of Japanese companies have these rows below "Forecast for the Fiscal Year Ending March 31, 2026".
_PART_ROW = re.compile(r"\W*(?:(?P<half>first|second|1st|2nd)[\s-]half|full[\s-]year|annual)\W*", re.IGNORECASE)
_LEAST_YEAR = 360
_QUARTER = re.compile(r"^\W*(?:first|second|third|fourth)\s+quarter\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_THEREAFTER = late_pattern(
    r"\bthereafter\b|^\W*after\s+20\d\d\W*$|^\W*20\d\d\s*\+|\b(?:and|or)\s+(?:beyond|after|later)\b", re.IGNORECASE
)
_SHORT_YEAR = re.compile(r"^\W*(?:FY|fiscal(?:\s+year)?)\s*['’]?\d\d\W*$", re.IGNORECASE)
_OPEN_YEAR = late_pattern(r"^\W*(?:FY|fiscal(?:\s+year)?)?\s*['’]?(?:20)?\d\d\s*\+\W*$", re.IGNORECASE)
_PARTLY = late_pattern(r"\b(?:months?|weeks?|quarters?|half|ended|ending|as\s+of|at)\b", re.IGNORECASE)
_AHEAD = late_pattern(r"\W*(?:(?:updated|current|our)\s+)*(?:guidance|outlook|forecasts?|estimates?)\W*", re.IGNORECASE)
_LEAST = 2
_SCHEDULED = 900
_PeriodCells = list[tuple[int, "Period | None"]]  # where each starts, and what it says


@frozen
class RowTime:
    """What a row says of the time of its figures.

    Attributes:
        rolled: The instant of a balance, or the duration between two balances.
        own: What the period that its label names offers.
        offer: What a heading above it, or a year beside its label, offers.
        combined: For each column whose head lacks a year the period that the two give together.
        beside: For each column right of a cell with nothing but a period in the same row that period.
        leaning: Hundredths of a logit for a balance.
        is_listed: A day of issue or maturity names it, at which some of its figures stand while others flow.
    """

    rolled: Period | None = None
    own: TimeOffer | None = None
    offer: TimeOffer | None = None
    combined: dict[int, Period] = field(default_factory=dict)
    beside: dict[int, Period] = field(default_factory=dict)
    leaning: int = 0
    is_listed: bool = False

    @property
    def is_open(self) -> bool:
        """Whether neither its label nor the balances around it say a time."""
        return self.own is None and self.rolled is None and not self.is_listed


def date_rows(section: Section, spoken: Spoken, calendar: FiscalCalendar, now: Period | None) -> tuple[RowTime, ...]:
    """Return what each row says of time.

    Args:
        section: Rows and columns.
        spoken: What the nearest caption says of time.
        calendar: The reporter's fiscal calendar.
        now: The period that the document reports on.
    """
    labels = [line.label.text or line.row.label for line in section.rows]
    if is_schedule(labels, now):
        return (RowTime(leaning=_SCHEDULED),) * len(labels)
    lead = _lead_of(section.stub)
    attribute = bool(_ATTRIBUTE.search(section.stub)) and not lead
    rolled: list[Period | None] = [None] * len(labels) if attribute else _roll(section, calendar)
    days = offer_days([line.row.label for line in section.rows], section.stub, spoken, calendar, now)
    ends = ends_of_bridge([line.row.label for line in section.rows], calendar, now)
    alone = _periods_alone(section, calendar, now)
    found = []
    for number, line in enumerate(section.rows):
        text = line.row.label
        above = (_lead_of(line.path[-1]) if line.path else "") or lead
        named = None if attribute or line.label.amounts else _own(text, above, calendar)
        named = named or _part_of_year(text, spoken, calendar) or ends.get(number)
        own = offer_period(named, f"{above} {text}", spoken, calendar) if named is not None else None
        if above and isinstance(named, Duration):
            rolled[number] = None
        offer, words = _heading(section, number, spoken, calendar)
        quarter = _QUARTER.match(text)
        combined = (
            _combine(section, words, calendar) if words else _quarters(section, quarter[0], calendar) if quarter else {}
        )
        listed = days[number]
        beside = _beside(section, number, alone[number])
        found.append(RowTime(rolled[number], own, offer or listed, combined, beside, is_listed=listed is not None))
    return _lead_over(found)


def _lead_over(rows: list[RowTime]) -> tuple[RowTime, ...]:
    """Date rows that lead from one row of a named span to the next like that one.

    Reconciliations of property owners need it: "NOI for the three months ended March 31, 2024 | Dispositions | ...".
    """
    ends = [number for number, row in enumerate(rows) if row.own is not None and row.own.duration is not None]
    dated = list(rows)
    for first, last in pairwise(ends):
        before, after = rows[first].own, rows[last].own
        if before is None or after is None or before.duration is None or after.duration is None:
            continue
        if before.duration.end <= after.duration.end:
            for number in range(first + 1, last):
                if rows[number].offer is None and rows[number].own is None:
                    dated[number] = replace(rows[number], offer=after)
    return tuple(dated)


def is_schedule(labels: list[str], now: Period | None) -> bool:
    """Say whether names of rows or columns are years to come, of maturities, and not the periods of figures."""
    years = [int(match["year"]) for text in labels if (match := _BARE_YEAR.match(text))]
    if len(years) < _LEAST:
        # "FY26 | FY27 | FY28+": what falls due in years of which the last is open
        return sum(_SHORT_YEAR.match(text) is not None for text in labels) > _LEAST and any(
            map(_OPEN_YEAR.match, labels)
        )
    ahead = now is not None and sum(year > now.end.year for year in years) >= _LEAST
    return any(_THEREAFTER.search(text) for text in labels) or (ahead and min(years) >= now.end.year)  # type: ignore[union-attr]


def _own(text: str, lead: str, calendar: FiscalCalendar) -> Period | None:
    phrases = find_phrases(text, calendar)
    if not phrases:
        return None
    if _ATTRIBUTE.search(text[: phrases[0].start]) and not re.search(r"\bas\s+of\b|\bat\b", text[: phrases[0].end]):
        return None
    own = parse_period(text, calendar)
    if lead and isinstance(own, Instant) and not strip_period(text, calendar):
        return parse_period(f"{lead} {text}", calendar)
    return own


def _lead_of(text: str) -> str:
    """Return the words at the end of a stub or heading that the days of rows complete: "Fiscal year ended"."""
    lead = _LEAD.search(text)
    return "" if lead is None else lead[0].strip()


def _part_of_year(text: str, spoken: Spoken, calendar: FiscalCalendar) -> Period | None:
    """Return the half or the whole of the one year of the caption that a row names: "First half", "Full year"."""
    part = _PART_ROW.fullmatch(text)
    if part is None or len(spoken.durations) != 1 or spoken.durations[0].days < _LEAST_YEAR:
        return None
    year = calendar.label_of(spoken.durations[0].end)
    if part["half"] is None:
        return calendar.year(year)
    return calendar.half(year, 1 if part["half"].lower() in ("first", "1st") else 2)


def _heading(section: Section, number: int, spoken: Spoken, calendar: FiscalCalendar) -> tuple[TimeOffer | None, str]:
    """Return what a year beside the label, or a heading that only names a period, offers, and its words."""
    line = section.rows[number]
    if section.years[number]:
        return _offer(section.years[number], spoken, calendar), section.years[number]
    if _BARE_YEAR.match(line.row.label):
        return _offer(line.row.label, spoken, calendar), line.row.label
    for text in reversed(line.path):
        if _BARE_YEAR.match(text) or (find_phrases(text, calendar) and _names_nothing_else(text, calendar)):
            return _offer(text, spoken, calendar), text
    return None, ""


def _names_nothing_else(text: str, calendar: FiscalCalendar) -> bool:
    """Say whether a heading is a period, or the outlook for one: "Full-year 2024 guidance"."""
    rest = strip_period(text, calendar)
    return not rest or _AHEAD.fullmatch(rest) is not None


def _offer(text: str, spoken: Spoken, calendar: FiscalCalendar) -> TimeOffer:
    bare = _BARE_YEAR.match(text)
    if bare is not None:
        return offer_year(calendar.year(int(bare["year"])), spoken, calendar)
    return offer_period(parse_period(text, calendar), text, spoken, calendar)


def _combine(section: Section, words: str, calendar: FiscalCalendar) -> dict[int, Period]:
    """Return the periods of columns whose heads lack the year: "Three Months Ended March 31" with "2025" of the row."""
    found = {}
    year = parse_period(words, calendar) if _BARE_YEAR.match(words) else None
    for place, column in enumerate(section.columns):
        part = part_of_year(column, year, calendar) if year is not None and column.is_amount else None
        if part is not None:
            found[place] = part
        elif column.wide and (column.period is None or column.is_guessed) and _PARTLY.search(column.wide):
            quarter = quarter_in(column.text, parse_period(words, calendar), calendar)
            period = quarter or parse_period(f"{column.wide} {words}", calendar)
            if period is not None:
                found[place] = period
    return found


def _periods_alone(section: Section, calendar: FiscalCalendar, now: Period | None) -> list[_PeriodCells]:
    """Return for each row the cells between its figures that say a period and nothing else.

    A column with a day to come is left out: days of maturity in a list of debt date no figure.
    """
    rows: list[_PeriodCells] = [
        [
            (each.start, parse_period(each.text, calendar))
            for each in line.row.others
            if not strip_period(each.text, calendar)
        ]
        for line in section.rows
    ]
    ahead = {
        start
        for row in rows
        for start, period in row
        if now is not None and isinstance(period, Instant) and period.date > now.end
    }
    return [[(start, period) for start, period in row if start not in ahead] for row in rows]


def _beside(section: Section, number: int, alone: _PeriodCells) -> dict[int, Period]:
    """Return what cells between the figures of a row say of those right of them, where they are periods alone.

    Forms of Japanese exchanges need it: "As of June 30, 2024 | 40,110,000 shares | As of March 31, 2024 | ...".
    """
    row = section.rows[number].row
    found = {}
    for printed, place in zip(row.numbers, section.places[number], strict=True):
        near = [period for start, period in alone if start < printed.cell.start]
        if near and near[-1] is not None and place is not None:
            found[place] = near[-1]
    return found


def _quarters(section: Section, words: str, calendar: FiscalCalendar) -> dict[int, Period]:
    """Return the periods of columns headed by bare years in a row that is a quarter: "First quarter" under "2025"."""
    found = {}
    for place, column in enumerate(section.columns):
        year = _YEAR.search(column.wide)
        period = parse_period(f"{words} {year[0]}", calendar) if year is not None else None
        if period is not None and not _PARTLY.search(column.wide):
            found[place] = period
    return found


def _roll(section: Section, calendar: FiscalCalendar) -> list[Period | None]:
    """Return for each row of a roll-forward the instant of its balance, or the duration between two balances.

    The first balance may be dated to the day after the close: "Outstanding at January 1, 2024".
    """
    moments: list[tuple[int, Instant]] = []
    rests: Counter[str] = Counter()
    candidates: list[tuple[int, Instant, str]] = []
    for number, line in enumerate(section.rows):
        phrases = find_phrases(line.row.label, calendar) if line.row.numbers else ()
        if len(phrases) == 1 and isinstance(phrases[0].period, Instant):
            rest = re.sub(r"\W+", " ", strip_period(line.row.label, calendar).lower()).strip()
            candidates.append((number, phrases[0].period, rest))
            rests[rest] += 1
    for number, instant, rest in candidates:
        label = section.rows[number].row.label
        if _BALANCE.search(label) or (rests[rest] >= _LEAST and len(section.rows) > len(candidates)):
            before = instant.date - timedelta(days=1)
            may_open = instant.date.day == 1 or before in calendar.ends  # years of weeks open on any day
            is_opening = may_open and instant.date not in calendar.ends and _OPENING.search(label)
            moments.append((number, Instant(before) if is_opening else instant))
    places = [number for number, _ in moments]
    return [_between(moments, places, number) for number in range(len(section.rows))]


def _between(moments: list[tuple[int, Instant]], places: list[int], number: int) -> Period | None:
    after = bisect_left(places, number)
    before = bisect_right(places, number) - 1
    if before < 0:
        return None
    opening = moments[before][1]
    if places[before] == number:
        return opening
    if after < len(places) and opening.date < moments[after][1].date:
        return Duration(opening.date + timedelta(days=1), moments[after][1].date)
    return None
