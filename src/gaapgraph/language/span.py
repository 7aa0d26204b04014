"""Periods as heads, labels and sentences name them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.date import MONTH, MONTHS, WORD_START, full_year, parse_dates
from gaapgraph.language.fold import clean_label
from gaapgraph.language.words import alternatives, numbers
from gaapgraph.model import Duration, Instant, Period, month_end, shift_months

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar

__all__ = [
    "TRAILING",
    "YEAR_TO_DATE",
    "Phrase",
    "find_phrases",
    "parse_period",
    "quarter_in",
    "span_ending",
    "strip_period",
]

YEAR_TO_DATE = re.compile(r"\bYTD\b|\byear[\s-]to[\s-]date\b", re.IGNORECASE)
TRAILING = re.compile(
    r"\btrailing\s+(?:four|4|twelve|12)[\s-]+(?:quarters?|months?)\b|\b(?:last|latest|preceding|previous|rolling)\s+(?:twelve|12)[\s-]+months?\b|\b[LT]TM\b",
    re.IGNORECASE,
)
_NUMBERS = {word: value for word, value in numbers("number").items() if value}
_COUNT = r"[1-9]\d?|" + alternatives(_NUMBERS).replace(r"\-", r"[\s-]")
_ORDINALS = numbers("ordinal")
_ORDINAL = alternatives(_ORDINALS)
_NOUN = r"months?|mos?\.?|weeks?|wks?\.?|years?|yrs?\.?|quarters?|qtrs?\.?"
_UNITS = {"m": "month", "w": "week", "y": "year", "q": "quarter"}
_ENDED = r"(?:\s*,?\s*(?:ended|ending|to|through|until))"
_SPAN = re.compile(
    rf"\b(?:(?P<count>{_COUNT})[\s-]+(?:fiscal\s+)?(?P<noun>{_NOUN})(?:\s+(?:fiscal\s+)?(?:periods?|quarters?|years?))?"
    rf"|(?P<interim>interim\s+period|half[\s-]year|six[\s-]month\s+period|first\s+half|second\s+half)"
    rf"|(?P<quarter>(?:(?:{_ORDINAL})\s+)?(?:fiscal\s+)?(?:quarters?|qtrs?\.?)|quarterly\s+periods?)"
    rf"|(?P<year>(?:full\s+)?(?:fiscal\s+)?(?:years?|yrs?\.?)|annual\s+periods?)){_ENDED}{WORD_START}",
    re.IGNORECASE,
)
_Y = r"(?:FY|fiscal(?:\s+year)?|F)?\s*[-'’]?\s*(?P<{0}>(?:19|20)\d\d(?:/(?:20)?\d\d|[-–]\d\d)?|\d\d)"
_PART_OF = late_pattern(
    rf"\b(?P<word>{_ORDINAL})\s+(?:fiscal\s+)?(?P<part>quarter|half)\s+of\s+(?:(?:the|its|our)\s+)?", re.IGNORECASE
)
_LABELS = re.compile(
    r"\b(?:"
    r"FY(?:E|\s+ended)?\s?(?P<close>1[0-2]|0?[1-9])/(?P<cy>(?:20)?\d\d)"
    rf"|(?:Q1|1Q)\s?(?:[-–—]|to)\s?(?:Q(?P<upto>[2-4])|(?P<upto2>[2-4])Q)\s?[-/]?{_Y.format('uy')}"
    rf"|(?P<q1>[1-4])\s?Q\s?[-/]?{_Y.format('qy1')}"
    rf"|Q\s?(?P<q2>[1-4])\s*[-/]?\s*(?:of\s+)?{_Y.format('qy2')}"
    rf"|(?P<h1>[12])\s?H\s?[-/]?{_Y.format('hy1')}"
    rf"|H\s?(?P<h2>[12])\s*[-/]?\s*{_Y.format('hy2')}"
    rf"|(?P<h4>[12])?(?P<interim>half[\s-]year|HY)\s?(?P<h3>[12])?\s*[-/]?\s*{_Y.format('hy3')}"
    rf"|(?P<months>6|9|12)\s?M\s?[-/]?{_Y.format('ny')}"
    rf"|(?P<ordinal>{_ORDINAL})\s+(?:fiscal\s+)?(?P<part>quarter|qtr\.?|half)\s+(?:of\s+)?(?:the\s+)?{_Y.format('oy')}"
    rf"|(?:full\s+(?:year\s+)?)?(?:FY|fiscal(?:\s+year)?|full[\s-]year)\s*-?\s*['’]?(?P<fy>(?:19|20)\d\d(?:[/–-]\d\d)?|\d\d)(?:[E])?"
    r")\b",
    re.IGNORECASE,
)
_ALONE = late_pattern(r"^\W*(?:FY\s?)?(?P<year>(?:19|20)\d\d)\s*[AE]?\W*$")
_QUARTER_ALONE = late_pattern(
    rf"\b(?:(?P<q>[1-4])\s?Q|(?:Q|quarter\s|qtr\.?\s)\s?(?P<q2>[1-4])|(?P<word>{_ORDINAL})\s+(?:quarter|qtr))\b",
    re.IGNORECASE,
)
_HALF_ALONE = late_pattern(r"\b(?:(?P<a>[12])H|H(?P<b>[12])|(?P<c>first|second|1st|2nd)[\s-]half)\b", re.IGNORECASE)
_QUARTER_HEAD = late_pattern(
    rf"(?:quarters?\W+)?(?:Q(?P<number>[1-4])|(?P<word>{_ORDINAL}))(?:\s+quarter){{0,2}}", re.IGNORECASE
)
_LEAST_YEAR = 350  # days
_RANGE = re.compile(r"^\s*(?:to|through|until|[-–—])\s*$", re.IGNORECASE)
_PART_DATE = late_pattern(
    rf"{WORD_START}(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})\b(?!\d)\s*,?(?!\s*(?:19|20)\d\d)", re.IGNORECASE
)
# "0 months ended June 30, 2024": no period at all, and no balance at that day either.
_NOTHING = re.compile(
    r"(?<!\d)(?:0+|zero)[\s-]+(?:months?|weeks?|years?|quarters?)\s+(?:ended|ending)\W*$", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
# 'the fiscal year ended March 28, 2026 ("fiscal 2026")': a name for it and no other time
_DEFINED = late_pattern(r"\d\s*\(\s*(?:the\s+)?[\"“”']+\s*(?:the\s+)?$")
_YEAR = re.compile(r"\b(?:19|20)\d\d(?=[AEF]?\b)")  # "2024A", "2025E"
# "Nine months" above "1993" and "1992": part of a year without a word of its end.
_MONTHS_ALONE = late_pattern(
    r"\b(?P<count>six|nine|twelve|6|9|12)[\s-]+months?\b(?!\s+(?:ended|ending))", re.IGNORECASE
)
_THREE_MONTHS = late_pattern(r"\b(?:three|3)[\s-]+months?\b(?!\s+(?:ended|ending))", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_AT = re.compile(r"\b(?:as\s+of|as\s+at|at|on)\s+(?:the\s+end\s+of\s+)?$", re.IGNORECASE)
_NEAR = 400  # characters before a day within which its span begins; a line may name thousands of days
_FY_ENDED = late_pattern(r"\bFY\s*(?:ended|ending)\s+$", re.IGNORECASE)
_MONTH_YEAR = late_pattern(rf"{WORD_START}(?P<month>{MONTH})\.?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)

# "Jan-Mar 2023", "Apr 2022–Mar 2023": what northern companies head their columns with
_MONTHS = re.compile(
    rf"{WORD_START}(?P<m1>{MONTH})\.?\s*(?P<y1>(?:19|20)\d\d)?\s*(?:[-–—]|to)\s*(?P<m2>{MONTH})\.?\s*,?\s*(?P<y2>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DAYS = late_pattern(
    r"(?<![\d./])(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})\.?\s*[-–—]\s*(?P<last>\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)(?!\d)"
)
# "results for the month of June 2024": insurers and airlines report each month
_MONTH_OF = late_pattern(rf"\bmonth\s+of\s+(?P<month>{MONTH})\.?,?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_MONTHS_OF_YEAR = 12
# "Sep-24", "Sept. '24": heads out of spreadsheets
_SHORT_MONTH = re.compile(
    rf"(?<![\w-])(?:(?P<month>{MONTH})\b\.?)(?:\s?['’]|(?<=\b[a-z]{{3}})-)(?P<year>\d\d)\b(?![-,/.]?\d)", re.IGNORECASE
)
_ENDING = late_pattern(r"[\s,(]*(?:which\s+)?(?:ended|ending|ends)\s*(?:on\s*)?|\s*\(\s*", re.IGNORECASE)
_MONTH_END = re.compile(
    rf"\b(?:(?:at|as\s+of)\s+)?(?:the\s+)?end\s+of\s+(?P<month>{MONTH})\.?,?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)


# What is left of "NOI for the three months ended March 31, 2024" and of "… compared to March 31, 2023".
_DANGLING = late_pattern(
    r"\b(?:compared\s+(?:to|with)|versus|vs\.?)\s*(?=$|,)|(?<=\S)\s+(?:for|during|in|at|as\s+of)(?:\s+(?:the|each))*\s*$|^\s*(?:for|during)\s+the\s*$",
    re.IGNORECASE,
)


@frozen
class Phrase:
    """A period named in a text, with the offsets of the words that name it."""

    start: int
    end: int
    period: Period


def span_ending(end: date, count: int, noun: str, calendar: FiscalCalendar) -> Duration:
    """Return the duration of so many months, weeks, quarters or years that ends on a day."""
    noun = _UNITS[noun[0].lower()]
    if noun == "week":
        return Duration(end - timedelta(days=7 * count - 1), end)
    months = {"month": 1, "quarter": 3, "year": 12}[noun] * count
    stated = next((each for each in calendar.stated if each.end == end), None)
    if stated is not None and months % 3 == 0:
        opening = calendar.quarter_end(stated.label, stated.number - months // 3)
        return Duration(opening + timedelta(days=1), end)
    last = month_end(end.year, end.month)
    if end == last and (calendar.weekday is None or end.weekday() != calendar.weekday):
        return Duration(shift_months(end, -months) + timedelta(days=1), end)
    before = shift_months(end if end.day > 7 else end - timedelta(days=end.day), -months)
    guess = month_end(before.year, before.month) if end.day > 20 or end.day <= 7 else before
    opening = calendar.nearest_end(guess, 12)
    if opening == guess and (end.day > 20 or end.day <= 7):
        weeks = max(round((end - guess).days / 7), 13 * (months // 3) if months % 3 == 0 else 0)
        opening = end - timedelta(days=7 * weeks)
    return Duration(opening + timedelta(days=1), end)


def find_phrases(text: str, calendar: FiscalCalendar) -> tuple[Phrase, ...]:
    """Return the periods named in a text, in order, without overlaps."""
    return _phrases(text, calendar) if _DIGIT.search(text) else ()


@lru_cache(maxsize=2048)
def _phrases(text: str, calendar: FiscalCalendar) -> tuple[Phrase, ...]:
    phrases = [
        *_month_ranges(text),
        *_months_of(text),
        *_day_ranges(text),
        *_ranges_and_dates(text, calendar),
        *_labels(text, calendar),
        *_month_ends(text, calendar),
        *_closing_months(text, calendar),
    ]
    phrases.sort(key=lambda phrase: (phrase.start, -phrase.end))
    kept: list[Phrase] = []
    for phrase in phrases:
        if kept and _is_end(kept[-1], phrase, text):
            kept[-1] = Phrase(kept[-1].start, phrase.end, kept[-1].period)
        elif not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return tuple(phrase for phrase in kept if phrase is kept[0] or not _is_defined(phrase, text))


def _is_defined(phrase: Phrase, text: str) -> bool:
    return _DEFINED.search(text, _near(phrase.start), phrase.start) is not None


def _near(place: int, floor: int = 0) -> int:
    """Return where what leads to a place may begin, not before a floor."""
    return max(floor, place - _NEAR)


def _is_end(label: Phrase, day: Phrase, text: str) -> bool:
    """Say whether a day only repeats when a duration ends: "the third quarter, ended October 27, 2024"."""
    return (
        isinstance(day.period, Instant)
        and isinstance(label.period, Duration)
        and label.period.end == day.period.date
        and bool(_ENDING.fullmatch(text, label.end, day.start))
    )


def _months_of(text: str) -> list[Phrase]:
    return [
        Phrase(match.start(), match.end(), Duration(date(year, month, 1), month_end(year, month)))
        for match in _MONTH_OF.finditer(text)
        for year, month in ((int(match["year"]), MONTHS[match["month"].lower()]),)
    ]


def _month_ends(text: str, calendar: FiscalCalendar) -> list[Phrase]:
    long = [
        Phrase(match.start(), match.end(), Instant(month_end(int(match["year"]), MONTHS[match["month"].lower()])))
        for match in _MONTH_END.finditer(text)
    ]
    short = [
        Phrase(
            match.start(),
            match.end(),
            Instant(calendar.close_of(full_year(match["year"]), MONTHS[match["month"].lower()])),
        )
        for match in _SHORT_MONTH.finditer(text)
    ]
    return [*long, *short]


def _closing_months(text: str, calendar: FiscalCalendar) -> list[Phrase]:
    """Return spans that end with a month of a year: "FY ended March 2025", "three months ended June 2025"."""
    found = []
    for match in _MONTH_YEAR.finditer(text):
        start, stop = _near(match.start()), match.start()
        lead = _FY_ENDED.search(text, start, stop)
        spans = [span for span in _SPAN.finditer(text, start, stop) if text[span.end() : stop].isspace()]
        end = calendar.close_of(int(match["year"]), MONTHS[match["month"].lower()])
        if spans:
            found.append(Phrase(spans[-1].start(), match.end(), _span_period(spans[-1], end, calendar)))
        elif lead is not None:
            found.append(Phrase(lead.start(), match.end(), span_ending(end, 1, "year", calendar)))
    return found


def _month_ranges(text: str) -> list[Phrase]:
    found = []
    for match in _MONTHS.finditer(text):
        first, last, year = MONTHS[match["m1"].lower()], MONTHS[match["m2"].lower()], int(match["y2"])
        start = date(int(match["y1"]) if match["y1"] else year - (first > last), first, 1)
        end = month_end(year, last)
        if start < end:
            found.append(Phrase(match.start(), match.end(), Duration(start, end)))
    return found


def _day_ranges(text: str) -> list[Phrase]:
    """Return spans of days in digits of which the first lacks its year: "01/01–09/30/2024", "1.1.-30.9.2024"."""
    found = []
    for match in _DAYS.finditer(text):
        dates = parse_dates(match["last"])
        first, second = int(match["a"]), int(match["b"])
        month, day = (first, second) if match["sep"] == "/" else (second, first)
        if not dates or not 0 < month <= _MONTHS_OF_YEAR or day != 1:
            continue
        end = dates[0][2]
        start = date(end.year - (month > end.month), month, day)
        found.append(Phrase(match.start(), match.end(), Duration(start, end)))
    return found


def _ranges_and_dates(text: str, calendar: FiscalCalendar) -> list[Phrase]:
    dates = parse_dates(text)
    phrases: list[Phrase] = []
    index = 0
    while index < len(dates):
        start, end, day = dates[index]
        if index + 1 < len(dates) and _RANGE.match(text[end : dates[index + 1][0]]) and dates[index + 1][2] > day:
            lead = _FROM.search(text, _near(start), start)
            phrases.append(
                Phrase(lead.start() if lead else start, dates[index + 1][1], Duration(day, dates[index + 1][2]))
            )
            index += 2
            continue
        dated = _dated(text=text, start=start, end=end, day=day, calendar=calendar, before=phrases)
        phrases += [dated] if dated is not None else []
        index += 1
    return phrases


def _dated(
    text: str, start: int, *, end: int, day: date, calendar: FiscalCalendar, before: list[Phrase]
) -> Phrase | None:
    floor = before[-1].end if before else 0
    is_next, floor = start - floor < _NEAR, _near(start, floor)
    if _NOTHING.search(text[floor:start]):
        return None
    span = None
    for match in _SPAN.finditer(text, floor, start):
        span = match
    if span is not None and re.fullmatch(r"[\s,]*(?:on\s+)?", text[span.end() : start]):
        part = _part_before(text, floor, span)
        if part is not None:
            return Phrase(part.start(), end, _part_of(part, day, calendar))
        return Phrase(span.start(), end, _span_period(span, day, calendar))
    if (
        before
        and is_next
        and isinstance(before[-1].period, Duration)
        and re.fullmatch(r"[\s,]*(?:and|or|&)?[\s,]*", text[floor:start])
    ):
        previous = before[-1].period
        apart = (previous.end - day).days % 365
        if previous.end.month == day.month or abs(previous.end.day - day.day) < 8 or min(apart, 365 - apart) < 15:
            months = round(previous.days / 30.4)
            noun, count = ("week", round(previous.days / 7)) if not _is_month_end(day) else ("month", months)
            return Phrase(start, end, span_ending(day, count, noun, calendar))
    lead = _AT.search(text, floor, start)
    return Phrase(lead.start() if lead else start, end, Instant(day))


def _part_before(text: str, floor: int, span: re.Match[str]) -> re.Match[str] | None:
    """Return the part of a year that is named right before its end: "the first quarter of the fiscal year ending"."""
    part = _PART_OF.search(text, floor, span.start()) if span["year"] else None
    return part if part is not None and part.end() == span.start() else None


def _part_of(part: re.Match[str], end: date, calendar: FiscalCalendar) -> Duration:
    label, number = calendar.label_of(end), _ORDINALS[part["word"].lower()]
    return calendar.quarter(label, number) if part["part"].lower() == "quarter" else calendar.half(label, number)


def _is_month_end(day: date) -> bool:
    return day == month_end(day.year, day.month)


def _span_period(match: re.Match[str], day: date, calendar: FiscalCalendar) -> Duration:
    if match["count"]:
        word = re.sub(r"\s", "-", match["count"].lower())
        return span_ending(day, int(word) if word.isdecimal() else _NUMBERS[word], match["noun"], calendar)
    if match["interim"]:
        return span_ending(day, 6, "month", calendar)
    return span_ending(day, 1, "quarter" if match["quarter"] else "year", calendar)


def _labels(text: str, calendar: FiscalCalendar) -> list[Phrase]:
    return [
        Phrase(match.start(), match.end(), period)
        for match in _LABELS.finditer(text)
        if (period := _label_period(match, calendar)) is not None
    ]


def _label_period(match: re.Match[str], calendar: FiscalCalendar) -> Duration | None:
    group = match.groupdict()
    if group["close"]:
        return _year_to(int(group["close"]), group["cy"])
    if group["upto"] or group["upto2"]:
        return calendar.part(_year(group["uy"]), 1, 3 * int(group["upto"] or group["upto2"]))
    if group["interim"]:
        return calendar.half(_year(group["hy3"]), int(group["h3"] or group["h4"] or 1))
    if group["q1"] or group["q2"]:
        return calendar.quarter(_year(group["qy1"] or group["qy2"]), int(group["q1"] or group["q2"]))
    if group["h1"] or group["h2"]:
        return calendar.half(_year(group["hy1"] or group["hy2"]), int(group["h1"] or group["h2"]))
    if group["months"]:
        return calendar.part(_year(group["ny"]), 1, int(group["months"]))
    if group["ordinal"]:
        number = _ORDINALS[group["ordinal"].lower()]
        year = _year(group["oy"])
        return (
            calendar.quarter(year, number)
            if group["part"].lower().startswith("q")
            else calendar.half(year, min(number, 2))
        )
    return calendar.year(_year(group["fy"]))


def _year_to(month: int, year: str) -> Duration | None:
    """Return the year that ends with a month: "FY3/24". "FY12/13" may as well be one over two calendar years."""
    end = month_end(full_year(year), month)
    if month >= _MONTHS_OF_YEAR - 2 and end.year % 100 == month + 1:
        return None
    return Duration(shift_months(end, -_MONTHS_OF_YEAR) + timedelta(days=1), end)


def _year(text: str) -> int:
    """Return the year of a label; a year over two calendar years is named after the second: "Q3 2023/24"."""
    first, _, second = re.sub("[-–]", "/", text).partition("/")
    year = full_year(first)
    return year + 1 if second and int(second[-2:]) == (year + 1) % 100 else year


@lru_cache(maxsize=4096)
def parse_period(text: str, calendar: FiscalCalendar) -> Period | None:
    """Return the one period that a head names, or None.

    Heads may spread their words over rows: "Three Months Ended June 30," above "2024", or "June 30, 2024" above
    "Three Months Ended"; they are joined before they come here.
    """
    phrases = find_phrases(text, calendar)
    if phrases:
        return _prefer_duration(text, phrases, calendar)
    years = _YEAR.findall(text)
    if not years:
        return None
    year = int(years[-1])
    part = _PART_DATE.search(text)
    if part is not None:
        try:
            day = date(year, MONTHS[part["month"].lower()], int(part["day"]))
        except ValueError:
            return None
        joined = f"{text[: part.start()]} {part['month']} {part['day']}, {year}"
        if joined.split() == text.split():
            return None  # the day is there, and no period: "0 months ended March 31, 2008"
        return parse_period(joined, calendar) if part.start() else Instant(day)
    return _year_period(text, year, calendar)


def _prefer_duration(text: str, phrases: tuple[Phrase, ...], calendar: FiscalCalendar) -> Period:
    part = _part_of_year(text, phrases, calendar)
    if part is not None:
        return part
    for phrase in phrases:
        if isinstance(phrase.period, Duration):
            return phrase.period
    instant = phrases[-1].period
    span = None
    for match in _SPAN.finditer(text):
        span = match
    if span is None:
        span = re.search(rf"\b(?P<count>{_COUNT})[\s-]+(?P<noun>months?|weeks?|years?|quarters?)\b"
                         r"(?P<interim>\b\B)?(?P<quarter>\b\B)?(?P<year>\b\B)?", text, re.IGNORECASE)  # fmt: skip
    return _span_period(span, instant.end, calendar) if span is not None else instant


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else _NUMBERS[text.lower()]


def _part_of_year(text: str, phrases: tuple[Phrase, ...], calendar: FiscalCalendar) -> Duration | None:
    """Return the quarter that a head names apart from its year: "Fiscal 2014" above "Q1"."""
    named = _LABELS.fullmatch(text, phrases[0].start, phrases[0].end)
    if len(phrases) > 1 or named is None or (named["fy"] or named["close"]) is None:
        return None
    year = _year(named["fy"]) if named["fy"] else calendar.label_of(phrases[0].period.end)
    rest = f"{text[: phrases[0].start]} | {text[phrases[0].end :]}"
    quarter, months, half = _QUARTER_ALONE.search(rest), _MONTHS_ALONE.search(rest), _HALF_ALONE.search(rest)
    if half is not None:
        return calendar.half(year, _half_number(half))
    if quarter is None and months is not None:  # "First Nine Months Fiscal 2025"
        return calendar.part(year, 1, _count(months["count"]))
    if quarter is None:
        return None
    number = quarter["q"] or quarter["q2"] or str(_ORDINALS[quarter["word"].lower()])
    return calendar.quarter(year, int(number))


def _half_number(half: re.Match[str]) -> int:
    return int(half["a"] or half["b"] or _ORDINALS[half["c"].lower()])


def _year_period(text: str, year: int, calendar: FiscalCalendar) -> Period | None:
    month_year = _MONTH_YEAR.search(text)
    quarter = _QUARTER_ALONE.search(text)
    if quarter is not None:
        number = quarter["q"] or quarter["q2"] or str(_ORDINALS[quarter["word"].lower()])
        return calendar.quarter(year, int(number))
    half = _HALF_ALONE.search(text)
    if half is not None:
        return calendar.half(year, _half_number(half))
    months = _MONTHS_ALONE.search(text)
    if month_year is None and _THREE_MONTHS.search(text):
        return None  # of which quarter, only what stands around can tell
    if months is not None and month_year is None:
        return calendar.part(year, 1, _count(months["count"]))
    if month_year is not None:
        end = calendar.close_of(year, MONTHS[month_year["month"].lower()])
        span = None
        for match in _SPAN.finditer(text):
            span = match
        return _span_period(span, end, calendar) if span is not None else Instant(end)
    return calendar.year(year)


def quarter_in(head: str, year: Period | None, calendar: FiscalCalendar) -> Duration | None:
    """Return the quarter of a fiscal year that a head names and nothing else: "First Quarter" of what ended in 2023."""
    named = _QUARTER_HEAD.fullmatch(head)
    if named is None or not isinstance(year, Duration) or year.days < _LEAST_YEAR:
        return None
    number = named["number"] or _ORDINALS[named["word"].lower()]
    return calendar.quarter(calendar.label_of(year.end), int(number))


def strip_period(text: str, calendar: FiscalCalendar) -> str:
    """Return a row label without the period it names ("Fiscal year ended March 31, 2009" → "")."""
    kept = text
    for phrase in reversed(find_phrases(text, calendar)):
        kept = f"{kept[: phrase.start]} {kept[phrase.end :]}"
    if kept == text:
        return text
    kept = _DANGLING.sub(" ", kept)
    kept = re.sub(r"\bfull\b\s*$|^\s*full\b|\(\s*(?:target|forecast|guidance)\s*\)", " ", kept, flags=re.IGNORECASE)
    return clean_label(re.sub(r"\s+", " ", kept)).strip(" ,-—–")
