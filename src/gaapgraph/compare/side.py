"""One report as a comparison sees it: its facts, their places, the rows that map labels, what was noticed."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph

from gaapgraph.vocabulary import DCTERMS, GG, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Quad, Store

__all__ = ["Figure", "Notice", "Place", "Row", "Side", "name_place", "read_sides"]

_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)
_NARRATIVE = (GG.RiskFactor, GG.RiskDriver, GG.Exposure, GG.Relationship, GG.Event)

Graph = dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact is stated, and what the print means there.

    Attributes:
        printed: What the print says where it says something else than it means, by the name of the property.
    """

    iri: str
    fact: str
    line: int
    column: int | None
    offset: int | None
    text: str
    label: str
    head: str
    mapping: str | None
    value: str | None
    decimals: str | None
    printed: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The place as people write it."""
        return name_place(self.line, self.column, self.offset)

    @property
    def order(self) -> tuple[int, int, int]:
        """Document order."""
        return (self.line, self.column or 0, self.offset or 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact: what it is about, by the names of its dimensions, and what it says."""

    iri: str
    key: str
    dimensions: tuple[tuple[str, str], ...]
    value: str | None
    decimals: str | None
    bounds: tuple[Decimal, Decimal] | None
    is_approximate: bool
    places: tuple[Place, ...]

    @property
    def about(self) -> dict[str, str]:
        """Its dimensions by name: `concept`, `entity`, `period`, `unit` …, and each axis by its IRI."""
        return dict(self.dimensions)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a mapping set that the report cites."""

    iri: str
    label: str
    match: str
    object: str
    justification: str
    confidence: str
    comment: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A finding of the reader."""

    code: str
    severity: str
    message: str
    line: int
    place: str


@dataclass(slots=True)
class Side:
    """All that is compared of one report.

    Attributes:
        graph: Every resource with its properties, literals as their lexical forms.
        text: The document's lines by number, where the document itself was given.
    """

    report: str
    entity: str
    entity_name: str
    file: str
    sha256: str
    about: dict[str, str]
    figures: dict[str, Figure]
    rows: dict[str, Row]
    notices: list[Notice]
    graph: Graph
    text: dict[int, str] = field(default_factory=dict)
    key_of: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Remember the key of each fact by its IRI."""
        self.key_of = {each.iri: key for key, each in self.figures.items()}

    @property
    def places(self) -> list[Place]:
        """Every place in document order."""
        places = [place for each in self.figures.values() for place in each.places]
        return sorted(places, key=lambda place: (place.order, place.iri))

    @property
    def narrative(self) -> dict[str, dict[str, list[str]]]:
        """Its risks, drivers, exposures, relationships and events."""
        return {
            iri: has for iri, has in self.graph.items() if any(kind in has.get(RDF.type, ()) for kind in _NARRATIVE)
        }


def read_sides(store: Store, texts: Mapping[str, str]) -> list[Side]:
    """Return the reports of a store, in the order of their IRIs.

    Args:
        store: Reports in named graphs, or in the default graph.
        texts: Of documents that were given themselves, by their SHA-256.
    """
    sides: dict[str, Side] = {}
    for name in sorted([*store.named_graphs()], key=str):
        graph = _gather(store.quads_for_pattern(None, None, None, name))
        sides |= {report: _read(graph, report) for report in _reports(graph)}
    rest = _gather(store.quads_for_pattern(None, None, None, DefaultGraph()))
    for report in _reports(rest):
        sides.setdefault(report, _read(rest, report))
    for side in sides.values():
        if side.sha256 in texts:
            side.text = dict(enumerate(texts[side.sha256].split("\n"), 1))
    return [sides[report] for report in sorted(sides)]


def name_place(line: int, column: int | None, offset: int | None) -> str:
    """Return a place as people write it.

    >>> name_place(53, 2, None), name_place(169, None, 63)
    ('53:2', '169@63')
    """
    if column is not None and offset is None:
        return f"{line}:{column}"
    return str(line) if offset is None else f"{line}@{offset}"


def _gather(quads: Iterable[Quad]) -> Graph:
    graph: Graph = {}
    for quad in quads:
        values = graph.setdefault(_text(quad.subject), {}).setdefault(quad.predicate.value, [])
        values.append(_text(quad.object))
    return graph


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _reports(graph: Graph) -> list[str]:
    return sorted(iri for iri, has in graph.items() if GG.Report in has.get(RDF.type, ()))


def _read(graph: Graph, report: str) -> Side:
    has = graph[report]
    entity = _one(has, GG.entity) or ""
    document = graph.get(_one(has, GG.document) or "", {})
    about = {
        "title": _one(has, DCTERMS.title),
        "issued": _one(has, DCTERMS.issued),
        "taxonomy version": " ".join(sorted(has.get(GG.taxonomyVersion, ()))),
        "media type": _one(document, GG.mediaType),
    }
    kinds: dict[str, list[str]] = {}
    for iri in sorted(graph):
        for kind in graph[iri].get(RDF.type, ()):
            kinds.setdefault(kind, []).append(iri)
    axes = set(kinds.get(GG.Dimension, ()))
    stated: dict[str, list[Place]] = {}
    for iri in kinds.get(GG.Occurrence, ()):
        place = _place(iri, graph[iri])
        stated.setdefault(place.fact, []).append(place)
    facts = [iri for iri in kinds.get(GG.Fact, ()) if report in graph[iri].get(GG.report, ())]
    figures = [_figure(iri, graph[iri], axes, stated.get(iri, [])) for iri in facts]
    name = _one(graph.get(entity, {}), SKOS.prefLabel) or entity
    return Side(
        report,
        entity,
        name,
        _one(document, GG.fileName) or report,
        _one(document, GG.sha256) or "",
        {key: value for key, value in about.items() if value},
        {figure.key: figure for figure in figures},
        {iri: _row(iri, graph[iri]) for iri in kinds.get(GG.Mapping, ())},
        [_notice(graph[iri]) for iri in kinds.get(GG.Finding, ())],
        graph,
    )


def _figure(iri: str, has: dict[str, list[str]], axes: set[str], places: list[Place]) -> Figure:
    core = ("concept", "entity", "period", "comparativePeriod", "unit", "language", "event")
    named = [(name, value) for name in core if (value := _one(has, GG.iri + name))]
    low, high = _one(has, GG.lowerBound), _one(has, GG.upperBound)
    return Figure(
        iri,
        _one(has, GG.key) or iri,
        (*named, *sorted((axis, has[axis][0]) for axis in has.keys() & axes)),
        _one(has, GG.value),
        _one(has, GG.decimals),
        None if low is None or high is None else (Decimal(low), Decimal(high)),
        _one(has, GG.approximate) == "true",
        tuple(sorted(places, key=lambda place: (place.order, place.iri))),
    )


def _place(iri: str, has: dict[str, list[str]]) -> Place:
    shown = ("printedValue", "printedPeriod", "printedConcept")
    return Place(
        iri,
        _one(has, GG.fact) or "",
        _whole(_one(has, GG.line)) or 0,
        _whole(_one(has, GG.column)),
        _whole(_one(has, GG.offset)),
        _one(has, GG.printedText) or "",
        _one(has, GG.label) or "",
        _one(has, GG.headLabel) or "",
        _one(has, GG.mapping),
        _one(has, GG.value),
        _one(has, GG.decimals),
        tuple((name, value) for name in shown if (value := _one(has, GG.iri + name))),
    )


def _row(iri: str, has: dict[str, list[str]]) -> Row:
    match = next((match for match in _MATCHES if match in has), "")
    return Row(
        iri,
        _one(has, SKOS.prefLabel) or "",
        match,
        _one(has, match) or "",
        _one(has, GG.mappingJustification) or "",
        _one(has, GG.confidence) or "",
        _one(has, GG.comment) or "",
    )


def _notice(has: dict[str, list[str]]) -> Notice:
    line, column, offset = (_whole(_one(has, name)) for name in (GG.line, GG.column, GG.offset))
    return Notice(
        _one(has, GG.code) or "",
        _one(has, GG.severity) or "",
        _one(has, GG.message) or "",
        line or 0,
        name_place(line or 0, column, offset),
    )


def _one(has: dict[str, list[str]], predicate: str) -> str | None:
    values = has.get(predicate)
    return min(values) if values else None


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)
