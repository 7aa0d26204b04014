"""Where a number comes from and what it is tied to, gathered from the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from gaapgraph.errors import NotFoundError
from gaapgraph.store.cell import list_cells, select
from gaapgraph.vocabulary import GG, SKOS, shorten_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

    from gaapgraph.store.cell import Cell

__all__ = ["Evidence", "Neighbour", "Trace", "describe_mapping", "find_fact", "trace"]

_NEIGHBOURS = """
SELECT DISTINCT ?fact ?network ?role ?title ?arcrole ?is_parent ?is_root ?other ?weight ?order
  ?value ?lower ?upper WHERE {
  ?fact gg:lineItem ?item ; gg:report ?report ; gg:entity ?entity .
  { ?arc gg:target ?item ; gg:source ?other . BIND (true AS ?is_parent) }
  UNION { ?arc gg:source ?item ; gg:target ?other . BIND (false AS ?is_parent) }
  ?arc gg:network ?network ; gg:order ?order .
  ?network gg:arcrole ?arcrole ; gg:networkRole ?role .
  FILTER (STRSTARTS(STR(?network), CONCAT(STR(?report), "/")))
  BIND (!EXISTS { ?above gg:target ?other ; gg:network ?network } AS ?is_root)
  OPTIONAL { ?network skos:prefLabel ?title }
  OPTIONAL { ?arc gg:weight ?weight }
  OPTIONAL {
    ?fact gg:period ?period ; gg:unit ?unit .
    ?neighbour gg:lineItem ?other ; gg:report ?report ; gg:period ?period ; gg:unit ?unit ; gg:value ?value .
    OPTIONAL { ?neighbour gg:lowerBound ?lower ; gg:upperBound ?upper }
  }
} ORDER BY ?network ?arcrole DESC(?is_parent) ?order ?other
"""
_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A line item next to the fact's in a network, with its value for the same period and unit.

    Attributes:
        network: The network's title.
        is_root: Nothing stands above it in the network.
        bounds: The least and the greatest value that its accuracy allows, where it has a value.
    """

    network: str
    is_calculation: bool
    is_parent: bool
    is_root: bool
    label: str
    weight: int | None
    value: str | None
    bounds: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a label means what it is taken to mean: a row of a mapping set.

    Attributes:
        elsewhere: What the same label means in other contexts of the data, as short names.
    """

    label: str
    match: str
    object: str
    justification: str
    confidence: str
    comment: str
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """All that the graph says about one fact, in words.

    Attributes:
        properties: Names and values of the fact's properties, IRIs short.
        concept: Properties of its concept likewise.
        dimensions: Axis, member and the member's label of each.
        cells: Every place that states it.
        links: Sentences about facts that it is translated from or to.
    """

    fact: str
    label: str
    properties: dict[str, str]
    concept: dict[str, str]
    dimensions: tuple[tuple[str, str, str], ...]
    cells: tuple[Cell, ...]
    neighbours: tuple[Neighbour, ...]
    links: tuple[str, ...]


def find_fact(store: Store, name: str) -> str:
    """Return the IRI of a fact.

    Args:
        store: The data.
        name: The fact's IRI, the IRI of one of its occurrences, or its key or the beginning of it.

    Raises:
        NotFoundError: No fact, or more than one, has this name.
    """
    if ":" in name:
        fact = _value(store, name, GG.fact)
        found = [fact] if fact else [name] if _value(store, name, GG.concept) else []
    else:
        quads = store.quads_for_pattern(None, NamedNode(GG.key), None, None)
        found = sorted({_text(quad.subject) for quad in quads if name and _text(quad.object).startswith(name)})
    if len(found) != 1:
        raise NotFoundError(
            "no fact has this name" if not found else f"{len(found)} facts have this key",
            where=name,
            mend="give a line, a fact's IRI or its gg:key",
        )
    return found[0]


def trace(store: Store, fact: str) -> Trace:
    """Return what the graph says about a fact."""
    item = _value(store, fact, GG.lineItem)
    concept = _value(store, fact, GG.concept) or ""
    axes = [(axis, member) for axis, member in _statements(store, item or fact) if _is_dimension(store, axis)]
    cells = tuple(list_cells(store, "fact", NamedNode(fact)))
    return Trace(
        fact=fact,
        label=_label(store, concept),
        properties=dict(_named(store, fact)),
        concept={"concept": shorten_iri(concept), **dict(_named(store, concept))},
        dimensions=tuple((shorten_iri(axis), shorten_iri(member), _label(store, member)) for axis, member in axes),
        cells=cells,
        neighbours=tuple(_list_neighbours(store, fact, {cell.role for cell in cells if cell.role})),
        links=tuple(_list_links(store, fact)),
    )


def describe_mapping(store: Store, mapping: str) -> Evidence | None:
    """Return the row of a mapping set that the data cite, or None where they do not describe it."""
    label = _value(store, mapping, SKOS.prefLabel)
    if label is None:
        return None
    match, meant = _match(store, mapping)
    others = {
        shorten_iri(_match(store, other)[1])
        for other in _subjects(store, SKOS.prefLabel, label)
        if _value(store, other, GG.mappingJustification)
    }
    return Evidence(
        label=label,
        match=shorten_iri(match),
        object=shorten_iri(meant),
        justification=_value(store, mapping, GG.mappingJustification) or "",
        confidence=_value(store, mapping, GG.confidence) or "",
        comment=_value(store, mapping, GG.comment) or "",
        elsewhere=tuple(sorted(others - {shorten_iri(meant), ""})),
    )


def _match(store: Store, mapping: str) -> tuple[str, str]:
    return next(((match, meant) for match in _MATCHES if (meant := _value(store, mapping, match))), ("", ""))


def _subjects(store: Store, predicate: str, text: str) -> Iterable[str]:
    term = Literal(text, language="en")
    return sorted({_text(quad.subject) for quad in store.quads_for_pattern(None, NamedNode(predicate), term, None)})


def _list_neighbours(store: Store, fact: str, roles: set[str]) -> list[Neighbour]:
    """Return the fact's neighbours in the networks of the tables that print it; in all where none is known."""
    return [
        Neighbour(
            network=row["title"].value if row["title"] else shorten_iri(row["network"].value),
            is_calculation=row["arcrole"].value.endswith("summation-item"),
            is_parent=row["is_parent"].value == "true",
            is_root=row["is_root"].value == "true",
            label=_label_item(store, row["other"].value),
            weight=int(row["weight"].value) if row["weight"] else None,
            value=row["value"].value if row["value"] else None,
            bounds=(row["lower"].value, row["upper"].value) if row["lower"] else None,
        )
        for row in select(store, _NEIGHBOURS, "fact", NamedNode(fact))
        if not roles or row["role"].value in roles
    ]


def _list_links(store: Store, fact: str) -> list[str]:
    links = []
    if source := _value(store, fact, GG.translationOf):
        rate = _value(store, fact, GG.exchangeRate)
        links.append(f"translated from {_value(store, source, GG.value)} at {rate} ({source})")
    links += [
        f"translated as {_value(store, other, GG.value)} ({other})"
        for quad in store.quads_for_pattern(None, NamedNode(GG.translationOf), NamedNode(fact), None)
        for other in [_text(quad.subject)]
    ]
    return links


def _label_item(store: Store, item: str) -> str:
    concept = _value(store, item, GG.concept) or item
    members = [_label(store, value) for axis, value in _statements(store, item) if _is_dimension(store, axis)]
    return ", ".join([_label(store, concept), *(member.removesuffix(" [Member]") for member in members)])


def _label(store: Store, iri: str) -> str:
    return _value(store, iri, SKOS.prefLabel) or shorten_iri(iri)


def _named(store: Store, iri: str) -> list[tuple[str, str]]:
    """Return the project's own properties of a resource by their local names."""
    return [
        (predicate.removeprefix(GG.iri), shorten_iri(value))
        for predicate, value in _statements(store, iri)
        if predicate.startswith(GG.iri)
    ]


def _is_dimension(store: Store, iri: str) -> bool:
    kind = NamedNode(GG.Dimension)
    return any(quad.object == kind for quad in store.quads_for_pattern(NamedNode(iri), None, kind, None))


def _statements(store: Store, iri: str) -> list[tuple[str, str]]:
    quads = store.quads_for_pattern(NamedNode(iri), None, None, None)
    return sorted({(quad.predicate.value, _text(quad.object)) for quad in quads})


def _value(store: Store, iri: str, predicate: str) -> str | None:
    for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, None):
        return _text(quad.object)
    return None


def _text(term: object) -> str:
    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)
