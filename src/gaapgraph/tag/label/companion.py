"""Which concepts filers choose in one table: each row that is sure speaks for what stands beside it."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import field
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gaapgraph.tag.label.chosen_concept import ChosenConcepts

__all__ = ["Companions"]

_PRIOR = 2.0  # filers' worth of "as often as anywhere" that every pair starts with
_UNSEEN = 0.5


@frozen
class Companions:
    """How many filers chose two concepts in one table.

    Attributes:
        filers: How many there were in all.
        concepts: Those that they chose.
        pairs: In order, the lower number of two concepts times 65536 plus the higher; none of a single filer.
        shared: How many filers chose both of a pair.
    """

    filers: int
    concepts: ChosenConcepts
    pairs: memoryview
    shared: memoryview
    _lifts: dict[int, float] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, path: Path, concepts: ChosenConcepts, filers: int) -> Companions:
        """Return the pairs that `scripts/train_tagger.py` wrote: their numbers in four bytes each, then the counts.

        Args:
            path: Of the file; without it there are no pairs.
            concepts: Those that the filers chose.
            filers: How many there were in all.
        """
        data = memoryview(path.read_bytes()) if path.is_file() else memoryview(b"")
        size = len(data) // 5
        return cls(filers=filers, concepts=concepts, pairs=data[: 4 * size].cast("I"), shared=data[4 * size :])

    def support(self, concept: str, others: Iterable[tuple[str, float]]) -> float:
        """Return how much likelier a concept is beside others, as the mean of natural logarithms.

        Args:
            concept: Local name.
            others: Local names of what the rows around are taken for, with how sure that is, in [0, 1].
        """
        numbers = self.concepts.numbers
        number = numbers.get(concept)
        total, count = 0.0, 0
        for other, share in others:
            if other == concept:  # a balance that opens and closes: no pair
                continue
            count += 1
            beside = numbers.get(other)
            if number is not None and beside is not None:
                total += share * self._lift(number, beside)
        return total / count if count else 0.0

    def _lift(self, number: int, beside: int) -> float:
        key = number << 16 | beside
        found = self._lifts.get(key)
        if found is None:
            counts = self.concepts.filers
            share = (counts[number] + _UNSEEN) / max(self.filers, 1)
            both = self._together(key if number < beside else beside << 16 | number)
            found = self._lifts[key] = math.log((both + _PRIOR * share) / (counts[beside] + _PRIOR) / share)
        return found

    def _together(self, pair: int) -> int:
        """Return how many filers chose both of a pair."""
        at = bisect_left(self.pairs, pair)
        return int(self.shared[at]) if at < len(self.pairs) and self.pairs[at] == pair else 0
