"""The public names, and what a report that was read can do."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

import gaapgraph
from gaapgraph.api import ReadReport
from gaapgraph.errors import InputError, SourceError
from gaapgraph.model import Report
from gaapgraph.resource import instances
from gaapgraph.store import load_store
from gaapgraph.write import write_quads


@pytest.fixture
def report(sample_report):
    return ReadReport(**{field.name: getattr(sample_report, field.name) for field in fields(Report)})


NAMES = [
    "ReadReport",
    "__version__",
    "ask",
    "check",
    "diff",
    "explain",
    "query",
    "read",
    "report",
    "to_rdflib",
    "verify",
]


def test_the_public_names_are_there():
    assert gaapgraph.__all__ == NAMES
    assert set(NAMES) <= set(dir(gaapgraph))
    assert all(getattr(gaapgraph, name) for name in NAMES)
    with pytest.raises(AttributeError):
        gaapgraph.nothing  # noqa: B018 - the access is the test


@pytest.mark.parametrize("name", [name for name in NAMES if name[0].islower()])
def test_public_functions_say_what_they_take_and_give(name, capsys):
    help(getattr(gaapgraph, name))
    told = capsys.readouterr().out
    assert told.startswith(f"Help on function {name} in module gaapgraph.api")
    if name != "to_rdflib":
        assert all(word in told for word in ("Args:", "Returns:", "Shape:", "Raises:"))


def test_no_module_bears_the_name_of_a_public_function():
    package = Path(gaapgraph.__file__).parent
    modules = {path.stem for path in package.rglob("*") if path.suffix == ".py" or path.is_dir()}
    assert modules & {name for name in NAMES if name[0].islower()} == set()


def test_a_source_that_is_absent_is_refused():
    with pytest.raises(SourceError, match="no such file"):
        gaapgraph.read("none.txt")


def test_a_report_in_hand_is_asked_checked_and_explained_without_a_file(report):
    answer = gaapgraph.query("SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a gg:Fact }", report)
    assert answer.rows == ((len(report.facts),),)
    assert isinstance(gaapgraph.check(report).conforms, bool)
    (trace,) = gaapgraph.explain("53:2", report)
    assert trace.label == "Revenues"
    (found,) = gaapgraph.diff(report, report, with_results=False, with_answers=False)
    assert found.relation == "same"


def test_a_report_shows_itself_in_a_notebook(report):
    shown = report._repr_html_()
    assert "Internet Initiative Japan Inc." in shown
    assert "<td>us-gaap:Revenues</td><td>69730730000</td><td>JPY</td>" in shown


def test_answers_results_traces_and_comparisons_show_themselves_in_a_notebook(report):
    query = "SELECT ?f ?v ('<b>' AS ?x) ?none { ?f a gg:Fact ; gg:concept us-gaap:Revenues ; gg:value ?v } ORDER BY ?v"
    shown = gaapgraph.query(query, report)._repr_html_()
    assert "<th>f</th><th>v</th><th>x</th><th>none</th>" in shown
    assert "<td>69730730000</td><td>&lt;b&gt;</td><td></td>" in shown
    many = gaapgraph.query("SELECT ?s { ?s ?p ?o } LIMIT 201", report)._repr_html_()
    assert "<caption>the first 200 of 201 rows</caption>" in many
    assert many.count("<tr>") == 201
    assert "<th>severity</th>" in gaapgraph.check(report)._repr_html_()
    (trace,) = gaapgraph.explain("53:2", report)
    assert "Revenues" in trace._repr_html_()
    (found,) = gaapgraph.diff(report, replace(report, facts=report.facts[1:]), with_results=False, with_answers=False)
    assert "<td>removed</td>" in found._repr_html_()
    assert "None" not in found._repr_html_()


def test_a_report_becomes_quads_a_graph_and_files(tmp_path, report, sample_report):
    quads = "".join(report.to_quads())
    assert quads == "".join(write_quads(sample_report))
    graph = report.to_rdflib()
    assert str(graph.identifier) == report.iri
    assert len(graph) == quads.count(" .\n") == len(gaapgraph.to_rdflib(sample_report))
    report.write(tmp_path / "a.trig.gz")
    assert len(load_store([tmp_path / "a.trig.gz"])) == len(graph)


def test_a_check_is_bounded_unless_the_call_says_otherwise(tmp_path):
    from gaapgraph.sparql import UNLIMITED, Limits

    release = instances() / "iij" / "fy2008-release" / "release.trig"
    taking = tmp_path / "taking.ttl"
    taking.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix gg: <https://w3id.org/gaapgraph/ns#> .
        <urn:x:shape> a sh:NodeShape ; sh:targetClass gg:Report ; sh:sparql [ sh:message "too much" ; sh:select
        'SELECT $this WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i' ] ."""
    )
    with pytest.raises(InputError, match=r"check: the check took longer than 2 s|took more than 300 MB"):
        gaapgraph.check(release, shapes=[taking], limits=Limits(2.0, 300))
    assert gaapgraph.check(release) == gaapgraph.check(release, limits=UNLIMITED)
