"""Powers of ten that captions give to share counts, and to what they except, apart from amounts."""

from __future__ import annotations

import re

from gaapgraph.deferral import late_pattern
from gaapgraph.language.quantity import read_quantity

__all__ = ["excepted_words", "is_excepted", "share_scale_of"]

_APART = re.compile(
    r"\bshares?\b[^();,]{0,60}?\b(?:in|reflected\s+in)\s+(?P<after>thousands|millions|billions)\b"
    r"|\b(?P<before>thousands|millions|billions)\s+of\s+shares\b"
    r"|\bnumber\s+of\s+shares,\s+which\s+are\s+reflected\s+in\s+(?P<which>thousands|millions|billions)\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:except|other\s+than|excluding)\b(?:\s+(?:for|where|as|the))*\s+(?P<what>[^();]+)", re.IGNORECASE
)
_ITEM = late_pattern(r"\s*(?:,|;|&|\band\b|\bor\b)\s*", re.IGNORECASE)
_OF_SHARES = late_pattern(r"\b(?:shares?|units?|stock|par|ADSs?|noted|stated|indicated|otherwise|EPS)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{2,}")
_EMPTY = frozenset(
    {"the", "of", "in", "for", "per", "data", "amount", "figure", "information", "statistic", "item", "number"}
    | {"percentage", "percent", "ratio", "which", "are", "is", "by"}
)
_LONGEST = 200
_SHORT = 3  # letters
_POWERS = {"thousands": 3, "millions": 6, "billions": 9}


def share_scale_of(texts: tuple[str, ...]) -> int | None:
    """Return the power of ten of share counts, where the nearest text with any sets them apart from amounts.

    >>> share_scale_of(("Dollars in millions; shares in thousands",))
    3
    >>> share_scale_of(("(In thousands, except share and per share data)",))
    0
    """
    for text in reversed(texts):
        apart = _APART.search(text)
        if apart is not None:
            return _POWERS[(apart["after"] or apart["before"] or apart["which"]).lower()]
        quantity = read_quantity(text)
        if quantity.share_scale is not None or quantity.is_of_money:
            return quantity.share_scale
    return None


def excepted_words(texts: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Return the words of each thing that captions except from their scale, but for shares.

    >>> [sorted(words) for words in excepted_words(("(Dollars in thousands, except avg. price and per share data)",))]
    [['average', 'price']]
    """
    found = []
    for text in texts:
        said = _EXCEPT.search(text) if len(text) < _LONGEST and read_quantity(text).scale else None
        for item in _ITEM.split(said["what"]) if said is not None else ():
            words = frozenset() if _OF_SHARES.search(item) else _words(item)
            found += [words] if words else []
    return tuple(found)


def is_excepted(text: str, excepted: tuple[frozenset[str], ...]) -> bool:
    """Say whether a label, with what stands above it, names something that a caption excepts from its scale.

    >>> is_excepted("Avg. Price", excepted_words(("(In thousands, except average price)",)))
    True
    """
    own = _words(text) if excepted else frozenset()
    return any(words <= own for words in excepted)


def _words(text: str) -> frozenset[str]:
    stems = (word.removesuffix("s") if len(word) > _SHORT else word for word in _WORD.findall(text.lower()))
    return frozenset("average" if stem in ("avg", "ave") else stem for stem in stems) - _EMPTY
