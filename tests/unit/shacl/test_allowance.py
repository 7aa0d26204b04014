"""Of thousands of results of a constraint some are made whole, and the rest are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.shacl import ShapesGraph, ValidationResult, load_shapes, validate, write_report
from gaapgraph.shacl.allowance import Allowance, Most

if TYPE_CHECKING:
    from pathlib import Path

_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:s> a sh:NodeShape ; sh:targetClass <urn:C> ; sh:property <urn:s1>, <urn:s2> .
<urn:s1> sh:path <urn:p> ; sh:maxCount 0 .
<urn:s2> sh:path <urn:p> ; sh:nodeKind sh:IRI ; sh:severity sh:Warning .
"""


@pytest.fixture
def shapes(tmp_path: Path) -> ShapesGraph:
    file = tmp_path / "shapes.ttl"
    file.write_text(_SHAPES)
    return load_shapes([file])


def check(shapes: ShapesGraph, most: Most, timeout: float | None = None) -> ValidationResult:
    store = Store()
    text = "".join(f"<urn:{number:02}> a <urn:C> ; <urn:p> {number} .\n" for number in range(30))
    store.load(text.encode(), RdfFormat.TURTLE)
    return validate(store, shapes, timeout=timeout, most=most)


def numbers(found: ValidationResult) -> list[tuple[str, int, int, bool]]:
    return [(one.shape.value, one.count, one.of, one.is_more) for one in found.untold]


@pytest.mark.parametrize("timeout", [None, 20])
def test_what_is_not_made_whole_is_counted(shapes: ShapesGraph, timeout: float | None) -> None:
    found = check(shapes, Most(of_one=20, of_all=25, least=2), timeout)
    assert numbers(found) == [("urn:s1", 10, 30, False), ("urn:s2", 25, 30, False)]
    assert [one.severity.rpartition("#")[2] for one in found.untold] == ["Violation", "Warning"]
    assert len(found.results) == 25
    assert [run.results for run in found.runs] == [30, 30]
    assert not found.conforms


def test_each_constraint_has_some_though_those_before_took_all(shapes: ShapesGraph) -> None:
    assert numbers(check(shapes, Most(of_one=20, of_all=20, least=3))) == [
        ("urn:s1", 10, 30, False),
        ("urn:s2", 27, 30, False),
    ]


def test_no_more_are_counted_than_told(shapes: ShapesGraph) -> None:
    assert numbers(check(shapes, Most(of_one=4, counted=12))) == [("urn:s1", 8, 12, True), ("urn:s2", 8, 12, True)]
    assert numbers(check(shapes, Most(of_one=4, counted=30))) == [("urn:s1", 26, 30, False), ("urn:s2", 26, 30, False)]


def test_as_many_as_are_allowed_are_all_told(shapes: ShapesGraph) -> None:
    found = check(shapes, Most(of_one=30, of_all=60))
    assert (len(found.results), found.untold) == (60, ())
    assert "further" not in write_report(found)


def test_the_report_of_shacl_says_how_many_are_left_out(shapes: ShapesGraph) -> None:
    text = write_report(check(shapes, Most(of_one=20)))
    assert '"20 further results were counted, and are left out."@en' in text
    assert "sh:conforms false" in text


def test_a_later_constraint_may_make_what_those_before_leave() -> None:
    allowance = Allowance(Most(of_one=10, of_all=12, least=1), 3)
    assert allowance.of(2) == 10  # nothing is known of those before
    allowance.note(0, 10)
    assert (allowance.of(0), allowance.of(1)) == (10, 2)
    allowance.note(1, 2)
    assert allowance.of(2) == 1
