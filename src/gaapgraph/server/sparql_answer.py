"""The SPARQL 1.1 Protocol in the process that answers: a query over the dataset that is meant, in the form wanted."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    Store,
)

from gaapgraph.graph import known_prefixes
from gaapgraph.server.negotiation import GRAPH_FORMS, RESULT_FORMS, choose
from gaapgraph.server.refusal import Refusal
from gaapgraph.sparql import check_text, describe_syntax_error, list_default_graphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.server.answer_stream import AnswerStream
    from gaapgraph.server.holding import Holding

__all__ = ["answer_query", "answer_result", "guarded_query"]

_UPDATE = re.compile(r"(?:^|[;.>\s])(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\s", re.IGNORECASE)
_BARE = re.compile(r"<[^>\s]*>|\"[^\"\n]*\"|#.*")


def answer_query(holding: Holding, asked: dict[str, Any], out: AnswerStream) -> None:
    """Answer one query.

    Args:
        holding: The data.
        asked: `query`, `default` and `named` (graphs of the dataset), `accept` (media types, the best first).
        out: Takes the answer.

    Raises:
        Refusal: The query cannot be answered, or not in a form that the client takes.
        InputError: It would ask another machine, or is too deep.
    """
    text = asked["query"]
    check_text(text)
    default, named = asked.get("default", []), asked.get("named", [])
    if not default and not named:
        default, named = _list_graphs(text)
    result = guarded_query(holding, text, default, named)
    answer_result(result, asked["accept"], out)


@lru_cache(maxsize=512)  # the questions of the library are asked again and again
def _list_graphs(text: str) -> tuple[list[str], list[str]]:
    return list_default_graphs(text, known_prefixes())


@lru_cache(maxsize=512)
def _choose_prefixes(text: str) -> dict[str, str]:
    """Return the prefixes that a query may use without declaring them; the engine takes its time for each."""
    return {name: space for name, space in known_prefixes().items() if f"{name}:" in text}


def guarded_query(holding: Holding, text: str, default: Sequence[str] = (), named: Sequence[str] = ()) -> Any:
    """Return the result of a query over the graphs that are named, or over all data where none is.

    Raises:
        Refusal: It is no query, or a graph is not there.
    """
    prefixes = _choose_prefixes(text)
    try:
        if not default and not named:
            return holding.choose(text).query(text, prefixes=prefixes)
        store, graphs = _choose_dataset(holding, default, named)
        return store.query(
            text,
            prefixes=prefixes,
            default_graph=graphs,
            named_graphs=[NamedNode(graph) for graph in dict.fromkeys(named)],
        )
    except SyntaxError as exc:
        if _UPDATE.search(_BARE.sub(" ", text)):
            raise Refusal(400, "query: an update is no query; send it as update=, if the server is writable") from exc
        place, reason = describe_syntax_error(text, str(exc), set(known_prefixes()))
        raise Refusal(400, f"query{place}: is no SPARQL query: {reason}; mend the query") from exc
    except (ValueError, RuntimeError, OSError) as exc:
        reason = " ".join(str(exc).split())
        raise Refusal(400, f"query: cannot be evaluated ({reason}); mend the query") from exc


def _choose_dataset(
    holding: Holding, default: Sequence[str], named: Sequence[str]
) -> tuple[Store, list[NamedNode | BlankNode | DefaultGraph]]:
    """Return a store and its graphs that are the default graph; several are merged, so that nothing counts twice."""
    for graph in (*default, *named):
        try:
            node = NamedNode(graph)
        except ValueError as exc:
            raise Refusal(400, f"{graph[:200]!r} is no IRI of a graph; give an absolute one") from exc
        if not holding.store.contains_named_graph(node):
            raise Refusal(400, f"the data have no graph <{graph}>; nothing is fetched")
    first = list(dict.fromkeys(default))
    if len(first) < 2:
        return holding.store, [NamedNode(graph) for graph in first]
    key = ("dataset", *first, "named", *sorted(set(named)))
    merged = holding.notes.get("dataset") if holding.notes.get("dataset key") == key else None
    if not isinstance(merged, Store):
        merged = Store()
        for graph in first:
            quads = holding.store.quads_for_pattern(None, None, None, NamedNode(graph))
            merged.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        for graph in set(named):
            merged.extend(holding.store.quads_for_pattern(None, None, None, NamedNode(graph)))
        holding.notes["dataset"], holding.notes["dataset key"] = merged, key
    return merged, [DefaultGraph()]


def answer_result(result: Any, accepted: Sequence[str], out: AnswerStream) -> None:
    """Write a result in the form that a client likes best.

    Raises:
        Refusal: It takes none that there is.
    """
    forms = GRAPH_FORMS if isinstance(result, QueryTriples) else RESULT_FORMS
    form = choose(accepted, forms)
    if form is None:
        raise Refusal(406, f"there is no such form; accept one of {', '.join(forms)}")
    out.begin(form.media_type)
    if isinstance(result, QueryBoolean) and form.engine in (QueryResultsFormat.CSV, QueryResultsFormat.TSV):
        out.write(f"{str(bool(result)).lower()}\r\n".encode())
        return
    try:
        result.serialize(output=out, format=form.engine)
    except (RuntimeError, OSError) as exc:
        if isinstance(exc.__cause__, Refusal):
            raise exc.__cause__ from None
        reason = " ".join(str(exc).split())
        raise Refusal(400, f"query: cannot be evaluated ({reason}); mend the query") from exc
