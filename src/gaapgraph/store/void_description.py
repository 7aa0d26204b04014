"""What a server holds, in VoID and DCAT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from gaapgraph.vocabulary import BASE, DCTERMS, GG, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Store

__all__ = ["DATASET", "describe_dataset"]

VOID, DCAT = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#"
DATASET = f"{BASE}dataset"
_COUNTED = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    "entities": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c }",
}
_PARTS = {
    "class": "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) { ?s a ?x } GROUP BY ?x ORDER BY ?x",
    "property": "SELECT ?x (COUNT(*) AS ?n) { ?s ?x ?o } GROUP BY ?x ORDER BY ?x",
}
_SPACES = (GG.iri, f"{BASE}us-gaap/", f"{BASE}srt/", f"{BASE}dei/")


def describe_dataset(store: Store, graphs: Sequence[str]) -> Iterator[Triple]:
    """Yield the description: counts of the whole, a part for each class and property, and a dataset for each graph.

    Args:
        store: Its default graph has all data.
        graphs: The named graphs that are described.
    """
    me = NamedNode(DATASET)
    for kind in (f"{VOID}Dataset", f"{DCAT}Dataset"):
        yield Triple(me, NamedNode(RDF.type), NamedNode(kind))
    yield Triple(me, NamedNode(DCTERMS.title), Literal("Financial reports as a knowledge graph", language="en"))
    yield Triple(me, NamedNode(f"{VOID}sparqlEndpoint"), NamedNode(f"{BASE}sparql"))
    yield Triple(me, NamedNode(f"{VOID}uriSpace"), Literal(BASE))
    for space in _SPACES:
        yield Triple(me, NamedNode(f"{VOID}vocabulary"), NamedNode(space))
    for name, query in _COUNTED.items():
        yield Triple(me, NamedNode(VOID + name), _whole(_count(store, query)))
    for kind, query in _PARTS.items():
        yield from _list_parts(store, me, kind, query)
    for graph in graphs:
        node = NamedNode(f"{graph}#dataset") if "#" not in graph else NamedNode(f"{graph}.dataset")
        count = sum(1 for _ in store.quads_for_pattern(None, None, None, NamedNode(graph)))
        yield Triple(me, NamedNode(f"{VOID}subset"), node)
        yield Triple(node, NamedNode(RDF.type), NamedNode(f"{VOID}Dataset"))
        yield Triple(node, NamedNode("http://xmlns.com/foaf/0.1/primaryTopic"), NamedNode(graph))
        yield Triple(node, NamedNode(f"{VOID}triples"), _whole(count))
        for title in store.quads_for_pattern(NamedNode(graph), NamedNode(DCTERMS.title), None, NamedNode(graph)):
            yield Triple(node, NamedNode(DCTERMS.title), title.object)


def _list_parts(store: Store, me: NamedNode, kind: str, query: str) -> Iterator[Triple]:
    for number, row in enumerate(store.query(query), 1):  # type: ignore[arg-type]  # of a SELECT
        node = NamedNode(f"{DATASET}/{kind}/{number}")
        yield Triple(me, NamedNode(f"{VOID}{kind}Partition"), node)
        yield Triple(node, NamedNode(VOID + kind), row["x"])
        yield Triple(node, NamedNode(VOID + ("entities" if kind == "class" else "triples")), row["n"])


def _count(store: Store, query: str) -> int:
    return int(next(iter(store.query(query)))["n"].value)  # type: ignore[arg-type]  # of a SELECT


def _whole(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD.integer))
