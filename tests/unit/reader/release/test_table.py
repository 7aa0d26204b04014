"""What heads, labels and captions say of the figures of a table."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Figure, Reading

BANK = """\
Thistle Corp. reports
($ in millions, except per share data)

| | 3Q24 | 2Q24 | 3Q23 | QoQ | YoY |
|---|---|---|---|---|---|
| Interest income | $318.2 | $312.9 | $301.4 | 1.7% | 5.6% |
| Net interest margin | 3.42% | 3.38% | 3.55% | 4 bps | (13) bps |
| Diluted earnings per share | $1.19 | $1.11 | $1.18 | 7.2% | 0.8% |
"""


def test_changes_compare_with_the_quarter_or_the_year_before(cell: Callable[..., Figure]) -> None:
    quarter, year = cell(BANK, 6, 5, "x.md"), cell(BANK, 6, 6, "x.md")
    assert (str(quarter.period), str(quarter.comparative)) == ("2024-07-01/2024-09-30", "2024-04-01/2024-06-30")
    assert (str(year.period), str(year.comparative)) == ("2024-07-01/2024-09-30", "2023-07-01/2023-09-30")
    assert (quarter.measure, quarter.value) == ("growth", Decimal("0.017"))


def test_basis_points_change_a_ratio(cell: Callable[..., Figure]) -> None:
    change = cell(BANK, 7, 6, "x.md")
    assert (change.value, change.measure, str(change.unit)) == (Decimal("-0.0013"), "change", "pure")


def test_a_head_may_name_both_periods(cell: Callable[..., Figure]) -> None:
    text = (
        "(in EUR million)\n"
        "\tQ1 2025\tQ4 2024\tQ1 2024\tQ1 25 vs Q4 24\n"
        "Revenue\t120\t110\t100\t9.1%\n"
        "Costs\t80\t70\t60\t14.3%\n"
    )
    growth = cell(text, 3, 5)
    assert (str(growth.period), str(growth.comparative)) == ("2025-01-01/2025-03-31", "2024-10-01/2024-12-31")


@pytest.mark.parametrize(
    ("label", "printed", "value", "unit"),
    [
        ("Electricity sales (GWh)", "22,418", "22418", "pure"),
        ("Operating cash flow (CHF million)", "911.4", "911400000", "CHF"),
        ("Earnings per share (CHF)", "13.02", "13.02", "CHF / shares"),
        ("Basic EPS (pence)", "12.3", "0.123", "CHF / shares"),
        ("Average diluted shares (in millions)", "80.9", "80900000", "shares"),
        ("Employees (full-time equivalents)", "5,904", "5904", "persons"),
        ("Net debt / EBITDA", "1.7x", "1.7", "pure"),
    ],
)
def test_a_label_may_give_its_own_unit(
    cell: Callable[..., Figure], label: str, printed: str, value: str, unit: str
) -> None:
    text = f"Key figures, CHF thousand\n\tFY2024\tFY2023\nRevenue\t10,000\t9,000\n{label}\t{printed}\t{printed}\n"
    figure = cell(text, 4, 2)
    assert (figure.value, str(figure.unit)) == (Decimal(value), unit)


def test_a_column_may_give_the_unit_of_each_row(cell: Callable[..., Figure]) -> None:
    text = (
        "\tUnit\t2Q24\t1Q24\n"
        "Revenue\t$M\t1,804.2\t1,788.6\n"
        "ARPU\t$\t45.22\t45.07\n"
        "Churn\t%\t0.91\t0.94\n"
        "Users\tmillions\t12.41\t12.36\n"
    )
    assert cell(text, 2, 3).value == Decimal(1_804_200_000)
    assert (cell(text, 3, 3).value, str(cell(text, 3, 4).unit)) == (Decimal("45.22"), "USD")
    assert (cell(text, 4, 4).value, cell(text, 4, 4).measure) == (Decimal("0.0094"), "ratio")
    assert (cell(text, 5, 3).value, cell(text, 5, 3).label) == (Decimal(12_410_000), "Users")


def test_numbers_of_notes_are_no_figures(read: Callable[..., Reading]) -> None:
    text = "\tNotes\t2024\t2023\n\t\t£m\t£m\nRevenue\t3\t120\t110\nCosts\t4\t80\t75\n"
    assert [figure.printed for figure in read(text).figures] == ["120", "110", "80", "75"]


def test_scale_of_the_whole_document(cell: Callable[..., Figure]) -> None:
    text = (
        "All amounts in thousands of euros unless otherwise stated\n\n"
        "\tFY24\tFY23\n"
        "Revenue\t318,402\t296,771\n"
        "Number of shares\t9,541,200\t9,541,200\n"
    )
    assert cell(text, 4, 2).value == Decimal(318_402_000)
    assert (cell(text, 5, 2).value, str(cell(text, 5, 2).unit)) == (Decimal(9_541_200), "shares")


def test_percentages_beside_amounts_are_growth_where_a_note_says_so(cell: Callable[..., Figure]) -> None:
    text = (
        "Percentages indicate year-on-year changes. The fiscal year ends on March 31.\n\n"
        "\tNet sales\t\tOperating profit\t\n\tMillions of yen\t%\tMillions of yen\t%\n"
        "Three months ended June 30, 2024\t24,316\t6.3\t2,914\t9.8\n"
        "Three months ended June 30, 2023\t22,870\t6.6\t2,655\t(5.2)\n"
    )
    growth = cell(text, 5, 3)
    assert (growth.value, growth.measure, str(growth.period)) == (Decimal("0.063"), "growth", "2024-04-01/2024-06-30")


def test_what_stands_at_a_day_is_dated_to_the_end_of_its_period(cell: Callable[..., Figure]) -> None:
    text = "EUR million\n\tH1 2024\tH1 2023\nRevenue\t120\t110\nNet debt\t80\t75\nEmployees at 30 June\t6,412\t6,388\n"
    assert str(cell(text, 4, 2).period) == "2024-06-30"
    assert (str(cell(text, 5, 3).period), cell(text, 5, 3).value) == ("2023-06-30", Decimal(6388))


def test_ends_of_a_range_are_two_figures_of_one_cell(read: Callable[..., Reading]) -> None:
    text = "2025 guidance (in millions)\n\tFY 2025\nTotal revenue\t$690 to $700\nFree cash flow margin\t24% - 25%\n"
    found = [(figure.value, figure.head, figure.is_forecast) for figure in read(text).figures if figure.place.line == 3]
    assert found == [(Decimal(690_000_000), "low", True), (Decimal(700_000_000), "high", True)]


def test_rows_between_amounts_per_share_are_per_share(cell: Callable[..., Figure]) -> None:
    text = (
        "2024 guidance\n"
        "\tLow\tHigh\n"
        "Net income per diluted share\t$1.87\t$1.95\n"
        "Depreciation\t2.31\t2.33\n"
        "FFO per diluted share\t$4.21\t$4.32\n"
    )
    assert str(cell(text, 4, 2).unit) == "USD / shares"


def test_amounts_in_a_label_belong_to_the_columns(read: Callable[..., Reading]) -> None:
    text = (
        "Balance sheet (in thousands)\n"
        "\tJune 30, 2024\tJune 30, 2023\n"
        "Receivables, net of allowance of $12 and $14\t300\t310\n"
    )
    found = [(figure.value, str(figure.period)) for figure in read(text).figures if figure.place.column is None]
    assert found == [(Decimal(12_000), "2024-06-30"), (Decimal(14_000), "2023-06-30")]


def test_a_threshold_in_a_label_is_no_figure(read: Callable[..., Reading]) -> None:
    text = "\tJune 30, 2024\tJune 30, 2023\nCustomers with revenue above $100,000\t1,206\t1,011\n"
    assert [figure.printed for figure in read(text).figures] == ["1,206", "1,011"]


def test_table_that_details_a_note_keeps_the_scale(cell: Callable[..., Figure]) -> None:
    table = "\tYear ended December 31, 2024\nRevenue\t$1,200\nCosts\t900\n"
    text = f"Income statement\n(in thousands)\n{table}\n(1) Includes stock-based compensation as follows:\n{table}"
    assert cell(text, 9, 2).value == Decimal(1_200_000)


def test_dashes_between_the_ends_of_ranges_are_no_figures(read: Callable[..., Reading]) -> None:
    text = "2024 guidance\n\tLow\t\tHigh\nRevenue (millions)\t$3,600\t-\t$3,700\nAdjusted EPS\t$4.21\t-\t$4.32\n"
    assert [figure.printed for figure in read(text).figures] == ["$3,600", "$3,700", "$4.21", "$4.32"]


def test_changes_may_stand_left_of_their_amounts(cell: Callable[..., Figure]) -> None:
    text = "EUR million\n\t% Change\tFY2023\tFY2024\nRevenue\t9.1%\t110\t120\nCosts\t14.3%\t70\t80\n"
    assert str(cell(text, 3, 2).comparative) == "2023-01-01/2023-12-31"


def test_shares_in_a_label_are_named_by_the_words_after_them(read: Callable[..., Reading]) -> None:
    label = "Common stock, $0.01 par value; 100,000 shares authorized; 48,000 and 48,500 shares issued"
    text = f"Balance sheet ($ in millions)\n\tJune 30, 2024\tJune 30, 2023\n{label}\t0.5\t0.5\n"
    found = [(f.label, f.printed, str(f.period)) for f in read(text).figures if f.place.column is None]
    assert found == [
        ("par value", "$0.01", "2024-06-30"),
        ("par value", "$0.01", "2023-06-30"),
        ("shares authorized", "100,000 shares", "2024-06-30"),
        ("shares authorized", "100,000 shares", "2023-06-30"),
        ("shares issued", "48,000", "2024-06-30"),
        ("shares issued", "48,500 shares", "2023-06-30"),
    ]


def test_the_corner_completes_the_date_of_a_row(cell: Callable[..., Figure]) -> None:
    text = (
        "(Millions of yen)\n\tNet sales\tProfit\nFiscal year ended\tMillions of yen\tMillions of yen\n"
        "March 31, 2024\t184\t8\nMarch 31, 2023\t178\t9\n"
    )
    assert str(cell(text, 4, 2).period) == "2023-04-01/2024-03-31"
    assert str(cell(text, 5, 3).period) == "2022-04-01/2023-03-31"


def test_movements_run_between_balances_that_are_only_dated(cell: Callable[..., Figure]) -> None:
    text = (
        "Statement of changes in equity\n€ thousand\tCapital\tReserves\nAs at 1 January 2024\t100\t50\n"
        "Profit for the period\t–\t7\nAs at 30 June 2024\t100\t57\n"
    )
    assert str(cell(text, 4, 3).period) == "2024-01-01/2024-06-30"
    assert str(cell(text, 5, 3).period) == "2024-06-30"


RATIOS = """\
KEY RATIOS

| | 2Q 2024 | 1Q 2024 | 2Q 2023 | Change vs. 1Q 2024 (bps) | Change vs. 2Q 2023 (bps) |
|---|---|---|---|---|---|
| Margin | 3.70% | 3.66% | 3.91% | 4 | (21) |
| Efficiency ratio | 56.31% | 57.42% | 55.24% | (111) | 107 |
"""


def test_a_change_against_a_named_period_ends_with_the_newest(cell: Callable[..., Figure]) -> None:
    quarter, year = cell(RATIOS, 5, 5, "x.md"), cell(RATIOS, 5, 6, "x.md")
    assert (str(quarter.period), str(quarter.comparative)) == ("2024-04-01/2024-06-30", "2024-01-01/2024-03-31")
    assert (str(year.period), str(year.comparative)) == ("2024-04-01/2024-06-30", "2023-04-01/2023-06-30")


def test_rows_between_counts_are_counts(cell: Callable[..., Figure]) -> None:
    text = (
        "Revenue was $5 million.\n\n| | Fiscal 2023 | Fiscal 2022 |\n|---|---|---|\n"
        "| Stores at beginning of year | 264 | 261 |\n| Opened | 7 | 9 |\n| Closed | (11) | (6) |\n"
        "| Stores at end of year | 260 | 264 |\n| Sales per store | $ 301 | $ 309 |\n"
    )
    assert str(cell(text, 6, 2, "x.md").unit) == "entities"
    assert cell(text, 7, 3, "x.md").value == Decimal(-6)
    assert str(cell(text, 9, 2, "x.md").unit) == "USD"


def test_interest_on_borrowings_is_for_the_quarter(cell: Callable[..., Figure]) -> None:
    text = (
        "CONSOLIDATED STATEMENTS OF INCOME\n(dollars in thousands)\n\tQuarter Ended June 30, 2024\t"
        "Quarter Ended June 30, 2023\nInterest income\t900\t800\nBorrowings\t42\t51\n"
    )
    assert str(cell(text, 5, 2).period) == "2024-04-01/2024-06-30"


def test_captions_that_agree_give_the_scale_of_a_table_without_one(cell: Callable[..., Figure]) -> None:
    statement = "\tQ1 2025\tQ1 2024\nRevenue\t$900\t$800\nCosts\t700\t600\n"
    text = (
        f"Results\n(in millions)\n{statement}\nCosts\n(unaudited, in millions)\n{statement}\nMetrics\n"
        "\tQ1 2025\tQ1 2024\nOnline sales\t$171\t$149\nAverage basket\t$63\t$61\n"
    )
    assert cell(text, 15, 2).value == Decimal(171_000_000)
    assert cell(text, 16, 2).value == Decimal(63)
    mixed = text.replace("(unaudited, in millions)", "(unaudited, in thousands)")
    assert cell(mixed, 15, 2).value == Decimal(171)
