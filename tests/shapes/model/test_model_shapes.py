"""Each shape of `shapes/model.ttl` on two small graphs: one conforms to it, the other breaks it as stated beside it.

A case is a file named after its shape, with three named graphs: `:conforming`, `:failing` and `:expected`, a
SHACL report of the second. Each case is run against its shape alone, so that it holds nothing but its point.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from gaapgraph.api import read
from gaapgraph.shacl import ENGINES, ShapesGraph, load_shapes, validate
from gaapgraph.shacl.rdf_term import SH, SHACL, Term
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    from gaapgraph.model import Report

ROOT = Path(__file__).parents[3]
FILES = (ROOT / "shapes" / "model.ttl", ROOT / "shapes" / "prefixes.ttl")
RELEASE = ROOT / ".." / "shared" / "seeds" / "iij-fy2008-release.txt"
CASES = {path.stem: path for path in sorted(Path(__file__).parent.glob("*.trig"))}
SHAPES = "https://w3id.org/gaapgraph/shapes/"
Found = tuple[str, str, str]


@cache
def model_shapes() -> ShapesGraph:
    return load_shapes(FILES)


@cache
def shape_alone(name: str) -> ShapesGraph:
    """Return one shape with its query, prefixes and target, without the other shapes of the same target."""
    graph = model_shapes().graph
    shape, parent = NamedNode(SHAPES + name), NamedNode(SHAPES + name.split("-")[0])
    kept = [triple for triple in graph.triples if triple.subject == shape and triple.predicate.value != SH.property]
    if graph.has_type(shape, SH.PropertyShape):
        kept += [Triple(parent, NamedNode(SH.property), shape)]
        kept += [t for t in graph.triples if t.subject == parent and t.predicate.value == SH.targetClass]
    query = NamedNode(f"{SHAPES}{name}-query")
    return load_shapes(
        kept + [t for t in graph.triples if t.subject == query or str(t.subject).startswith(f"<{SHAPES}prefix")]
    )


@cache
def read_case(name: str) -> dict[str, list[Quad]]:
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in parse(path=str(CASES[name]), format=RdfFormat.TRIG):
        graphs[quad.graph_name.value.rsplit("/", 1)[-1]].append(quad)
    return graphs


def make_store(*graphs: list[Quad]) -> Store:
    store = Store()
    for graph in graphs:
        store.extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in graph)
    return store


def find_results(name: str, graph: str, engine: str) -> set[Found]:
    outcome = validate(make_store(read_case(name)[graph]), shape_alone(name), engine)
    assert not outcome.not_evaluated
    return {
        (shown(result.source_shape), shown(result.focus_node), result.severity.removeprefix(SHACL))
        for result in outcome.results
    }


def expected_results(name: str) -> set[Found]:
    rows: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in read_case(name)["expected"]:
        assert not isinstance(quad.object, Triple)
        rows[str(quad.subject)][quad.predicate.value] = shown(quad.object)
    return {
        (row[SH.sourceShape], row[SH.focusNode], row[f"{SHACL}resultSeverity"].removeprefix(SHACL))
        for row in rows.values()
        if SH.focusNode in row
    }


def shown(node: Term) -> str:
    return "a blank node" if isinstance(node, BlankNode) else node.value.removeprefix(SHAPES)


def test_each_shape_has_a_case() -> None:
    graph = model_shapes().graph
    stated = {
        shown(node) for node in graph.subjects(SH.severity) if graph.has_type(node, SH.NodeShape, SH.PropertyShape)
    }
    assert stated == set(CASES)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", CASES)
def test_conforming_graph_has_no_result(name: str, engine: str) -> None:
    assert find_results(name, "conforming", engine) == set()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", CASES)
def test_failing_graph_has_the_expected_results(name: str, engine: str) -> None:
    expected = expected_results(name)
    assert {shape for shape, _, _ in expected} == {name}
    assert find_results(name, "failing", engine) == expected


def test_messages_of_queries_are_filled_in() -> None:
    results = validate(make_store(*(read_case(name)["failing"] for name in CASES)), model_shapes()).results
    texts = {text.value for result in results for text in result.messages}
    assert not {text for text in texts if "{" in text}
    assert "GG-MODEL-222: a fact shall have a value or be nil; this one has both." in texts


def test_fast_engine_needs_no_help() -> None:
    assert validate(Store(), model_shapes()).handed_on == ()


def test_written_report_conforms(sample_report: Report) -> None:
    store = Store()
    store.load("".join(write_quads(sample_report)).encode(), format=RdfFormat.N_QUADS)
    outcome = validate(store, model_shapes())
    assert [(result.source_shape, result.focus_node) for result in outcome.results] == []


@pytest.mark.skipif(not RELEASE.is_file(), reason="the seed documents are not beside the project")
def test_release_conforms() -> None:
    store = Store()
    store.load("".join(write_quads(read(RELEASE))).encode(), format=RdfFormat.N_QUADS)
    outcome = validate(store, model_shapes(), count_focus_nodes=True)
    assert outcome.conforms, [(result.focus_node, result.messages) for result in outcome.results[:5]]
    facts = [run.focus_nodes for run in outcome.runs if shown(run.root) == "Fact-boundsAccuracy"]
    assert facts[0] is not None and facts[0] > 1000


def test_changed_bound_of_a_written_report_is_found(sample_report: Report) -> None:
    lines = "".join(write_quads(sample_report)).splitlines()
    upper = next(line for line in lines if "#upperBound" in line and "/fact/" in line.split(" ", 1)[0])
    fact, _, bound, *_ = upper.split(" ")
    changed = upper.replace(bound, '"99999999999999"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    store = Store()
    store.load("\n".join([*(line for line in lines if line != upper), changed]).encode(), format=RdfFormat.N_QUADS)
    results = validate(store, model_shapes()).results
    assert {(shown(result.source_shape), result.focus_node) for result in results} == {
        ("Fact-boundsAccuracy", NamedNode(fact.strip("<>")))
    }
    assert all(isinstance(message, Literal) for result in results for message in result.messages)
