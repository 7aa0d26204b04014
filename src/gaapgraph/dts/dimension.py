"""Hypercubes, their dimensions and members, along dimensional relationship sets (Dimensions 1.0 §2)."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from gaapgraph.dts.taxonomy_set import Relation, Taxonomy
    from gaapgraph.model import QName

__all__ = ["ARCROLES", "Cube", "CubeDimension", "DimensionSets", "is_usable"]

_START = "http://xbrl.org/int/dim/arcrole/"
ALL, NOT_ALL = f"{_START}all", f"{_START}notAll"
HYPERCUBE_DIMENSION, DIMENSION_DOMAIN = f"{_START}hypercube-dimension", f"{_START}dimension-domain"
DOMAIN_MEMBER, DIMENSION_DEFAULT = f"{_START}domain-member", f"{_START}dimension-default"
ARCROLES = (ALL, NOT_ALL, HYPERCUBE_DIMENSION, DIMENSION_DOMAIN, DOMAIN_MEMBER, DIMENSION_DEFAULT)

# The arcrole of the relations that come next (Dimensions 1.0 §2.4).
_NEXT = {
    ALL: HYPERCUBE_DIMENSION,
    NOT_ALL: HYPERCUBE_DIMENSION,
    HYPERCUBE_DIMENSION: DIMENSION_DOMAIN,
    DIMENSION_DOMAIN: DOMAIN_MEMBER,
    DOMAIN_MEMBER: DOMAIN_MEMBER,
}


@frozen
class CubeDimension:
    """A dimension of a hypercube with its usable members; a typed one has none and takes any of its domain."""

    axis: QName
    members: frozenset[QName]
    is_typed: bool


@frozen(kw_only=True)
class Cube:
    """What one `all` or `notAll` arc says.

    Attributes:
        concepts: The primary items, inherited ones included.
        container: `segment` or `scenario`.
    """

    name: QName
    role: str
    concepts: frozenset[QName]
    dimensions: tuple[CubeDimension, ...]
    container: str
    is_closed: bool
    is_excluded: bool


def is_usable(relation: Relation) -> bool:
    """Say whether the target of a relation to a member may be used by facts."""
    return relation.attribute("usable") not in ("false", "0")


class DimensionSets:
    """Follows dimensional relationships from role to role.

    Args:
        taxonomy: Whose relations are followed.
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._by_source: defaultdict[tuple[str, str, QName], list[Relation]] = defaultdict(list)
        self._members: dict[tuple[str, QName], frozenset[QName]] = {}
        for relation in taxonomy.relations:
            if relation.arcrole in ARCROLES:
                self._by_source[relation.role, relation.arcrole, relation.source].append(relation)

    @cached_property
    def defaults(self) -> dict[QName, QName]:
        """The default member of each dimension that has one."""
        relations = (one for one in self._taxonomy.relations if one.arcrole == DIMENSION_DEFAULT)
        return {one.source: one.target for one in relations}

    @cached_property
    def cubes(self) -> tuple[Cube, ...]:
        """Every hypercube of every role, in the order of the arcs."""
        arcs = (one for one in self._taxonomy.relations if one.arcrole in (ALL, NOT_ALL))
        return tuple(self._read_cube(arc) for arc in arcs)

    @cached_property
    def cubes_by_concept(self) -> dict[QName, dict[str, list[Cube]]]:
        """The hypercubes of each primary item, by role."""
        found: dict[QName, dict[str, list[Cube]]] = {}
        for cube in self.cubes:
            for concept in cube.concepts:
                found.setdefault(concept, {}).setdefault(cube.role, []).append(cube)
        return found

    def members_of(self, relation: Relation) -> list[Relation]:
        """Return the domain-member relations of the primary item that an arc to a hypercube starts from."""
        return list(self._by_source.get((relation.role, DOMAIN_MEMBER, relation.source), []))

    def follow(self, relation: Relation, arcrole: str) -> list[Relation]:
        """Return the relations of an arcrole that come next after one: in its target role, where it has one."""
        role = relation.attribute("targetRole") or relation.role
        return self._by_source.get((role, arcrole, relation.target), [])

    def walk(self, relations: list[Relation]) -> list[Relation]:
        """Return these relations and all that come after them, each once: from hypercubes down to members."""
        found: dict[int, Relation] = {}
        queue = list(relations)
        while queue:
            relation = queue.pop()
            if id(relation) not in found:
                found[id(relation)] = relation
                following = _NEXT.get(relation.arcrole)
                queue += self.follow(relation, following) if following else []
        return list(found.values())

    def _read_cube(self, arc: Relation) -> Cube:
        below = self.walk(self.members_of(arc))
        dimensions = {
            one.target: CubeDimension(one.target, self._find_members(one), self._is_typed(one.target))
            for one in self.follow(arc, HYPERCUBE_DIMENSION)
        }
        return Cube(
            name=arc.target,
            role=arc.role,
            concepts=frozenset({arc.source, *(one.target for one in below)}),
            dimensions=tuple(dimensions.values()),
            container=arc.attribute("contextElement") or "",
            is_closed=arc.attribute("closed") in ("true", "1"),
            is_excluded=arc.arcrole == NOT_ALL,
        )

    def _find_members(self, dimension: Relation) -> frozenset[QName]:
        role = dimension.attribute("targetRole") or dimension.role
        key = (role, dimension.target)
        if key not in self._members:
            arcs = self.walk(self.follow(dimension, DIMENSION_DOMAIN))
            unusable = {one.target for one in arcs if not is_usable(one)}
            self._members[key] = frozenset({one.target for one in arcs} - unusable)
        return self._members[key]

    def _is_typed(self, axis: QName) -> bool:
        declared = self._taxonomy.find(axis)
        return declared is not None and declared.typed_domain is not None
