"""What is refused before an engine sees it: by tokens, so that comments, strings and names do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaapgraph.errors import InputError
from gaapgraph.resource import queries
from gaapgraph.sparql import MOST_DEPTH, check_text, list_default_graphs, list_names

HOSTILE = Path(__file__).parents[3] / "../shared/cases/hostile"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "select * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE<http://example.org/>{ ?s ?p ?o } }",
        "SELECT * { FILTER(?a<2#>\n)SERVICE <http://example.org/> { } }",
        "SELECT * { ?s <http://a#b> 'it\\'s' . SERVICE <x:y> {} }",
        'SELECT * { ?s ?p """a"b""\\"""" SERVICE <x:y> {} }',
        "SELECT * { \\u0053ERVICE <http://example.org/> { } }",
        "SELECT * { SERV\\U00000049CE <http://example.org/> { } }",
        "LOAD <http://example.org/data.ttl>",
        "INSERT DATA { <a:a> <a:a> 1 } ; load silent <file:///etc/passwd> INTO GRAPH <a:g>",
    ],
)
def test_another_machine_is_never_asked(text: str) -> None:
    with pytest.raises(InputError, match="would ask another machine"):
        check_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service a <http://example.org/SERVICE> } # SERVICE <http://example.org/> {}",
        "PREFIX service: <http://example.org/> SELECT * { service:load gg:SERVICE 'LOAD' , \"SERVICE <x>\" }",
        "SELECT * { ?s gg:a\\#SERVICE ?o }",
        "SELECT * { ?s ?p '''SERVICE <http://example.org/> {''' }",
        "SELECT * { FILTER(?a<?b) } ORDER BY ?service",
    ],
)
def test_words_in_comments_strings_and_names_are_no_calls(text: str) -> None:
    check_text(text)


@pytest.mark.parametrize("mark", ["{}", "()", "[]"])
def test_depth_is_bounded(mark: str) -> None:
    check_text(mark[0] * MOST_DEPTH + mark[1] * MOST_DEPTH)
    with pytest.raises(InputError, match="nests more than"):
        check_text(mark[0] * (MOST_DEPTH + 1))


def test_chains_are_bounded() -> None:
    check_text("ASK {" + "OPTIONAL { ?a ?b ?c } " * 1000 + "}")
    for part in ("OPTIONAL { ?a ?b ?c } ", "{} UNION ", "MINUS {} ", "1 && ", "<a:a> / ", "+1", "- ?a"):
        with pytest.raises(InputError, match="more than 1,000"):
            check_text(f"ASK {{ {part * 1001} }}")
    with pytest.raises(InputError, match="nests"):
        check_text(f"ASK {{ FILTER ({'!' * 200}true) }}")
    check_text(f"SELECT * {{ VALUES ?x {{ {'-1 ' * 5000} }} VALUES (?y) {{ {'(+2.5)' * 5000} }} }}")
    with pytest.raises(InputError, match="more than 1,000 operators"):
        check_text(f"SELECT * {{ VALUES ?x {{ -1 }} FILTER(?x = 1{'-1' * 5000}) }}")
    with pytest.raises(InputError, match="surrogate pair"):
        check_text("SELECT * { ?s ?p '\ud800' }")
    with pytest.raises(InputError, match="longer than"):
        check_text("#" * 1_000_001)


def test_the_graphs_of_a_query_are_told() -> None:
    text = """BASE <http://base/> PREFIX g: <http://g/> # FROM <http://no>
    SELECT * FROM g:one FROM <http://g/two> FROM NAMED report:x FROM NAMED g:three { ?s ?p 'FROM <http://no>' }"""
    assert list_default_graphs(text, {"report": "http://r/"}) == (
        ["http://g/one", "http://g/two"],
        ["http://r/x", "http://g/three"],
    )


def test_the_names_of_a_query_are_told_without_those_of_its_head() -> None:
    text = "PREFIX a: <http://a/> PREFIX : <http://c/> SELECT * { ?s a:b/:d 'a:no' . ?s gg:value <http://e> # a:f\n }"
    assert list_names(text, {"gg": "http://gg/"}) == ["http://a/b", "http://c/d", "http://gg/value", "http://e"]


def test_the_library_is_far_from_the_bounds() -> None:
    for path in queries().glob("*.rq"):
        check_text("{" * (MOST_DEPTH - 20) + path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["deep.rq", "service.rq"])
def test_hostile_queries_are_refused(name: str) -> None:
    path = HOSTILE / name
    if not path.exists():
        pytest.skip("the hostile cases are not beside the project in shared/cases")
    with pytest.raises(InputError):
        check_text(path.read_text(encoding="utf-8"), name)


def test_words_and_brackets_aside_are_none_of_the_query():
    """Library questions speak of services in comments and names, and have hundreds of brackets that do not nest."""
    flat = "# SERVICE (((\nSELECT * { " + "?service gg:service 'LOAD ((' . FILTER (1 < (2)) " * 80 + "}"
    check_text(flat)
    deep = f"SELECT * {{ FILTER ({'(' * 120}1{')' * 120}) }} # {')' * 200}"
    with pytest.raises(InputError, match="nests more than 100 deep"):
        check_text(deep)
    with pytest.raises(InputError, match="SERVICE would ask another machine"):
        check_text("SELECT * { ?service a ?b . service <http://example.org/sparql> { ?s ?p ?o } }")
    with pytest.raises(InputError, match="nests more than 100 deep"):
        check_text(f"SELECT * {{ FILTER (1 < {'- ' * 120}2) }}")
