"""Powers of ten that captions give to share counts apart from amounts."""

from __future__ import annotations

import re

from gaapgraph.language.quantity import read_quantity

__all__ = ["share_scale_of"]

_APART = re.compile(
    r"\bshares?\b[^();,]{0,60}?\b(?:in|reflected\s+in)\s+(?P<after>thousands|millions|billions)\b"
    r"|\b(?P<before>thousands|millions|billions)\s+of\s+shares\b"
    r"|\bnumber\s+of\s+shares,\s+which\s+are\s+reflected\s+in\s+(?P<which>thousands|millions|billions)\b",
    re.IGNORECASE,
)
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
