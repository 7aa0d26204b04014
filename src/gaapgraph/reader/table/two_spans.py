"""Amounts in a label that hold for two spans: "$145 and $192 for the three and six months ended June 30, 2025"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.language.date import MONTH
from gaapgraph.language.span import parse_period

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period

__all__ = ["periods_of_two_spans"]

_BOTH = re.compile(
    rf"\b(?P<short>three|six)\s+and\s+(?P<long>six|nine|twelve)[\s-]+months?\s+(?:ended|ending)\s+"
    rf"(?P<day>(?:{MONTH})\.?\s+\d{{1,2}}),?\s+(?P<year>(?:19|20)\d\d)(?:\s+and\s+(?P<other>(?:19|20)\d\d))?",
    re.IGNORECASE,
)


def periods_of_two_spans(
    full: str, amounts: tuple[tuple[int, int], ...], calendar: FiscalCalendar
) -> dict[int, list[Period]] | None:
    """Return the periods of each amount of a label that names two spans at once, or nothing where it names none.

    One amount holds for all of them; two before two spans hold for one each. What stays open has no period, and is
    not read.

    >>> from gaapgraph.language.calendar import FiscalCalendar
    >>> text = "taxes of $145 and $192 for the three and six months ended June 30, 2025"
    >>> found = periods_of_two_spans(text, ((9, 13), (18, 22)), FiscalCalendar())
    >>> [str(found[place][0]) for place in (0, 1)]
    ['2025-04-01/2025-06-30', '2025-01-01/2025-06-30']
    """
    matches = list(_BOTH.finditer(full))
    if not matches:
        return None
    found: dict[int, list[Period]] = {}
    begin = 0
    for match in matches:
        spans = [
            period
            for year in (match["year"], match["other"])
            for count in (match["short"], match["long"])
            if year and (period := parse_period(f"{count} months ended {match['day']}, {year}", calendar)) is not None
        ]
        before = [place for place, (start, _) in enumerate(amounts) if begin <= start < match.start()]
        if len(before) == 1:
            found[before[0]] = spans
        elif len(before) == len(spans) and match["other"] is None:
            found.update({place: [span] for place, span in zip(before, spans, strict=True)})
        begin = match.end()
    return found
