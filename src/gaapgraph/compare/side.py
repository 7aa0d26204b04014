"""One report as a comparison sees it: its facts, their places, the rows that map labels, what was noticed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from gaapgraph.frozen_class import frozen
from gaapgraph.graph import MATCHES, Dataset, list_notices
from gaapgraph.vocabulary import DCTERMS, GG, SKOS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from gaapgraph.graph import Figure, Notice, StatedFact
    from gaapgraph.model import Value

__all__ = ["Row", "Side", "Statement", "read_sides"]

_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)
_NARRATIVE = (GG.RiskFactor, GG.RiskDriver, GG.Exposure, GG.Relationship, GG.Event)

Graph = dict[str, dict[str, list[str]]]


@frozen
class Statement:
    """A fact with every place that states it.

    Attributes:
        about: Its core dimensions by name, as people read them: `concept`, `entity`, `period`, `unit` …
        members: Its taxonomy-defined dimensions, axis and member by short name.
    """

    fact: StatedFact
    places: tuple[Figure, ...]
    about: dict[str, str]
    members: tuple[tuple[str, str], ...]

    @property
    def iri(self) -> str:
        """Of the fact."""
        return self.fact.iri

    @property
    def key(self) -> str:
        """By which facts of both sides join."""
        return self.fact.key

    @property
    def value(self) -> Value | None:
        """What it says."""
        return self.fact.value


@frozen
class Row:
    """A row of a mapping set that the report cites; `match` and `object` are short names."""

    iri: str
    label: str
    match: str
    object: str
    justification: str
    confidence: str
    comment: str


@dataclass(slots=True, kw_only=True)
class Side:
    """All that is compared of one report.

    Attributes:
        dataset: Its graph, which says what its terms are called.
        narrative: Its risks, drivers, exposures, relationships and events with their properties, literals as text.
        entity: What tells the reporter apart.
        text: The document's lines by number, where the document itself was given.
    """

    report: str
    entity: str
    entity_name: str
    file: str
    sha256: str
    about: dict[str, str]
    figures: dict[str, Statement]
    rows: dict[str, Row]
    notices: list[Notice]
    dataset: Dataset
    narrative: Graph
    text: dict[int, str] = field(default_factory=dict)
    key_of: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Remember the key of each fact by its IRI."""
        self.key_of = {each.iri: key for key, each in self.figures.items()}

    @property
    def places(self) -> list[Figure]:
        """Every place in document order."""
        places = [place for each in self.figures.values() for place in each.places]
        return sorted(places, key=lambda one: (one.place.order, one.iri))


def read_sides(store: Store, texts: Mapping[str, str]) -> list[Side]:
    """Return the reports of a store, in the order of their IRIs.

    Args:
        store: Reports in named graphs, or in the default graph.
        texts: Of documents that were given themselves, by their SHA-256.
    """
    sides: dict[str, Side] = {}
    for name in sorted([*store.named_graphs()], key=str):
        if isinstance(name, NamedNode):
            dataset = Dataset(store, name.value)
            sides |= {report: _read(dataset, report) for report in dataset.instances(GG.Report)}
    rest = Dataset(store, "")
    for report in rest.instances(GG.Report):
        sides.setdefault(report, _read(rest, report))
    for side in sides.values():
        if side.sha256 in texts:
            side.text = dict(enumerate(texts[side.sha256].split("\n"), 1))
    return [sides[report] for report in sorted(sides)]


def _read_narrative(dataset: Dataset) -> Graph:
    found = sorted({iri for kind in _NARRATIVE for iri in dataset.instances(kind)})
    nodes = map(dataset.node, found)
    return {node.iri: {name: node.texts(name) for name in node.statements} for node in nodes}


def _read(dataset: Dataset, report: str) -> Side:
    node = dataset.node(report)
    entity, document = node.link(GG.entity) or "", dataset.node(node.link(GG.document) or "urn:none")
    about = {
        "title": node.text(DCTERMS.title),
        "issued": node.text(DCTERMS.issued),
        "taxonomy version": " ".join(sorted(node.texts(GG.taxonomyVersion))),
        "media type": document.text(GG.mediaType),
    }
    stated: dict[str, list[Figure]] = {}
    for figure in dataset.figures():
        stated.setdefault(figure.fact.iri, []).append(figure)
    kinds = set(dataset.instances(GG.Fact))
    facts = [fact for iri in dataset.subjects(GG.report, report) if iri in kinds and (fact := dataset.fact(iri))]
    figures = [_state(dataset, fact, stated.get(fact.iri, [])) for fact in facts]
    return Side(
        report=report,
        entity=_identify(dataset, entity),
        entity_name=dataset.label(entity) or entity if entity else "",
        file=document.text(GG.fileName) or report,
        sha256=document.text(GG.sha256) or "",
        about={key: value for key, value in about.items() if value},
        figures={figure.key: figure for figure in figures},
        rows={iri: _row(dataset, iri) for iri in dataset.instances(GG.Mapping)},
        notices=list_notices(dataset),
        dataset=dataset,
        narrative=_read_narrative(dataset),
    )


def _identify(dataset: Dataset, entity: str) -> str:
    """Return what tells an entity apart under any base: its scheme and identifier, or its IRI where it has none."""
    node = dataset.node(entity or "urn:none")
    scheme, identifier = node.link(GG.scheme), node.text(GG.identifier)
    return f"{scheme} {identifier}" if scheme and identifier else entity


def _state(dataset: Dataset, fact: StatedFact, places: list[Figure]) -> Statement:
    key = fact.about
    known = {
        "concept": dataset.name(key.concept),
        "entity": dataset.name(key.entity) if key.entity else None,
        "period": None if key.period is None else str(key.period),
        "comparativePeriod": None if key.comparative is None else str(key.comparative),
        "unit": None if key.unit is None else key.unit.slug,
        "language": key.language,
        "event": None if fact.event is None else dataset.name(fact.event),
    }
    members = tuple(
        (dataset.name(axis), dataset.name(member) if isinstance(member, str) else member.lexical)
        for axis, member in key.dimensions
    )
    return Statement(fact, tuple(places), {name: text for name, text in known.items() if text}, members)


def _row(dataset: Dataset, iri: str) -> Row:
    node = dataset.node(iri)
    match = next((match for match in MATCHES if match in node.statements), "")
    return Row(
        iri=iri,
        label=node.text(SKOS.prefLabel) or "",
        match=dataset.name(match) if match else "",
        object=dataset.name(node.link(match) or "") if match else "",
        justification=(node.text(GG.mappingJustification) or "").removeprefix("semapv:"),
        confidence=node.text(GG.confidence) or "",
        comment=node.text(GG.comment) or "",
    )
