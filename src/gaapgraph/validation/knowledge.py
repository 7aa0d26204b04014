"""What rules read beside the data: the vocabulary, derivations, sum relations and conditions; and the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from gaapgraph import resource

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["shape_files", "with_knowledge"]

_MANY = 400_000


def shape_files() -> list[Path]:
    """Return the shipped files that state shapes."""
    data = _data_of_shapes()
    return [path for path in sorted(resource.shapes().glob("*.ttl")) if path not in data]


def _data_of_shapes() -> list[Path]:
    """Return the files beside the shapes that hold no shape, only what some of them read."""
    folder = resource.shapes()
    return [*sorted(folder.glob("*-relations.ttl")), *sorted(folder.glob("dqc-*.ttl"))]


def with_knowledge(store: Store) -> Store:
    """Return the data, all graphs as one, with the vocabulary, the derivations and the conditions that rules read.

    What concepts are stands in each report's own graph. A triple that stands in two graphs counts once.
    """
    data = _copy(store)
    base, entities = resource.ontology(), resource.instances()
    paths = [base / "gaapgraph.ttl", base / "derivations.ttl", *sorted(entities.glob("*/derivations.ttl"))]
    for path in (*paths, *_data_of_shapes()):
        data.load(path=str(path), format=RdfFormat.TURTLE)
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
