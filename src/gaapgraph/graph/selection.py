"""Rows of a SELECT query, all graphs of a store taken as one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Variable

from gaapgraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

__all__ = ["has_several_graphs", "name_node", "select"]


def select(
    store: Store, query: str, given: dict[str, NamedNode | Literal] | None = None
) -> Iterator[dict[str, str | None]]:
    """Yield the rows of a query as lexical forms and names; None where a variable is unbound.

    A row comes once, however many graphs say the same.

    Args:
        store: The data.
        query: A SELECT; the project's prefixes are known.
        given: Terms for variables of the query.
    """
    terms = given or {}
    solutions = store.query(
        query,
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
        substitutions={Variable(name): term for name, term in terms.items()} or None,
    )
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    rows: Iterable[tuple[str | None, ...]] = (tuple(name_node(row[name]) for name in names) for row in solutions)
    if has_several_graphs(store):
        rows = dict.fromkeys(rows)
    known = {name: term.value for name, term in terms.items()}
    for row in rows:
        yield {**dict(zip(names, row, strict=True)), **known}


def name_node(term: object) -> str | None:
    """Return a term as text: an IRI, the lexical form of a literal, a blank node as `_:b1`; None is none."""
    if term is None:
        return None
    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)


def has_several_graphs(store: Store) -> bool:
    """Say whether a statement may stand in more than one graph of a store."""
    named = len(list(islice(store.named_graphs(), 2)))
    return named > 1 or (named == 1 and any(store.quads_for_pattern(None, None, None, DefaultGraph())))
