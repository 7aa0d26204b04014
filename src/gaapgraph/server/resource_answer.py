"""Every IRI of the data as what is said of it: as RDF, or as what a page about it shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from gaapgraph.server.graph_answer import write_graph
from gaapgraph.server.refusal import Refusal
from gaapgraph.store.known_graph import KNOWN_GRAPHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from gaapgraph.graph import Dataset
    from gaapgraph.server.answer_stream import AnswerStream
    from gaapgraph.server.holding import Holding

__all__ = ["answer_resource"]

_MOST = 2_000  # statements that name a resource, of those about others
_SHOWN = "application/vnd.gaapgraph.resource+json"
_GRAPHS = (None, *(KNOWN_GRAPHS[name] for name in ("ontology", "questions", "shapes", "rule-data", "void")))


def answer_resource(holding: Holding, asked: dict[str, Any], out: AnswerStream) -> None:
    """Write what is said of a resource, and what names it.

    Args:
        holding: The data.
        asked: `iri` and `accept`.
        out: Takes the answer.

    Raises:
        Refusal: Nothing is said of it, or there is no such form.
    """
    try:
        node = NamedNode(asked["iri"])
    except ValueError as exc:
        raise Refusal(400, f"{asked['iri'][:200]!r} is no IRI") from exc
    about, naming = _find(holding.store, node)
    if not about and not naming:
        raise Refusal(404, f"nothing is said of <{node.value}>")
    if asked["accept"][0] != _SHOWN:
        write_graph([*about, *naming], asked["accept"], out)
        return
    dataset = holding.dataset()
    out.begin("application/json")
    rows = {
        "iri": node.value,
        "title": dataset.label(node.value) or dataset.name(node.value),
        "about": [[_show(dataset, each.predicate), _show(dataset, each.object)] for each in about],
        "naming": [[_show(dataset, each.subject), _show(dataset, each.predicate)] for each in naming[:200]],
        "more": max(0, len(naming) - 200),
    }
    out.write(json.dumps(rows, ensure_ascii=False).encode())


def _find(store: Store, node: NamedNode) -> tuple[list[Triple], list[Triple]]:
    """Return the statements about a resource, and those of others that name it, from data and vocabulary."""
    about: dict[Triple, None] = {}
    naming: dict[Triple, None] = {}
    for name in _GRAPHS:
        graph = DefaultGraph() if name is None else NamedNode(name)
        for quad in store.quads_for_pattern(node, None, None, graph):
            about[quad.triple] = None
            about.update(dict.fromkeys(_follow(store, quad.object, graph)))
        for quad in store.quads_for_pattern(None, None, node, graph):
            if len(naming) >= _MOST:
                break
            naming[quad.triple] = None
    return list(about), list(naming)


def _follow(store: Store, term: object, graph: NamedNode | DefaultGraph) -> Iterator[Triple]:
    """Yield the statements about a blank node, which has no name of its own."""
    if isinstance(term, BlankNode):
        for quad in store.quads_for_pattern(term, None, None, graph):
            yield quad.triple
            yield from _follow(store, quad.object, graph)


def _show(dataset: Dataset, term: object) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"iri": term.value, "text": dataset.name(term.value)}
    return {"text": term.value if isinstance(term, Literal) else str(term)}
