"""From tagged figures to facts: one for each key, with the value of its most accurate occurrence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaapgraph.model import Fact

if TYPE_CHECKING:
    from gaapgraph.model import FactKey, Occurrence

__all__ = ["Tagged", "state_fact"]


@dataclass(slots=True)
class Tagged:
    """A figure with its fact key and occurrence."""

    key: FactKey
    occurrence: Occurrence
    is_nil: bool
    figure: int | None = None
    is_copy: bool = False
    sign: int = 1


def state_fact(key: FactKey, group: list[Tagged]) -> Fact:
    """Return the fact that occurrences state: the value of the most accurate, the primary statement's, or the first."""
    valued = [one for one in group if not one.is_nil]
    order = sorted(
        group,
        key=lambda one: (one.occurrence.place.line, one.occurrence.place.column or 0, one.occurrence.place.offset or 0),
    )
    occurrences = tuple(one.occurrence for one in order)
    if not valued:
        return Fact(key, None, None, occurrences, is_nil=True)
    best = min(
        valued,
        key=lambda one: (
            one.is_copy,
            one.occurrence.decimals is not None,
            -(one.occurrence.decimals or 0),
            not one.occurrence.is_primary,
            one.occurrence.place.line,
            one.occurrence.place.column or 0,
            one.occurrence.place.offset or 0,
        ),
    ).occurrence
    return Fact(key, best.value, best.decimals, occurrences, approximate=best.approximate)
