"""Currencies by the signs, codes and names that documents print."""

from __future__ import annotations

import re

from gaapgraph.language.words import alternatives, load_words

__all__ = [
    "CURRENCY_MARK",
    "CURRENCY_NAME",
    "DOLLARS",
    "currencies",
    "currency_of",
    "strip_currencies",
    "unknown_currency",
]

_ROWS = load_words("currency")
_SIGNS = [sign for row in _ROWS for sign in row["marks"].split()]
_WORDS = [word.strip() for row in _ROWS for word in row["words"].split(";") if word.strip()]
_SHORT = [word for word in _WORDS if " " not in word and not word.endswith("s")]


def _bare(text: str) -> str:
    """Return a sign or name as it is looked up: lower case, without points, white space and escapes."""
    return re.sub(r"[\s.\\]", "", text).lower()


_CODES = {
    _bare(name): row["code"] for row in _ROWS for name in (row["code"], *row["marks"].split(), *row["words"].split(";"))
}


def _sign(sign: str) -> str:
    """Return the pattern of a sign; its letters are capitals at the beginning of a word: "was $5" has no "s $"."""
    if not sign[0].isalpha():
        return re.escape(sign)
    letters = re.escape(sign.rstrip("$")).replace(r"\.", r"\.?\s?")
    # "US $ 5": the letters before a dollar sign stand apart in scanned documents.
    gap = r"\s?" if sign.endswith("$") and len(sign) > 2 else ""
    return rf"(?<![A-Za-z])(?-i:{letters}){gap}" + (r"\$" if sign.endswith("$") else "")


def _guard(source: str, words: list[str]) -> str:
    """Return alternatives behind a look at the first character: most cells begin with none of them."""
    first = "".join(sorted({re.escape(word[0]) for word in words}))
    return rf"(?=[{first}])(?:{source})"


# ISO codes only in capitals: "try", "cop" and "pen" are words.
_ISO = "(?-i:" + "|".join(row["code"] for row in _ROWS) + ")"
_SIGN = "|".join(_sign(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
CURRENCY_MARK = _guard(rf"{_SIGN}|{_ISO}|{alternatives(_SHORT)}", [*_SIGNS, *_SHORT, *(row["code"] for row in _ROWS)])
CURRENCY_NAME = "|".join((alternatives(_WORDS).replace(r"\.", r"\.?\s?"), _SIGN, _ISO))
DOLLARS = frozenset(row["code"] for row in _ROWS if "$" in row["marks"] and row["name"].endswith("dollar"))
_ENDS = "".join(sorted({re.escape(sign[-1]) for sign in _SIGNS if not sign[-1].isalpha()}))
_NAMED = re.compile(rf"(?<![A-Za-z])(?:{CURRENCY_NAME})(?:(?<=[{_ENDS}])|(?![A-Za-z]))", re.IGNORECASE)


def currency_of(mark: str) -> str:
    """Return the ISO 4217 code of a sign, code or name that a pattern of this module matched.

    >>> currency_of("U.S. $"), currency_of("rupees")
    ('USD', 'INR')
    """
    return _CODES[_bare(mark)]


def currencies(text: str) -> list[str]:
    """Return the ISO 4217 codes of the currencies that a text names, in order.

    >>> currencies("in millions of Swiss francs"), currencies("We won in court")
    (['CHF'], [])
    """
    return [currency_of(match[0]) for match in _NAMED.finditer(text)]


_SAID = re.compile(
    r"\bin\s+(?:thousands|millions|billions)\s+of\s+(?P<words>(?:[A-Z][a-z]+\s+)+[A-Za-z]+|[A-Z]{3}\b)"
    r"|\(\s*(?:in\s+)?(?P<code>[A-Z]{3})\s+(?:in\s+)?(?:thousands|millions|billions)\b",
)
_NO_MONEY = re.compile(
    r"\b(?:[kMGT]Wh|BOE|ADSs?|ADRs?|TEU|Btu|shares?|units?|hours|feet|tons|tonnes|barrels|ounces|gallons|cubic|square"
    r"|dollars?)\b",
    re.IGNORECASE,
)


def unknown_currency(text: str) -> str | None:
    """Return the words by which a caption names a currency that the list does not hold.

    >>> unknown_currency("(in millions of Zorvian florins)"), unknown_currency("in millions of Swiss francs")
    ('Zorvian florins', None)
    """
    for match in _SAID.finditer(text):
        words = match["words"] or match["code"]
        if not currencies(words) and not _NO_MONEY.search(words):
            return words
    return None


def strip_currencies(text: str) -> str:
    """Return a text with a space for each currency that it names."""
    return _NAMED.sub(" ", text)
