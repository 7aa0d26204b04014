"""Highlights and yields of banks: balances at the end of a period and their averages over it in one table."""

from __future__ import annotations

from decimal import Decimal

import pytest

import gaapgraph

HIGHLIGHTS = """<p>Harvest Ridge Bancorp, Inc. Reports Second Quarter 2025 Results</p>
<table>
<tr><td colspan="5">Financial Highlights (Dollars in thousands)</td></tr>
<tr><td></td><td colspan="2">As of and for the quarter ended</td><td colspan="2">Six months ended</td></tr>
<tr><td></td><td>Jun 30, 2025</td><td>Mar 31, 2025</td><td>Jun 30, 2025</td><td>Jun 30, 2024</td></tr>
<tr><td>Net interest income</td><td>43,420</td><td>41,966</td><td>85,386</td><td>77,812</td></tr>
<tr><td>Period-end balances:</td></tr>
<tr><td>Total loans</td><td>3,901,220</td><td>3,850,114</td><td></td><td></td></tr>
<tr><td>Average balances:</td></tr>
<tr><td>Total loans</td><td>3,880,000</td><td>3,829,000</td><td>3,854,641</td><td>3,702,200</td></tr>
<tr><td>Total assets</td><td>5,120,400</td><td>5,075,220</td><td>5,097,935</td><td>4,901,300</td></tr>
</table>
"""
YIELDS = """<p>Harvest Ridge Bancorp, Inc. Reports Second Quarter 2025 Results</p>
<table>
<tr><td colspan="4">Average Balances and Yields (dollars in thousands)</td></tr>
<tr><td></td><td colspan="3">Three Months Ended June 30, 2025</td></tr>
<tr><td></td><td>Average Balance</td><td>Interest</td><td>Yield/ Rate</td></tr>
<tr><td>Loans</td><td>$3,880,000</td><td>$61,400</td><td>6.35%</td></tr>
<tr><td>Investment securities</td><td>780,100</td><td>7,900</td><td>4.06</td></tr>
<tr><td>Total assets</td><td>$5,120,400</td><td></td><td></td></tr>
</table>
"""


@pytest.fixture
def read(tmp_path):
    def read(text: str) -> dict[str, tuple[str, str, Decimal | None, str]]:
        path = tmp_path / "bank.html"
        path.write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
        return {
            occurrence.printed_text: (
                str(fact.dimensions.period),
                str(fact.dimensions.unit),
                occurrence.value,
                fact.dimensions.concept.rpartition("/")[2],
            )
            for fact, occurrence in gaapgraph.read(path).occurrences
        }

    return read


def test_averages_are_of_the_span_and_balances_of_its_last_day(read):
    found = {printed: period for printed, (period, *_) in read(HIGHLIGHTS).items()}
    assert found == {
        "43,420": "2025-04-01/2025-06-30",
        "41,966": "2025-01-01/2025-03-31",
        "85,386": "2025-01-01/2025-06-30",
        "77,812": "2024-01-01/2024-06-30",
        "3,901,220": "2025-06-30",
        "3,850,114": "2025-03-31",
        "3,880,000": "2025-04-01/2025-06-30",
        "3,829,000": "2025-01-01/2025-03-31",
        "3,854,641": "2025-01-01/2025-06-30",
        "3,702,200": "2024-01-01/2024-06-30",
        "5,120,400": "2025-04-01/2025-06-30",
        "5,075,220": "2025-01-01/2025-03-31",
        "5,097,935": "2025-01-01/2025-06-30",
        "4,901,300": "2024-01-01/2024-06-30",
    }


def test_an_average_of_assets_is_not_the_assets_of_a_day(read):
    for text, printed in ((HIGHLIGHTS, "5,120,400"), (YIELDS, "$5,120,400")):
        period, unit, value, concept = read(text)[printed]
        assert (period, unit, value) == ("2025-04-01/2025-06-30", "USD", Decimal("5120400000"))
        assert concept != "Assets"


def test_a_column_of_yields_is_in_per_cent_where_a_sign_stands_in_its_first_row_alone(read):
    found = read(YIELDS)
    assert found["6.35%"][:3] == ("2025-04-01/2025-06-30", "pure", Decimal("0.0635"))
    assert found["4.06"] == ("2025-04-01/2025-06-30", "pure", Decimal("0.0406"), "InvestmentSecuritiesYieldRate")


def test_a_cost_in_a_label_is_no_fair_value(read):
    found = read(
        """<p>Glenwood Mutual Holdings, Inc. Reports 2024 Results</p><table>
        <tr><td>(in thousands)</td><td>December 31, 2024</td><td>December 31, 2023</td></tr>
        <tr><td>Fixed maturities, available-for-sale, at fair value (amortized cost $1,910,400 and $1,870,220,
        respectively)</td><td>$1,844,210</td><td>$1,760,004</td></tr>
        <tr><td>Short-term investments</td><td>88,100</td><td>70,020</td></tr>
        <tr><td>Total investments</td><td>1,932,310</td><td>1,830,024</td></tr></table>"""
    )
    assert found["$1,910,400"][:3] == ("2024-12-31", "USD", Decimal("1910400000"))
    assert found["$1,870,220"][:3] == ("2023-12-31", "USD", Decimal("1870220000"))
    assert found["$1,910,400"][3].endswith("AmortizedCost")
    assert found["$1,910,400"][3] != found["$1,844,210"][3]
