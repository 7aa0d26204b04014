"""Sums need evidence beyond their arithmetic, and a wrong figure does not undo one that has it."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from gaapgraph.model import SUMMATION_ITEM, LineItem, Report
from gaapgraph.reader.release import read_release
from gaapgraph.tag import find_profile, tag_release
from gaapgraph.tag.figure.summation import (
    SumLine,
    _Fit,
    _fit,
    _fit_longer,
    is_sum_label,
    load_calculations,
    load_filed_calculations,
)
from gaapgraph.vocabulary import US_GAAP

INVENTED = Path(__file__).parents[3] / "../shared/cases/hostile/invented-sums.txt"

SHEET = """Example Tools, Inc. First Quarter 2024 Results

Consolidated Balance Sheets
(in thousands)
\tMarch 31, 2024\tDecember 31, 2023
Cash and cash equivalents\t4,100\t3,900
Accounts receivable, net\t2,350\t2,210
Inventories\t1,725\t1,690
Total current assets\t{now}\t7,800
Goodwill\t3,000\t3,000
Total assets\t11,175\t10,800
"""


def read(text: str) -> Report:
    reading = read_release(text.encode(), "release.txt")
    return tag_release(reading, find_profile(reading))


def sums(report: Report) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for network in report.networks:
        for arc in network.arcs if network.arcrole == SUMMATION_ITEM else ():
            found.setdefault(arc.source.concept.rsplit("/", 1)[-1], []).append(arc.target.concept.rsplit("/", 1)[-1])
    return found


DUE = """Example Tools, Inc. Reports Results of the Year Ended December 31, 2024

Intangible Assets
Amortization expense of intangible assets for each of the next five years and thereafter
(in millions)
\tDecember 31, 2024
2025\t$310
2026\t140
  2027\t75
  2028\t45
  2029\t20
Thereafter\t28
Total\t$618
"""
DUE_IN = [f"FiniteLivedIntangibleAssetsAmortizationExpense{year}" for year in (
    "NextTwelveMonths", "YearTwo", "YearThree", "YearFour", "YearFive", "AfterYearFive",
)]  # fmt: skip


def test_years_that_sum_to_another_by_chance_stay_in_the_schedule() -> None:
    # 75 + 45 + 20 = 140, set in below 2026
    found = sums(read(DUE))
    assert found["FiniteLivedIntangibleAssetsNet"] == DUE_IN


def test_a_schedule_that_lacks_years_is_no_sum() -> None:
    text = "\n".join(line for line in DUE.splitlines() if not line.startswith("  20")) + "\n"
    assert "FiniteLivedIntangibleAssetsNet" not in sums(read(text))
    whole = sums(read(DUE.replace("75", "57")))  # a misprint is one of the whole sum
    assert whole["FiniteLivedIntangibleAssetsNet"] == DUE_IN


ITEMS = ["CashAndCashEquivalentsAtCarryingValue", "AccountsReceivableNetCurrent", "InventoryNet"]


@pytest.mark.parametrize("now", ["8,175", "8,715", "9,175"])
def test_a_total_that_fails_in_one_column_of_two_keeps_its_items(now: str) -> None:
    found = sums(read(SHEET.format(now=now)))
    assert found["AssetsCurrent"] == ITEMS
    assert found["Assets"] == ["AssetsCurrent", "Goodwill"]


@pytest.mark.skipif(not INVENTED.is_file(), reason="the case is not beside the project: ../shared/cases/hostile")
def test_unrelated_small_numbers_sum_to_nothing() -> None:
    assert sums(read(INVENTED.read_text(encoding="utf-8"))) == {}


def test_a_residual_is_no_sum() -> None:
    """Retained earnings are what is left of the assets, but the sheet does not add them up so."""
    text = SHEET.format(now="8,175") + "Total liabilities\t6,050\t5,900\nRetained earnings\t5,125\t4,900\n"
    assert "RetainedEarningsAccumulatedDeficit" not in sums(read(text))


@pytest.mark.parametrize("label", ["Total assets", "Gross profit", "Net cash used in operating activities", ""])
def test_words_of_sums(label: str) -> None:
    assert is_sum_label(label)


@pytest.mark.parametrize("label", ["Inventories", "Patents", "Employees"])
def test_other_words(label: str) -> None:
    assert not is_sum_label(label)


def test_standard_calculations_have_weights() -> None:
    known = load_calculations()[US_GAAP + "GrossProfit"]
    assert known[US_GAAP + "Revenues"] == 1
    assert known[US_GAAP + "CostOfRevenue"] == -1


def test_a_heading_with_figures_of_its_own_is_the_sum_of_up_to_twelve_rows_below_it() -> None:
    """Supermarkets list a dozen departments under "Sales:"; more than that is two lists."""
    kinds = [
        "Bread",
        "Fish",
        "Meat",
        "Fruit",
        "Wine",
        "Tea",
        "Soap",
        "Cheese",
        "Flour",
        "Honey",
        "Salt",
        "Herbs",
        "Oils",
    ]
    for count, found in ((12, 12), (13, 0)):
        now, then = [1_117 + 211 * n for n in range(count)], [1_043 + 197 * n for n in range(count)]
        rows = [f"  {kind} counters\t{a:,}\t{b:,}" for kind, a, b in zip(kinds, now, then, strict=False)]
        page = SHEET.partition("Cash and")[0] + f"Glasshouse items:\t{sum(now):,}\t{sum(then):,}\n" + "\n".join(rows)
        assert len(sums(read(page)).get("GlasshouseItems", [])) == found


COMPREHENSIVE = """Example Rail, Inc. Second Quarter 2024 Results

Consolidated Statements of Comprehensive Income
(in millions)
\tThree Months Ended June 30, 2024\tThree Months Ended June 30, 2023
Net income\t1,876\t1,673
Other comprehensive income (loss):
  Defined benefit plans\t(2)\t1
  Foreign currency translation\t30\t7
  Unrealized gain on derivative instruments\t-\t-
  Total other comprehensive income (loss)\t{now}\t8
Comprehensive income\t1,904\t1,681
"""


class Labelled(NamedTuple):
    item: LineItem
    label: str


def items_of(report: Report, label: str) -> list[str]:
    total = next(o.item for o in facts_of(report) if o.label.startswith(label))
    every = [arc for network in report.networks for arc in network.arcs if network.arcrole == SUMMATION_ITEM]
    labels = {o.item: o.label for o in facts_of(report)}
    return [labels[arc.target] for arc in every if arc.source == total]


def facts_of(report: Report) -> list[Labelled]:
    return [
        Labelled(fact.dimensions.line_item, occurrence.label or "")
        for fact in report.facts
        for occurrence in fact.occurrences
    ]


@pytest.mark.parametrize("now", ["28", "98", "82"])
def test_an_exact_sum_goes_before_what_rounding_allows_and_a_damaged_small_total_keeps_it(now: str) -> None:
    """30 for 28, and 7 for 8, would be within rounding: the sum that is exact has the first row as well."""
    report = read(COMPREHENSIVE.format(now=now))
    found = items_of(report, "Total other")
    assert [label.split()[0] for label in found][:2] == ["Defined", "Foreign"]


def test_shares_issued_stand_between_items_of_equity() -> None:
    text = SHEET.format(now="8,175").partition("Cash and")[0] + (
        "Preferred stock\t781\t798\n"
        "Common stock\t4,009\t4,009\n"
        "Common shares issued\t4,100\t4,100\n"
        "Additional paid-in capital\t68,615\t67,684\n"
        "Retained earnings\t128,919\t123,811\n"
        "Total shareholders’ equity\t{}\t196,302\n"
    )
    for total in ("202,324", "902,324"):
        found = items_of(read(text.format(total)), "Total shareholders")
        assert [label.split()[0] for label in found] == ["Preferred", "Common", "Additional", "Retained"]


def test_filers_add_up_comprehensive_income_otherwise_than_the_taxonomy() -> None:
    known = load_filed_calculations()
    assert known[US_GAAP + "ComprehensiveIncomeNetOfTax"][US_GAAP + "NetIncomeLoss"] == 1
    assert known[US_GAAP + "NetIncomeLoss"][US_GAAP + "IncomeTaxExpenseBenefit"] == -1
    assert US_GAAP + "NetIncomeLoss" not in load_calculations()[US_GAAP + "ComprehensiveIncomeNetOfTax"]


def test_a_sum_of_one_line_more_is_judged_as_if_it_were_added_up_anew() -> None:
    chance = random.Random(20281129)
    for _ in range(200):
        numbers = [chance.choice([*range(-3, 12), None]) for _ in range(24)]
        lines = [
            SumLine(
                row=None, item=None, sign=1, unit=chance.choice("aaaaaaab"), is_total=False, is_sum=False,
                values={
                    column: (Decimal(number), Decimal("0.5"))
                    for column, number in enumerate(numbers[place :: 8])
                    if number is not None
                },
            )
            for place in range(8)
        ]  # fmt: skip
        above = list(range(7))
        anew = [[(index, 1) for index in above[-size:]] for size in range(2, 8)]
        expected = [(children, fit) for children in anew if (fit := _fit(lines, 7, children)) is not None]
        assert list(_fit_longer(lines, 7, above)) == expected


@pytest.mark.parametrize(
    ("parts", "good", "inexact"),
    [
        (["4", "4.5", "0"], 1, 1),  # off by all that rounding may explain, and no more
        (["4", "4", "0"], 0, 0),
        (["5", "5", None], 1, 0),  # two figures are a sum, though a line has none
        (["10", "0", "0"], 1, 0),
        (["10", "0", None], None, None),  # one figure and a dash are none
    ],
)
def test_a_column_tells_of_a_sum(parts: list[str | None], good: int | None, inexact: int | None) -> None:
    lines = [
        SumLine(
            row=None, item=None, sign=1, unit=None, is_total=False, is_sum=False,
            values={} if part is None else {1: (Decimal(part), Decimal("0.5") if Decimal(part) else Decimal(0))},
        )
        for part in (*parts, "10")
    ]  # fmt: skip
    fit = _fit(lines, 3, [(0, 1), (1, 1), (2, 1)])
    assert (fit and fit.good, fit and fit.inexact) == (good, inexact)


@pytest.mark.parametrize(
    ("good", "bad", "digits", "is_misprint"),
    [
        (1, 1, (3,), True),  # one column with three digits, one that does not agree
        (1, 1, (2,), False),
        (2, 1, (2, 2), True),  # more agree than not, with four digits together
        (2, 2, (2, 2), False),
        (1, 2, (3,), False),
        (2, 0, (3, 3), False),  # nothing is missed
    ],
)
def test_a_sum_tells_of_a_misprint_where_enough_agrees(good, bad, digits, is_misprint):
    assert _Fit(good, bad, digits, 0, Decimal(bad)).tells_of_misprint is is_misprint


def test_what_is_left_to_the_owners_keeps_its_items_though_one_column_fails():
    text = """Example Tools, Inc. First Quarter 2024 Results

Consolidated Statements of Income
(in thousands)
\tThree Months Ended March 31, 2024\tThree Months Ended March 31, 2023
Adjusted earnings\t41,234\t39,100
Adjusted earnings attributable to partners\t1,034\t930
Adjusted earnings attributable to Example Tools\t40,200\t38,710
"""
    found = sums(read(text))
    assert found["AdjustedEarningsAttributableToExampleTools"] == [
        "AdjustedEarnings",
        "AdjustedEarningsAttributableToPartners",
    ]
