"""Kinds of tables that releases of unknown companies have, each in a few rows of an invented company."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Figure, Reading


def by_label(reading: Reading, label: str) -> list[Figure]:
    return [figure for figure in reading.figures if figure.label == label and figure.within is not None]


def read_rows(read: Callable[..., Reading], text: str, name: str, label: str) -> list[tuple[object, str, str]]:
    return [(figure.value, str(figure.unit), str(figure.period)) for figure in by_label(read(text, name), label)]


PART_OF_YEAR = """\
                         GRANBY STEEL COMPANY
                 CONSOLIDATED STATEMENT OF EARNINGS
              (Millions of dollars, except share data)

                               Third quarter        Nine months
                            1993        1992      1993        1992

Net sales                $ 246.8     $ 231.2   $ 741.0     $ 690.4
Net earnings                11.4         6.9      30.2        18.3
"""


def test_months_without_a_word_of_their_end_are_a_part_of_the_year(read: Callable[..., Reading]) -> None:
    assert [period for _, _, period in read_rows(read, PART_OF_YEAR, "r.txt", "Net sales")] == [
        "1993-07-01/1993-09-30",
        "1992-07-01/1992-09-30",
        "1993-01-01/1993-09-30",
        "1992-01-01/1992-09-30",
    ]


FLUSH_HEADS = """\
Isarwerk SE: Preliminary figures for fiscal year 2024

                                          Q4/2024   Q4/2023   +/- %     FY 2024    FY 2023   +/- %
Order intake (EUR million)                  210.4     198.2     6.2       850.1      801.7     6.0
Revenue (EUR million)                       231.0     240.9    -4.1       880.6      901.3    -2.3
EBIT (EUR million)                           14.2      18.8   -24.5        61.0       72.4   -15.7
"""


def test_quarters_before_a_slash_head_the_narrower_figures_below(read: Callable[..., Reading]) -> None:
    found = by_label(read(FLUSH_HEADS, "r.txt"), "Revenue (EUR million)")
    assert [(str(one.period), one.measure) for one in found] == [
        ("2024-10-01/2024-12-31", None),
        ("2023-10-01/2023-12-31", None),
        ("2024-10-01/2024-12-31", "growth"),
        ("2024-01-01/2024-12-31", None),
        ("2023-01-01/2023-12-31", None),
        ("2024-01-01/2024-12-31", "growth"),
    ]


TWO_STATEMENTS = """\
Alder Street Capital plc
Half-year results for the six months ended 30 June 2004

Consolidated profit and loss account

                                      Six months      Six months            Year
                                           ended           ended           ended
                                    30 June 2004    30 June 2003     31 Dec 2003
                            Notes          £'000           £'000           £'000

Turnover                        2         14,202          12,880          26,511
Cost of sales                             (8,110)         (7,402)        (15,208)
                                         -------         -------         -------
Gross profit                    3          6,092           5,478          11,303

Consolidated balance sheet
                                         30 June         30 June          31 Dec
                                            2004            2003            2003
                                           £'000           £'000           £'000
Tangible assets                           10,330          10,902          10,610
Net assets                                15,313          14,256          14,600
"""


def test_notes_are_no_figures_and_a_statement_below_another_has_its_own_days(read: Callable[..., Reading]) -> None:
    reading = read(TWO_STATEMENTS, "r.txt")
    turnover = by_label(reading, "Turnover")
    assert [(one.value, str(one.period)) for one in turnover] == [
        (Decimal(14_202_000), "2004-01-01/2004-06-30"),
        (Decimal(12_880_000), "2003-01-01/2003-06-30"),
        (Decimal(26_511_000), "2003-01-01/2003-12-31"),
    ]
    assert [str(one.period) for one in by_label(reading, "Net assets")] == ["2004-06-30", "2003-06-30", "2003-12-31"]


def test_rows_are_numbered_through_the_sections_of_a_table(read: Callable[..., Reading]) -> None:
    reading = read(TWO_STATEMENTS, "r.txt")
    for figure in reading.figures:
        if figure.within is not None and figure.row is not None:
            assert reading.tables[figure.within].rows[figure.row].label == figure.label


def test_tags_of_old_filings_are_no_titles(read: Callable[..., Reading]) -> None:
    text = "ACME CO.\nSTATEMENTS OF CASH FLOWS\n<TABLE>\n<CAPTION>\n" + (
        "                     Six Months Ended\n                         June 30\n"
        "                      1997      1996\n<S>                   <C>       <C>\n"
        "Net income            $ 14      $ 11\nBorrowings               5         -\n"
        "Dividends paid          (2)       (1)\n</TABLE>\n"
    )
    reading = read(text, "r.txt")
    assert reading.tables[0].kind == "cash-flow"
    assert [str(one.period) for one in by_label(reading, "Borrowings")] == [
        "1997-01-01/1997-06-30",
        "1996-01-01/1996-06-30",
    ]


PRICES = """\
# Tallgrass Energy Ltd. announces 2023 results

All amounts are in Canadian dollars unless otherwise noted.

| ($000s, except per share and per unit amounts) | 2023 | 2022 |
|---|---|---|
| Sales | 340,118 | 498,203 |
| Crude oil (bbls/d) | 6,204 | 6,390 |
| Operating netback ($/boe) | 32.28 | 54.10 |
| Adjusted funds flow ⁽¹⁾ | 170,441 | 281,330 |
| Average dayrate | $ 12,204 | $ 11,033 |
| Profit for the period | 33,020 | 120,300 |
"""


def test_prices_of_one_thing_are_not_scaled(read: Callable[..., Reading]) -> None:
    first = {figure.label: figure for figure in read(PRICES, "r.md").figures if figure.printed in PRICES}
    assert (first["Operating netback ($/boe)"].value, str(first["Operating netback ($/boe)"].unit)) == (
        Decimal("54.10"),
        "CAD",
    )
    assert str(first["Crude oil (bbls/d)"].unit) == "pure"
    assert first["Average dayrate"].value == Decimal(11_033)


def test_a_profit_for_the_period_is_no_time(read: Callable[..., Reading]) -> None:
    (latest, _) = by_label(read(PRICES, "r.md"), "Profit for the period")
    assert (latest.value, str(latest.unit)) == (Decimal(33_020_000), "CAD")


def test_raised_marks_are_no_part_of_a_label(read: Callable[..., Reading]) -> None:
    assert len(by_label(read(PRICES, "r.md"), "Adjusted funds flow")) == 2


NOTES = """\
# Quarrel Materials Inc. reports results for the year ended December 31, 2024

| (in millions, unless otherwise noted) | 2024 | 2023 |
|---|---|---|
| Revenues1 | $ 6,536 | $ 6,777 |
| Shipments (tons) | 191.1 | 198.8 |
| Gross profit per ton2 | $ 7.58 | $ 6.93 |
| Sales of CO2 | 3 | 4 |

| 1 | Revenues include the sales of products and services to customers. |
| --- | --- |
| 2 | Gross profit per ton includes the effect of selling acquired inventory. |
"""


def test_footnote_marks_glued_to_labels_are_taken_off_where_the_notes_stand_below(read: Callable[..., Reading]) -> None:
    reading = read(NOTES, "r.md")
    assert [one.value for one in by_label(reading, "Revenues")] == [Decimal(6_536_000_000), Decimal(6_777_000_000)]
    assert [one.value for one in by_label(reading, "Gross profit per ton")] == [Decimal("7.58"), Decimal("6.93")]


def test_tons_with_decimals_have_a_scale_that_names_no_currency(read: Callable[..., Reading]) -> None:
    assert [one.value for one in by_label(read(NOTES, "r.md"), "Shipments (tons)")] == [191_100_000, 198_800_000]


CHANGES = """\
# Quillfeather Media announces results for the year ended December 29, 2019

| $ thousand | 52 Weeks Ended Dec. 29, 2019 | 53 Weeks Ended Dec. 30, 2018 | 14 Weeks Ended Dec. 30, 2018 | % |
|---|---|---|---|---|
| Advertising | 530,700 | 558,300 | 191,700 | (4.9) |
| Subscription | 1,083,900 | 1,042,600 | 266,500 | 4.0 |
| Total revenues | 1,614,600 | 1,600,900 | 458,200 | 0.9 |
"""


def test_arithmetic_tells_which_columns_a_percentage_compares(read: Callable[..., Reading]) -> None:
    growth = by_label(read(CHANGES, "r.md"), "Subscription")[-1]
    assert (growth.measure, str(growth.period), str(growth.comparative)) == (
        "growth",
        "2018-12-31/2019-12-29",
        "2017-12-25/2018-12-30",
    )


TO_DATE = """\
# Sterling Insurance Group reports third quarter 2023 results

($ in millions)

| | 3Q23 | 2Q23 | 3Q22 | YTD 2023 | YTD 2022 |
|---|---|---|---|---|---|
| Gross written premiums | $412 | $398 | $377 | $1,201 | $1,110 |
| Net earned premiums | 301 | 295 | 280 | 880 | 821 |

Free cash flow - trailing 4-quarters

| | Q2 2023 | Q3 2023 |
|---|---|---|
| Free cash flow | 80 | 90 |
| Net income | 60 | 66 |
"""


def test_year_to_date_ends_with_the_latest_quarter_beside_it(read: Callable[..., Reading]) -> None:
    found = by_label(read(TO_DATE, "r.md"), "Net earned premiums")
    assert [str(one.period) for one in found[-2:]] == ["2023-01-01/2023-09-30", "2022-01-01/2022-09-30"]


def test_trailing_quarters_are_twelve_months(read: Callable[..., Reading]) -> None:
    found = by_label(read(TO_DATE, "r.md"), "Free cash flow")
    assert [str(one.period) for one in found] == ["2022-07-01/2023-06-30", "2022-10-01/2023-09-30"]


COUNTS = """\
# Pinegrove Restaurants reports results for the quarter ended July 3, 2022

Restaurant counts

| | Company | Total |
|---|---|---|
| Beginning of year, October 3, 2021 | 163 | 2,218 |
| New | 4 | 16 |
| End of period, July 3, 2022 | 167 | 2,234 |

Same-store sales increase (decrease)

| | Quarter ended July 3, 2022 | Quarter ended July 4, 2021 |
|---|---|---|
| Company | (0.6)% | 9.1% |
| System | (0.8)% | 10.2% |

REVENUE GROWTH RATES

| | Quarter ended July 3, 2022 | Quarter ended July 4, 2021 |
|---|---|---|
| Company | 2% | 1% |
| System | 3% | 4% |
"""


def test_a_table_of_counts_counts_between_two_days(read: Callable[..., Reading]) -> None:
    reading = read(COUNTS, "r.md")
    assert [(one.value, str(one.unit), str(one.period)) for one in by_label(reading, "Beginning of year")] == [
        (163, "entities", "2021-10-03"),
        (2_218, "entities", "2021-10-03"),
    ]
    assert {str(one.period) for one in by_label(reading, "New")} == {"2021-10-04/2022-07-03"}


def test_titles_that_speak_of_growth_name_the_percentages_below(read: Callable[..., Reading]) -> None:
    percentages = [one for one in read(COUNTS, "r.md").figures if one.printed.endswith("%")]
    assert len(percentages) == 8
    assert {one.measure for one in percentages} == {"growth"}


def test_counts_of_shares_in_a_label_have_each_its_own_day(read: Callable[..., Reading]) -> None:
    text = (
        "# Birch Stores reports results\n\n| (in thousands) | November 2, 2024 | February 3, 2024 |\n|---|---|---|\n"
        "| Common stock; 50,773,796 shares at November 2, 2024, and 50,445,186 shares at February 3, 2024 | 5 | 4 |\n"
        "| Retained earnings | 284,986 | 220,030 |\n"
    )
    shares = [(one.value, str(one.period)) for one in read(text, "r.md").figures if str(one.unit) == "shares"]
    assert shares == [(50_773_796, "2024-11-02"), (50_445_186, "2024-02-03")]


def test_years_of_a_schedule_stay_the_names_of_its_rows(read: Callable[..., Reading]) -> None:
    text = (
        "# Delphi reports results for the year ended May 31, 2022\n\nEstimated amortization as of May 31, 2022:\n\n"
        "| | |\n|---|---|\n| Fiscal 2023 | 750 |\n| Fiscal 2024 | 508 |\n| Thereafter | 4 |\n| Total | 1,262 |\n"
    )
    assert [str(one.period) for one in by_label(read(text, "r.md"), "Fiscal 2023")] == ["2022-05-31"]


def test_what_is_left_of_a_period_is_no_part_of_a_label(read: Callable[..., Reading]) -> None:
    text = (
        "# Vernal Trust reports results\n\n| (in thousands) | Total | North |\n|---|---|---|\n"
        "| NOI for the three months ended December 31, 2024 | 284,966 | 257,040 |\n| Dispositions | (55) | (55) |\n"
        "| NOI for the three months ended December 31, 2023 | 287,096 | 247,575 |\n"
    )
    assert [str(one.period) for one in by_label(read(text, "r.md"), "NOI")][::2] == [
        "2024-10-01/2024-12-31",
        "2023-10-01/2023-12-31",
    ]


COMPARED = """\
# Vernal Trust announces fourth quarter 2024 results

Below are reconciliations of NOI for the three months ended December 31, 2024 compared to September 30, 2024.

| (Amounts in thousands) | Total | North |
|---|---|---|
| NOI for the three months ended December 31, 2024 | 284,966 | 257,040 |
| Dispositions | (55) | (55) |
| NOI for the three months ended September 30, 2024 | 265,491 | 229,588 |
| Increase in NOI | 19,475 | 27,452 |
| % increase in NOI | 7.3% | 12.0% |

| Same store NOI % increase: | Total | North |
|---|---|---|
| Three months ended December 31, 2024 compared to December 31, 2023 | 4.5% | 0.7% |
| Three months ended December 31, 2024 compared to September 30, 2024 | 4.0% | 8.7% |
"""


def test_what_a_caption_compares_with_is_the_period_before(read: Callable[..., Reading]) -> None:
    reading = read(COMPARED, "r.md")
    quarter, before = "2024-10-01/2024-12-31", "2024-07-01/2024-09-30"
    assert {str(one.period) for one in by_label(reading, "Increase in NOI")} == {quarter}
    growth = by_label(reading, "% increase in NOI")[0]
    assert (growth.measure, str(growth.period), str(growth.comparative)) == ("growth", quarter, before)
    rows = [one for one in reading.figures if one.printed in ("0.7%", "8.7%")]
    assert [str(one.comparative) for one in rows] == ["2023-10-01/2023-12-31", before]


def test_a_span_inside_a_table_holds_for_all_rows_below(read: Callable[..., Reading]) -> None:
    text = (
        "# Vernal Trust announces fourth quarter 2024 results\n\n| (Square feet in thousands) | Office | Retail |\n"
        "|---|---|---|\n| Three Months Ended December 31, 2024 | | |\n| Total square feet leased | 583 | 50 |\n"
        "| Initial rent | $ 87.48 | $ 315.10 |\n| Percentage of initial rent | 14.6% | 4.9% |\n"
    )
    assert {str(one.period) for one in by_label(read(text, "r.md"), "Total square feet leased")} == {
        "2024-10-01/2024-12-31"
    }


BALANCES = """\
# Nordhavn Shipping A/S: interim report Q2 2024

| USDm | Q2 2024 | Q2 2023 | FY 2023 |
|---|---|---|---|
| Revenue | 326.5 | 301.2 | 1,250.3 |
| Net interest-bearing debt | 510.2 | 611.9 | 588.0 |
| Total investments | 11.2 | 11.0 | 10.8 |
"""


def test_what_stands_at_a_day_does_so_below_quarters(read: Callable[..., Reading]) -> None:
    for label in ("Net interest-bearing debt", "Total investments"):
        assert [str(one.period) for one in by_label(read(BALANCES, "r.md"), label)] == [
            "2024-06-30",
            "2023-06-30",
            "2023-12-31",
        ]


def test_a_label_ends_before_the_parenthesis_of_a_figure_in_it(read: Callable[..., Reading]) -> None:
    text = (
        "# Fund results\n\n| (In thousands) | December 31, 2024 | September 30, 2024 |\n|---|---|---|\n"
        "| Investments (amortized cost—$856,406 and $916,168, respectively) | 845,829 | 910,323 |\n"
        "| Total assets | 1,412,091 | 1,389,086 |\n"
    )
    found = by_label(read(text, "r.md"), "Investments")
    assert [one.value for one in found[:2]] == [Decimal(845_829_000), Decimal(910_323_000)]


def test_paragraphs_do_not_part_a_reconciliation_from_its_title(read: Callable[..., Reading]) -> None:
    why = "As supplemental information, we provide measures that we call Economic Earnings. " * 4
    heads = "| | 2024 | 2023 |\n|---|---|---|\n| Net income | 2,211 | 10,571 |\n"
    text = (
        f"# Westmoor results for 2024\n\nSTATEMENTS OF CASH FLOWS\n\n(in thousands)\n\n{heads}"
        "| Depreciation | 602 | 670 |\n\nReconciliation of Net Income to Economic Earnings\n\n"
        f"(in thousands)\n\n{why}\n\n{heads}| Economic Earnings | 6,965 | 18,342 |\n"
    )
    reading = read(text, "r.md")
    assert [table.kind for table in reading.tables] == ["cash-flow", "other"]
    assert by_label(reading, "Economic Earnings")[0].value == Decimal(6_965_000)


DRAWN = """\
OAKMONT FINANCIAL HOLDINGS
(Dollars in thousands except per share amounts)
=======================================================================================
                          | Three months ended    |          | Nine months ended     |
                          |     September 30      | Percent  |     September 30      | Percent
                          |    2003   |    2002   | change   |    2003   |    2002   | change
---------------------------------------------------------------------------------------
Net interest income       |   48,120  |   46,003  |    4.6%  |  142,880  |  136,911  |    4.4%
Net income                |   17,202  |   15,880  |    8.3   |   49,911  |   46,020  |    8.5
Dividends                 |      .34  |      .31  |    9.7   |      .99  |      .90  |   10.0
=======================================================================================
"""


def test_lines_drawn_between_columns_are_no_cells(read: Callable[..., Reading]) -> None:
    found = by_label(read(DRAWN, "r.txt"), "Net income")
    assert [(one.value, str(one.period)) for one in found] == [
        (Decimal(17_202_000), "2003-07-01/2003-09-30"),
        (Decimal(15_880_000), "2002-07-01/2002-09-30"),
        (Decimal("0.083"), "2003-07-01/2003-09-30"),
        (Decimal(49_911_000), "2003-01-01/2003-09-30"),
        (Decimal(46_020_000), "2002-01-01/2002-09-30"),
        (Decimal("0.085"), "2003-01-01/2003-09-30"),
    ]


def test_dividends_in_cents_among_thousands_are_of_one_share(read: Callable[..., Reading]) -> None:
    found = by_label(read(DRAWN, "r.txt"), "Dividends")
    assert [(one.value, str(one.unit)) for one in found[:2]] == [
        (Decimal("0.34"), "USD / shares"),
        (Decimal("0.31"), "USD / shares"),
    ]


BLANK_BELOW_HEADS = """\
                    CONSOLIDATED STATEMENTS OF EARNINGS
               (thousands of dollars except per share amounts)

                                     Three months ended        Nine months ended
                                        September 30              September 30
                                      1995        1994          1995        1994
                                      ----        ----          ----        ----

Gold revenue                       $ 41,330    $ 38,204      $121,110    $ 113,977
Operating costs                      27,411      25,602        80,120       76,340
Earnings per share                 $   0.12    $   0.10      $   0.34    $    0.31

CONSOLIDATED BALANCE SHEETS
(thousands of dollars)
                                   September 30, 1995       December 31, 1994
Current assets                            $  88,204               $  79,330
Mining interests                            310,448                 298,112
"""


def test_a_blank_line_below_the_rules_of_heads_parts_nothing(read: Callable[..., Reading]) -> None:
    found = by_label(read(BLANK_BELOW_HEADS, "r.txt"), "Operating costs")
    assert [(one.value, str(one.period)) for one in found] == [
        (Decimal(27_411_000), "1995-07-01/1995-09-30"),
        (Decimal(25_602_000), "1994-07-01/1994-09-30"),
        (Decimal(80_120_000), "1995-01-01/1995-09-30"),
        (Decimal(76_340_000), "1994-01-01/1994-09-30"),
    ]


def test_a_statement_with_heads_of_its_own_is_a_table_of_its_own(read: Callable[..., Reading]) -> None:
    reading = read(BLANK_BELOW_HEADS, "r.txt")
    assert [table.kind for table in reading.tables][-1] == "balance-sheet"
    assert [str(one.period) for one in by_label(reading, "Current assets")] == ["1995-09-30", "1994-12-31"]


def test_ranges_of_months_are_durations(read: Callable[..., Reading]) -> None:
    text = (
        "# Halvorsen Retail Group: first quarter 2023\n\n"
        "|  | Jan-Mar 2023 | Jan-Mar 2022 | Full-year 2022 | Apr 2022-Mar 2023 |\n|---|---|---|---|---|\n"
        "| Net sales, SEK m | 4,120 | 3,880 | 16,902 | 17,142 |\n| Operating profit | 205 | 233 | 1,204 | 1,176 |\n"
    )
    assert [str(one.period) for one in by_label(read(text, "r.md"), "Net sales, SEK m")] == [
        "2023-01-01/2023-03-31",
        "2022-01-01/2022-03-31",
        "2022-01-01/2022-12-31",
        "2022-04-01/2023-03-31",
    ]


HIGHLIGHTS = """\
# Westerly Bancshares reports earnings for the quarter ended June 30, 2000

| (Dollars in thousands) | Quarter ended June 30, 2000 | Quarter ended June 30, 1999 |
|---|---|---|
| Net income | 3,902 | 3,704 |
| AT PERIOD END | | |
| Loans | 611,204 | 560,118 |
| RATIOS | | |
| Return on average assets | 1.43% | 1.48% |
| Return on average equity | 18.20 | 18.95 |

Medical membership (in thousands)

| | June 30, 2000 | June 30, 1999 |
|---|---|---|
| Commercial | 1,204 | 1,150 |
| Medicare | 402 | 360 |

2001 Guidance

| | Full Year 2001 |
|---|---|
| Medical loss ratio | 86.0% ± 50 bps |
| Tax rate | 24% |
"""


def test_a_heading_at_period_end_dates_the_balances_below(read: Callable[..., Reading]) -> None:
    assert [str(one.period) for one in by_label(read(HIGHLIGHTS, "r.md"), "Loans")] == ["2000-06-30", "1999-06-30"]


def test_a_ratio_below_one_with_its_sign_is_a_percentage(read: Callable[..., Reading]) -> None:
    found = by_label(read(HIGHLIGHTS, "r.md"), "Return on average equity")
    assert [(one.value, str(one.unit)) for one in found] == [(Decimal("0.182"), "pure"), (Decimal("0.1895"), "pure")]


def test_members_are_counted_in_the_scale_of_their_title(read: Callable[..., Reading]) -> None:
    found = by_label(read(HIGHLIGHTS, "r.md"), "Commercial")
    assert [(one.value, one.unit is not None and one.unit.currency) for one in found] == [
        (Decimal(1_204_000), None),
        (Decimal(1_150_000), None),
    ]


def test_basis_points_around_a_percentage(read: Callable[..., Reading]) -> None:
    assert [one.value for one in by_label(read(HIGHLIGHTS, "r.md"), "Medical loss ratio")] == [
        Decimal("0.855"),
        Decimal("0.865"),
    ]


def test_an_opening_balance_sheet_is_that_of_the_close_before(read: Callable[..., Reading]) -> None:
    text = (
        "# Calder Group: nine months ended December 31, 2024\n\nIts fiscal year ends March 31, 2024.\n\n"
        "Statements of Financial Position\n\n| (thousands) | Dec. 31, 2024 | March 31, 2024 | April 1, 2023 |\n"
        "|---|---|---|---|\n| Cash | 39,731 | 63,083 | 66,850 |\n| Total assets | 199,675 | 172,968 | 137,128 |\n"
    )
    assert [str(one.period) for one in by_label(read(text, "r.md"), "Cash")] == [
        "2024-12-31",
        "2024-03-31",
        "2023-03-31",
    ]


def test_days_of_two_digit_years_are_heads(read: Callable[..., Reading]) -> None:
    text = (
        "# Palmetto Packaging: results\n\n(Dollars in thousands)\n\n| | Quarter Ended | | Twelve Months Ended | |\n"
        "|---|---|---|---|---|\n| | 12/31/04 | 12/31/03 | 12/31/04 | 12/31/03 |\n"
        "| Sales | 840 | 770 | 3,155 | 2,758 |\n"
        "| Cost of sales | 690 | 630 | 2,585 | 2,262 |\n"
    )
    reading = read(text, "r.md")
    assert [str(one.period) for one in by_label(reading, "Cost of sales")] == [
        "2004-10-01/2004-12-31",
        "2003-10-01/2003-12-31",
        "2004-01-01/2004-12-31",
        "2003-01-01/2003-12-31",
    ]
    assert not [one for one in reading.findings if one.code == "GG-READ-GHOST"]


def test_unaudited_below_the_rules_of_heads_parts_nothing(read: Callable[..., Reading]) -> None:
    text = (
        "                    STATEMENTS OF OPERATIONS\n                       (In thousands)\n\n"
        "                              Three Months Ended         Year Ended\n"
        "                              June 30,  June 30,     June 30,  June 30,\n"
        "                                1998      1997         1998      1997\n"
        "                              --------  --------     --------  --------\n"
        "                                 (unaudited)\n\n"
        "Net sales                     $ 88,204  $ 79,110     $330,204  $301,990\n"
        "Cost of sales                   60,110    55,020      228,330   210,404\n"
    )
    assert [str(one.period) for one in by_label(read(text, "r.txt"), "Cost of sales")] == [
        "1998-04-01/1998-06-30",
        "1997-04-01/1997-06-30",
        "1997-07-01/1998-06-30",
        "1996-07-01/1997-06-30",
    ]


def test_a_head_that_compares_two_periods_is_growth_of_the_first(read: Callable[..., Reading]) -> None:
    head = "Three Months Ended July 31, 2024 Compared to Three Months Ended July 31, 2023"
    rows = "| Sales | 10% |\n| Service | 11% |\n"
    text = f"# Orchid Cloud results\n\n| Growth in constant currency | {head} |\n|---|---|\n{rows}"
    (growth,) = by_label(read(text, "r.md"), "Sales")
    assert (growth.measure, str(growth.period), str(growth.comparative)) == (
        "growth",
        "2024-05-01/2024-07-31",
        "2023-05-01/2023-07-31",
    )


def test_carloads_are_counted_and_a_ratio_in_percent_is_one(read: Callable[..., Reading]) -> None:
    text = (
        "# Kinetic Rail: first quarter of 2016\n\n(dollars in millions)\n\n| | First Quarter 2016 |\n|---|---|\n"
        "| Operating revenues | $ 2,420 |\n| Operating ratio (percent) | 70.1 |\n\nCarloads (in thousands)\n\n"
        "| | First Quarter 2016 |\n|---|---|\n| Agriculture | 148.0 |\n| Coal | 210.0 |\n"
    )
    reading = read(text, "r.md")
    assert by_label(reading, "Operating ratio (percent)")[0].value == Decimal("0.701")
    (coal,) = by_label(reading, "Coal")
    assert (coal.value, coal.unit is not None and coal.unit.currency) == (Decimal(210_000), None)


DAYS_ABOVE_FLOWS = """\
# Lumen Nordic ASA – Interim report third quarter 2023

## Condensed consolidated statement of cash flows

| NOK million | Q3 2023 | 30.09.2023 | 31.12.2022 |
|---|---|---|---|
| Depreciation and amortisation | 83 | 243 | 311 |
| Net cash flow from operating activities | 143 | 411 | 649 |
| Net change in cash | 23 | (44) | 91 |
| Cash at beginning of period | 315 | 382 | 291 |
| Cash at end of period | 338 | 338 | 382 |

## Segment information Q3

| NOK million | 2023 | 2022 |
|---|---|---|
| External revenues | 801 | 712 |

## Segment information first half and full year

| NOK million | 2022 | 2021 |
|---|---|---|
| Internal revenues | 81 | 71 |
"""


def test_days_above_flows_end_the_year_to_date_and_a_title_names_the_quarter_of_bare_years(
    read: Callable[..., Reading],
) -> None:
    reading = read(DAYS_ABOVE_FLOWS, "r.md")

    def periods(label: str) -> list[str]:
        return [str(one.period) for one in by_label(reading, label)]

    year_to_date, year = "2023-01-01/2023-09-30", "2022-01-01/2022-12-31"
    assert periods("Net cash flow from operating activities") == ["2023-07-01/2023-09-30", year_to_date, year]
    assert periods("Cash at beginning of period") == ["2023-06-30", "2022-12-31", "2021-12-31"]
    assert periods("Cash at end of period") == ["2023-09-30", "2023-09-30", "2022-12-31"]
    assert periods("External revenues") == ["2023-07-01/2023-09-30", "2022-07-01/2022-09-30"]
    assert periods("Internal revenues") == [year, "2021-01-01/2021-12-31"]


SEGMENTS_IN_TEXT = """\
<TABLE>
<CAPTION>
                    MERIDIAN PAPER COMPANY AND SUBSIDIARIES
                          BUSINESS SEGMENT DATA
                          (Millions of dollars)

                                   Second Quarter           Six Months
                                  1997       1996         1997       1996
                                --------   --------     --------   --------
<S>                             <C>        <C>          <C>        <C>
Operating Income
  Printing papers               $  22.1    $  15.0      $  39.8    $  32.3
  Packaging                        14.4       12.9         27.5       25.1
                                --------   --------     --------   --------
                                $  36.5    $  27.9      $  67.3    $  57.4
                                ========   ========     ========   ========
Tons shipped (thousands)
  Printing papers                 301.2      288.0        588.4      571.2
</TABLE>
"""


def test_the_name_of_a_table_in_capitals_is_no_head_and_tons_below_their_heading_are_no_money(
    read: Callable[..., Reading],
) -> None:
    reading = read(SEGMENTS_IN_TEXT, "r.txt")
    packaging = by_label(reading, "Packaging")
    assert {one.head for one in packaging} == {""}
    assert str(packaging[3].period) == "1996-01-01/1996-06-30"
    income, tons = by_label(reading, "Printing papers")[0], by_label(reading, "Printing papers")[4]
    assert (income.value, str(income.unit)) == (Decimal("22100000"), "USD")
    assert (tons.value, str(tons.unit)) == (Decimal(301200), "pure")


EQUITY = """\
<p>Birch, Inc. Statement of Stockholders' Equity (in thousands, except share amounts)</p>
<table>
<tr><td></td><td colspan="2">Common Stock</td><td>Accumulated</td><td>Total Stockholders'</td></tr>
<tr><td></td><td>Shares</td><td>Amount</td><td>Deficit</td><td>Equity</td></tr>
<tr><td>Balance at December 31, 2024</td><td>70,401,118</td><td>$7</td><td>$(130)</td><td>$(123)</td></tr>
<tr><td>Net loss</td><td>&mdash;</td><td>&mdash;</td><td>(43)</td><td>(43)</td></tr>
<tr><td>Balance at March 31, 2025</td><td>70,401,118</td><td>$7</td><td>$(173)</td><td>$(166)</td></tr>
</table>
"""


def test_shares_and_amounts_below_common_stock_are_of_common_stock(read: Callable[..., Reading]) -> None:
    loss = by_label(read(EQUITY, "r.html"), "Net loss")
    assert [(str(one.unit), one.head) for one in loss] == [
        ("shares", "Common Stock"),
        ("USD", "Common Stock"),
        ("USD", "Accumulated Deficit"),
        ("USD", "Total Stockholders' Equity"),
    ]


PER_SHARE = """\
<p>Prairie Basin Energy Ltd. results</p>
<table>
<tr><th>(C$ thousands, except per share amounts)</th><th>Q3 2022</th><th>Q3 2021</th></tr>
<tr><td>Adjusted funds flow</td><td>71,204</td><td>40,330</td></tr>
<tr><td>Per share – basic</td><td>0.52</td><td>0.30</td></tr>
<tr><td>Per share – diluted</td><td>0.50</td><td>0.29</td></tr>
<tr><td>Net income</td><td>48,330</td><td>3,204</td></tr>
<tr><td>Per share – basic</td><td>0.35</td><td>0.02</td></tr>
<tr><td><b>Common shares (thousands)</b></td><td></td><td></td></tr>
<tr><td>Outstanding, end of period</td><td>137,220</td><td>135,004</td></tr>
</table>
"""


def test_an_amount_per_share_is_of_the_row_above_and_shares_below_their_heading_are_no_money(
    read: Callable[..., Reading],
) -> None:
    reading = read(PER_SHARE, "r.html")
    basic = by_label(reading, "Per share – basic")
    assert [one.headings[-1] for one in basic] == ["Adjusted funds flow"] * 2 + ["Net income"] * 2
    assert {str(one.unit) for one in basic} == {"CAD / shares"}
    ending = by_label(reading, "Outstanding, end of period")
    assert [(one.value, str(one.unit), str(one.period)) for one in ending] == [
        (Decimal(137_220_000), "shares", "2022-09-30"),
        (Decimal(135_004_000), "shares", "2021-09-30"),
    ]


SUMMARY = """\
# Weldon Filters, Inc. Reports Third Quarter 2011 Results

Summary Financial Results (thousands of US dollars, excluding EPS):

| | Quarter ended September 30, | | |
| --- | --- | --- | --- |
| | | Revised | |
| | 2011 | 2010 | Change |
| Net sales | 93,741 | 77,746 | 15,995 |
| Net income | 1,131 | 1,346 | (215) |
| Diluted EPS: Continuing | $0.07 | $0.03 | $0.04 |
| Discontinued | $ - | $0.05 | $(0.05) |
| Net income, total | $0.07 | $0.08 | $(0.01) |
"""


def test_rows_of_cents_go_on_below_an_amount_per_share(read: Callable[..., Reading]) -> None:
    units = {figure.printed: str(figure.unit) for figure in read(SUMMARY, "r.md").figures if figure.within is not None}
    cents = {"$0.07", "$0.03", "$0.04", "$ -", "$0.05", "$(0.05)", "$0.08", "$(0.01)"}
    assert {printed for printed, unit in units.items() if unit == "USD / shares"} == cents
    assert {printed for printed, unit in units.items() if unit == "USD"} == units.keys() - cents


def test_a_revised_year_before_is_no_other_thing_where_it_stands_alone(read: Callable[..., Reading]) -> None:
    assert {figure.head for figure in by_label(read(SUMMARY, "r.md"), "Net sales")} <= {"", "Change"}
    both = SUMMARY.replace("| | 2011 | 2010 | Change |", "| | 2010 | 2010 | Change |").replace(
        "| | | Revised | |", "| | As reported | Revised | |"
    )
    heads = [figure.head for figure in by_label(read(both, "r.md"), "Net sales")]
    assert "Revised" in heads


MONTHS = """\
# Weldon Filters, Inc. Reports Third Quarter 2009 Results

Results for the quarter ended September 30, 2009 changed as follows.

| | 3Q (July – September) | 9M (January – September) |
| --- | --- | --- |
| Gross margin | 52.4% | 53.2% |

| (in thousands) | 3Q 2009 | 3Q 2008 |
| --- | --- | --- |
| Net sales | 6,673 | 7,181 |
"""


def test_months_without_a_year_are_those_of_the_document(read: Callable[..., Reading]) -> None:
    assert [str(figure.period) for figure in by_label(read(MONTHS, "r.md"), "Gross margin")] == [
        "2009-07-01/2009-09-30",
        "2009-01-01/2009-09-30",
    ]


QUARTERS_OF_YEARS = """\
# Duval Rental Trust Reports 2004 Results

Selected quarterly information for the years ended December 31, 2004 and 2003 (in thousands):

| | Quarter Ended | | |
| --- | --- | --- | --- |
| | December 31 | September 30 | June 30 |
| 2004 | | | |
| Total revenues | $ 196,521 | $ 194,331 | $ 187,351 |
| Net income | 41,150 | 42,527 | 34,716 |
| 2003 | | | |
| Total revenues | $ 183,355 | $ 178,029 | $ 174,964 |
| Net income | 49,711 | 40,185 | 34,538 |
"""


def test_days_of_a_head_are_in_the_year_that_stands_alone_above_the_rows(read: Callable[..., Reading]) -> None:
    assert [str(figure.period) for figure in by_label(read(QUARTERS_OF_YEARS, "r.md"), "Total revenues")] == [
        "2004-10-01/2004-12-31",
        "2004-07-01/2004-09-30",
        "2004-04-01/2004-06-30",
        "2003-10-01/2003-12-31",
        "2003-07-01/2003-09-30",
        "2003-04-01/2003-06-30",
    ]


YEAR_TO_DATE = """\
# Banner Creek Corporation Reports Third Quarter 2024 Results

Results for the quarter ended September 30, 2024 (dollars in thousands, except per share).

| | Quarterly | | Year-to-Date | |
| --- | --- | --- | --- | --- |
| | 2024 | 2023 | 2024 | 2023 |
| | Third Quarter | Third Quarter | | |
| Interest income | 46,627 | 48,325 | 142,784 | 140,119 |
| Net income | 2,156 | 3,872 | 10,807 | 23,090 |
"""


def test_a_year_to_date_is_no_quarter_and_no_day(read: Callable[..., Reading]) -> None:
    wanted = ["2024-07-01/2024-09-30", "2023-07-01/2023-09-30", "2024-01-01/2024-09-30", "2023-01-01/2023-09-30"]
    figures = by_label(read(YEAR_TO_DATE, "r.md"), "Interest income")
    assert [str(figure.period) for figure in figures] == wanted
    assert {figure.head for figure in figures} == {""}
    days = YEAR_TO_DATE.replace("| | Quarterly | | Y", "| | Quarter Ended | | Y").replace(
        "| | Third Quarter | Third Quarter | | |\n", ""
    )
    days = days.replace(
        "| 2024 | 2023 | 2024 | 2023 |", "| Sep. 30, 2024 | Sep. 30, 2023 | Sep. 30, 2024 | Sep. 30, 2023 |"
    )
    days = days.replace("| Year-to-Date | |", "| Year-to-date | Year-to-date |")
    assert [str(figure.period) for figure in by_label(read(days, "r.md"), "Net income")] == wanted


DIVIDENDS = """\
# Sterling Plains Bancshares, Inc. Reports Third Quarter 2005 Results

Results for the quarter ended September 30, 2005.

| | Quarter Ended Sep. 30, 2005 | Quarter Ended Jun. 30, 2005 |
| --- | --- | --- |
| Net income | $ 8,686 | $ 8,516 |
| Book value per common share at period-end | | |
| Total | $ 7.25 | $ 7.19 |
| Tangible | $ 5.31 | $ 5.77 |
| Cash dividends paid per common share | $ 0.06 | $ 0.05 |
"""


def test_dividends_paid_flow_below_what_stands_at_the_end(read: Callable[..., Reading]) -> None:
    reading = read(DIVIDENDS, "r.md")
    periods = {
        label: str(by_label(reading, label)[0].period) for label in ("Total", "Cash dividends paid per common share")
    }
    assert periods == {"Total": "2005-09-30", "Cash dividends paid per common share": "2005-07-01/2005-09-30"}
