from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gaapgraph.model import Report, bounds
from gaapgraph.reader.release import read_release
from gaapgraph.tag import find_profile, tag_release
from gaapgraph.tag.label.lexicon import load_concepts
from gaapgraph.vocabulary import US_GAAP

RELEASES = Path(__file__).parents[2] / "golden" / "releases"

STATEMENTS = """Example Tools, Inc. Reports First Quarter 2024 Results

Consolidated Statements of Operations
(in millions)
\tThree months ended March 31, 2024\tThree months ended March 31, 2023
Net sales\t500.0\t400.0
Cost of sales\t(300.0)\t(250.0)
Gross profit\t200.0\t150.0
Glue expenses\t(50.0)\t(40.0)
Operating income\t150.0\t110.0
Income tax expense\t(30.0)\t(20.0)
Net income\t120.0\t90.0

Consolidated Statements of Cash Flows
(in millions)
\tThree months ended March 31, 2024\tThree months ended March 31, 2023
Net income\t120.0\t90.0
Accounts receivable\t(15.0)\t4.0
Accounts payable\t6.0\t(2.0)
Net cash provided by operating activities\t111.0\t92.0
Purchases of property and equipment\t(12.0)\t(9.0)
Repayments of long-term debt\t(5.0)\t(5.0)

Results of the Garden segment
(in millions)
\tThree months ended March 31, 2024\tThree months ended March 31, 2023
Net sales\t80.0\t70.0
Operating income\t10.0\t9.0
"""


@pytest.fixture(scope="module")
def report() -> Report:
    reading = read_release(STATEMENTS.encode(), "release.txt")
    return tag_release(reading, find_profile(reading))


def values(report: Report, concept: str) -> list[Decimal]:
    found = [fact for fact in report.facts if fact.dimensions.concept == US_GAAP + concept]
    return sorted(fact.value for fact in found if isinstance(fact.value, Decimal))


MILLION = 1_000_000


def test_costs_printed_as_negatives_are_positive_expenses(report: Report) -> None:
    assert values(report, "CostOfRevenue") == [250 * MILLION, 300 * MILLION]
    assert values(report, "IncomeTaxExpenseBenefit") == [20 * MILLION, 30 * MILLION]


def test_payments_in_parentheses_are_positive(report: Report) -> None:
    assert values(report, "PaymentsToAcquirePropertyPlantAndEquipment") == [9 * MILLION, 12 * MILLION]
    assert values(report, "RepaymentsOfLongTermDebt") == [5 * MILLION, 5 * MILLION]


def test_growth_of_an_asset_is_positive_and_takes_cash(report: Report) -> None:
    assert values(report, "IncreaseDecreaseInAccountsReceivable") == [-4 * MILLION, 15 * MILLION]
    assert values(report, "IncreaseDecreaseInAccountsPayable") == [-2 * MILLION, 6 * MILLION]


def test_a_total_has_the_concept_and_its_parts_do_not() -> None:
    note = """
Intangible Assets
(in millions)
\tAccumulated amortization\tAccumulated amortization
\tDecember 31, 2023\tDecember 31, 2022
Intangible assets with determinable lives\t(28.0)\t(22.0)
Total identifiable intangible assets\t(34.0)\t(28.5)
"""
    reading = read_release((STATEMENTS + note).encode(), "release.txt")
    report = tag_release(reading, find_profile(reading))
    found = {fact.occurrences[0].label: fact.dimensions.concept.removeprefix(US_GAAP) for fact in report.facts}
    assert found["Total identifiable intangible assets"] == "FiniteLivedIntangibleAssetsAccumulatedAmortization"
    assert found["Intangible assets with determinable lives"] != "FiniteLivedIntangibleAssetsAccumulatedAmortization"


FLOWS = """Example Tools, Inc. Reports Results of 2023

Consolidated Statements of Cash Flows
(in thousands)
\tYear Ended December 31, 2023\tYear Ended December 31, 2022
Net income\t9,120\t8,090
Net cash provided by operating activities\t11,100\t9,200
Net cash used in investing activities\t(1,200)\t(900)
Net cash used in financing activities\t(2,130)\t(1,737)
Net increase in cash and cash equivalents\t7,770\t6,563
Cash and cash equivalents at beginning of year\t40,230\t33,667
Cash and cash equivalents at end of year\t48,000\t40,230
Cash breakdown
Cash and cash equivalents\t48,000\t40,230
Total cash and cash equivalents shown in the statements of cash flows\t48,000\t{again}
"""


@pytest.mark.parametrize(("again", "is_same"), [("40,230", True), ("40,320", False)])
def test_closing_cash_is_stated_again_by_its_breakdown(again: str, is_same: bool) -> None:
    reading = read_release(FLOWS.format(again=again).encode(), "release.txt")
    report = tag_release(reading, find_profile(reading))
    found = {each.label: fact.dimensions.concept for fact in report.facts for each in fact.occurrences}
    opening, closing = (found[f"Cash and cash equivalents at {one} of year"] for one in ("beginning", "end"))
    total = found["Total cash and cash equivalents shown in the statements of cash flows"]
    assert (opening == closing == total) is is_same


def test_segment_yields_to_the_company(report: Report) -> None:
    assert values(report, "Revenues") == [400 * MILLION, 500 * MILLION]
    assert values(report, "OperatingIncomeLoss") == [110 * MILLION, 150 * MILLION]


def test_row_that_yields_is_anchored_to_the_concept(report: Report) -> None:
    anchors = {concept.label: concept.anchor for concept in report.concepts.values() if concept.anchor}
    assert anchors["Net sales"] == US_GAAP + "Revenues"
    assert US_GAAP + "Revenues" in report.concepts


def test_an_anchored_concept_is_of_the_kind_of_its_anchor(report: Report) -> None:
    anchored = [concept for concept in report.concepts.values() if concept.anchor and concept.measure_of is None]
    assert anchored
    for concept in anchored:
        wider = report.concepts[concept.anchor or ""]
        kinds = [(one.balance, one.data_type, one.period_type) for one in (concept, wider)]
        assert kinds[0] == kinds[1] == ("credit", "monetaryItemType", "duration")


def test_what_is_told_on_another_basis_is_no_part_of_the_reported() -> None:
    another = """
Adjusted results
(in millions)
\tThree months ended March 31, 2024\tThree months ended March 31, 2023
Adjusted net income\t130.0\t95.0
Non-GAAP income tax expense\t(33.0)\t(22.0)
"""
    reading = read_release((STATEMENTS + another).encode(), "release.txt")
    found = {concept.label: concept.anchor for concept in tag_release(reading, find_profile(reading)).concepts.values()}
    assert found["Adjusted net income"] is None
    assert found["Non-GAAP income tax expense"] is None


def test_net_income_of_two_statements_is_one_fact(report: Report) -> None:
    facts = [fact for fact in report.facts if fact.dimensions.concept == US_GAAP + "NetIncomeLoss"]
    assert [len(fact.occurrences) for fact in facts] == [2, 2]


def test_unknown_row_keeps_its_extension_concept(report: Report) -> None:
    labels = {concept.label for concept in report.concepts.values() if not concept.iri.startswith(US_GAAP)}
    assert "Glue expenses" in labels


def test_proposed_concept_cites_no_mapping(report: Report) -> None:
    reading = read_release(STATEMENTS.replace("Glue expenses", "Restructuring charges").encode(), "release.txt")
    found = tag_release(reading, find_profile(reading))
    facts = [fact for fact in found.facts if fact.dimensions.concept == US_GAAP + "RestructuringCharges"]
    assert {occurrence.mapping for fact in facts for occurrence in fact.occurrences} == {None}
    assert sorted(fact.value for fact in facts if isinstance(fact.value, Decimal)) == [40 * MILLION, 50 * MILLION]


@pytest.mark.parametrize("path", sorted(RELEASES.glob("*/input.*")), ids=lambda path: path.parent.name)
def test_no_two_figures_that_differ_are_one_fact_of_a_standard_concept(path: Path) -> None:
    reading = read_release(path.read_bytes(), path.name)
    report = tag_release(reading, find_profile(reading))
    for fact in report.facts:
        if not fact.dimensions.concept.startswith(US_GAAP):
            continue
        stated = [
            bounds(one.value, one.decimals)
            for one in fact.occurrences
            if isinstance(one.value, Decimal) and one.place.column is not None and one.copy_of is None
        ]
        assert max((low for low, _ in stated), default=Decimal(0)) <= min(
            (high for _, high in stated), default=Decimal(0)
        )


ATTRIBUTED = """ACME CORP. AND SUBSIDIARIES
CONSOLIDATED STATEMENTS OF INCOME
(In thousands)

                                                      Year Ended December 31,
                                                         2023        2022
Income before income taxes                            $ 3,000     $ 2,800
Income tax expense                                        700         650
Net income                                              2,300       2,150
Net income attributable to noncontrolling interests       300         150
Net income attributable to Acme Corp.                 $ 2,000     $ 2,000
"""


def test_income_that_is_attributed_is_profit_before_the_share_of_others() -> None:
    reading = read_release(ATTRIBUTED.encode(), "attributed.txt")
    report = tag_release(reading, find_profile(reading))
    assert values(report, "ProfitLoss") == [Decimal(2150000), Decimal(2300000)]
    assert values(report, "NetIncomeLoss") == [Decimal(2000000), Decimal(2000000)]


BALANCES = """Example Tools, Inc. Reports First Quarter 2024 Results

Consolidated Balance Sheets
(in millions)
\tMarch 31, 2024\tDecember 31, 2023
ASSETS
Current assets:
Cash and cash equivalents\t41.0\t40.0
Marketable securities\t31.0\t34.0
Total current assets\t72.0\t74.0
Non-current assets:
Marketable securities\t99.0\t98.0
Property, plant and equipment, net\t50.0\t51.0
Total non-current assets\t149.0\t149.0
Total assets\t221.0\t223.0

Income taxes
\tYear ended December 31, 2023\tYear ended December 31, 2022
U.S. federal statutory tax rate\t21.0%\t21.0%
State income taxes, net of federal benefit\t2.3\t2.1
Effective tax rate\t23.3%\t23.1%

Gross unrecognized tax benefits
(in millions)
\tYear ended December 31, 2023\tYear ended December 31, 2022
Gross unrecognized tax benefits, beginning of year\t51.5\t44.2
Increases related to current year tax positions\t9.0\t8.3
Settlements with taxing authorities\t(2.0)\t(1.0)
Gross unrecognized tax benefits, end of year\t58.5\t51.5
"""


@pytest.fixture(scope="module")
def balances() -> Report:
    reading = read_release(BALANCES.encode(), "release.txt")
    return tag_release(reading, find_profile(reading))


def test_a_label_of_two_sections_has_no_concept_of_the_other_one(balances: Report) -> None:
    assert not {98 * MILLION, 99 * MILLION} & set(values(balances, "MarketableSecuritiesCurrent"))
    assert not {31 * MILLION, 34 * MILLION} & set(values(balances, "MarketableSecuritiesNoncurrent"))


def test_a_rate_is_the_concept_itself_and_no_share_of_it(balances: Report) -> None:
    rates = values(balances, "EffectiveIncomeTaxRateContinuingOperations")
    assert rates == [Decimal("0.231"), Decimal("0.233")]


def test_a_balance_closes_one_year_and_opens_the_next(balances: Report) -> None:
    found = [fact for fact in balances.facts if fact.dimensions.concept == US_GAAP + "UnrecognizedTaxBenefits"]
    assert {fact.value: len(fact.occurrences) for fact in found} == {
        Decimal("44200000"): 1,
        Decimal("51500000"): 2,
        Decimal("58500000"): 1,
    }


def _concepts(text: str) -> dict[str, set[str]]:
    reading = read_release(text.encode(), "release.txt")
    found: dict[str, set[str]] = {}
    for fact in tag_release(reading, find_profile(reading)).facts:
        for occurrence in fact.occurrences:
            found.setdefault(occurrence.label, set()).add(fact.dimensions.concept.rpartition("/")[2])
    return found


def test_what_an_adjusted_amount_is_per_share_is_no_earnings_per_share() -> None:
    text = """Prairie Basin Energy Ltd. results for the third quarter
(in thousands, except per share amounts)
\tThree months ended September 30, 2022\tThree months ended September 30, 2021
Adjusted funds flow\t71,204\t40,330
Per share – basic\t0.52\t0.30
"""
    assert _concepts(text)["Per share – basic"] == {"AdjustedFundsFlowPerShareBasic"}
    found = _concepts(text.replace("Adjusted funds flow", "Net income"))
    assert found["Per share – basic"] == {"EarningsPerShareBasic"}


def test_a_part_below_the_name_of_an_amount_gets_nothing_that_its_row_does_not_tell() -> None:
    text = """Meridian Paper Company segment data for the second quarter
(in millions)
\tThree months ended June 30, 1997\tThree months ended June 30, 1996
Operating Income
  Printing papers\t22.1\t15.0
  Packaging\t14.4\t12.9
  Corporate\t(3.8)\t(3.1)
  Total\t32.7\t24.8
"""
    standard = {
        name for label, names in _concepts(text).items() for name in names if label in ("Printing papers", "Packaging")
    }
    assert not {name for name in standard if name in load_concepts()}
