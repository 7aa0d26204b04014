"""Fiscal calendars: when a reporter's years end, and which year a label such as FY2008 or 4Q08 names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.date import MONTH, MONTHS, full_year, parse_dates
from gaapgraph.language.week import (
    is_weekly,
    long_quarters,
    quarters_ending,
    stated_quarters,
    stated_years,
)
from gaapgraph.language.week_end import StatedQuarter, is_near_month_end, settled_end, speaks_of_weeks, stated_rule
from gaapgraph.language.words import numbers
from gaapgraph.model import Duration, month_end, shift_months

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FiscalCalendar", "infer_calendar"]

_SOME_YEAR = 2023
_DECEMBER = 12
_MIDDLE = 6
_NEAR_MONTH = 7  # days between the end of a quarter of weeks and the end of a month
_NEAR_END = 12  # days by which the end of a year of weeks wanders


@frozen
class FiscalCalendar:
    """When fiscal years end and how they are named.

    Attributes:
        end_month, end_day: Last day of the year, such as 3, 31.
        starts_name: The year is named after the calendar year it starts in (FY2008 ends in March 2009).
        anchors: Known ends by label, for calendars of 52 or 53 weeks: year label → last day.
        ends: Known last days of other periods, for the same calendars.
        stated: Quarters whose last days the document gives by name, in a calendar of weeks.
        weekday: The day of the week on which fiscal years end (Monday is 0), in a calendar of weeks.
        in_weeks: The document counts in weeks, or its years end near the end of a month and not with it.
        rule: `last` or `nearest` where the document says on which such day of a month its years end.
    """

    end_month: int = 12
    end_day: int = 31
    starts_name: bool = False
    anchors: tuple[tuple[int, date], ...] = ()
    ends: tuple[date, ...] = ()
    stated: tuple[StatedQuarter, ...] = ()
    weekday: int | None = None
    in_weeks: bool = False
    rule: str | None = None

    def refine(self, found: FiscalCalendar) -> FiscalCalendar:
        """Return this calendar with the weeks in which a document counts, where it ends years at about the same day."""
        if found.weekday is None and not found.stated:
            return replace(self, in_weeks=found.in_weeks)
        days = [date(_SOME_YEAR, each.end_month, min(each.end_day, 28)).timetuple().tm_yday for each in (self, found)]
        apart = abs(days[0] - days[1])
        return replace(found, starts_name=self.starts_name) if min(apart, 365 - apart) <= _NEAR_END else self

    def year_end(self, label: int) -> date:
        """Return the last day of the fiscal year of this label."""
        known = dict(self.anchors)
        if label in known:
            return known[label]
        if self.stated:
            return self.quarter_end(label, 4)
        year = label + 1 if self.starts_name and (self.end_month, self.end_day) != (12, 31) else label
        guess = self._day(year)
        near = self.nearest_end(guess)
        if near == guess and self.weekday is not None:
            return guess + timedelta(days=(self.weekday - guess.weekday() + 3) % 7 - 3)
        return near

    def quarter_end(self, label: int, number: int) -> date:
        """Return the last day of a quarter of weeks; quarter 0 is the last of the year before.

        What the document states goes first, then a quarter right before a stated one, then whole quarters of 13 weeks.
        """
        index = 4 * label + number
        known = {quarter.index: quarter for quarter in self.stated}
        settled = settled_end(self.stated, index, self.rule)
        if settled is not None:
            return settled
        if index + 1 in known:
            return known[index + 1].end - timedelta(weeks=known[index + 1].weeks)
        near = min(known, key=lambda other: abs(other - index))
        own = known[near].weeks - 13 if index < near else 0  # of the quarter that is counted back over
        return self.nearest_end(known[near].end + timedelta(weeks=13 * (index - near) - own))

    def is_settled(self, day: date) -> bool:
        """Say whether a day on which a period ends is known, and not made up of weeks that may be counted otherwise."""
        if not self.in_weeks:
            return True
        labels = range(day.year - 2, day.year + 2)
        return any(
            settled_end(self.stated, 4 * label + number, self.rule) == day for label in labels for number in range(1, 5)
        )

    def nearest_end(self, guess: date, within: int = 10) -> date:
        """Return the known period end nearest to a guess, for calendars that end on a weekday."""
        best = min(self.ends, key=lambda day: abs((day - guess).days), default=guess)
        return best if abs((best - guess).days) <= within else guess

    def close_of(self, year: int, month: int) -> date:
        """Return the last day of a month as the reporter counts: "fiscal June 2026" may end on June 27."""
        last = month_end(year, month)
        if self.stated:
            label = self.label_of(last)
            ends = [self.quarter_end(label, number) for number in range(5)]
            near = min(ends, key=lambda day: abs((day - last).days))
            return near if abs((near - last).days) <= _NEAR_MONTH else last
        return self.nearest_end(last, _NEAR_MONTH) if self.weekday is not None else last

    def _day(self, year: int) -> date:
        last = month_end(year, self.end_month)
        return (
            last
            if self.end_day >= 28 and self.end_day >= last.day - 3 and self.end_day > 27 and self._is_last
            else (date(year, self.end_month, min(self.end_day, last.day)))
        )

    @property
    def _is_last(self) -> bool:
        return self.end_day >= 30 or (self.end_month == 2 and self.end_day >= 28)

    def year(self, label: int) -> Duration:
        """Return the fiscal year of a label, `FY2008`."""
        end = self.year_end(label)
        return Duration(self.year_end(label - 1) + timedelta(days=1), end)

    def part(self, label: int, first: int, months: int) -> Duration:
        """Return part of a fiscal year: `first` month (1 to 12) and number of months."""
        if self.stated and first % 3 == 1 and months % 3 == 0:
            before = self.quarter_end(label, first // 3)
            return Duration(before + timedelta(days=1), self.quarter_end(label, (first + months) // 3))
        end = self.year_end(label)
        start_index = end.year * 12 + end.month - 12 + first - 1
        last_index = start_index + months - 1
        start = _first_day(start_index)
        last = month_end(last_index // 12, last_index % 12 + 1)
        if not self._is_last:
            last = self.nearest_end(last, 16)
            start = self.nearest_end(_first_day(start_index) - timedelta(days=1), 16) + timedelta(days=1)
        if first + months == 13:
            last = end
        return Duration(start, last)

    def quarter(self, label: int, number: int) -> Duration:
        """Return a quarter of the fiscal year of a label, `4Q08`."""
        return self.part(label, 3 * number - 2, 3)

    def half(self, label: int, number: int) -> Duration:
        """Return a half of the fiscal year of a label, `1H FY2009`."""
        return self.part(label, 6 * number - 5, 6)

    def label_of(self, day: date) -> int:
        """Return the label of the fiscal year in which a day falls."""
        for label in range(day.year - 1, day.year + 2):
            span = self.year(label)
            if span.start <= day <= span.end:
                return label
        return day.year


def _first_day(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


_YEAR_ENDED = re.compile(
    r"\b(?<!half[\s-])(?:(?:fiscal\s+)?years?(?:\s+(?P<year>(?:19|20)\d\d)\s*,?)?|fiscal\s+(?P<fiscal>(?:19|20)\d\d)\s*,?)[\s-]+"
    r"(?:which\s+|that\s+)?(?:ended|ending|ends)\s+(?:on\s+)?",
    re.IGNORECASE,
)
_NAMED = late_pattern(
    r"[(\"“']+\s*(?:\"|“|the\s)?\s*(?:(?:FY|fiscal(?:\s+year)?)\s*'?|(?:[1-4]Q|[12]H)\s*(?:FY)?\s*'?|(?:Q[1-4]|H[12])\s*(?:FY|\s)\s*'?)"
    r"(?P<year>\d{4}|\d\d)\b",
    re.IGNORECASE,
)
_LABEL_OF_DAY = late_pattern(
    r"\bFY\s?['’]?(?P<year>20\d\d|\d\d)\s*\(\s*(?:(?:ended|ending|as\s+of)\s+)?", re.IGNORECASE
)
_OF_A_PART = late_pattern(
    r"\b(?:quarter|half|months|weeks|Q[1-4]|[1-4]Q)\s+(?:(?:of|in)\s+)?(?:(?:the|its|our)\s+)?$", re.IGNORECASE
)
_MONTH_DAY = late_pattern(rf"\b(?P<m>{MONTH})\.?\s+(?P<d>\d{{1,2}})\b", re.IGNORECASE)
_PERIOD_ENDS = late_pattern(r"\b(?:months?|weeks?|quarters?)\s+(?:ended|ending)\b", re.IGNORECASE)
_PERIOD_ENDED = re.compile(r"\b(?:ended|ending)\s*$", re.IGNORECASE)


def infer_calendar(text: str) -> FiscalCalendar:
    """Return the fiscal calendar that a document shows by itself.

    It looks for "fiscal year ended March 31, 2009", for a label defined right after it ("FY2008"),
    for quarters named with their last days, and for the ends of other periods; without any it assumes calendar years.
    """
    known, anchors = _from_years(text)
    known = _in_weeks(known, text)
    quarters = {quarter.index: quarter for quarter in [*stated_years(anchors, text), *stated_quarters(text)]}
    if not is_weekly((quarter.end for quarter in quarters.values()), text):
        closing = _first_day(12 + known.end_month - 1 - (known.end_day <= _FIRST_WEEK)).month
        unnamed = quarters_ending(known.ends, closing, text, starts_name=known.starts_name)
        if not unnamed:
            return replace(known, in_weeks=_counts_weeks(known, text), rule=stated_rule(text))
        quarters = {quarter.index: quarter for quarter in unnamed}
    known = replace(known, in_weeks=True, rule=stated_rule(text))
    longer = long_quarters(text)
    stated = (quarters[index] for index in sorted(quarters))
    stated = (replace(each, weeks=14) if (each.label, each.number) in longer else each for each in stated)
    known = replace(known, stated=_one_long_year(list(stated)))
    label = known.stated[-1].label
    end = known.year_end(label)
    return replace(known, end_month=end.month, end_day=end.day, starts_name=label == end.year - 1)


def _counts_weeks(calendar: FiscalCalendar, text: str) -> bool:
    """Say whether a document whose quarters are not known counts in weeks: by its words, or by the days it ends on."""
    ends = [*calendar.ends, calendar._day(_SOME_YEAR)]
    closes = {(day.month, day.day) for day in ends if day == month_end(day.year, day.month)}
    if len(closes) > 1 or calendar.weekday is not None:
        return calendar.weekday is not None
    return speaks_of_weeks(text) or is_near_month_end(ends[-1])


def _one_long_year(stated: list[StatedQuarter]) -> tuple[StatedQuarter, ...]:
    """Return quarters of which no year of 53 weeks comes right before another: words of one head stand near both."""
    last = {each.label: each for each in stated if each.number == _LAST_QUARTER}
    return tuple(
        replace(each, weeks=13)
        if each.number == _LAST_QUARTER and (after := last.get(each.label + 1)) and after.end - each.end == _LONG_YEAR
        else each
        for each in stated
    )


_LAST_QUARTER = 4
_LONG_YEAR = timedelta(weeks=53)
_MOST_APART = 10
_FIRST_WEEK = 7  # a year of weeks that ends up to this day of a month ends with the month before
_LEAST_YEARS = 2


# "Twelve Months Ended", "Fifty-Two Weeks Ended", in releases that speak of no fiscal year.
_TWELVE = late_pattern(
    r"(?<!trailing )(?<!last )(?<!rolling )"
    r"\b(?:(?:twelve|12)[\s-]+months?|(?:fifty[\s-](?:two|three)|5[23])[\s-]+weeks?)"
    r"\s+(?:ended|ending)\W+",
    re.IGNORECASE,
)
_QUARTERS = (3, 6, 9)  # months
_FEW = 6  # how many times fewer the ends of the quarters before are named, where no year ends there
_CLOSE = 2  # characters between the words and the day
_AHEAD = 60  # characters
_MOST_HEADS = 400  # characters of a row of heads


def _day_at(text: str, place: int, within: int = 0) -> date | None:
    """Return the day that a text names at a place, or so many characters after it."""
    dates = parse_dates(text[place : place + _AHEAD])
    return dates[0][2] if dates and dates[0][0] <= within else None


def _month_after(last: date, months: int) -> tuple[int, int]:
    """Return year and month so many months after the month that a day closes, also in the first days of the next."""
    index = 12 * last.year + last.month - 1 - (last.day <= _FIRST_WEEK) + months
    return index // 12, index % 12 + 1


def _closing_of_twelve(text: str) -> date | None:
    """Return the last day of the latest twelve months that a text names, unless they may be no fiscal year.

    A utility's release of a first quarter has "twelve months ended March 31" as well, and December 31 beside it.
    """
    named = Counter(day for _, _, day in parse_dates(text))
    days = (_day_at(text, match.end(), _CLOSE) for match in _TWELVE.finditer(text))
    latest = max((day for day in days if day is not None), default=None)
    if latest is None:
        return None
    before = [shift_months(latest, -months) for months in _QUARTERS]
    rivals = sum(count for day, count in named.items() if any(abs((day - one).days) <= _MOST_APART for one in before))
    return latest if rivals * _FEW <= named[latest] else None


_FROM = late_pattern(r"\bfrom\s*$", re.IGNORECASE)


def _in_weeks(calendar: FiscalCalendar, text: str) -> FiscalCalendar:
    """Return the calendar with the printed last days of its years, where they all fall on one day of the week.

    "November 29, 2024", "December 1, 2023" and "December 2, 2022" are Fridays next to the end of November; heads with
    bare years end on such days.
    """
    near: dict[int, Counter[date]] = {}
    dates = [(start, day) for start, _, day in parse_dates(text)]
    closes = {day for _, day in dates}
    for start, day in dates:
        if (day - timedelta(days=1) in closes and day.day == 1) or _FROM.search(text[max(0, start - 6) : start]):
            continue  # "from April 1, 2024 to March 31, 2025"
        for year in (day.year - 1, day.year):
            if abs((day - calendar._day(year)).days) <= _MOST_APART:
                near.setdefault(year, Counter())[day] += 1
    often = [days.most_common(1)[0] for days in near.values()]
    ends = [day for day, count in often if count > 1]
    is_weekly = len(ends) >= _LEAST_YEARS and len({day.weekday() for day in ends}) == 1
    if not is_weekly or len({(day.month, day.day) for day in ends}) == 1:
        return calendar
    weekday = ends[0].weekday()
    known = {day for day in closes if day.weekday() == weekday}
    return replace(calendar, ends=tuple(sorted({*calendar.ends, *ends, *known})), weekday=weekday)


def _from_years(text: str) -> tuple[FiscalCalendar, dict[int, date]]:
    """Return the calendar that ends of years or of their parts show, and the years named with their last days."""
    votes: Counter[tuple[int, int]] = Counter()
    starts_name = False
    anchors: dict[int, date] = {}
    closings: set[date] = set()
    for match, tail in _tails_of_years(text):
        dates = parse_dates(tail)
        if dates and dates[0][0] < 3:
            day = dates[0][2]
            closings.add(day)
            votes[day.month, day.day] += 2
            named = match["year"] or match["fiscal"]
            if not named and (name := _NAMED.match(tail[dates[0][1] :].lstrip(" ,"))):
                named = name["year"]
            if named:
                label = full_year(named)
                starts_name = starts_name or label == day.year - 1
                anchors.setdefault(label, day)
        elif (month_day := _MONTH_DAY.match(tail)) is not None:
            votes[MONTHS[month_day["m"].lower()], int(month_day["d"])] += 1
    for label, day in _labels_with_days(text):
        if (day.month, day.day) in votes:
            starts_name = starts_name or label == day.year - 1
            anchors.setdefault(label, day)
    named_ends = {day for start, _, day in parse_dates(text) if _PERIOD_ENDED.search(text[max(0, start - 10) : start])}
    ends = tuple(sorted(named_ends | closings))
    if not votes:
        return _without_years(text, ends), anchors
    fiscal = re.search(r"\bfiscal\b|\bFY\s?'?\d", text, re.IGNORECASE)
    (month, day_of_month), _ = votes.most_common(1)[0]
    if len({key[0] for key in votes}) == 1 and len(votes) > 1 and day_of_month < 28:
        anchors = {} if not fiscal else anchors
    starts_name = starts_name or (not anchors and bool(closings) and _is_named_before(text, max(closings)))
    named = tuple(sorted(anchors.items())) if starts_name else ()
    return FiscalCalendar(month, day_of_month, starts_name, named, ends), anchors


def _labels_with_days(text: str) -> Iterator[tuple[int, date]]:
    """Yield the years that stand right before a day in parentheses: "FY2024 (March 31, 2025)"."""
    for match in _LABEL_OF_DAY.finditer(text):
        day = _day_at(text, match.end())
        if day is not None:
            yield full_year(match["year"]), day


def _tails_of_years(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield what names the end of a year, and the text after it, where its day may stand."""
    for match in _YEAR_ENDED.finditer(text):
        if (match["year"] or match["fiscal"]) and _OF_A_PART.search(text[max(0, match.start() - 30) : match.start()]):
            continue
        tail = text[match.end() : match.end() + 60]
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if (tail.lstrip(" ").startswith("\n") or "\n" in match[0]) and _PERIOD_ENDS.search(line):
            below = text[match.end() : match.end() + _MOST_HEADS].lstrip(" \n").partition("\n")[0]
            days = parse_dates(below)
            if len(days) > 1:  # "Half year ended | Year ended" above "30.09.2024 | 31.03.2024"
                yield match, below[days[-1][0] :]
            continue  # "Six months ended | Year ended" above "June 30, | December 31,"
        yield match, tail


def _without_years(text: str, ends: tuple[date, ...]) -> FiscalCalendar:
    """Return the calendar of a document that names no end of a year: by quarters, twelve months, parts, closes."""
    named_quarter = _from_range_of_days(text, ends) or _from_named_quarter(text, ends)
    if named_quarter is not None:
        return named_quarter
    closing = _closing_of_twelve(text)
    if closing is not None:
        return FiscalCalendar(closing.month, closing.day, _is_headed_before(text, closing), ends=ends)
    told = _from_parts(text, ends)
    is_told = told != FiscalCalendar(ends=told.ends) or _ENDED_NEAR.search(text) is not None
    return told if is_told else _from_closings(text, told)


_PART = late_pattern(
    r"\b(?:(?P<word>first|second|third|fourth)[\s-]+(?:fiscal\s+)?(?P<of>quarter|half)|Q(?P<q1>[1-4])|(?P<q2>[1-4])Q|H(?P<h1>[12])|(?P<h2>[12])H)"
    r"(?:\s+(?:of\s+)?(?:the\s+)?(?:its\s+)?(?P<fiscal>fiscal(?:\s+year)?|FY)\s*['’]?(?P<year>(?:19|20)?\d\d))\b",
    re.IGNORECASE,
)
# "Reports Fourth Quarter and Full Year Fiscal 2023 Results"
_RESULTS = late_pattern(
    r"\b(?:year|fourth[\s-]quarter|Q4|4Q)\b(?:[\s,]+(?:and|of|the|full|year|ended))*[\s,]+(?:fiscal(?:\s+year)?|FY)\s*['’]?(?P<year>20\d\d)\b"
    r"[^.\n|]{0,40}\bresults\b",
    re.IGNORECASE,
)
_TITLES = 2000  # characters in which a release names itself


def _is_named_before(text: str, closing: date) -> bool:
    """Say whether years are named after the one they start in, where no label stands beside the day that ends a year.

    A title tells it, or a part of a year whose last day is named: "first quarter of fiscal 2024, ended May 4, 2024".

    Args:
        text: The document.
        closing: The last day of the latest year that it names.
    """
    title = _RESULTS.search(text[:_TITLES])
    if title is not None:
        return int(title["year"]) == closing.year - 1
    part = _from_parts(text, ())
    if part.starts_name and (part.end_month - closing.month) % 12 in (0, 1, 11):
        return True
    return _is_headed_before(text, closing)


def _is_headed_before(text: str, closing: date) -> bool:
    """Say whether heads of years name the one that closes early in a year after the year before: "Fiscal Year 2000"."""
    return closing.month <= _FIRST_MONTHS and _latest_head(text) == closing.year - 1


def _latest_head(text: str) -> int | None:
    """Return the latest of the bare years below heads of years and quarters that name no day: "Fiscal Year"."""
    lines = [line for line in text.split("\n") if line.strip()]
    pairs = [(above, below) for above, below in pairwise(lines) if _BARE_YEARS.fullmatch(below)]
    named = (below for above, below in pairs if _HEADED.search(above) and not _DAYS.search(above))
    return max((int(year) for line in named for year in re.findall(r"\d{4}", line)), default=None)


_FIRST_MONTHS = 2  # a year that ends so early is mostly the one before
_BARE_YEARS = late_pattern(r"\W*(?:(?:19|20)\d\d\W+)+(?:19|20)\d\d\W*")
_HEADED = late_pattern(r"\b(?:years?|quarters?)\b", re.IGNORECASE)
_DAYS = late_pattern(rf"\d|\b(?:{MONTH})\b|\b(?:ended|ending|as\s+of)\b", re.IGNORECASE)
# Heads of a balance sheet whose years stand in the line below: "May 30,  May 31," above "1999  1998"
_TWO_DAYS = late_pattern(
    rf"\b(?P<m1>{MONTH})\.?\s+(?P<d1>\d{{1,2}}),?\s+(?P<m2>{MONTH})\.?\s+(?P<d2>\d{{1,2}}),?\s+(?P<y1>(?:19|20)\d\d)\s+(?P<y2>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_YEAR_APART = range(357, 379)  # days
_OF_A_YEAR = late_pattern(r"\bfourth\s+(?:fiscal\s+)?quarter\b|\bfiscal\s+years?\b|\bannual\b", re.IGNORECASE)
_IS_FISCAL = re.compile(r"\bfiscal\b", re.IGNORECASE)


def _from_closings(text: str, known: FiscalCalendar) -> FiscalCalendar:
    """Return the calendar of years that end on the days of a balance sheet, where nothing else tells.

    A release of a fourth quarter that only says "Fiscal Year 1999" needs it; two days a year apart are its closes.
    """
    if not (_IS_FISCAL.search(text) and _OF_A_YEAR.search(text)):
        return known
    days: Counter[tuple[date, date]] = Counter()
    for match in _TWO_DAYS.finditer(text):
        try:
            first, second = (
                date(int(match[f"y{n}"]), MONTHS[match[f"m{n}"].lower()], int(match[f"d{n}"])) for n in (1, 2)
            )
        except ValueError:
            continue
        if abs((first - second).days) in _YEAR_APART:
            days[max(first, second), min(first, second)] += 1
    if len(days) != 1:
        return known
    ((last, before),) = days
    is_weekly = last.weekday() == before.weekday() and last.day != before.day
    ends = tuple(sorted({*known.ends, last, before}))
    weekday = last.weekday() if is_weekly else None
    return replace(known, end_month=last.month, end_day=last.day, ends=ends, weekday=weekday)


_ENDED_NEAR = re.compile(r"\b(?:ended|ending)\b", re.IGNORECASE)
_ORDINALS = numbers("ordinal")


def _stated_end(part: re.Match[str], text: str) -> date | None:
    """Return the day on which a part of a year ends, where it stands beside: "Q1 of fiscal 2026, ended April 30"."""
    tail = text[part.end() : part.end() + 80]
    ended = re.match(r"[^.;\n]{0,40}?\b(?:ended|ending)\s+(?:on\s+)?", tail, re.IGNORECASE)
    dates = parse_dates(tail[ended.end() :]) if ended is not None else []
    return dates[0][2] if dates and dates[0][0] == 0 else None


# "fiscal third quarter ended June 28, 2025", "fiscal 2024 first quarter ended December 30, 2023",
# "second quarter of 2025, which ended June 30, 2025"
_QUARTER_ENDED = late_pattern(
    r"""\b(?:fiscal(?:\s+year)?\s+(?P<before>(?:19|20)\d\d)(?:['’]s)?\s+)?
    (?P<word>first|second|third|fourth)[\s-]+(?:fiscal\s+)?quarter(?:\s+(?:of\s+)?(?:its\s+|the\s+)?(?:fiscal\s+)?(?:year\s+)?
    (?P<year>(?:19|20)\d\d))?[\s,(]+(?:which\s+|that\s+|period\s+)?(?:ended|ending)\s+(?:on\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE_QUARTER = late_pattern(
    r"\b(?:(?P<word>first|second|third|fourth)[\s-]+quarter|Q(?P<q1>[1-4])|(?P<q2>[1-4])Q)(?:\s+(?:of\s+)?(?:fiscal\s+)?(?P<year>20\d\d))\b",
    re.IGNORECASE,
)
_HEADLINE = 400  # characters
_DAY_OF_QUARTER = late_pattern(r"\b(?:quarter|three[\s-]+months?)\s+(?:ended|ending)\s+", re.IGNORECASE)


_GUIDED = late_pattern(r"\W*(?:(?:fiscal|full|year|20\d\d)\W+){0,3}(?:guidance|outlook|forecasts?)\b", re.IGNORECASE)
_GUIDES = late_pattern(r"\b(?:guidance|outlook|forecast|expects?)\s+(?:for\s+)?(?:the\s+|its\s+)?$", re.IGNORECASE)
# Managers of assets head columns so that name no quarter else: "% Change vs. Q1 2026"
_AGAINST = late_pattern(
    r"\b(?:vs\.?|versus|against|over|than|(?:compared|comparison|relative)\s+(?:to|with))\s+(?:the\s+)?$", re.IGNORECASE
)
_NEAR = 30  # characters


def _find_past(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first match that names the part of a year which is told.

    It is neither only expected, "Third quarter 2024 guidance", nor what that is held against, "% change vs. Q1 2026".
    """
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        if not (_GUIDED.match(text, match.end()) or _GUIDES.search(before) or _AGAINST.search(before)):
            return match
    return None


def _from_named_quarter(text: str, ends: tuple[date, ...]) -> FiscalCalendar | None:
    """Return the calendar that a quarter named by its number shows, where its last day stands beside or below.

    "fiscal third quarter ended June 28, 2025"; a title "First Quarter 2025" above "quarter ended March 31, 2025".
    """
    found: Counter[tuple[int, int | None, date]] = Counter()
    for match in _QUARTER_ENDED.finditer(text):
        day = _day_at(text, match.end())
        if day is not None:
            year = match["year"] or match["before"]
            found[_ORDINALS[match["word"].lower()], int(year) if year else None, day] += 1
    title = _find_past(_TITLE_QUARTER, text[:_HEADLINE])
    if not found and title is not None:
        number = int(title["q1"] or title["q2"] or _ORDINALS[(title["word"] or "first").lower()])
        days = (_day_at(text, match.end()) for match in _DAY_OF_QUARTER.finditer(text))
        latest = max((day for day in days if day is not None), default=None)
        if latest is not None and latest.year == int(title["year"]):
            found[number, int(title["year"]), latest] += 1
    if not found:
        return _from_half_year(text, ends) or _from_year_to_date(text, ends)
    number, label, last = max(found, key=lambda one: (found[one], one[2]))
    end_year, end_month = _month_after(last, 12 - 3 * number)
    if label is None:
        label = max((year for year in _labels_of(number, text) if end_year - year in (0, 1)), default=None)
    starts_name = label is not None and end_month != _DECEMBER and label == end_year - 1
    near = {day for start, _, day in parse_dates(text) if _ENDED_NEAR.search(text[max(0, start - 70) : start])}
    known = tuple(sorted({*ends, *near, last}))
    return FiscalCalendar(end_month, month_end(end_year, end_month).day, starts_name, (), known)


_TO_DATE = late_pattern(
    r"\b(?P<span>(?:six|nine|6|9)[\s-]+months?|(?:twenty[\s-]six|thirty[\s-]nine|26|39)[\s-]+weeks?)(?:\s+periods?)?"
    r"\s+(?:ended|ending)\s+",
    re.IGNORECASE,
)
_SECOND_HALF = late_pattern(r"\b(?:second[\s-]half|2H|H2)\b", re.IGNORECASE)
_SIX_MONTHS, _NINE_MONTHS = 6, 9
_NINE = re.compile(r"nine|9")  # of months, or of thirty-nine weeks


_RANGE_OF_DAYS = late_pattern(
    rf"\b(?P<month>{MONTH})\s+1(?:,?\s+(?:19|20)\d\d)?\s*(?:to|through|until|[-–—])\s*(?=(?:{MONTH})\s)", re.IGNORECASE
)


def _from_range_of_days(text: str, ends: tuple[date, ...]) -> FiscalCalendar | None:
    """Return the calendar that a quarter of a title shows beside its days.

    "Q1 FY 2024" stands above "October 1 to December 31, 2023": days of the quarter, or of the year to date.
    """
    part = _find_past(_PART, text[:_TITLES])
    days = _RANGE_OF_DAYS.search(text[:_TITLES])
    last = None if days is None else _day_at(text, days.end())
    if part is None or days is None or last is None or part["h1"] or part["h2"] or (part["of"] or "").lower() == "half":
        return None
    number = _number_of(part)
    months = (last.month - MONTHS[days["month"].lower()]) % _DECEMBER + 1
    if months not in (3, 3 * number):
        return None
    end_year, end_month = _month_after(last, _DECEMBER - 3 * number)
    starts_name = full_year(part["year"]) == end_year - 1
    return FiscalCalendar(end_month, month_end(end_year, end_month).day, starts_name, (), tuple(sorted({*ends, last})))


def _from_year_to_date(text: str, ends: tuple[date, ...]) -> FiscalCalendar | None:
    """Return the calendar that the longest year to date shows: years begin where "nine months ended" a day begin."""
    spans = []
    for match in _TO_DATE.finditer(text):
        day = _day_at(text, match.end())
        if day is not None:
            spans.append((_NINE_MONTHS if _NINE.search(match["span"].lower()) else _SIX_MONTHS, day))
    if not spans:
        return None
    months, last = max(spans)
    if months == _SIX_MONTHS and _SECOND_HALF.search(text):
        return None
    end_year, end_month = _month_after(last, 12 - months)
    if end_month == _DECEMBER:
        return None
    labels = (year for year in _labels_of(months // 3, text) if end_year - year in (0, 1))
    starts_name = max(labels, default=end_year) == end_year - 1
    return FiscalCalendar(end_month, month_end(end_year, end_month).day, starts_name, (), tuple(sorted({*ends, last})))


_HALF_ENDED = late_pattern(
    r"\b(?:half[\s-]year(?:ly)?|six[\s-]months?)(?:\s+(?:financial\s+)?(?:results?|report|period))?\s+(?:ended|ending|to)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_FIRST_HALF = late_pattern(r"\b(?:1H|H1|HY)\s?(?:FY)?\s?['’]?(?P<year>(?:20)?\d\d)\b")


def _from_half_year(text: str, ends: tuple[date, ...]) -> FiscalCalendar | None:
    """Return the calendar of years that begin in the middle of a calendar year, where a first half shows it.

    Australian companies need it: "HALF YEAR RESULTS TO 31 DECEMBER 2024" above columns headed "1H25".
    """
    halves = Counter(int(match["year"]) % 100 for match in _FIRST_HALF.finditer(text))
    for match in _HALF_ENDED.finditer(text):
        last = _day_at(text, match.end())
        if last is None:
            continue
        label = (last.year + 1) % 100
        if last.month == _DECEMBER and label in halves and halves[label] >= halves[last.year % 100]:
            return FiscalCalendar(_MIDDLE, month_end(last.year, _MIDDLE).day, starts_name=False, ends=ends)
    return None


# "Fiscal 2025 Second Quarter"
_YEAR_FIRST = late_pattern(
    r"\bfiscal\s+(?:year\s+)?(?P<year>20\d\d)\s+(?P<word>first|second|third|fourth)[\s-]+quarter\b", re.IGNORECASE
)


def _labels_of(number: int, text: str) -> list[int]:
    """Return the fiscal years that stand beside a quarter of this number: "First Quarter Fiscal 2025"."""
    found = [int(match["year"]) for match in _YEAR_FIRST.finditer(text) if _ORDINALS[match["word"].lower()] == number]
    for part in _PART.finditer(text):
        if _number_of(part) == number and (part["of"] or "").lower() != "half":
            found.append(full_year(part["year"]))
    return found


def _number_of(part: re.Match[str]) -> int:
    return int(part["q1"] or part["q2"] or part["h1"] or part["h2"] or _ORDINALS[(part["word"] or "first").lower()])


def _from_parts(text: str, ends: tuple[date, ...]) -> FiscalCalendar:
    """Return the calendar implied by a quarter or half of a fiscal year and its last day, or the latest stated."""
    part = _find_past(_PART, text)
    days = [day for start, _, day in parse_dates(text) if _ENDED_NEAR.search(text[max(0, start - 70) : start])]
    if part is None or not days:
        return FiscalCalendar(ends=ends)
    is_half = (part["of"] or "").lower() == "half" or part["h1"] or part["h2"]
    number = _number_of(part)
    last = _stated_end(part, text) or max(days)
    end_year, end_month = _month_after(last, 12 - number * (6 if is_half else 3))
    label = full_year(part["year"])
    return FiscalCalendar(
        end_month, month_end(end_year, end_month).day, label == end_year - 1, (), (*ends, *sorted(set(days)))
    )
