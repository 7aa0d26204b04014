"""What the rows of a table say of each other: a concept is likelier among those that it adds up with.

The standard calculations tell which concepts belong together. A row whose candidate is the total, the item or the
sibling of what other rows are taken for gains; a concept that a surer row of the table has already loses. Notes need it
most, where labels such as "Total", "Additions" or "Other" say little.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from gaapgraph.tag.figure.summation import load_calculations
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Candidates = Sequence[tuple[str, float]]

__all__ = ["reconsider"]

# Natural logarithms, tried in halves on filings whose tags were stripped.
_TOTAL, _ITEMS, _SIBLINGS, _TAKEN = 0.5, 0.5, 0.5, 1.0
_MOST_ITEMS, _MOST_SIBLINGS = 3, 4


@cache
def _families() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """Return totals, items and siblings of each concept by its name."""
    totals: dict[str, set[str]] = defaultdict(set)
    items: dict[str, set[str]] = defaultdict(set)
    siblings: dict[str, set[str]] = defaultdict(set)
    for total, children in load_calculations().items():
        names = [child.removeprefix(US_GAAP) for child in children]
        items[total.removeprefix(US_GAAP)].update(names)
        for name in names:
            totals[name].add(total.removeprefix(US_GAAP))
            siblings[name].update(names)
    frozen = ({name: frozenset(found) for name, found in each.items()} for each in (totals, items, siblings))
    first, second, third = frozen
    return first, second, third


def reconsider(rows: Sequence[Candidates], order: Iterable[int]) -> list[list[tuple[str, float]]]:
    """Return the candidates of the rows of one table, with their confidence, in the light of each other.

    Args:
        rows: Names of concepts with their confidence, the best first, of each row.
        order: Of the rows, the surest first.
    """
    first = Counter(found[0][0] for found in rows if found)
    weighed = [_weigh(found, first) for found in rows]
    taken: set[str] = set()
    for at in order:
        found = weighed[at]
        if taken:
            found = [(name, confidence * math.exp(-_TAKEN * (name in taken))) for name, confidence in found]
        weighed[at] = sorted(_level(found, rows[at]), key=lambda one: -one[1])
        taken.update(name for name, _ in weighed[at][:1])
    return weighed


def _weigh(found: Candidates, first: Counter[str]) -> list[tuple[str, float]]:
    """Return the candidates of a row with what speaks for each among what the other rows are taken for."""
    totals, items, siblings = _families()
    none: frozenset[str] = frozenset()
    others = frozenset(first) - ({found[0][0]} if found and first[found[0][0]] == 1 else set())
    weighed = []
    for name, confidence in found:
        bonus = _TOTAL * bool(totals.get(name, none) & others)
        bonus += _ITEMS * min(len(items.get(name, none) & others), _MOST_ITEMS) / _MOST_ITEMS
        bonus += _SIBLINGS * min(len(siblings.get(name, none) & others), _MOST_SIBLINGS) / _MOST_SIBLINGS
        weighed.append((name, confidence * math.exp(bonus)))
    return weighed


def _level(found: list[tuple[str, float]], before: Candidates) -> list[tuple[str, float]]:
    """Return candidates that are together as sure as they were before."""
    share = sum(confidence for _, confidence in before) / (sum(confidence for _, confidence in found) or 1.0)
    return [(name, min(confidence * share, 1.0)) for name, confidence in found]
