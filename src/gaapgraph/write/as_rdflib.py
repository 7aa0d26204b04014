"""A report as an rdflib graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Graph, URIRef

from gaapgraph.vocabulary import BASE, PREFIXES
from gaapgraph.write.graph import write_triples
from gaapgraph.write.resource_name import Names

if TYPE_CHECKING:
    from gaapgraph.model import Report

__all__ = ["build_graph"]


def build_graph(report: Report, base: str = BASE) -> Graph:
    """Return the resources of a report; the graph's identifier is the report's IRI."""
    graph = Graph(identifier=URIRef(Names(report, base).report))
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.parse(data="".join(write_triples(report, base)), format="nt")
    return graph
