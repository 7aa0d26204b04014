"""A report: what one document says, as facts, with all it needs to be understood alone."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from datetime import date

    from gaapgraph.model.concept import Concept, LabelMapping, Member, Term
    from gaapgraph.model.correction import Correction
    from gaapgraph.model.fact import Fact, FactLink, FactTuple, Footnote, Occurrence, Place
    from gaapgraph.model.network import Hypercube, Network
    from gaapgraph.model.risk import Event, Exposure, Mention, Relationship, RiskDriver, RiskFactor

__all__ = ["Document", "Entity", "Finding", "Reference", "Report"]


@frozen
class Document:
    """The file that was read."""

    file_name: str
    sha256: str
    media_type: str


@frozen
class Entity:
    """An organisation or person. `identifiers` are pairs of scheme IRI and identifier, the official one first.

    `kind` is the IRI of its class, such as `gg:Person`, where the document tells it.
    """

    iri: str
    label: str
    identifiers: tuple[tuple[str, str], ...] = ()
    alt_labels: tuple[str, ...] = ()
    kind: str | None = None


@frozen
class Finding:
    """Something that the reader noticed in a document.

    Attributes:
        code: Stable, `GG-READ-…`.
        severity: `violation`, `warning` or `info`.
        place: Where the wrong print stands.
        message: One plain sentence with the reason.
        occurrence: The place of the occurrence it is about, if any.
    """

    code: str
    severity: str
    place: Place
    message: str


@frozen(order=True)
class Reference:
    """What an XBRL document names of its taxonomy (XBRL 2.1 §4.2 to §4.5).

    Attributes:
        kind: `schemaRef`, `linkbaseRef`, `roleRef` or `arcroleRef`.
        href: As written.
        role: Of a linkbase, or the role that is referred to.
        arcrole: Of a linkbase, or the arcrole that is referred to.
    """

    kind: str
    href: str
    role: str | None = None
    arcrole: str | None = None


@frozen
class Report:
    """What one document says.

    Attributes:
        iri: Of the report, and of its named graph.
        documents: Those after the first, where several files are one report.
        facts: In the order of their first occurrence.
        concepts: Every concept used, by IRI; likewise members and entities.
        taxonomy_versions: IRIs of the taxonomy versions the report was written against.
        mappings: The label mappings that its occurrences cite.
        terms: Concepts of schemes that risks, relationships and events name, by IRI.
        namespaces: Pairs of prefix and IRI of the extension taxonomies used.
        license: IRI of the licence of the graph, where its maker gives one.
        replaces: IRI of the graph of an earlier version of the same document.
        references: What an XBRL document names of its taxonomy.
        corrections: What persons corrected of the reading, in document order.
        risks: With drivers, exposures, relationships, events and mentions: what narrative sections say.
    """

    iri: str
    entity: Entity
    document: Document
    issued: date | None
    title: str
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...] = ()
    networks: tuple[Network, ...] = ()
    concepts: dict[str, Concept] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    taxonomy_versions: tuple[str, ...] = ()
    mappings: tuple[LabelMapping, ...] = ()
    risks: tuple[RiskFactor, ...] = ()
    drivers: tuple[RiskDriver, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    events: tuple[Event, ...] = ()
    terms: dict[str, Term] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    fact_links: tuple[FactLink, ...] = ()
    tuples: tuple[FactTuple, ...] = ()
    references: tuple[Reference, ...] = ()
    hypercubes: tuple[Hypercube, ...] = ()
    namespaces: tuple[tuple[str, str], ...] = ()
    license: str | None = None
    replaces: str | None = None
    corrections: tuple[Correction, ...] = ()
    documents: tuple[Document, ...] = ()

    @property
    def occurrences(self) -> tuple[tuple[Fact, Occurrence], ...]:
        """Every occurrence with its fact, in document order."""
        pairs = [(fact, occurrence) for fact in self.facts for occurrence in fact.occurrences]
        return tuple(sorted(pairs, key=lambda pair: pair[1].place.order))
