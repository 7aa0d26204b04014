"""An algebra that was kept is the one that the parser gives; what was not kept is parsed."""

from __future__ import annotations

import json
import re

import pytest

from gaapgraph.plan import algebra
from gaapgraph.plan.pattern_plan import Patterns
from gaapgraph.plan.query_plan import Planner
from gaapgraph.plan.source_table import Profile
from gaapgraph.scale.table_check import list_queries
from gaapgraph.vocabulary import XSD

EX = "https://example.org/"
QUERIES = [
    "SELECT ?a (SUM(?n) AS ?s) WHERE { ?a :p/^:p ?b ; :q|:r ?n . FILTER (?n > 1.50 && ?n IN (1, 2)) } GROUP BY ?a",
    "SELECT ?a ?x WHERE { ?a :p [ :q ?x ] . FILTER NOT EXISTS { ?a :r ?b . FILTER EXISTS { ?b :s true } } }",
    "SELECT DISTINCT ?a WHERE { VALUES (?a ?b) { (:x 'y'@en) (UNDEF 2) } { ?a :p ?c } } ORDER BY DESC(?a) LIMIT 3",
    "SELECT ?a WHERE { { ?a :p ?b } UNION { ?a :q ?b } MINUS { ?a :r ?b } BIND (IF(?b = 1, ?b / 3, 0) AS ?c) }",
]
PREFIXES = {"": EX}


@pytest.fixture
def kept(tmp_path, monkeypatch):
    path = tmp_path / "algebra.json"
    path.write_text(algebra.write_algebra((query, PREFIXES) for query in QUERIES), encoding="utf-8")
    monkeypatch.setattr(algebra, "ALGEBRA", path)
    algebra._load.cache_clear()
    algebra._read.cache_clear()
    yield
    algebra._load.cache_clear()
    algebra._read.cache_clear()


def plan(query):
    """Return the plan of a query over a table of triples, its aliases without their numbers."""
    names = [f"{EX}{name}" for name in "pqrs"]
    types = dict.fromkeys(names, frozenset([XSD.integer])) | {f"{EX}p": frozenset([""])}
    profile = Profile(types=types, places={}, classes=dict.fromkeys(names, frozenset([""])))
    return re.sub(r"\bt[0-9]+\b", "t", Planner(Patterns([], profile)).plan(query, PREFIXES).sql)


@pytest.mark.parametrize("query", QUERIES)
def test_an_algebra_that_was_kept_is_that_of_the_parser(kept, monkeypatch, query):
    read, parse = algebra._read, algebra._parse
    monkeypatch.setattr(algebra, "_read", parse)
    parsed = plan(query)
    monkeypatch.setattr(algebra, "_read", read)
    monkeypatch.setattr(algebra, "_parse", None)
    assert plan(query) == parsed
    assert "statement t" in parsed


def test_a_query_with_other_words_or_prefixes_is_parsed(kept):
    query = QUERIES[0].replace("1.50", "1.51")
    assert "1.51" in str(algebra.read_algebra(query, PREFIXES))
    assert "https://example.com/p" in str(algebra.read_algebra(QUERIES[0], {"": "https://example.com/"}))


def test_the_same_queries_give_the_same_bytes():
    """The parser names blank nodes at random."""
    written = [algebra.write_algebra((query, PREFIXES) for query in QUERIES) for _ in range(2)]
    assert written[0] == written[1]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a WHERE { ?a :p* ?b }",
        "SELECT * WHERE { ?a :p ?b }",
        "SELECT ?a { { SELECT DISTINCT * { ?a :p ?b } } }",
    ],
)
def test_a_query_that_cannot_be_kept_is_left_to_the_parser(query):
    """A path of any length has no plan; the columns of all variables come in another order in each process."""
    assert algebra.write_algebra([(query, PREFIXES)]).endswith('"queries": {}}\n')


def test_each_query_of_the_shapes_is_kept():
    content = json.loads(algebra.ALGEBRA.read_text(encoding="utf-8"))
    assert len(content["queries"]) == len({(query, tuple(sorted(known.items()))) for query, known in list_queries()})
