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
