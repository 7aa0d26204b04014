"""Which partition an entity is in, so that all of them hold about as many facts."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["pack", "skew_of"]


def pack(facts: Mapping[str, int], partitions: int) -> dict[str, int]:
    """Return the partition of each entity: the largest first, each into the one that holds least.

    Args:
        facts: How many facts each entity has.
        partitions: How many partitions there are.

    >>> pack({"a": 5, "b": 3, "c": 3}, 2)
    {'a': 0, 'b': 1, 'c': 1}
    """
    loads = [(0, number) for number in range(partitions)]
    packed = {}
    for entity in sorted(facts, key=lambda one: (-facts[one], one)):
        load, number = heapq.heappop(loads)
        packed[entity] = number
        heapq.heappush(loads, (load + facts[entity], number))
    return packed


def skew_of(facts: Mapping[str, int], packed: Mapping[str, int]) -> float:
    """Return how many times the mean the fullest partition holds."""
    loads: dict[int, int] = {}
    for entity, number in packed.items():
        loads[number] = loads.get(number, 0) + facts[entity]
    return max(loads.values()) * len(loads) / sum(loads.values()) if sum(loads.values()) else 1.0
