"""A query evaluated by the embedded engine, in a process of its own where there are limits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.sparql.bound import Limits, run_bounded
from gaapgraph.sparql.syntax import describe_syntax_error

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Oxigraph", "Query", "Result", "Triples", "evaluate_bounded"]

_ROWS, _GRAPH = b"R", b"G"  # what the bytes of a bounded query are


@frozen
class Query:
    """The text of a query.

    Attributes:
        where: What to call it in errors.
        prefixes: That need no declaration.
    """

    text: str
    where: str
    prefixes: frozenset[str] = frozenset()


@frozen
class Triples:
    """The graph that a CONSTRUCT or DESCRIBE gives."""

    triples: tuple[Triple, ...]


Oxigraph = QuerySolutions | QueryTriples | QueryBoolean
Result = QuerySolutions | Triples | QueryBoolean


def evaluate_bounded(evaluate: Callable[[], Oxigraph], limits: Limits, query: Query) -> Result:
    """Return the result of a query that an engine evaluates, in a process of its own where there are limits.

    Args:
        evaluate: Asks the engine.
        limits: In time and memory.
        query: What is asked, for saying where its error is.

    Raises:
        InputError: The text is no SPARQL query, or it takes more than it may.
    """
    if limits.are_none:
        result = _guard(evaluate, query)
        return Triples(tuple(result)) if isinstance(result, QueryTriples) else result
    answer = run_bounded(lambda: _pack(_guard(evaluate, query)), limits, query.where)
    kind, body = answer[:1], answer[1:]
    if kind == _GRAPH:
        return Triples(tuple(quad.triple for quad in parse(body, RdfFormat.N_TRIPLES)))
    return parse_query_results(body, QueryResultsFormat.JSON)


def _pack(result: Oxigraph) -> bytes:
    if isinstance(result, QueryTriples):
        return _GRAPH + (result.serialize(format=RdfFormat.N_TRIPLES) or b"")
    return _ROWS + (result.serialize(format=QueryResultsFormat.JSON) or b"")


def _guard(evaluate: Callable[[], Oxigraph], query: Query) -> Oxigraph:
    try:
        return evaluate()
    except SyntaxError as exc:
        place, reason = describe_syntax_error(query.text, str(exc), set(query.prefixes))
        mend = "mend the query"
        if _is_update(query.text):
            place, reason, mend = "", "an update is not run here", "give a SELECT, ASK or CONSTRUCT"
        raise InputError(f"is no SPARQL query: {reason}", where=query.where + place, mend=mend) from exc
    except (RuntimeError, OSError) as exc:
        reason = " ".join(str(exc).split())
        raise InputError(f"the query cannot be evaluated ({reason})", where=query.where, mend="mend the query") from exc


def _is_update(text: str) -> bool:
    bare = re.sub(r"<[^>\s]*>|\"[^\"\n]*\"|#.*", " ", text)
    return re.search(r"(?:^|[;.>\s])(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\s", bare, re.I) is not None
