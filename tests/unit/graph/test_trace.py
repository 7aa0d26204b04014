"""What the graph says about one fact."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

import gaapgraph
from gaapgraph.document.place import format_place, parse_place
from gaapgraph.errors import NotFoundError
from gaapgraph.graph import Dataset, describe_print, find_fact, find_figures, find_notices, trace
from gaapgraph.graph.tie import describe_mapping
from gaapgraph.model import Place
from gaapgraph.store import load_store, write_reports
from gaapgraph.vocabulary import GG
from gaapgraph.write import Names


@pytest.fixture
def store(tmp_path, sample_report):
    write_reports([sample_report], tmp_path / "a.nq")
    return Dataset(load_store([tmp_path / "a.nq"]))


def at(store, place: str):
    return find_figures(store, parse_place(place))


def test_the_cells_of_a_line_stand_from_left_to_right(store):
    cells = at(store, "53")
    assert [(format_place(cell.place), cell.text, cell.head) for cell in cells] == [
        ("53:2", "69,731", "FY2008"),
        ("53:4", "4.3%", 'YoY "% change"\\'),
    ]
    assert [cell.text for cell in at(store, "53:4")] == ["4.3%"]
    assert format_place(at(store, "12")[0].place) == "12@14"


def test_a_line_without_figures_is_not_found(store):
    with pytest.raises(NotFoundError, match="line 1: no figure"):
        at(store, "1")


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
    assert [format_place(each.place) for each in found.figures] == ["12@14", "53:2", "396:5"]
    assert found.concept.iri.endswith("us-gaap/Revenues")
    assert found.concept.balance == "credit"
    (child,) = found.neighbours
    assert (child.label, child.is_parent, child.weight, child.value) == (
        "Revenues, Connectivity",
        False,
        1,
        33_000_000_000,
    )
    assert "703285000" in found.links[0]


def test_a_part_knows_its_total_and_its_dimension(store, sample_report):
    found = trace(store, Names(sample_report).fact(sample_report.facts[3].dimensions))
    assert [(axis, label) for axis, _, label in found.dimensions] == [("srt:ProductOrServiceAxis", "Connectivity")]
    assert [(each.is_parent, each.value) for each in found.neighbours] == [(True, 69_730_730_000)]


def test_notices_are_found_by_line_and_by_fact(store, sample_report):
    fact = Names(sample_report).fact(sample_report.facts[3].dimensions)
    for notices in (find_notices(store, line=60), find_notices(store, fact=fact)):
        (notice,) = notices
        assert (format_place(notice.place), notice.code, notice.severity) == ("60:2", "GG-READ-001", "warning")
    assert find_notices(store, line=53) == []


def test_a_cell_says_what_the_print_says_instead(store):
    assert ("value 33000", "period 2007-04-01/2008-03-31") in [describe_print(store, each) for each in at(store, "60")]
    assert describe_print(store, at(store, "90")[0]) == ("concept us-gaap:CostOfRevenue",)


def test_a_cell_of_html_is_found_by_table_row_and_cell(tmp_path):
    page = Path(__file__).parents[2] / "golden" / "releases" / "halden-2024q2" / "input.htm"
    write_reports([gaapgraph.read(page)], tmp_path / "halden.nq")
    dataset = Dataset(load_store([tmp_path / "halden.nq"]))
    every = dataset.figures()
    first = next(one for one in every if one.label == "Net sales" and one.is_cell)
    place = format_place(first.place)
    assert place.startswith("t1:")
    (found, *_) = at(dataset, place)
    assert found == first
    row = at(dataset, place.rpartition(":")[0])
    assert {one.label for one in row} == {"Net sales"}
    assert len(row) > 1


def test_a_figure_is_found_by_the_id_of_its_element(tmp_path, sample_report):
    fact = sample_report.facts[0]
    marked = replace(fact.occurrences[0], place=Place(xpath="/xbrl/Revenues", element_id="f-12"))
    report = replace(sample_report, facts=(replace(fact, occurrences=(marked,)), *sample_report.facts[1:]))
    write_reports([report], tmp_path / "xml.nq")
    dataset = Dataset(load_store([tmp_path / "xml.nq"]))
    assert find_fact(dataset, "f-12") == Names(report).fact(fact.dimensions)
    with pytest.raises(NotFoundError, match="no fact has this name"):
        find_fact(dataset, "f-13")


@pytest.mark.parametrize("name", ["a b", "<x>", "urn:{}", "_:", ":", "a:b c", "https://"])
def test_a_name_that_is_none_is_not_found(store, name):
    with pytest.raises(NotFoundError):
        find_fact(store, name)


def test_what_names_a_line_item_and_is_no_fact_is_no_neighbour(tmp_path, sample_report):
    write_reports([sample_report], tmp_path / "a.nq")
    data = load_store([tmp_path / "a.nq"])
    line_item = NamedNode(GG.lineItem)
    for item in {quad.object for quad in data.quads_for_pattern(None, line_item, None, None)}:
        data.add(Quad(NamedNode("urn:x:odd"), line_item, item))
    found = trace(Dataset(data), Names(sample_report).fact(sample_report.facts[0].dimensions))
    assert [(each.label, each.value) for each in found.neighbours] == [("Revenues, Connectivity", 33_000_000_000)]


def test_a_mapping_tells_what_it_maps_to():
    said = """@prefix gg: <https://w3id.org/gaapgraph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix us-gaap: <http://fasb.org/us-gaap/> . <urn:x:m> a gg:Mapping ; skos:prefLabel "Sales"@en ;
      skos:broadMatch us-gaap:Revenues ; gg:confidence 0.9 ."""
    store = Store()
    store.load(said.encode(), format=RdfFormat.TURTLE)
    evidence = describe_mapping(Dataset(store), "urn:x:m")
    assert (evidence.label, evidence.match) == ("Sales", "skos:broadMatch")
    assert evidence.object.endswith("Revenues")
