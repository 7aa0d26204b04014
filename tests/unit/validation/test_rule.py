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
from gaapgraph.validation.diagnosis import diagnose
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


def places(count: int, wrong: int) -> Store:
    """Return a fact with so many places, of which one says 32 for 52."""
    stated = "".join(
        f":p{number:02} a gg:Occurrence ; gg:fact :f ; gg:line {number} ; gg:decimals 0 ; gg:value {amount}.0 ; "
        f"gg:lowerBound {amount - 0.5} ; gg:upperBound {amount + 0.5} .\n"
        for number in range(1, count + 1)
        if (amount := 32 if number == wrong else 52)
    )
    fact = ":f a gg:Fact ; gg:value 52.0 ; gg:lowerBound 51.5 ; gg:upperBound 52.5 .\n"
    copy = ":c1 a gg:Occurrence ; gg:fact :f ; gg:line 99 ; gg:value 5.0 ; gg:decimals 0 ; gg:copyOf :p02 .\n"
    return load(fact + stated + copy)


@pytest.mark.parametrize(("count", "bindings", "broken"), [(2, 1, 1), (20, 190, 19), (21, 20, 1), (300, 299, 1)])
def test_of_many_places_each_is_held_against_the_first_of_the_most_accurate(
    count: int, bindings: int, broken: int
) -> None:
    store = places(count, wrong=2)
    found = evaluate(store, shipped()["GG-OCC-001"], load_figures(store))
    assert len(found) == bindings
    wrong = [each for each in found if not each.ok]
    assert len(wrong) == broken
    assert all("http://example.org/p02" in {operand.occurrence for operand in each.operands} for each in wrong)


def test_the_odd_one_of_many_places_is_the_cause() -> None:
    store = places(40, wrong=5)
    figures = load_figures(store)
    (suspect,) = diagnose(evaluate(store, shipped()["GG-OCC-001"], figures), figures)
    assert (suspect.cause.iri, suspect.twins, suspect.correction) == ("http://example.org/p05", (), Decimal(52))


def test_a_hundred_figures_of_one_fact_that_all_differ_are_told_apart() -> None:
    """Each is held against the first, so that what stands against the first gets less with each that is explained."""
    store = places(1, wrong=0)
    for number in range(2, 101):
        value = number * number + 0.25
        store.extend(load(
            f":p{number} a gg:Occurrence ; gg:fact :f ; gg:line {number} ; gg:value {value} ; "
            f"gg:lowerBound {value} ; gg:upperBound {value} ."
        ))  # fmt: skip
    figures = load_figures(store)
    found = evaluate(store, shipped()["GG-OCC-001"], figures)
    assert sum(not each.ok for each in found) == len(found) == 99
    explained = [id(each) for suspect in diagnose(found, figures) for each in suspect.broken]
    assert sorted(explained) == sorted(map(id, found))


def test_many_places_are_held_against_the_most_accurate_not_the_first() -> None:
    store = places(30, wrong=0)
    store.extend(load(
        ":p00 a gg:Occurrence ; gg:fact :f ; gg:line 50 ; gg:decimals -1 ; gg:value 60.0 ; "
        "gg:lowerBound 55.0 ; gg:upperBound 65.0 ."
    ))  # fmt: skip
    found = evaluate(store, shipped()["GG-OCC-001"], load_figures(store))
    assert {each.operands[1].occurrence for each in found} == {"http://example.org/p01"}
    (wrong,) = [each for each in found if not each.ok]
    assert wrong.operands[0].occurrence == "http://example.org/p00"
