"""What a calendar of 52 or 53 weeks leaves open: the ways of counting weeks that fit the days a document gives.

Years end on one day of the week, the last of a month or the one nearest to its end, and every fifth or sixth year has
a week more, in any of its quarters. An end on which all the ways agree is known; any other would be made up.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.date import MONTH
from gaapgraph.model import month_end

__all__ = ["RULES", "StatedQuarter", "is_near_month_end", "settled_end", "speaks_of_weeks", "stated_rule"]

RULES = ("last", "nearest")
_QUARTERS = (1, 2, 3, 4)
_WEEKS = 13
_MONTHS = 12
_WEEK = timedelta(weeks=1)
_YEAR_OF_WEEKS = timedelta(weeks=52)
_AFTER = 3  # days after the end of a month on which its nearest day of the week may fall
_BEFORE = 6  # days before it on which its last one may
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_LAST = late_pattern(rf"\bfiscal\b[^.;]{{0,160}}?\b(?:last|final)\s+{_DAY}\s+(?:of|in)\s", re.IGNORECASE)
_NEAREST = late_pattern(
    rf"\bfiscal\b[^.;]{{0,160}}?\b{_DAY}\s+(?:that\s+(?:is|falls)\s+)?(?:nearest|closest)(?:\s+to)?\s+"
    rf"(?:the\s+(?:end|last\s+day)\s+of\s+)?(?:the\s+month\s+of\s+)?(?:{MONTH})",
    re.IGNORECASE,
)
_NUMBER_OF_WEEKS = (
    r"(?:12|13|14|16|17|24|26|27|28|36|39|40|52|53|twelve|thirteen|fourteen|sixteen|seventeen|twenty[\s-](?:four|six|seven|eight)"
    r"|thirty[\s-](?:six|nine)|forty|fifty[\s-](?:two|three))"
)
_SPEAKS = late_pattern(
    rf"\b5[23]\s*(?:-|/|or|and)\s*53[\s-]+weeks?\b|\b(?:extra|additional|14th|53rd|fourteenth|fifty[\s-]third)[\s-]+week\b"
    rf"|\b{_NUMBER_OF_WEEKS}[\s-]+weeks?(?:[\s-]+(?:fiscal|period|quarter|year))*\s+(?:ended|ending|ends|period|quarter|year)\b"
    rf"|\b(?:quarter|year)\b[^.;]{{0,40}}\b(?:of|has|had|contains|contained|includes|included)\s+{_NUMBER_OF_WEEKS}\s+weeks\b",
    re.IGNORECASE,
)


@frozen
class StatedQuarter:
    """A quarter with its last day and its number of weeks."""

    label: int
    number: int
    end: date
    weeks: int = 13

    @property
    def index(self) -> int:
        """Its place in the run of all quarters."""
        return 4 * self.label + self.number


def speaks_of_weeks(text: str) -> bool:
    """Say whether a document counts its periods in weeks: "the thirteen weeks ended", "our 53-week fiscal year"."""
    return _SPEAKS.search(text) is not None


def stated_rule(text: str) -> str | None:
    """Return `last` or `nearest` where a document says on which day of a month its years end.

    >>> stated_rule("Our fiscal year ends on the Saturday closest to January 31.")
    'nearest'
    """
    found = [rule for rule, pattern in (("last", _LAST), ("nearest", _NEAREST)) if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def is_near_month_end(day: date) -> bool:
    """Say whether a day is near the end of a month without being it, as ends of weeks are."""
    last = month_end(day.year, day.month)
    return 0 < (last - day).days <= _BEFORE or day.day <= _AFTER


@lru_cache(maxsize=1024)
def settled_end(stated: tuple[StatedQuarter, ...], index: int, rule: str | None = None) -> date | None:
    """Return the last day of a quarter on which all ways of counting agree that fit what is stated, or None.

    Args:
        stated: The quarters of which the document gives the last days.
        index: Four times the year's label, and the number of the quarter.
        rule: `last` or `nearest`, where the document says so.
    """
    given = next((quarter.end for quarter in stated if quarter.index == index), None)
    if given is not None or not stated:
        return given
    if len({quarter.end.weekday() for quarter in stated}) > 1:
        return None
    found = set()
    for each, long in product((rule,) if rule else RULES, _QUARTERS):
        if all(_fits(quarter, stated[0], each, long) for quarter in stated):
            found.add(_end(stated[0], each, long, index))
    if not found and not index % len(_QUARTERS):  # quarters of 12 and 16 weeks tell nothing of when years end
        closes = tuple(quarter for quarter in stated if quarter.number == len(_QUARTERS))
        return settled_end(closes, index, rule) if len(closes) < len(stated) else None
    return found.pop() if len(found) == 1 else None


def _fits(quarter: StatedQuarter, known: StatedQuarter, rule: str, long: int) -> bool:
    """Say whether a way of counting gives a stated quarter its last day, and the week more that is told of it.

    Of a last quarter only is told that its year has 53 weeks.
    """
    if _end(known, rule, long, quarter.index) != quarter.end:
        return False
    back, weeks = (4, 52) if quarter.number == len(_QUARTERS) else (1, _WEEKS)
    return quarter.weeks == _WEEKS or quarter.end - _end(known, rule, long, quarter.index - back) > weeks * _WEEK


def _end(known: StatedQuarter, rule: str, long: int, index: int) -> date:
    """Return the last day of a quarter by one way of counting, where the quarter `long` takes the 53rd week."""
    year, number = divmod(index - 1, len(_QUARTERS))
    number += 1
    before, close = (_close(known, rule, label) for label in (year - 1, year))
    is_long = close - before > _YEAR_OF_WEEKS
    return before + (_WEEKS * number + (is_long and long <= number)) * _WEEK


def _close(known: StatedQuarter, rule: str, label: int) -> date:
    """Return the last day of a year, in or near the month that the known quarter shows, on its day of the week."""
    day = known.end
    ends = month_end(day.year, day.month), day.replace(day=1) - timedelta(days=1)
    near = min(ends, key=lambda end: abs(end - day))
    months = _MONTHS * (near.year + label - known.label) + near.month - 1 + 3 * (4 - known.number)
    last = month_end(months // _MONTHS, months % _MONTHS + 1)
    late = last - timedelta(days=(last.weekday() - day.weekday()) % 7)
    return late + _WEEK if rule == "nearest" and (last - late).days > _AFTER else late
