"""Each rule about figures on two small graphs: one conforms to it, the other breaks it as stated beside it.

A case is a file named after its shape, in the folder of its family, with three named graphs: `:conforming`, `:failing`
and `:expected`, a SHACL report of the second. Each is run against its shape alone, by both engines.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from gaapgraph.shacl import ENGINES, ShapesGraph, load_shapes, validate
from gaapgraph.shacl.rdf_term import SH, SHACL
from gaapgraph.validation.figure import load_figures
from gaapgraph.validation.rule import evaluate, find_rules

HERE = Path(__file__).parent
FILES = Path(__file__).parents[2] / "shapes"
SHAPES = "https://w3id.org/gaapgraph/shapes/"
FAMILIES = ("occurrence", "calculation", "roll-forward", "derived", "translation", "cross-document", "presentation")
CASES = {path.stem: path for family in FAMILIES for path in sorted((HERE / family).glob("*.trig"))}
ARITHMETIC = [name for name, path in CASES.items() if path.parent.name != "presentation"]
Found = tuple[str, str, str]


@cache
def family_shapes(family: str) -> ShapesGraph:
    return load_shapes((FILES / f"{family}.ttl", FILES / "prefixes.ttl"))


@cache
def shape_alone(name: str) -> ShapesGraph:
    """Return the shapes of a family, of which only one has a target."""
    graph = family_shapes(CASES[name].parent.name).graph
    return load_shapes(
        [
            triple
            for triple in graph.triples
            if not triple.predicate.value.startswith(f"{SHACL}target") or triple.subject == NamedNode(SHAPES + name)
        ]
    )


@cache
def read_case(name: str) -> dict[str, list[Quad]]:
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in parse(path=str(CASES[name]), format=RdfFormat.TRIG):
        assert isinstance(quad.graph_name, NamedNode)
        graphs[quad.graph_name.value.rsplit("/", 1)[-1]].append(quad)
    return graphs


def load_graph(name: str, graph: str) -> Store:
    store = Store()
    store.extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in read_case(name)[graph])
    return store


def find_results(name: str, graph: str, engine: str) -> set[Found]:
    outcome = validate(load_graph(name, graph), shape_alone(name), engine)
    assert not outcome.not_evaluated
    assert not outcome.handed_on
    return {(str(r.focus_node), str(r.value), r.severity) for r in outcome.results}


def expected_results(name: str) -> set[Found]:
    rows: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in read_case(name)["expected"]:
        assert not isinstance(quad.object, Triple)
        rows[str(quad.subject)][quad.predicate.value] = str(quad.object)
    return {
        (row[SH.focusNode], row[SH.value], row[f"{SHACL}resultSeverity"].strip("<>"))
        for row in rows.values()
        if SH.focusNode in row
    }


def test_each_shape_has_a_case() -> None:
    stated = set()
    for family in FAMILIES:
        graph = family_shapes(family).graph
        stated |= {node.value for node in graph.subjects(SH.severity) if graph.has_type(node, SH.NodeShape)}  # type: ignore[union-attr]
    assert stated == {SHAPES + name for name in CASES}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", CASES)
def test_conforming_graph_has_no_result(name: str, engine: str) -> None:
    assert find_results(name, "conforming", engine) == set()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", CASES)
def test_failing_graph_has_the_expected_results(name: str, engine: str) -> None:
    assert find_results(name, "failing", engine) == expected_results(name)


@pytest.mark.parametrize("graph", ["conforming", "failing"])
@pytest.mark.parametrize("name", ARITHMETIC)
def test_operands_give_the_bindings_that_hold_as_well_and_the_verdict_of_the_engine(name: str, graph: str) -> None:
    (rule,) = [rule for rule in find_rules(shape_alone(name)) if rule.shape == SHAPES + name]
    store = load_graph(name, graph)
    bindings = evaluate(store, rule, load_figures(store))
    broken = {(f"<{one.focus}>", f"<{one.value}>") for one in bindings if not one.ok}
    assert broken == {found[:2] for found in find_results(name, graph, "fast")}
    assert graph == "failing" or any(one.ok for one in bindings)
