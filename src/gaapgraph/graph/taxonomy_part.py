"""What facts refer to, from a graph: entities, concepts, members, mappings, terms and hypercubes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from gaapgraph.iri import restore_name
from gaapgraph.model import (
    Concept,
    ConceptLabel,
    Entity,
    Hypercube,
    HypercubeDimension,
    LabelMapping,
    Member,
    Term,
    canonical,
)
from gaapgraph.vocabulary import GG, RDF, SKOS

if TYPE_CHECKING:
    from gaapgraph.graph.dataset import Dataset

__all__ = [
    "MATCHES",
    "read_concept",
    "read_concepts",
    "read_entities",
    "read_entity",
    "read_hypercubes",
    "read_mappings",
    "read_members",
    "read_terms",
]

MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


def read_entity(dataset: Dataset, iri: str) -> Entity:
    """Return an entity; its official identifier stands first, the others in the order of their schemes."""
    node = dataset.node(iri)
    scheme, identifier = node.link(GG.scheme), node.text(GG.identifier)
    official = [(restore_name(scheme), identifier)] if scheme is not None and identifier is not None else []
    others = [
        (restore_name(term.datatype.value), term.value)
        for term in node.statements.get(SKOS.notation, [])
        if isinstance(term, Literal)
    ]
    kinds = [kind for kind in node.texts(RDF.type) if kind != GG.Entity]
    return Entity(
        iri,
        node.text(SKOS.prefLabel) or "",
        (*official, *sorted(others)),
        tuple(node.texts(SKOS.altLabel)),
        kinds[0] if kinds else None,
    )


def read_entities(dataset: Dataset) -> dict[str, Entity]:
    """Return all entities by IRI."""
    return {iri: read_entity(dataset, iri) for iri in dataset.instances(GG.Entity)}


def read_concepts(dataset: Dataset) -> dict[str, Concept]:
    """Return all concepts and dimensions by IRI."""
    labels = _read_labels(dataset)
    named = sorted({*dataset.instances(GG.Concept), *dataset.axes})
    return {iri: read_concept(dataset, iri, labels.get(iri, ())) for iri in named}


def read_concept(dataset: Dataset, iri: str, labels: tuple[ConceptLabel, ...] = ()) -> Concept:
    """Return a concept with what the data say of it; the labels of other roles and languages are given."""
    node = dataset.node(iri)
    return Concept(
        iri,
        period_type=node.text(GG.periodType),
        balance=node.text(GG.balance),
        data_type=node.text(GG.dataType),
        label=node.text(SKOS.prefLabel),
        anchor=node.link(GG.anchor),
        measure_of=node.link(GG.measureOf),
        measure=node.link(GG.measure),
        labels=labels,
        exact_matches=tuple(node.texts(SKOS.exactMatch)),
        typed_domain=node.link(GG.typedDomain),
    )


def read_members(dataset: Dataset) -> dict[str, Member]:
    """Return all members of dimensions by IRI."""
    labels = _read_labels(dataset)
    found = {}
    for iri in dataset.instances(GG.Member):
        node = dataset.node(iri)
        matches = tuple(node.texts(SKOS.exactMatch))
        found[iri] = Member(iri, node.text(SKOS.prefLabel), node.link(GG.denotes), labels.get(iri, ()), matches)
    return found


def _read_labels(dataset: Dataset) -> dict[str, tuple[ConceptLabel, ...]]:
    found: dict[str, list[ConceptLabel]] = {}
    for iri in dataset.instances(GG.ConceptLabel):
        node = dataset.node(iri)
        concept, role = node.link(GG.labelled), node.link(GG.labelRole)
        for term in node.statements.get(GG.text, []):
            if concept is not None and role is not None and isinstance(term, Literal):
                label = ConceptLabel(term.value, role, term.language or "en")
                found.setdefault(concept, []).append(label)
    return {concept: tuple(sorted(labels)) for concept, labels in found.items()}


def read_mappings(dataset: Dataset) -> tuple[LabelMapping, ...]:
    """Return the rows of mapping sets in the order of their IRIs; those without a relation are left out."""
    found = []
    for iri in dataset.instances(GG.Mapping):
        node = dataset.node(iri)
        relation = next((match for match in MATCHES if node.link(match) is not None), None)
        if relation is None:
            continue
        confidence = node.decimal(GG.confidence)
        found.append(
            LabelMapping(
                iri,
                node.text(SKOS.prefLabel) or "",
                relation,
                node.link(relation) or "",
                node.text(GG.mappingJustification) or "",
                confidence="" if confidence is None else canonical(confidence),
                comment=node.text(GG.comment) or "",
                taxonomy_versions=tuple(node.texts(GG.taxonomyVersion)),
            )
        )
    return tuple(found)


def read_terms(dataset: Dataset) -> dict[str, Term]:
    """Return the concepts of SKOS schemes by IRI."""
    found = {}
    for iri in dataset.instances(SKOS.Concept):
        node = dataset.node(iri)
        scheme = node.link(SKOS.inScheme)
        if scheme is not None:
            found[iri] = Term(iri, node.text(SKOS.prefLabel) or "", scheme)
    return found


def read_hypercubes(dataset: Dataset, report: str) -> tuple[Hypercube, ...]:
    """Return the hypercubes of a report, by concept and role."""
    kinds = set(dataset.instances(GG.Hypercube))
    found = []
    for iri in dataset.subjects(GG.report, report):
        node = dataset.node(iri)
        concept, role = node.link(GG.concept), node.link(GG.networkRole)
        if iri not in kinds or concept is None or role is None:
            continue
        found.append(
            Hypercube(
                concept,
                role,
                tuple(node.texts(GG.primaryItem)),
                _read_dimensions(dataset, iri),
                is_closed=node.flag(GG.isClosed),
                is_excluded=node.flag(GG.isExcluded),
                container=node.text(GG.contextElement) or "",
            )
        )
    return tuple(sorted(found, key=lambda cube: (cube.iri, cube.role)))


def _read_dimensions(dataset: Dataset, hypercube: str) -> tuple[HypercubeDimension, ...]:
    found = []
    for iri in dataset.subjects(GG.hypercube, hypercube):
        node = dataset.node(iri)
        axis = node.link(GG.hypercubeAxis)
        if axis is not None:
            members = tuple(node.texts(GG.hypercubeMember))
            one = HypercubeDimension(axis, members, node.link(GG.defaultMember), node.link(GG.memberDatatype))
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.axis))
