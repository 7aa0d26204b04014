"""Kinds of tables in copies of releases that keep neither empty cells nor marks of money, and marks of split heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Reading

    Stated = Callable[[Reading, str], list[tuple[str, str, str]]]


LAMPS = """\
Brightwell Lamps, Inc. (NASDAQ: BWLL) today reported results for the fourth quarter and fiscal year ended June 30, 2026.

KEY MEASURES

(In thousands, except per share data)

Three months ended June 30, | Twelve months ended June 30,
2026 | 2025 | 2026 | 2025
Net sales | 146,752 | 160,357 | 579,487 | 614,649
Gross profit | 92,616 | 96,059 | 354,771 | 372,121
Diluted EPS | 0.46 | 0.48 | 1.56 | 2.01

A summary of our key operating metrics is presented in the following table (in millions, except per share data).

Fiscal Year Ended June 30,
2026 | % of Sales | % Chg | 2025 | % of Sales | % Chg | 2024 | % of Sales | % Chg
Net sales | 579.5 | 100.0 | % | (5.7 | %) | 614.6 | 100.0 | % | (4.9 | %) | 646.2 | 100.0 | % | (18.3 | %)
Gross profit | 354.8 | 61.2 | % | (4.7 | %) | 372.1 | 60.5 | % | (5.3 | %) | 393.1 | 60.8 | % | (18.2 | %)
Net income | 39.9 | 6.9 | % | (22.7 | %) | 51.6 | 8.4 | % | (19.1 | %) | 63.8 | 9.9 | % | (39.7 | %)
Earnings per diluted share | 1.56 | (22.4 | %) | 2.01 | (19.3 | %) | 2.49 | (39.7 | %)
"""


def test_rows_without_a_share_of_sales_stand_below_amounts_and_growth(
    read: Callable[..., Reading], stated: Stated
) -> None:
    reading = read(LAMPS, "release.md")
    years = ["2025-07-01/2026-06-30", "2024-07-01/2025-06-30", "2023-07-01/2024-06-30"]
    assert stated(reading, "Earnings per diluted share") == [
        ("1.56", "USD / shares", years[0]),
        ("-0.224", "pure", years[0]),
        ("2.01", "USD / shares", years[1]),
        ("-0.193", "pure", years[1]),
        ("2.49", "USD / shares", years[2]),
        ("-0.397", "pure", years[2]),
    ]
    measures = [figure.measure for figure in reading.figures if figure.label == "Earnings per diluted share"]
    assert measures == [None, "growth"] * 3


def test_a_sentence_scales_its_table_and_not_the_line_above_the_table_before(
    read: Callable[..., Reading], stated: Stated
) -> None:
    sales = [value for value, unit, _ in stated(read(LAMPS, "release.md"), "Net sales") if unit == "USD"]
    assert sales[4:] == ["579500000", "614600000", "646200000"]


def test_the_growth_of_the_oldest_year_is_against_a_year_that_is_not_shown(read: Callable[..., Reading]) -> None:
    growth = [one for one in read(LAMPS, "release.md").figures if one.label == "Net income" and one.measure == "growth"]
    assert [(str(one.period), str(one.comparative)) for one in growth] == [
        ("2025-07-01/2026-06-30", "2024-07-01/2025-06-30"),
        ("2024-07-01/2025-06-30", "2023-07-01/2024-06-30"),
        ("2023-07-01/2024-06-30", "2022-07-01/2023-06-30"),
    ]


def test_marks_in_parentheses_are_heads_of_their_own(read: Callable[..., Reading], stated: Stated) -> None:
    reading = read(
        "Torque Parts, Inc. (NYSE: TQP) today announced results for its second quarter ended June 28, 2026.\n\n"
        "CONDENSED CONSOLIDATED STATEMENTS OF INCOME\n\n(In thousands)\n\n"
        "For the thirteen weeks ended | For the twenty-six weeks ended\n"
        "June 28, | June 29, | Variance | Variance | June 28, | June 29, | Variance | Variance\n"
        "2026 | 2025 | ($) | (%) | 2026 | 2025 | ($) | (%)\n"
        "Net sales | 172,007 | 166,661 | 5,346 | 3.2 | % | 319,337 | 319,705 | (368) | -0.1 | %\n"
        "Cost of goods sold | 101,463 | 97,103 | 4,360 | 4.5 | % | 188,057 | 186,059 | 1,998 | 1.1 | %\n"
        "Gross profit | 70,544 | 69,558 | 986 | 1.4 | % | 131,280 | 133,646 | (2,366) | -1.8 | %\n"
    )
    assert stated(reading, "Gross profit") == [
        ("70544000", "USD", "2026-03-30/2026-06-28"),
        ("69558000", "USD", "2025-03-31/2025-06-29"),
        ("986000", "USD", "2026-03-30/2026-06-28"),
        ("0.014", "pure", "2026-03-30/2026-06-28"),
        ("131280000", "USD", "2025-12-29/2026-06-28"),
        ("133646000", "USD", "2024-12-30/2025-06-29"),
        ("-2366000", "USD", "2025-12-29/2026-06-28"),
        ("-0.018", "pure", "2025-12-29/2026-06-28"),
    ]


def test_a_scale_that_ends_like_a_sentence_parts_no_table(read: Callable[..., Reading], stated: Stated) -> None:
    reading = read(
        "Assay Labs, Inc. (Nasdaq: ASLB) today reported results for the quarter ended June 30, 2026.\n\n"
        "Three Months Ended June 30, | Six Months Ended June 30,\n2026 | 2025 | 2026 | 2025\n"
        "Unaudited. In thousands, except price data.\n"
        "Revenue | 19,941 | 17,202 | 37,247 | 32,700\n"
        "Operating expenses | 13,939 | 13,025 | 27,558 | 25,513\n"
        "Net loss | (3,196) | (4,439) | (7,163) | (8,191)\n"
    )
    assert stated(reading, "Net loss") == [
        ("-3196000", "USD", "2026-04-01/2026-06-30"),
        ("-4439000", "USD", "2025-04-01/2025-06-30"),
        ("-7163000", "USD", "2026-01-01/2026-06-30"),
        ("-8191000", "USD", "2025-01-01/2025-06-30"),
    ]


def test_growth_between_two_days_moves_nothing_from_one_to_the_other(read: Callable[..., Reading]) -> None:
    reading = read(
        "Motor Listings, Inc. (NYSE: MLST) reports results for the year ended December 31, 2025.\n\n"
        "|  | December 31, 2025 | December 31, 2024 | YoY % Change | September 30, 2025 | QoQ % Change |\n"
        "|---|---|---|---|---|---|\n"
        "| Total number of stores | 19,544 | 19,206 | 2% | 19,526 | 1% |\n"
        "| Total number of members | 2,472 | 2,475 | (0)% | 2,460 | 1% |\n",
        "release.md",
    )
    growth = [one for one in reading.figures if one.label == "Total number of stores" and one.measure == "growth"]
    assert [(str(one.value), str(one.period.end), str(one.comparative)) for one in growth if one.period] == [
        ("0.02", "2025-12-31", "2024-12-31"),
        ("0.01", "2025-12-31", "2025-09-30"),
    ]


@pytest.mark.parametrize("heads_it", [True, False])
def test_a_caption_scales_things_that_it_does_not_except(
    read: Callable[..., Reading], heads_it: bool, stated: Stated
) -> None:
    scale = "(In thousands, except average order value)"
    rows = [("Merchandise value", "$504,100", "$487,900"), ("Number of orders", "866", "829")]
    rows.append(("Average order value", "$581", "$588"))
    reading = read(
        "<p>Closet Exchange, Inc. (Nasdaq: CLEX) reports results for the second quarter ended June 30, 2026.</p>"
        f"<p>Key Metrics</p>{'' if heads_it else f'<p>{scale}</p>'}"
        '<table><tr><td></td><td colspan="2">Three Months Ended June 30,</td></tr>'
        "<tr><td></td><td>2026</td><td>2025</td></tr>"
        + (f'<tr><td></td><td colspan="2">{scale}</td></tr>' if heads_it else "")
        + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        + "</table>",
        "release.html",
    )
    assert [value for value, _, _ in stated(reading, "Merchandise value")] == ["504100000", "487900000"]
    assert [(value, unit) for value, unit, _ in stated(reading, "Number of orders")] == [
        ("866000", "pure"),
        ("829000", "pure"),
    ]
    assert [value for value, _, _ in stated(reading, "Average order value")] == ["581", "588"]


def test_spans_stand_over_one_kind_of_heads_each(read: Callable[..., Reading], stated: Stated) -> None:
    reading = read(
        "Basin Energy Corp. (NYSE: BSNE) today reported results for the second quarter ended June 30, 2025.\n\n"
        "Three Months Ended | Six Months Ended June 30,\n"
        "June 30, 2025 | March 31, 2025 | June 30, 2024 | 2025 | 2024\n"
        "Oil sales | 4,120 | 4,015 | 3,870 | 8,135 | 7,644\n"
        "Gas sales | 18,330 | 17,906 | 16,990 | 36,236 | 33,715\n"
        "Total revenues | 22,450 | 21,921 | 20,860 | 44,371 | 41,359\n"
    )
    assert [period for _, _, period in stated(reading, "Total revenues")] == [
        "2025-04-01/2025-06-30",
        "2025-01-01/2025-03-31",
        "2024-04-01/2024-06-30",
        "2025-01-01/2025-06-30",
        "2024-01-01/2024-06-30",
    ]


def test_expenses_of_a_statement_without_marks_count_nothing(read: Callable[..., Reading], stated: Stated) -> None:
    reading = read(
        "Summit Air, Inc. (NASDAQ: SMTA) today reported results for the quarter ended December 31, 2024.\n\n"
        "CONSOLIDATED STATEMENTS OF OPERATIONS\n\n(in millions)\n\n"
        "Three Months Ended December 31,\n2024 | 2023\n"
        "Passenger | 962 | 884\nAircraft fuel | 238 | 271\nOperating income | 74 | 21\n"
    )
    assert [(value, unit) for value, unit, _ in stated(reading, "Aircraft fuel")] == [
        ("238000000", "USD"),
        ("271000000", "USD"),
    ]


MARKETS = """\
<p>Palisade Realty Trust (NYSE: PRT) reports results for the quarter ended June 30, 2025.</p>
<p>TOP MARKETS AS OF JUNE 30, 2025</p>
<table><tr><td></td><td>Square Feet</td><td>% of</td><td>Annualized Base Rent</td><td>% of</td></tr>
<tr><td>Market</td><td>(000)</td><td>Total</td><td>($000)</td><td>Total</td></tr>
<tr><td>Dallas</td><td>9,610</td><td>23.0%</td><td>$ 61,220</td><td>21.8%</td></tr>
<tr><td>Atlanta</td><td>7,240</td><td>17.3%</td><td>43,908</td><td>15.6%</td></tr>
<tr><td>Other</td><td>25,020</td><td>59.7%</td><td>175,825</td><td>62.6%</td></tr></table>
"""


def test_a_scale_below_square_feet_and_shares_of_two_totals(read: Callable[..., Reading], stated: Stated) -> None:
    reading = read(MARKETS, "release.html")
    assert stated(reading, "Atlanta") == [
        ("7240000", "pure", "2025-06-30"),
        ("0.173", "pure", "2025-06-30"),
        ("43908000", "USD", "2025-06-30"),
        ("0.156", "pure", "2025-06-30"),
    ]
    heads = [figure.head for figure in reading.figures if figure.label == "Atlanta"]
    assert len(set(heads)) == len(heads)
    assert not reading.findings


def test_losses_among_ratios_are_ratios(read: Callable[..., Reading], stated: Stated) -> None:
    reading = read(
        "<p>Harborline Insurance Group, Inc. (NYSE: HLIG) reports results for the quarter ended September 30, 2025.</p>"
        "<p>Underwriting ratios</p><table>"
        '<tr><td></td><td colspan="2">Three months ended September 30,</td></tr>'
        "<tr><td></td><td>2025</td><td>2024</td></tr>"
        "<tr><td>Excluding catastrophes</td><td>58.2%</td><td>59.0%</td></tr>"
        "<tr><td>Catastrophe losses</td><td>6.3</td><td>10.3</td></tr>"
        "<tr><td>Combined ratio</td><td>93.5%</td><td>99.1%</td></tr></table>",
        "release.html",
    )
    assert [(value, unit) for value, unit, _ in stated(reading, "Catastrophe losses")] == [
        ("0.063", "pure"),
        ("0.103", "pure"),
    ]


def test_a_heading_in_billions_of_dollars_is_not_in_dollars(read: Callable[..., Reading], stated: Stated) -> None:
    reading = read(
        "<p>Cascade Aircraft Company (NYSE: CAC) reports results for the three months ended March 31, 1997.</p>"
        "<p>Operating data</p><table>"
        '<tr><td></td><td colspan="2">Three months ended March 31,</td></tr>'
        "<tr><td></td><td>1997</td><td>1996</td></tr>"
        "<tr><td>Contractual backlog (Dollars in billions)</td><td></td><td></td></tr>"
        "<tr><td>Commercial aircraft</td><td>$ 89.7</td><td>$ 79.9</td></tr>"
        "<tr><td>Defense and space</td><td>$ 30.2</td><td>$ 24.3</td></tr></table>",
        "release.html",
    )
    assert [value for value, _, _ in stated(reading, "Commercial aircraft")] == ["89700000000", "79900000000"]


def test_annual_dividends_in_yen_are_per_share_and_footage_is_no_money(
    read: Callable[..., Reading], stated: Stated
) -> None:
    reading = read(
        "<p>Consolidated Financial Results for the Nine Months Ended December 31, 2025 [Japanese GAAP]</p>"
        "<p>Company name: Aozora Precision Co., Ltd.</p>"
        "<p>2. Dividends</p><table>"
        '<tr><td></td><td colspan="3">Annual dividends</td></tr>'
        "<tr><td></td><td>2nd quarter-end</td><td>Year-end</td><td>Total</td></tr>"
        "<tr><td></td><td>Yen</td><td>Yen</td><td>Yen</td></tr>"
        "<tr><td>Fiscal year ended March 31, 2025</td><td>22.00</td><td>24.00</td><td>46.00</td></tr>"
        "<tr><td>Fiscal year ending March 31, 2026 (Forecast)</td><td>25.00</td><td>26.00</td><td>51.00</td></tr>"
        "</table>",
        "release.html",
    )
    units = {str(figure.unit) for figure in reading.figures if figure.within is not None}
    assert units == {"JPY / shares"}
    retailer = read(
        "<p>Juniper Home Stores, Inc. (NYSE: JHS) reports results for the quarter ended February 1, 2025.</p>"
        "<table><tr><td></td><td>February 1, 2025</td><td>February 3, 2024</td></tr>"
        "<tr><td>Comparable sales change</td><td>(1.8)%</td><td>2.4%</td></tr>"
        "<tr><td>Total square footage, end of period (thousands)</td><td>9,108</td><td>8,822</td></tr></table>",
        "release.html",
    )
    label = "Total square footage, end of period (thousands)"
    assert [(value, unit) for value, unit, _ in stated(retailer, label)] == [("9108000", "pure"), ("8822000", "pure")]


def test_amounts_in_parentheses_right_of_a_verb_are_losses(read: Callable[..., Reading]) -> None:
    reading = read(
        "AUSTIN, Texas, November 5, 2026 -- Orrin Corp. (NASDAQ: ORRN) today announced results for the third quarter"
        " ended September 30, 2026.\n\n"
        "Net income per diluted share was ($0.05 per share) in the third quarter of 2026.\n\n"
        "Adjusted EBITDA was ($3.1 million) in the third quarter of 2026.\n\n"
        "Net loss for the third quarter of 2026 was $1.2 million ($0.04 per share).\n"
    )
    assert [str(figure.value) for figure in reading.figures] == ["-0.05", "-3100000", "1200000", "0.04"]


def test_the_value_of_homes_that_were_closed_is_no_number_of_homes(
    read: Callable[..., Reading], stated: Stated
) -> None:
    reading = read(
        "Cottonwood Homes, Inc. (NYSE: CWH) announced results for its first fiscal quarter ended December 31, 2024.\n\n"
        "Orders and closings\n\n(dollars in thousands)\n\n"
        "|  | Three Months Ended December 31, |  |  |  |\n|---|---|---|---|---|\n"
        "|  | 2024 |  | 2023 |  |\n|  | Homes | Value | Homes | Value |\n"
        "| Homes closed: |  |  |  |  |\n| West | 431 | $ 238,110 | 402 | $ 216,590 |\n"
        "| Central | 560 | 221,400 | 538 | 213,005 |\n| Total | 991 | $ 459,510 | 940 | $ 429,595 |\n",
        "release.md",
    )
    assert [(value, unit) for value, unit, _ in stated(reading, "Central")] == [
        ("560", "pure"),
        ("221400000", "USD"),
        ("538", "pure"),
        ("213005000", "USD"),
    ]


def test_a_portfolio_among_purchases_stands_at_the_end(read: Callable[..., Reading], stated: Stated) -> None:
    reading = read(
        "Lender Investment Corp. (NYSE: LNDR) announced its results for the quarter ended December 31, 2024.\n\n"
        "Quarter ended December 31, 2024\n\n($ in millions)\n\n"
        "| Portfolio data: |  |\n|---|---|\n| JV investment portfolio | $1,275.1 |\n"
        "| Purchases of investments | $353.8 |\n| Sales and repayments of investments | $109.1 |\n",
        "release.md",
    )
    assert stated(reading, "JV investment portfolio") == [("1275100000", "USD", "2024-12-31")]
    assert stated(reading, "Purchases of investments") == [("353800000", "USD", "2024-10-01/2024-12-31")]
