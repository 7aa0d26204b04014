"""Dates in sentences, each as the days that its stated precision allows."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gaapgraph.language.date import MONTHS
from gaapgraph.model import Place, month_end, shift_months
from gaapgraph.reader.narrative.narrative import Dated

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_dates"]

_LONGEST_SHORT = 3  # letters of the short name of a month, which prose does not use; of May it is the whole
_MONTH = "|".join(
    name.capitalize() for name in sorted(MONTHS, key=len, reverse=True) if len(name) > _LONGEST_SHORT or name == "may"
)
_YEAR = r"(?:19|20)\d\d"
_DATED = re.compile(
    rf"(?P<fiscal>\b(?:fiscal\s+)?year\s+end(?:ed|ing)\s+)?"
    rf"\b(?P<m1>{_MONTH})\s+(?:(?P<d1>\d{{1,2}}),\s+)?(?P<y1>{_YEAR})"
    rf"(?:\s+(?:through|to|until)\s+(?P<m2>{_MONTH})\s+(?P<y2>{_YEAR}))?\b"
    rf"|\b(?:in|since|during)\s+(?P<y3>{_YEAR})\b"
)


def find_dates(line: int, text: str) -> list[Dated]:
    """Return the dates of one line, in the order in which they stand.

    >>> [(one.precision, str(one.start), str(one.end)) for one in find_dates(1, "From July 2007 through October 2007")]
    [('range', '2007-07-01', '2007-10-31')]
    """
    return list(_find(line, text))


def _find(line: int, text: str) -> Iterator[Dated]:
    for match in _DATED.finditer(text):
        try:
            start, end, precision = _span(match)
        except ValueError:
            continue  # such as February 30: no date
        yield Dated(Place(line, None, match.start()), match[0], start, end, precision)


def _span(match: re.Match[str]) -> tuple[date, date, str]:
    if match["y3"]:
        return date(int(match["y3"]), 1, 1), date(int(match["y3"]), 12, 31), "year"
    year, month = int(match["y1"]), MONTHS[match["m1"].lower()]
    if match["d1"]:
        day = date(year, month, int(match["d1"]))
        first = shift_months(day, -12) + timedelta(days=1) if match["fiscal"] else day
        return first, day, "range" if match["fiscal"] else "day"
    if match["m2"]:
        return date(year, month, 1), month_end(int(match["y2"]), MONTHS[match["m2"].lower()]), "range"
    return date(year, month, 1), month_end(year, month), "month"
