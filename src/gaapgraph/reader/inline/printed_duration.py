"""Durations as the SEC's transformations know them: a number of years, months, weeks, days or hours; English words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.reader.inline.printed_number import DASHES, parse_number_words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["list_durations", "read_duration", "read_duration_words"]

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})")
_MOST = 999  # of a part that is told in words
_DAYS_OF_MONTH = Decimal("30.4375")
_PARTS = (("Y", "years?"), ("M", "months?"), ("D", "days?"))
_GAP = rf"(?:[{DASHES}]|[\s,]+(?:and\s+)?)"
_WORDS = re.compile(
    "".join(
        rf"(?:(?P<{letter}>[^,]*?\S)(?:[{DASHES}]|\s+)(?:[{word[0]}{word[0].upper()}]{word[1:]})(?:{_GAP}|$))?"
        for letter, word in _PARTS
    )
)


def read_duration(text: str, unit: str, second: str) -> str | None:
    """Return a number of years (Y), months (M), weeks (W), days (D) or hours (H) as a duration.

    What is left of a year goes into months and days, of a month into days, of a day into hours, cut off there.
    """
    if not _NUMBER.fullmatch(text):
        return None
    number = abs(Decimal(text))
    whole = int(number)
    rest = number - whole
    if unit == "Y":
        months = int(rest * 12)
        parts = [(whole, "Y"), (months, "M"), (int((rest * 12 - months) * _DAYS_OF_MONTH), "D")]
    elif unit == "M":
        parts = [(whole, "M"), (int(rest * _DAYS_OF_MONTH), "D")]
    elif unit == "W":
        parts = [(int(number * 7), "D")]
    elif unit == "D":
        parts = [(whole, "D"), (int(rest * 24), "TH")]
    else:
        parts = [(whole, "TH")]
    return _format(parts, is_negative=text.startswith("-"))


def _format(parts: list[tuple[int, str]], *, is_negative: bool) -> str:
    """Return a duration; its first part is written even where it is zero, the others only where they are not."""
    written = [part for place, part in enumerate(parts) if part[0] or not place]
    body = "".join(f"T{number}H" if unit == "TH" else f"{number}{unit}" for number, unit in written)
    sign = "-" if is_negative and any(number for number, _ in parts) else ""
    return f"{sign}P{body}"


def read_duration_words(text: str, first: str, second: str) -> str | None:
    """Return a duration of years, months and days that are told in English words or digits, up to 999 each."""
    match = _WORDS.fullmatch(text) if text == text.strip() else None
    if match is None or not any(match.groupdict().values()):
        return None
    body = ""
    for letter, _ in _PARTS:
        told = match[letter]
        if told is None:
            continue
        number = int(told) if re.fullmatch("[0-9]{1,3}", told) else parse_number_words(told, hyphens=True)
        if number is None or number > _MOST:
            return None
        body += f"{number}{letter}" if number else ""
    return f"P{body or '0D'}"


def list_durations(text: str) -> Iterator[str]:
    """Yield each duration that a print may stand for: itself, a number of any unit, or words.

    >>> list(list_durations("24"))
    ['24', 'P24Y', 'P24M', 'P168D', 'P24D', 'PT24H']
    """
    printed = text.strip()
    yield printed
    found = [read_duration(printed, unit, "") for unit in "YMWDH"]
    yield from (one for one in (*found, read_duration_words(printed, "", "")) if one is not None)
