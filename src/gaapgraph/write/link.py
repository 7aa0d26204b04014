"""That a fact is superseded by one of a later filing, and when it is."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Link", "Stated", "list_links"]

_EXACT = Context(prec=500)


class Link(NamedTuple):
    """That a fact in a graph is superseded by the fact of a later filing."""

    graph: str
    earlier: str
    later: str


class Stated(NamedTuple):
    """What one report states of one point; the bounds are empty where the value is no number."""

    entity: str
    key: str
    day: str
    graph: str
    fact: str
    value: str
    low: str
    high: str

    def supersedes(self, other: Stated) -> bool:
        """Say whether this fact is later, and other than rounding explains, or more accurate."""
        if self.day <= other.day:
            return False
        if not (self.low and other.low):
            return self.value != other.value
        low, high, other_low, other_high = (Decimal(one) for one in (self.low, self.high, other.low, other.high))
        width, other_width = _EXACT.subtract(high, low), _EXACT.subtract(other_high, other_low)
        return low > other_high or high < other_low or width < other_width


def list_links(points: Iterable[Iterable[Stated]]) -> Iterator[Link]:
    """Yield each superseded fact with each fact that supersedes it.

    Args:
        points: What several reports state of one point, for each point.
    """
    for facts in points:
        stated = list(facts)
        for earlier in stated:
            for later in stated:
                if later.supersedes(earlier):
                    yield Link(earlier.graph, earlier.fact, later.fact)
