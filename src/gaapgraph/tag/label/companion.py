"""Which concepts filers choose in one table: each row that is sure speaks for what stands beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Companions"]

_PRIOR = 2.0  # filers' worth of "as often as anywhere" that every pair starts with
_UNSEEN = 0.5


@dataclass(frozen=True, slots=True)
class Companions:
    """How many filers chose two concepts in one table.

    Attributes:
        filers: How many there were in all.
        numbers: The concepts by name.
        counts: How many filers chose each, by number.
        pairs: The same of two concepts, by the lower number times 65536 plus the higher; none of a single filer.
    """

    filers: int
    numbers: dict[str, int]
    counts: tuple[int, ...]
    pairs: dict[int, int]
    _lifts: dict[int, float] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, path: Path, counts: dict[str, int], filers: int) -> Companions:
        """Return the pairs that `scripts/train_tagger.py` wrote: their numbers in four bytes each, then the counts.

        Args:
            path: Of the file; without it there are no pairs.
            counts: How many filers chose each concept, in the order of their numbers.
            filers: How many there were in all.
        """
        data = memoryview(path.read_bytes()) if path.is_file() else memoryview(b"")
        size = len(data) // 5
        keys, shared = data[: 4 * size].cast("I").tolist(), data[4 * size :].cast("B").tolist()
        return cls(
            filers=filers,
            numbers={name: number for number, name in enumerate(counts)},
            counts=tuple(counts.values()),
            pairs=dict(zip(keys, shared, strict=True)),
        )

    def support(self, concept: str, others: Iterable[tuple[str, float]]) -> float:
        """Return how much likelier a concept is beside others, as the mean of natural logarithms.

        Args:
            concept: Local name.
            others: Local names of what the rows around are taken for, with how sure that is, in [0, 1].
        """
        number = self.numbers.get(concept)
        total, count = 0.0, 0
        for other, share in others:
            count += 1
            beside = self.numbers.get(other)
            if number is not None and beside is not None:
                total += share * self._lift(number, beside)
        return total / count if count else 0.0

    def _lift(self, number: int, beside: int) -> float:
        key = number << 16 | beside
        found = self._lifts.get(key)
        if found is None:
            share = (self.counts[number] + _UNSEEN) / max(self.filers, 1)
            both = self.pairs.get(key if number < beside else beside << 16 | number, 0)
            found = self._lifts[key] = math.log((both + _PRIOR * share) / (self.counts[beside] + _PRIOR) / share)
        return found
