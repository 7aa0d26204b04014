"""What rules read beside the data, and the shapes."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from gaapgraph import resource

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["rule_data", "shape_files", "with_knowledge"]

_MANY = 400_000


def shape_files() -> list[Path]:
    """Return the shipped files that state shapes; the bundle of them all says nothing more."""
    return [path for path in sorted(resource.shapes().glob("*.ttl")) if path.name != "all.ttl"]


def rule_data() -> Path:
    """Return the file of all that rules read besides the reports."""
    return resource.ontology() / "rule-data.ttl"


def with_knowledge(store: Store, *, is_own: bool = False) -> Store:
    """Return the data with what rules read besides them, so that `Data.of` finds all of it in one graph.

    What concepts are stands in each report's own graph. A triple that stands in two graphs counts once.

    Args:
        store: Reports.
        is_own: The store may be changed: what rules read is added to its only graph, and nothing is copied.
    """
    graphs = [*islice(store.named_graphs(), 2)]
    only = graphs[0] if len(graphs) == 1 and isinstance(graphs[0], NamedNode) else None
    if is_own and only is not None and not any(store.quads_for_pattern(None, None, None, DefaultGraph())):
        store.load(path=str(rule_data()), format=RdfFormat.TURTLE, to_graph=only)
        return store
    data = _copy(store)
    data.load(path=str(rule_data()), format=RdfFormat.TURTLE)
    return data


def _copy(store: Store) -> Store:
    """Return all graphs of a store as one.

    Lines of text are copied without holding up other threads, but blank nodes would get new names, and many quads would
    take much memory.
    """
    data = Store()
    if len(store) < _MANY:
        graphs = [DefaultGraph(), *store.named_graphs()]
        texts = [store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b"" for graph in graphs]
        if not any(b"_:" in text for text in texts):
            for text in texts:
                data.load(text, RdfFormat.N_TRIPLES, lenient=True)  # the store has just written it
            return data
    data.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    return data
