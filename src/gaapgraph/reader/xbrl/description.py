"""What a taxonomy says of the concepts, axes and members that a report uses, and of the networks they stand in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaapgraph.dts import DimensionSets
from gaapgraph.iri import name_words
from gaapgraph.model import (
    PARENT_CHILD,
    SUMMATION_ITEM,
    Arc,
    Concept,
    ConceptLabel,
    Hypercube,
    HypercubeDimension,
    LineItem,
    Member,
    Network,
)
from gaapgraph.vocabulary import XSD

if TYPE_CHECKING:
    from gaapgraph.dts import Cube, Relation, Taxonomy
    from gaapgraph.model import QName
    from gaapgraph.reader.xbrl.expanded_name import NameBook
    from gaapgraph.reader.xbrl.reported import ReportedFacts

__all__ = ["Described", "describe_names"]

STANDARD_LABEL = "http://www.xbrl.org/2003/role/label"
_SUMMATION_2003 = "http://www.xbrl.org/2003/arcrole/summation-item"
_CALCULATIONS = (_SUMMATION_2003, SUMMATION_ITEM)
_WIDER_NARROWER = "http://www.esma.europa.eu/xbrl/esef/arcrole/wider-narrower"


@dataclass(slots=True)
class Described:
    """What a report takes over of its taxonomy; `wider` are pairs that the filer states, a concept and a wider one."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    networks: tuple[Network, ...] = ()
    hypercubes: tuple[Hypercube, ...] = ()
    wider: tuple[tuple[str, str], ...] = ()


def describe_names(reported: ReportedFacts, taxonomy: Taxonomy | None) -> Described:
    """Return concepts and axes, members, networks and hypercubes, with what is known of them."""
    names = reported.names
    used = {names.iri(one.concept) for one in reported.tuples} | {names.iri(one.concept) for one in reported.items}
    pairs = [pair for one in reported.contexts.values() for pair in one.dimensions]
    axes = {axis for axis, _ in pairs}
    members = {member for _, member in pairs if isinstance(member, str)}
    found = Described()
    if taxonomy is not None:
        found.networks = tuple(_list_networks(taxonomy, used, names))
        found.hypercubes = tuple(_list_hypercubes(taxonomy, used, names))
        found.wider = tuple(
            (narrow, names.iri(one.source))
            for one in taxonomy.relations
            if one.arcrole == _WIDER_NARROWER and (narrow := names.iri(one.target)) in used
        )
    in_networks = {
        item.concept for network in found.networks for arc in network.arcs for item in (arc.source, arc.target)
    }
    in_cubes = {one.axis for cube in found.hypercubes for one in cube.dimensions}
    members |= {member for cube in found.hypercubes for one in cube.dimensions for member in one.members}
    members |= {one.default for cube in found.hypercubes for one in cube.dimensions if one.default is not None}
    domains = {axis: domain for one in reported.contexts.values() for axis, domain in one.typed_domains}
    in_anchors = {wide for _, wide in found.wider}
    for iri in sorted((used | axes | in_networks | in_cubes | in_anchors) - members):
        domain = domains.get(iri)
        found.concepts[iri] = _describe(iri, names, taxonomy, None if domain is None else domain.iri)
    for iri in sorted(members):
        name = names.name(iri)
        label, labels = _find_labels(name, taxonomy)
        if label is None and not labels and name is not None:
            label = name_words(name.local)
        found.members[iri] = Member(iri, label=label, labels=labels, exact_matches=names.match(iri))
    return found


def _describe(iri: str, names: NameBook, taxonomy: Taxonomy | None, typed_domain: str | None) -> Concept:
    name = names.name(iri)
    declared = None if taxonomy is None or name is None else taxonomy.find(name)
    label, labels = _find_labels(name, taxonomy)
    if declared is None:
        return Concept(iri, label=label, labels=labels, exact_matches=names.match(iri), typed_domain=typed_domain)
    type_name = declared.base_type if declared.type_name is None else declared.type_name.local
    domain = typed_domain or (None if declared.typed_domain is None else declared.typed_domain.iri)
    return Concept(
        iri,
        period_type=declared.period_type,
        balance=declared.balance,
        data_type=type_name or None,
        label=label or declared.label,
        labels=labels,
        exact_matches=names.match(iri),
        typed_domain=domain,
    )


def _find_labels(name: QName | None, taxonomy: Taxonomy | None) -> tuple[str | None, tuple[ConceptLabel, ...]]:
    """Return the standard label in English, else in any language, and those of other roles and languages."""
    labels = [] if taxonomy is None or name is None else sorted(set(taxonomy.labels.get(name, ())))
    standard = [one for one in labels if one.role == STANDARD_LABEL]
    english = [one for one in standard if one.language.split("-")[0] == "en"]
    chosen = next(iter([*(one for one in english if one.language == "en"), *english]), None)
    return None if chosen is None else chosen.text, tuple(one for one in labels if one is not chosen)


def _list_networks(taxonomy: Taxonomy, used: set[str], names: NameBook) -> list[Network]:
    """Return the presentation and calculation networks in which a reported concept stands, in document order."""
    grouped: defaultdict[tuple[str, str], list[Relation]] = defaultdict(list)
    for relation in taxonomy.relations:
        if relation.arcrole == PARENT_CHILD or relation.arcrole in _CALCULATIONS:
            grouped[relation.role, relation.arcrole].append(relation)
    found: list[Network] = []
    for (role, arcrole), relations in grouped.items():
        arcs = _list_arcs(relations, names)
        if any(item.concept in used for arc in arcs for item in (arc.source, arc.target)):
            title = taxonomy.roles[role].definition if role in taxonomy.roles else ""
            known = SUMMATION_ITEM if arcrole in _CALCULATIONS else arcrole
            published = arcrole if known != arcrole else None
            found.append(Network(role, title, known, arcs, order=len(found) + 1, published_arcrole=published))
    return found


def _list_arcs(relations: list[Relation], names: NameBook) -> tuple[Arc, ...]:
    """Return arcs whose orders are whole: where a linkbase has others, each child has its rank instead."""
    by_source: defaultdict[QName, list[Relation]] = defaultdict(list)
    for relation in relations:
        by_source[relation.source].append(relation)
    is_whole = all(one.order == one.order.to_integral_value() for one in relations)
    found = []
    for children in by_source.values():
        children.sort(key=lambda one: one.order)
        for rank, one in enumerate(children, start=1):
            weight = one.weight
            found.append(
                Arc(
                    source=LineItem(names.iri(one.source)),
                    target=LineItem(names.iri(one.target)),
                    order=int(one.order) if is_whole else rank,
                    weight=None if weight is None else int(weight) if weight == weight.to_integral_value() else weight,
                    preferred_label=one.attribute("preferredLabel"),
                )
            )
    return tuple(found)


def _list_hypercubes(taxonomy: Taxonomy, used: set[str], names: NameBook) -> list[Hypercube]:
    """Return the hypercubes that have a reported concept."""
    sets = DimensionSets(taxonomy)
    found = []
    for cube in sets.cubes:
        concepts = tuple(sorted(names.iri(concept) for concept in cube.concepts))
        if any(concept in used for concept in concepts):
            found.append(
                Hypercube(
                    iri=names.iri(cube.name),
                    role=cube.role,
                    concepts=concepts,
                    dimensions=_describe_dimensions(cube, sets, names),
                    is_closed=cube.is_closed,
                    is_excluded=cube.is_excluded,
                    container=cube.container,
                )
            )
    return found


def _describe_dimensions(cube: Cube, sets: DimensionSets, names: NameBook) -> tuple[HypercubeDimension, ...]:
    found = []
    for one in cube.dimensions:
        default = sets.defaults.get(one.axis)
        found.append(
            HypercubeDimension(
                axis=names.iri(one.axis),
                members=tuple(sorted(names.iri(member) for member in one.members)),
                default=None if default is None else names.iri(default),
                datatype=XSD.string if one.is_typed else None,
            )
        )
    return tuple(sorted(found, key=lambda one: one.axis))
