"""SPARQL over a store: run within bounds, and written as a table, CSV or SPARQL 1.1 JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    serialize,
)

from gaapgraph.errors import InputError, SourceError
from gaapgraph.graph import known_prefixes
from gaapgraph.input_file import read_input
from gaapgraph.sparql import (
    DEFAULT_LIMITS,
    Limits,
    Oxigraph,
    Query,
    Result,
    Triples,
    check_text,
    evaluate_bounded,
    list_default_graphs,
)
from gaapgraph.store.merge import merge_chosen, merge_graphs
from gaapgraph.vocabulary import shorten_iri

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyoxigraph import Store

__all__ = [
    "read_query",
    "run_query",
    "serialize_result",
    "show_term",
    "tabulate",
]

_MOST = 4_000_000  # bytes that are read; shorter texts are refused by those who evaluate them


def read_query(source: str, stdin: Callable[[int], str]) -> str:
    """Return the text of a query.

    Args:
        source: The path of a file, or `-`.
        stdin: Gives so many characters of the text that stands for `-`.

    Raises:
        SourceError: The file cannot be read.
        InputError: It holds nothing.
    """
    try:
        text = stdin(_MOST) if source == "-" else read_input(Path(source), _MOST).decode()
    except UnicodeDecodeError as exc:
        raise SourceError("cannot be read (not UTF-8)", where=source, mend="give a .rq file, or - and a query") from exc
    if not text.strip():
        raise InputError("the query is empty", where=source, mend="give a SPARQL SELECT, ASK or CONSTRUCT")
    return text


def run_query(store: Store, text: str, where: str = "query", *, limits: Limits = DEFAULT_LIMITS) -> Result:
    """Return the result of a query; without GRAPH it sees all graphs as one, and the project's prefixes are known.

    `FROM` and `FROM NAMED` choose among the graphs that the store has. Nothing is ever fetched.

    Args:
        store: The data.
        text: The query.
        where: What to call it in errors.
        limits: In time and memory; within any, the query runs in a process of its own.

    Raises:
        InputError: The text is no SPARQL query, would ask another machine, or takes more than it may; or the store is
            too large for what it asks, or lacks a graph that it is asked from.
    """
    check_text(text, where)
    chosen, named = list_default_graphs(text, known_prefixes())
    _require_graphs(store, [*chosen, *named], where)
    merged = merge_chosen(store, chosen, named) if chosen or named else merge_graphs(store, text)
    target = store if merged is None else merged
    is_union = merged is None and not chosen and not named

    def evaluate() -> Oxigraph:
        return target.query(text, prefixes=known_prefixes(), use_default_graph_as_union=is_union)

    return evaluate_bounded(evaluate, limits, Query(text, where, frozenset(known_prefixes())))


def _require_graphs(store: Store, graphs: Sequence[str], where: str) -> None:
    mend = "nothing is fetched: FROM chooses among the graphs of the data"
    for graph in graphs:
        try:
            node = NamedNode(graph)
        except ValueError as exc:
            raise InputError(f"FROM names <{graph}>, which is no absolute IRI", where=where, mend=mend) from exc
        if not store.contains_named_graph(node):
            raise InputError(f"the data have no graph <{graph}>", where=where, mend=mend)


def serialize_result(result: Result, name: str) -> str:
    """Return a result as text.

    Args:
        result: Of a SELECT, ASK or CONSTRUCT.
        name: `csv` or `json`; a graph is written as N-Triples in either.

    Raises:
        InputError: CSV was asked of a yes or no, for which it has no form.
    """
    if isinstance(result, Triples):
        return _decode(serialize(result.triples, format=RdfFormat.N_TRIPLES))
    if isinstance(result, QueryBoolean) and name == "csv":
        return f"{str(bool(result)).lower()}\r\n"
    return _decode(result.serialize(format=QueryResultsFormat.JSON if name == "json" else QueryResultsFormat.CSV))


def tabulate(result: Result) -> tuple[list[str], list[list[str]]]:
    """Return the heads and the rows of a result as people read them: IRIs by their short names."""
    if isinstance(result, QueryBoolean):
        return ["answer"], [["yes" if result else "no"]]
    if isinstance(result, Triples):
        return ["subject", "predicate", "object"], [
            [show_term(triple.subject), show_term(triple.predicate), show_term(triple.object)]
            for triple in result.triples
        ]
    heads = [variable.value for variable in result.variables]
    return heads, [[show_term(solution[head]) for head in heads] for solution in result]


def show_term(term: object) -> str:
    """Return a term as people read it; an unbound variable is empty."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return shorten_iri(term.value, known_prefixes())
    return term.value if isinstance(term, Literal) else str(term)


def _decode(data: bytes | None) -> str:
    return (data or b"").decode()
