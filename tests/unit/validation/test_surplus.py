"""What a graph states too often is left out of a check, and told."""

from __future__ import annotations

import time

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from gaapgraph.shacl import load_shapes
from gaapgraph.shacl.rdf_term import SH
from gaapgraph.validation.figure import load_figures
from gaapgraph.validation.inspection import inspect
from gaapgraph.validation.knowledge import shape_files
from gaapgraph.validation.surplus import drop_surplus, tell_surplus
from gaapgraph.vocabulary import GG

_FACT = """
PREFIX gg: <https://w3id.org/gaapgraph/ns#>
<urn:r> a gg:Report ; gg:document <urn:d> .
<urn:d> a gg:Document ; gg:fileName "a.txt" ; gg:mediaType "text/plain" .
<urn:o> a gg:Occurrence ; gg:fact <urn:f> ; gg:line 7 ; gg:value 1.0 ; gg:lowerBound 1.0 ; gg:upperBound 1.0 .
<urn:f> a gg:Fact ; gg:report <urn:r> ; gg:concept <urn:c> ; gg:period <urn:p> ; gg:unit <urn:u> ; gg:entity <urn:e> .
"""


def load(*more: str) -> Store:
    store = Store()
    store.load((_FACT + "\n".join(more)).encode(), RdfFormat.TURTLE)
    return store


def values(store: Store, subject: str = "urn:f") -> list[str]:
    return sorted(quad.object.value for quad in store.quads_for_pattern(NamedNode(subject), NamedNode(GG.value), None))


def test_two_values_stay_and_are_told_by_the_shape() -> None:
    store = load("<urn:f> gg:value 1.0, 2.0 .")
    assert drop_surplus(store, load_shapes(shape_files())) == []
    assert values(store) == ["1", "2"]
    told = [one.message for one in inspect(store, is_own=True).report.results if one.code == "GG-MODEL-207"]
    assert told == ["a fact shall have no more than one value."]


def test_of_three_values_one_is_left_and_the_others_are_told() -> None:
    store = load("<urn:f> gg:value 1.0, 2.0, 3.0 .", "<urn:other> gg:value 1.0, 2.0, 3.0 .")
    shapes = load_shapes(shape_files())
    [one] = found = drop_surplus(store, shapes)
    assert (one.resource, one.property_iri, one.count) == ("urn:f", GG.value, 3)
    assert shapes.graph.text(one.shape, SH.maxCount) == "1"
    assert values(store) == ["1"]
    assert values(store, "urn:other") == ["1", "2", "3"]  # of no class that may state it once
    [told] = tell_surplus(found, shapes, load_figures(store))
    assert (told.code, told.severity, told.report, told.lines, told.facts) == (
        "GG-MODEL-207", "violation", "urn:r", (7,), ("urn:f",)
    )  # fmt: skip
    assert told.message == "gg:value has 3 values where one is allowed; 2 of them were left out of the check."


def test_the_result_of_a_check_has_them() -> None:
    report = inspect(load("<urn:f> gg:value 1.0, 2.0, 3.0 ."), is_own=True).report
    told = [one.message for one in report.results if one.code == "GG-MODEL-207"]
    assert told == ["gg:value has 3 values where one is allowed; 2 of them were left out of the check."]
    assert not report.conforms


@pytest.mark.parametrize(("count", "is_cut"), [(100, False), (101, True)])
def test_two_values_of_more_than_a_hundred_resources_are_cut(count: int, is_cut: bool) -> None:
    store = load(*(f"<urn:f{n}> a gg:Fact ; gg:value 1.0, 2.0 ." for n in range(count)))
    assert len(drop_surplus(store, load_shapes(shape_files()))) == (count if is_cut else 0)
    assert values(store, "urn:f5") == (["1"] if is_cut else ["1", "2"])


def test_product_of_values_and_bounds_is_never_gone_through() -> None:
    """A hundred each were a million rows: over a minute, 3 GB."""
    many = ", ".join(f"{n}.0" for n in range(100))
    store = load(f"<urn:f> gg:value {many} ; gg:lowerBound {many} ; gg:upperBound {many} .")
    start = time.process_time()
    report = inspect(store, is_own=True).report
    assert time.process_time() - start < 15
    assert sorted(one.code for one in report.results if "left out of the check" in one.message) == [
        "GG-MODEL-207", "GG-MODEL-209", "GG-MODEL-210"
    ]  # fmt: skip
