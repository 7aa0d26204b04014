"""Kinds of layouts that were read wrong without a word: counts as money, balances as flows, halves side by side."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gaapgraph.errors import ReadError
from gaapgraph.reader.table.operating import heads_operation, names_operation

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Figure, Reading


def of_row(reading: Reading, label: str) -> list[Figure]:
    return [figure for figure in reading.figures if figure.label == label and figure.within is not None]


def values(reading: Reading, label: str) -> list[tuple[Decimal | None, str]]:
    return [(figure.value, str(figure.unit)) for figure in of_row(reading, label)]


def periods(reading: Reading, label: str) -> list[str]:
    return [str(figure.period) for figure in of_row(reading, label)]


TRUCKS = """\
# Grainfield Haulage, Inc. Reports Third Quarter 2025 Results

FARGO, N.D. – November 6, 2025 – Grainfield Haulage, Inc. reported results for the third quarter
ended September 30, 2025.

Consolidated Statements of Operations and Operating Data
(In thousands of dollars, except per share amounts)

| | Three Months Ended September 30, | | Nine Months Ended September 30, | |
| --- | --- | --- | --- | --- |
| | 2025 | 2024 | 2025 | 2024 |
| Revenue | $ 210,402 | $ 221,035 | $ 610,402 | $ 621,035 |
| Total tractors (at quarter end) | 3,214 | 3,107 | 3,214 | 3,107 |
| Tractors and trailers, at cost | 88,120 | 86,540 | 88,120 | 86,540 |
| Operating data: | | | | |
| Company trailers | 11,204 | 10,987 | 11,204 | 10,987 |
| Loads delivered | 88,120 | 86,540 | 262,110 | 258,430 |
| Fuel cost | 8,122 | 8,001 | 24,110 | 23,900 |
| Revenue per tractor | $ 48,120 | $ 47,890 | $ 144,360 | $ 143,670 |
"""


def test_what_a_business_counts_is_no_money_below_revenues(read: Callable[..., Reading]) -> None:
    reading = read(TRUCKS, "r.md")
    assert values(reading, "Total tractors (at quarter end)")[0] == (Decimal(3214), "pure")
    assert values(reading, "Loads delivered")[2] == (Decimal(262110), "pure")
    assert values(reading, "Company trailers")[1] == (Decimal(10987), "pure")


def test_costs_among_operating_data_and_what_is_owned_at_cost_stay_money(read: Callable[..., Reading]) -> None:
    reading = read(TRUCKS, "r.md")
    assert values(reading, "Fuel cost")[0] == (Decimal(8122000), "USD")
    assert values(reading, "Tractors and trailers, at cost")[0] == (Decimal(88120000), "USD")


def test_what_stands_alike_at_the_end_of_both_spans_is_no_flow_among_operating_data(
    read: Callable[..., Reading],
) -> None:
    reading = read(TRUCKS, "r.md")
    assert periods(reading, "Company trailers") == ["2025-09-30", "2024-09-30"] * 2
    assert periods(reading, "Loads delivered")[0] == "2025-07-01/2025-09-30"


@pytest.mark.parametrize(
    ("label", "is_below", "is_whole", "counts"),
    [
        ("Average number of drivers", False, True, True),
        ("New patients", False, True, True),
        ("Stores open at end of period", False, True, True),
        ("Tractors", False, True, False),
        ("Tractors", True, True, True),
        ("RASM", True, False, False),
        ("Average haul (miles)", True, False, True),
        ("Customer deposits", True, True, False),
        ("Member accounts receivable", False, True, False),
    ],
)
def test_counts_are_told_by_a_qualifier_or_a_heading(label: str, is_below: bool, is_whole: bool, counts: bool) -> None:
    assert names_operation(label, is_below=is_below, is_whole=is_whole) is counts


def test_operating_expenses_are_no_operating_data() -> None:
    assert heads_operation("Selected operating statistics")
    assert not heads_operation("Operating expenses:")


MIXED = """\
Westmark Devices, Inc. Reports Second Quarter 2025 Results

Westmark Devices, Inc. today reported results for the second quarter ended June 30, 2025.

       SELECTED STATEMENT OF OPERATIONS, BALANCE SHEET AND CASH FLOW DATA
                               (In thousands)

                                         Three Months Ended        Six Months Ended
                                              June 30,                 June 30,
                                          2025        2024         2025        2024
                                        --------    --------     --------    --------
Revenue                                 $ 41,220    $ 39,870     $ 81,440    $ 77,910
Cash and cash equivalents                 22,140      19,870       22,140      19,870
Long-term debt                            30,000      35,000       30,000      35,000
Net cash provided by operating activities  6,220       5,910       11,870      10,990
"""


def test_a_title_of_three_statements_makes_balances_of_none_of_the_flows(read: Callable[..., Reading]) -> None:
    reading = read(MIXED, "r.txt")
    assert periods(reading, "Cash and cash equivalents") == ["2025-06-30", "2024-06-30"] * 2
    assert periods(reading, "Long-term debt") == ["2025-06-30", "2024-06-30"] * 2
    flows = ["2025-04-01/2025-06-30", "2024-04-01/2024-06-30", "2025-01-01/2025-06-30", "2024-01-01/2024-06-30"]
    assert periods(reading, "Revenue") == periods(reading, "Net cash provided by operating activities") == flows


def test_receivables_stand_below_a_title_of_cash_flows_and_balance_sheets(read: Callable[..., Reading]) -> None:
    text = (
        "<p>Westmark Devices, Inc. reported results for the second quarter ended June 30, 2025.</p>"
        "<p>CONDENSED CASH FLOW{} DATA</p><p>(in millions)</p>"
        "<table><tr><td></td><td colspan=2>Quarter Ended</td></tr><tr><td></td><td>June 30, 2025</td><td>June 30, 2024"
        "</td></tr><tr><td>Net cash provided by operating activities</td><td>41.2</td><td>38.1</td></tr>"
        "<tr><td>Accounts receivable, net</td><td>77.2</td><td>78.1</td></tr></table>"
    )
    both = read(text.format(" AND BALANCE SHEET"), "r.html")
    assert periods(both, "Accounts receivable, net") == ["2025-06-30", "2024-06-30"]
    assert periods(read(text.format(""), "r.html"), "Accounts receivable, net")[0] == "2025-04-01/2025-06-30"


YEN = """\
# Nishigaoka Kogyo Co., Ltd. Results for the Fiscal Year Ended March 31, 2025

| | Millions of yen | Millions of yen | Thousands of U.S. dollars |
| --- | --- | --- | --- |
| | FY2024 (March 31, 2025) | FY2023 (March 31, 2024) | FY2024 |
| Net sales | ¥ 120,400 | ¥ 118,220 | $ 802,667 |
| Dividends | 4,120 | 3,904 | 27,467 |
| | Yen | Yen | U.S. dollars |
| Net income per share | ¥ 108.40 | ¥ 105.20 | $ 0.72 |
| Cash dividends | 60 | 55 | 0.40 |

| Years ended March 31 | Yen | |
| --- | --- | --- |
| | 2025 | 2024 |
| Cash dividends | 60 | 55 |
"""


def test_a_head_of_nothing_but_yen_ends_the_millions_above_it(read: Callable[..., Reading]) -> None:
    reading = read(YEN, "r.md")
    assert values(reading, "Dividends")[0] == (Decimal(4120000000), "JPY")
    assert values(reading, "Cash dividends")[:3] == [
        (Decimal(60), "JPY / shares"),
        (Decimal(55), "JPY / shares"),
        (Decimal("0.40"), "USD / shares"),
    ]
    assert values(reading, "Cash dividends")[3] == (Decimal(60), "JPY / shares")


def test_a_day_beside_the_label_of_a_year_names_it(read: Callable[..., Reading]) -> None:
    year = "2024-04-01/2025-03-31"
    assert periods(read(YEN, "r.md"), "Net sales") == [year, "2023-04-01/2024-03-31", year]


def test_years_ended_a_day_end_in_the_year_above_the_column(read: Callable[..., Reading]) -> None:
    assert periods(read(YEN, "r.md"), "Cash dividends")[3:] == ["2024-04-01/2025-03-31", "2023-04-01/2024-03-31"]


TANSHIN = """\
Nishigaoka Kogyo Co., Ltd.
Consolidated Financial Results for the Fiscal Year Ended March 31, 2025
May 13, 2025

                       Year-end      Total    Total dividends
                          Yen          Yen    Millions of yen
FY ended March 2024      30.00        55.00        4,120
FY ended March 2025      32.00        60.00        4,480
"""


def test_rows_are_years_that_end_with_a_month_and_not_the_day_of_issue(read: Callable[..., Reading]) -> None:
    found = {figure.printed: str(figure.period) for figure in read(TANSHIN, "r.txt").figures}
    assert found["4,120"] == "2023-04-01/2024-03-31"
    assert found["60.00"] == "2024-04-01/2025-03-31"


HALVES = """\
LARKSPUR BANCORP REPORTS RESULTS FOR THE QUARTER ENDED JUNE 30, 1998

                  CONSOLIDATED BALANCE SHEETS
                   (dollars in thousands)

                    June 30,   Dec. 31,                              June 30,   Dec. 31,
                      1998       1997                                  1998       1997
                    --------   --------                              --------   --------
ASSETS                                       LIABILITIES AND EQUITY
Cash and due        $ 12,204   $ 11,870      Deposits                $170,120   $165,330
Securities            44,120     43,980      Borrowings                10,000     12,000
Other assets           6,120      5,940      Stockholders' equity      29,544     29,700

Interest income                         $  4,120    $  3,980    $  8,120    $  7,910
Interest expense                           1,980       1,930       3,900       3,810
"""


def test_halves_of_text_side_by_side_have_columns_of_their_own(read: Callable[..., Reading]) -> None:
    reading = read(HALVES, "r.txt")
    days = ["1998-06-30", "1997-12-31"]
    assert [periods(reading, label) for label in ("Securities", "Deposits", "Stockholders' equity")] == [days] * 3
    assert values(reading, "Borrowings") == [(Decimal(10000000), "USD"), (Decimal(12000000), "USD")]


def test_rows_right_below_halves_in_other_columns_are_another_table_that_nothing_dates(
    read: Callable[..., Reading],
) -> None:
    reading = read(HALVES, "r.txt")
    assert periods(reading, "Interest income") == ["None"] * 4
    assert [finding.code for finding in reading.findings] == ["GG-READ-PERIOD"]


DEBT = """\
# Penrose Retail Inc. Reports Fiscal 2025 Results

March 12, 2026 – Penrose Retail Inc. reported results for the fiscal year ended January 31, 2026 ("fiscal 2025").

| Debt (in millions) | FY26 | FY27 | FY28 | FY29+ | Total |
| --- | --- | --- | --- | --- | --- |
| Term loan | 5.0 | 5.0 | 5.0 | 80.0 | 95.0 |

| Lease payments due in fiscal: | |
| --- | --- |
| 2026 | $ 41.2 |
| 2027 | 38.1 |
| After 2027 | 90.4 |
"""


def test_what_falls_due_stands_at_the_end_of_the_year_and_not_on_the_day_of_issue(
    read: Callable[..., Reading],
) -> None:
    reading = read(DEBT, "r.md")
    assert periods(reading, "Term loan") == ["2026-01-31"] * 5
    assert periods(reading, "2026") == periods(reading, "After 2027") == ["2026-01-31"]


BARE = """\
Coldwater Software Inc. Reports Q2 2025 Results

| (In thousands) | Three Months Ended June 30, | Six Months Ended June 30, |
| | 2025 | 2024 | 2025 | 2024 |
| Subscription revenue | $ 41,220 | $ 36,110 | $ 80,440 | $ 70,210 |
| Professional services | 2,110 | 2,004 | 4,010 | 3,990 |
"""


def test_bare_rows_of_pipes_share_their_few_heads_out(read: Callable[..., Reading]) -> None:
    flows = ["2025-04-01/2025-06-30", "2024-04-01/2024-06-30", "2025-01-01/2025-06-30", "2024-01-01/2024-06-30"]
    assert periods(read(BARE, "r.md"), "Subscription revenue") == flows


PROSE = """\
TAMARIND TECHNOLOGIES REPORTS RECORD THIRD QUARTER

PORTLAND, Ore., October 22, 2025 - Tamarind Technologies, Inc. today announced results for the third quarter ended
September 30, 2025.

Revenue for the third quarter of 2025 was $41.2 million, compared with $38.0 million in the third quarter of 2024.

     2027          2028
    $12.2         $11.8
"""


def test_a_release_of_sentences_is_read_and_says_that_it_has_no_table(read: Callable[..., Reading]) -> None:
    reading = read(PROSE, "r.txt")
    assert [(one.value, str(one.period)) for one in reading.figures] == [
        (Decimal(41200000), "2025-07-01/2025-09-30"),
        (Decimal(38000000), "2024-07-01/2024-09-30"),
    ]
    assert [finding.code for finding in reading.findings] == ["GG-READ-UNREAD"]


def test_sentences_that_report_on_no_period_are_refused(read: Callable[..., Reading]) -> None:
    with pytest.raises(ReadError):
        read("The weather was fine.\n\nWe sold 12 boats for $3 million, and nobody knows when.\n", "r.txt")


STEPS = """\
# Larkspur Bancorp Reports Results for the Quarter Ended June 30, 2025

| (In thousands) | Q2 2025 | Q2 2024 |
| --- | --- | --- |
| Interest income | $ 4,120 | $ 3,980 |
| Interest expense | 1,980 | 1,930 |
| Net interest income | 2,140 | 2,050 |
"""


def test_what_is_left_of_the_row_above_is_no_part_of_it(read: Callable[..., Reading]) -> None:
    assert "Interest income" not in of_row(read(STEPS, "r.md"), "Net interest income")[0].headings


NINETIES = """\
COPPERFIELD BANCSHARES, INC. REPORTS SECOND QUARTER EARNINGS

TULSA, Okla., July 21, 1999 - Copperfield Bancshares, Inc. today reported net income for the quarter
ended June 30, 1999.

                       COPPERFIELD BANCSHARES, INC.
                      SELECTED FINANCIAL HIGHLIGHTS
              (dollars in thousands, except per share data)

                                    6/30/99     3/31/99    12/31/98     9/30/98
                                   --------    --------    --------    --------
Quarterly earnings:
Net interest income                $ 14,204    $ 13,980    $ 13,771    $ 13,402
Net income                            4,112       4,010       3,870       3,905
Balances at quarter end:
Total assets                     $1,412,770  $1,390,112  $1,377,204  $1,340,980
"""


def test_two_digits_of_a_year_are_of_the_last_century_from_seventy_on(read: Callable[..., Reading]) -> None:
    reading = read(NINETIES, "r.txt")
    assert periods(reading, "Total assets") == ["1999-06-30", "1999-03-31", "1998-12-31", "1998-09-30"]
    assert periods(reading, "Net income")[0] == "1999-04-01/1999-06-30"


POWER = """\
# Northgate Power Corporation Reports 2025 Results

DULUTH, Minn. – February 19, 2026 – Northgate Power Corporation announced earnings for the year ended
December 31, 2025.

Earnings and Operating Statistics
(Millions, except per share amounts and as noted)

| | Twelve Months Ended December 31, | |
| --- | --- | --- |
| | 2025 | 2024 |
| Operating revenues | $ 3,203 | $ 3,081 |
| Diluted EPS | $ 3.52 | $ 3.29 |
| Heating degree days | 6,904 | 6,411 |
| Revenue passengers carried (000s) | 4,120 | 4,010 |

Capital structure:

| | December 31, 2025 | December 31, 2024 |
| --- | --- | --- |
| Long-term debt | $ 4,820 | $ 4,510 |
| Common equity | 4,240 | 3,990 |
"""


def test_the_only_scale_of_a_document_is_that_of_a_table_that_gives_none(read: Callable[..., Reading]) -> None:
    reading = read(POWER, "r.md")
    assert values(reading, "Common equity")[0] == (Decimal(4240000000), "USD")
    assert values(reading, "Diluted EPS")[0] == (Decimal("3.52"), "USD / shares")


def test_degree_days_and_paying_passengers_are_no_money(read: Callable[..., Reading]) -> None:
    reading = read(POWER, "r.md")
    assert values(reading, "Heating degree days") == [(Decimal(6904), "pure"), (Decimal(6411), "pure")]
    assert values(reading, "Revenue passengers carried (000s)")[0] == (Decimal(4120000), "pure")


STORES = """\
# Tansy & Thyme, Inc. Announces Third Quarter Fiscal 2025 Results

Tansy & Thyme, Inc. today reported results for the 13 weeks ended November 1, 2025.

| | Thirteen Weeks Ended | |
| --- | --- | --- |
| (in thousands, except store data) | November 1, 2025 | November 2, 2024 |
| Net sales | $ 214,220 | $ 208,114 |
| Stores open at beginning of period | 318 | 309 |
| Stores open at end of period | 323 | 311 |
"""


def test_weeks_counted_back_from_a_printed_day_date_what_opens_them(read: Callable[..., Reading]) -> None:
    reading = read(STORES, "r.md")
    assert periods(reading, "Stores open at beginning of period") == ["2025-08-02", "2024-08-03"]
    assert not reading.findings


HOSPITALS = """\
# Cedar Valley Health Partners, Inc. Reports Third Quarter 2025

Cedar Valley Health Partners, Inc. announced results for the quarter ended September 30, 2025.

Supplemental Operating Results Summary
(Dollars in millions, except per share amounts)

| | Third Quarter | | Nine Months | |
| --- | --- | --- | --- | --- |
| | 2025 | 2024 | 2025 | 2024 |
| Revenues | $ 1,812 | $ 1,720 | $ 5,390 | $ 5,118 |
| Deferred items | 80,201 | 80,110 | 80,402 | 80,380 |
| Number of hospitals | 31 | 30 | 31 | 30 |
| Admissions | 81,204 | 79,110 | 241,880 | 236,402 |
| Scans read remotely | 142,110 | 138,220 | 424,010 | 413,900 |
| Investments | 142,110 | 138,220 | 424,010 | 413,900 |
| Revenue per equivalent admission | $ 12,751 | $ 12,444 | $ 12,712 | $ 12,365 |
"""


def test_months_over_the_last_two_years_hold_for_both(read: Callable[..., Reading]) -> None:
    assert periods(read(HOSPITALS, "r.md"), "Revenues")[2:] == ["2025-01-01/2025-09-30", "2024-01-01/2024-09-30"]


def test_whole_numbers_many_times_all_money_are_counts_unless_the_label_names_money(
    read: Callable[..., Reading],
) -> None:
    reading = read(HOSPITALS, "r.md")
    assert values(reading, "Admissions")[0] == (Decimal(81204), "pure")
    assert values(reading, "Scans read remotely")[3] == (Decimal(413900), "pure")
    assert values(reading, "Investments")[0] == (Decimal(142110000000), "USD")
    assert periods(reading, "Number of hospitals") == ["2025-09-30", "2024-09-30"] * 2


def test_what_one_of_the_things_brings_is_in_full(read: Callable[..., Reading]) -> None:
    assert values(read(HOSPITALS, "r.md"), "Revenue per equivalent admission")[0] == (Decimal(12751), "USD")


PHONES = """\
# Meridian Wireless Holdings Reports Fourth-Quarter 2025 Results

| (dollars in millions) | 4Q25 | 4Q24 | FY 2025 |
| --- | --- | --- | --- |
| Service revenues | $ 4,120 | $ 3,970 | $ 16,240 |
| Working capital | 612 | 580 | 612 |
| **Subscribers (000s)** | | | |
| Prepaid subscribers | 6,010 | 6,190 | 6,010 |
| Postpaid net additions | 224 | 210 | 864 |
"""


def test_a_heading_of_what_is_counted_gives_its_scale_to_the_rows_below(read: Callable[..., Reading]) -> None:
    reading = read(PHONES, "r.md")
    assert values(reading, "Prepaid subscribers")[0] == (Decimal(6010000), "pure")
    assert values(reading, "Postpaid net additions")[2] == (Decimal(864000), "pure")


def test_working_capital_stands_at_a_day(read: Callable[..., Reading]) -> None:
    assert periods(read(PHONES, "r.md"), "Working capital") == ["2025-12-31", "2024-12-31", "2025-12-31"]


def test_growth_of_what_stands_at_the_day_of_a_label_is_against_that_day_a_year_before(
    read: Callable[..., Reading],
) -> None:
    text = (
        "Alpenquell Holding AG - Annual results 2024\n\nKey figures (CHF million)\n\n"
        "                                         2024        2023    Change\n"
        "Net sales                             1'204.5     1'177.9     2.3%\n"
        "Net debt at 31 December                 210.0       240.7   (12.8%)\n"
    )
    figure = of_row(read(text, "r.txt"), "Net debt at 31 December")[2]
    assert (str(figure.period), str(figure.comparative)) == ("2024-01-01/2024-12-31", "2023-12-31")


RAIL = """\
# Tri-Rivers Railway Corp. Reports Fourth Quarter 2024 Results

| | Revenue ($ millions) | | | Carloads (thousands) | |
| --- | --- | --- | --- | --- | --- |
| Fourth quarter | 2024 | 2023 | % Change | 2024 | 2023 |
| Coal | $ 301 | $ 322 | (7)% | 142 | 150 |
| Chemicals | 512 | 498 | 3 | 171 | 168 |
| Total | $ 813 | $ 820 | (1)% | 313 | 318 |
"""


def test_columns_of_carloads_are_counted_in_the_scale_of_their_head(read: Callable[..., Reading]) -> None:
    reading = read(RAIL, "r.md")
    assert values(reading, "Chemicals")[3:] == [(Decimal(171000), "pure"), (Decimal(168000), "pure")]
    assert values(reading, "Total")[0] == (Decimal(813000000), "USD")


def test_a_quarter_above_the_labels_is_that_of_all_bare_years(read: Callable[..., Reading]) -> None:
    now, past = "2024-10-01/2024-12-31", "2023-10-01/2023-12-31"
    assert periods(read(RAIL, "r.md"), "Chemicals") == [now, past, now, now, past]


HOTELS = """\
# Larkhaven Lodging Trust Announces First Quarter 2025 Results

Larkhaven Lodging Trust reported results for the quarter ended March 31, 2025 (all amounts in thousands).

| Region | ADR | Occupancy | RevPAR |
| --- | --- | --- | --- |
| Florida | $301.22 | 81.0% | $243.99 |
| California | 224.80 | 70.4 | 158.26 |
"""


def test_the_average_daily_rate_beside_revpar_is_no_depositary_receipt(read: Callable[..., Reading]) -> None:
    assert values(read(HOTELS, "r.md"), "California")[0] == (Decimal("224.80"), "USD")


ARR = """\
# Quillstack Announces Second Quarter Fiscal 2026 Results

Quillstack, Inc. reported results for its fiscal second quarter ended July 31, 2025.

Key business metrics (dollars in millions)

| | July 31, 2025 | July 31, 2024 |
| --- | --- | --- |
| Annual recurring revenue | $ 801.2 | $ 640.9 |
| Customers with ARR over $100,000 | 2,204 | 1,790 |
| Order backlog (July 31) | 310.4 | 301.9 |
"""


def test_customers_are_counted_whatever_they_bring(read: Callable[..., Reading]) -> None:
    reading = read(ARR, "r.md")
    found = [figure for figure in reading.figures if figure.full_label.startswith("Customers with")]
    assert [(figure.value, str(figure.unit)) for figure in found[:2]] == [(2204, "pure"), (1790, "pure")]


def test_a_day_in_parentheses_dates_its_row(read: Callable[..., Reading]) -> None:
    text = ARR.replace("| July 31, 2025 | July 31, 2024 |", "| Q2 FY2026 | Q2 FY2025 |")
    assert periods(read(text, "r.md"), "Order backlog (July 31)") == ["2025-07-31", "2024-07-31"]
