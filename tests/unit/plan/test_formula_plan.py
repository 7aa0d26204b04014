"""Expressions as the engine has them: they mean what SPARQL says, also where its functions mean something else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pyoxigraph import Store

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


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("1.0 / 3.0", "0.333333333333333333"),
        ("-10 / 3.5", "-2.857142857142857142"),
        ("390000000000000.25 / 390000000000001", "0.999999999999998076"),
        ("2 / 4", "0.5"),
        ("0.0 / 7.0", "0"),
        ("ROUND(2.5)", "3"),
        ("ROUND(-2.5)", "-2"),
        ("ROUND(-2.6)", "-3"),
        ("ROUND(1.0 / 3.0 * 10000) / 10000", "0.3333"),
        ("CEIL(1.0 / 3.0 * 100) / 100", "0.34"),
    ],
)
def test_a_quotient_is_exact_to_the_places_that_the_store_has(connection, expression, wanted):
    """The store is asked too: what it cuts off is cut off here."""
    assert evaluate(connection, expression) == Decimal(wanted)
    (row,) = Store().query(f"SELECT ?x WHERE {{ BIND ({expression} AS ?x) }}")
    assert Decimal(row["x"].value) == Decimal(wanted)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("3638475000", "182.5", "664021687500"),
        ("-1.5", "2.25", "-3.375"),
        ("-0.5", "-0.5", "0.25"),
        ("123456789012.25", "0.123456789", "15241578751.70286666525"),
    ],
)
def test_a_product_of_long_numbers_is_exact(connection, one, other, wanted):
    """Amounts have ten places and quotients eighteen: the engine's own product of the two has no room."""
    amount, ratio = f"CAST({one} AS DECIMAL(38, 10))", f"CAST({other} AS DECIMAL(38, 18))"
    ((found,),) = connection.execute(f"SELECT product({amount}, {ratio})").fetchall()
    assert found == Decimal(wanted)


def test_the_engine_has_no_such_product(connection):
    with pytest.raises(duckdb.Error, match="Overflow"):
        connection.execute("SELECT CAST(3638475000 AS DECIMAL(38, 10)) * CAST(182.5 AS DECIMAL(38, 18))").fetchall()


def test_a_quotient_by_nothing_is_an_error(connection):
    assert evaluate(connection, "1.0 / 0.0") is None


def test_what_has_no_plan_is_told(connection):
    with pytest.raises(UnplannedError, match="the function MD5"):
        evaluate(connection, 'MD5("a")')


def test_integers_and_decimals_in_one_column_are_marked():
    planner = Planner(Patterns([], Profile(types={}, places={}, classes={})))
    mixed = planner.plan("SELECT ?x ?y WHERE { VALUES ?x { 1 2.5 } BIND (?x + 0.5 AS ?y) }").columns
    assert mixed["x"].is_mixed
    assert not mixed["y"].is_mixed
