"""Every fundamental relation: a graph in which it holds, one in which it does not, and what is not comparable."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import rdflib

SHAPES = Path(__file__).parents[3] / "shapes"
FactRow = tuple[str, str, str, str]
FindViolations = Callable[..., list[str]]


GG = rdflib.Namespace("https://w3id.org/gaapgraph/ns#")
DATA = rdflib.Graph().parse(SHAPES.parent / "ontology" / "derivations.ttl")
PERIOD = "2009-01-01/2009-06-30"


class Relation(NamedTuple):
    code: str
    total: str
    operands: list[tuple[str, int]]

    def rows(self, *, error: int) -> list[FactRow]:
        """State the relation with operands of 1, 2, 4 … billion and an error of so many millions."""
        billions = [(concept, weight, 2**index) for index, (concept, weight) in enumerate(self.operands)]
        total = sum(weight * size for _, weight, size in billions) * 1000 + error
        parts = [(concept, PERIOD, "USD", f"{size}000000000") for concept, _, size in billions]
        return [(self.total, PERIOD, "USD", f"{total}000000"), *parts]


def first_concept(quantity: rdflib.term.Node) -> str:
    ways = {
        int(str(DATA.value(way, GG.order))): way
        for way in DATA.subjects(GG.quantity, quantity)
        if (way, GG.concept, None) in DATA
    }
    return "us-gaap:" + str(DATA.value(ways[1], GG.concept)).rsplit("/", 1)[-1]


def relations() -> list[Relation]:
    found = []
    for relation in DATA.subjects(rdflib.RDF.type, GG.SumRelation):
        operands = [
            (first_concept(DATA.value(operand, GG.quantity)), int(float(str(DATA.value(operand, GG.weight)))))  # type: ignore[arg-type]
            for operand in DATA.subjects(GG.derivation, relation)
            if DATA.value(operand, GG.required).toPython()  # type: ignore[union-attr]
        ]
        total = first_concept(DATA.value(relation, GG.result))  # type: ignore[arg-type]
        found.append(Relation(str(DATA.value(relation, GG.code)), total, operands))
    return sorted(found)


ALL = relations()


def test_all_22_relations_are_there() -> None:
    names = (
        {f"GG-FAC-BS{n}" for n in range(1, 6)}
        | {f"GG-FAC-IS{n}" for n in range(1, 12)}
        | {f"GG-FAC-CF{n}" for n in range(1, 7)}
    )
    assert len(names) == 22
    assert names <= {relation.code for relation in ALL}


@pytest.mark.parametrize("relation", ALL, ids=lambda relation: relation.code)
def test_relation_that_holds_is_not_reported(relation: Relation, find_violations: FindViolations) -> None:
    assert find_violations("fac.ttl", relation.rows(error=0)) == []


@pytest.mark.parametrize("relation", ALL, ids=lambda relation: relation.code)
def test_relation_that_fails_is_reported(relation: Relation, find_violations: FindViolations) -> None:
    assert relation.code in find_violations("fac.ttl", relation.rows(error=-100))


@pytest.mark.parametrize("relation", ALL, ids=lambda relation: relation.code)
def test_one_unit_of_the_last_digit_is_rounding(relation: Relation, find_violations: FindViolations) -> None:
    assert find_violations("fac.ttl", relation.rows(error=1)) == []


def balance(assets: str, other_side: str) -> list[FactRow]:
    return [
        ("us-gaap:Assets", "2009-06-30", "USD", assets),
        ("us-gaap:LiabilitiesAndStockholdersEquity", "2009-06-30", "USD", other_side),
    ]


def test_difference_that_another_figure_explains_is_not_reported(
    find_violations: FindViolations, validate: FindViolations
) -> None:
    cash_flow = [
        ("us-gaap:CashAndCashEquivalentsPeriodIncreaseDecrease", PERIOD, "USD", "60000000"),
        ("us-gaap:NetCashProvidedByUsedInOperatingActivities", PERIOD, "USD", "100000000"),
        ("us-gaap:NetCashProvidedByUsedInInvestingActivities", PERIOD, "USD", "-30000000"),
        ("us-gaap:NetCashProvidedByUsedInFinancingActivities", PERIOD, "USD", "-10000000"),
    ]
    exchange = ("us-gaap:EffectOfExchangeRateOnCashAndCashEquivalents", PERIOD, "USD", "7000000")
    assert find_violations("fac.ttl", [*cash_flow, exchange]) == []
    assert validate("fac.ttl", [*cash_flow, exchange]) == []


def test_extension_anchored_to_an_operand_makes_the_relation_incomparable(find_violations: FindViolations) -> None:
    rows = [
        ("us-gaap:ComprehensiveIncomeNetOfTax", PERIOD, "USD", "90000000"),
        ("us-gaap:NetIncomeLoss", PERIOD, "USD", "70000000"),
        ("us-gaap:OtherComprehensiveIncomeLossNetOfTax", PERIOD, "USD", "50000000"),
    ]
    own = ("https://example.org/ProfitLoss", PERIOD, "USD", "80000000")
    anchors = {own[0]: "us-gaap:ProfitLoss"}
    assert find_violations("fac.ttl", rows) == ["GG-FAC-IS10A"]
    assert find_violations("fac.ttl", [*rows, own], anchors) == []


def test_facts_with_dimensions_do_not_enter(find_violations: FindViolations) -> None:
    member = " us-gaap:StatementBusinessSegmentsAxis=us-gaap:OperatingSegmentsMember"
    rows = [(concept + member, when, unit, value) for concept, when, unit, value in balance("5000000000", "3000000000")]
    assert find_violations("fac.ttl", rows) == []


def test_pyshacl_agrees(validate: FindViolations) -> None:
    assert validate("fac.ttl", balance("5000000000", "5000000000")) == []
    assert validate("fac.ttl", balance("5000000000", "3000000000")) == ["GG-FAC-BS2"]
