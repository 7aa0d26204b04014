"""What filers of today lean to among concepts that a label fits alike, by what their filings show and labels do not.

Presentation linkbases of many filers tell what a label means, but they are of smaller and of earlier filers than most
documents that are read: interest expense has another concept since 2024, and who has no noncontrolling interests tags
what is the parent's. What inline filings chose instead, wherever several agree, is learned as a weight for a concept:
in any document, in one with or without noncontrolling interests, and in a kind of statement or in notes
(`scripts/tagger_leanings.py`).
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.resource import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["ANYWHERE", "Leanings", "names_interests", "surroundings"]

ANYWHERE = "anywhere"
_INTERESTS = late_pattern(r"\bnon-?controlling\b|\bminority\b", re.IGNORECASE)


@frozen
class Leanings:
    """Natural logarithms by which concepts are likelier than labels alone tell.

    Attributes:
        weights: By concept and surroundings.
        instead: What is offered besides where a concept comes first, each with how much less likely it starts.
    """

    weights: dict[tuple[str, str], float] = field(default_factory=dict)
    instead: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Leanings:
        """Return the leanings that `scripts/calibrate_tagger.py` wrote; none where there is no file."""
        weights: dict[tuple[str, str], float] = {}
        instead: dict[str, tuple[tuple[str, float], ...]] = {}
        for row in read_rows(path) if path.is_file() else ():
            concept, first, weight = row["concept"], row["instead of"], float(row["weight"])
            if first:
                instead[first] = (*instead.get(first, ()), (concept, weight))
            else:
                weights[concept, row["surroundings"]] = weight
        return cls(weights, instead)

    def widen(self, found: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
        """Return candidates with those that filers choose instead of the first."""
        known = {name for name, _ in found}
        more = [
            (name, weight + less)
            for first, weight in found[:1]
            for name, less in self.instead.get(first, ())
            if name not in known
        ]
        return [*found, *more]

    def weigh(self, found: Sequence[tuple[str, float]], around: Sequence[str]) -> list[tuple[str, float]]:
        """Return candidates with what filers choose instead and the weights of their surroundings, in their order."""
        return [
            (name, weight + sum(self.weights.get((name, where), 0.0) for where in around))
            for name, weight in self.widen(found)
        ]


def surroundings(kind: str, *, has_interests: bool) -> tuple[str, ...]:
    """Return what a row stands in, as leanings name it.

    >>> surroundings("cash-flow", has_interests=False)
    ('anywhere', 'without interests', 'cash-flow')
    """
    return ANYWHERE, "with interests" if has_interests else "without interests", kind or "note"


def names_interests(labels: Iterable[str]) -> bool:
    """Say whether any label of a document speaks of noncontrolling interests."""
    return any(_INTERESTS.search(label) for label in labels)
