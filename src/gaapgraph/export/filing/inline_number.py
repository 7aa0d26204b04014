"""How a printed number says a value in inline XBRL: which part is the number, its scale and its sign."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

__all__ = ["PrintedNumber", "match_number"]

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+", re.ASCII)
_MOST = 30  # powers of ten between a print and its value; more is no scale


class PrintedNumber(NamedTuple):
    """A number within a print (inline XBRL 1.1 §10.1): `start` and `end` are its place in the text."""

    start: int
    end: int
    scale: int
    is_negative: bool


def match_number(text: str, value: Decimal) -> PrintedNumber | None:
    """Return the number in a print that says a value at some scale, or None where there is none: a word, a misprint.

    >>> match_number("JPY69,731 million", Decimal(69731000000))
    PrintedNumber(start=3, end=9, scale=6, is_negative=False)
    >>> match_number("(4.3%)", Decimal("-0.043"))
    PrintedNumber(start=1, end=4, scale=-2, is_negative=True)
    """
    for found in _NUMBER.finditer(text):
        printed = Decimal(found.group().replace(",", ""))
        scale = _find_scale(printed, abs(value))
        if scale is not None:
            return PrintedNumber(found.start(), found.end(), scale, value < 0)
    return None


def _find_scale(printed: Decimal, value: Decimal) -> int | None:
    if not printed or not value:
        return 0 if printed == value else None
    scale = value.adjusted() - printed.adjusted()
    return scale if abs(scale) <= _MOST and printed.scaleb(scale) == value else None
