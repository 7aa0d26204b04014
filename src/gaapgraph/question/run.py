"""A question asked of data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions

from gaapgraph.errors import InputError
from gaapgraph.graph import known_prefixes
from gaapgraph.sparql import UNLIMITED, Limits, Query, check_text, evaluate_bounded
from gaapgraph.vocabulary import GG, PREFIXES, RDF, XSD, shorten_iri

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Store

    from gaapgraph.graph import Dataset
    from gaapgraph.question.question import Question

__all__ = ["answer", "answer_rows", "bind_text", "shorten_cell"]


def bind_text(text: str, bound: Mapping[str, Sequence[NamedNode | Literal]]) -> str:
    """Return a query with values for its parameters, as the `VALUES` clause that SPARQL has at its end.

    The query itself stays as it is, so the result runs on any engine; a clause there is joined with the solutions
    before they are projected, and with the groups where the query has some. A date is no term of the data but a limit
    that a `FILTER` compares with: its clause starts the query's `WHERE`, where the filter sees it.

    >>> print(bind_text("SELECT ?a WHERE { ?a ?b ?c }", {"c": [Literal("1")]}))
    SELECT ?a WHERE { ?a ?b ?c }
    VALUES (?c) { ("1") }
    """
    limits = {name: terms for name, terms in bound.items() if all(map(_is_date, terms))}
    others = {name: terms for name, terms in bound.items() if name not in limits}
    if limits:
        head = re.search(r"^[^#\n]*\bWHERE\s*\{", text, re.MULTILINE)
        if head is None:
            raise InputError("has no WHERE for a date", where="query", mend="write WHERE before the group")
        text = f"{text[: head.end()]} {_write_values(limits)}{text[head.end() :]}"
    return f"{text.rstrip()}\n{_write_values(others)}" if others else text


def _write_values(bound: Mapping[str, Sequence[NamedNode | Literal]]) -> str:
    rows: list[list[str]] = [[]]
    for terms in bound.values():
        rows = [[*row, str(term)] for row in rows for term in terms]
    heads = " ".join(f"?{name}" for name in bound)
    return f"VALUES ({heads}) {{ {' '.join('(' + ' '.join(row) + ')' for row in rows)} }}"


def _is_date(term: NamedNode | Literal) -> bool:
    return isinstance(term, Literal) and term.datatype.value == XSD.date


def answer(
    store: Store,
    question: Question,
    bound: Mapping[str, Sequence[NamedNode | Literal]] | None = None,
    *,
    limits: Limits = UNLIMITED,
) -> QuerySolutions:
    """Return the solutions of a question.

    Args:
        store: The data; facts stand in named graphs, one for each report.
        question: Of the library.
        bound: Terms for parameters, from `bind_parameters`.
        limits: In time and memory.

    Raises:
        InputError: The query of the question is no SPARQL SELECT, would ask another machine, or takes too much.
    """
    given = bound or {}
    text, where = bind_text(question.text, given), f"{question.name}.rq"
    check_text(text, where)
    graphs = _list_graphs(store, given.get("entity"))
    result = evaluate_bounded(
        lambda: store.query(text, prefixes=PREFIXES, named_graphs=graphs),
        limits,
        Query(text, where, frozenset(PREFIXES)),
    )
    if not isinstance(result, QuerySolutions):
        raise InputError("is no SELECT", where=f"{question.name}.rq", mend="a question of the library selects")
    return result


def _list_graphs(store: Store, entities: Sequence[NamedNode | Literal] | None) -> list[NamedNode | BlankNode] | None:
    """Return the graphs that a question about some reporters needs: all but the reports of others.

    The answer is the same without; but an engine joins the values at the end of a query late, and here it never looks
    at the other reports at all.
    """
    if entities is None:
        return None
    kind, of = NamedNode(GG.Report), NamedNode(GG.entity)
    others = {
        quad.subject
        for quad in store.quads_for_pattern(None, NamedNode(RDF.type), kind, None)
        if not any(Quad(quad.subject, of, entity, quad.graph_name) in store for entity in entities)
    }
    return [graph for graph in store.named_graphs() if graph not in others]


def answer_rows(solutions: QuerySolutions, dataset: Dataset | None = None) -> tuple[list[str], list[list[str]]]:
    """Return heads and rows of an answer as people read them; what is not bound is empty.

    Args:
        solutions: Of a question.
        dataset: The data that were asked, which say what their terms are called.
    """
    heads = [variable.value for variable in solutions.variables]
    return heads, [[shorten_cell(solution[head], dataset) for head in heads] for solution in solutions]


def shorten_cell(term: object, dataset: Dataset | None = None) -> str:
    """Return a term as people read it: periods as dates, units by their measures, entities by their label.

    >>> shorten_cell(NamedNode("https://w3id.org/gaapgraph/iij/OrderBacklog"))
    'iij:OrderBacklog'
    """
    if not isinstance(term, NamedNode):
        return term.value if isinstance(term, Literal) else ""
    return shorten_iri(term.value, known_prefixes()) if dataset is None else dataset.name(term.value)
