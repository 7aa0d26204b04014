"""What a narrative section says, from a graph: risks with drivers and exposures, relationships, events, mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, TypeVar

from gaapgraph.model import Event, Exposure, LineItem, Mention, Place, Relationship, RiskDriver, RiskFactor
from gaapgraph.vocabulary import GG, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.graph.dataset import Dataset
    from gaapgraph.graph.node import Node

__all__ = ["Narrative", "read_narrative"]

T = TypeVar("T", RiskFactor, RiskDriver, Mention)


class Narrative(TypedDict):
    """The narrative parts of a report, by the names of its fields."""

    risks: tuple[RiskFactor, ...]
    drivers: tuple[RiskDriver, ...]
    exposures: tuple[Exposure, ...]
    relationships: tuple[Relationship, ...]
    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]


def read_narrative(dataset: Dataset, document: str) -> Narrative:
    """Return what a document says beyond figures, each kind in the order of its places."""
    told = dataset.subjects(GG.document, document)
    risks = dict(_read_risks(dataset, _of_kind(dataset, told, GG.RiskFactor)))
    drivers = dict(_read_drivers(dataset, _of_kind(dataset, told, GG.RiskDriver), risks))
    exposures = list(_read_exposures(dataset, risks, drivers))
    return Narrative(
        risks=tuple(_in_order(risks.values())),
        drivers=tuple(_in_order(drivers.values())),
        exposures=tuple(sorted(exposures, key=_rank_exposure)),
        relationships=tuple(_read_relationships(dataset, _of_kind(dataset, told, GG.Relationship))),
        events=tuple(_read_events(dataset, _of_kind(dataset, told, GG.Event))),
        mentions=tuple(_in_order(_read_mentions(dataset, _of_kind(dataset, told, GG.Mention)))),
    )


def _of_kind(dataset: Dataset, told: Iterable[str], kind: str) -> list[Node]:
    kinds = set(dataset.instances(kind))
    return [dataset.node(iri) for iri in told if iri in kinds]


def _in_order(found: Iterable[T]) -> list[T]:
    return sorted(found, key=lambda one: one.place.order)


def _rank_exposure(one: Exposure) -> tuple[object, ...]:
    driver = one.driver.order if one.driver is not None else ()
    return (one.risk.order, driver, one.concept, one.effect, one.basis, str(one.dimensions))


def _read_risks(dataset: Dataset, nodes: list[Node]) -> Iterator[tuple[str, RiskFactor]]:
    for node in nodes:
        place = dataset.place(node)
        if place is not None:
            yield node.iri, RiskFactor(place, node.text(SKOS.prefLabel) or "", node.link(GG.category))


def _read_drivers(
    dataset: Dataset, nodes: list[Node], risks: dict[str, RiskFactor]
) -> Iterator[tuple[str, RiskDriver]]:
    for node in nodes:
        place, risk = dataset.place(node), risks.get(node.link(GG.partOf) or "")
        if place is not None and risk is not None:
            yield node.iri, RiskDriver(place, node.text(SKOS.prefLabel) or "", risk.place)


def _read_exposures(
    dataset: Dataset, risks: dict[str, RiskFactor], drivers: dict[str, RiskDriver]
) -> Iterator[Exposure]:
    for iri in dataset.instances(GG.Exposure):
        node = dataset.node(iri)
        risk, concept = risks.get(node.link(GG.risk) or ""), node.link(GG.concept)
        driver = drivers.get(node.link(GG.driver) or "")
        if risk is None or concept is None:
            continue
        yield Exposure(
            risk.place,
            concept,
            node.text(GG.effect) or "",
            node.text(GG.basis) or "",
            driver=None if driver is None else driver.place,
            dimensions=LineItem(concept, dataset.dimensions(node)).members,
        )


def _places(node: Node) -> tuple[Place, ...]:
    """Return the lines of what is told at several places, with the offset where it is one place."""
    lines = sorted(int(line) for line in node.texts(GG.line) if line.isascii() and line.isdigit() and len(line) < 10)
    if len(lines) == 1:
        return (Place(lines[0], offset=node.position(GG.offset, 0)),)
    return tuple(Place(line) for line in lines)


def _read_relationships(dataset: Dataset, nodes: list[Node]) -> list[Relationship]:
    found = []
    for node in nodes:
        subject, role, object_ = (node.link(name) for name in (GG.subject, GG.relationshipRole, GG.object))
        if subject is None or role is None or object_ is None:
            continue
        found.append(
            Relationship(
                _places(node),
                subject,
                role,
                object_,
                share=node.decimal(GG.share),
                since=node.day(GG.since),
                until=node.day(GG.until),
                event=node.link(GG.event),
            )
        )
    return sorted(found, key=_rank_relationship)


def _rank_relationship(one: Relationship) -> tuple[object, ...]:
    first = [place.order for place in one.places[:1]]
    return (first, one.subject, one.role, one.object, str(one.since or ""), str(one.until or ""))


def _read_events(dataset: Dataset, nodes: list[Node]) -> list[Event]:
    found = []
    for node in nodes:
        category = node.link(GG.category)
        if category is None:
            continue
        found.append(
            Event(
                node.iri,
                _places(node),
                node.text(SKOS.prefLabel) or "",
                category,
                start=node.day(GG.startDate),
                end=node.day(GG.endDate),
                precision=node.text(GG.precision) or "undated",
                participants=tuple(node.texts(GG.participant)),
            )
        )
    return sorted(found, key=lambda one: (*[place.order for place in one.places[:1]], one.iri))


def _read_mentions(dataset: Dataset, nodes: list[Node]) -> Iterator[Mention]:
    for node in nodes:
        place, entity = dataset.place(node), node.link(GG.mentioned)
        if place is not None and entity is not None:
            yield Mention(place, node.text(GG.printedText) or "", entity)
