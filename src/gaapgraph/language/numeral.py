"""Printed numbers: what a cell or a token of prose shows, before anything is known of its unit or scale."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.currency import CURRENCY_MARK, CURRENCY_SIGNS, currency_of
from gaapgraph.language.words import alternatives, counted, names, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "DASHES",
    "MOST_DIGITS",
    "PER_SHARE",
    "SCALES",
    "Printed",
    "is_continental",
    "parse_printed",
    "parse_range",
    "significant_decimals",
]

SCALES = numbers("scale", "exponent", use="word") | numbers("scale", "exponent", use="mark")
MOST_DIGITS = 24  # more than any amount has; a Decimal of 28 digits would round it
DASHES = frozenset("-–—―−‐‑‒")
_MARK = late_pattern(CURRENCY_MARK, re.IGNORECASE)
_GHOST_DASHES = frozenset("_=")
_ABSENT = frozenset({"n/a", "na", "nm", "n.m.", "n/m", "*", "**", "nmf", "n.a.", "n.m", "n.a", "nm*"})
_ABOUT = alternatives(names("about"))
_SCALE = alternatives(SCALES)
_RATE = alternatives(counted("rate"))
_THING = alternatives([*counted("figure"), "share", "shares", "ADS", "ADSs"])
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?"
    r"|\d+(?:\.\d+)?|\.\d+"
)
_NUMBER = re.compile(
    rf"""^\s*+(?P<approx>~|≈|(?:{_ABOUT})(?=\W))?\s*+(?P<minus1>[-–−‐‑])?\s*+\\?(?P<cur1>{CURRENCY_MARK})?\s*+
    (?P<open>\()?\s*+(?P<plus>\+)?(?P<minus2>[-–−‐‑])?\s*+\\?(?P<cur2>{CURRENCY_MARK})?\s*+
    (?P<digits>{_DIGITS})\s*+(?P<minus3>[-–−‐‑](?=\s*+\)?\s*+$))?\s*+(?P<pct1>%)?\s*+(?P<cur3>{CURRENCY_MARK})?\s*+
    (?:(?P<scale>{_SCALE})\b)?\s*+
    (?P<unit>{_RATE}|{_THING}|bps\.?|bp\.?|basis\s+points|pts?|pp|percent|percentage\s+points|x|times|days|pence|cents|p|¢|c)?
    \s*+(?P<close>\))?\s*+(?P<pct2>%)?\s*+(?P<unit2>pts?|pp|points|bps\.?|bp\.?|x)?\s*+
    (?P<note>(?:\(\w\)|\[\w\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰])*)\s*+$""",
    re.IGNORECASE | re.VERBOSE,
)
_CONTINENTAL = late_pattern(r"^\(?[-–−]?\d{1,3}(?:\.\d{3})+,\d+\)?$|^\(?[-–−]?\d+,\d{1,2}\)?\s*%?$")
_COMMA_DECIMALS = late_pattern(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.,])|\d+,\d+")
_EITHER = re.compile(r"(?P<continental>(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+,\d+"
                     r"|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2})(?![\d.,]))"
                     r"|(?P<english>(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2})(?![\d.,]))")  # fmt: skip
_SPREAD = re.compile(r"\s*(?:\+\s?/\s?[-–−]|±|plus\s+or\s+minus)\s*", re.IGNORECASE)
_RANGE = re.compile(
    r"\s+(?:to|through|and)\s+|\s+[-–—]\s+|(?<=[\d%)])\s*[–—]\s*(?=["
    + CURRENCY_SIGNS
    + r"\d(])|(?<=%)-(?=\d)|(?<=\d)-(?=["
    + CURRENCY_SIGNS
    + r"])"
    r"|(?<=\.\d)-(?=\d+\.\d+\s?%)|(?<=\.\d\d)-(?=\d+\.\d\d(?!\d))|(?<=\d)-(?=\d+(?:\.\d+)?\s?%)",
    re.IGNORECASE,
)


_CLOSE = late_pattern(r"(?<=\d)-(?=\d)")
_WIDE = re.compile(r"[\uff05\uff08\uff09\uff0b-\uff0e\uff10-\uff19\u3000]")
_TRIANGLE = re.compile(r"[△▲]\s*(?=[\d.(¥￥$€£])")
# Percentage points as Brazilian and Korean companies write them
_POINTS = re.compile(r"(?<=[\d)])\s?(?:%\s?p(?:ts?|oints?)?|p\.\s?p\.?|ppts?|p\.p)$", re.IGNORECASE)
_WAY = re.compile(r"^(?:(?P<down>down)|up)\s+(?=[\d.])", re.IGNORECASE)
# "$2.10 per diluted share", "2.10/share"
_PER_SHARE = re.compile(
    r"(?<=[\d)])\s*(?:/\s?|per\s+)(?:(?:diluted|basic|common|ordinary)\s+)*share\W*$", re.IGNORECASE
)
PER_SHARE = "per share"


@frozen
class Printed:
    """One printed number.

    Attributes:
        value: Signed as printed, before any scale; None for a dash.
        places: Digits after the decimal point.
        is_percent: A per cent sign stands in the print.
        currency: ISO 4217 code of the mark in the print.
        scale: Power of ten of the scale word in the print.
        unit: Unit word in the print, lower case; `hundredth` for pence and cents; `PER_SHARE`.
        is_nil: A dash, or a misread glyph such as `_`.
        is_absent: `N/A`, `nm` and alike: a cell that says there is no figure.
    """

    value: Decimal | None
    places: int = 0
    is_percent: bool = False
    currency: str | None = None
    scale: int | None = None
    unit: str | None = None
    is_nil: bool = False
    is_absent: bool = False


def is_continental(texts: Iterable[str]) -> bool:
    """Say whether the cells of a document have decimal commas: more of them can only be read so than the other way.

    >>> is_continental(["1.284,6", "6.412"]), is_continental(["1,284.6", "6.412"])
    (True, False)
    """
    votes = 0
    for text in texts:
        if any(character.isdigit() for character in text) and len(text) <= 40:
            for match in _EITHER.finditer(text):
                votes += 1 if match["continental"] else -1
    return votes > 0


def parse_printed(text: str, continental: bool = False) -> Printed | None:
    """Return what a cell prints as a number, or None where it prints none.

    Args:
        text: The cell.
        continental: The document has decimal commas, and points or spaces between thousands.

    >>> parse_printed("(1,234.5)").value
    Decimal('-1234.5')
    >>> parse_printed("-").is_nil, parse_printed("HK$ –").currency, parse_printed("March 31") is None
    (True, 'HKD', True)
    >>> parse_printed("530.5 Gbps").unit
    'gbps'
    >>> parse_printed("6.412", continental=True).value
    Decimal('6412')
    """
    return _parse_printed(text, continental)


@lru_cache(maxsize=32768)  # what sides and columns of a table are found by is read again as its figures
def _parse_printed(text: str, continental: bool) -> Printed | None:
    text = _plain(text)
    if not text:
        return None
    if (bare := _bare(text)) and set(bare) <= DASHES and len(bare) <= 3:
        mark = _MARK.search(text)
        return Printed(None, is_nil=True, is_percent="%" in text, currency=currency_of(mark[0]) if mark else None)
    if text in _GHOST_DASHES:
        return Printed(None, is_nil=True)
    if text.lower() in _ABSENT:
        return Printed(None, is_absent=True)
    if len(text) > 60 or not any(character.isdigit() for character in text):
        return None
    if (shared := _PER_SHARE.search(text)) is not None:
        amount = _parse_printed(text[: shared.start()], continental)
        return None if amount is None or amount.unit is not None else replace(amount, unit=PER_SHARE)
    if continental:
        text = _COMMA_DECIMALS.sub(lambda match: match[0].replace(".", "").replace(",", "."), text)
    elif _CONTINENTAL.match(text):
        text = text.replace(".", "").replace(",", ".")
    match = _NUMBER.match(text)
    if match is None or sum(character.isdecimal() for character in match["digits"]) > MOST_DIGITS:
        return None
    return _from_match(match)


def _plain(text: str) -> str:
    """Return a print with wide characters made plain, and signs in words or triangles made minus signs.

    >>> _plain("△１０．９"), _plain("down 0.3 pts"), _plain("0.9 p.p."), _plain("21%p")
    ('-10.9', '-0.3 pts', '0.9 pp', '21 pp')
    """
    text = text.replace("\u00a0", " ")
    if not text.isascii():
        text = _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
        text = _TRIANGLE.sub("-", text)
    text = _POINTS.sub(" pp", text.strip())
    return _WAY.sub(lambda match: "-" if match["down"] else "", text)


def parse_range(text: str, continental: bool = False) -> tuple[Printed, Printed] | None:
    """Return the low and the high end of a range in one cell; what one end says of its unit holds for both.

    >>> [end.value for end in parse_range("$690 to $700 million")]
    [Decimal('690'), Decimal('700')]
    >>> parse_range("2008 - 2009") is None
    True
    """
    if len(text) > 60 or not any(character.isdigit() for character in text):
        return None
    if (spread := _SPREAD.split(text, maxsplit=1)) and len(spread) == 2:
        return _around(parse_printed(spread[0].rstrip(" ,"), continental), parse_printed(spread[1], continental))
    plain = text.replace("\u00a0", " ")
    close = _CLOSE.finditer(plain) if _MARK.match(plain) else ()  # "$95-105", where no date and no note is meant
    for separator in (*_RANGE.finditer(plain), *close):
        low, high = (parse_printed(part, continental) for part in (text[: separator.start()], text[separator.end() :]))
        if low is None or high is None or low.value is None or high.value is None:
            continue
        if all(1900 <= end.value <= 2100 and not end.places and not end.currency for end in (low, high) if end.value):
            return None
        return _with_unit(low, high), _with_unit(high, low)
    return None


def _around(middle: Printed | None, spread: Printed | None) -> tuple[Printed, Printed] | None:
    """Return the ends of "$1.25 billion +/- $50 million" or "$500 million plus or minus 2%"."""
    if middle is None or spread is None or middle.value is None or spread.value is None:
        return None
    reach = spread.value.scaleb((spread.scale if spread.scale is not None else middle.scale or 0) - (middle.scale or 0))
    if spread.unit in ("bps", "bp", "basis points") and middle.is_percent:
        reach = spread.value.scaleb(-2)
    if spread.is_percent and not middle.is_percent:
        reach = middle.value * spread.value.scaleb(-2)
    low, high = middle.value - reach, middle.value + reach
    places = max(
        middle.places, -int(low.normalize().as_tuple().exponent), -int(high.normalize().as_tuple().exponent), 0
    )
    return replace(middle, value=low, places=places), replace(middle, value=high, places=places)


def _with_unit(end: Printed, other: Printed) -> Printed:
    return replace(
        end,
        is_percent=end.is_percent or other.is_percent,
        currency=end.currency or other.currency,
        scale=other.scale if end.scale is None else end.scale,
        unit=end.unit or other.unit,
    )


def _bare(text: str) -> str:
    if len(text) >= 8:
        return text
    if any(character in DASHES for character in text):
        text = _MARK.sub("", text).replace("%", "")
    return text.strip().strip("()").strip()


_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}$)")
_GROUP_MARK = re.compile("[ '’]")
_GROUPING = dict.fromkeys(map(ord, ",\u00a0\u202f\u2009 '’"))


def _from_match(match: re.Match[str]) -> Printed | None:
    digits = _DECIMAL_COMMA.sub(".", match["digits"]) if _GROUP_MARK.search(match["digits"]) else match["digits"]
    digits = digits.translate(_GROUPING)
    if match["close"] and not match["open"] and (match["cur1"] or "") == "":
        return None
    if (len(digits) > 1 and not digits.strip("0")) or (
        match["cur3"] and re.fullmatch(r"(?:19|20)\d\d", match["digits"])
    ):
        return None
    word = match["unit"] or match["unit2"]
    unit = re.sub(r"\s+", " ", word.lower().rstrip(".")) if word else None
    currency = match["cur1"] or match["cur2"] or match["cur3"]
    code = currency_of(currency) if currency else None
    if unit in ("p", "pence", "c", "¢", "cents"):
        code, unit = code or ("GBP" if unit in ("p", "pence") else None), "hundredth"
    value = Decimal(digits)
    scale = match["scale"]
    return Printed(
        -value if any(match[sign] for sign in ("open", "minus1", "minus2", "minus3")) else value,
        len(digits.partition(".")[2]),
        is_percent=bool(match["pct1"] or match["pct2"] or unit == "percent"),
        currency=code,
        scale=SCALES[scale.lower()] if scale else None,
        unit=None if unit == "percent" else unit,
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
