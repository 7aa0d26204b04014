"""Kinds of columns and totals of releases, each in a few rows of an invented one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Figure, Reading


def by_label(reading: Reading, label: str) -> list[Figure]:
    return [figure for figure in reading.figures if figure.label == label and figure.within is not None]


def periods(reading: Reading, label: str) -> list[str]:
    return [str(figure.period) for figure in by_label(reading, label)]


MILLS = """\
<p>Suryodaya Mills Limited</p>
<p>STATEMENT OF UNAUDITED FINANCIAL RESULTS FOR THE QUARTER ENDED 30TH JUNE, 2024 (₹ in Lakhs)</p>
<table>
<tr><td>Sl. No.</td><td>Particulars</td><td colspan=3>Quarter Ended</td><td>Year Ended</td></tr>
<tr><td></td><td></td><td>30-06-2024</td><td>31-03-2024</td><td>30-06-2023</td><td>31-03-2024</td></tr>
<tr><td>1</td><td>Income</td><td></td><td></td><td></td><td></td></tr>
<tr><td></td><td>(a) Sales</td><td>12,405.18</td><td>12,110.44</td><td>11,890.02</td><td>48,221.90</td></tr>
<tr><td>2</td><td>Total expenses</td><td>11,023.76</td><td>10,885.81</td><td>10,732.18</td><td>43,443.58</td></tr>
<tr><td>3</td><td>Paid-up capital</td><td>1,250.00</td><td>1,250.00</td><td>1,250.00</td><td>1,250.00</td></tr>
<tr><td>4</td><td>Earnings per share (of ₹10 each)</td><td></td><td></td><td></td><td></td></tr>
<tr><td></td><td>(a) Basic (₹)</td><td>9.52</td><td>9.13</td><td>8.05</td><td>33.98</td></tr>
</table>
"""


def test_numbers_of_rows_are_no_figures_and_no_labels(read: Callable[..., Reading]) -> None:
    reading = read(MILLS, "r.html")
    assert [figure.value for figure in by_label(reading, "Total expenses")][:1] == [Decimal("1102376000")]
    assert not [finding for finding in reading.findings if finding.code == "GG-READ-GHOST"]


def test_a_quarter_and_a_year_that_end_on_one_day_are_told_apart(read: Callable[..., Reading]) -> None:
    assert periods(read(MILLS, "r.html"), "(a) Sales") == [
        "2024-04-01/2024-06-30",
        "2024-01-01/2024-03-31",
        "2023-04-01/2023-06-30",
        "2023-04-01/2024-03-31",
    ]


def test_what_heads_amounts_per_share_holds_below_a_number_of_a_row(read: Callable[..., Reading]) -> None:
    assert {str(figure.unit) for figure in by_label(read(MILLS, "r.html"), "(a) Basic (₹)")} == {"INR / shares"}


def test_paid_up_capital_stands_at_the_day_below_quarters(read: Callable[..., Reading]) -> None:
    found = periods(read(MILLS, "r.html"), "Paid-up capital")
    assert found == ["2024-06-30", "2024-03-31", "2023-06-30", "2024-03-31"]


QUARTERS = """\
                        HAWTHORNE INDUSTRIES, INC.

QUARTERLY FINANCIAL DATA (UNAUDITED)

(Dollars in thousands,                 First      Second     Third      Fourth
 except per share data)               Quarter    Quarter    Quarter    Quarter     Year
--------------------------------------------------------------------------------------
{0}
Net sales                             $ 98,110   $104,205   $101,330   $108,440   $412,085
Earnings per share                         .49        .58        .55        .64       2.26
{1}
Net sales                             $ 91,402   $ 96,880   $ 95,011   $102,330   $385,623
Earnings per share                         .44        .52        .50        .58       2.04
"""


def test_quarters_stand_in_the_year_above_their_rows(read: Callable[..., Reading]) -> None:
    for years in (("1995", "1994"), ("Fiscal 1995", "Fiscal 1994"), ("1995:", "1994:")):
        found = periods(read(QUARTERS.format(*years), "r.txt"), "Net sales")
        assert found[:2] == ["1995-01-01/1995-03-31", "1995-04-01/1995-06-30"], years
        assert found[4:6] == ["1995-01-01/1995-12-31", "1994-01-01/1994-03-31"], years
        assert found[-1] == "1994-01-01/1994-12-31", years


LINES = """\
# Graywolf Insurance Group, Inc. Reports Results for the Year Ended December 31, 2024

| (In thousands) | 2024 | 2023 |
| --- | --- | --- |
| Commercial lines: | | |
| Fire | $ 261,940 | $ 240,330 |
| Automobile | 255,118 | {0} |
| Total commercial lines | 517,058 | 459,735 |
"""


def test_a_total_has_the_unit_of_what_it_adds_up(read: Callable[..., Reading]) -> None:
    figures = by_label(read(LINES.format("219,405"), "r.md"), "Total commercial lines")
    assert [(figure.value, str(figure.unit)) for figure in figures] == [
        (Decimal(517058000), "USD"),
        (Decimal(459735000), "USD"),
    ]


STORES = """\
# Larkfield Outfitters, Inc. Reports Results for the Year Ended December 31, 2024

| | Stores at December 31, 2023 | | Opened | | Closed | | | Stores at December 31, 2024 | |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Larkfield | | 312 | | 9 | | (6 | ) | | 315 |
| Brookside | | 188 | | 4 | | (2 | ) | | 190 |
"""


def test_small_numbers_in_parentheses_under_a_head_are_no_marks(read: Callable[..., Reading]) -> None:
    figures = by_label(read(STORES, "r.md"), "Larkfield")
    assert [figure.value for figure in figures] == [312, 9, -6, 315]


RATIOS = """\
         CORTANA DEVICES, INC. REPORTS RESULTS FOR THE YEAR ENDED DECEMBER 31, 1997

                    BALANCE SHEET DATA (Dollars in millions)

                                      December 31,   December 31,
                                          1997           1996
                                      ------------   ------------
Total assets                              $2,772         $2,915
Working capital ratio                       1.24           1.22
Tier 1 capital ratio                        10.4           10.3
Efficiency ratio                            60.2           60.7
"""


def test_ratios_are_no_money_whatever_the_caption_says(read: Callable[..., Reading]) -> None:
    reading = read(RATIOS, "r.txt")
    first = [by_label(reading, label)[0] for label in ("Working capital ratio", "Tier 1 capital ratio")]
    assert [(figure.value, str(figure.unit)) for figure in first] == [
        (Decimal("1.24"), "pure"),
        (Decimal("0.104"), "pure"),
    ]


WEEKS = """\
FARMSTEAD MARKETS, INC. ANNOUNCES THIRD QUARTER RESULTS

MONTVALE, N.J.--January 11, 2005--Farmstead Markets, Inc. today announced results for the 12 and 40 weeks ended
December 4, 2004.

                   Consolidated Statements of Operations (Dollars in thousands)

                                 12 Weeks Ended              40 Weeks Ended
                           --------------------------  --------------------------
                              Dec. 4,      Dec. 6,        Dec. 4,      Dec. 6,
                               2004         2003           2004         2003
                           ------------ ------------   ------------ ------------
Sales                        $2,520,118   $2,480,402     $8,390,220   $8,201,905
Cost of merchandise sold      1,815,204    1,789,330      6,040,110    5,901,377

                   Consolidated Balance Sheets (Dollars in thousands)

                                         December 4,   February 28,
                                            2004           2004
                                         -----------   ------------
Cash                                       $  240,001    $  297,002
Total assets                                2,772,003     2,915,004

                   Supplemental Information (Dollars in thousands)

                             Third Quarter               Year-to-Date
                           {0}         {1}           {0}         {1}
                        ----------   ----------     ----------   ----------
 Depreciation               $42,110      $45,204       $143,005     $152,220
 Capital expenditures        30,118       24,440         98,005       76,110
"""


def test_parts_of_a_year_of_weeks_have_the_days_that_other_heads_print(read: Callable[..., Reading]) -> None:
    assert periods(read(WEEKS.format("2004", "2003"), "r.txt"), "Depreciation") == [
        "2004-09-12/2004-12-04",
        "2003-09-14/2003-12-06",
        "2004-02-29/2004-12-04",
        "2003-03-02/2003-12-06",
    ]


def test_parts_of_years_that_no_head_prints_are_set_aside(read: Callable[..., Reading]) -> None:
    reading = read(WEEKS.format("2001", "2000"), "r.txt")
    assert periods(reading, "Depreciation") == ["None"] * 4
    assert "GG-READ-PERIOD" in {finding.code for finding in reading.findings}


RESTAURANTS = """\
            DUNMORE RESTAURANT GROUP, INC. REPORTS RESULTS FOR THE THIRTEEN WEEKS ENDED MARCH 31, 2002

                (In thousands, except per share data)

                                                 THIRTEEN WEEKS ENDED
                                   --------------------------------------------
                                      March 31, 2002          April 1, 2001
                                   --------------------    --------------------
Restaurant sales                    $  61,220      97.8%    $  55,118      97.6%
Franchise royalties                     1,402       2.2         1,330       2.4
Total revenues                         62,622     100.0        56,448     100.0
Costs and expenses:
  Cost of food and beverage            17,404      28.4        15,918      28.9
  Restaurant operating                  9,402      15.4         8,604      15.6
Total costs and expenses               26,806      42.8        24,522      43.4
Net income                          $   4,386       7.0%    $   3,316       5.9%
"""


def test_a_column_of_percentages_may_stand_below_the_head_of_the_amounts(read: Callable[..., Reading]) -> None:
    figures = by_label(read(RESTAURANTS, "r.txt"), "Total costs and expenses")
    assert [(figure.value, str(figure.unit), str(figure.period)) for figure in figures] == [
        (Decimal(26806000), "USD", "2001-12-31/2002-03-31"),
        (Decimal("0.428"), "pure", "2001-12-31/2002-03-31"),
        (Decimal(24522000), "USD", "2001-01-01/2001-04-01"),
        (Decimal("0.434"), "pure", "2001-01-01/2001-04-01"),
    ]


def test_what_it_costs_to_operate_restaurants_counts_none(read: Callable[..., Reading]) -> None:
    figures = by_label(read(RESTAURANTS, "r.txt"), "Restaurant operating")
    assert [figure.value for figure in figures] == [9402000, Decimal("0.154"), 8604000, Decimal("0.156")]


SUMMARY = """\
# Arbor Ridge Utilities Corporation Reports Results for the Quarter Ended March 31, 2016

{0}

| | Three months | | Twelve months | |
| --- | --- | --- | --- | --- |
| | 2016 | 2015 | 2016 | 2015 |
| Electric utility | $ 42.1 | $ 38.0 | $ 181.2 | $ 170.4 |
| Gas distribution | 61.3 | 66.2 | 102.5 | 110.1 |
"""


def test_months_of_a_year_end_on_the_day_that_the_caption_says(read: Callable[..., Reading]) -> None:
    ended = ["2016-01-01/2016-03-31", "2015-01-01/2015-03-31", "2015-04-01/2016-03-31", "2014-04-01/2015-03-31"]
    assert periods(read(SUMMARY.format("For the periods ended March 31"), "r.md"), "Electric utility") == ended
    assert periods(read(SUMMARY.format("Earnings by segment"), "r.md"), "Electric utility") == ended


BRIDGE = """\
# Arbor Ridge Utilities Corporation Reports Results for the Quarter Ended March 31, 2016

| | Electric | Gas | Total |
| --- | --- | --- | --- |
| {0} earnings per share | $ 0.35 | $ 0.61 | $ 0.96 |
| Weather | (0.03) | (0.07) | (0.10) |
| {1} earnings per share | $ 0.32 | $ 0.54 | $ 0.86 |
"""


def test_both_ends_of_a_bridge_are_of_the_part_of_the_year_reported_on(read: Callable[..., Reading]) -> None:
    first = periods(read(BRIDGE.format("2015", "2016"), "r.md"), "2015 earnings per share")
    assert set(first) == {"2015-01-01/2015-03-31"}


INTEREST = """\
# Brightwater Bancshares, Inc. Reports Results for the Year Ended December 31, 2008

| (In thousands) | Quarter ended December 31, 2008 | Year ended December 31, 2008 |
| --- | --- | --- |
| Equity ratio | 9.1% | 9.1% |
| Interest expense: | | |
| Deposits | $ 8,110 | $ 36,220 |
| Borrowings | 1,402 | 5,604 |
"""


def test_borrowings_below_interest_expense_are_what_they_cost(read: Callable[..., Reading]) -> None:
    assert periods(read(INTEREST, "r.md"), "Borrowings") == ["2008-10-01/2008-12-31", "2008-01-01/2008-12-31"]


def test_an_equity_ratio_stands_at_the_day(read: Callable[..., Reading]) -> None:
    assert periods(read(INTEREST, "r.md"), "Equity ratio") == ["2008-12-31", "2008-12-31"]


HOMES = """\
<p>CARROW HOMES, INC. REPORTS RESULTS FOR THE QUARTER ENDED OCTOBER 31, 2005</p>
<p>(DOLLARS IN THOUSANDS EXCEPT AVG. PRICE)</p>
<table>
<tr><td></td><td colspan=4>Three Months Ended October 31, 2005 and 2004</td></tr>
<tr><td></td><td colspan=2>Net Contracts</td><td colspan=2>Contract Backlog</td></tr>
<tr><td></td><td>2005</td><td>2004</td><td>2005</td><td>2004</td></tr>
<tr><td>Homes</td><td>702</td><td>640</td><td>1,120</td><td>1,005</td></tr>
<tr><td>Dollars</td><td>$310,220</td><td>$270,118</td><td>$520,118</td><td>$450,220</td></tr>
<tr><td>Avg. Price</td><td>$441,909</td><td>$422,059</td><td>$464,391</td><td>$447,980</td></tr>
</table>
"""


def test_one_day_of_two_years_is_that_of_each_column(read: Callable[..., Reading]) -> None:
    assert periods(read(HOMES, "r.html"), "Dollars") == [
        "2005-08-01/2005-10-31",
        "2004-08-01/2004-10-31",
        "2005-10-31",
        "2004-10-31",
    ]


def test_homes_beside_dollars_are_counted(read: Callable[..., Reading]) -> None:
    assert [figure.value for figure in by_label(read(HOMES, "r.html"), "Homes")] == [702, 640, 1120, 1005]


def test_what_a_caption_excepts_has_no_scale(read: Callable[..., Reading]) -> None:
    reading = read(HOMES, "r.html")
    assert [figure.value for figure in by_label(reading, "Avg. Price")][:2] == [441909, 422059]
    assert [figure.value for figure in by_label(reading, "Dollars")][:2] == [310220000, 270118000]


MEASURES = """\
# Helmsworth Mining plc Reports Results for the Quarter Ended December 31, 2023

(In KRW millions, except per share amounts)

| | Gross Profit | Net Income | Diluted EPS |
| --- | --- | --- | --- |
| GAAP measures | 196.5 | 8.3 | 0.15 |
| Amortization | 4.2 | 7.2 | 0.13 |

| | 4Q23 | 4Q22 |
| --- | --- | --- |
| Revenue | 4,785,311 | 6,771,438 |
| Loss per share | (2,040) | (2,118) |
| All-in sustaining cost ($/ounce sold) | $1,702 | $1,688 |
"""


def test_a_column_headed_by_eps_is_per_share(read: Callable[..., Reading]) -> None:
    figure = by_label(read(MEASURES, "r.md"), "Amortization")[-1]
    assert (figure.value, str(figure.unit)) == (Decimal("0.13"), "KRW / shares")


def test_a_share_may_lose_thousands_of_won(read: Callable[..., Reading]) -> None:
    figure = by_label(read(MEASURES, "r.md"), "Loss per share")[0]
    assert (figure.value, str(figure.unit)) == (-2040, "KRW / shares")


def test_a_cost_of_an_ounce_sold_has_no_scale(read: Callable[..., Reading]) -> None:
    figures = by_label(read(MEASURES, "r.md"), "All-in sustaining cost ($/ounce sold)")
    assert [figure.value for figure in figures] == [1702, 1688]


OPENINGS = """\
# Cinder Grill Holdings, Inc. Reports Results for the Year Ended December 31, 2024

($ amounts in thousands, except weekly sales by group)

| | 2024 | 2023 |
| --- | --- | --- |
| **Restaurant openings** | | |
| Company | 12 | 14 |
| Franchise | 3 | 2 |
| **Company restaurants** | | |
| Restaurant sales | $ 5,341,853 | $ 4,604,554 |
| Store weeks | 32,118 | 29,402 |
| Weekly sales by group: | | |
| Comparable restaurants | $ 159,330 | $ 147,220 |
"""


def test_openings_and_weeks_are_counted(read: Callable[..., Reading]) -> None:
    reading = read(OPENINGS, "r.md")
    values = [[figure.value for figure in by_label(reading, label)] for label in ("Company", "Store weeks")]
    assert values == [[12, 14], [32118, 29402]]


def test_a_heading_may_be_excepted_from_a_scale(read: Callable[..., Reading]) -> None:
    figures = by_label(read(OPENINGS, "r.md"), "Comparable restaurants")
    assert [figure.value for figure in figures] == [159330, 147220]


EQUITY = """\
                   HAWTHORNE INDUSTRIES, INC. REPORTS RESULTS FOR THE YEAR ENDED DECEMBER 31, 1995

                       STATEMENTS OF SHAREHOLDERS' EQUITY

                                                   Additional               Currency
(Dollars in thousands)                    Common     Paid-in     Retained  Translation
                                           Stock     Capital     Earnings  Adjustments    Total
Balance, December 31, 1994                10,150     23,015     114,215        (795)    146,585
Net earnings                                                     24,310                  24,310
Balance, December 31, 1995              $ 10,202   $ 23,855    $132,085    $ (1,010)   $165,132
"""


def test_names_over_several_lines_stand_over_their_own_column(read: Callable[..., Reading]) -> None:
    heads = [(figure.head, figure.headings[-1]) for figure in by_label(read(EQUITY, "r.txt"), "Balance")[:5]]
    assert [head for head, _ in heads] == [
        "Common Stock",
        "Additional Paid-in Capital",
        "Retained Earnings",
        "Currency Translation Adjustments",
        "Total",
    ]
    assert len({outer for _, outer in heads}) == 1


HALF = """\
<p>Tarnbrook plc</p><p>Half-year results for the 26 weeks ended 28 December 2019</p>
<table>
<tr><td></td><td>26 weeks ended 28 December 2019 £m</td><td>52 weeks ended 29 June 2019 £m</td></tr>
<tr><td>Revenue</td><td>812.4</td><td>1,610.2</td></tr>
<tr><td>Profit before tax</td><td>48.3</td><td>110.7</td></tr>
</table>
<p>Consolidated statement of changes in equity</p>
<table>
<tr><td></td><td>Share capital £m</td><td>Retained earnings £m</td></tr>
<tr><td>At 30 June 2019</td><td>27.5</td><td>250.4</td></tr>
<tr><td>Profit for the period</td><td>-</td><td>39.1</td></tr>
<tr><td>At 28 December 2019</td><td>27.5</td><td>270.6</td></tr>
</table>
"""


def test_a_year_of_weeks_opens_where_the_one_before_ended(read: Callable[..., Reading]) -> None:
    found = [str(figure.period) for figure in read(HALF, "r.html").figures if figure.printed in ("250.4", "39.1")]
    assert found == ["2019-06-29", "2019-06-30/2019-12-28"]


BANCO = """\
# Banco Serrano Reports Fourth Quarter 2022 Results

{0}, January 26, 2023 – Banco Serrano announced its results for the fourth quarter of 2022.

| Million pesos | 4Q22 | 4Q21 | QoQ | YoY | 2022 | 2021 |
| --- | --- | --- | --- | --- | --- | --- |
| Net interest income | 8,204 | 6,610 | 4% | 24% | 30,118 | 25,204 |
| Net income | 3,702 | 2,904 | 3% | 27% | 13,902 | 11,204 |

| | 4Q22 | 4Q21 | QoQ | YoY | 2022 | 2021 |
| --- | --- | --- | --- | --- | --- | --- |
| ROE | 22.4% | 18.9% | 30 bp | 350 bp | 21.5% | 18.4% |
| NPL ratio | 1.1% | 1.2% | 10 bp | (10 bp) | 1.1% | 1.2% |
"""


def test_bare_years_beside_quarters_are_years(read: Callable[..., Reading]) -> None:
    reading = read(BANCO.format("Mexico City"), "r.md")
    spans = ["2022-10-01/2022-12-31", "2021-10-01/2021-12-31", "2022-01-01/2022-12-31", "2021-01-01/2021-12-31"]
    for label in ("Net interest income", "ROE"):
        found = [str(figure.period) for figure in by_label(reading, label) if figure.measure in (None, "ratio")]
        assert found == spans, label
    assert [figure.measure for figure in by_label(reading, "ROE")][-1] == "ratio"


def test_pesos_are_those_of_the_only_country_named(read: Callable[..., Reading]) -> None:
    assert str(by_label(read(BANCO.format("Mexico City"), "r.md"), "Net income")[0].unit) == "MXN"


def test_pesos_of_nobody_are_no_dollars(read: Callable[..., Reading]) -> None:
    reading = read(BANCO.format("Mexico City, Bogotá, Colombia"), "r.md")
    assert str(by_label(reading, "Net income")[0].unit) == "XXX"
    assert "GG-READ-CURRENCY" in {finding.code for finding in reading.findings}


REGIONS = """\
# Redstone Communities, Inc. Reports Results for the Year Ended December 31, 2024

| (In thousands) | 2024 | 2023 |
| --- | --- | --- |
| Revenue | $ 812,330 | $ 790,118 |

| Region | Average Rent | Rent Growth | NOI Growth | Occupancy |
| --- | --- | --- | --- | --- |
| West | $2,812 | 2.4% | 1.9% | 96.8% |
| Sunbelt | 1,704 | (1.2)% | (3.8)% | 96.1% |
"""


def test_what_is_let_right_of_growth_is_no_growth(read: Callable[..., Reading]) -> None:
    figures = by_label(read(REGIONS, "r.md"), "West")
    assert [figure.measure for figure in figures] == [None, "growth", "growth", "ratio"]


def test_an_average_rent_has_no_scale(read: Callable[..., Reading]) -> None:
    assert by_label(read(REGIONS, "r.md"), "Sunbelt")[0].value == 1704
