"""Calendars of 52 or 53 weeks: quarters and years whose last days a document gives by name."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.date import full_year, parse_dates
from gaapgraph.language.week_end import StatedQuarter, is_near_month_end, speaks_of_weeks, stated_rule
from gaapgraph.language.words import numbers
from gaapgraph.model import month_end

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["is_weekly", "long_quarters", "quarters_ending", "stated_quarters", "stated_years"]

_ORDINALS = numbers("ordinal")
_QUARTER = (
    r"(?:(?P<word>first|second|third|fourth)[\s-]+(?:fiscal\s+)?quarter|Q(?P<q1>[1-4])|(?P<q2>[1-4])Q)\s*"
    r"(?:of\s+)?(?:the\s+)?(?:its\s+)?(?:fiscal(?:\s+year)?|FY)?\s*['’]?(?P<year>(?:19|20)\d\d|\d\d)\b"
)
_ENDED = re.compile(
    rf"\b{_QUARTER}\s*(?:\([^()]{{0,40}}\)\s*)?,?\s*(?:which\s+|that\s+)?(?:ended|ending|ends)\s+(?:on\s+)?",
    re.IGNORECASE,
)
_DEFINED = re.compile(rf"\s*+,?\s*+\(\s*+[\"“']?\s*+(?:the\s+)?[\"“']?\s*+{_QUARTER}", re.IGNORECASE)
# "fiscal 2023 first quarter had 14 weeks", "the fourth quarter of fiscal 2023 was a 14-week quarter"
_FISCAL = r"(?:fiscal(?:\s+year)?|FY)\s*['’]?"
_NTH = r"(?:(?P<{0}>first|second|third|fourth)[\s-]+(?:fiscal\s+)?quarter|Q(?P<{0}q>[1-4]))"
_LONG = late_pattern(
    rf"""\b(?:{_FISCAL}(?P<y1>(?:19|20)\d\d)(?:['’]s)?\s+{_NTH.format("w1")}
    |{_NTH.format("w2")}\s+(?:of\s+|in\s+)?(?:the\s+|our\s+|its\s+)?(?:{_FISCAL})?(?P<y2>(?:19|20)\d\d))\s+
    (?:(?:had|has|contained|contains|included|includes|spanned|spans|was|is|consisted\s+of|consists\s+of|comprised)\s+)
    (?:a\s+|an\s+additional\s+|the\s+)?(?:14|fourteen)(?:th)?[\s-]weeks?\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGER = late_pattern(r"\b(?:14|53|fourteen|fifty[\s-]three)[\s-]weeks?\b", re.IGNORECASE)
_WEEKS = late_pattern(r"\bweeks?\b", re.IGNORECASE)


def stated_quarters(text: str) -> list[StatedQuarter]:
    """Return the quarters that a text names together with their last days.

    >>> [(quarter.number, str(quarter.end)) for quarter in stated_quarters("Q3 FY25 ended October 27, 2024")]
    [(3, '2024-10-27')]
    """
    found = []
    for match in _ENDED.finditer(text):
        dates = parse_dates(text[match.end() : match.end() + 30])
        if dates and dates[0][0] == 0:
            found.append(_quarter(match, dates[0][2], text, match.start()))
    for start, end, day in parse_dates(text):
        defined = _DEFINED.match(text, end)
        if defined is not None and re.search(r"\b(?:ended|ending)\s+(?:on\s+)?$", text[max(0, start - 12) : start]):
            found.append(_quarter(defined, day, text, start))
    return found


def _quarter(match: re.Match[str], end: date, text: str, place: int) -> StatedQuarter:
    number = int(match["q1"] or match["q2"] or _ORDINALS[(match["word"] or "first").lower()])
    label = full_year(match["year"])
    return StatedQuarter(label, number, end, _weeks(text, place))


def stated_years(anchors: dict[int, date], text: str) -> list[StatedQuarter]:
    """Return the last quarters of years whose last days are known; the week that makes 53 falls into them."""
    places = _first_places(text)
    return [StatedQuarter(label, 4, day, _weeks(text, places.get(day, 0))) for label, day in anchors.items()]


def quarters_ending(ends: Iterable[date], closing_month: int, text: str, *, starts_name: bool) -> list[StatedQuarter]:
    """Return the quarters whose last days are printed without their names: all on one day of the week, near month ends.

    Other days, such as that of a closed deal, are left out.

    Args:
        ends: Days on which the document says that periods end.
        closing_month: The month, 1 to 12, in or near which fiscal years end.
        text: The document; a day 52 or 53 weeks off is printed in it.
        starts_name: Fiscal years are named after the calendar year they start in.

    >>> text = "quarter ended June 28, 2025, against June 29, 2024"
    >>> [(each.label, each.number) for each in quarters_ending([date(2025, 6, 28)], 12, text, starts_name=False)]
    [(2025, 2)]
    """
    days = sorted(set(ends))
    if len({day.weekday() for day in days}) != 1 or not (_has_twin(days, text) or _are_ends_of_weeks(days, text)):
        return []
    places = _first_places(text)
    found = []
    for day in days:
        near = min(_month_ends_near(day), key=lambda other: abs(other - day))
        left = (closing_month - near.month) % 12
        if left % 3 or abs(near - day).days > _FARTHEST:
            continue
        label = near.year + (near.month + left > 12) - starts_name
        found.append(StatedQuarter(label, 4 - left // 3, day, _weeks(text, places.get(day, 0))))
    return found


def _are_ends_of_weeks(days: list[date], text: str) -> bool:
    """Say whether days near the ends of months, none of them one, close weeks, though no day a year off is printed."""
    return all(map(is_near_month_end, days)) or (speaks_of_weeks(text) and len(days) > 1)


_FARTHEST = 7  # days between the end of a quarter of weeks and the end of a month


def _month_ends_near(day: date) -> tuple[date, date]:
    return month_end(day.year, day.month), day.replace(day=1) - timedelta(days=1)


def _first_places(text: str) -> dict[date, int]:
    """Return where each day is printed first."""
    return {day: start for start, _, day in reversed(parse_dates(text))}


def _weeks(text: str, place: int) -> int:
    sentence = re.split(r"[.;]\s", text[max(0, place - 100) : place])[-1]
    return 14 if _LONGER.search(sentence) else 13


def long_quarters(text: str) -> frozenset[tuple[int, int]]:
    """Return the quarters, as year and number, of which a text says that they have 14 weeks.

    >>> long_quarters("while the Company's fiscal 2023 first quarter had 14 weeks.")
    frozenset({(2023, 1)})
    """
    found = set()
    for match in _LONG.finditer(text):
        word, digit = match["w1"] or match["w2"], match["w1q"] or match["w2q"]
        found.add((int(match["y1"] or match["y2"]), int(digit) if digit else _ORDINALS[word.lower()]))
    return frozenset(found)


def is_weekly(ends: Iterable[date], text: str) -> bool:
    """Say whether periods end on a weekday: not with a month, and not on the same day of every year."""
    days = list(dict.fromkeys(ends))
    if not days:
        return False
    if all(day == month_end(day.year, day.month) for day in days):
        return speaks_of_weeks(text) and stated_rule(text) is not None
    same = len(days) > 1 and len({(day.month, day.day) for day in days}) < len(days)
    return not same and (bool(_WEEKS.search(text)) or _has_twin(days, text) or all(map(is_near_month_end, days)))


def _has_twin(ends: list[date], text: str) -> bool:
    """Say whether a day 52 or 53 weeks before or after one of some ends is printed, on another day of the month.

    The first of a month is none where the day before is printed too: "1 April 2024" opens what 31 March closed.
    """
    found = {day for _, _, day in parse_dates(text)} | set(ends)
    printed = {day for day in found if day.day > 1 or day - timedelta(days=1) not in found}
    return any(
        end + timedelta(weeks=weeks) in printed and (end + timedelta(weeks=weeks)).day != end.day
        for end in ends
        for weeks in (-53, -52, 52, 53)
    )
