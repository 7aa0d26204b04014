"""Rows of a SELECT query, all graphs of a store taken as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import QuerySolution, QuerySolutions, Store

__all__ = ["select"]


def select(store: Store, query: str) -> Iterator[dict[str, str | None]]:
    """Yield the rows of a query as the lexical forms or IRIs of its variables; None where a variable is unbound."""
    solutions = cast("QuerySolutions", store.query(query, use_default_graph_as_union=True))
    names = [variable.value for variable in solutions.variables]
    for row in solutions:
        yield {name: _text(row, name) for name in names}


def _text(row: QuerySolution, name: str) -> str | None:
    node = row[name]
    return None if node is None else str(getattr(node, "value", node))
