"""Every data quality rule: a graph that keeps it and one that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.shacl import ENGINES, load_shapes
from gaapgraph.shacl import validate as validate_store

SHAPES = Path(__file__).parents[3] / "shapes"
FactRow = tuple[str, str, str, str]
FindViolations = Callable[..., list[str]]

DAY, HALF, QUARTER, FIRST = "2009-06-30", "2009-01-01/2009-06-30", "2009-04-01/2009-06-30", "2009-01-01/2009-03-31"
SEGMENT = " us-gaap:StatementBusinessSegmentsAxis=us-gaap:OperatingSegmentsMember"
SERIES = " us-gaap:StatementClassOfStockAxis=us-gaap:SeriesAPreferredStockMember"
PRETAX = "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"
CREDIT = "us-gaap:EffectiveIncomeTaxRateReconciliationTaxCredits"
ACTIVITIES: list[FactRow] = [
    (f"us-gaap:NetCashProvidedByUsedIn{activity}Activities", HALF, "USD", "10000000")
    for activity in ("Operating", "Investing", "Financing")
]

CASES: dict[str, tuple[list[FactRow], list[FactRow]]] = {
    "GG-DQC-0004": (
        [
            ("us-gaap:Assets" + SEGMENT, DAY, "USD", "5000000000"),
            ("us-gaap:LiabilitiesAndStockholdersEquity" + SEGMENT, DAY, "USD", "5001000000"),
        ],
        [
            ("us-gaap:Assets" + SEGMENT, DAY, "USD", "5000000000"),
            ("us-gaap:LiabilitiesAndStockholdersEquity" + SEGMENT, DAY, "USD", "5002000000"),
        ],
    ),
    "GG-DQC-0005": (
        [
            ("dei:DocumentPeriodEndDate", HALF, "", "2009-06-30"),
            ("dei:EntityCommonStockSharesOutstanding", "2009-07-31", "shares", "1000"),
        ],
        [
            ("dei:DocumentPeriodEndDate", HALF, "", "2009-06-30"),
            ("dei:EntityCommonStockSharesOutstanding", "2009-06-29", "shares", "1000"),
        ],
    ),
    "GG-DQC-0006": (
        [("dei:DocumentFiscalPeriodFocus", HALF, "", "Q2"), ("dei:EntityRegistrantName", HALF, "", "Example")],
        [("dei:DocumentFiscalPeriodFocus", HALF, "", "Q2"), ("dei:EntityRegistrantName", QUARTER, "", "Example")],
    ),
    "GG-DQC-0009": (
        [
            ("us-gaap:CommonStockSharesIssued", DAY, "shares", "900"),
            ("us-gaap:CommonStockSharesAuthorized", DAY, "shares", "1000"),
        ],
        [
            ("us-gaap:CommonStockSharesIssued", DAY, "shares", "1100"),
            ("us-gaap:CommonStockSharesAuthorized", DAY, "shares", "1000"),
        ],
    ),
    "GG-DQC-0013": (
        [(PRETAX, HALF, "USD", "-50000000"), (CREDIT, HALF, "pure", "-0.02")],
        [(PRETAX, HALF, "USD", "50000000"), (CREDIT, HALF, "pure", "-0.02")],
    ),
    "GG-DQC-0014": (
        [("us-gaap:Goodwill" + SEGMENT, DAY, "USD", "-5000000")],
        [("us-gaap:Goodwill", DAY, "USD", "-5000000")],
    ),
    "GG-DQC-0015": (
        [("us-gaap:PaymentsOfDividends" + SEGMENT, HALF, "USD", "-5000000")],
        [("us-gaap:PaymentsOfDividends", HALF, "USD", "-5000000")],
    ),
    "GG-DQC-0062": (
        [*ACTIVITIES, ("us-gaap:CashAndCashEquivalentsPeriodIncreaseDecrease", HALF, "USD", "30000000")],
        ACTIVITIES,
    ),
    "GG-DQC-0084": (
        [
            ("us-gaap:NetIncomeLoss", HALF, "USD:monetary", "80000000"),
            ("us-gaap:NetIncomeLoss", FIRST, "USD:monetary", "50000000"),
            ("us-gaap:NetIncomeLoss", QUARTER, "USD:monetary", "31000000"),
        ],
        [
            ("us-gaap:NetIncomeLoss", HALF, "USD:monetary", "80000000"),
            ("us-gaap:NetIncomeLoss", FIRST, "USD:monetary", "50000000"),
            ("us-gaap:NetIncomeLoss", QUARTER, "USD:monetary", "32000000"),
        ],
    ),
    "GG-DQC-0091": (
        [("us-gaap:MinorityInterestOwnershipPercentageByParent", DAY, "pure:percent", "0.64")],
        [("us-gaap:MinorityInterestOwnershipPercentageByParent", DAY, "pure:percent", "64")],
    ),
    "GG-DQC-0095": (
        [
            ("dei:EntityCommonStockSharesOutstanding", "2009-07-31", "shares", "1000000"),
            ("us-gaap:CommonStockSharesOutstanding", DAY, "shares", "990000"),
        ],
        [
            ("dei:EntityCommonStockSharesOutstanding", "2009-07-31", "shares", "1000"),
            ("us-gaap:CommonStockSharesOutstanding", DAY, "shares", "990000"),
        ],
    ),
    "GG-DQC-0108": (
        [
            ("us-gaap:PaymentsOfDividends", HALF, "USD", "50000000"),
            ("us-gaap:PaymentsOfDividends", QUARTER, "USD", "51000000"),
        ],
        [
            ("us-gaap:PaymentsOfDividends", HALF, "USD", "50000000"),
            ("us-gaap:PaymentsOfDividends", QUARTER, "USD", "52000000"),
        ],
    ),
    "GG-DQC-0128": (
        [
            ("us-gaap:PreferredStockValue", DAY, "USD", "50000000"),
            ("us-gaap:PreferredStockValue" + SERIES, DAY, "USD", "40000000"),
        ],
        [
            ("us-gaap:PreferredStockValue", DAY, "USD", "50000000"),
            ("us-gaap:PreferredStockValue" + SERIES, DAY, "USD", "60000000"),
        ],
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_graph_that_keeps_the_rule_conforms(code: str, find_violations: FindViolations) -> None:
    assert find_violations("dqc.ttl", CASES[code][0]) == []


@pytest.mark.parametrize("code", CASES)
def test_graph_that_breaks_the_rule_is_reported_once(code: str, find_violations: FindViolations) -> None:
    assert find_violations("dqc.ttl", CASES[code][1]) == [code]


def test_negative_elimination_is_meant(find_violations: FindViolations) -> None:
    member = " srt:ConsolidationItemsAxis=us-gaap:IntersegmentEliminationMember"
    assert find_violations("dqc.ttl", [("us-gaap:PaymentsOfDividends" + member, HALF, "USD", "-5000000")]) == []


def judge_label(data: str, label: str, engines: tuple[str, ...]) -> list[list[str]]:
    """Return the severities that each engine gives a line of a label."""
    shapes = load_shapes((SHAPES / "dqc.ttl", SHAPES / "prefixes.ttl"))
    store = Store()
    store.load(data.replace("LABEL", label).encode(), RdfFormat.TURTLE)
    results = [validate_store(store, shapes, engine).results for engine in engines]
    return [[one.severity.rpartition("#")[2] for one in found] for found in results]


_NEGATIVE = """
PREFIX gg: <https://w3id.org/gaapgraph/ns#>
PREFIX us-gaap: <https://w3id.org/gaapgraph/us-gaap/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<urn:r> a gg:Report .
us-gaap:OtherNonoperatingIncome a gg:NonNegativeConcept .
<urn:f> a gg:Fact ; gg:report <urn:r> ; gg:concept us-gaap:OtherNonoperatingIncome ; gg:period <urn:p> ;
  gg:value -10656000.0 ; gg:lowerBound -10656500.0 ; gg:upperBound -10655500.0 .
<urn:p> gg:startDate "2009-01-01"^^xsd:date ; gg:endDate "2009-06-30"^^xsd:date .
<urn:o> a gg:Occurrence ; gg:fact <urn:f> ; gg:label "LABEL" .
"""


@pytest.mark.parametrize(
    ("label", "severity"),
    [
        # labels and figures of num.txt and pre.txt of 2009q3: amounts that are net by their label, and signs gone wrong
        ("Other income (expense), net", "Warning"),
        ("Net decrease (increase) in other assets", "Warning"),
        ("Borrowings/(Repayments) of line of credit", "Warning"),
        ("Purchase price adjustment related to the sale of oil and gas properties", "Warning"),
        ("Cash paid for acquisitions, net of cash acquired", "Violation"),
        ("Capital Additions", "Violation"),
        ("Cash dividends declared ($1.72 and $0.47 per share)", "Violation"),
        ("Treasury stock, at cost (58,649,184 shares in 2009 and 58,815,518 shares in 2008)", "Violation"),
    ],
)
def test_negative_amount_of_a_line_that_is_net_is_a_warning(label: str, severity: str) -> None:
    engines = ENGINES if label.startswith(("Other income", "Capital")) else ENGINES[:1]
    assert judge_label(_NEGATIVE, label, engines) == [[severity]] * len(engines)


_LONGER = """
PREFIX gg: <https://w3id.org/gaapgraph/ns#>
PREFIX us-gaap: <https://w3id.org/gaapgraph/us-gaap/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<urn:r> a gg:Report .
<urn:c> a gg:NonNegativeConcept .
<urn:f> a gg:Fact ; gg:report <urn:r> ; gg:concept <urn:c> ; gg:period <urn:q> ; gg:unit <urn:u> ; gg:dimensionCount 0 ;
  gg:value 4602000 ; gg:lowerBound 4601500 ; gg:upperBound 4602500 .
<urn:g> a gg:Fact ; gg:report <urn:r> ; gg:concept <urn:c> ; gg:period <urn:h> ; gg:unit <urn:u> ; gg:dimensionCount 0 ;
  gg:value 3479000 ; gg:lowerBound 3478500 ; gg:upperBound 3479500 .
<urn:q> gg:startDate "2009-04-01"^^xsd:date ; gg:endDate "2009-06-30"^^xsd:date .
<urn:h> gg:startDate "2009-01-01"^^xsd:date ; gg:endDate "2009-06-30"^^xsd:date .
<urn:u> gg:numerator <http://www.xbrl.org/2003/iso4217#USD> .
<urn:o> a gg:Occurrence ; gg:fact <urn:f> ; gg:label "LABEL" .
"""


@pytest.mark.parametrize(
    ("label", "severity"),
    [
        # labels of 2009q3: quarters of Cameron, Energen, FirstEnergy, Pioneer and Salesforce that are above their half
        # years, and lines of others that nothing makes negative
        ("Proceeds from stock option exercises, net of tax payments from stock compensation plans", "Warning"),
        ("Other income", "Warning"),
        ("Investment income", "Warning"),
        ("Derivative losses, net", "Warning"),
        ("Other expense", "Warning"),
        ("Repayment of long-term debt and capital lease obligations", "Violation"),
        ("Issuance of common stock, net of tax", "Violation"),
        ("Interest expense", "Violation"),
    ],
)
def test_less_over_a_longer_period_is_a_warning_where_the_line_is_net(label: str, severity: str) -> None:
    engines = ENGINES if label.startswith(("Other income", "Interest")) else ENGINES[:1]
    assert judge_label(_LONGER, label, engines) == [[severity]] * len(engines)


def test_change_in_cash_of_an_anchored_extension_counts(find_violations: FindViolations) -> None:
    own: FactRow = ("https://example.org/NetChangeInCash", HALF, "USD", "30000000")
    anchors = {own[0]: "us-gaap:CashAndCashEquivalentsPeriodIncreaseDecrease"}
    assert find_violations("dqc.ttl", [*ACTIVITIES, own], anchors) == []


@pytest.mark.parametrize("name", ["CashPeriodIncreaseDecrease", "NetIncreaseDecreaseInCash"])
def test_change_in_cash_of_an_extension_named_so_counts(name: str, find_violations: FindViolations) -> None:
    own: FactRow = (f"https://example.org/{name}", HALF, "USD", "30000000")  # as insurers named it in 2009q3
    assert find_violations("dqc.ttl", [*ACTIVITIES, own]) == []


def test_change_in_another_balance_is_none_in_cash(find_violations: FindViolations) -> None:
    own: FactRow = ("https://example.org/NetIncreaseDecreaseInDeposits", HALF, "USD", "30000000")
    assert find_violations("dqc.ttl", [*ACTIVITIES, own]) == ["GG-DQC-0062"]


def test_days_are_counted_across_a_leap_day(find_violations: FindViolations) -> None:
    rows: list[FactRow] = [
        ("us-gaap:NetIncomeLoss", "2008-01-01/2008-06-30", "USD:monetary", "80000000"),
        ("us-gaap:NetIncomeLoss", "2008-01-01/2008-02-29", "USD:monetary", "50000000"),
        ("us-gaap:NetIncomeLoss", "2008-03-01/2008-06-30", "USD:monetary", "35000000"),
    ]
    assert find_violations("dqc.ttl", rows) == ["GG-DQC-0084"]


def test_pyshacl_agrees(find_violations: FindViolations, validate: FindViolations) -> None:
    broken = [
        row
        for code in ("GG-DQC-0004", "GG-DQC-0006", "GG-DQC-0009", "GG-DQC-0014", "GG-DQC-0084", "GG-DQC-0128")
        for row in CASES[code][1]
    ]
    kept = [row for code in ("GG-DQC-0004", "GG-DQC-0006", "GG-DQC-0009", "GG-DQC-0084") for row in CASES[code][0]]
    assert validate("dqc.ttl", broken) == find_violations("dqc.ttl", broken)
    assert validate("dqc.ttl", kept) == []
