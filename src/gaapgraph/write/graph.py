"""A report as the resources of its named graph, in the order in which a person reads them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gaapgraph._version import __version__
from gaapgraph.iri import digest
from gaapgraph.vocabulary import BASE, DCTERMS, GG, OWL, PROV, RDF, SKOS, VANN
from gaapgraph.write import term
from gaapgraph.write.context_statement import describe_context
from gaapgraph.write.fact_statement import (
    Resource,
    describe_corrections,
    describe_facts,
    describe_findings,
    describe_footnotes,
    describe_tuples,
)
from gaapgraph.write.resource_name import Names, place_slug
from gaapgraph.write.risk_statement import describe_risks, describe_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.model import Document, Report
    from gaapgraph.write.fact_statement import Statement

__all__ = ["describe", "describe_software", "name_software", "state_lines", "write_quads", "write_triples"]

_SOFTWARE = f"{BASE}software/gaapgraph"


@cache
def name_software() -> str:
    """Return the IRI of this version of the program."""
    return f"{_SOFTWARE}/{__version__}"


@cache
def describe_software() -> Resource:
    """Return what a graph says of the program that wrote it."""
    statements = [
        (RDF.type, term.iri(PROV.SoftwareAgent)),
        (SKOS.prefLabel, term.english("gaapgraph")),
        (DCTERMS.isVersionOf, term.iri(_SOFTWARE)),
        (OWL.versionInfo, term.string(__version__)),
    ]
    return Resource(name_software(), statements)


def describe(report: Report, base: str = BASE) -> Iterator[Resource]:
    """Yield every resource of a report's graph once; the order depends on nothing but the report.

    Args:
        report: The report.
        base: The IRI under which reports, entities, periods, units and line items are named.
    """
    names = Names(report, base)
    yield Resource(names.report, _state_report(report, names))
    yield Resource(names.document, _state_document(report.document))
    for document in report.documents:
        yield Resource(names.document_of(document.file_name), _state_document(document))
    yield describe_software()
    for prefix, namespace in report.namespaces:
        yield Resource(namespace, [(VANN.preferredNamespacePrefix, term.string(prefix))])
    located = _locate_occurrences(report, base)
    yield from describe_findings(report, names, located)
    yield from describe_corrections(report, names, located)
    yield from describe_facts(report, names)
    yield from describe_tuples(report, names)
    yield from describe_footnotes(report, names)
    yield from _describe_references(report, names)
    yield from _describe_networks(report, names)
    yield from _describe_hypercubes(report, names)
    yield from describe_risks(report, names)
    yield from describe_terms(report.terms.values())
    yield from describe_context(report, names)


def write_quads(report: Report, base: str = BASE) -> Iterator[str]:
    """Yield the report's named graph as lines of N-Quads, each ending in LF, always in the same order.

    Shape: one string per resource, with all its lines.
    """
    graph = term.iri(Names(report, base).report)
    for resource in describe(report, base):
        yield "".join(state_lines(resource, f" {graph} .\n"))


def write_triples(report: Report, base: str = BASE) -> Iterator[str]:
    """Yield the same lines as N-Triples, without the name of their graph."""
    for resource in describe(report, base):
        yield "".join(state_lines(resource, " .\n"))


def state_lines(resource: Resource, end: str = "") -> list[str]:
    """Return the statements of a resource as N-Triples, each with what is to stand behind its object."""
    subject = term.iri(resource.iri)
    return [f"{subject} {term.iri(predicate)} {value}{end}" for predicate, value in resource.statements]


def _state_report(report: Report, names: Names) -> list[Statement]:
    documents = [names.document, *(names.document_of(one.file_name) for one in report.documents)]
    statements = [
        (RDF.type, term.iri(GG.Report)),
        (GG.entity, term.iri(names.rebase(report.entity.iri))),
        *((GG.document, term.iri(document)) for document in documents),
        *((GG.taxonomyVersion, term.iri(version)) for version in report.taxonomy_versions),
        *((PROV.wasDerivedFrom, term.iri(document)) for document in documents),
        (PROV.wasAttributedTo, term.iri(name_software())),
    ]
    if report.license is not None:
        statements.append((DCTERMS.license, term.iri(report.license)))
    if report.replaces is not None:
        statements.append((DCTERMS.replaces, term.iri(names.rebase(report.replaces))))
    if report.title:
        statements.insert(1, (DCTERMS.title, term.english(report.title)))
    if report.issued is not None:
        statements.append((DCTERMS.issued, term.literal(report.issued)))
    return statements


def _state_document(document: Document) -> list[Statement]:
    return [
        (RDF.type, term.iri(GG.Document)),
        (GG.fileName, term.string(document.file_name)),
        (GG.sha256, term.string(document.sha256)),
        (GG.mediaType, term.string(document.media_type)),
    ]


def _is_whole(code: str) -> bool:
    """Say whether a finding is about a document as a whole: its line is the first, and no figure is meant."""
    return code in ("GG-READ-XBRL-MISSING", "GG-READ-XBRL-UNTYPED", "GG-READ-XBRL-TAXONOMY")


def _locate_occurrences(report: Report, base: str) -> dict[str, list[str]]:
    wanted = {place_slug(finding.place) for finding in report.findings if not _is_whole(finding.code)}
    wanted |= {place_slug(place) for correction in report.corrections for place in correction.places}
    names, located = Names(report, base), dict[str, list[str]]()
    for fact in report.facts if wanted else ():
        for occurrence in fact.occurrences:
            place = place_slug(occurrence.place)
            if place in wanted:
                located.setdefault(place, []).append(names.occurrence(occurrence.place))
    return located


def _describe_references(report: Report, names: Names) -> Iterator[Resource]:
    for one in report.references:
        statements = [
            (RDF.type, term.iri(GG.Reference)),
            (GG.report, term.iri(names.report)),
            (GG.referenceKind, term.string(one.kind)),
            (GG.href, term.string(one.href)),
        ]
        if one.role is not None:
            statements.append((GG.networkRole, term.iri(one.role)))
        if one.arcrole is not None:
            statements.append((GG.arcrole, term.iri(one.arcrole)))
        yield Resource(names.reference(one), statements)


def _describe_networks(report: Report, names: Names) -> Iterator[Resource]:
    for network in report.networks:
        name = names.network(network)
        statements = [
            (RDF.type, term.iri(GG.Network)),
            (GG.report, term.iri(names.report)),
            (GG.networkRole, term.iri(network.role)),
        ]
        if network.title:
            statements.append((SKOS.prefLabel, term.english(network.title)))
        if network.published_arcrole is not None:
            statements.append((GG.publishedArcrole, term.iri(network.published_arcrole)))
        if network.order is not None:
            statements.append((GG.order, term.integer(network.order)))
        yield Resource(name, [*statements, (GG.arcrole, term.iri(network.arcrole))])
        for arc in network.arcs:
            statements = [
                (RDF.type, term.iri(GG.Arc)),
                (GG.network, term.iri(name)),
                (GG.source, term.iri(names.line_item(arc.source))),
                (GG.target, term.iri(names.line_item(arc.target))),
                (GG.order, term.integer(arc.order)),
            ]
            if arc.weight is not None:
                weight = term.integer(arc.weight) if isinstance(arc.weight, int) else term.literal(arc.weight)
                statements.append((GG.weight, weight))
            if arc.preferred_label is not None:
                statements.append((GG.preferredLabel, _refer_or_say(arc.preferred_label)))
            yield Resource(names.arc(name, arc), statements)


def _describe_hypercubes(report: Report, names: Names) -> Iterator[Resource]:
    for cube in report.hypercubes:
        name = names.hypercube(cube)
        statements = [
            (RDF.type, term.iri(GG.Hypercube)),
            (GG.report, term.iri(names.report)),
            (GG.concept, term.iri(cube.iri)),
            (GG.networkRole, term.iri(cube.role)),
            (GG.isClosed, term.literal(cube.is_closed)),
            (GG.isExcluded, term.literal(cube.is_excluded)),
            *(((GG.contextElement, term.string(cube.container)),) if cube.container else ()),
            *((GG.primaryItem, term.iri(concept)) for concept in cube.concepts),
        ]
        yield Resource(name, statements)
        for one in cube.dimensions:
            statements = [
                (RDF.type, term.iri(GG.HypercubeDimension)),
                (GG.hypercube, term.iri(name)),
                (GG.hypercubeAxis, term.iri(one.axis)),
                *((GG.hypercubeMember, term.iri(member)) for member in one.members),
            ]
            if one.default is not None:
                statements.append((GG.defaultMember, term.iri(one.default)))
            if one.datatype is not None:
                statements.append((GG.memberDatatype, term.iri(one.datatype)))
            yield Resource(f"{name}/dimension/{digest([one.axis])}", statements)


def _refer_or_say(label: str) -> str:
    """Return the IRI of a label role, or the words of a label."""
    return term.iri(label) if label.startswith(("http://", "https://")) else term.string(label)
