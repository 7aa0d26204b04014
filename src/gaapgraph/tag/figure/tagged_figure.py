"""From tagged figures to facts: one for each key, with the value of its most accurate occurrence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gaapgraph.model import Fact, Finding, Unit, currency_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from gaapgraph.model import FactKey, Occurrence

__all__ = ["Tagged", "leave_out", "state_fact", "translate"]

_MOST_PLACES = 200  # of one figure in one document; reports repeat one in some tens


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


def leave_out(groups: Iterable[list[Tagged]]) -> Iterator[Finding]:
    """Keep the first places of figures that stand in hundreds of them, as in pages of cells without heads.

    Places of one fact are held against each other, so that thousands would take the square of it.
    """
    for group in groups:
        more = len(group) - _MOST_PLACES
        if more > 0:
            what = f"{_MOST_PLACES} places state this figure already; this one and {more - 1:,} others are not read."
            yield Finding("GG-READ-UNREAD", "warning", group[_MOST_PLACES].occurrence.place, what)
            del group[_MOST_PLACES:]


def translate(facts: list[Fact], rate: Decimal | None) -> Iterator[Fact]:
    """Yield the facts, those in a currency of convenience with the fact that they translate.

    Args:
        facts: Of one report.
        rate: Home currency per unit of the currency of convenience; None where there is none.
    """
    votes = Counter(f.dimensions.unit.currency for f in facts if f.dimensions.unit and f.dimensions.unit.currency)
    home = votes.most_common(1)[0][0] if votes else None
    keys = {fact.dimensions for fact in facts}
    for fact in facts:
        unit = fact.dimensions.unit
        if (
            rate is None
            or unit is None
            or home is None
            or unit.currency in (None, home)
            or unit.denominator[:1] == currency_unit(str(unit.currency)).numerator
        ):
            yield fact
            continue
        twin = replace(fact.dimensions, unit=Unit(currency_unit(home).numerator, unit.denominator))
        yield replace(fact, translation_of=twin, exchange_rate=rate) if twin in keys else fact
