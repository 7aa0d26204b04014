"""A rule is what its shape states: a formula and a query for operands; the code is a property, never text."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, Triple

from gaapgraph import resource
from gaapgraph.errors import InputError
from gaapgraph.shacl import ShapesGraph, load_shapes
from gaapgraph.validation.binding import Formula
from gaapgraph.validation.figure import load_figures
from gaapgraph.validation.knowledge import shape_files
from gaapgraph.validation.rule import Rule, evaluate, find_rules
from gaapgraph.vocabulary import GG

PREFIXES = "PREFIX gg: <https://w3id.org/gaapgraph/ns#> PREFIX : <http://example.org/>"
DATA = """
:yen a gg:Fact ; gg:value 1000.0 ; gg:lowerBound 1000.0 ; gg:upperBound 1000.0 .
:usd gg:translationOf :yen ; gg:exchangeRate 100.0 ; gg:value {usd} ; gg:lowerBound {usd} ; gg:upperBound {usd} .
:yen1 a gg:Occurrence ; gg:fact :yen ; gg:line 4 ; gg:value 1000.0 ; gg:lowerBound 1000.0 ; gg:upperBound 1000.0 .
:usd1 a gg:Occurrence ; gg:fact :usd ; gg:line 3 ; gg:value {usd} ; gg:lowerBound {usd} ; gg:upperBound {usd} .
"""
TRANSLATION = "https://w3id.org/gaapgraph/shapes/Fact-translation"


@cache
def shipped() -> dict[str, Rule]:
    return {rule.code: rule for rule in find_rules(load_shapes(shape_files()))}


def load(text: str) -> Store:
    store = Store()
    store.load(f"{PREFIXES}\n{text}".encode(), RdfFormat.TURTLE)
    return store


def translation(*changed: Triple, without: str = "") -> ShapesGraph:
    files = [resource.shapes() / f"{name}.ttl" for name in ("translation", "prefixes")]
    triples = [triple for triple in load_shapes(files).graph.triples if triple.predicate.value != without]
    return load_shapes([*triples, *changed])


def test_shipped_rules_are_found_by_their_codes() -> None:
    assert {"GG-CALC-001", "GG-CALC-004", "GG-OCC-001", "GG-ROLL-002", "GG-DER-201", "GG-TRA-001"} <= shipped().keys()
    assert list(shipped()) == sorted(shipped())


def test_code_family_formula_and_severity_are_properties_of_the_shape() -> None:
    rule = shipped()["GG-DER-201"]
    assert (rule.family, rule.formula, rule.severity) == ("derived", Formula.growth, "violation")


@pytest.mark.parametrize(("usd", "ok"), [("10.0", True), ("11.0", False)])
def test_binding_says_whether_it_holds(usd: str, ok: bool) -> None:
    store = load(DATA.format(usd=usd))
    (binding,) = evaluate(store, shipped()["GG-TRA-001"], load_figures(store))
    assert binding.ok is ok
    assert binding.exact is ok
    assert binding.expected == Decimal(10)
    assert [operand.role for operand in binding.operands] == ["reported", "numerator", "denominator"]
    assert [operand.occurrence for operand in binding.operands] == [
        "http://example.org/usd1", "http://example.org/yen1", None,
    ]  # fmt: skip


def test_binding_without_a_print_is_left_out() -> None:
    store = load("\n".join(DATA.format(usd="10.0").strip().splitlines()[:2]))
    assert evaluate(store, shipped()["GG-TRA-001"], load_figures(store)) == []


def test_deactivated_shape_is_no_rule() -> None:
    assert len(find_rules(translation())) == 1
    off = load(f"<{TRANSLATION}> <http://www.w3.org/ns/shacl#deactivated> true .")
    assert find_rules(translation(*(quad.triple for quad in off))) == []


def test_unknown_formula_is_refused() -> None:
    odd = Triple(NamedNode(TRANSLATION), NamedNode(GG.formula), NamedNode("http://example.org/cube"))
    with pytest.raises(InputError, match=r"no formula http://example\.org/cube"):
        find_rules(translation(odd, without=GG.formula))


def test_a_shape_without_operands_does_no_arithmetic() -> None:
    assert find_rules(translation(without=GG.operands)) == []


@pytest.mark.parametrize(
    ("query", "said"),
    [("SELECT $this WHERE { $this a gg:Fact }", "does not return"), ("SELECT nonsense", "is not SPARQL")],
)
def test_operands_that_cannot_be_used_are_refused(query: str, said: str) -> None:
    text = load(f'<{TRANSLATION}> gg:operands "{query}" .')
    (rule,) = find_rules(translation(*(quad.triple for quad in text), without=GG.operands))
    with pytest.raises(InputError, match=said):
        evaluate(load(DATA.format(usd="10.0")), rule, load_figures(Store()))


def test_data_may_name_code_and_formula_of_a_binding() -> None:
    """As derivations do: one shape, many rules."""
    query = (
        "SELECT $this ?value ?operand ?role ?code ?family ?formula WHERE { $this gg:translationOf ?operand "
        "BIND ($this AS ?value) BIND ('item' AS ?role) BIND ('GG-X-001' AS ?code) BIND ('tie' AS ?family) "
        "BIND (<https://w3id.org/gaapgraph/scheme/formula/sum> AS ?formula) }"
    )
    text = load(f'<{TRANSLATION}> gg:operands "{query}" .')
    (rule,) = find_rules(translation(*(quad.triple for quad in text), without=GG.operands))
    store = load(DATA.format(usd="1000.0"))
    (binding,) = evaluate(store, rule, load_figures(store))
    assert (binding.code, binding.family, binding.formula, binding.ok) == ("GG-X-001", "tie", Formula.sum, True)
