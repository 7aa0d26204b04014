"""Numbers as the transformation registries know them: marks of groups and of decimals, units between, words."""

from __future__ import annotations

import re
from functools import cache

__all__ = [
    "DASHES",
    "parse_number_words",
    "read_dash",
    "read_grouped_number",
    "read_loose_number",
    "read_number_words",
    "read_unit_number",
]

DASHES = (
    "\u058a\u05be\u2010\u2011\u2012\u2013\u2014\u2015\ufe58\ufe63\uff0d-"  # the plain one last: a range in no class
)
_WIDE = {0xFF10 + digit: ord("0") + digit for digit in range(10)}
_SPACES = " \u00a0"
_INDIAN = r"(?:[0-9]{1,2}[, \u00a0])?(?:[0-9]{2}[, \u00a0])*[0-9]{3}|[0-9]+"
_STOPS = ".,\uff0c\uff0e"
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES |= {"quadrillion": 10**15, "quintillion": 10**18}
_NUMBERS = {word: number for number, word in enumerate([*_ONES, *_TEENS], 1)}
_DOZENS = {word: 10 * number for number, word in enumerate(_TENS, 2)}
_NONE = {"no", "none", "nil", "zero"}
_MOST_WORDS = 100


def read_dash(text: str, first: str, second: str) -> str | None:
    """Return zero for a dash: the one given, or any of those of the registries."""
    return "0" if len(text) == 1 and text in (first or DASHES) else None


def read_grouped_number(text: str, group: str, mark: str) -> str | None:
    """Return a number whose digits stand in groups.

    Args:
        text: As printed.
        group: A pattern of what stands between groups of three; `in` for those of India; nothing for none.
        mark: Of decimals.
    """
    match = _compile_grouped(group, mark).fullmatch(text)
    if match is None:
        return None
    whole = re.sub(r"[^0-9]", "", match["whole"])
    return whole + (f".{match['part']}" if match["part"] else "")


@cache
def _compile_grouped(group: str, mark: str) -> re.Pattern[str]:
    whole = _INDIAN
    if group != "in":
        whole = rf"[0-9]{{1,3}}(?:{group}[0-9]{{3}})*" if group else "[0-9]+"
    return re.compile(rf"(?P<whole>{whole})(?:{re.escape(mark)}(?P<part>[0-9]+))?")


def read_loose_number(text: str, group: str, mark: str) -> str | None:
    """Return a number in which marks of groups and spaces may stand anywhere before the decimals (registries 4, 5)."""
    whole, _, part = text.partition(mark)
    if set(part) - set("0123456789" + _SPACES):
        return None
    bare = whole.translate(_drop(group + _SPACES)) + (f".{part.translate(_drop(_SPACES))}" if mark in text else "")
    return bare if _NUMBER.fullmatch(bare) else None


@cache
def _drop(marks: str) -> dict[int, None]:
    return dict.fromkeys(map(ord, marks))


def read_unit_number(text: str, group: str, second: str) -> str | None:
    """Return a number with a unit between its whole and its hundredths, as in "1,234 dollars 50 cents".

    Args:
        text: As printed.
        group: `strict` (groups of three), `in` (those of India), `loose` (stops anywhere), or further marks of groups.
        second: Nothing.
    """
    match = _compile_unit(group).fullmatch(text.translate(_WIDE))
    if match is None:
        return None
    whole = re.sub(r"[^0-9]", "", match["whole"])
    return f"{whole}.{match['part']:0>2}" if whole else None


@cache
def _compile_unit(group: str) -> re.Pattern[str]:
    if group == "strict":
        whole, between, after = (
            rf"0|[1-9][0-9]{{0,2}}(?:[{_STOPS}]?[0-9]{{3}})*",
            rf"[^0-9{_STOPS}]+",
            rf"[^0-9{_STOPS}]*",
        )
    elif group == "in":
        whole, between, after = _INDIAN, "[^0-9]+", "[^0-9]*"
    else:
        marks = _STOPS + ("" if group == "loose" else group)
        whole, between, after = rf"[0-9{marks}]+", rf"[^0-9{marks}][^0-9]*", "[^0-9]*"
    return re.compile(rf"(?P<whole>{whole}){between}(?P<part>[0-9]{{1,2}}){after}")


def read_number_words(text: str, first: str, second: str) -> str | None:
    """Return a number that is written in English words: hyphens stand between tens and ones only."""
    number = parse_number_words(text, hyphens=False)
    return None if number is None else str(number)


def parse_number_words(text: str, *, hyphens: bool) -> int | None:
    """Return the number that English words stand for, or None where they are none.

    Args:
        text: Words of which the first letter alone may be a capital.
        hyphens: Whether a hyphen may stand between any two words.

    >>> parse_number_words("eighteen million three hundred thousand and fifty-one", hyphens=False)
    18300051
    """
    if text != text.strip() or any(
        word != word.lower() and word != word.capitalize() for word in re.split(rf"[\s{DASHES}]+", text)
    ):
        return None
    lower = text.lower()
    if lower in _NONE:
        return 0
    if hyphens:
        lower = re.sub(f"[{DASHES}]", " ", lower)
    words = _split(lower)
    if not words or len(words) > _MOST_WORDS or words[0] == "and" or words[-1] == "and":
        return None
    return _sum([word for word in words if word != "and"])


def _split(text: str) -> list[str]:
    tens = "|".join(_TENS)
    joined = re.sub(rf"\b({tens})[{DASHES}]({'|'.join(_ONES)})\b", r"\1 \2", text)
    return re.sub(r",(?=\s)", " ", joined).split()


def _sum(words: list[str]) -> int | None:
    """Return the sum of groups of hundreds, each under a smaller scale than the one before."""
    total, last, group = 0, 10**30, list[str]()
    for word in [*words, ""]:
        scale = _SCALES.get(word, 1 if not word else None)
        if scale is None:
            group.append(word)
            continue
        if not word and not group and total:
            break
        hundreds = _parse_hundreds(group)
        if hundreds is None or scale >= last:
            return None
        total, last, group = total + hundreds * scale, scale, []
    return total


def _parse_hundreds(words: list[str]) -> int | None:
    """Return a number from 1 to 999, or up to nineteen hundred."""
    rest, number = list(words), 0
    if len(rest) > 1 and rest[1] == "hundred":
        if rest[0] not in _NUMBERS:
            return None
        number, rest = 100 * _NUMBERS[rest[0]], rest[2:]
        if not rest:
            return number
    if rest and rest[0] in _DOZENS:
        number, rest = number + _DOZENS[rest[0]], rest[1:]
        if not rest:
            return number
        return number + _ONES.index(rest[0]) + 1 if len(rest) == 1 and rest[0] in _ONES else None
    return number + _NUMBERS[rest[0]] if len(rest) == 1 and rest[0] in _NUMBERS else None
