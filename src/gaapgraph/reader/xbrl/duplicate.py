"""Facts that stand there more than once and disagree (OIM Common 1.0 §6)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.model import Finding, bounds
from gaapgraph.reader.xbrl.item_store import StoredFacts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.model import Fact, Occurrence
    from gaapgraph.reader.xbrl.expanded_name import NameBook

__all__ = ["find_disagreeing_copies"]

_SHOWN = 40  # characters of a value that a message shows


def find_disagreeing_copies(facts: tuple[Fact, ...], names: NameBook) -> Iterator[Finding]:
    """Yield a finding for each copy that rounding does not reconcile with the fact's value."""
    for fact in facts.repeated if isinstance(facts, StoredFacts) else facts:
        if not fact.occurrences[1:]:
            continue
        best = next(one for one in fact.occurrences if one.value == fact.value and one.decimals == fact.decimals)
        for one in fact.occurrences:
            if one is not best and not _agree(one, best):
                name = names.name(fact.dimensions.concept)
                concept = fact.dimensions.concept if name is None else name.local
                what = f"{concept} is {_show(one)} here and {_show(best)} in another copy of the same fact"
                yield Finding("GG-READ-XBRL-DUPLICATE", "warning", one.place, f"{what}.")


def _agree(one: Occurrence, other: Occurrence) -> bool:
    """Say whether two copies are consistent: nil with nil, numbers by their intervals, all else by equality."""
    if isinstance(one.value, Decimal) and isinstance(other.value, Decimal):
        low, high = bounds(one.value, one.decimals)
        least, most = bounds(other.value, other.decimals)
        return low <= most and least <= high
    if isinstance(one.value, str) and isinstance(other.value, str):
        return one.value.split() == other.value.split()
    return one.value == other.value


def _show(one: Occurrence) -> str:
    text = "nil" if one.value is None else str(one.value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
