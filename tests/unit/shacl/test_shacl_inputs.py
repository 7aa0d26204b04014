"""Shapes that cannot be used, time limits, messages and reports."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from gaapgraph.errors import GaapGraphError, InputError, ReadError, SourceError
from gaapgraph.shacl import load_shapes, validate, write_report
from gaapgraph.shacl.path import Alternative, Inverse, Predicate, Repeat, Sequence, path_text, read_path
from gaapgraph.shacl.pyshacl_engine import read_report
from gaapgraph.shacl.rdf_term import SH, Graph
from gaapgraph.shacl.worker import run_all

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """
@prefix : <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
: sh:declare [ sh:prefix "" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
"""
RUNAWAY = (
    "SELECT $this WHERE { $this :value ?a . ?x :value ?b . ?y :value ?c . ?z :value ?d FILTER(?a + ?b + ?c + ?d < 0) }"
)


def write(folder: Path, text: str) -> Path:
    file = folder / "shapes.ttl"
    file.write_text(HEAD + text, encoding="utf-8")
    return file


def data(text: str) -> Store:
    store = Store()
    store.load((HEAD + text).encode(), format=RdfFormat.TURTLE)
    return store


def rule(query: str) -> str:
    return (
        f':S a sh:NodeShape ; sh:targetClass :Fact ; sh:sparql :Rule . :Rule sh:prefixes : ; sh:select """{query}""" .'
    )


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("this is not Turtle", ReadError, "not Turtle"),
        (":S a sh:NodeShape ; sh:targetClass :C ; sh:property :P . :P sh:minCount 1 .", InputError, "has no path"),
        (":S a sh:NodeShape ; sh:targetClass :C ; sh:node :S .", InputError, "refers to itself"),
        (":S a sh:NodeShape ; sh:targetClass :C ; sh:or ( :T ) . :T sh:not :S .", InputError, "refers to itself"),
        (":S a sh:NodeShape ; sh:targetClass :C ; sh:minCount 1 .", InputError, "on a node shape"),
        (":S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path [] ] .", InputError, "no property path"),
        (":S a sh:NodeShape ; sh:nodeKind sh:IRI .", InputError, "which nodes it is about"),
        (rule("SELECT $this WHERE { $this :p ?x "), InputError, "braces"),
        (rule("SELECT $this WHERE { $this nix:p ?x }"), InputError, "prefix nix:"),
        (rule("SELECT $this WHERE { $this ?x }"), InputError, "not SPARQL"),
        (rule("SELECT ?x WHERE { $this :p ?x }"), InputError, "does not return $this"),
        (rule("SELECT $this WHERE { $this :p ?x MINUS { $this :q ?x } }"), InputError, "MINUS"),
        (rule("SELECT $this WHERE { VALUES ?x { 1 } $this :p ?x }"), InputError, "VALUES"),
        (rule("SELECT $this WHERE { $this :p ?x { SELECT ?x { ?x :q ?y } } }"), InputError, "subquery"),
        (rule("SELECT $this WHERE { BIND(1 AS $this) }"), InputError, "assigns"),
    ],
)
def test_bad_shapes_are_one_line(tmp_path: Path, text: str, kind: type[GaapGraphError], says: str) -> None:
    with pytest.raises(kind) as caught:
        validate(Store(), load_shapes(write(tmp_path, text)))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "shapes.ttl" in str(caught.value)


def test_a_file_without_shacl_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.ttl"
    file.write_text("<http://example.org/a> <http://example.org/b> 1 .", encoding="utf-8")
    with pytest.raises(InputError, match="no SHACL"):
        load_shapes(file)


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"absent\.ttl"):
        load_shapes(tmp_path / "absent.ttl")


def test_an_unknown_engine_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, ":S a sh:NodeShape ; sh:targetClass :C ; sh:nodeKind sh:IRI .")
    with pytest.raises(InputError, match="fast, pyshacl"):
        validate(Store(), load_shapes(file), "slow")


def test_a_query_that_runs_away_is_not_passed_and_the_others_go_on(tmp_path: Path) -> None:
    facts = " ".join(f":f{number} a :Fact ; :value {number} ." for number in range(400))
    shape = ":T a sh:NodeShape ; sh:targetClass :Fact ; sh:property :P . :P sh:path :value ; sh:maxInclusive 398 ."
    shape += rule(RUNAWAY)
    start = time.monotonic()
    validation = validate(data(facts), load_shapes(write(tmp_path, shape)), timeout=0.5)
    assert time.monotonic() - start < 10
    [late] = validation.not_evaluated
    assert late.shape == NamedNode("http://example.org/S")
    assert "0.5 s" in late.reason
    assert not validation.conforms
    assert [result.value.value for result in validation.results] == ["399"]


def test_a_query_that_runs_away_leaves_no_verdict(tmp_path: Path) -> None:
    facts = " ".join(f":f{number} a :Fact ; :value {number} ." for number in range(400))
    validation = validate(data(facts), load_shapes(write(tmp_path, rule(RUNAWAY))), timeout=0.2)
    assert validation.results == ()
    assert not validation.conforms


def test_a_child_that_dies_is_reported() -> None:
    outcomes = list(run_all([lambda: 1, lambda: os._exit(3), lambda: 2], timeout=5))
    assert [outcome.answer for outcome in outcomes] == [1, None, 2]
    assert "died" in (outcomes[1].failure or "")


def test_messages_are_filled_and_fall_back_to_the_shape(tmp_path: Path) -> None:
    query = "SELECT $this ?value ?low ?other WHERE { $this :value ?value ; :low ?low"
    text = rule(query + " FILTER(?value < ?low) BIND(3 AS ?other) }")
    text += ' :Rule sh:message "{$this} has {?value} below {?low}; {?nothing}"@en .'
    [result] = validate(data(":a a :Fact ; :value 1 ; :low 2 ."), load_shapes(write(tmp_path, text))).results
    assert result.messages == (Literal("http://example.org/a has 1 below 2; {?nothing}", language="en"),)
    assert result.bindings == (("low", Literal(2)), ("other", Literal(3)))
    assert result.source_constraint == NamedNode("http://example.org/Rule")


def test_a_message_variable_wins(tmp_path: Path) -> None:
    text = rule('SELECT $this ?message WHERE { $this a :Fact BIND("from the query" AS ?message) }')
    [result] = validate(data(":a a :Fact ."), load_shapes(write(tmp_path, text))).results
    assert result.messages == (Literal("from the query"),)


def test_focus_nodes_are_counted_on_request(tmp_path: Path) -> None:
    text = ":S a sh:NodeShape ; sh:targetClass :Fact ; sh:property :P . :P sh:path :value ; sh:minCount 1 ."
    store = data(":a a :Fact ; :value 1 . :b a :Fact .")
    [run] = validate(store, load_shapes(write(tmp_path, text)), count_focus_nodes=True).runs
    assert (run.focus_nodes, run.results) == (2, 1)


def test_the_report_has_no_blank_nodes_and_reads_back(tmp_path: Path) -> None:
    text = ":S a sh:NodeShape ; sh:targetClass :Fact ; sh:property [ sh:path ( [ sh:inversePath :of ] :value ) ;"
    text += " sh:minCount 1 ] ."
    validation = validate(data(":a a :Fact . :b a :Fact ."), load_shapes(write(tmp_path, text)))
    report = write_report(validation)
    triples = list(parse(report.encode(), format=RdfFormat.TURTLE))
    assert "_:" not in report
    assert sum(1 for triple in triples if triple.predicate.value == SH.result) == 2
    results = read_report(Graph(triples))
    assert {str(result.focus_node) for result in results} == {"<http://example.org/a>", "<http://example.org/b>"}
    assert {result.path for result in validation.results} == {
        Sequence((Inverse(Predicate("http://example.org/of")), Predicate("http://example.org/value")))
    }
    assert sum(1 for triple in triples if triple.predicate.value == SH.inversePath) == 1
    assert write_report(validate(data(":b a :Fact . :a a :Fact ."), load_shapes(tmp_path))) == report


@pytest.mark.parametrize(
    ("text", "path", "sparql"),
    [
        ("[ sh:zeroOrMorePath :p ]", Repeat(Predicate("http://example.org/p"), "*"), "<http://example.org/p>*"),
        (
            "[ sh:alternativePath ( :p [ sh:inversePath :q ] ) ]",
            Alternative((Predicate("http://example.org/p"), Inverse(Predicate("http://example.org/q")))),
            "<http://example.org/p>|(^<http://example.org/q>)",
        ),
    ],
)
def test_paths_are_read_and_written(text: str, path: object, sparql: str) -> None:
    graph = Graph(parse(f"{HEAD} :P sh:path {text} .".encode(), format=RdfFormat.TURTLE))
    read = read_path(graph, graph.object(NamedNode("http://example.org/P"), SH.path))
    assert read == path
    assert path_text(read) == sparql


@pytest.mark.parametrize("timeout", [None, 5.0, 1e300, float("inf")])
def test_why_a_piece_of_work_failed_is_one_line(timeout: float | None) -> None:
    def fail(error: Exception) -> None:
        raise error

    work = [lambda: fail(ValueError("two\n  lines")), lambda: fail(RuntimeError()), lambda: fail(SyntaxError("a\nb"))]
    outcomes = list(run_all(work, timeout))
    assert [outcome.failure for outcome in outcomes] == ["two lines", "RuntimeError", "a b"]
    assert [outcome.is_syntax for outcome in outcomes] == [False, False, True]


LONG = 10**19  # more than Oxigraph has for an xsd:integer: shorter ones of the types below it keeps as such
INSIDE = {"unsignedLong": 2**64 - 1, "nonNegativeInteger": LONG, "positiveInteger": LONG, "negativeInteger": -LONG}
OUTSIDE = {"unsignedLong": 2**64, "nonNegativeInteger": -LONG, "positiveInteger": -LONG, "negativeInteger": LONG}


@pytest.mark.parametrize("name", [*INSIDE, "long", "nonPositiveInteger"])
def test_a_literal_beyond_the_bounds_of_its_type_is_not_of_it(tmp_path: Path, name: str) -> None:
    """XML Schema Part 2 §3.4.13 to §3.4.25 have the least and the greatest value of each type."""
    inside, outside = INSIDE.get(name, -LONG), OUTSIDE.get(name, LONG)
    beyond = [outside, -LONG] if name in ("long", "unsignedLong") else [outside]
    inner = [] if name == "long" else [inside]
    facts = " ".join(f':n{i} a :Fact ; :value "{n}"^^xsd:{name} .' for i, n in enumerate([*inner, *beyond]))
    text = f":S a sh:NodeShape ; sh:targetClass :Fact ; sh:property [ sh:path :value ; sh:datatype xsd:{name} ] ."
    validation = validate(data(facts), load_shapes(write(tmp_path, text)))
    assert sorted(int(result.value.value) for result in validation.results) == sorted(beyond)


SHORT = '<!DOCTYPE r [<!ENTITY e "http://example.org/">]>'
BOMB = SHORT.replace(
    "]>", "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(12)) + "]>"
)
XML = """<?xml version="1.0"?>%s<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:sh="http://www.w3.org/ns/shacl#"><sh:NodeShape rdf:about="&e;S"><sh:name>%s</sh:name>
<sh:targetClass rdf:resource="&e;Fact"/></sh:NodeShape></rdf:RDF>"""


def test_entities_that_name_namespaces_are_read_and_those_that_grow_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "shapes.rdf"
    file.write_text(XML % (SHORT, "name"))
    assert [str(shape.node) for shape in load_shapes(file).targeted] == ["<http://example.org/S>"]
    for doctype, text in ((BOMB, "&e11;"), (SHORT.replace("]>", f'<!ENTITY l "{"x" * 300}">]>'), "&l;" * 1000)):
        file.write_text(XML % (doctype, text))
        with pytest.raises(ReadError, match="declares entities"):
            load_shapes(file)


def test_elements_nested_without_end_are_refused_before_they_are_parsed(tmp_path: Path) -> None:
    file = tmp_path / "shapes.rdf"
    file.write_text("<a>" * 100_000)
    start = time.process_time()
    with pytest.raises(ReadError, match="nests elements"):
        load_shapes(file)
    assert time.process_time() - start < 2


RESULT = {
    "sh:focusNode": ":a",
    "sh:sourceConstraintComponent": "sh:MinCountConstraintComponent",
    "sh:resultSeverity": "sh:Violation",
    "sh:sourceShape": ":S",
}


def tell(result: dict[str, str]) -> Graph:
    said = " ; ".join(f"{name} {value}" for name, value in result.items())
    text = f"{HEAD} :r sh:conforms false ; sh:result [ a sh:ValidationResult ; {said} ] ."
    return Graph(parse(text.encode(), format=RdfFormat.TURTLE))


@pytest.mark.parametrize("name", RESULT)
def test_a_result_of_another_engine_must_say_what_shape_what_node_and_how_grave(name: str) -> None:
    """SHACL §3.6.2: focusNode, resultSeverity and sourceConstraintComponent, and here the shape, whose rule it is."""
    assert [str(one.source_shape) for one in read_report(tell(RESULT))] == ["<http://example.org/S>"]
    with pytest.raises(InputError, match="not complete"):
        read_report(tell({key: value for key, value in RESULT.items() if key != name}))
    with pytest.raises(InputError, match="not complete"):
        read_report(tell({**RESULT, "sh:sourceShape": '"S"'}))


LEAVING = {
    "SERVICE": "SELECT $this WHERE { SERVICE <http://127.0.0.1:9/> { $this ?p ?o } }",
    "SERVICE in escapes": r"SELECT $this WHERE { SER\\u0056ICE <http://127.0.0.1:9/> { $this ?p ?o } }",
    "LOAD in escapes": r"SELECT $this WHERE { $this ?p ?o } ; \\U0000004cOAD <http://127.0.0.1:9/>",
}


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
@pytest.mark.parametrize("query", LEAVING.values(), ids=LEAVING)
def test_no_query_of_a_shape_asks_another_machine_however_it_is_spelled(tmp_path: Path, query: str, engine: str):
    shapes = load_shapes(write(tmp_path, rule(query)))
    with pytest.raises(InputError, match="would ask another machine"):
        validate(data(":a a :Fact ."), shapes, engine=engine)


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
def test_a_prefix_that_goes_on_in_sparql_is_refused(tmp_path: Path, engine: str):
    namespace = "urn:x> ?o . SERVICE <http://127.0.0.1:9/"
    text = rule("SELECT $this WHERE { $this p:a ?x }").replace("sh:prefixes :", "sh:prefixes :, :Odd")
    text += f' :Odd sh:declare [ sh:prefix "p" ; sh:namespace "{namespace}" ] .'
    with pytest.raises(InputError, match="stands for no IRI"):
        validate(data(":a a :Fact ."), load_shapes(write(tmp_path, text)), engine=engine)


@pytest.mark.parametrize("clause", ["FROM <http://127.0.0.1:9/g>", "FROM NAMED <file:///etc/passwd>"])
def test_pyshacl_fetches_no_graph_that_a_query_names(tmp_path: Path, clause: str, monkeypatch: pytest.MonkeyPatch):
    import rdflib

    def fetch(*_: object, **__: object) -> None:
        raise AssertionError("it fetches")

    monkeypatch.setattr(rdflib.Graph, "parse", fetch)
    shapes = load_shapes(write(tmp_path, rule(f"SELECT $this {clause} WHERE {{ $this ?p ?o }}")))
    try:
        validate(data(":a a :Fact ."), shapes, engine="pyshacl")
    except InputError as refused:
        assert "it fetches" not in str(refused)
