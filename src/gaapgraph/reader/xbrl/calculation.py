"""Whether totals are what calculation linkbases sum up (XBRL 2.1 §5.2.5.2; Calculations 1.1 §4)."""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from gaapgraph.model import SUMMATION_ITEM, Finding, bounds, canonical
from gaapgraph.reader.xbrl.structure import settle_dimensions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.dts import Relation, Taxonomy
    from gaapgraph.model import Fact
    from gaapgraph.reader.xbrl.expanded_name import NameBook

__all__ = ["CALCULATIONS", "find_inconsistent_totals"]

_CODE = "GG-READ-XBRL-CALCULATION"
_SUMMATION_2003 = "http://www.xbrl.org/2003/arcrole/summation-item"
CALCULATIONS = (_SUMMATION_2003, SUMMATION_ITEM)
_EXACT = Context(prec=400)
_Group = dict[object, list["Fact"]]


def find_inconsistent_totals(facts: tuple[Fact, ...], taxonomy: Taxonomy, names: NameBook) -> Iterator[Finding]:
    """Yield a finding for each total that differs from the sum of its items in one role.

    Of arcs of XBRL 2.1 the rule is that of XBRL 2.1; what rounding alone explains is an info then, all else a warning.
    Of arcs of Calculations 1.1 the rule is the interval. Duplicates are not bound, nor are nil facts.
    """
    arcs: defaultdict[tuple[str, str, object], list[Relation]] = defaultdict(list)
    for relation in taxonomy.relations:
        if relation.arcrole in CALCULATIONS and relation.weight is not None:
            arcs[relation.role, relation.arcrole, relation.source].append(relation)
    if not arcs:
        return
    bound = _bind(facts, taxonomy)
    for (role, arcrole, _), relations in arcs.items():
        where = (taxonomy.roles[role].definition if role in taxonomy.roles else "") or role
        items = [(bound.get(names.iri(one.target), {}), one.weight or Decimal(0)) for one in relations]
        for key, total in _pairs(bound.get(names.iri(relations[0].source), {})):
            parts = [
                (part, weight)
                for facts_, weight in items
                for part in facts_.get(key, ())
                if _stands_within(part.dimensions.parent, total.dimensions.parent)
            ]
            is_bound = parts and all(len(one.occurrences) == 1 for one in (total, *(part for part, _ in parts)))
            found = _judge(total, parts, arcrole) if is_bound else None
            if found is not None:
                summed = canonical(found[1])
                what = f"{relations[0].source.local} is {total.value}, and its items sum to {summed}, in {where}"
                yield Finding(_CODE, found[0], total.occurrences[0].place, f"{what}.")


def _pairs(group: _Group) -> list[tuple[object, Fact]]:
    return [(key, fact) for key, facts in group.items() for fact in facts]


def _bind(facts: tuple[Fact, ...], taxonomy: Taxonomy) -> dict[str, _Group]:
    """Return the facts that calculations bind, by concept, then by what total and items have in common."""
    found: dict[str, _Group] = {}
    for fact in facts:
        if isinstance(fact.value, Decimal):
            about = fact.dimensions
            key = (about.entity, about.period, about.unit, settle_dimensions(about.dimensions, taxonomy))
            found.setdefault(about.concept, {}).setdefault(key, []).append(fact)
    return found


def _stands_within(path: str | None, parent: str | None) -> bool:
    """Say whether an item stands beside a total or in a tuple beside it, by the paths of their tuples."""
    return parent is None or path == parent or (path is not None and path.startswith(f"{parent}/"))


def _judge(total: Fact, parts: list[tuple[Fact, Decimal]], arcrole: str) -> tuple[str, Decimal] | None:
    """Return severity and sum where a total does not agree, None where it does."""
    rounded = sum((_EXACT.multiply(_round(part), weight) for part, weight in parts), Decimal(0))
    is_apart = _is_apart(total, parts)
    if arcrole == SUMMATION_ITEM:
        return ("warning", rounded) if is_apart else None
    if total.accuracy_unknown or any(part.accuracy_unknown for part, _ in parts):
        return "warning", rounded
    if _round(total) == _round_to(rounded, total.decimals):
        return None
    return ("warning" if is_apart else "info"), rounded


def _is_apart(total: Fact, parts: list[tuple[Fact, Decimal]]) -> bool:
    """Say whether the interval of the total and that of the sum have nothing in common."""
    low = high = Decimal(0)
    for part, weight in parts:
        assert isinstance(part.value, Decimal)
        ends = [_EXACT.multiply(end, weight) for end in bounds(part.value, part.decimals)]
        low, high = _EXACT.add(low, min(ends)), _EXACT.add(high, max(ends))
    assert isinstance(total.value, Decimal)
    least, most = bounds(total.value, total.decimals)
    return high < least or most < low


def _round(fact: Fact) -> Decimal:
    assert isinstance(fact.value, Decimal)
    return _round_to(fact.value, fact.decimals)


def _round_to(value: Decimal, decimals: int | None) -> Decimal:
    if decimals is None:
        return value
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN, context=_EXACT)
