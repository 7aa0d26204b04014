"""Which graphs a query can look at: a store that lacks the others must give the same answer."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, QueryResultsFormat, QuerySolutions, RdfFormat, Store

from gaapgraph.question import list_questions
from gaapgraph.sparql import BOTH, DEFAULT, NAMED, find_reach

DATA = """
<u:a> <u:p> 1 . <u:b> <u:p> 2 .
<u:g> { <u:a> <u:q> <u:b> . <u:b> <u:p> 3 }
<u:h> { <u:c> <u:p> 4 }
"""


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s ?o { ?s <u:p> ?o }",
        "SELECT ?graph { ?graph <u:p> ?o } # GRAPH ?g { ?s ?p ?o }",
        "ASK { ?s <u:GRAPH> 'GRAPH' }",
        "CONSTRUCT { ?s <u:r> ?o } WHERE { ?s <u:p> ?o }",
        "DESCRIBE <u:a>",
    ],
)
def test_without_graph_only_the_default_graph_is_seen(text: str) -> None:
    assert find_reach(text) == DEFAULT


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { GRAPH ?g { ?s <u:p> ?o } }",
        "PREFIX u: <u:> BASE <u:x> SELECT (COUNT(*) AS ?n) WHERE { GRAPH u:g { ?s u:p ?o } } HAVING (COUNT(*) > 0)",
        "SELECT ?s { { SELECT ?s { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s LIMIT 5 } OPTIONAL { GRAPH ?h { ?s ?p ?o } } }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { GRAPH ?g { ?s <u:q> ?o } } FILTER (?o > 1) }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } MINUS { GRAPH ?g { ?s <u:q> ?o } } } ORDER BY ?s VALUES ?s { <u:a> }",
        "SELECT ?s { VALUES (?g ?s) { (<u:g> UNDEF) } BIND (?s AS ?t) . GRAPH ?g { ?s ?p ?o } FILTER isIRI(?s) }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o FILTER EXISTS { ?s ?p ?x } { SELECT ?s { ?s ?p ?o } } } }",
        "ASK { GRAPH ?g { ?s ?p 4 } }",
    ],
)
def test_with_all_patterns_in_graph_only_named_graphs_are_seen(text: str) -> None:
    assert find_reach(text) == NAMED


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { ?s <u:p> ?o GRAPH ?g { ?s ?p ?o } }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } . ?s <u:p> 1 }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } FILTER EXISTS { ?s <u:p> 2 } }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } FILTER (?o > 1 && NOT EXISTS { ?s <u:p> 2 }) }",
        "SELECT (EXISTS { ?s <u:p> 2 } AS ?is) { GRAPH ?g { ?s ?p ?o } }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } } ORDER BY (EXISTS { ?s <u:p> 2 })",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } OPTIONAL { { SELECT ?s { ?s <u:p> 2 } } } }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } [] <u:p> 2 }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } (1 2) <u:p> 2 }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } _:b <u:p> 2 }",
        "SELECT ?s FROM <u:g> { ?s ?p ?o }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o \\u007D ?s <u:p> 2 { } }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o }",
        "DESCRIBE ?s { GRAPH ?g { ?s ?p ?o } }",
        "GRAPH",
    ],
)
def test_what_is_not_plain_is_both(text: str) -> None:
    assert find_reach(text) == BOTH


def test_every_question_of_the_library_looks_at_named_graphs_alone() -> None:
    assert {find_reach(each.text) for each in list_questions()} == {NAMED}


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s ?o { ?s <u:p> ?o }",
        "SELECT ?s { GRAPH ?g { ?s <u:p> ?o } FILTER NOT EXISTS { GRAPH ?g { ?s <u:q> ?o } } }",
        "SELECT ?s { GRAPH ?g { ?s <u:p> ?o } FILTER NOT EXISTS { ?s <u:p> 2 } }",
        "SELECT ?s ?g { GRAPH ?g { ?s <u:p> ?o FILTER EXISTS { ?s <u:p> 3 } } }",
        "SELECT (EXISTS { ?s <u:p> 2 } AS ?is) ?s { GRAPH ?g { ?s <u:p> ?o } }",
    ],
)
def test_the_part_gives_the_answer_of_the_whole(text: str) -> None:
    whole = Store()
    whole.load(DATA.encode(), RdfFormat.TRIG)
    part, reach = Store(), find_reach(text)
    part.extend(each for each in whole if reach == BOTH or (each.graph_name == DefaultGraph()) == (reach == DEFAULT))
    assert _rows(part, text) == _rows(whole, text) != []


def _rows(store: Store, text: str) -> list[bytes]:
    result = store.query(text)
    assert isinstance(result, QuerySolutions)
    found = result.serialize(format=QueryResultsFormat.CSV)
    assert found is not None
    return sorted(found.splitlines()[1:])
