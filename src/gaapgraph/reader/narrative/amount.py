"""Amounts in sentences: money, shares of a whole, counts in digits and words, and split ratios."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.language.currency import CURRENCY_MARK, currency_of
from gaapgraph.language.numeral import SCALES, significant_decimals
from gaapgraph.language.words import alternatives, counted, names, numbers
from gaapgraph.model import PURE, Place, Unit, currency_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

from gaapgraph.reader.narrative.narrative import Amount

__all__ = ["find_amounts"]

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_LONGEST_MARK = 2  # letters of marks such as “mn”, which may be anything in prose
_MOST_WORDED = 12  # the greatest count that prose writes as a word
_SCALE = alternatives(word for word in SCALES if len(word) > _LONGEST_MARK)
_WORDS = {"none": 0, "no": 0} | {word: value for word, value in numbers("number").items() if 1 <= value <= _MOST_WORDED}
_UNITS = counted("section")
_NOUN = alternatives(_UNITS)
_MONEY = re.compile(rf"(?P<mark>{CURRENCY_MARK})\s?(?P<digits>{_NUMBER})(?:\s(?P<scale>{_SCALE})\b)?", re.IGNORECASE)
_PERCENT = re.compile(rf"(?<![\d.,])(?P<digits>{_NUMBER})\s?(?:%|per\s?cent\b)", re.IGNORECASE)
_WHOLE = re.compile(r"\bwholly[- ]owned\b", re.IGNORECASE)
_COUNT = re.compile(
    rf"\b(?P<digits>{_NUMBER}|{alternatives(_WORDS)})(?:\s+of\s+(?:our|the))?"
    rf"(?:\s+(?!and\b|or\b|of\b|to\b)[a-z-]+){{0,3}}?\s+(?P<noun>{_NOUN})\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\b(?P<old>\d+)\s+to\s+(?P<new>\d+)(?=\s+(?:stock\s+|share\s+)?split)", re.IGNORECASE)
_NEAR = 20
_LONGEST = 80  # of an amount with all its words; an endless number is none
_ABOUT = re.compile(rf"\b(?:{alternatives(names('about'))})\s*$", re.IGNORECASE)


def find_amounts(line: int, text: str) -> list[Amount]:
    """Return the amounts of one line, in the order in which they stand.

    >>> [f"{one.value:f}" for one in find_amounts(1, "We paid ¥1,230 million for 51% and two subsidiaries.")]
    ['1230000000', '0.51', '2']
    """
    found: dict[int, Amount] = {}
    taken: set[int] = set()
    for match, value, decimals, unit in _candidates(text):
        low, high = match.span()
        if high - low < _LONGEST and taken.isdisjoint(range(low, high)):
            taken.update(range(low, high))
            about = _ABOUT.search(text[max(0, low - _NEAR) : low]) is not None
            place = Place(line, None, low)
            found[low] = Amount(
                place=place,
                printed=match[0],
                value=value,
                decimals=_accuracy(match, decimals, about),
                unit=unit,
                approximate=about,
            )
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
        yield match, value.scaleb(scale), places - scale, currency_unit(currency_of(match["mark"]))
    for match in _PERCENT.finditer(text):
        value, places = _read(match["digits"])
        yield match, value.scaleb(-2), places + 2, PURE
    for match in _WHOLE.finditer(text):
        yield match, Decimal(1), None, PURE
    for match in _SPLIT.finditer(text):
        if int(match["old"]):
            yield match, Decimal(match["new"]) / Decimal(match["old"]), None, PURE
    for match in _COUNT.finditer(text):
        word = match["digits"].lower()
        value = Decimal(_WORDS[word]) if word in _WORDS else _read(match["digits"])[0]
        unit, exponent = _UNITS[match["noun"].lower()]
        yield match, value.scaleb(exponent), None, unit


def _read(digits: str) -> tuple[Decimal, int]:
    plain = digits.replace(",", "")
    return Decimal(plain), len(plain.partition(".")[2])
