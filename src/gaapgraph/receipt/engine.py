"""Engines that answer a query again: rdflib in this process, or any store that speaks the SPARQL protocol."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from urllib.request import Request

from pyoxigraph import DefaultGraph, Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from gaapgraph.errors import InputError
from gaapgraph.graph import known_prefixes
from gaapgraph.http_exchange import exchange
from gaapgraph.iri import parse_address
from gaapgraph.sparql import Kind, run_bounded
from gaapgraph.sparql.offline import offline
from gaapgraph.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import rdflib
    from pyoxigraph import Store

    from gaapgraph.sparql import Limits

__all__ = ["ask_engine"]

_PATIENCE = 300  # seconds
_QUERY = "the receipt's query"
_OPENING = Kind(opens=True)  # rdflib imports as it goes
_SHOWN = 200  # characters of what an engine says
_MOST = 100_000_000  # bytes of an answer


def ask_engine(
    engine: str, store: Store, text: str, others: Collection[str] = (), *, limits: Limits
) -> list[dict[str, str]]:
    """Return the rows of a SELECT on an engine, terms as N-Triples writes them, without what is not bound.

    Args:
        engine: `rdflib`, `oxigraph`, or the address of an endpoint.
        store: The data that an engine of this process is given.
        text: The query.
        others: Named graphs that it does not need.
        limits: Of an engine of this process, which gets one of its own.

    Raises:
        InputError: There is no such engine, or it does not answer, or not within the limits.
    """
    asked = _EMBEDDED.get(engine)
    if asked is not None:
        packed = run_bounded(lambda: _pack(asked(store, text, others)), limits, _QUERY, _OPENING)
        return list(json.loads(packed))
    if parse_address(engine).scheme in ("http", "https"):
        return list(_ask_endpoint(engine, text))
    mend = "give rdflib, oxigraph or the address of a SPARQL endpoint"
    raise InputError("is no engine", where=f"--engine {engine}", mend=mend)


def _pack(rows: Iterator[dict[str, str]]) -> bytes:
    try:
        return json.dumps(list(rows)).encode()
    except (InputError, MemoryError):
        raise
    except Exception as exc:  # rdflib raises bare exceptions for bad queries
        reason = " ".join(str(exc).split())[:_SHOWN]
        raise InputError(f"cannot be evaluated ({reason})", where=_QUERY, mend="give a receipt of a question") from exc


def _ask_oxigraph(store: Store, text: str, others: Collection[str]) -> Iterator[dict[str, str]]:
    graphs = [graph for graph in store.named_graphs() if getattr(graph, "value", "") not in others]
    result = store.query(text, prefixes=known_prefixes(), named_graphs=graphs)
    yield from _list_rows(result)


def _list_rows(result: object) -> Iterator[dict[str, str]]:
    if not isinstance(result, QuerySolutions):
        raise InputError("is no SELECT", where="the receipt's query", mend="give a receipt of a question")
    names = [variable.value for variable in result.variables]
    for row in result:
        yield {name: _write_term(row[name]) for name in names if row[name] is not None}


def _write_term(term: object) -> str:
    if isinstance(term, Literal) and term.language is None and term.datatype.value == XSD.string:
        return str(Literal(term.value))
    return str(term)


def _ask_rdflib(store: Store, text: str, others: Collection[str]) -> Iterator[dict[str, str]]:
    import rdflib  # slow to import, and only this engine needs it

    quads = (
        quad
        for quad in store.quads_for_pattern(None, None, None, None)
        if getattr(quad.graph_name, "value", "") not in others
    )
    terms: dict[object, rdflib.term.Identifier] = {}

    def convert(term: object) -> Any:  # a graph is named by no literal
        if term not in terms:
            terms[term] = _to_rdflib(term)
        return terms[term]

    dataset = rdflib.Dataset()
    for quad in quads:
        graph = (
            dataset.default_graph
            if isinstance(quad.graph_name, DefaultGraph)
            else dataset.graph(convert(quad.graph_name))
        )
        graph.add((convert(quad.subject), convert(quad.predicate), convert(quad.object)))
    with offline():
        bindings = dataset.query(text, initNs=known_prefixes()).bindings
    for row in bindings:
        told: dict[str, object] = {str(name): term for name, term in row.items()}
        yield {name: _write_term(_convert(term)) for name, term in told.items() if term is not None}


def _to_rdflib(term: object) -> rdflib.term.Identifier:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, Literal):
        kind = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=kind)
    return rdflib.BNode(getattr(term, "value", None))


def _convert(term: object) -> Literal | NamedNode:
    import rdflib

    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype))) if term.datatype else Literal(str(term))
    return NamedNode(str(term))


_EMBEDDED = {"rdflib": _ask_rdflib, "oxigraph": _ask_oxigraph}


def _ask_endpoint(address: str, text: str) -> Iterator[dict[str, str]]:
    accepted = {"Accept": "application/sparql-results+json", "Content-Type": "application/x-www-form-urlencoded"}
    request = Request(address, urlencode({"query": text}).encode(), accepted)
    try:
        found = exchange(request, seconds=_PATIENCE, most=_MOST).body
        yield from _list_rows(parse_query_results(found, QueryResultsFormat.JSON))
    except (OSError, ValueError, SyntaxError) as exc:
        mend = "see that the store runs there and holds the reports"
        raise InputError(f"gives no answer ({exc})", where=address, mend=mend) from exc
