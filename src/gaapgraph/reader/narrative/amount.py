"""Amounts in sentences: money, shares of a whole, counts in digits and words, and split ratios."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.language.numeral import CURRENCY_MARKS, SCALES, significant_decimals
from gaapgraph.model import PURE, SHARES, Place, Unit, count_unit, currency_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

from gaapgraph.reader.narrative.narrative import Amount

__all__ = ["find_amounts"]

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MARKS = "|".join(sorted((re.escape(mark) for mark in CURRENCY_MARKS), key=len, reverse=True))
_SCALE = "|".join(word for word in sorted(SCALES, key=len, reverse=True) if len(word) > 2)
_WORDS = {"none": 0, "no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
          "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}  # fmt: skip
_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("shares", "share"), SHARES),
    **dict.fromkeys(("subsidiaries", "subsidiary", "investees", "companies", "affiliates"), count_unit("entities")),
    **dict.fromkeys(("directors", "director", "officers", "employees", "persons"), count_unit("persons")),
    **dict.fromkeys(("segments",), count_unit("segments")),
    **dict.fromkeys(("contracts",), count_unit("contracts")),
    **dict.fromkeys(("cases", "lawsuits", "claims"), PURE),
}
_NOUN = "|".join(sorted(_UNITS, key=len, reverse=True))
_MONEY = re.compile(rf"(?P<mark>{_MARKS})\s?(?P<digits>{_NUMBER})(?:\s(?P<scale>{_SCALE})\b)?", re.IGNORECASE)
_PERCENT = re.compile(rf"(?<![\d.,])(?P<digits>{_NUMBER})\s?(?:%|per\s?cent\b)", re.IGNORECASE)
_WHOLE = re.compile(r"\bwholly[- ]owned\b", re.IGNORECASE)
_COUNT = re.compile(
    rf"\b(?P<digits>{_NUMBER}|{'|'.join(_WORDS)})(?:\s+of\s+(?:our|the))?"
    rf"(?:\s+(?!and\b|or\b|of\b|to\b)[a-z-]+){{0,3}}?\s+(?P<noun>{_NOUN})\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\b(?P<old>\d+)\s+to\s+(?P<new>\d+)(?=\s+(?:stock\s+|share\s+)?split)", re.IGNORECASE)
_NEAR = 20
_ABOUT = re.compile(r"\b(?:about|around|nearly|roughly|approximately|approx\.?|almost|some)\s*$", re.IGNORECASE)


def find_amounts(line: int, text: str) -> list[Amount]:
    """Return the amounts of one line, in the order in which they stand.

    >>> [f"{one.value:f}" for one in find_amounts(1, "We paid ¥1,230 million for 51% and two subsidiaries.")]
    ['1230000000', '0.51', '2']
    """
    found: dict[int, Amount] = {}
    taken: set[int] = set()
    for match, value, decimals, unit in _candidates(text):
        low, high = match.span()
        if taken.isdisjoint(range(low, high)):
            taken.update(range(low, high))
            about = _ABOUT.search(text[max(0, low - _NEAR) : low]) is not None
            place = Place(line, None, low)
            found[low] = Amount(place, match[0], value, _accuracy(match, decimals, about), unit, about)
    return [found[start] for start in sorted(found)]


def _accuracy(match: re.Match[str], decimals: int | None, about: bool) -> int | None:
    """Return the decimals of an amount; after "about" its trailing zeros are not significant."""
    groups = match.groupdict()
    if decimals is None or not about:
        return decimals
    digits = groups["digits"].replace(",", "")
    places = len(digits.partition(".")[2])
    return significant_decimals(Decimal(digits), places, places - decimals, approximate=True)


def _candidates(text: str) -> Iterator[tuple[re.Match[str], Decimal, int | None, Unit]]:
    for match in _MONEY.finditer(text):
        scale = SCALES[match["scale"].lower()] if match["scale"] else 0
        value, places = _read(match["digits"])
        yield match, value.scaleb(scale), places - scale, currency_unit(CURRENCY_MARKS[match["mark"].lower()])
    for match in _PERCENT.finditer(text):
        value, places = _read(match["digits"])
        yield match, value.scaleb(-2), places + 2, PURE
    for match in _WHOLE.finditer(text):
        yield match, Decimal(1), None, PURE
    for match in _SPLIT.finditer(text):
        yield match, Decimal(match["new"]) / Decimal(match["old"]), None, PURE
    for match in _COUNT.finditer(text):
        word = match["digits"].lower()
        value = Decimal(_WORDS[word]) if word in _WORDS else _read(match["digits"])[0]
        yield match, value, None, _UNITS[match["noun"].lower()]


def _read(digits: str) -> tuple[Decimal, int]:
    plain = digits.replace(",", "")
    return Decimal(plain), len(plain.partition(".")[2])
