"""Values of literals as others may have written them: what cannot be used is None, and never an exception."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

__all__ = ["MOST_DIGITS", "read_accuracy", "read_day", "read_decimal", "read_flag", "read_moment", "read_whole"]

MOST_DIGITS = 200
"""Digits before or behind the point; no figure of a report comes near, and arithmetic goes no further."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FLAGS = {"true": True, "1": True, "false": False, "0": False}


def read_whole(text: str) -> int | None:
    """Return a whole number of at most 18 digits.

    >>> read_whole("53"), read_whole("fifty-three"), read_whole("9" * 30_000)
    (53, None, None)
    """
    return int(text) if _WHOLE.fullmatch(text) else None


def read_accuracy(text: str) -> int | None:
    """Return XBRL decimals that arithmetic can follow; `INF` is no number, as exactness is said by having none.

    >>> read_accuracy("-6"), read_accuracy("INF"), read_accuracy("-100000")
    (-6, None, None)
    """
    number = read_whole(text)
    return number if number is not None and abs(number) <= MOST_DIGITS else None


def read_decimal(text: str) -> Decimal | None:
    """Return a finite number of a length that arithmetic can follow.

    >>> read_decimal("12.50"), read_decimal("NaN"), read_decimal("1e999"), read_decimal("9" * 30_000)
    (Decimal('12.50'), None, None, None)
    """
    if len(text) > 3 * MOST_DIGITS or not _NUMBER.fullmatch(text):
        return None
    value = Decimal(text)
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    return value if max(len(digits) + exponent, -exponent) <= MOST_DIGITS else None


def read_day(text: str) -> date | None:
    """Return a day that the calendar has.

    >>> read_day("2009-03-31"), read_day("2009-02-30")
    (datetime.date(2009, 3, 31), None)
    """
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def read_moment(text: str) -> datetime | None:
    """Return a day with a time, as far as Python can hold it.

    >>> read_moment("2009-03-31T12:00:00"), read_moment("2009-03-31T24:00:01")
    (datetime.datetime(2009, 3, 31, 12, 0), None)
    """
    try:
        return datetime.fromisoformat(text) if _DAY.match(text) and "T" in text else None
    except ValueError:
        return None


def read_flag(text: str) -> bool | None:
    """Return what a boolean says.

    >>> read_flag("true"), read_flag("0"), read_flag("perhaps")
    (True, False, None)
    """
    return _FLAGS.get(text)
