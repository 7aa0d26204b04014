"""Kinds of tables of banks, producers of oil, airlines and companies abroad, each in a few rows of an invented one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Figure, Reading


def by_label(reading: Reading, label: str) -> list[Figure]:
    return [figure for figure in reading.figures if figure.label == label and figure.within is not None]


def read_rows(reading: Reading, label: str) -> list[tuple[object, str, str]]:
    return [(figure.value, str(figure.unit), str(figure.period)) for figure in by_label(reading, label)]


def stated(reading: Reading, *prints: str) -> list[tuple[str, str, str]]:
    """Return value, unit and period of the figures of tables that are printed so."""
    return [
        (format(figure.value or 0, "f"), str(figure.unit), str(figure.period))
        for figure in reading.figures
        if figure.printed in prints and figure.within is not None
    ]


BANK = """\
# Harrow Vale Bancorp Reports Third Quarter 2024 Results

| (Dollars in thousands, except per share data) | Three Months Ended | |
| --- | --- | --- |
| | Sep. 30, 2024 | Jun. 30, 2024 |
| Net income | $ 21,400 | $ 19,900 |
| **Performance ratios** | | |
| Return on average assets | 1.52 % | 1.45 % |
| Return on average equity | 14.20 | 13.81 |
| Net charge-offs to average loans | 0.08 | 0.11 |
| Efficiency ratio | 41.42 | 43.96 |
| **Balance sheet (period end)** | | |
| Total assets | $ 5,610,220 | $ 5,540,118 |
| Loans | 3,520,400 | 3,480,010 |
| **Asset quality** | | |
| Nonperforming loans | $ 14,800 | $ 15,010 |
"""


def test_ratios_below_one_sign_are_percentages_and_what_stands_at_period_end_does_so(
    read: Callable[..., Reading],
) -> None:
    reading = read(BANK, "r.md")
    quarter = "2024-07-01/2024-09-30"
    assert read_rows(reading, "Efficiency ratio")[0] == (Decimal("0.4142"), "pure", quarter)
    assert read_rows(reading, "Net charge-offs to average loans")[0] == (Decimal("0.0008"), "pure", quarter)
    assert read_rows(reading, "Loans")[0] == (Decimal(3520400000), "USD", "2024-09-30")
    assert read_rows(reading, "Nonperforming loans")[1] == (Decimal(15010000), "USD", "2024-06-30")


OIL = """\
CARDINAL RANGE ENERGY CORP. ANNOUNCES SECOND QUARTER 2025 RESULTS

                                            Three Months Ended June 30,
                                              2025          2024
                                            --------      --------
Revenues (in thousands)                     $260,384      $309,020
Production data:
  Oil (MBbls)                                  4,120         3,870
  Total (MBoe)                                 9,580         8,982
Average sales prices:
  Oil (per Bbl)                             $  63.20      $  79.85
  Oil, with hedges (per Bbl)                   64.05         78.11
"""


def test_barrels_are_no_money_and_their_price_is_with_or_without_a_mark(read: Callable[..., Reading]) -> None:
    reading = read(OIL, "r.txt")
    assert [row[:2] for row in read_rows(reading, "Oil (MBbls)")] == [(4120, "pure"), (3870, "pure")]
    assert [row[:2] for row in read_rows(reading, "Total (MBoe)")] == [(9580, "pure"), (8982, "pure")]
    assert read_rows(reading, "Oil, with hedges (per Bbl)")[1][:2] == (Decimal("78.11"), "USD")


AIRLINE = """\
<p>Meridian Sky Group, Inc. reports results for the first quarter ended March 31, 2025</p>
<p>OPERATING STATISTICS</p>
<table><tr><td></td><td colspan="2">Three Months Ended March 31,</td></tr><tr><td></td><td>2025</td><td>2024</td></tr>
<tr><td>Available seat miles (ASMs) (000,000)</td><td>16,011</td><td>15,702</td></tr>
<tr><td>RASM</td><td>14.40¢</td><td>14.01¢</td></tr>
<tr><td>Fuel gallons (000,000)</td><td>208</td><td>204</td></tr></table>
"""


def test_seat_miles_are_counted_in_millions_and_cents_are_money(read: Callable[..., Reading]) -> None:
    reading = read(AIRLINE, "r.html")
    assert read_rows(reading, "Available seat miles (ASMs) (000,000)")[0][:2] == (Decimal(16011000000), "pure")
    assert read_rows(reading, "RASM")[1][:2] == (Decimal("0.1401"), "USD")
    assert read_rows(reading, "Fuel gallons (000,000)")[0][1] == "pure"


EUROPEAN = """\
Brennerwerk AG publishes half-year report 2025

in EUR million                       H1 2025    H1 2024   Change
Revenue                                612,4      639,2    -4,2%
EBITDA                                  81,3       87,9    -7,5%
EBITDA margin in %                      13,3       13,8        –

                                  30/06/2025 31/12/2024   Change
Total assets                         1.204,8    1.198,3     0,5%
Gearing in %                            39,7       37,8        –
"""


def test_a_label_in_per_cent_and_days_that_one_space_parts(read: Callable[..., Reading]) -> None:
    reading = read(EUROPEAN, "r.txt")
    half = "2025-01-01/2025-06-30"
    assert read_rows(reading, "EBITDA margin in %")[0] == (Decimal("0.133"), "pure", half)
    assert read_rows(reading, "Gearing in %")[:2] == [
        (Decimal("0.397"), "pure", "2025-06-30"),
        (Decimal("0.378"), "pure", "2024-12-31"),
    ]


SALES = """\
               FOXGLADE STORES, INC.
   CONDENSED CONSOLIDATED STATEMENTS OF INCOME
    (In thousands, except per share amounts)

                                              13 Weeks Ended
                                  ----------------------------------------
                                   May 3, 2025    % of      May 4, 2024    % of
                                                  Sales                    Sales
                                  ------------  -------    ------------  -------
Net sales                         $    402,600   100.0%    $    410,000   100.0%
Cost of goods sold                     261,690    65.0          264,450    64.5
"""


def test_the_end_of_a_head_is_no_head_of_the_column_right_of_it(read: Callable[..., Reading]) -> None:
    assert [figure.head for figure in by_label(read(SALES, "r.txt"), "Cost of goods sold")][::2] == ["", ""]


TANSHIN = """\
       Consolidated Financial Results for the Fiscal Year Ended March 31, 2025

Company name:           Mitsuhara Seiki Co., Ltd.

                          Basic earnings   Return on    Operating profit
                          per share        equity       to net sales
Fiscal year ended                Yen            %                %
March 31, 2025                212.58          9.8              8.8
March 31, 2024                219.63         10.9              8.3

(2) Consolidated Financial Position

                          Total assets      Net assets    Equity-to-asset ratio    Net assets per share
As of                      Million yen     Million yen                       %                     Yen
March 31, 2025                  92,660          54,120                    57.9                2,235.40
March 31, 2024                  89,402          50,333                    55.8                2,078.33

(Reference) Equity:  As of March 31, 2025: 53,650 million yen
                     As of March 31, 2024: 49,880 million yen

2. Dividends

                                     Annual dividends per share
                      2nd quarter-end    Year-end    Total
                                  Yen         Yen      Yen
Fiscal year ended
March 31, 2024                  30.00       32.00    62.00
Fiscal year ending
March 31, 2025 (Forecast)       33.00       35.00    68.00

3. Forecast for the Fiscal Year Ending March 31, 2026 (April 1, 2025 to March 31, 2026)

                      Net sales    Operating profit
                    Million yen         Million yen
First half               42,500               3,600
Full year                87,000               7,700
"""


def test_forms_of_japanese_exchanges_have_a_table_below_each_number(read: Callable[..., Reading]) -> None:
    reading = read(TANSHIN, "r.txt")
    year, before = "2024-04-01/2025-03-31", "2023-04-01/2024-03-31"
    assert stated(reading, "212.58", "9.8") == [("212.58", "JPY / shares", year), ("0.098", "pure", year)]
    assert stated(reading, "92,660", "57.9", "2,235.40") == [
        ("92660000000", "JPY", "2025-03-31"),
        ("0.579", "pure", "2025-03-31"),
        ("2235.40", "JPY / shares", "2025-03-31"),
    ]
    assert stated(reading, "62.00", "68.00") == [("62.00", "JPY / shares", before), ("68.00", "JPY / shares", year)]
    assert stated(reading, "42,500") == [("42500000000", "JPY", "2025-04-01/2025-09-30")]
    assert stated(reading, "7,700") == [("7700000000", "JPY", "2025-04-01/2026-03-31")]


CODED = """\
<p>Consolidated Financial Results for the Three Months Ended June 30, 2025</p>
<table><tr><td>Company name:</td><td>Aoi Denki Corporation</td></tr><tr><td>Listing:</td><td>Tokyo</td></tr>
<tr><td>Stock code:</td><td>6433</td></tr></table>
<table><tr><td></td><td>Revenue</td></tr><tr><td>Three months ended</td><td>Millions of yen</td></tr>
<tr><td>June 30, 2025</td><td>45,210</td></tr><tr><td>June 30, 2024</td><td>43,802</td></tr></table>
"""


def test_the_code_of_a_stock_is_no_figure(read: Callable[..., Reading]) -> None:
    assert [figure.value for figure in read(CODED, "r.html").figures] == [Decimal(45210000000), Decimal(43802000000)]


GROWTH = """\
# Cerrada Energia S.A. - 4Q24 Results

| R$ million | 4Q24 | 3Q24 | QoQ | 4Q23 | YoY | FY24 | FY23 | YoY |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Net Revenue | 7,521 | 7,304 | 3% | 6,010 | 25% | 28,112 | 21,907 | 28% |
| EBITDA | 2,340 | 2,290 | 2% | 820 | 185% | 8,510 | 2,700 | 215% |
| EBITDA Margin | 31% | 31% | 0 p.p. | 14% | 17%p | 30% | 12% | 18%p |
"""


def test_points_in_short_and_growth_between_periods_of_one_length(read: Callable[..., Reading]) -> None:
    reading = read(GROWTH, "r.md")
    changes = [one.value for one in by_label(reading, "EBITDA Margin") if one.measure == "change"]
    assert changes == [Decimal(0), Decimal("0.17"), Decimal("0.18")]
    last = by_label(reading, "Net Revenue")[-1]
    assert (str(last.period), str(last.comparative)) == ("2024-01-01/2024-12-31", "2023-01-01/2023-12-31")


INDIAN = """\
# Vindhya Steel Limited

(₹ in crore, unless otherwise stated)

| Particulars | 31.12.2024 | 31.12.2023 |
| --- | --- | --- |
| Total assets | 2,411.32 | 2,188.40 |
| Paid-up equity share capital (face value ₹ 10 each) | 118.00 | 118.00 |
"""


def test_the_face_value_of_a_share_has_no_scale(read: Callable[..., Reading]) -> None:
    figures = [figure for figure in read(INDIAN, "r.md").figures if figure.printed == "₹ 10"]
    assert {(figure.value, str(figure.unit)) for figure in figures} == {(Decimal(10), "INR / shares")}


TERMS = """\
# Palisade Homes Trust debt summary

**Debt as of December 31, 2024** ($ in thousands)

|  | Balance | Weighted Average Interest Rate | Weighted Average Years to Maturity |
| --- | --- | --- | --- |
| Fixed rate secured | $400,000 | 3.41% | 5.2 |
| Variable rate | 250,000 | 5.55% | 1.9 |
"""


def test_years_to_maturity_are_no_percentages(read: Callable[..., Reading]) -> None:
    figures = [figure for figure in read(TERMS, "r.md").figures if figure.printed in ("5.2", "1.9")]
    assert [(figure.value, str(figure.unit)) for figure in figures] == [
        (Decimal("5.2"), "years"),
        (Decimal("1.9"), "years"),
    ]
