"""Every family of shapes is counted, whatever its file: by the family that a shape states, never by its code."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from gaapgraph.shacl import Run, ShapesGraph, load_shapes
from gaapgraph.validation.check_result import Tally
from gaapgraph.validation.knowledge import shape_files
from gaapgraph.validation.tally import tally_constraints

SHAPES = """
@prefix : <urn:shape:> .
@prefix gg: <https://w3id.org/gaapgraph/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
:stated a sh:NodeShape ; gg:family "presentation" ; sh:targetClass gg:Fact ;
  sh:message "GG-XYZ-001: no." ; sh:closed true .
:coded a sh:NodeShape ; gg:family "risk" ; sh:targetClass gg:Fact ; sh:message "GG-RISK-100: no." ; sh:closed true .
:below a sh:NodeShape ; gg:family "model" ; sh:targetClass gg:Fact ; sh:property :part .
:part a sh:PropertyShape ; sh:path gg:value ; sh:minCount 1 ; sh:message "GG-MODEL-100: no." .
:plain a sh:NodeShape ; sh:targetClass gg:Fact ; sh:closed true .
"""


@pytest.fixture
def shapes(tmp_path) -> ShapesGraph:
    path = tmp_path / "shapes.ttl"
    path.write_text(SHAPES)
    return load_shapes(path)


def run(name: str, results: int = 0) -> Run:
    shape = NamedNode(f"urn:shape:{name}")
    return Run(shape, shape, "urn:component", "fast", results, 0.0, None)


@pytest.mark.parametrize(
    ("name", "family"), [("stated", "presentation"), ("coded", "risk"), ("below", "model"), ("plain", "other")]
)
def test_family_of_a_shape(shapes: ShapesGraph, name: str, family: str) -> None:
    assert tally_constraints([run(name)], shapes) == (Tally(f"{family} (constraints)", 1, 1),)


def test_constraint_with_results_has_not_passed(shapes: ShapesGraph) -> None:
    runs = [run("coded"), run("coded", 3), run("below")]
    assert tally_constraints(runs, shapes) == (Tally("model (constraints)", 1, 1), Tally("risk (constraints)", 2, 1))


def test_every_shipped_shape_has_a_family() -> None:
    shapes = load_shapes(shape_files())
    runs = [Run(shape.node, shape.node, "urn:component", "fast", 0, 0.0, None) for shape in shapes.targeted]
    assert "other (constraints)" not in {tally.family for tally in tally_constraints(runs, shapes)}
