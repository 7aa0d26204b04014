"""Where a number comes from and what it is tied to, gathered from the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolutions, Variable

from gaapgraph.errors import NotFoundError
from gaapgraph.vocabulary import GG, PREFIXES, SKOS, shorten_iri

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Cell", "Neighbour", "Trace", "find_cells", "find_fact", "trace"]

_CELLS = """
SELECT DISTINCT ?fact ?document ?file ?line ?column ?offset ?text ?label ?head ?mapping ?value ?primary ?period WHERE {
  ?occurrence gg:fact ?fact ; gg:document ?document ; gg:line ?line ; gg:printedText ?text .
  ?document gg:fileName ?file .
  OPTIONAL { ?occurrence gg:column ?column }
  OPTIONAL { ?occurrence gg:offset ?offset }
  OPTIONAL { ?occurrence gg:label ?label }
  OPTIONAL { ?occurrence gg:headLabel ?head }
  OPTIONAL { ?occurrence gg:mapping ?mapping }
  OPTIONAL { ?occurrence gg:value ?value }
  OPTIONAL { ?occurrence gg:inPrimaryStatement ?primary }
  OPTIONAL { ?fact gg:period ?period }
} ORDER BY ?document ?line ?column ?offset ?fact
"""
_NEIGHBOURS = """
SELECT DISTINCT ?fact ?network ?title ?arcrole ?is_parent ?other ?weight ?order ?value WHERE {
  ?fact gg:lineItem ?item ; gg:report ?report ; gg:entity ?entity .
  { ?arc gg:target ?item ; gg:source ?other . BIND (true AS ?is_parent) }
  UNION { ?arc gg:source ?item ; gg:target ?other . BIND (false AS ?is_parent) }
  ?arc gg:network ?network ; gg:order ?order .
  ?network gg:arcrole ?arcrole .
  FILTER (STRSTARTS(STR(?network), CONCAT(STR(?report), "/")))
  OPTIONAL { ?network skos:prefLabel ?title }
  OPTIONAL { ?arc gg:weight ?weight }
  OPTIONAL {
    ?fact gg:period ?period ; gg:unit ?unit .
    ?neighbour gg:lineItem ?other ; gg:report ?report ; gg:period ?period ; gg:unit ?unit ; gg:value ?value .
  }
} ORDER BY ?title ?arcrole DESC(?is_parent) ?order ?other
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """One place that states a fact, as it is printed."""

    fact: str
    document: str
    file: str
    line: int
    column: int | None
    offset: int | None
    text: str
    label: str
    head: str
    mapping: str | None
    value: str | None
    is_primary: bool
    period: str | None

    @property
    def place(self) -> str:
        """The line with its column, or with its offset in prose."""
        if self.column is not None:
            return f"{self.line}:{self.column}"
        return str(self.line) if self.offset is None else f"{self.line}@{self.offset}"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A line item next to the fact's in a network, with its value for the same period and unit."""

    network: str
    is_calculation: bool
    is_parent: bool
    label: str
    weight: int | None
    value: str | None


@dataclass(frozen=True, slots=True)
class Trace:
    """All that the graph says about one fact, in words.

    Attributes:
        properties: Names and values of the fact's properties, IRIs short.
        concept: Properties of its concept likewise.
        cells: Every place that states it.
        links: Sentences about facts that it is translated from or to.
    """

    fact: str
    label: str
    properties: dict[str, str]
    concept: dict[str, str]
    dimensions: dict[str, str]
    cells: tuple[Cell, ...]
    neighbours: tuple[Neighbour, ...]
    links: tuple[str, ...]


def find_cells(store: Store, line: int, column: int | None = None) -> list[Cell]:
    """Return the cells of a line in every document, from left to right.

    Raises:
        NotFoundError: No figure stands there.
    """
    cells = [cell for cell in _list_cells(store, "line", Literal(line)) if column in (None, cell.column)]
    if not cells:
        where = f"line {line}" if column is None else f"line {line}, column {column}"
        raise NotFoundError("no figure stands there", where=where, mend="gaapgraph coverage lists the figures")
    return cells


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
    return Trace(
        fact=fact,
        label=_label(store, concept),
        properties=dict(_named(store, fact)),
        concept={"concept": shorten_iri(concept), **dict(_named(store, concept))},
        dimensions={_label(store, axis): _label(store, member) for axis, member in axes},
        cells=tuple(_list_cells(store, "fact", NamedNode(fact))),
        neighbours=tuple(_list_neighbours(store, fact)),
        links=tuple(_list_links(store, fact)),
    )


def _list_cells(store: Store, variable: str, term: NamedNode | Literal) -> list[Cell]:
    cells = []
    rows = _select(store, _CELLS, variable, term)
    row_names = rows.variables
    for row in rows:
        text = {name.value: row[name].value for name in row_names if row[name] is not None}
        text[variable] = term.value
        cells.append(
            Cell(
                fact=text["fact"],
                document=text["document"],
                file=text["file"],
                line=int(text["line"]),
                column=_whole(text.get("column")),
                offset=_whole(text.get("offset")),
                text=text["text"],
                label=text.get("label", ""),
                head=text.get("head", ""),
                mapping=text.get("mapping"),
                value=text.get("value"),
                is_primary=text.get("primary") == "true",
                period=text.get("period"),
            )
        )
    return cells


def _select(store: Store, query: str, variable: str, term: NamedNode | Literal) -> QuerySolutions:
    result = store.query(
        query, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions={Variable(variable): term}
    )
    assert isinstance(result, QuerySolutions)
    return result


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)


def _list_neighbours(store: Store, fact: str) -> list[Neighbour]:
    return [
        Neighbour(
            network=row["title"].value if row["title"] else shorten_iri(row["network"].value),
            is_calculation=row["arcrole"].value.endswith("summation-item"),
            is_parent=row["is_parent"].value == "true",
            label=_label_item(store, row["other"].value),
            weight=int(row["weight"].value) if row["weight"] else None,
            value=row["value"].value if row["value"] else None,
        )
        for row in _select(store, _NEIGHBOURS, "fact", NamedNode(fact))
    ]


def _list_links(store: Store, fact: str) -> list[str]:
    links = []
    if source := _value(store, fact, GG.translationOf):
        rate = _value(store, fact, GG.exchangeRate)
        links.append(f"translated from {_value(store, source, GG.value)} at {rate} ({source})")
    links += [
        f"translated as {_value(store, _text(quad.subject), GG.value)} ({_text(quad.subject)})"
        for quad in store.quads_for_pattern(None, NamedNode(GG.translationOf), NamedNode(fact), None)
    ]
    return links


def _label_item(store: Store, item: str) -> str:
    concept = _value(store, item, GG.concept) or item
    members = [_label(store, value) for axis, value in _statements(store, item) if _is_dimension(store, axis)]
    return ", ".join([_label(store, concept), *members])


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
