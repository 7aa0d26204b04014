"""What holds for every shape in `shapes/`, whoever wrote it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, RdfFormat, Store, parse
from rdflib.plugins.sparql import prepareQuery

from gaapgraph.shacl import compile_shapes, load_shapes
from gaapgraph.shacl.rdf_term import SH, Graph, Node

FOLDER = Path(__file__).parents[2] / "shapes"
FILES = sorted(FOLDER.glob("*.ttl"))
SOURCE = "http://purl.org/dc/terms/source"
ONTOLOGY = "http://www.w3.org/2002/07/owl#Ontology"
CODE = re.compile(r"(GG|DQC|FAC)[-_][A-Z0-9]+([-_.][A-Z0-9]+)*(?=: )|\{[?$]code\}(?=: )")


@cache
def read(path: Path) -> Graph:
    return Graph(quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE))


@cache
def all_shapes() -> Graph:
    return Graph(triple for path in FILES for triple in read(path).triples)


def shapes_of(graph: Graph) -> list[Node]:
    types = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return [node for node in graph.subjects(types) if graph.has_type(node, SH.NodeShape, SH.PropertyShape)]


def queries_of(graph: Graph) -> list[Node]:
    return list(graph.subjects(SH.select))


def messages_of(graph: Graph, shape: Node) -> list[str]:
    """Return the messages of a shape and of its own queries."""
    nodes = [shape, *graph.nodes(shape, SH.sparql)]
    return [m.value for node in nodes for m in graph.objects(node, SH.message) if isinstance(m, Literal)]


def prologue(graph: Graph, query: Node) -> str:
    lines = []
    for ontology in graph.objects(query, SH.prefixes):
        for declaration in graph.objects(ontology, SH.declare):
            prefix, namespace = graph.text(declaration, SH.prefix), graph.text(declaration, SH.namespace)
            lines.append(f"PREFIX {prefix}: <{namespace}>\n")
    return "".join(lines)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestFile:
    def test_has_an_ontology_header(self, path: Path) -> None:
        headers = [t.subject for t in read(path).triples if getattr(t.object, "value", "") == ONTOLOGY]
        assert len(headers) == 1

    def test_has_no_blank_nodes(self, path: Path) -> None:
        nodes = [node for triple in read(path).triples for node in (triple.subject, triple.object)]
        assert not any(isinstance(node, BlankNode) for node in nodes)

    @pytest.mark.parametrize("predicate", ["name", "description", "severity", "source"])
    def test_each_shape_is_described(self, path: Path, predicate: str) -> None:
        graph = read(path)
        iri = SOURCE if predicate == "source" else getattr(SH, predicate)
        assert [node for node in shapes_of(graph) if not graph.objects(node, iri)] == []

    def test_each_message_starts_with_its_code(self, path: Path) -> None:
        graph = read(path)
        silent = {"https://w3id.org/gaapgraph/shapes/LastDigit"}  # a kind of cause: no engine finds anything by it
        assert [node for node in shapes_of(graph) if not messages_of(graph, node) and node.value not in silent] == []
        texts = [text for shape in shapes_of(graph) for text in messages_of(graph, shape)]
        assert [text for text in texts if not CODE.match(text)] == []

    def test_placeholders_stand_only_where_they_are_filled_in(self, path: Path) -> None:
        graph = read(path)
        texts = [m for shape in shapes_of(graph) for m in graph.objects(shape, SH.message)]
        assert [text for text in texts if "{" in str(text)] == []

    def test_no_minimum_of_zero(self, path: Path) -> None:
        counts = [t.object for t in read(path).triples if t.predicate.value == SH.minCount]
        assert "0" not in {count.value for count in counts if isinstance(count, Literal)}

    def test_each_query_parses_in_two_engines(self, path: Path) -> None:
        graph = read(path)
        for query in queries_of(graph):
            text = prologue(all_shapes(), query) + (graph.text(query, SH.select) or "")
            Store().query(text)
            prepareQuery(text)


def test_each_code_belongs_to_one_shape() -> None:
    codes: Counter[str] = Counter()
    for shape in shapes_of(all_shapes()):
        found = {match[0] for text in messages_of(all_shapes(), shape) if (match := CODE.match(text))}
        codes.update(code for code in found if not code.startswith("{"))
    assert [code for code, count in codes.items() if count > 1] == []


def test_fast_engine_compiles_every_shape() -> None:
    assert compile_shapes(load_shapes(FILES)).handed_on == ()
