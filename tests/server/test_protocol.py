"""The SPARQL 1.1 Protocol and the Graph Store Protocol on a read-only endpoint.

The cases are those of the W3C's protocol tests (https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/)
that a read-only endpoint has: each test bears the name that the case has there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from conftest import Running

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
RELEASE = "https://w3id.org/gaapgraph/report/cik-0001090633/b2460efcbaefe249"
RISKS = "https://w3id.org/gaapgraph/report/cik-0001090633/484bfaf591c220a8"
JSON = "application/sparql-results+json"


def test_query_get(server: Running):
    answer = server.call("sparql?query=ASK%20%7B%7D", Accept=JSON)
    assert (answer.status, answer.headers["content-type"]) == (200, JSON)
    assert answer.json() == {"head": {}, "boolean": True}


def test_query_post_form(server: Running):
    answer = server.call("sparql", b"query=ASK%20%7B%7D", Content_Type=FORM, Accept=JSON)
    assert answer.json() == {"head": {}, "boolean": True}


def test_query_post_direct(server: Running):
    assert server.call("sparql", b"ASK {}", Content_Type=QUERY, Accept=JSON).json() == {"head": {}, "boolean": True}


def test_query_dataset_default_graph(server: Running):
    asked = urlencode({"query": f"ASK {{ <{RELEASE}> ?p ?o }}", "default-graph-uri": RELEASE})
    assert server.call(f"sparql?{asked}").json()["boolean"] is True
    other = urlencode({"query": f"ASK {{ <{RELEASE}> a ?o }}", "default-graph-uri": RISKS})
    assert server.call(f"sparql?{other}").json()["boolean"] is False


@pytest.mark.parametrize("how", ["get", "post"])
def test_query_dataset_default_graphs(server: Running, how: str):
    query = f"ASK {{ <{RELEASE}> a ?a . <{RISKS}> a ?b }}"
    asked = urlencode([("default-graph-uri", RELEASE), ("default-graph-uri", RISKS)])
    if how == "get":
        answer = server.call(f"sparql?{asked}&{urlencode({'query': query})}")
    else:
        answer = server.call(f"sparql?{asked}", query.encode(), Content_Type=QUERY)
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize("how", ["get", "post"])
def test_query_dataset_named_graphs(server: Running, how: str):
    query = f"ASK {{ GRAPH ?g {{ <{RELEASE}> a ?a }} FILTER NOT EXISTS {{ ?s ?p ?o }} }}"
    form = urlencode([("query", query), ("named-graph-uri", RELEASE), ("named-graph-uri", RISKS)])
    answer = server.call(f"sparql?{form}") if how == "get" else server.call("sparql", form.encode(), Content_Type=FORM)
    assert answer.json()["boolean"] is True


def test_query_dataset_full(server: Running):
    query = f"ASK {{ <{RELEASE}> a ?a GRAPH ?g {{ <{RISKS}> a ?b }} FILTER (?g = <{RISKS}>) }}"
    asked = urlencode([("query", query), ("default-graph-uri", RELEASE), ("named-graph-uri", RISKS)])
    assert server.call(f"sparql?{asked}").json()["boolean"] is True


def test_query_multiple_dataset(server: Running):
    """The dataset of the protocol goes before that of the query."""
    query = f"ASK FROM <{RISKS}> {{ <{RELEASE}> a ?a }}"
    assert server.call("sparql?" + urlencode({"query": query})).json()["boolean"] is False
    assert server.call("sparql?" + urlencode({"query": query, "default-graph-uri": RELEASE})).json()["boolean"] is True


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("application/sparql-results+json", JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("*/*", JSON),
        ("text/html;q=0.1, text/csv;q=0.9", "text/csv; charset=utf-8"),
    ],
)
def test_query_content_type_select(server: Running, accept: str, given: str):
    answer = server.ask("SELECT ?c { ?f <https://w3id.org/gaapgraph/ns#concept> ?c } LIMIT 2", Accept=accept)
    assert (answer.status, answer.headers["content-type"]) == (200, given)


@pytest.mark.parametrize("accept", [JSON, "application/sparql-results+xml", "text/csv"])
def test_query_content_type_ask(server: Running, accept: str):
    answer = server.ask("ASK {}", Accept=accept)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith(accept)
    assert "true" in answer.text


@pytest.mark.parametrize(
    "verb", [f"DESCRIBE <{RELEASE}>", f"CONSTRUCT {{ <{RELEASE}> ?p ?o }} {{ <{RELEASE}> ?p ?o }}"]
)
@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/trig", ox.RdfFormat.TRIG),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
    ],
)
def test_query_content_type_describe_and_construct(server: Running, verb: str, accept: str, form: ox.RdfFormat):
    answer = server.ask(verb, Accept=accept)
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, accept)
    assert len({quad.triple for quad in ox.parse(answer.body, form)}) > 3


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(server: Running, method: str):
    answer = server.call("sparql?query=ASK%20%7B%7D", method=method)
    assert answer.status == 405
    assert "GET" in answer.headers["allow"]


def test_bad_multiple_queries(server: Running):
    assert server.call("sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D").status == 400


def test_bad_query_wrong_media_type(server: Running):
    assert server.call("sparql", b"ASK {}", Content_Type="text/plain").status in (400, 415)


def test_bad_query_missing_form_type(server: Running):
    assert server.call("sparql", b"query=ASK%20%7B%7D", Content_Type="application/octet-stream").status in (400, 415)


def test_bad_query_missing_direct_type(server: Running):
    assert server.call("sparql", b"ASK {}", Content_Type=FORM).status == 400


def test_bad_query_non_utf8(server: Running):
    text = "ASK {}".encode("utf-16")
    assert server.call("sparql", text, Content_Type=f"{QUERY}; charset=UTF-16").status in (400, 415)


@pytest.mark.parametrize(("query", "told"), [("ASK {", "1:6"), ("SELECT ?x { ?x foo:b ?y }", "foo:"), ("", "missing")])
def test_bad_query_syntax(server: Running, query: str, told: str):
    answer = (
        server.call("sparql", query.encode(), Content_Type=QUERY)
        if query
        else server.call("sparql", b"", Content_Type=FORM)
    )
    assert answer.status == 400
    assert told in answer.json()["error"]


@pytest.mark.parametrize("body", [b"INSERT DATA { <u:a> <u:a> <u:a> }", b"DROP ALL"])
def test_an_update_is_refused(server: Running, body: bytes):
    assert server.call("sparql", body, Content_Type="application/sparql-update").status == 403
    assert server.call("sparql", urlencode({"update": body}).encode(), Content_Type=FORM).status == 403
    answer = server.call("sparql", body, Content_Type=QUERY)
    assert answer.status == 400
    assert "update" in answer.json()["error"]


def test_an_absent_graph_is_told(server: Running):
    answer = server.call("sparql?" + urlencode({"query": "ASK {}", "default-graph-uri": "http://example.org/none"}))
    assert answer.status == 400
    assert "http://example.org/none" in answer.json()["error"]


def test_two_default_graphs_count_each_triple_once(server: Running):
    """Oxigraph 0.5 alone counts a triple of two graphs twice (its issue 1919)."""
    asked = urlencode(
        [
            (
                "query",
                "SELECT ?n ?d { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } { SELECT (COUNT(*) AS ?d) {"
                " { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } } } } }",
            ),
            ("default-graph-uri", RELEASE),
            ("default-graph-uri", RISKS),
        ]
    )
    row = server.call(f"sparql?{asked}").json()["results"]["bindings"][0]
    assert row["n"]["value"] == row["d"]["value"]


def test_service_description(server: Running):
    answer = server.call("sparql", Accept="text/turtle")
    graph = {quad.triple for quad in ox.parse(answer.body, ox.RdfFormat.TURTLE)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    objects = {str(each.object) for each in graph if each.predicate.value == f"{sd}supportedLanguage"}
    assert objects == {f"<{sd}SPARQL11Query>"}
    assert any(each.predicate.value == f"{sd}endpoint" for each in graph)


def test_void_says_how_much_there_is(server: Running):
    answer = server.call(".well-known/void", Accept="application/n-triples")
    told = {
        quad.object.value
        for quad in ox.parse(answer.body, ox.RdfFormat.N_TRIPLES)
        if quad.subject.value == "https://w3id.org/gaapgraph/dataset" and quad.predicate.value.endswith("void#triples")
    }
    counted = server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()["results"]["bindings"][0]["n"]["value"]
    assert told == {counted}


def test_examples_are_the_questions(server: Running):
    answer = server.call("examples", Accept="text/turtle")
    assert b"sh:SPARQLSelectExecutable" in answer.body or b"SPARQLSelectExecutable" in answer.body


class TestGraphStore:
    def test_get_of_a_graph(self, server: Running):
        answer = server.call(f"data?graph={quote(RELEASE, safe='')}", Accept="application/n-triples")
        count = server.ask(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{RELEASE}> {{ ?s ?p ?o }} }}")
        assert answer.headers["content-type"] == "application/n-triples"
        assert answer.body.count(b"\n") == int(count.json()["results"]["bindings"][0]["n"]["value"])

    def test_head_of_a_graph(self, server: Running):
        answer = server.call(f"data?graph={quote(RELEASE, safe='')}", method="HEAD")
        assert (answer.status, answer.body) == (200, b"")

    def test_get_of_a_graph_that_is_not_there(self, server: Running):
        assert server.call("data?graph=http%3A%2F%2Fexample.org%2Fnone").status == 404

    def test_get_of_the_default_graph(self, server: Running):
        answer = server.call("data?default", Accept="application/n-triples")
        count = server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()["results"]["bindings"][0]["n"]["value"]
        assert answer.body.count(b"\n") == int(count)

    def test_get_of_the_dataset(self, server: Running):
        answer = server.call("data", Accept="application/n-quads")
        assert f"<{RELEASE}> .".encode() in answer.body

    def test_direct_identification(self, server: Running):
        answer = server.call(RELEASE.removeprefix("https://w3id.org/gaapgraph/"), Accept="text/turtle")
        assert answer.status == 200

    @pytest.mark.parametrize(
        "query", ["?graph=", "?graph=a&default", "?graph=http://a&graph=http://b", "?graph=no%20iri"]
    )
    def test_a_graph_that_cannot_be_meant(self, server: Running, query: str):
        assert server.call(f"data{query.replace('graph=a', 'graph=http://a')}").status == 400

    @pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
    def test_writing_is_refused(self, server: Running, method: str):
        answer = server.call("data?graph=http%3A%2F%2Fexample.org%2Fg", b"", method=method, Content_Type="text/turtle")
        assert answer.status == 403

    def test_no_form_that_is_taken(self, server: Running):
        assert server.call("data?default", Accept="image/png").status == 406


def test_head_is_get_without_a_body(server: Running):
    answer = server.call("sparql?query=ASK%20%7B%7D", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")


def test_what_is_known_is_not_sent_again(server: Running):
    first = server.ask("ASK {}")
    assert server.ask("ASK {}", If_None_Match=first.headers["etag"]).status == 304
    assert server.ask("ASK { }", If_None_Match=first.headers["etag"]).status == 200


def test_answers_are_packed(server: Running):
    answer = server.ask("SELECT * { ?s ?p ?o } LIMIT 500", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"


def test_pages_of_other_sites_read_nothing(server: Running):
    assert "access-control-allow-origin" not in server.ask("ASK {}", Origin="https://example.org").headers
    told = server.ask("ASK {}", Origin="http://localhost:3000").headers
    assert told["access-control-allow-origin"] == "http://localhost:3000"


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "localhost.example.org:80", "[::2]", ""])
def test_a_name_that_is_not_the_server_s_own(server: Running, host: str):
    assert server.ask("ASK {}", Host=host).status in (400, 421)


def test_writing_needs_the_token(writable: Running):
    graph = "data?graph=" + quote("http://example.org/g", safe="")
    turtle = b"<http://example.org/s> <http://example.org/p> 1.50 ."
    assert writable.call(graph, turtle, "PUT", Content_Type="text/turtle").status == 401
    assert writable.call(graph, turtle, "PUT", Content_Type="text/turtle", Authorization="Bearer wrong").status == 401
    key = {"Authorization": "Bearer a-token-for-tests-only"}
    assert writable.call(graph, turtle, "PUT", Content_Type="text/turtle", **key).status == 201
    assert writable.call(graph, turtle, "PUT", Content_Type="text/turtle", **key).status == 204
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert writable.ask(count).json()["results"]["bindings"][0]["n"]["value"] == "1"
    update = b"INSERT DATA { GRAPH <http://example.org/h> { <http://example.org/s> <http://example.org/p> 2 } }"
    assert writable.call("sparql", update, Content_Type="application/sparql-update", **key).status == 204
    assert writable.ask(count).json()["results"]["bindings"][0]["n"]["value"] == "2"
    bad = writable.call(graph, b"<a> <b", "PUT", Content_Type="text/turtle", **key)
    assert bad.status == 400
    assert writable.call(graph, None, "DELETE", **key).status == 204
    assert writable.call(graph, None, "DELETE", **key).status == 404
    assert writable.ask(count).json()["results"]["bindings"][0]["n"]["value"] == "1"


def test_questions_answer_as_the_library_does(server: Running):
    from gaapgraph.question import answer, list_questions
    from gaapgraph.store import load_store

    store = load_store()
    for question in list_questions():
        expected = json.loads(answer(store, question).serialize(format=ox.QueryResultsFormat.JSON))
        found = server.call(
            f"question/{question.name}?{urlencode({p.name: 'all' for p in question.parameters})}", Accept=JSON
        )
        assert found.json() == expected, question.name
        under = urlencode([("query", question.text), ("default-graph-uri", RELEASE), ("named-graph-uri", RELEASE)])
        assert server.call(f"sparql?{under}").status == 200


def test_each_answer_says_what_it_differs_by(server: Running):
    for heads in ({}, {"Origin": "http://localhost:1"}, {"Accept_Encoding": "gzip"}):
        answer = server.ask("SELECT * { ?s ?p ?o } LIMIT 100", Accept=JSON, **heads)
        assert answer.status == 200
        assert {"Accept", "Accept-Encoding", "Origin"} <= set(answer.headers["vary"].split(", ")), heads
        assert ("content-encoding" in answer.headers) == ("Accept_Encoding" in heads)
        assert ("access-control-allow-origin" in answer.headers) == ("Origin" in heads)


def test_a_query_in_a_long_address(server: Running):
    query = "ASK {} # " + "x" * 150_000
    assert server.ask(query, Accept=JSON).json()["boolean"] is True
    assert server.ask(query + "y" * 150_000).status == 414
