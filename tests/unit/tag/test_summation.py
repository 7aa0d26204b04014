"""Sums need evidence beyond their arithmetic, and a wrong figure does not undo one that has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaapgraph.model import SUMMATION_ITEM, Report
from gaapgraph.reader.release import read_release
from gaapgraph.tag import find_profile, tag_release
from gaapgraph.tag.figure.summation import is_sum_label, load_calculations
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
