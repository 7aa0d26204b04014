"""Dates as the transformation registries know them: their order, the names of months in many languages, eras, Saka."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from gaapgraph.language.words import load_words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_date", "read_quarter_end", "read_saka_date"]

_DIGITS = {
    "ascii": {},
    "devanagari": {0x966 + digit: ord("0") + digit for digit in range(10)},
    "fullwidth": {0xFF10 + digit: ord("0") + digit for digit in range(10)},
}
_ERAS = {"明": 1867, "大": 1911, "昭": 1925, "平": 1988, "令": 2018}  # the year before the first
_ERA = "明治|明|大正|大|昭和|昭|平成|平|令和|令"
_NUMBER = "number"
_LAST_DAY = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SAKA_OFFSET = 78  # of the year of the Saka calendar to the Gregorian one in which it begins
_SAKA_LENGTHS = (30, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30)
_SHORT_YEAR = 2  # digits of a year without its century
_YEAR_DAYS = 365
_SAKA_CENTURY = 21  # years of two digits above it are of the century before
_WORD = "1|[Ff]irst|2|[Ss]econd|3|[Tt]hird|4|[Ff]ourth|[Ll]ast"
_QUARTER = re.compile(
    rf"""(?:(?![0-9]{{2}})\w[^0-9]*)?(?P<q1>{_WORD})[^0-9]*(?P<y1>[0-9]{{4}})
       | (?P<y2>[0-9]{{4}})[^0-9]*(?P<q2>{_WORD})(?:(?![0-9]).*\w)?""",
    re.VERBOSE | re.DOTALL,
)
_QUARTERS = {"1": 1, "first": 1, "2": 2, "second": 2, "3": 3, "third": 3, "4": 4, "fourth": 4, "last": 4}


def read_date(text: str, order: str, language: str) -> str | None:
    """Return a date, a month of a year or a day of a year in the form of XML Schema.

    Args:
        text: As printed.
        order: `d*m*y` and alike: day, month, year, year of an era (e), anything but digits (*), else what it says.
        language: Of the names of months, a row of `inline-language.tsv`.
    """
    match = _match(text, order, language)
    if match is None:
        return None
    found = match.groupdict()
    month = int(found["m"]) if found.get("m") else _find_month(found)
    year = _find_year(found) if "y" in found else None
    if year is None:
        return _format_day(month, int(found["d"]))
    if "d" not in found:
        return f"{year:04}-{month:02}" if 1 <= month <= len(_LAST_DAY) and year else None
    try:
        return date(year, month, int(found["d"])).isoformat()
    except ValueError:
        return None


def read_saka_date(text: str, order: str, language: str) -> str | None:
    """Return the date of the Gregorian calendar for one of the national calendar of India.

    Its year begins on March 22, in a leap year on March 21; then its first month has a day more.
    """
    match = _match(text, order, language)
    if match is None:
        return None
    found = match.groupdict()
    day, month, year = int(found["d"]), _find_month(found), int(found["y"])
    if len(found["y"]) <= _SHORT_YEAR:
        year += 1900 if year > _SAKA_CENTURY else 2000
    try:
        is_leap = date(year + _SAKA_OFFSET, 12, 31).timetuple().tm_yday > _YEAR_DAYS
        lengths = [_SAKA_LENGTHS[0] + is_leap, *_SAKA_LENGTHS[1:]]
        if not 1 <= day <= lengths[month - 1]:
            return None
        start = date(year + _SAKA_OFFSET, 3, 22 - is_leap)
        return (start + timedelta(days=sum(lengths[: month - 1]) + day - 1)).isoformat()
    except (ValueError, OverflowError):
        return None


def read_quarter_end(text: str, first: str, second: str) -> str | None:
    """Return the last day of a quarter of a calendar year, whichever of both stands first."""
    match = _QUARTER.fullmatch(text)
    if match is None or int(match["y1"] or match["y2"]) == 0:
        return None
    month = 3 * _QUARTERS[(match["q1"] or match["q2"]).lower()]
    return f"{match['y1'] or match['y2']}-{month:02}-{_LAST_DAY[month - 1]}"


def _match(text: str, order: str, language: str) -> re.Match[str] | None:
    rules = _languages()[language]
    return _compile(order, language).fullmatch(text.translate(_DIGITS[rules["digits"]]))


def _format_day(month: int, day: int) -> str | None:
    is_one = 1 <= month <= len(_LAST_DAY) and 1 <= day <= _LAST_DAY[month - 1]
    return f"--{month:02}-{day:02}" if is_one else None


def _find_month(found: dict[str, str | None]) -> int:
    named = next((group for group, text in found.items() if text is not None and "_" in group), "m0_")
    return int(named[1 : named.index("_")])


def _find_year(found: dict[str, str]) -> int:
    era = found.get("e")
    if era:
        return _ERAS[era[0]] + (1 if found["y"] == "元" else int(found["y"]))
    year = int(found["y"])
    return year + 2000 if len(found["y"]) <= _SHORT_YEAR else year


@cache
def _languages() -> dict[str, dict[str, str]]:
    return {row["language"]: row for row in load_words("inline-language")}


@cache
def _compile(order: str, language: str) -> re.Pattern[str]:
    """Return the pattern of a date: each part of the order with what the language lets stand around it."""
    rules = _languages()[language]
    return re.compile("".join(_compile_parts(order, rules)))


def _compile_parts(order: str, rules: dict[str, str]) -> Iterator[str]:
    before = ""
    for place, part in enumerate(order):
        after = order[place + 1 :][:1]
        if part == "*":
            if after == "m":
                yield rules["before"]
            else:
                yield rules["between"] if before == "m" else "[^0-9]+"
        elif part == "m":
            yield _compile_month(rules) + ("" if after else rules["ending"])
        elif part == "d":
            yield "(?P<d>[0-9]{1,2})" + ("" if after else rules["after_day"])
        elif part == "y":
            short = "|元" if "e" in order else "|[0-9]{4}"
            yield rf"(?P<y>[0-9]{{1,2}}{short})" + ("" if after else rules["after_year"])
        elif part == "e":
            yield rf"\s*(?P<e>{_ERA})\s*"
        else:
            yield rf"\s*{part}\s*" if part in "年月日" else re.escape(part)
        before = part


def _compile_month(rules: dict[str, str]) -> str:
    cases = rules["cases"].split()
    choices = ["(?P<m>[0-9]{1,2})"] if _NUMBER in cases else []
    rows = [row for row in load_words("inline-month") if row["language"] == rules["language"]]
    names = [(row["month"], name) for row in rows for name in row["names"].split()]
    # a name that begins with another one is tried first
    for month, name in sorted(names, key=lambda pair: -len(pair[1])):
        choices.append(f"(?P<m{month}_{len(choices)}>{_spell(name, cases)})")
    return "(?:" + "|".join(choices) + ")"


def _spell(name: str, cases: list[str]) -> str:
    if "pattern" in cases:
        return name
    if "any" in cases:
        return f"(?i:{re.escape(name)})"
    forms = {"lower": name.lower(), "upper": name.upper(), "title": name[:1].upper() + name[1:].lower()}
    return "|".join(re.escape(form) for case, form in forms.items() if case in cases)
