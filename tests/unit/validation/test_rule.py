"""A rule is the query of its shape, asked for every binding."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph import resource
from gaapgraph.validation.figure import load_figures
from gaapgraph.validation.rule import Rule, evaluate, find_rules

PREFIXES = "PREFIX gg: <https://w3id.org/gaapgraph/ns#> PREFIX : <http://example.org/>"
DATA = """
:yen a gg:Fact ; gg:value 1000.0 ; gg:lowerBound 1000.0 ; gg:upperBound 1000.0 .
:usd gg:translationOf :yen ; gg:exchangeRate 100.0 ; gg:value {usd} ; gg:lowerBound {usd} ; gg:upperBound {usd} .
:yen1 a gg:Occurrence ; gg:fact :yen ; gg:line 4 ; gg:value 1000.0 ; gg:lowerBound 1000.0 ; gg:upperBound 1000.0 .
:usd1 a gg:Occurrence ; gg:fact :usd ; gg:line 3 ; gg:value {usd} ; gg:lowerBound {usd} ; gg:upperBound {usd} .
"""


@pytest.fixture(scope="module")
def shipped() -> dict[str, Rule]:
    store = Store()
    for path in resource.shapes().glob("*.ttl"):
        store.bulk_load(path=str(path), format=RdfFormat.TURTLE)
    return {rule.code: rule for rule in find_rules(store)}


def load(text: str) -> Store:
    store = Store()
    store.load(f"{PREFIXES}\n{text}".encode(), RdfFormat.TURTLE)
    return store


def test_shipped_rules_are_found_by_their_codes(shipped: dict[str, Rule]) -> None:
    assert {"GG-CALC-001", "GG-CALC-004", "GG-OCC-001", "GG-ROLL-002", "GG-DER-201", "GG-TRA-001"} <= shipped.keys()
    assert list(shipped) == sorted(shipped)


def test_query_of_a_rule_has_no_last_filter(shipped: dict[str, Rule]) -> None:
    for rule in shipped.values():
        assert "!?consistent" not in rule.query
        assert "?consistent" in rule.query
        assert "$this" not in rule.query


@pytest.mark.parametrize(("usd", "ok"), [("10.0", True), ("11.0", False)])
def test_binding_says_whether_it_holds(shipped: dict[str, Rule], usd: str, ok: bool) -> None:
    store = load(DATA.format(usd=usd))
    (binding,) = evaluate(store, shipped["GG-TRA-001"], load_figures(store), {})
    assert binding.ok is ok
    assert binding.exact is ok
    assert binding.expected == Decimal(10)
    assert [operand.role for operand in binding.operands] == ["reported", "home"]
    assert [operand.occurrence for operand in binding.operands] == [f"http://example.org/{n}" for n in ("usd1", "yen1")]


def test_binding_without_a_print_is_left_out(shipped: dict[str, Rule]) -> None:
    store = load("\n".join(DATA.format(usd="10.0").strip().splitlines()[:2]))
    assert evaluate(store, shipped["GG-TRA-001"], load_figures(store), {}) == []


def test_derivation_names_its_bindings(shipped: dict[str, Rule]) -> None:
    store = load(DATA.format(usd="10.0"))
    names = {"http://example.org/usd": ("GG-X-001", "tie")}
    (binding,) = evaluate(store, shipped["GG-TRA-001"], load_figures(store), names)
    assert (binding.code, binding.family) == ("GG-X-001", "tie")


def test_deactivated_shape_is_no_rule() -> None:
    store = Store()
    for name in ("translation", "prefixes"):
        store.bulk_load(path=str(resource.shapes() / f"{name}.ttl"), format=RdfFormat.TURTLE)
    assert len(find_rules(store)) == 1
    off = "<https://w3id.org/gaapgraph/shapes/Fact-translation> <http://www.w3.org/ns/shacl#deactivated> true ."
    store.load(off.encode(), RdfFormat.TURTLE)
    assert find_rules(store) == []
