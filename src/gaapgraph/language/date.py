"""Full dates as documents print them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from gaapgraph.language.words import alternatives, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "MONTH",
    "MONTHS",
    "WORD_START",
    "full_year",
    "impossible_dates",
    "is_year_alone",
    "parse_dates",
    "split_glued",
]

_MONTHS_OF_YEAR = 12

MONTHS = numbers("month")
MONTH = alternatives(MONTHS)
# Line breaks of a head are lost where a page was turned into Markdown: "Three months endedDecember 31".
WORD_START = r"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))"
DATE = re.compile(
    rf"{WORD_START}(?P<m1>{MONTH})\b\.?\s*(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<y1>(?:19|20)\d\d)\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?P<m2>{MONTH})\b\.?,?\s*(?P<y2>(?:19|20)\d\d)\b"
    r"|\b(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)\b"
    r"|\b(?P<m4>\d{1,2})/(?P<d4>\d{1,2})/(?P<y4>(?:19|20)?\d\d)\b"
    rf"|\b(?P<d5>\d{{1,2}})-(?P<m5>{MONTH})-(?P<y5>(?:19|20)?\d\d)\b"
    r"|\b(?P<d6>\d{1,2})\.\s?(?P<m6>\d{1,2})\.\s?(?P<y6>(?:19|20)\d\d)\b"
    rf"|{WORD_START}(?P<m9>{MONTH})\b\.?[\s-]?\s*(?P<d9>\d{{1,2}})\s*[,-]?\s*(?P<y9>['’]\d\d|(?<=-)(?:19|20)\d\d)\b"
    rf"|\b(?P<d0>\d{{1,2}})\s+(?P<m0>{MONTH})\b\.?,?\s*(?P<y0>['’]\d\d)\b"
    r"|(?<![\d./])(?P<ya>20\d\d)(?P<sep>[./])(?P<ma>\d{1,2})(?P=sep)(?P<da>\d{1,2})(?![\d./]*\d)"
    r"|(?<![\d-])(?P<m7>\d\d)-(?P<d7>\d\d)-(?P<y7>(?:19|20)\d\d)(?![\d-])"
    r"|(?<![\d.])(?P<d8>[0-3]\d)\.(?P<m8>[01]\d)\.(?P<y8>\d\d)(?![\d.]*\d)",
    re.IGNORECASE,
)

# Every date has one of these in it. A long text is looked at around them only, wide gaps of columns included.
_HINT = re.compile(r"(?:19|20)\d\d|['’]\d\d|\d[-/][\dA-Za-z]|\d\.\d\d\.\d")
# And the name of a month, or digits with two marks between them. Of a thousand amounts beside years most have neither.
_HAS_DATE = re.compile(
    "|".join(
        "".join(f"[{letter}{letter.upper()}]" for letter in month) for month in sorted({name[:3] for name in MONTHS})
    )
    + r"|\d-\d\d-\d|\d/\d|\d\.\s?\d\d?\.\s?\d|20\d\d\.\d"
)
_SHORT_YEAR = 2  # digits
_LAST_CENTURY = 70  # releases in text are older than that only on paper
_BEFORE = 96
_AFTER = 16

_GLUED = re.compile(
    rf"(?-i:(?<=[a-z])(?=[A-Z]))(?=(?:{MONTH})\b|(?:ended|ending)(?:\b|(?-i:(?=[A-Z]))))", re.IGNORECASE
)


def full_year(text: str) -> int:
    """Return a year in full that may be printed with its last two digits.

    >>> full_year("98"), full_year("25"), full_year("2025")
    (1998, 2025, 2025)
    """
    text = text.lstrip("'’")
    year = int(text)
    return year if len(text) > _SHORT_YEAR else year + (1900 if year >= _LAST_CENTURY else 2000)


def split_glued(text: str) -> str:
    """Return a head with the spaces that were lost where its lines were joined.

    >>> split_glued("Three MonthsEndedDecember 31,")
    'Three Months Ended December 31,'
    """
    return _GLUED.sub(" ", text)


def impossible_dates(text: str) -> list[tuple[int, str]]:
    """Return every date of a text that names its month and that no calendar has, with its offset.

    >>> impossible_dates("as of February 30, 2009 and February 28, 2009")
    [(6, 'February 30, 2009')]
    """
    return [
        (match.start(), match[0])
        for match in _find_dates(text)
        if (match["m1"] or match["m2"] or match["m5"]) and _to_date(match) is None
    ]


_YEAR_ALONE = re.compile(r"\W*(?:19|20)\d\d\W*")


def is_year_alone(text: str) -> bool:
    """Say whether a text is a year without any word.

    >>> is_year_alone("(2024)"), is_year_alone("FY2024")
    (True, False)
    """
    return _YEAR_ALONE.fullmatch(text) is not None


@lru_cache(maxsize=256)
def parse_dates(text: str) -> tuple[tuple[int, int, date], ...]:
    """Return every full date in a text with its start and end offset."""
    days = ((match, _to_date(match)) for match in _find_dates(text))
    return tuple((match.start(), match.end(), day) for match, day in days if day is not None)


def _find_dates(text: str) -> Iterator[re.Match[str]]:
    """Yield what is written as a date, whether a calendar has it or not."""
    stop = 0
    for hint in _HINT.finditer(text):
        if hint.start() < stop:
            continue
        end = min(hint.end() + _AFTER, len(text))
        start = max(stop, hint.start() - _BEFORE)
        match = DATE.search(text, start, end) if _HAS_DATE.search(text, start, end) else None
        while match is not None and (match.end() < end or end == len(text)):
            stop = match.end()
            yield match
            match = DATE.search(text, stop, end)


def _to_date(match: re.Match[str]) -> date | None:
    for index in "1234567890a":
        year = match[f"y{index}"]
        if year is None:
            continue
        month = match[f"m{index}"].lower()
        number = full_year(year)
        day = int(match[f"d{index}"])
        count = int(month) if month.isdecimal() else MONTHS[month]
        if index in "47" and count > _MONTHS_OF_YEAR >= day:
            count, day = day, count  # 31/12/2024, 31-12-2024
        try:
            return date(number, count, day)
        except ValueError:
            return None
    return None
