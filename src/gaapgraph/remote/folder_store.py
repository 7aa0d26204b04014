"""A store folder of this machine, as graphs are loaded into it and as it is probed."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions

from gaapgraph.errors import InputError
from gaapgraph.store.transaction import replace_graphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad, Store, Triple

    from gaapgraph.store.content import GraphContent

__all__ = ["FolderStore"]


class FolderStore:
    """A store folder of this machine; each graph is exchanged in one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def count(self, graph: str) -> int:
        """Return how many triples a graph has."""
        return sum(1 for _ in self._quads(graph))

    def read(self, graph: str, most: int) -> Iterator[Triple]:
        """Yield the triples of a graph; one more than `most` where it has more."""
        return (quad.triple for quad in islice(self._quads(graph), most + 1))

    def put(self, content: GraphContent) -> None:
        """Give a graph its contents, together with all that it had, in one transaction."""
        replace_graphs(self._store, {content.graph: content.quads})

    def remove(self, graph: str) -> None:
        """Remove a graph."""
        replace_graphs(self._store, {}, [graph])

    def _quads(self, graph: str) -> Iterator[Quad]:
        return self._store.quads_for_pattern(None, None, None, NamedNode(graph))

    def select(self, query: str) -> list[dict[str, dict[str, str]]]:
        """Return the solutions of a SELECT, as SPARQL 1.1 JSON has them; the default graph is the union of all.

        Raises:
            InputError: It cannot be evaluated.
        """
        try:
            found = self._store.query(query, use_default_graph_as_union=True)
            assert isinstance(found, QuerySolutions)
            return list(json.loads(found.serialize(format=QueryResultsFormat.JSON) or b"")["results"]["bindings"])
        except (SyntaxError, RuntimeError) as exc:
            raise InputError(f"cannot be evaluated ({exc})", where="query") from exc

    def update(self, text: str) -> None:
        """Run an update, in one transaction."""
        self._store.update(text)
        self._store.flush()
