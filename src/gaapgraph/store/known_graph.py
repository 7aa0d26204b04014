"""Graphs of known name for what is no report: the ontology, shapes, questions, what rules read, and the description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from gaapgraph import resource
from gaapgraph.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["KNOWN_GRAPHS", "list_known_files", "read_known"]

KNOWN_GRAPHS = {
    "ontology": f"{BASE}graph/ontology",
    "shapes": f"{BASE}graph/shapes",
    "questions": f"{BASE}graph/questions",
    "rule-data": f"{BASE}graph/rule-data",
    "void": f"{BASE}graph/void",
}
_WITHOUT = ("all.ttl", "rule-data.ttl")  # a bundle of imports, and what has a graph of its own


def list_known_files(name: str) -> list[Path]:
    """Return the files of a graph: a key of `KNOWN_GRAPHS`; that of the description is made from the data instead."""
    if name == "ontology":
        home = resource.ontology()
        files = (*home.glob("*.ttl"), *home.glob("alignments/*.ttl"), *home.glob("schemes/*.ttl"))
        return sorted(path for path in files if path.name not in _WITHOUT)
    if name == "shapes":
        return [resource.shapes() / "all.ttl"]
    if name == "questions":
        return [resource.queries() / "examples.ttl"]
    return [resource.ontology() / "rule-data.ttl"] if name == "rule-data" else []


def read_known(name: str) -> Iterator[Quad]:
    """Yield the statements of a graph of known name, each under its IRI; a statement of two files comes twice."""
    graph = NamedNode(KNOWN_GRAPHS[name])
    for path in list_known_files(name):
        for quad in parse(path=str(path), format=RdfFormat.TURTLE, base_iri=BASE):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
