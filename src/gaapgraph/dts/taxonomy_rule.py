"""What XBRL 2.1 asks of a taxonomy: each function is one rule and yields where it is broken."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gaapgraph.dts.content_model import list_parts, name_part
from gaapgraph.dts.dimension import (
    ALL,
    DIMENSION_DEFAULT,
    DIMENSION_DOMAIN,
    DOMAIN_MEMBER,
    HYPERCUBE_DIMENSION,
    NOT_ALL,
)
from gaapgraph.dts.item_type import ITEM_TYPES, NUMERIC_TYPES
from gaapgraph.dts.taxonomy_set import TaxonomyFault, find_circle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.dts.element import Declaration
    from gaapgraph.dts.taxonomy_set import Relation, Taxonomy
    from gaapgraph.model import QName

__all__ = ["find_taxonomy_faults"]

_LINK = "http://www.xbrl.org/2003/linkbase"
_STANDARD = "http://www.xbrl.org/2003/"
_ARCROLES = f"{_STANDARD}arcrole/"
_SUMMATIONS = (f"{_ARCROLES}summation-item", "https://xbrl.org/2023/arcrole/summation-item")
_PARENT_CHILD, _ALIAS = f"{_ARCROLES}parent-child", f"{_ARCROLES}essence-alias"
_GENERAL = f"{_ARCROLES}general-special"
# circles that the standard arcroles allow: `undirected` allows no way back to where one came from
_CYCLES = {_PARENT_CHILD: "undirected", _ALIAS: "undirected", _GENERAL: "undirected"}
_CYCLES |= dict.fromkeys((HYPERCUBE_DIMENSION, DIMENSION_DOMAIN, DIMENSION_DEFAULT), "none")
_CYCLES |= dict.fromkeys((ALL, NOT_ALL, DOMAIN_MEMBER), "undirected")


def find_taxonomy_faults(taxonomy: Taxonomy) -> Iterator[TaxonomyFault]:
    """Yield what breaks a rule of XBRL 2.1; of elements whose schema is not at hand nothing is said."""
    for declared in taxonomy.declarations.values():
        for reason in _judge_declaration(declared):
            yield TaxonomyFault(declared.document, declared.line, f"{declared.name.local} {reason}")
    yield from _judge_parts(taxonomy)
    for relation in taxonomy.relations:
        if relation.arcrole in _SUMMATIONS:
            yield from _judge_summation(relation, taxonomy)
        elif relation.arcrole == _ALIAS:
            yield from _judge_alias(relation, taxonomy)
        elif relation.arcrole == _PARENT_CHILD:
            yield from _judge_preferred(relation, taxonomy)
    yield from _find_circles(taxonomy)


def _judge_declaration(declared: Declaration) -> Iterator[str]:
    if declared.kind == "tuple":
        yield from declared.tuple_faults
        for name, value in (("periodType", declared.period_type), ("balance", declared.balance)):
            if value is not None:
                yield f"is a tuple with the attribute {name}"
    elif declared.kind:
        if declared.period_type is None:
            yield "is an item and says nothing of its period"
        elif declared.period_type not in ("instant", "duration"):
            yield f"is of the period type {declared.period_type[:40]!r}"
        if declared.balance not in (None, "debit", "credit"):
            yield f"has the balance {declared.balance[:40]!r}"
        if declared.balance is not None and declared.base_type not in ("", "monetaryItemType"):
            yield f"has a balance, and is no amount of money but of {declared.base_type}"
        if declared.base_type and declared.base_type not in ITEM_TYPES:
            yield f"is an item, and its type comes from {declared.base_type}, which is no type of items"


def _judge_parts(taxonomy: Taxonomy) -> Iterator[TaxonomyFault]:
    """Yield tuples of which a part is neither an item nor a tuple (XBRL 2.1 §4.9)."""
    tuples = [one for one in taxonomy.declarations.values() if one.kind == "tuple" and one.model]
    others = {name_part(name): name for name, one in taxonomy.declarations.items() if not one.kind} if tuples else {}
    for declared in tuples:
        for part in sorted(list_parts(declared.model or "") & others.keys()):
            reason = f"{declared.name.local} is a tuple, and its part {others[part].local} is no item and no tuple"
            yield TaxonomyFault(declared.document, declared.line, reason)


def _judge_summation(relation: Relation, taxonomy: Taxonomy) -> Iterator[TaxonomyFault]:
    total, item = (taxonomy.declarations.get(name) for name in (relation.source, relation.target))
    if not relation.weight:
        yield _fault(relation, f"{relation.target.local} has no weight in the sum of {relation.source.local}")
        return
    for one in (total, item):
        if one is not None and one.base_type in ITEM_TYPES - NUMERIC_TYPES:
            yield _fault(relation, f"{one.name.local} stands in a calculation and is no number")
    if total is not None and item is not None and total.balance and item.balance:
        is_same = total.balance == item.balance
        if is_same != (relation.weight > 0):
            sides = f"{total.name.local} ({total.balance}) and {item.name.local} ({item.balance})"
            yield _fault(relation, f"the weight {relation.weight} does not fit the balances of {sides}")


def _judge_alias(relation: Relation, taxonomy: Taxonomy) -> Iterator[TaxonomyFault]:
    one, other = (taxonomy.declarations.get(name) for name in (relation.source, relation.target))
    if one is None or other is None or not one.base_type or not other.base_type:
        return
    if (one.base_type, one.period_type) != (other.base_type, other.period_type):
        yield _fault(relation, f"{other.name.local} is an alias of {one.name.local} and is of another kind")
    elif one.balance and other.balance and one.balance != other.balance:
        yield _fault(relation, f"{other.name.local} is an alias of {one.name.local} and has the other balance")


def _judge_preferred(relation: Relation, taxonomy: Taxonomy) -> Iterator[TaxonomyFault]:
    role = relation.attribute("preferredLabel")
    labels = taxonomy.labels.get(relation.target, ())
    if role is not None and not taxonomy.missing and not any(one.role == role for one in labels):
        yield _fault(
            relation,
            f"{relation.target.local} has no label of the role {role or 'of no name'}, which is preferred for it",
        )


def _find_circles(taxonomy: Taxonomy) -> Iterator[TaxonomyFault]:
    grouped: defaultdict[tuple[str, str], list[Relation]] = defaultdict(list)
    for relation in taxonomy.relations:
        allowed = _CYCLES.get(relation.arcrole)
        if allowed is None and relation.arcrole in taxonomy.roles:
            allowed = taxonomy.roles[relation.arcrole].cycles
        if allowed in ("undirected", "none") and relation.arc.namespace == _LINK:
            grouped[relation.role, relation.arcrole].append(relation)
    for (_, arcrole), relations in grouped.items():
        circle = find_circle(relations)
        allowed = _CYCLES.get(arcrole) or taxonomy.roles[arcrole].cycles
        if circle is None and allowed == "none":
            circle = _find_undirected(relations)
        if circle is not None:
            yield _fault(circle, f"{circle.target.local} stands in a circle of arcs of {arcrole}")


def _find_undirected(relations: list[Relation]) -> Relation | None:
    """Return a relation that joins what is joined already."""
    groups: dict[QName, QName] = {}

    def root(name: QName) -> QName:
        while groups.get(name, name) != name:
            name = groups[name]
        return name

    for one in relations:
        first, second = root(one.source), root(one.target)
        if first == second:
            return one
        groups[first] = second
    return None


def _fault(relation: Relation, reason: str) -> TaxonomyFault:
    return TaxonomyFault(relation.document, relation.line, reason)
