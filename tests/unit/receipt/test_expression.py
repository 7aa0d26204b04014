"""Expressions of SPARQL are read, computed and written back as they stand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.receipt.expression import Reader, compute, list_variables, write
from gaapgraph.receipt.select_tree import read_select
from gaapgraph.sparql import scan_tokens


def read(text):
    return Reader(list(scan_tokens(text))).read()


@pytest.mark.parametrize(
    "text",
    [
        "?a + ?b * ?c",
        "(?a + ?b) * ?c",
        "?a - (?b - ?c)",
        "?a - ?b - ?c",
        "?a / (?b / ?c)",
        "-(?a + ?b)",
        "ROUND(?a / ?b * 1000000) / 1000000",
        "?a <= ?b && ?c != 1.5 || !BOUND(?d)",
        'IF(?a = "x", ?b, COALESCE(?c, 0.0))',
    ],
)
def test_what_is_read_is_written_the_same(text):
    assert write(read(text)) == text


def test_operators_bind_as_sparql_says():
    assert write(read("1 + 2 * 3 - 4")) == "1 + 2 * 3 - 4"
    assert read("1 - 2 - 3").parts[0].name == "-"
    assert list_variables(read("?b + ?a * ?b")) == ["b", "a"]


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("ROUND", ["2.5"], "3"),
        ("ROUND", ["-2.5"], "-2"),  # half goes up, as XPath has it
        ("FLOOR", ["-2.1"], "-3"),
        ("CEIL", ["2.1"], "3"),
        ("-", ["5"], "-5"),
        ("/", ["1", "8"], "0.125"),
        ("SUM", ["1", "2", "3.5"], "6.5"),
    ],
)
def test_functions_are_exact(name, values, expected):
    assert compute(name, [Decimal(value) for value in values]) == Decimal(expected)


def test_what_cannot_be_computed_has_no_value():
    assert compute("/", [Decimal(1), Decimal(0)]) is None
    assert compute("+", [Decimal(1), None]) is None
    assert compute("<", [Decimal(1), "one"]) is None
    assert compute("UUID", []) is None


def test_a_query_is_taken_apart():
    prologue, select = read_select(
        """PREFIX gg: <urn:gg#>
        SELECT ?entity (SUM(?v) AS ?total) WHERE {
          { SELECT * { GRAPH ?report { ?f gg:entity ?entity ; gg:value ?v ; gg:period/gg:date ?day , ?other . } } }
          { SELECT ?key (MAX(?w) AS ?most) { ?g gg:key ?key ; gg:value ?w } GROUP BY ?key }
          FILTER NOT EXISTS { ?f gg:translationOf ?home }
          MINUS { ?f gg:value ?gone }
          BIND (?v * 2 AS ?double)
        } GROUP BY ?entity ?hidden ORDER BY ?entity
        VALUES (?entity) { (<urn:a>) }"""
    )
    assert prologue.strip() == "PREFIX gg: <urn:gg#>"
    assert (select.names, list(select.items), select.groups) == (["entity"], ["total"], ["entity", "hidden"])
    assert select.objects == {"entity": [("f", "gg:entity")], "v": [("f", "gg:value")]}
    assert list(select.binds) == ["double"]
    assert [(block.names, list(block.items)) for block in select.blocks] == [(["key"], ["most"])]
    assert select.values == "VALUES (?entity) { (<urn:a>) }"
