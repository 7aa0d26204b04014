"""What sort of thing a label names, learned from filers: a balance or a flow; money, shares or a percentage."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from gaapgraph.deferral import recalling_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.resource import ontology

__all__ = ["AVERAGED", "KINDS", "Nature", "features", "guess_nature"]

KINDS = ("money", "shares", "perShare", "percent", "number", "time")
AVERAGED = recalling_pattern(r"\baverages?\b|\bavg\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{2,}")
_STOP = frozenset({"of", "the", "and", "to", "for", "in", "on", "from", "an", "by"})
_MOST_TITLE_WORDS = 40
# The titles of filers' roles name one thing; the sentence above a table of a document names much besides.
_OF_TITLES = "t:"


@frozen
class Nature:
    """Evidence for what a label names.

    Attributes:
        instant: Hundredths of a logit for a balance at a day (negative: for a flow over a period).
        kinds: Hundredths of a logit for each of `KINDS`.
    """

    instant: int = 0
    kinds: tuple[int, ...] = (0,) * len(KINDS)

    def lead(self, kind: str) -> int:
        """Return by how much a kind leads the best of the others (negative: trails it)."""
        place = KINDS.index(kind)
        return self.kinds[place] - max(value for other, value in enumerate(self.kinds) if other != place)


def _stems(text: str) -> list[str]:
    return [word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
            for word in _WORD.findall(text.lower()) if word not in _STOP]  # fmt: skip


def features(label: str, headings: tuple[str, ...] = (), titles: tuple[str, ...] = ()) -> list[str]:
    """Return the features of a label and of what stands above it.

    >>> features("Beginning balances")
    ['beginning', 'balance', 'beginning balance', '^beginning', 'balance$', '*']
    """
    words = _stems(label)
    found = [*words, *(f"{first} {second}" for first, second in pairwise(words))]
    if words:
        found += [f"^{words[0]}", f"{words[-1]}$"]
        found.append("*")
    found += [f"h:{word}" for text in headings[-2:] for word in _stems(text)]
    found += [f"t:{word}" for text in titles for word in _stems(text)[:_MOST_TITLE_WORDS]]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _weights() -> dict[str, str]:
    """Return the weights of each feature as they are written; a document needs few of them."""
    text = (ontology() / "lexicon" / "natures.tsv").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: rest for name, _, rest in rows}


@lru_cache(maxsize=16384)
def _weight(name: str) -> tuple[int, ...] | None:
    written = _weights().get(name)
    return None if written is None else tuple(map(int, written.split("\t")))


@lru_cache(maxsize=16384)
def guess_nature(label: str, headings: tuple[str, ...] = (), titles: tuple[str, ...] = ()) -> Nature:
    """Return the evidence that a label, the headings above it and the titles of its table give.

    >>> guess_nature("Total current assets").instant > 0 > guess_nature("Research and development expense").instant
    True
    """
    known = ((name, _weight(name)) for name in features(label, headings, titles))
    found = [(name, weight) for name, weight in known if weight is not None]
    if not found:
        return Nature()
    totals = tuple(map(sum, zip(*(weight for _, weight in found), strict=True)))
    said = sum(weight[0] for name, weight in found if name.startswith(_OF_TITLES))
    return Nature(totals[0] - said // 2, totals[1:])
