"""Expressions as the engine has them: they mean what SPARQL says, also where its functions mean something else."""

from __future__ import annotations

import pytest

from gaapgraph.plan.pattern_plan import Patterns
from gaapgraph.plan.query_plan import Planner, UnplannedError
from gaapgraph.plan.source_table import Profile
from gaapgraph.plan.typed_column import MACROS

duckdb = pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def connection():
    connection = duckdb.connect()
    for macro in MACROS:
        connection.execute(macro)
    return connection


def evaluate(connection, expression):
    patterns = Patterns([], Profile(types={}, places={}, classes={}))
    relation = Planner(patterns).plan(f"SELECT ?x WHERE {{ BIND ({expression} AS ?x) }}")
    ((found,),) = connection.execute(relation.sql).fetchall()
    return found


@pytest.mark.parametrize(
    ("text", "mark"),
    [("a b c", " "), ("abc", "x"), (" b", " "), ("a/b", "/"), ("axxb", "xx"), ("", " "), ("a-b-c", "-"), ("a^b", "^")],
)
def test_texts_are_cut_at_the_first_mark(connection, text, mark):
    before, found, after = text.partition(mark)
    assert evaluate(connection, f'STRAFTER("{text}", "{mark}")') == after
    assert evaluate(connection, f'STRBEFORE("{text}", "{mark}")') == (before if found else "")


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("FLOOR(7 / 2)", 3),
        ("FLOOR(-7 / 2)", -4),
        ("FLOOR(7 / -2)", -4),
        ("FLOOR(6 / 3)", 2),
        ("STR(12.50)", "12.5"),
        ("STR(100)", "100"),
        ("COALESCE(1 < ?nothing, true)", True),
        ("IF(BOUND(?nothing), 1, 2)", 2),
        ('"a" != 1 || true', True),
        ('REPLACE("https://e.org/a#b", "^.*[/#]", "")', "b"),
        ("1 IN (2, 1)", True),
        ("datatype(1.5) = <http://www.w3.org/2001/XMLSchema#decimal>", True),
        ("isIRI(<https://e.org/>) && !isNumeric(<https://e.org/>)", True),
        ("(false != false) || false", False),
    ],
)
def test_an_expression_is_what_sparql_says(connection, expression, wanted):
    assert evaluate(connection, expression) == wanted


def test_an_inexact_quotient_has_no_plan(connection):
    with pytest.raises(UnplannedError, match="quotient"):
        evaluate(connection, "1 / 3")
