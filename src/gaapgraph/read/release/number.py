"""Printed numbers: what a cell or a token of prose shows, before anything is known of its unit or scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["CURRENCY_MARKS", "DASHES", "SCALES", "Printed", "parse_printed", "significant_decimals"]

SCALES = {"thousand": 3, "thousands": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9,
          "trillion": 12, "trillions": 12, "mn": 6, "bn": 9, "m": 6, "b": 9, "k": 3}  # fmt: skip
CURRENCY_MARKS = {"us$": "USD", "u.s.$": "USD", "$": "USD", "usd": "USD", "jpy": "JPY", "¥": "JPY", "￥": "JPY",
                  "yen": "JPY", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "chf": "CHF", "c$": "CAD",
                  "cad": "CAD", "a$": "AUD", "aud": "AUD", "hk$": "HKD", "rmb": "CNY", "cny": "CNY", "₩": "KRW",
                  "krw": "KRW", "₹": "INR", "inr": "INR", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "r$": "BRL",
                  "nt$": "TWD", "s$": "SGD", "ils": "ILS", "nis": "ILS", "mxn": "MXN"}  # fmt: skip
DASHES = frozenset("-–—―−‐‑‒")
_GHOST_DASHES = frozenset("_=")
_ABSENT = frozenset({"n/a", "na", "nm", "n.m.", "n/m", "*", "**", "nmf", "n.a."})
_MARK = "|".join(sorted((re.escape(mark) for mark in CURRENCY_MARKS), key=len, reverse=True))
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:\.\d+)?|\.\d+"
_NUMBER = re.compile(
    rf"""^\s*(?P<approx>~|≈)?\s*(?P<minus1>[-–−‐‑])?\s*\\?(?P<cur1>{_MARK})?\s*(?P<open>\()?\s*(?P<plus>\+)?(?P<minus2>[-–−‐‑])?\s*
    \\?(?P<cur2>{_MARK})?\s*(?P<digits>{_DIGITS})\s*(?P<pct1>%)?\s*(?P<cur3>{_MARK})?\s*
    (?:(?P<scale>{_SCALE})\b)?\s*(?P<unit>Gbps|Mbps|Tbps|bps|bp|basis\s+points|pts?|pp|percent|percentage\s+points|x|times|shares|ADSs?|days|months|years)?
    \s*(?P<close>\))?\s*(?P<pct2>%)?\s*(?P<unit2>pts?|pp|points|bps|x)?\s*(?P<note>(?:\(\w\)|\[\w\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰])*)\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_CONTINENTAL = re.compile(r"^\(?[-–−]?\d{1,3}(?:\.\d{3})+,\d+\)?$|^\(?[-–−]?\d+,\d{1,2}\)?\s*%?$")


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed number.

    Attributes:
        value: Signed as printed, before any scale; None for a dash.
        places: Digits after the decimal point.
        is_percent: A per cent sign stands in the print.
        currency: ISO 4217 code of the mark in the print.
        scale: Power of ten of the scale word in the print.
        unit: Unit word in the print, lower case.
        is_nil: A dash; `is_ghost` when the dash is a misread glyph such as `_`.
        is_absent: `N/A`, `nm` and alike: a cell that says there is no figure.
        is_open: A parenthesis opens and does not close in this cell.
    """

    value: Decimal | None
    places: int = 0
    is_percent: bool = False
    currency: str | None = None
    scale: int | None = None
    unit: str | None = None
    is_nil: bool = False
    is_ghost: bool = False
    is_absent: bool = False
    is_open: bool = False


def parse_printed(text: str) -> Printed | None:
    """Return what a cell prints as a number, or None where it prints none.

    >>> parse_printed("(1,234.5)").value
    Decimal('-1234.5')
    >>> parse_printed("-").is_nil, parse_printed("March 31") is None
    (True, True)
    >>> parse_printed("530.5 Gbps").unit
    'gbps'
    """
    text = text.replace("\u00a0", " ").strip()
    if not text:
        return None
    bare = text
    for mark in ("$", "¥", "€", "£", "%"):
        bare = bare.replace(mark, "")
    bare = bare.strip().strip("()").strip() if len(text) < 8 else text
    if bare and set(bare) <= DASHES and len(bare) <= 3:
        return Printed(None, is_nil=True, is_percent="%" in text)
    if text in _GHOST_DASHES:
        return Printed(None, is_nil=True, is_ghost=True)
    if text.lower() in _ABSENT:
        return Printed(None, is_absent=True)
    if not any(character.isdigit() for character in text) or len(text) > 60:
        return None
    if _CONTINENTAL.match(text):
        text = text.replace(".", "").replace(",", ".")
    match = _NUMBER.match(text)
    if match is None:
        return None
    return _from_match(match)


def _from_match(match: re.Match[str]) -> Printed | None:
    digits = re.sub(r"(?<=\d),(?=\d{1,2}$)", ".", match["digits"]) if " " in match["digits"] else match["digits"]
    digits = re.sub(r"[,\u00a0\u202f ]", "", digits)
    if match["close"] and not match["open"] and (match["cur1"] or "") == "":
        return None
    places = len(digits.partition(".")[2])
    word = match["unit"] or match["unit2"]
    unit = re.sub(r"\s+", " ", word.lower()) if word else None
    negative = bool(match["open"] or match["minus1"] or match["minus2"])
    value = Decimal(digits)
    currency = match["cur1"] or match["cur2"] or match["cur3"]
    scale = match["scale"]
    return Printed(
        -value if negative else value,
        places,
        is_percent=bool(match["pct1"] or match["pct2"] or unit == "percent"),
        currency=CURRENCY_MARKS[currency.lower()] if currency else None,
        scale=SCALES[scale.lower()] if scale else None,
        unit=None if unit == "percent" else unit,
        is_open=bool(match["open"] and not match["close"]),
    )


def significant_decimals(value: Decimal, places: int, scale: int, approximate: bool) -> int:
    """Return the XBRL decimals of a printed number.

    Args:
        value: The printed number before scaling.
        places: Digits after the decimal point.
        scale: Power of ten by which the print is multiplied.
        approximate: After "about", "nearly" and alike trailing zeros are not significant.

    >>> significant_decimals(Decimal(23000), 0, 0, approximate=True)
    -3
    """
    decimals = places - scale
    if approximate and places == 0 and value:
        digits = str(abs(int(value)))
        decimals -= len(digits) - len(digits.rstrip("0"))
    return decimals
