"""Sums that a calculation linkbase cannot state: XBRL adds whatever items a context has, we only whole statements."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.model import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gaapgraph.export.filing.filed_report import FiledFact
    from gaapgraph.export.filing.qualified_name import QualifiedName

__all__ = ["Bindings"]

Interval = tuple[Decimal, Decimal]


class Bindings:
    """The intervals of all numbers of a report, by what a calculation binds them by (Calculations 1.1 §4)."""

    def __init__(self, facts: Iterable[FiledFact]) -> None:
        self._contexts: dict[tuple[object, ...], dict[QualifiedName, Interval]] = defaultdict(dict)
        for fact in facts:
            number = fact.number
            if fact.unit is None or number is None:
                continue
            low, high = bounds(number, fact.decimals)
            found = self._contexts[fact.entity, fact.period, fact.unit, fact.dimensions]
            known = found.get(fact.concept, (low, high))
            found[fact.concept] = (max(low, known[0]), min(high, known[1]))

    def is_partly_wrong(self, total: QualifiedName, items: Mapping[QualifiedName, Decimal]) -> bool:
        """Say whether a sum fails where only some of its items are reported, which contradicts nobody.

        Args:
            total: The concept of the sum.
            items: The weight of each item.
        """
        return any(
            total in found and 0 < sum(item in found for item in items) < len(items) and not _holds(total, items, found)
            for found in self._contexts.values()
        )


def _holds(
    total: QualifiedName, items: Mapping[QualifiedName, Decimal], found: Mapping[QualifiedName, Interval]
) -> bool:
    intervals: Sequence[Interval] = [_weigh(found[item], weight) for item, weight in items.items() if item in found]
    low, high = sum(one[0] for one in intervals), sum(one[1] for one in intervals)
    return low <= found[total][1] and high >= found[total][0]


def _weigh(interval: Interval, weight: Decimal) -> Interval:
    ends = (interval[0] * weight, interval[1] * weight)
    return min(ends), max(ends)
