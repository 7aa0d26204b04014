"""The SPARQL 1.1 Graph Store Protocol in the process that answers: graphs read, and writes worked out."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from gaapgraph.graph import known_prefixes
from gaapgraph.server.negotiation import GRAPH_FORMS, choose
from gaapgraph.server.refusal import Refusal
from gaapgraph.sparql import check_text
from gaapgraph.store.known_graph import KNOWN_GRAPHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gaapgraph.server.answer_stream import AnswerStream
    from gaapgraph.server.holding import Holding

__all__ = ["answer_graph", "prepare_graphs", "prepare_update", "write_graph"]

_QUADS = (RdfFormat.N_QUADS, RdfFormat.TRIG)
_WHOLE = ("application/trig", "application/n-quads", "application/ld+json")


def answer_graph(holding: Holding, asked: dict[str, Any], out: AnswerStream) -> None:
    """Write a graph, or the whole dataset.

    Args:
        holding: The data.
        asked: `graph` (an IRI, empty for the default graph, None for the whole dataset) and `accept`.
        out: Takes the answer.

    Raises:
        Refusal: There is no such graph or form.
    """
    graph = asked["graph"]
    if graph is None:
        forms = {name: GRAPH_FORMS[name] for name in _WHOLE}
        form = choose(asked["accept"], forms)
        if form is None:
            raise Refusal(406, f"a dataset has no such form; accept one of {', '.join(forms)}")
        out.begin(form.media_type)
        quads = (quad for quad in holding.store if quad.graph_name != DefaultGraph())
        serialize(quads, output=out, format=form.engine, prefixes=known_prefixes())  # type: ignore[arg-type]
        return
    if graph == KNOWN_GRAPHS["void"]:
        holding.describe()
    node = _name(graph)
    if isinstance(node, NamedNode) and not holding.store.contains_named_graph(node):
        raise Refusal(404, f"the data have no graph <{graph}>; see the list at /void")
    quads_of = holding.store.quads_for_pattern(None, None, None, node)
    write_graph((quad.triple for quad in quads_of), asked["accept"], out)


def write_graph(triples: Iterable[Triple], accepted: Sequence[str], out: AnswerStream) -> None:
    """Write triples in the form that a client likes best.

    Raises:
        Refusal: It takes none that there is.
    """
    form = choose(accepted, GRAPH_FORMS)
    if form is None:
        raise Refusal(406, f"there is no such form; accept one of {', '.join(GRAPH_FORMS)}")
    out.begin(form.media_type)
    serialize(triples, output=out, format=form.engine, prefixes=known_prefixes())  # type: ignore[arg-type]


def prepare_graphs(holding: Holding, asked: dict[str, Any], out: AnswerStream) -> None:
    """Work out what graphs contain after a write; the nursery exchanges them.

    Args:
        holding: The data as they are.
        asked: `graph` (as for `answer_graph`), `method` (PUT, POST, DELETE), `type` (of the body), `body` (base64).
        out: Takes the new contents as JSON: N-Triples by graph.

    Raises:
        Refusal: The body cannot be parsed, or nothing is there to be deleted.
    """
    import json

    graph, method = asked["graph"], asked["method"]
    if method == "DELETE":
        if graph is None or not holding.store.contains_named_graph(_require_name(graph)):
            raise Refusal(404, f"the data have no graph <{graph}>")
        new: dict[str, str] = {graph: ""}
    else:
        quads = list(_parse(base64.b64decode(asked["body"]), asked["type"], graph))
        names = sorted({quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)})
        store = Store()
        for name in names if method == "POST" else ():
            store.bulk_extend(holding.store.quads_for_pattern(None, None, None, NamedNode(name)))
        store.bulk_extend(quads)
        new = {name: _write(store, name) for name in names or ([graph] if graph else [])}
    known = sorted(set(KNOWN_GRAPHS.values()) & set(new))
    if known:
        raise Refusal(403, f"<{known[0]}> is kept by the program, and not written")
    existed = all(holding.store.contains_named_graph(NamedNode(name)) for name in new)
    out.begin("application/json", headers={"x-existed": str(existed).lower()})
    out.write(json.dumps(new).encode())


def prepare_update(holding: Holding, asked: dict[str, Any], out: AnswerStream) -> None:
    """Run an update on the process's own copy of the data, and give the graphs that it changed.

    Raises:
        Refusal: It is no update, or it writes outside any named graph.
        InputError: It would ask another machine, or is too deep.
    """
    import json

    check_text(asked["update"], "update")
    before = {name: _write(holding.store, name) for name in holding.data_graphs}
    loose = len(list(holding.store.quads_for_pattern(None, None, None, DefaultGraph())))
    graphs = [NamedNode(each) for each in asked.get("default", [])]
    try:
        _run_update(holding.store, asked["update"], graphs)
    except (SyntaxError, ValueError, RuntimeError, OSError) as exc:
        raise Refusal(400, f"update: {' '.join(str(exc).split())}; mend the update") from exc
    if len(list(holding.store.quads_for_pattern(None, None, None, DefaultGraph()))) != loose:
        raise Refusal(400, "update: the default graph is the union of the named ones; write into GRAPH <…> { … }")
    after = {name: _write(holding.store, name) for name in {*before, *holding.data_graphs}}
    changed = {name: text for name, text in after.items() if text != before.get(name, "")}
    out.begin("application/json")
    out.write(json.dumps(changed).encode())


def _run_update(store: Store, text: str, graphs: Sequence[NamedNode]) -> None:
    if graphs:
        raise Refusal(400, "update: using-graph-uri is not taken; write USING <…>")
    store.update(text, prefixes=known_prefixes())


def _write(store: Store, graph: str) -> str:
    quads = store.quads_for_pattern(None, None, None, NamedNode(graph))
    lines = sorted(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)
    return "".join(lines)


def _parse(data: bytes, media_type: str, graph: str | None) -> Iterator[Quad]:
    form = GRAPH_FORMS.get(media_type.partition(";")[0].strip().lower() or "text/turtle")
    if form is None or not isinstance(form.engine, RdfFormat):
        raise Refusal(415, f"{media_type[:100]!r} is no form of RDF; send one of {', '.join(GRAPH_FORMS)}")
    if graph is None and form.engine not in _QUADS:
        raise Refusal(400, "which graph? give ?graph=IRI, or send quads")
    node = None if graph is None else _require_name(graph)
    try:
        for quad in parse(data, form.engine, base_iri=graph or None):
            named = quad.graph_name if node is None else node
            if isinstance(named, DefaultGraph):
                raise Refusal(400, "statements stand outside any graph; give ?graph=IRI")
            yield Quad(quad.subject, quad.predicate, quad.object, named)
    except SyntaxError as exc:
        raise Refusal(400, f"the body cannot be parsed ({' '.join(str(exc).split())}); mend it") from exc


def _name(graph: str) -> NamedNode | DefaultGraph:
    return _require_name(graph) if graph else DefaultGraph()


def _require_name(graph: str) -> NamedNode:
    if not graph:
        raise Refusal(400, "the default graph is the union of the named ones, and not written")
    try:
        return NamedNode(graph)
    except ValueError as exc:
        raise Refusal(400, f"{graph[:200]!r} is no IRI; give an absolute one") from exc
