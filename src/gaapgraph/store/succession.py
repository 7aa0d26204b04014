"""Which facts of a store later filings of the same entity supersede; ontology/supersede.ru says the same in SPARQL."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from gaapgraph.vocabulary import DCTERMS, GG, RDF
from gaapgraph.write import Stated, list_links

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["link_superseded"]

_ENTITY, _ISSUED, _KEY = NamedNode(GG.entity), NamedNode(DCTERMS.issued), NamedNode(GG.key)
_TYPE, _REPORT, _DATE = NamedNode(RDF.type), NamedNode(GG.Report), NamedNode(GG.date)
_DECIMAL, _LONGEST = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII), 200
_SUPERSEDED = NamedNode(GG.supersededBy)


def link_superseded(store: Store) -> None:
    """Add to the graphs of earlier reports which of their facts are superseded by those of later ones in the store.

    A report without a day of issue is as old as its newest balance. Stores where no entity has two reports are left
    as they are.
    """
    entities = {
        quad.subject: entity
        for quad in store.quads_for_pattern(None, _TYPE, _REPORT)
        if isinstance(quad.subject, NamedNode) and (entity := _find(store, quad.subject, quad.subject, _ENTITY))
    }
    counts = Counter(entities.values())
    points: dict[str, list[tuple[NamedNode, NamedNode, str]]] = defaultdict(list)
    for graph, entity in entities.items():
        day = _find_day(store, graph) if counts[entity] > 1 else None
        if day is not None:
            for quad in store.quads_for_pattern(None, _KEY, None, graph):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                    points[quad.object.value].append((graph, quad.subject, day))
    shared = (
        [_read(store, graph, fact, day) for graph, fact, day in points[key]]
        for key in sorted(points)
        if len(points[key]) > 1
    )
    for link in list_links(shared):
        store.add(Quad(NamedNode(link.earlier), _SUPERSEDED, NamedNode(link.later), NamedNode(link.graph)))


def _find(store: Store, graph: NamedNode, subject: NamedNode, predicate: NamedNode) -> str:
    """Return the first value of a predicate, or an empty text."""
    quads = store.quads_for_pattern(subject, predicate, None, graph)
    return next((str(getattr(quad.object, "value", "")) for quad in quads), "")


def _find_day(store: Store, graph: NamedNode) -> str | None:
    issued = _find(store, graph, graph, _ISSUED)
    if issued:
        return issued
    used = {quad.object for quad in store.quads_for_pattern(None, NamedNode(GG.period), None, graph)}
    days = (
        quad.object.value
        for quad in store.quads_for_pattern(None, _DATE, None, graph)
        if quad.subject in used and isinstance(quad.object, Literal)
    )
    return max(days, default=None)


def _read(store: Store, graph: NamedNode, fact: NamedNode, day: str) -> Stated:
    value, low, high = (_find(store, graph, fact, NamedNode(name)) for name in (GG.value, GG.lowerBound, GG.upperBound))
    if not (_is_number(low) and _is_number(high)):
        low = high = ""
    return Stated(entity="", key="", day=day, graph=graph.value, fact=fact.value, value=value, low=low, high=high)


def _is_number(text: str) -> bool:
    """Say whether a bound can be reckoned with: data from elsewhere may have anything there."""
    return len(text) < _LONGEST and _DECIMAL.fullmatch(text) is not None
