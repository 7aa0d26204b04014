"""The data that is validated: everything in a store, its graphs taken together as one set of triples."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.shacl.embedded_query import SHAPES_GRAPH

if TYPE_CHECKING:
    from gaapgraph.shacl.shape import ShapesGraph

__all__ = ["Data"]

_SUBCLASSES = "SELECT DISTINCT ?c {{ ?c <http://www.w3.org/2000/01/rdf-schema#subClassOf>+ <{}> }}"


@frozen
class Data:
    """A store and the one graph in it that is validated."""

    store: Store
    graph: NamedNode | DefaultGraph
    _asked: dict[str, bool] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, store: Store) -> Data:
        """Return the data of a store.

        Several graphs are copied into one, so that a triple that stands in two of them counts once: the
        union that the store offers would give it twice, and sums would be wrong.
        """
        names = list(store.named_graphs())
        if not names:
            return cls(store, DefaultGraph())
        if len(names) == 1 and isinstance(names[0], NamedNode) and not _has_default_graph(store):
            return cls(store, names[0])
        merged = Store()
        merged.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in store)
        return cls(merged, DefaultGraph())

    def select(self, query: str, prefixes: dict[str, str] | None = None) -> QuerySolutions:
        """Return the solutions of a SELECT, in which some prefixes are known.

        Raises:
            InputError: The query is of another form.
        """
        solutions = self.store.query(query, prefixes=prefixes, default_graph=self.graph)
        if not isinstance(solutions, QuerySolutions):
            raise InputError("the query is no SELECT", where=query)
        return solutions

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK, which is asked once."""
        if query not in self._asked:
            self._asked[query] = bool(self.store.query(query, default_graph=self.graph))
        return self._asked[query]

    def subclasses(self, iri: str) -> frozenset[str]:
        """Return the IRIs of all subclasses of a class."""
        found = (row["c"] for row in self.select(_SUBCLASSES.format(iri)))
        return frozenset(node.value for node in found if isinstance(node, NamedNode)) - {iri}

    def with_shapes(self, shapes: ShapesGraph) -> Data:
        """Return a copy with the shapes in a named graph, for queries that read `$shapesGraph`."""
        copy, name = Store(), NamedNode(SHAPES_GRAPH)
        copy.bulk_extend(self.store)
        copy.bulk_extend(Quad(triple.subject, triple.predicate, triple.object, name) for triple in shapes.graph.triples)
        return Data(copy, self.graph)


def _has_default_graph(store: Store) -> bool:
    return next(iter(store.quads_for_pattern(None, None, None, DefaultGraph())), None) is not None
