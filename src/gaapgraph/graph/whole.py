"""A whole report from its graph: what was written is read back as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from gaapgraph.graph.arc import list_networks
from gaapgraph.graph.dataset import Dataset, name_term
from gaapgraph.graph.exposition import read_narrative
from gaapgraph.graph.taxonomy_part import (
    read_concepts,
    read_entities,
    read_entity,
    read_hypercubes,
    read_mappings,
    read_members,
    read_terms,
)
from gaapgraph.model import (
    Arc,
    Correction,
    Document,
    Entity,
    Fact,
    FactLink,
    FactTuple,
    Finding,
    Footnote,
    LineItem,
    Network,
    Occurrence,
    Proposal,
    Reference,
    Report,
)
from gaapgraph.vocabulary import DCTERMS, GG, VANN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pyoxigraph import Store

    from gaapgraph.graph.node import Node
    from gaapgraph.graph.occurrence import Figure, StatedFact
    from gaapgraph.model import FactKey

__all__ = ["read_report", "read_reports"]


def read_reports(store: Store) -> Iterator[Report]:
    """Yield the reports of a store in the order of their IRIs."""
    for iri in Dataset(store).instances(GG.Report):
        yield read_report(store, iri)


def read_report(store: Store, iri: str) -> Report:
    """Return a report as it was before it was written.

    What RDF has no order for comes in a settled one: facts by their first print, what else has places by those, the
    rest by its names. What cannot be used is left out.

    Args:
        store: The data; the report is read from its named graph, or from all where it has none.
        iri: Of the report.
    """
    name = name_term(iri)
    dataset = Dataset(store, iri if isinstance(name, NamedNode) and store.contains_named_graph(name) else None)
    return _Reader(dataset, iri).read()


class _Reader:
    """Reads one report."""

    def __init__(self, dataset: Dataset, iri: str) -> None:
        self.dataset, self.node = dataset, dataset.node(iri)
        self.document = self.node.link(GG.document) or ""
        self.documents = self.node.texts(GG.document)

    def read(self) -> Report:
        """Return the report with all its parts."""
        data, node = self.dataset, self.node
        entity = node.link(GG.entity)
        named = Entity("", "") if entity is None else read_entity(data, entity)
        return Report(
            iri=node.iri,
            entity=named,
            document=self._read_document(self.document),
            documents=tuple(self._read_document(iri) for iri in self.documents if iri != self.document),
            issued=node.day(DCTERMS.issued),
            title=node.text(DCTERMS.title) or "",
            facts=tuple(self._read_facts()),
            findings=tuple(self._read_findings()),
            networks=tuple(self._read_networks()),
            concepts=read_concepts(data),
            members=read_members(data),
            entities={iri: one for iri, one in read_entities(data).items() if iri != named.iri},
            taxonomy_versions=tuple(node.texts(GG.taxonomyVersion)),
            mappings=read_mappings(data),
            terms=read_terms(data),
            footnotes=tuple(sorted(self._read_footnotes(), key=lambda note: (note.text, note.language, note.role))),
            fact_links=tuple(sorted(self._read_links())),
            tuples=tuple(sorted(self._read_tuples(), key=lambda one: one.place.order)),
            references=tuple(sorted(self._read_references(), key=lambda one: (one.kind, one.href))),
            hypercubes=read_hypercubes(data, node.iri),
            namespaces=tuple(self._read_namespaces()),
            license=node.link(DCTERMS.license),
            replaces=node.link(DCTERMS.replaces),
            corrections=tuple(self._read_corrections()),
            **read_narrative(data, self.document),
        )

    def _read_document(self, iri: str) -> Document:
        node = self.dataset.node(iri)
        names = (GG.fileName, GG.sha256, GG.mediaType)
        return Document(*(node.text(name) or "" for name in names))

    def _read_facts(self) -> Iterator[Fact]:
        prints: dict[str, list[Figure]] = {}
        for document in self.documents:
            for figure in self.dataset.figures(document=document):
                prints.setdefault(figure.fact.iri, []).append(figure)
        kinds = set(self.dataset.instances(GG.Fact))
        own = [iri for iri in self.dataset.subjects(GG.report, self.node.iri) if iri in kinds]
        facts = [fact for iri in own if (fact := self.dataset.fact(iri)) is not None]
        last = (float("inf"),)  # facts without a print stand behind the others

        def rank(fact: StatedFact) -> tuple[object, str, str]:
            first = prints.get(fact.iri)
            return (first[0].place.order, first[0].iri, "") if first else (last, "", fact.iri)

        for fact in sorted(facts, key=rank):
            yield self._restore_fact(fact, prints.get(fact.iri, []))

    def _restore_fact(self, fact: StatedFact, prints: list[Figure]) -> Fact:
        return Fact(
            dimensions=fact.about,
            value=fact.value,
            decimals=fact.decimals,
            occurrences=tuple(self._restore_print(figure) for figure in prints),
            is_nil=fact.is_nil,
            approximate=fact.is_approximate,
            translation_of=self._find_key(fact.translation_of),
            exchange_rate=fact.exchange_rate,
            event=fact.event if fact.about.event is None else None,
            accuracy_unknown=self._is_unknown(fact.iri),
            superseded_by=tuple(self.dataset.node(fact.iri).texts(GG.supersededBy)),
        )

    def _is_unknown(self, iri: str) -> bool:
        return GG.unknown in self.dataset.node(iri).texts(GG.accuracy)

    def _restore_print(self, figure: Figure) -> Occurrence:
        original = self.dataset.figure(figure.copy_of) if figure.copy_of is not None else None
        return Occurrence(
            place=figure.place,
            printed_text=figure.text,
            value=figure.value,
            decimals=figure.decimals,
            accuracy_unknown=self._is_unknown(figure.iri),
            label=figure.label,
            head=figure.head,
            mapping=figure.mapping,
            is_primary=figure.is_primary,
            approximate=figure.is_approximate,
            printed_value=figure.printed_value,
            printed_period=figure.printed_period,
            printed_concept=figure.printed_concept,
            role=figure.role,
            copy_of=None if original is None else original.place,
            label_line=figure.label_line,
            proposals=tuple(sorted(self._read_proposals(figure.iri), key=lambda one: one.rank)),
        )

    def _read_proposals(self, occurrence: str) -> Iterator[Proposal]:
        for iri in self.dataset.node(occurrence).texts(GG.proposal):
            node = self.dataset.node(iri)
            concept, rank = node.link(GG.concept), node.position(GG.rank)
            if concept is not None and rank is not None:
                yield Proposal(concept, rank, node.decimal(GG.confidence))

    def _find_key(self, fact: str | None) -> FactKey | None:
        found = self.dataset.fact(fact) if fact is not None else None
        return None if found is None else found.about

    def _read_findings(self) -> list[Finding]:
        kinds = set(self.dataset.instances(GG.Finding))
        found = []
        for iri in (one for document in self.documents for one in self.dataset.subjects(GG.document, document)):
            node = self.dataset.node(iri)
            if iri not in kinds or (place := self.dataset.place(node)) is None:
                continue
            code, severity, message = (node.text(name) or "" for name in (GG.code, GG.severity, GG.message))
            found.append(Finding(code, severity, place, message))
        return sorted(found, key=lambda one: (one.place.order, one.code, one.message))

    def _read_corrections(self) -> list[Correction]:
        found = []
        for iri in self.dataset.instances(GG.Correction):
            node = self.dataset.node(iri)
            place = self.dataset.place(node)
            if place is None or node.link(GG.document) != self.document:
                continue
            figures = (self.dataset.figure(at) for at in node.texts(GG.occurrence))
            names = (GG.scope, GG.printedText, GG.correctedPart, GG.correctedTo, DCTERMS.creator, GG.reason)
            scope, printed, part, value, author, reason = (node.text(name) or "" for name in names)
            changed = sorted({figure.place for figure in figures if figure is not None}, key=lambda one: one.order)
            found.append(
                Correction(
                    place=place,
                    scope=scope,
                    printed_text=printed,
                    part=part,
                    value=value,
                    before=tuple(sorted(node.texts(GG.readBefore))),
                    author=author,
                    reason=reason,
                    made=node.day(DCTERMS.created),
                    places=tuple(changed),
                )
            )
        return sorted(found, key=lambda one: (one.place.order, one.part, one.value))

    def _read_networks(self) -> Iterator[Network]:
        for stated in list_networks(self.dataset, self.node.iri):
            arcs = (
                Arc(self._item(arc.source), self._item(arc.target), arc.order, _whole(arc.weight), arc.preferred_label)
                for arc in stated.arcs
            )
            ordered = sorted(arcs, key=lambda arc: (arc.source, arc.order, arc.target, arc.preferred_label or ""))
            yield Network(
                role=stated.role,
                title=stated.title,
                arcrole=stated.arcrole,
                arcs=tuple(ordered),
                order=stated.order,
                published_arcrole=stated.published_arcrole,
            )

    def _item(self, iri: str) -> LineItem:
        node = self.dataset.node(iri)
        return LineItem(node.link(GG.concept) or "", self.dataset.dimensions(node))

    def _read_footnotes(self) -> Iterator[Footnote]:
        for iri in self.dataset.instances(GG.Footnote):
            node = self.dataset.node(iri)
            facts = [fact for name in node.texts(GG.fact) if (fact := self.dataset.fact(name)) is not None]
            if not any(fact.report == self.node.iri for fact in facts):
                continue
            terms = node.statements.get(GG.text, [])
            text = next((term for term in terms if isinstance(term, Literal)), Literal(""))
            note = Footnote(
                text.value,
                tuple(fact.about for fact in facts),
                text.language or "en",
                elements=self._list_elements(node.texts(GG.occurrence)),
            )
            role, arcrole = node.link(GG.footnoteRole) or note.role, node.link(GG.arcrole) or note.arcrole
            yield replace(note, role=role, arcrole=arcrole)

    def _list_elements(self, occurrences: list[str]) -> tuple[str, ...]:
        found = (self.dataset.node(iri).text(GG.elementId) for iri in occurrences)
        return tuple(sorted(element for element in found if element is not None))

    def _own(self, kind: str) -> Iterator[Node]:
        """Yield the resources of a class that belong to the report."""
        kinds = set(self.dataset.instances(kind))
        for iri in self.dataset.subjects(GG.report, self.node.iri) if kinds else ():
            if iri in kinds:
                yield self.dataset.node(iri)

    def _read_links(self) -> Iterator[FactLink]:
        for node in self._own(GG.FactLink):
            sources, targets = (self._list_elements(node.texts(end)) for end in (GG.linkSource, GG.linkTarget))
            yield FactLink(sources, targets, node.link(GG.footnoteRole) or "", node.link(GG.arcrole) or "")

    def _read_tuples(self) -> Iterator[FactTuple]:
        for node in self._own(GG.Tuple):
            place, concept, holder = self.dataset.place(node), node.link(GG.concept), node.link(GG.tuple)
            parent = None if holder is None else self.dataset.node(holder).text(GG.xpath)
            if place is not None and concept is not None:
                yield FactTuple(concept, place, parent, is_nil=node.flag(GG.isNil))

    def _read_references(self) -> Iterator[Reference]:
        for node in self._own(GG.Reference):
            kind, href = node.text(GG.referenceKind) or "", node.text(GG.href) or ""
            yield Reference(kind, href, node.link(GG.networkRole), node.link(GG.arcrole))

    def _read_namespaces(self) -> Iterator[tuple[str, str]]:
        pairs = self.dataset.pairs(VANN.preferredNamespacePrefix)
        yield from sorted((prefix, namespace) for namespace, prefix in pairs)


def _whole(weight: Decimal | None) -> Decimal | int | None:
    """Return a weight as a whole number where it is one, as calculations of XBRL 2.1 have it."""
    if weight is None or weight != weight.to_integral_value():
        return weight
    return int(weight)
