"""SPARQL results as people and programs read them."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from gaapgraph.errors import InputError, SourceError
from gaapgraph.sparql import Limits
from gaapgraph.store import load_store, read_query, run_query, serialize_result, tabulate, write_reports


@pytest.fixture
def store(tmp_path, sample_report):
    write_reports([sample_report], tmp_path / "a.nq")
    return load_store([tmp_path / "a.nq"])


def test_a_query_without_graph_sees_the_named_graphs_and_knows_the_prefixes(store):
    heads, rows = tabulate(run_query(store, "SELECT ?concept WHERE { ?f a gg:Fact ; gg:concept ?concept } ORDER BY ?f"))
    assert heads == ["concept"]
    assert ["us-gaap:Assets"] in rows
    assert len(rows) == 6


def test_json_is_sparql_json(store):
    text = serialize_result(run_query(store, "SELECT ?n WHERE { ?r a gg:Report BIND (1 AS ?n) }"), "json")
    assert json.loads(text)["results"]["bindings"][0]["n"]["value"] == "1"
    assert json.loads(serialize_result(run_query(store, "ASK { ?r a gg:Report }"), "json"))["boolean"] is True


def test_csv_has_a_head_and_rows(store):
    assert serialize_result(run_query(store, "SELECT (1 AS ?n) (2 AS ?m) {}"), "csv").split() == ["n,m", "1,2"]
    assert serialize_result(run_query(store, "ASK {}"), "csv").split() == ["true"]


def test_a_graph_is_written_as_triples(store):
    text = "CONSTRUCT { ?r a gg:Report } WHERE { ?r a gg:Report }"
    assert serialize_result(run_query(store, text), "csv").endswith("ns#Report> .\n")
    assert len(tabulate(run_query(store, text))[1]) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT *\nWHERE { ?a ?b }", "q.rq:2:16: is no SPARQL query: something else must stand after"),
        (
            'SELECT *\n{ ?a us-gaap:Assets "foo:bar" ;\n foo:bar ?c }',
            "q.rq:3:2: is no SPARQL query: the prefix foo: is",
        ),
        ("SELECT (?b AS ?b) { ?b ?c ?d }", "q.rq:1:31: is no SPARQL query: SELECT overrides an existing variable"),
        ("delete where { ?a ?b ?c }", "q.rq: is no SPARQL query: an update is not run here; give a SELECT"),
        ("PREFIX d: <http://delete /x>\nSELECT", "q.rq:1:"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_column(text, told):
    with pytest.raises(InputError) as error:
        run_query(Store(), text, "q.rq")
    assert str(error.value).startswith(told)


def test_a_query_that_takes_too_long_is_given_up():
    store = Store()
    for number in range(400):
        store.add(Quad(NamedNode(f"a:{number}"), NamedNode("a:p"), Literal(number)))
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?c + ?f + ?i < 9) }"
    start = time.perf_counter()
    with pytest.raises(InputError, match="longer than"):
        run_query(store, text, limits=Limits(0.2, None))
    assert time.perf_counter() - start < 5


def test_a_query_is_read_from_a_file_or_stdin(tmp_path):
    (tmp_path / "q.rq").write_text("ASK {}")
    assert read_query(str(tmp_path / "q.rq"), str) == "ASK {}"
    assert read_query("-", lambda _: "ASK {}") == "ASK {}"
    with pytest.raises(InputError, match="empty"):
        read_query("-", lambda _: "")
    with pytest.raises(SourceError, match="no such file"):
        read_query(str(tmp_path / "none.rq"), str)


@pytest.fixture
def two_reports(tmp_path, sample_report):
    """The same report twice: each describes the concepts and periods that both use."""
    return [sample_report, replace(sample_report, iri=sample_report.iri + "0")]


JOINED = "SELECT (COUNT(*) AS ?n) { ?f gg:concept us-gaap:Assets ; gg:period ?p . ?p gg:date ?d }"


def test_what_several_reports_describe_counts_once(tmp_path, store, two_reports):
    write_reports(two_reports, tmp_path / "both.nq")
    both = load_store([tmp_path / "both.nq"])
    assert len(list(both.named_graphs())) == 2
    one = int(tabulate(run_query(store, JOINED))[1][0][0])
    for _ in range(2):
        assert int(tabulate(run_query(both, JOINED))[1][0][0]) == 2 * one > 0
    inside = JOINED.replace("{ ?f", "{ GRAPH ?g { ?f").replace("?d }", "?d } }")
    assert int(tabulate(run_query(both, inside))[1][0][0]) == 2 * one


def test_a_store_on_disk_with_several_reports_is_seen_as_one_graph_too(tmp_path, store, two_reports, monkeypatch):
    write_reports(two_reports, tmp_path / "store")
    opened = load_store([tmp_path / "store"])
    one = int(tabulate(run_query(store, JOINED))[1][0][0])
    assert int(tabulate(run_query(opened, JOINED))[1][0][0]) == 2 * one
    monkeypatch.setattr("gaapgraph.store.merge.LIMIT", 10)
    assert len(tabulate(run_query(opened, "SELECT ?g { GRAPH ?g { ?r a gg:Report } }"))[1]) == 2
    with pytest.raises(InputError, match=r"too many to be seen as one graph.*GRAPH \?report"):
        run_query(opened, JOINED)


def test_prefixes_of_data_are_known():
    assert (
        run_query(Store(), "ASK { ?f gg:period period:2009-03-31 ; gg:unit unit:JPY ; gg:concept iij:A }") is not None
    )
    text = "SELECT ?p { VALUES ?p { period:2008-04-01\\/2009-03-31 unit:JPY scheme:severity\\/warning } }"
    assert tabulate(run_query(Store(), text))[1] == [
        ["period:2008-04-01/2009-03-31"],
        ["unit:JPY"],
        ["scheme:severity/warning"],
    ]
