"""What the graph says about one fact."""

from __future__ import annotations

import pytest

from gaapgraph.errors import NotFoundError
from gaapgraph.store import find_cells, find_fact, find_notices, load_store, trace, write_reports
from gaapgraph.write import Names


@pytest.fixture
def store(tmp_path, sample_report):
    write_reports([sample_report], tmp_path / "a.nq")
    return load_store([tmp_path / "a.nq"])


def test_the_cells_of_a_line_stand_from_left_to_right(store):
    cells = find_cells(store, 53)
    assert [(cell.place, cell.text, cell.head) for cell in cells] == [
        ("53:2", "69,731", "FY2008"),
        ("53:4", "4.3%", 'YoY "% change"\\'),
    ]
    assert [cell.text for cell in find_cells(store, 53, 4)] == ["4.3%"]
    assert find_cells(store, 12)[0].place == "12@14"


def test_a_line_without_figures_is_not_found(store):
    with pytest.raises(NotFoundError, match="line 1: no figure"):
        find_cells(store, 1)


def test_a_fact_is_found_by_iri_key_and_occurrence(store, sample_report):
    fact = sample_report.facts[0]
    iri = Names(sample_report).fact(fact.dimensions)
    assert find_fact(store, iri) == iri
    assert find_fact(store, fact.dimensions.key) == iri
    assert find_fact(store, fact.dimensions.key[:12]) == iri
    assert find_fact(store, f"{sample_report.iri}/occurrence/53.2") == iri
    with pytest.raises(NotFoundError):
        find_fact(store, "zz")
    with pytest.raises(NotFoundError, match="no fact has this name"):
        find_fact(store, "")


def test_a_trace_has_places_concept_networks_and_translation(store, sample_report):
    names = Names(sample_report)
    found = trace(store, names.fact(sample_report.facts[0].dimensions))
    assert [cell.place for cell in found.cells] == ["12@14", "53:2", "396:5"]
    assert found.concept["concept"] == "us-gaap:Revenues"
    assert found.concept["balance"] == "credit"
    (child,) = found.neighbours
    assert (child.label, child.is_parent, child.weight, child.value) == (
        "Revenues, Connectivity",
        False,
        1,
        "33000000000",
    )
    assert "703285000" in found.links[0]


def test_a_part_knows_its_total_and_its_dimension(store, sample_report):
    found = trace(store, Names(sample_report).fact(sample_report.facts[3].dimensions))
    assert [(axis, label) for axis, _, label in found.dimensions] == [("srt:ProductOrServiceAxis", "Connectivity")]
    assert [(each.is_parent, each.value) for each in found.neighbours] == [(True, "69730730000")]


def test_notices_are_found_by_line_and_by_fact(store, sample_report):
    fact = Names(sample_report).fact(sample_report.facts[3].dimensions)
    for notices in (find_notices(store, line=60), find_notices(store, fact=fact)):
        (notice,) = notices
        assert (notice.place, notice.code, notice.severity) == ("60:2", "GG-READ-001", "warning")
    assert find_notices(store, line=53) == []


def test_a_cell_says_what_the_print_says_instead(store):
    assert ("value 33000", "period 2007-04-01/2008-03-31") in [cell.printed for cell in find_cells(store, 60)]
    assert find_cells(store, 90)[0].printed == ("concept us-gaap:CostOfRevenue",)
