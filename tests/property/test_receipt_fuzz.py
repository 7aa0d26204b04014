"""Receipts come from others: no damaged one ends in a traceback, hangs, or is taken for one that holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from gaapgraph.errors import GaapGraphError
from gaapgraph.question import find_question
from gaapgraph.receipt import Receipt, make_receipt, verify_receipt
from gaapgraph.sparql import Limits
from gaapgraph.store import load_store

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from pyoxigraph import Store

ODD = (
    "", "NaN", "1e999999999", "-1e999999999", "9" * 50_000, "abc", "²", "\x00", "\ud800", "?x", "(" * 5_000,
    "1+" * 5_000 + "1", "9" * 50_000 + "*?x", "xsd:integer(1e999999999)", "STR(1e999999999)", "SUBSTR(?x, 1e99)",
    "1/0", "SUM()", "MIN()", "REPLACE('" + "a" * 40 + "b', '(a+)+$', 'x')", "REPLACE('a', '(', '$9')", "EXISTS",
    "EXISTS {", "COUNT(*)", "- - -1", "1 IN (1,", "SELECT * { ?s ?p ?o }", "ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }",
    "DROP ALL", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "SELECT * { SERVICE <http://127.0.0.1:9/> {} }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "gg:", ":value", "169@201",
    None, True, -5, 10**400, 1e300, [], {}, [None], {"a": {}},
)  # fmt: skip
LIMITS = Limits(1.0, 400)


@pytest.fixture(scope="module")
def store() -> Store:
    return load_store()


@pytest.fixture(scope="module")
def whole(store: Store) -> str:
    receipt = make_receipt(store, find_question("measure_tax_rate")).to_json()
    return receipt if isinstance(receipt, str) else receipt.decode()


def list_places(value: Any) -> list[tuple[Any, Any]]:
    """Return every container with each of its keys."""
    found = []
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        found += [(value, key), *list_places(value[key])]
    return found


def mutate(text: str, rng: random.Random) -> tuple[str, bool]:
    """Return a receipt in which some places have something else, and whether it is sealed anew."""
    told = json.loads(text)
    for _ in range(rng.randint(1, 3)):
        container, key = rng.choice(list_places(told))
        kind = rng.randrange(4)
        if kind == 0 and isinstance(container, dict):
            del container[key]
        elif kind == 1 and isinstance(container, list):
            container.append(container[key])
        elif kind == 2 and isinstance(container[key], str):
            at = rng.randrange(len(container[key]) + 1)
            container[key] = container[key][:at] + str(rng.choice(ODD)) + container[key][at:]
        else:
            container[key] = rng.choice(ODD)
    found = json.dumps(told)
    if rng.random() < 0.1:
        at = rng.randrange(len(found))
        found = found[:at] + rng.choice(("", "[" * 50_000, "\x00", '"')) + found[at + 1 :]
    return found, rng.random() < 0.7


def attempts(whole: str, store: Store) -> Callable[[random.Random], None]:
    def attempt(rng: random.Random) -> None:
        text, is_sealed = mutate(whole, rng)
        receipt = Receipt.parse(text)
        if is_sealed:
            receipt = Receipt.seal(receipt.body)
        found = verify_receipt(receipt, store, engine="oxigraph", limits=LIMITS)
        assert is_sealed or not found.is_equal or receipt.is_sealed
        for difference in found.differences:
            assert len(str(difference.what)) < 200_000

    return attempt


def test_the_whole_receipt_holds(whole: str, store: Store) -> None:
    assert verify_receipt(Receipt.parse(whole), store, engine="oxigraph", limits=LIMITS).is_equal


def test_few_damaged_receipts_are_refused_or_told(whole: str, store: Store, few: Any) -> None:
    few("receipts", 60, attempts(whole, store))


@pytest.mark.fuzz
def test_many_damaged_receipts_are_refused_or_told(whole: str, store: Store, many: Any) -> None:
    many("receipts", attempts(whole, store))


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
@pytest.mark.parametrize("there", ["http://127.0.0.1:9/g", "file:///etc/passwd"])
def test_no_engine_fetches_what_a_query_names(whole: str, store: Store, clause: str, there: str) -> None:
    told = json.loads(whole)
    told["sparql"] = f"SELECT * {clause} <{there}> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
    receipt = Receipt.seal(Receipt.parse(json.dumps(told)).body)
    for engine in ("rdflib", "oxigraph"):
        found = verify_receipt(receipt, store, engine=engine, limits=Limits(300.0, 4000))
        assert {each.kind for each in found.differences} == {"row"}


@pytest.mark.parametrize("engine", ["rdflib", "oxigraph"])
@pytest.mark.parametrize("text", ["SELECT * {", "DROP ALL", "ASK {}"])
def test_a_query_that_is_none_is_refused(whole: str, store: Store, text: str, engine: str) -> None:
    receipt = Receipt.seal(Receipt.parse(json.dumps({**json.loads(whole), "sparql": text})).body)
    with pytest.raises(GaapGraphError) as told:
        verify_receipt(receipt, store, engine=engine, limits=Limits(300.0, 4000))
    assert "\n" not in str(told.value)
