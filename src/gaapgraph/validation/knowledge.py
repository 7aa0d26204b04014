"""What rules read beside the data, and the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

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


def with_knowledge(store: Store) -> Store:
    """Return the data, all graphs as one, with what rules read besides them.

    What concepts are stands in each report's own graph. A triple that stands in two graphs counts once.
    """
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
