"""Risks, their drivers and exposures, relationships and events as RDF resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.iri import digest
from gaapgraph.vocabulary import GG, RDF, SKOS
from gaapgraph.write import term
from gaapgraph.write.fact_statement import Resource
from gaapgraph.write.resource_name import place_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.model import Event, Exposure, Mention, Place, Relationship, Report, RiskDriver, RiskFactor, Term
    from gaapgraph.write.fact_statement import Statement
    from gaapgraph.write.resource_name import Names

__all__ = ["describe_risks", "describe_terms"]


def describe_risks(report: Report, names: Names) -> Iterator[Resource]:
    """Yield the risks, drivers, exposures, relationships, events and mentions of a report, each kind in its order."""
    for risk in report.risks:
        yield Resource(names.risk(risk.place), _state_risk(risk, report, names))
    for driver in report.drivers:
        yield Resource(names.driver(driver.place), _state_driver(driver, names))
    for exposure in report.exposures:
        yield Resource(_exposure(names, exposure), _state_exposure(exposure, names))
    for relationship in report.relationships:
        yield Resource(_relationship(names, relationship), _state_relationship(relationship, names))
    for event in report.events:
        yield Resource(names.rebase(event.iri), _state_event(event, names))
    for mention in report.mentions:
        yield Resource(f"{names.report}/mention/{place_slug(mention.place)}", _state_mention(mention, names))


def describe_terms(terms: Iterable[Term]) -> Iterator[Resource]:
    """Yield concepts of schemes with their labels, so that a graph can be read without the ontology."""
    for one in terms:
        yield Resource(
            one.iri,
            [
                (RDF.type, term.iri(SKOS.Concept)),
                (SKOS.prefLabel, term.english(one.label)),
                (SKOS.inScheme, term.iri(one.scheme)),
            ],
        )


def _exposure(names: Names, exposure: Exposure) -> str:
    driver = place_slug(exposure.driver) if exposure.driver is not None else ""
    parts = [place_slug(exposure.risk), driver, exposure.concept, exposure.effect]
    parts += [f"{axis}={member}" for axis, member in exposure.dimensions]
    return f"{names.report}/exposure/{digest(parts)}"


def _relationship(names: Names, relationship: Relationship) -> str:
    ends = [relationship.subject, relationship.role, relationship.object]
    span = [str(day or "") for day in (relationship.since, relationship.until)]
    return f"{names.report}/relationship/{digest([*ends, *span])}"


def _start(kind: str, names: Names, *places: Place) -> list[Statement]:
    """Return the type, the document and the lines, with the offset of a single place within its line."""
    statements = [(RDF.type, term.iri(kind)), (GG.document, term.iri(names.document))]
    statements += [(GG.line, term.integer(line)) for line in sorted({place.line for place in places})]
    if len(places) == 1 and places[0].offset is not None:
        statements.append((GG.offset, term.integer(places[0].offset)))
    return statements


def _state_risk(risk: RiskFactor, report: Report, names: Names) -> list[Statement]:
    concepts = sorted({exposure.concept for exposure in report.exposures if exposure.risk == risk.place})
    return [
        *_start(GG.RiskFactor, names, risk.place),
        (SKOS.prefLabel, term.english(risk.label)),
        *(((GG.category, term.iri(risk.category)),) if risk.category is not None else ()),
        *((GG.bearsOn, term.iri(concept)) for concept in concepts),
    ]


def _state_driver(driver: RiskDriver, names: Names) -> list[Statement]:
    return [
        *_start(GG.RiskDriver, names, driver.place),
        (SKOS.prefLabel, term.english(driver.label)),
        (GG.partOf, term.iri(names.risk(driver.risk))),
    ]


def _state_exposure(exposure: Exposure, names: Names) -> list[Statement]:
    statements = [(RDF.type, term.iri(GG.Exposure)), (GG.risk, term.iri(names.risk(exposure.risk)))]
    if exposure.driver is not None:
        statements.append((GG.driver, term.iri(names.driver(exposure.driver))))
    return [
        *statements,
        (GG.concept, term.iri(exposure.concept)),
        (GG.lineItem, term.iri(names.line_item(exposure.line_item))),
        *((axis, term.refer(member)) for axis, member in exposure.dimensions),
        (GG.effect, term.string(exposure.effect)),
        (GG.basis, term.string(exposure.basis)),
    ]


def _state_relationship(relationship: Relationship, names: Names) -> list[Statement]:
    statements = [
        *_start(GG.Relationship, names, *relationship.places),
        (GG.subject, term.iri(names.rebase(relationship.subject))),
        (GG.relationshipRole, term.iri(relationship.role)),
        (GG.object, term.iri(names.rebase(relationship.object))),
    ]
    known = ((GG.share, relationship.share), (GG.since, relationship.since), (GG.until, relationship.until))
    statements += [(predicate, term.literal(value)) for predicate, value in known if value is not None]
    if relationship.event is not None:
        statements.append((GG.event, term.iri(names.rebase(relationship.event))))
    return statements


def _state_event(event: Event, names: Names) -> list[Statement]:
    days = ((GG.startDate, event.start), (GG.endDate, event.end))
    return [
        *_start(GG.Event, names, *event.places),
        (SKOS.prefLabel, term.english(event.label)),
        (GG.category, term.iri(event.category)),
        *((predicate, term.literal(day)) for predicate, day in days if day is not None),
        (GG.precision, term.string(event.precision)),
        *((GG.participant, term.iri(names.rebase(name))) for name in event.participants),
    ]


def _state_mention(mention: Mention, names: Names) -> list[Statement]:
    return [
        *_start(GG.Mention, names, mention.place),
        (GG.printedText, term.string(mention.printed_text)),
        (GG.mentioned, term.iri(names.rebase(mention.entity))),
    ]
