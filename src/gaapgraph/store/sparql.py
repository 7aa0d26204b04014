"""SPARQL over a store: run with a time limit, and written as a table, CSV or SPARQL 1.1 JSON."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
)

from gaapgraph.errors import InputError, SourceError
from gaapgraph.graph import known_prefixes
from gaapgraph.store.merge import merge_graphs
from gaapgraph.store.syntax import describe_syntax_error
from gaapgraph.vocabulary import shorten_iri

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from pyoxigraph import Store

    T = TypeVar("T")

__all__ = ["read_query", "run_query", "serialize_result", "show_term", "tabulate", "within"]

Result = QuerySolutions | QueryTriples | QueryBoolean


def read_query(source: str, stdin: Callable[[], str]) -> str:
    """Return the text of a query.

    Args:
        source: The path of a file, or `-`.
        stdin: Gives the text that stands for `-`.

    Raises:
        SourceError: The file cannot be read.
        InputError: It holds nothing.
    """
    try:
        text = stdin() if source == "-" else Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        reason = getattr(exc, "strerror", None) or "not UTF-8"
        raise SourceError(f"cannot be read ({reason})", where=source, mend="give a .rq file, or - and a query") from exc
    if not text.strip():
        raise InputError("the query is empty", where=source, mend="give a SPARQL SELECT, ASK or CONSTRUCT")
    return text


def run_query(store: Store, text: str, where: str = "query") -> Result:
    """Return the result of a query; without GRAPH it sees all graphs as one, and the project's prefixes are known.

    Raises:
        InputError: The text is no SPARQL query, or the store is too large for what it asks.
    """
    merged = merge_graphs(store, text)
    try:
        target = store if merged is None else merged
        return target.query(text, prefixes=known_prefixes(), use_default_graph_as_union=merged is None)
    except SyntaxError as exc:
        place, reason = describe_syntax_error(text, str(exc), set(known_prefixes()))
        mend = "mend the query"
        if _is_update(text):
            place, reason, mend = "", "an update is not run here", "give a SELECT, ASK or CONSTRUCT"
        raise InputError(f"is no SPARQL query: {reason}", where=where + place, mend=mend) from exc


def within(seconds: float | None, work: Callable[[], T]) -> T:
    """Return what `work` returns, unless it takes longer than it may.

    Raises:
        InputError: The time was over; the work goes on in the background until the process ends.
    """
    if seconds is None:
        return work()
    outcome: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as exc:  # noqa: BLE001 - handed to the caller's thread
            failure.append(exc)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failure:
        raise failure[0]
    if not outcome:
        raise InputError(f"the query took longer than {seconds:g} s", mend="narrow it, or give more with --timeout")
    return outcome[0]


def serialize_result(result: Result, name: str) -> str:
    """Return a result as text.

    Args:
        result: Of a SELECT, ASK or CONSTRUCT.
        name: `csv` or `json`; a graph is written as N-Triples in either.

    Raises:
        InputError: CSV was asked of a yes or no, for which it has no form.
    """
    if isinstance(result, QueryTriples):
        return _decode(result.serialize(format=RdfFormat.N_TRIPLES))
    if isinstance(result, QueryBoolean) and name == "csv":
        return f"{str(bool(result)).lower()}\r\n"
    return _decode(result.serialize(format=QueryResultsFormat.JSON if name == "json" else QueryResultsFormat.CSV))


def tabulate(result: Result) -> tuple[list[str], list[list[str]]]:
    """Return the heads and the rows of a result as people read them: IRIs by their short names."""
    if isinstance(result, QueryBoolean):
        return ["answer"], [["yes" if result else "no"]]
    if isinstance(result, QueryTriples):
        return ["subject", "predicate", "object"], [
            [show_term(triple.subject), show_term(triple.predicate), show_term(triple.object)] for triple in result
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


def _is_update(text: str) -> bool:
    bare = re.sub(r"<[^>\s]*>|\"[^\"\n]*\"|#.*", " ", text)
    return re.search(r"(?:^|[;.>\s])(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\s", bare, re.I) is not None
