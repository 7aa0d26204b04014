"""The W3C SHACL test suite: its manifests read, one entry run, its results brought into a comparable form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlparse

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from gaapgraph.check.shacl import Result, ShapesGraph, ValidationResult, validate
from gaapgraph.check.shacl.load import read_triples
from gaapgraph.check.shacl.path import read_path
from gaapgraph.check.shacl.pyshacl_engine import read_report
from gaapgraph.check.shacl.term import SH, Graph

SUITE = Path(__file__).parents[3] / ".." / "shared" / "data" / "conformance" / "shacl" / "tests"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"


@dataclass(frozen=True)
class Entry:
    """One test: the file it stands in, its data and shapes, and the node of its expected result."""

    name: str
    file: Path
    data: Path
    shapes: Path
    graph: Graph
    expected: object


def read_entries() -> list[Entry]:
    return sorted(_entries(SUITE / "manifest.ttl"), key=lambda entry: entry.name) if SUITE.is_dir() else []


def _entries(manifest: Path) -> list[Entry]:
    graph = Graph(read_triples(manifest))
    found = []
    for node in graph.subjects(f"{MF}include"):
        for included in graph.objects(node, f"{MF}include"):
            found += _entries(_path(included))
    for node in graph.subjects(f"{MF}entries"):
        for entry in graph.items(graph.object(node, f"{MF}entries")):
            action = graph.object(entry, f"{MF}action")
            data, shapes = (_path(graph.object(action, SHT + name)) for name in ("dataGraph", "shapesGraph"))
            name = str(manifest.resolve().relative_to(SUITE.resolve()).with_suffix(""))
            found.append(Entry(name, manifest, data, shapes, graph, graph.object(entry, f"{MF}result")))
    return found


def _path(iri: NamedNode) -> Path:
    return Path(unquote(urlparse(iri.value).path))


def run(entry: Entry, engine: str) -> ValidationResult:
    store = Store()
    same = entry.data.resolve() == entry.shapes.resolve()
    triples = list(read_triples(entry.shapes))
    for triple in triples if same else read_triples(entry.data, 1):
        store.add(Quad(triple.subject, triple.predicate, triple.object, DefaultGraph()))
    return validate(store, ShapesGraph(Graph(triples), entry.name), engine)


def expects_failure(entry: Entry) -> bool:
    return entry.expected == NamedNode(f"{SHT}Failure")


def expected_results(entry: Entry) -> Counter[tuple[str, ...]]:
    return comparable(_read_expected(entry), entry)


def _read_expected(entry: Entry) -> list[Result]:
    graph = entry.graph
    wanted = graph.triples
    reports = [node for node in graph.subjects(SH.conforms) if node == entry.expected]
    assert reports, "the entry has no report"
    single = Graph(t for t in wanted if t.predicate.value != SH.conforms or t.subject == entry.expected)
    return read_report(single)


def comparable(results: list[Result] | tuple[Result, ...], entry: Entry) -> Counter[tuple[str, ...]]:
    """Count results by focus node, path, value, shape, component and severity.

    Blank nodes are told apart only where data, shapes and report stand in one file.
    """
    same = entry.data.resolve() == entry.shapes.resolve() == entry.file.resolve()

    def text(term: object) -> str:
        if isinstance(term, BlankNode) and not same:
            return "_:"
        return "" if term is None else _stored(term)

    return Counter(
        (text(r.focus_node), str(r.path), text(r.value), text(r.source_shape), r.component, r.severity) for r in results
    )


def _stored(term: object) -> str:
    """Return a term as the store gives it back: numbers lose their spelling."""
    store = Store()
    node = NamedNode("http://example.org/x")
    store.add(Quad(node, node, term, DefaultGraph()))
    [quad] = store
    return str(quad.object)


__all__ = ["SUITE", "comparable", "expected_results", "expects_failure", "read_entries", "read_path", "run"]
