"""What facts refer to, as RDF resources: entities, periods, units, concepts, dimensions, members, line items."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.model import Concept, Duration, Entity, Forever, Instant, LineItem, Member, find_year_earlier
from gaapgraph.vocabulary import BASE, GG, RDF, SKOS, SRT
from gaapgraph.write import term
from gaapgraph.write.fact_statement import Resource

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from gaapgraph.model import ConceptLabel, Fact, LabelMapping, Period, Report, Unit
    from gaapgraph.write.fact_statement import Statement
    from gaapgraph.write.resource_name import Names

__all__ = [
    "describe_axes",
    "describe_concepts",
    "describe_context",
    "describe_line_items",
    "describe_members",
    "describe_periods",
    "describe_units",
]

_SCENARIO = SRT + "StatementScenarioAxis"


@dataclass(slots=True)
class _Used:
    """What a report uses, gathered so that each thing is described once."""

    periods: set[Period] = field(default_factory=set)
    units: set[Unit] = field(default_factory=set)
    items: set[LineItem] = field(default_factory=set)
    concepts: set[str] = field(default_factory=set)
    is_forever: bool = False
    events: set[str] = field(default_factory=set)


def describe_context(report: Report, names: Names) -> Iterator[Resource]:
    """Yield all that the report's facts, occurrences and networks refer to, each kind in the order of its names."""
    used = _gather(report)
    yield from _describe_entities(report, names)
    yield from describe_periods(used.periods, names)
    if used.is_forever:
        yield Resource(names.period(Forever()), [(RDF.type, term.iri(GG.Forever))])
    yield from describe_units(used.units, names)
    for event in sorted(used.events - {event.iri for event in report.events}):
        yield Resource(names.rebase(event), [(RDF.type, term.iri(GG.Event))])
    axes = {axis for item in used.items for axis, _ in item.dimensions}
    members = {member for item in used.items for _, member in item.members}
    yield from describe_concepts([_concept(report, name) for name in (used.concepts | report.concepts.keys()) - axes])
    yield from describe_axes([_concept(report, axis) for axis in axes], used.concepts)
    known = [report.members.get(name) or Member(name) for name in members | report.members.keys()]
    yield from describe_members(known, names)
    for iri, labels in sorted(_list_labels(report)):
        for label in labels:
            yield Resource(names.label(iri, label), _state_label(iri, label))
    for mapping in report.mappings:
        yield Resource(mapping.iri, _state_mapping(mapping))
    yield from describe_line_items(used.items, report, names)


def describe_line_items(items: Iterable[LineItem], report: Report, names: Names) -> Iterator[Resource]:
    """Yield line items, each with its base where the report says that its concept is a measure."""
    for item in sorted(items):
        yield Resource(names.line_item(item), _state_line_item(item, report, names))


def _concept(report: Report, name: str) -> Concept:
    return report.concepts.get(name) or Concept(name)


def describe_periods(periods: Iterable[Period], names: Names) -> Iterator[Resource]:
    """Yield periods with the instants at which they open and close, each with the one a year earlier among them."""
    used = set(periods)
    used |= {moment for period in used if isinstance(period, Duration) for moment in (period.opening, period.closing)}
    for period in sorted(used, key=str):
        statements = _state_period(period, names)
        if earlier := find_year_earlier(period, used):
            statements.append((GG.yearEarlier, term.iri(names.period(earlier))))
        yield Resource(names.period(period), statements)


def describe_units(units: Iterable[Unit], names: Names) -> Iterator[Resource]:
    """Yield units of measure."""
    for unit in sorted(units):
        yield Resource(names.unit(unit), _state_unit(unit))


def describe_concepts(concepts: Iterable[Concept]) -> Iterator[Resource]:
    """Yield concepts in the order of their names."""
    for concept in sorted(concepts, key=lambda one: one.iri):
        yield Resource(concept.iri, _state_concept(concept))


def describe_axes(axes: Iterable[Concept], lines: Collection[str] = ()) -> Iterator[Resource]:
    """Yield dimensions in the order of their names.

    Args:
        axes: The dimensions.
        lines: Concepts that stand in networks, where filings list their axes too: such an axis is a concept as well.
    """
    for axis in sorted(axes, key=lambda one: one.iri):
        statements = _state_dimension(axis)
        if axis.iri in lines:
            statements += [pair for pair in _state_concept(axis) if pair not in statements]
        yield Resource(axis.iri, statements)


def describe_members(members: Iterable[Member], names: Names) -> Iterator[Resource]:
    """Yield members in the order of their names."""
    for member in sorted(members, key=lambda one: one.iri):
        yield Resource(member.iri, _state_member(member, names))


def _list_labels(report: Report) -> list[tuple[str, tuple[ConceptLabel, ...]]]:
    return [(one.iri, one.labels) for one in report.concepts.values() if one.labels] + [
        (one.iri, one.labels) for one in report.members.values() if one.labels
    ]


def _gather(report: Report) -> _Used:
    used = _Used()
    for fact in report.facts:
        _gather_fact(fact, used)
    for network in report.networks:
        for arc in network.arcs:
            used.items |= {arc.source, arc.target}
    used.items |= {exposure.line_item for exposure in report.exposures}
    bases = {base for item in used.items if (base := _base_item(item, report)) is not None}
    used.items |= bases | {_actual(base) for base in bases}
    used.items |= {LineItem(item.concept) for item in used.items}
    used.concepts |= {item.concept for item in used.items}
    return used


def _gather_fact(fact: Fact, used: _Used) -> None:
    key = fact.dimensions
    used.items.add(key.line_item)
    periods = {period for period in (key.period, key.comparative) if period is not None}
    used.periods |= {period for period in periods if not isinstance(period, Forever)}
    used.is_forever |= isinstance(key.period, Forever)
    if key.unit is not None:
        used.units.add(key.unit)
    used.events |= {event for event in (key.event, fact.event) if event is not None}
    for occurrence in fact.occurrences:
        if occurrence.printed_period is not None:
            used.periods.add(occurrence.printed_period)
        if occurrence.printed_concept is not None:
            used.concepts.add(occurrence.printed_concept)


def _describe_entities(report: Report, names: Names) -> Iterator[Resource]:
    entities = {**report.entities, report.entity.iri: report.entity}
    for member in report.members.values():
        if member.denotes is not None:
            entities.setdefault(member.denotes, Entity(member.denotes, member.label or ""))
    for name in sorted(entities):
        yield Resource(names.rebase(name), _state_entity(entities[name]))


def _state_entity(entity: Entity) -> list[Statement]:
    statements = [(RDF.type, term.iri(kind)) for kind in (GG.Entity, entity.kind) if kind is not None]
    if entity.label:
        statements.append((SKOS.prefLabel, term.english(entity.label)))
    statements += [(SKOS.altLabel, term.english(label)) for label in entity.alt_labels]
    for scheme, identifier in entity.identifiers[:1]:
        statements += [(GG.scheme, term.iri(scheme)), (GG.identifier, term.string(identifier))]
    statements += [
        (SKOS.notation, f"{term.string(identifier)}^^{term.iri(scheme)}")
        for scheme, identifier in entity.identifiers[1:]
    ]
    return statements


def _state_period(period: Period, names: Names) -> list[Statement]:
    if isinstance(period, Instant):
        return [(RDF.type, term.iri(GG.Instant)), (GG.date, term.literal(period.date))]
    return [
        (RDF.type, term.iri(GG.Duration)),
        (GG.startDate, term.literal(period.start)),
        (GG.endDate, term.literal(period.end)),
        (GG.openingInstant, term.iri(names.period(period.opening))),
        (GG.closingInstant, term.iri(names.period(period.closing))),
    ]


def _state_unit(unit: Unit) -> list[Statement]:
    return [
        (RDF.type, term.iri(GG.Unit)),
        (SKOS.prefLabel, term.english(str(unit))),
        *((GG.numerator, term.iri(measure)) for measure in dict.fromkeys(unit.numerator)),
        *((GG.denominator, term.iri(measure)) for measure in dict.fromkeys(unit.denominator)),
        *([(GG.factors, term.string(unit.factors))] if unit.is_power else []),
    ]


def _state_concept(concept: Concept) -> list[Statement]:
    statements = [(RDF.type, term.iri(GG.Concept))]
    if concept.label is not None:
        statements.append((SKOS.prefLabel, term.english(concept.label)))
    words = ((GG.periodType, concept.period_type), (GG.balance, concept.balance), (GG.dataType, concept.data_type))
    statements += [(predicate, term.string(word)) for predicate, word in words if word is not None]
    links = ((GG.anchor, concept.anchor), (GG.measureOf, concept.measure_of), (GG.measure, concept.measure))
    statements += [(predicate, term.iri(link)) for predicate, link in links if link is not None]
    return statements + [(SKOS.exactMatch, term.iri(match)) for match in concept.exact_matches]


def _state_label(concept: str, label: ConceptLabel) -> list[Statement]:
    return [
        (RDF.type, term.iri(GG.ConceptLabel)),
        (GG.labelled, term.iri(concept)),
        (GG.labelRole, term.iri(label.role)),
        (GG.text, term.in_language(label.text, label.language)),
    ]


def _state_dimension(axis: Concept) -> list[Statement]:
    statements = [(RDF.type, term.iri(GG.Dimension))]
    if axis.label is not None:
        statements.append((SKOS.prefLabel, term.english(axis.label)))
    if axis.typed_domain is not None:
        statements.append((GG.typedDomain, term.iri(axis.typed_domain)))
    return statements + [(SKOS.exactMatch, term.iri(match)) for match in axis.exact_matches]


def _state_member(member: Member, names: Names) -> list[Statement]:
    statements = [(RDF.type, term.iri(GG.Member))]
    if member.label is not None:
        statements.append((SKOS.prefLabel, term.english(member.label)))
    if member.denotes is not None:
        statements.append((GG.denotes, term.iri(names.rebase(member.denotes))))
    return statements + [(SKOS.exactMatch, term.iri(match)) for match in member.exact_matches]


def _base_item(item: LineItem, report: Report) -> LineItem | None:
    concept = report.concepts.get(item.concept)
    return LineItem(concept.measure_of, item.dimensions) if concept is not None and concept.measure_of else None


def _actual(item: LineItem) -> LineItem:
    """Return the line item without a scenario: a target is compared with what was."""
    return LineItem(item.concept, tuple(pair for pair in item.dimensions if pair[0] != _SCENARIO))


def _dimension_key(item: LineItem) -> str:
    """Return the dimensions as text, by which line items of different concepts join; empty for a total."""
    return ";".join(f"{axis.removeprefix(BASE)}={str(member).removeprefix(BASE)}" for axis, member in item.dimensions)


def _state_line_item(item: LineItem, report: Report, names: Names) -> list[Statement]:
    base = _base_item(item, report)
    return [
        (RDF.type, term.iri(GG.LineItem)),
        (GG.concept, term.iri(item.concept)),
        *((axis, term.refer(member)) for axis, member in item.dimensions),
        (GG.dimensionCount, term.integer(len(item.dimensions))),
        (GG.dimensionKey, term.string(_dimension_key(item))),
        *(() if base is None else ((GG.baseItem, term.iri(names.line_item(base))),)),
        *(() if base is None else ((GG.comparativeItem, term.iri(names.line_item(_actual(base)))),)),
    ]


def _state_mapping(mapping: LabelMapping) -> list[Statement]:
    statements = [
        (RDF.type, term.iri(GG.Mapping)),
        (SKOS.prefLabel, term.english(mapping.label)),
        (mapping.predicate, term.iri(mapping.object)),
        (GG.mappingJustification, term.string(mapping.justification)),
    ]
    if mapping.confidence:
        statements.append((GG.confidence, term.literal(Decimal(mapping.confidence))))
    if mapping.comment:
        statements.append((GG.comment, term.english(mapping.comment)))
    statements += [(GG.taxonomyVersion, term.iri(version)) for version in mapping.taxonomy_versions]
    return statements
