"""Rows of a SELECT query, all graphs of a store taken as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import QuerySolutions, Store

__all__ = ["name_node", "select"]


def select(store: Store, query: str) -> Iterator[dict[str, str | None]]:
    """Yield the rows of a query as the lexical forms or IRIs of its variables; None where a variable is unbound."""
    solutions = cast("QuerySolutions", store.query(query, use_default_graph_as_union=True))
    names = [variable.value for variable in solutions.variables]
    for row in solutions:
        yield dict(zip(names, map(name_node, row), strict=True))


def name_node(node: object) -> str | None:
    """Return a term as text: an IRI, the lexical form of a literal, a blank node as `_:b1`; None is none."""
    if isinstance(node, (NamedNode, Literal)):
        return node.value
    return None if node is None else str(node)
