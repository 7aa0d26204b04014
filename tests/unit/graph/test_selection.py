"""Rows of a SELECT over a store: whether a statement may stand in several of its graphs."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from gaapgraph.graph.selection import has_several_graphs, select

A, HERE, THERE = (NamedNode(f"urn:x:{name}") for name in ("a", "here", "there"))


@pytest.mark.parametrize(
    ("graphs", "several"),
    [((), False), ((DefaultGraph(),), False), ((HERE,), False), ((HERE, THERE), True), ((HERE, DefaultGraph()), True)],
)
def test_a_row_is_told_once_in_however_many_graphs_it_stands(graphs, several) -> None:  # type: ignore[no-untyped-def]
    store = Store()
    store.extend([Quad(A, A, A, graph) for graph in graphs])
    assert has_several_graphs(store) is several
    assert len(list(select(store, "SELECT ?s { ?s ?p ?o }"))) == bool(graphs)
