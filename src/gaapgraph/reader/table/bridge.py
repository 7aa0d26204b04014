"""Bridges from what was earned in one year to what was earned in the next, whose ends are named by their years."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.model import Duration

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period

__all__ = ["ends_of_bridge"]

_END = re.compile(r"^\W*(?P<year>(?:19|20)\d\d)\s+(?P<what>[A-Za-z][^\d]*)$")
_EARNED = late_pattern(
    r"\b(?:earnings|income|loss|EBITD?A?\w*|EPS|revenues?|sales|FFO|AFFO|NOI|profits?|cash\s+flows?|margin)\b",
    re.IGNORECASE,
)
_YEAR = range(350, 380)  # days
_PAIR = 2


def ends_of_bridge(labels: list[str], calendar: FiscalCalendar, now: Period | None) -> dict[int, Duration]:
    """Return the periods of rows such as "2015 earnings per share" and "2016 earnings per share" by their places.

    Utilities lead from one to the other by rates and weather, in releases of quarters as of years: both ends are of the
    part of the year on which the document reports. Where the last year is another, nothing is said.
    """
    found = {place: match for place, text in enumerate(labels) if (match := _END.match(text)) is not None}
    named = {place: match for place, match in found.items() if _EARNED.search(match["what"])}
    counts = Counter(match["what"].lower().split()[0] for match in named.values())
    named = {place: match for place, match in named.items() if counts[match["what"].lower().split()[0]] == _PAIR}
    years = {int(match["year"]) for match in named.values()}
    if len(years) != _PAIR or not isinstance(now, Duration) or max(years) != calendar.label_of(now.end):
        return {}
    return {
        place: period
        for place, match in named.items()
        if (period := _part(int(match["year"]), calendar, now)) is not None
    }


def _part(year: int, calendar: FiscalCalendar, now: Duration) -> Duration | None:
    """Return the part of a fiscal year that a period is of its own."""
    label = calendar.label_of(now.end)
    if now.days in _YEAR:
        return calendar.year(year)
    parts = [(calendar.quarter(label, number), calendar.quarter(year, number)) for number in range(1, 5)]
    parts += [(calendar.part(label, 1, months), calendar.part(year, 1, months)) for months in (6, 9)]
    return next((other for part, other in parts if part == now), None)
