"""Facts, their occurrences and the reader's findings as RDF resources."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gaapgraph.model import Fraction, bounds
from gaapgraph.vocabulary import DCTERMS, GG, RDF
from gaapgraph.write import term
from gaapgraph.write.resource_name import place_slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.model import Fact, Finding, Occurrence, Place, Proposal, Report, Value
    from gaapgraph.write.resource_name import Names

__all__ = [
    "Resource",
    "Statement",
    "describe_corrections",
    "describe_facts",
    "describe_findings",
    "describe_footnotes",
    "describe_tuples",
]

Statement = tuple[str, str]


class Resource(NamedTuple):
    """A subject with its statements, each a predicate IRI and an object in N-Triples text."""

    iri: str
    statements: list[Statement]


_FACT = (RDF.type, term.iri(GG.Fact))
_OCCURRENCE = (RDF.type, term.iri(GG.Occurrence))
_FINDING = (RDF.type, term.iri(GG.Finding))


def describe_facts(report: Report, names: Names) -> Iterator[Resource]:
    """Yield each fact, followed by its occurrences in document order."""
    report_term = term.iri(names.report)
    for fact in report.facts:
        name = names.fact(fact.dimensions)
        yield Resource(name, _state_fact(fact, names, report_term))
        fact_term = term.iri(name)
        for occurrence in fact.occurrences:
            statements = _state_occurrence(occurrence, names)
            document = term.iri(names.document_of(occurrence.place.document))
            start = [_OCCURRENCE, (GG.fact, fact_term), (GG.document, document)]
            at = names.occurrence(occurrence.place)
            offered = [(names.proposal(at, one.rank), one) for one in occurrence.proposals]
            statements += [(GG.proposal, term.iri(proposal)) for proposal, _ in offered]
            yield Resource(at, start + statements)
            for proposal, one in offered:
                yield Resource(proposal, _state_proposal(one))


def describe_footnotes(report: Report, names: Names) -> Iterator[Resource]:
    """Yield the footnotes in the report's order."""
    wanted = {element for note in report.footnotes for element in note.elements}
    wanted |= {element for link in report.fact_links for element in (*link.sources, *link.targets)}
    prints = {
        one.place.element_id: names.occurrence_at(one.place)
        for fact in report.facts
        for one in (fact.occurrences if wanted else ())
        if one.place.element_id in wanted
    }
    for note in report.footnotes:
        statements = [
            (RDF.type, term.iri(GG.Footnote)),
            (GG.text, term.in_language(note.text, note.language)),
            (GG.footnoteRole, term.iri(note.role)),
            (GG.arcrole, term.iri(note.arcrole)),
            *((GG.fact, term.iri(names.fact(key))) for key in note.facts),
            *((GG.occurrence, term.iri(prints[element])) for element in note.elements if element in prints),
        ]
        yield Resource(names.footnote(note), statements)
    for link in report.fact_links:
        statements = [
            (RDF.type, term.iri(GG.FactLink)),
            (GG.report, term.iri(names.report)),
            (GG.footnoteRole, term.iri(link.role)),
            (GG.arcrole, term.iri(link.arcrole)),
            *((GG.linkSource, term.iri(prints[element])) for element in link.sources if element in prints),
            *((GG.linkTarget, term.iri(prints[element])) for element in link.targets if element in prints),
        ]
        yield Resource(names.fact_link(link), statements)


def describe_tuples(report: Report, names: Names) -> Iterator[Resource]:
    """Yield the tuples in the report's order."""
    for one in report.tuples:
        statements = [
            (RDF.type, term.iri(GG.Tuple)),
            (GG.report, term.iri(names.report)),
            (GG.document, term.iri(names.document)),
            (GG.concept, term.iri(one.concept)),
            *_state_place(one.place),
        ]
        if one.parent is not None:
            statements.append((GG.tuple, term.iri(names.tuple(one.parent))))
        if one.is_nil:
            statements.append((GG.isNil, term.true))
        yield Resource(names.tuple(one.place.xpath or ""), statements)


def describe_findings(report: Report, names: Names, occurrences: dict[str, list[str]]) -> Iterator[Resource]:
    """Yield the findings in the report's order.

    Args:
        report: The report.
        names: Of its resources.
        occurrences: IRIs of the occurrences at each place, by `place_slug`.
    """
    for finding in report.findings:
        statements = [
            _FINDING,
            (GG.document, term.iri(names.document_of(finding.place.document))),
            *_state_finding(finding),
            *((GG.occurrence, term.iri(at)) for at in occurrences.get(place_slug(finding.place), ())),
        ]
        yield Resource(names.finding(finding), statements)


def describe_corrections(report: Report, names: Names, occurrences: dict[str, list[str]]) -> Iterator[Resource]:
    """Yield what persons corrected, in the report's order, each with the occurrences that it changed.

    Args:
        report: The report.
        names: Of its resources.
        occurrences: IRIs of the occurrences at each place, by `place_slug`.
    """
    for one in report.corrections:
        changed = [at for place in one.places for at in occurrences.get(place_slug(place), ())]
        statements = [
            (RDF.type, term.iri(GG.Correction)),
            (GG.document, term.iri(names.document)),
            *_state_place(one.place),
            (GG.scope, term.string(one.scope)),
            (GG.printedText, term.string(one.printed_text)),
            (GG.correctedPart, term.string(one.part)),
            (GG.correctedTo, term.string(one.value)),
            *((GG.readBefore, term.string(text)) for text in one.before),
            (DCTERMS.creator, term.string(one.author)),
            (GG.reason, term.string(one.reason)),
            *((GG.occurrence, term.iri(at)) for at in dict.fromkeys(changed)),
        ]
        if one.made is not None:
            statements.append((DCTERMS.created, term.literal(one.made)))
        yield Resource(names.correction(one), statements)


def _state_fact(fact: Fact, names: Names, report: str) -> list[Statement]:
    key = fact.dimensions
    statements = [
        _FACT,
        (GG.report, report),
        (GG.concept, term.iri(key.concept)),
        (GG.entity, term.iri(names.rebase(key.entity))),
    ]
    if key.period is not None:
        statements.append((GG.period, term.iri(names.period(key.period))))
    if key.comparative is not None:
        statements.append((GG.comparativePeriod, term.iri(names.period(key.comparative))))
    if key.unit is not None:
        statements.append((GG.unit, term.iri(names.unit(key.unit))))
    statements += _state_value(fact.value, fact.decimals, unknown=fact.accuracy_unknown)
    if fact.is_nil:
        statements.append((GG.isNil, term.true))
    if fact.approximate:
        statements.append((GG.approximate, term.true))
    statements += [(axis, term.refer(member)) for axis, member in key.dimensions]
    statements += [
        (GG.dimensionCount, term.integer(len(key.dimensions))),
        (GG.lineItem, term.iri(names.line_item(key.line_item))),
        (GG.key, term.string(key.key)),
    ]
    return statements + _state_links(fact, names)


def _state_links(fact: Fact, names: Names) -> list[Statement]:
    statements: list[Statement] = []
    if fact.dimensions.parent is not None:
        statements.append((GG.tuple, term.iri(names.tuple(fact.dimensions.parent))))
    if fact.dimensions.language is not None:
        statements.append((GG.language, term.string(fact.dimensions.language)))
    event = fact.dimensions.event or fact.event
    if event is not None:
        statements.append((GG.event, term.iri(names.rebase(event))))
    if fact.translation_of is not None:
        statements.append((GG.translationOf, term.iri(names.fact(fact.translation_of))))
    if fact.exchange_rate is not None:
        statements.append((GG.exchangeRate, term.literal(fact.exchange_rate)))
    statements += [(GG.supersededBy, term.iri(later)) for later in fact.superseded_by]
    return statements


def _state_proposal(proposal: Proposal) -> list[Statement]:
    statements = [
        (RDF.type, term.iri(GG.Proposal)),
        (GG.concept, term.iri(proposal.concept)),
        (GG.rank, term.integer(proposal.rank)),
    ]
    if proposal.confidence is not None:
        statements.append((GG.confidence, term.literal(proposal.confidence)))
    return statements


def _state_value(value: Value | None, decimals: int | None, *, unknown: bool) -> list[Statement]:
    if value is None:
        return []
    if isinstance(value, Fraction):
        return [
            (GG.fractionNumerator, term.literal(value.numerator)),
            (GG.fractionDenominator, term.literal(value.denominator)),
        ]
    return _state_number(value, decimals, unknown) if isinstance(value, Decimal) else [(GG.value, _literal(value))]


@lru_cache(maxsize=4, typed=True)  # a fact and its prints: texts are long
def _literal(value: Value) -> str:
    return term.literal(value)


@lru_cache(maxsize=16)  # a fact and its prints
def _state_number(value: Decimal, decimals: int | None, unknown: bool) -> list[Statement]:
    lower, upper = bounds(value, decimals)
    statements = [(GG.value, term.literal(value))]
    if unknown:
        statements.append((GG.accuracy, term.iri(GG.unknown)))
    elif decimals is not None:
        statements.append((GG.decimals, term.integer(decimals)))
    return [*statements, (GG.lowerBound, term.literal(lower)), (GG.upperBound, term.literal(upper))]


def _state_occurrence(occurrence: Occurrence, names: Names) -> list[Statement]:
    statements = _state_place(occurrence.place)
    statements.append((GG.printedText, term.string(occurrence.printed_text)))
    statements += _state_value(occurrence.value, occurrence.decimals, unknown=occurrence.accuracy_unknown)
    if occurrence.approximate:
        statements.append((GG.approximate, term.true))
    if occurrence.label:
        statements.append((GG.label, term.string(occurrence.label)))
    if occurrence.label_line is not None:
        statements.append((GG.labelLine, term.integer(occurrence.label_line)))
    if occurrence.head:
        statements.append((GG.headLabel, term.string(occurrence.head)))
    if occurrence.mapping is not None:
        statements.append((GG.mapping, term.iri(occurrence.mapping)))
    if occurrence.role is not None:
        statements.append((GG.networkRole, term.iri(occurrence.role)))
    if occurrence.copy_of is not None:
        statements.append((GG.copyOf, term.iri(names.occurrence_at(occurrence.copy_of))))
    if occurrence.is_primary:
        statements.append((GG.inPrimaryStatement, term.true))
    if occurrence.printed_value is not None:
        statements.append((GG.printedValue, term.literal(occurrence.printed_value)))
    if occurrence.printed_period is not None:
        statements.append((GG.printedPeriod, term.iri(names.period(occurrence.printed_period))))
    if occurrence.printed_concept is not None:
        statements.append((GG.printedConcept, term.iri(occurrence.printed_concept)))
    return statements


def _state_finding(finding: Finding) -> list[Statement]:
    return [
        (GG.code, term.string(finding.code)),
        (GG.severity, term.string(finding.severity)),
        *_state_place(finding.place),
        (GG.message, term.string(finding.message)),
    ]


def _state_place(place: Place) -> list[Statement]:
    statements = [(GG.line, term.integer(place.line))] if place.line else []
    if place.table is not None:
        statements.append((GG.table, term.integer(place.table)))
    if place.row is not None:
        statements.append((GG.row, term.integer(place.row)))
    if place.column is not None:
        statements.append((GG.column, term.integer(place.column)))
    if place.value_column is not None:
        statements.append((GG.valueColumn, term.integer(place.value_column)))
    if place.offset is not None:
        statements.append((GG.offset, term.integer(place.offset)))
    if place.xpath is not None:
        statements.append((GG.xpath, term.string(place.xpath)))
    if place.element_id is not None:
        statements.append((GG.elementId, term.string(place.element_id)))
    return statements
