"""Currencies by the signs, codes and names that documents print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.words import alternatives, load_words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "CURRENCY_MARK",
    "CURRENCY_NAME",
    "CURRENCY_SIGNS",
    "DOLLARS",
    "PESOS",
    "currencies",
    "currency_of",
    "currency_starts",
    "find_currencies",
    "infer_pesos",
    "names_currency",
    "strip_currencies",
    "unknown_currency",
]

_ROWS = load_words("currency")
_SIGNS = [sign for row in _ROWS for sign in row["marks"].split()]
# The signs that are one character, for classes of patterns.
CURRENCY_SIGNS = "".join(re.escape(sign) for sign in _SIGNS if len(sign) == 1)
_WORDS = [word.strip() for row in _ROWS for word in row["words"].split(";") if word.strip()]
_SHORT = [word for word in _WORDS if " " not in word and not word.endswith("s")]


def _bare(text: str) -> str:
    """Return a sign or name as it is looked up: lower case, without points, white space and escapes."""
    return re.sub(r"[\s.\\]", "", text).lower()


_CODES = {
    _bare(name): row["code"] for row in _ROWS for name in (row["code"], *row["marks"].split(), *row["words"].split(";"))
}


def _signs() -> str:
    """Return the pattern of any sign; its letters are capitals at the beginning of a word: "was $5" has no "s $"."""
    lettered = [sign for sign in _SIGNS if sign[0].isalpha()]
    # "US $ 5": the letters before a dollar sign stand apart in scanned documents.
    apart = [sign[:-1] for sign in lettered if sign.endswith("$") and len(sign) > 2]
    close = [sign[:-1] for sign in lettered if sign.endswith("$") and len(sign) == 2]
    others = [sign for sign in lettered if not sign.endswith("$")]
    ends = ((apart, r"\s?\$"), (close, r"\$"), (others, ""))
    letters = "|".join(f"(?-i:{_spaced(words)}){end}" for words, end in ends if words)
    return rf"(?<![A-Za-z])(?:{letters})|[{''.join(re.escape(sign) for sign in _SIGNS if len(sign) == 1)}]"


def _spaced(words: list[str]) -> str:
    """Return alternatives in which a point may be missing, or have a space behind it: "U. S."."""
    return alternatives(words).replace(r"\.", r"\.?\s?")


def _guard(source: str, words: list[str]) -> str:
    """Return alternatives behind a look at the first character: most cells begin with none of them."""
    first = "".join(sorted({re.escape(word[0]) for word in words}))
    return rf"(?=[{first}])(?:{source})"


# ISO codes only in capitals: "try", "cop" and "pen" are words.
_ISO = f"(?-i:{alternatives(row['code'] for row in _ROWS)})"
_SIGN = _signs()
CURRENCY_MARK = _guard(rf"{_SIGN}|{_ISO}|{alternatives(_SHORT)}", [*_SIGNS, *_SHORT, *(row["code"] for row in _ROWS)])
CURRENCY_NAME = "|".join((_spaced(_WORDS), _SIGN, _ISO))
DOLLARS = frozenset(row["code"] for row in _ROWS if "$" in row["marks"] and row["name"].endswith("dollar"))
_ENDS = "".join(sorted({re.escape(sign[-1]) for sign in _SIGNS if not sign[-1].isalpha()}))
_NAMED = re.compile(rf"(?<![A-Za-z])(?:{CURRENCY_NAME})(?:(?<=[{_ENDS}])|(?![A-Za-z]))", re.IGNORECASE)
# The alternatives are many and few words begin one: a text is looked through by the first letters of its words.
_RUN = re.compile(rf"[A-Za-z]+|[{''.join(sorted({re.escape(sign[0]) for sign in _SIGNS if not sign[0].isalpha()}))}]")
_BEGINNINGS = frozenset(
    run[0].lower()
    for name in (*_SIGNS, *_WORDS, *(row["code"] for row in _ROWS))
    for run in (_RUN.match(name), _RUN.match(_bare(name)))
    if run is not None
)


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
    return [currency_of(match[0]) for match in find_currencies(text)]


def find_currencies(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text names currencies, from left to right."""
    stop = 0
    for start in currency_starts(text):
        match = _NAMED.match(text, start) if start >= stop else None
        if match is not None:
            stop = match.end()
            yield match


def names_currency(text: str, start: int) -> bool:
    """Say whether the name or sign of a currency stands at an offset."""
    return _NAMED.match(text, start) is not None


def currency_starts(text: str, marks: tuple[str, ...] = ()) -> Iterator[int]:
    """Yield the offsets at which the name or sign of a currency may begin.

    Args:
        text: Any text.
        marks: What may stand right behind a name and is no part of it, in lower case: the "m" of "EURm".
    """
    begun = {word for word in set(_RUN.findall(text)) if _begins_name(word.lower(), marks)}
    if begun:
        yield from (run.start() for run in _RUN.finditer(text) if run[0] in begun)


def _begins_name(word: str, marks: tuple[str, ...]) -> bool:
    if word in _BEGINNINGS:
        return True
    return word.endswith(marks) and any(word.removesuffix(mark) in _BEGINNINGS for mark in marks)


_SAID = re.compile(
    r"\bin\s+(?:thousands|millions|billions)\s+of\s+(?P<words>(?:[A-Z][a-z]+\s+)+[A-Za-z]+|[A-Z]{3}\b)"
    r"|\(\s*(?:in\s+)?(?P<code>[A-Z]{3})\s+(?:in\s+)?(?:thousands|millions|billions)\b",
)
_NO_MONEY = late_pattern(
    r"\b(?:[kMGT]Wh|BOE|ADSs?|ADRs?|TEU|Btu|shares?|units?|hours|feet|tons|tonnes|barrels|ounces|gallons|cubic|square"
    r"|dollars?)\b",
    re.IGNORECASE,
)


# Several countries have these, and a document need not say whose it means: "Million pesos"
_SHARED = late_pattern(r"\b(?:thousands?|millions?|billions?)\s+(?:of\s+)?(?P<words>pesos)\b", re.IGNORECASE)
_WHOSE = {
    "MXN": late_pattern(r"\bMexic(?:o|an)\b|\bS\.A\.B?\.\s+de\s+C\.V\.", re.IGNORECASE),
    "COP": late_pattern(r"\bColombian?\b", re.IGNORECASE),
    "CLP": late_pattern(r"\bChile(?:an)?\b", re.IGNORECASE),
    "ARS": late_pattern(r"\bArgentin(?:a|e|ean|ian)\b", re.IGNORECASE),
    "PHP": late_pattern(r"\bPhilippines?\b", re.IGNORECASE),
}


PESOS = frozenset(_WHOSE)


def infer_pesos(text: str) -> str | None:
    """Return the currency of a document's pesos, where it names only one of the countries that have some.

    >>> infer_pesos("Mexico City, January 26, 2023. Million pesos"), infer_pesos("Million pesos")
    ('MXN', None)
    """
    if _SHARED.search(text) is None:
        return None
    found = [code for code, pattern in _WHOSE.items() if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def unknown_currency(text: str) -> str | None:
    """Return the words by which a caption names a currency that the list does not hold.

    >>> unknown_currency("(in millions of Zorvian florins)"), unknown_currency("in millions of Swiss francs")
    ('Zorvian florins', None)
    """
    for match in _SAID.finditer(text):
        words = match["words"] or match["code"]
        if not currencies(words) and not _NO_MONEY.search(words):
            return words
    shared = _SHARED.search(text)
    return shared["words"] if shared is not None and not currencies(text) else None


def strip_currencies(text: str, mark: str = " ") -> str:
    """Return a text with a space, or another mark, for each currency that it names.

    >>> strip_currencies("(in millions of Swiss francs)", "¤"), strip_currencies("We won in court")
    ('(in millions of ¤)', 'We won in court')
    """
    kept, stop = [], 0
    for match in find_currencies(text):
        kept += [text[stop : match.start()], mark]
        stop = match.end()
    return "".join([*kept, text[stop:]])
