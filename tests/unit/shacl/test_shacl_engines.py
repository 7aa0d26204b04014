"""Both engines find the same on shapes that use what SHACL Core and SHACL-SPARQL offer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Store, Triple, parse

from gaapgraph.shacl import ShapesGraph, ValidationResult, load_shapes, validate

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """
@prefix : <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
: sh:declare [ sh:prefix "" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
"""
DATA = """
:Total rdfs:subClassOf :Fact . :Grand rdfs:subClassOf :Total .
:a a :Fact ; :value 10 ; :unit :JPY ; :period :p1 ; :note "x"@en, "y"@en ; :low 9 ; :high 11 ; :part :b, :c .
:b a :Fact ; :value 4.0 ; :unit :JPY ; :period :p1 ; :low 5 ; :high 3 ; :label "b" .
:c a :Fact ; :value "6" ; :unit :USD, :EUR ; :period :p1 ; :twin :b ; :same :p1, :p2 .
:d a :Total ; :value 7 ; :part :a, :d, :e ; :next :e . :e a :Grand, :Fact ; :next :f . :f :next :d ; :value 3 .
:JPY a :Unit . :USD a :Unit ; :label "dollar"@en-US .
:t1 a :Sum ; :of 1, 2, 3 ; :total 6 . :t2 a :Sum ; :of 1, 2 ; :total 4 . :t3 a :Sum ; :total 1 .
"""

CORE = {
    "class": "sh:property [ sh:path :unit ; sh:class :Unit ]",
    "class of parts": "sh:property [ sh:path :part ; sh:class :Fact ]",
    "datatype": "sh:property [ sh:path :value ; sh:datatype xsd:integer ]",
    "several kinds": "sh:nodeKind sh:Literal ; sh:property [ sh:path :unit ; sh:nodeKind sh:IRI ]",
    "counts": "sh:property [ sh:path :unit ; sh:minCount 1 ; sh:maxCount 1 ]",
    "larger counts": "sh:property [ sh:path :part ; sh:minCount 2 ; sh:maxCount 2 ]",
    "ranges": "sh:property [ sh:path :value ; sh:minInclusive 5 ; sh:maxExclusive 10 ]",
    "lengths": "sh:property [ sh:path :label ; sh:minLength 2 ; sh:maxLength 5 ]",
    "pattern": 'sh:property [ sh:path :note ; sh:pattern "^X$" ; sh:flags "i" ]',
    "languages": 'sh:property [ sh:path :note ; sh:uniqueLang true ; sh:languageIn ( "de" ) ]',
    "pairs": "sh:property [ sh:path :low ; sh:lessThan :high ], [ sh:path :value ; sh:disjoint :low ]",
    "equals": "sh:property [ sh:path :period ; sh:equals :same ]",
    "less or equal": "sh:property [ sh:path :low ; sh:lessThanOrEquals :value ]",
    "values": "sh:property [ sh:path :unit ; sh:in ( :JPY :USD ) ], [ sh:path :unit ; sh:hasValue :JPY ]",
    "closed": "sh:closed true ; sh:ignoredProperties ( <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ) ;"
    " sh:property [ sh:path :value ], [ sh:path :unit ]",
    "node": "sh:property [ sh:path :part ; sh:node [ sh:property [ sh:path :value ; sh:minCount 1 ] ] ]",
    "node with counts": "sh:property [ sh:path :part ; sh:node [ sh:property [ sh:path :part ; sh:minCount 2 ] ] ]",
    "nested properties": "sh:property [ sh:path :part ; sh:property [ sh:path :unit ; sh:maxCount 1 ;"
    " sh:property [ sh:path :label ; sh:minCount 1 ] ] ]",
    "logic": "sh:or ( [ sh:property [ sh:path :unit ; sh:hasValue :USD ] ] [ sh:class :Total ] ) ;"
    " sh:not [ sh:property [ sh:path :twin ; sh:minCount 1 ] ] ;"
    " sh:and ( [ sh:property [ sh:path :value ; sh:minCount 1 ] ] [ sh:nodeKind sh:IRI ] ) ;"
    " sh:xone ( [ sh:class :Total ] [ sh:class :Grand ] [ sh:property [ sh:path :low ; sh:minCount 1 ] ] )",
    "qualified": "sh:property [ sh:path :part ; sh:qualifiedValueShape [ sh:property [ sh:path :unit ;"
    " sh:hasValue :JPY ] ] ; sh:qualifiedMinCount 2 ; sh:qualifiedMaxCount 2 ]",
    "disjoint siblings": "sh:property [ sh:path :part ; sh:qualifiedValueShape [ sh:class :Total ] ;"
    " sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 1 ], [ sh:path :part ;"
    " sh:qualifiedValueShape [ sh:class :Grand ] ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 1 ]",
    "paths": "sh:property [ sh:path ( :part :unit ) ; sh:maxCount 1 ], [ sh:path [ sh:inversePath :part ] ;"
    " sh:minCount 1 ], [ sh:path [ sh:alternativePath ( :low :high ) ] ; sh:maxCount 1 ]",
    "repeated paths": "sh:property [ sh:path [ sh:zeroOrMorePath :next ] ; sh:maxCount 1 ],"
    " [ sh:path ( [ sh:oneOrMorePath :next ] :value ) ; sh:maxCount 0 ],"
    " [ sh:path ( [ sh:zeroOrOnePath :next ] [ sh:inversePath :next ] ) ; sh:maxCount 1 ]",
    "severity and message": 'sh:severity sh:Warning ; sh:message "odd"@en ;'
    " sh:property [ sh:path :low ; sh:maxCount 0 ;"
    " sh:severity sh:Info ]",
    "deactivated": "sh:property [ sh:path :unit ; sh:maxCount 0 ; sh:deactivated true ]",
}
SPARQL = {
    "plain": "SELECT $this ?value WHERE { $this :value ?value . FILTER(isNumeric(?value) && ?value > 5) }",
    "filter alone": "SELECT $this WHERE { FILTER NOT EXISTS { $this :low ?low } }",
    "optional first": "SELECT $this ?low WHERE { OPTIONAL { $this :low ?low } FILTER(!bound(?low)) }",
    "bind": "SELECT $this ?value WHERE { BIND($this AS ?that) ?that :part ?value . FILTER(?value != ?that) }",
    "union": "SELECT $this ?value WHERE { { $this :low ?value } UNION { FILTER($this = :d) BIND(1 AS ?value) } }",
    "grouped": "SELECT $this (COUNT(?part) AS ?value) WHERE { $this :part ?part } GROUP BY $this"
    " HAVING(COUNT(?part) > 1)",
    "subquery": "SELECT $this ?value WHERE { { SELECT $this (COUNT(?part) AS ?value)"
    " WHERE { OPTIONAL { $this :part ?part } }"
    " GROUP BY $this } FILTER(?value = 0) }",
    "limited": "SELECT $this ?value WHERE { $this :part ?value } ORDER BY ?value LIMIT 1",
    "path": "SELECT $this ?value ?path WHERE { $this ?path ?value . FILTER(isNumeric(?value) && ?value < 5) }",
    "nested groups": "SELECT $this WHERE { { { FILTER($this IN (:a, :b)) } } $this :unit :JPY }",
    "comments and strings": "SELECT $this WHERE { # { not a brace\n $this :label \"b\" . FILTER(\"}\" != '''{''') }",
}


def read(text: str) -> list[Triple]:
    quads = parse((PREFIXES + text).encode(), format=RdfFormat.TURTLE)
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


def store(text: str = DATA, graphs: int = 1) -> Store:
    data = Store()
    for number in range(graphs):
        data.load(
            (PREFIXES + text).encode(), format=RdfFormat.TURTLE, to_graph=NamedNode(f"http://example.org/g{number}")
        )
    return data


def shapes(body: str, target: str = "sh:targetClass :Fact, :Sum") -> ShapesGraph:
    return load_shapes(read(f":Shape a sh:NodeShape ; {target} ; {body} ."))


def found(validation: ValidationResult) -> Counter[tuple[str, ...]]:
    assert not validation.not_evaluated
    return Counter(
        (
            str(r.focus_node),
            str(r.path),
            str(r.value),
            r.component,
            r.severity,
            str(r.source_constraint),
            str(r.source_shape),
        )
        for r in validation.results
    )


@pytest.mark.parametrize("body", CORE.values(), ids=CORE)
@pytest.mark.parametrize("target", ["sh:targetClass :Fact", "sh:targetNode :a, :d ; sh:targetSubjectsOf :twin"])
@pytest.mark.parametrize("graphs", [1, 2])
def test_core_shapes_give_the_same_results(body: str, target: str, graphs: int) -> None:
    shape, data = shapes(body, target), store(graphs=graphs)
    fast = validate(data, shape)
    assert not fast.handed_on
    assert found(fast) == found(validate(data, shape, "pyshacl"))


@pytest.mark.parametrize("query", SPARQL.values(), ids=SPARQL)
@pytest.mark.parametrize("target", ["sh:targetClass :Fact", "sh:targetNode :a, :d ; sh:targetSubjectsOf :twin"])
def test_queries_give_the_same_results(query: str, target: str) -> None:
    quoted = query.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    shape = shapes(f'sh:sparql :rule . :rule sh:prefixes : ; sh:select "{quoted}"', target)
    fast = validate(store(), shape)
    assert not fast.handed_on
    assert found(fast) == found(validate(store(), shape, "pyshacl"))


@pytest.mark.parametrize("query", SPARQL.values(), ids=SPARQL)
def test_queries_inside_nodes_give_the_same_results(query: str) -> None:
    quoted = query.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    shape = shapes(f'sh:node :Inner . :Inner sh:sparql :rule . :rule sh:prefixes : ; sh:select "{quoted}"')
    assert found(validate(store(), shape)) == found(validate(store(), shape, "pyshacl"))


def test_facts_in_two_graphs_are_summed_once() -> None:
    query = "SELECT $this ?sum ?total WHERE { $this :total ?total . { SELECT $this (SUM(?of) AS ?sum) WHERE"
    query += " { $this :of ?of } GROUP BY $this } FILTER(?sum != ?total) }"
    shape = shapes(
        f'sh:sparql :rule . :rule sh:prefixes : ; sh:message "{{?sum}}, not {{?total}}" ; sh:select "{query}"'
    )
    [result] = validate(store(graphs=3), shape).results
    assert result.focus_node == NamedNode("http://example.org/t2")
    assert [message.value for message in result.messages] == ["3, not 4"]
    assert {name: term.value for name, term in result.bindings} == {"sum": "3", "total": "4"}


def test_what_the_compiler_lacks_goes_to_pyshacl_and_is_named() -> None:
    body = "sh:property [ sh:path :low ; sh:maxCount 0 ] . "
    body += ":Other a sh:NodeShape ; sh:targetClass :Sum ; sh:property [ sh:path :total ; sh:pattern '(?=4)' ]"
    graph = shapes(body)
    validation = validate(store(), graph)
    [handed_on] = validation.handed_on
    assert handed_on.shape == NamedNode("http://example.org/Other")
    assert "regular expression" in handed_on.reason
    assert {run.engine for run in validation.runs} == {"fast", "pyshacl"}
    assert found(validation) == found(validate(store(), graph, "pyshacl"))


TYPED = {
    "byte": ("5", "-128", "128", "005", "x"),
    "short": ("5", "32767", "32768", "-32768", "-32769"),
    "int": ("5", "2147483647", "2147483648", "-2147483648", "-2147483649"),
    "long": ("5", "9223372036854775807"),  # rdflib knows no bound of it
    "unsignedByte": ("0", "255", "256", "-1"),
    "unsignedShort": ("0", "65535", "65536"),
    "unsignedInt": ("0", "4294967295", "4294967296"),
    "unsignedLong": ("0", "18446744073709551615", "-1"),
    "nonNegativeInteger": ("0", "7", "-7"),
    "positiveInteger": ("1", "0"),
    "nonPositiveInteger": ("0", "-1", "1"),
    "negativeInteger": ("-1", "0"),
}  # fmt: skip


def judge(folder: Path, name: str, texts: tuple[str, ...]) -> tuple[str, str, list[str]]:
    """Return data and shape of literals of a type in Turtle, and the nodes that the fast engine reports."""
    facts = PREFIXES + " ".join(f':n{at} a :Fact ; :value "{text}"^^xsd:{name} .' for at, text in enumerate(texts))
    rule = f":S a sh:NodeShape ; sh:targetClass :Fact ; sh:property [ sh:path :value ; sh:datatype xsd:{name} ] ."
    path, store = folder / "shapes.ttl", Store()
    path.write_text(PREFIXES + rule)
    store.load(facts.encode(), format=RdfFormat.TURTLE)
    found = sorted(result.focus_node.value for result in validate(store, load_shapes(path)).results)
    return facts, PREFIXES + rule, found


@pytest.mark.parametrize("name", TYPED)
def test_types_that_the_store_keeps_as_wider_ones_are_judged_as_pyshacl_does(tmp_path: Path, name: str) -> None:
    """Oxigraph keeps "5"^^xsd:byte as an xsd:integer; pySHACL is given the Turtle itself."""
    facts, rule, found = judge(tmp_path, name, TYPED[name])
    _, report, _ = pyshacl.validate(rdflib.Graph().parse(data=facts), shacl_graph=rdflib.Graph().parse(data=rule))
    assert found == sorted(str(node) for node in report.objects(None, rdflib.SH.focusNode))
    assert len(found) < len(TYPED[name])


def test_a_date_time_stamp_is_a_date_time_with_a_time_zone(tmp_path: Path) -> None:
    """XML Schema 1.1 Part 2 §3.4.28; rdflib does not know the type."""
    days = ("2020-02-29T10:00:00Z", "2020-02-29T10:00:00+09:00", "2020-02-29T10:00:00", "2020-02-30T10:00:00Z")
    assert judge(tmp_path, "dateTimeStamp", days)[2] == ["http://example.org/n2", "http://example.org/n3"]
