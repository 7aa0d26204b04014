"""What Dimensions 1.0 asks of a taxonomy: each function is one rule and yields where it is broken."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gaapgraph.dts.dimension import (
    ALL,
    ARCROLES,
    DIMENSION_DEFAULT,
    DIMENSION_DOMAIN,
    DOMAIN_MEMBER,
    HYPERCUBE_DIMENSION,
    NOT_ALL,
    DimensionSets,
    is_usable,
)
from gaapgraph.dts.taxonomy_set import TaxonomyFault, find_circle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.dts.taxonomy_set import Relation, Taxonomy
    from gaapgraph.model import QName

__all__ = ["find_dimension_faults"]

_STANDARD_ROLE = "http://www.xbrl.org/2003/role/link"
# arcrole → what its source and its target shall be
_ENDS: dict[str, tuple[str, str]] = {
    ALL: ("primary", "hypercube"),
    NOT_ALL: ("primary", "hypercube"),
    HYPERCUBE_DIMENSION: ("hypercube", "dimension"),
    DIMENSION_DOMAIN: ("explicit", "primary"),
    DOMAIN_MEMBER: ("primary", "primary"),
    DIMENSION_DEFAULT: ("explicit", "primary"),
}
_BOOLEANS = ("true", "false", "1", "0")
_VALUES = {"contextElement": ("segment", "scenario"), "closed": _BOOLEANS, "usable": _BOOLEANS}
_WORDS = {
    "primary": "an item that is neither hypercube nor dimension",
    "explicit": "an explicit dimension",
    "hypercube": "a hypercube",
    "dimension": "a dimension",
}


def find_dimension_faults(taxonomy: Taxonomy) -> Iterator[TaxonomyFault]:
    """Yield what breaks a rule of Dimensions 1.0; of elements whose schema is not at hand nothing is said."""
    relations = [one for one in taxonomy.relations if one.arcrole in ARCROLES]
    yield from _find_concrete(taxonomy)
    yield from _find_wrong_ends(relations, taxonomy)
    for relation in relations:
        reason = _judge_attributes(relation, taxonomy)
        if reason is not None:
            yield _fault(relation, reason)
    yield from _find_defaults(relations)
    sets = DimensionSets(taxonomy)
    for relation in relations:
        if relation.arcrole in (ALL, NOT_ALL):
            yield from _find_cycles(relation, sets)


def _find_concrete(taxonomy: Taxonomy) -> Iterator[TaxonomyFault]:
    for one in taxonomy.declarations.values():
        if one.kind in ("hypercube", "dimension") and not one.is_abstract:
            yield TaxonomyFault(one.document, one.line, f"the {one.kind} {one.name.local} is not abstract")
        if one.typed_domain_ref is None:
            continue
        if one.kind != "dimension":
            reason = f"{one.name.local} has a typed domain and is no dimension"
            yield TaxonomyFault(one.document, one.line, reason)
        elif one.typed_domain is None:
            reason = (
                f"the typed domain {one.typed_domain_ref!r} of {one.name.local} leads to no element of the taxonomy"
            )
            yield TaxonomyFault(one.document, one.line, reason)
        else:
            domain = taxonomy.declarations.get(one.typed_domain)
            if domain is not None and domain.is_abstract:
                reason = f"the typed domain of {one.name.local} is abstract"
                yield TaxonomyFault(one.document, one.line, reason)


def _find_wrong_ends(relations: list[Relation], taxonomy: Taxonomy) -> Iterator[TaxonomyFault]:
    for relation in relations:
        for name, wanted in zip((relation.source, relation.target), _ENDS[relation.arcrole], strict=True):
            found = _classify(name, taxonomy)
            if found and not _fits(found, wanted):
                yield _fault(relation, f"{name.local} is {_WORDS.get(found, 'no item')}, where {_WORDS[wanted]} is due")


def _fits(found: str, wanted: str) -> bool:
    return found == wanted or (wanted == "dimension" and found in ("explicit", "typed"))


def _classify(name: QName, taxonomy: Taxonomy) -> str:
    """Return what an element is, or empty where no schema at hand tells."""
    declared = taxonomy.declarations.get(name)
    if declared is None:
        return ""
    if declared.kind == "dimension":
        return "explicit" if declared.typed_domain_ref is None else "typed"
    return {"item": "primary", "hypercube": "hypercube"}.get(declared.kind, "other")


def _judge_attributes(relation: Relation, taxonomy: Taxonomy) -> str | None:
    if relation.arcrole in (ALL, NOT_ALL) and relation.attribute("contextElement") is None:
        return "an arc to a hypercube does not say which part of contexts holds its dimensions"
    for name, allowed in _VALUES.items():
        value = relation.attribute(name)
        if value is not None and value not in allowed:
            return f"the attribute {name} of an arc is {value[:40]!r}"
    role = relation.attribute("targetRole")
    if role is None or role == _STANDARD_ROLE or role in taxonomy.role_references.get(relation.document, ()):
        return None
    return f"the target role {role} has no roleRef in its linkbase"


def _find_defaults(relations: list[Relation]) -> Iterator[TaxonomyFault]:
    defaults: defaultdict[QName, set[QName]] = defaultdict(set)
    for relation in relations:
        if relation.arcrole == DIMENSION_DEFAULT:
            defaults[relation.source].add(relation.target)
            if len(defaults[relation.source]) > 1:
                yield _fault(relation, f"the dimension {relation.source.local} has more than one default member")


def _find_cycles(start: Relation, sets: DimensionSets) -> Iterator[TaxonomyFault]:
    """Yield a circle of dimensional relationships, and members that are primary items of the same hypercube."""
    primaries = {start.source, *(one.target for one in sets.walk(sets.members_of(start)))}
    reached = sets.walk([start])
    for one in reached:
        if one.arcrole in (DIMENSION_DOMAIN, DOMAIN_MEMBER) and is_usable(one) and one.target in primaries:
            yield _fault(one, f"{one.target.local} is a primary item and a member of the same hypercube")
    for relations in (reached, sets.walk(sets.members_of(start))):
        circle = find_circle(relations)
        if circle is not None:
            yield _fault(circle, f"{circle.target.local} stands below itself in a dimensional relationship set")


def _fault(relation: Relation, reason: str) -> TaxonomyFault:
    return TaxonomyFault(relation.document, relation.line, reason)
