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


SIDES = """\
<p>Juniper Hollow Brands, Inc. announces fourth quarter results</p><p>Consolidated Balance Sheets (in millions)</p>
<table><tr><th></th><th>February 1, 2025</th><th>February 3, 2024</th><th></th><th>February 1, 2025</th>
<th>February 3, 2024</th></tr>
<tr><td>Cash and cash equivalents</td><td>$ 120.4</td><td>$ 98.3</td><td>Accounts payable</td><td>$ 88.1</td>
<td>$ 91.0</td></tr>
<tr><td>Inventories</td><td>260.1</td><td>271.8</td><td>Accrued liabilities</td><td>70.3</td><td>66.5</td></tr>
<tr><td>Other assets</td><td>33.0</td><td>30.7</td><td>Long-term debt</td><td>150.0</td><td>175.0</td></tr>
<tr><td>Total assets</td><td>$ 413.5</td><td>$ 400.8</td><td>Total liabilities and equity</td><td>$ 413.5</td>
<td>$ 400.8</td></tr></table>
"""


def test_two_tables_side_by_side_have_each_its_own_labels(read: Callable[..., Reading]) -> None:
    reading = read(SIDES, "r.html")
    assert read_rows(reading, "Long-term debt") == [
        (Decimal(150000000), "USD", "2025-02-01"),
        (Decimal(175000000), "USD", "2024-02-03"),
    ]
    assert [figure.value for figure in by_label(reading, "Inventories")] == [Decimal(260100000), Decimal(271800000)]
    assert len(reading.figures) == 16


PLACES = """\
<p>Harbor Lease Trust announces results for the quarter ended June 30, 2024</p><p>Properties (in thousands)</p>
<table><tr><th>Name</th><th>Cost</th><th>Place</th><th>Rent</th></tr>
<tr><td>Mill</td><td>$ 1,204</td><td>Akron, Ohio</td><td>$ 88</td></tr>
<tr><td>Store</td><td>2,601</td><td>Salem, Oregon</td><td>70</td></tr>
<tr><td>Tower</td><td>3,300</td><td>Dover, Delaware</td><td>150</td></tr></table>
"""


def test_a_column_of_places_parts_no_table(read: Callable[..., Reading]) -> None:
    assert [figure.value for figure in by_label(read(PLACES, "r.html"), "Mill")] == [Decimal(1204000), Decimal(88000)]


FISCAL = """\
# Talon Devices Reports Fiscal Third Quarter 2025 Results

July 24, 2025 - Talon Devices Corporation announced results for its fiscal third quarter ended June 28, 2025.

| (In thousands) | Three Months Ended | | Q4 FY25 Outlook |
| --- | --- | --- | --- |
| | June 28, 2025 | June 29, 2024 | |
| Net revenue | $301,442 | $265,900 | $305,000 |
"""


def test_a_fiscal_quarter_with_its_day_tells_the_year_better_than_an_outlook(read: Callable[..., Reading]) -> None:
    periods = [str(figure.period) for figure in by_label(read(FISCAL, "r.md"), "Net revenue")]
    assert periods == ["2025-03-30/2025-06-28", "2024-03-31/2024-06-29", "2025-06-29/2025-09-27"]


UTILITY = """\
<p>Pinecrest Water Corp. First Quarter 2025 Earnings</p><p>Results for the quarter ended March 31, 2025.</p>
<p>(thousands of dollars, except per share amounts)</p>
<table><tr><td></td><td colspan="2">As of or For the Three Months Ended March 31,</td>
<td colspan="2">As of or For the Twelve Months Ended March 31,</td></tr>
<tr><td></td><td>2025</td><td>2024</td><td>2025</td><td>2024</td></tr>
<tr><td>Operating revenues</td><td>$171,250</td><td>$162,880</td><td>$802,110</td><td>$766,040</td></tr>
<tr><td>Long-term debt</td><td>1,410,330</td><td>1,290,008</td><td></td><td></td></tr>
<tr><td>Price range of common stock</td><td>$48.20 - $54.11</td><td>$44.10 - $52.02</td><td></td><td></td></tr></table>
<table><tr><td>(thousands of dollars)</td><td>2025 Plan</td><td>Q1 2025 Actual</td></tr>
<tr><td>Mains</td><td>$120,000</td><td>$28,110</td></tr><tr><td>Tanks</td><td>$80,000</td><td>15,020</td></tr></table>
"""


def test_what_stands_and_what_flows_under_one_head_and_the_year_that_a_title_names(
    read: Callable[..., Reading],
) -> None:
    reading = read(UTILITY, "r.html")
    (revenues, *_), (debt, *_) = read_rows(reading, "Operating revenues"), read_rows(reading, "Long-term debt")
    assert (revenues[2], debt[2]) == ("2025-01-01/2025-03-31", "2025-03-31")
    assert by_label(reading, "Operating revenues")[0].head == ""
    assert read_rows(reading, "Price range of common stock")[0][:2] == (Decimal("48.20"), "USD / shares")
    assert read_rows(reading, "Mains")[0][2] == "2025-01-01/2025-12-31"


UNITS = """\
# Northern Spruce Timber Ltd. Reports Q2 2025 Results

| (millions of Canadian dollars except per share) | Q2 2025 | Q1 2025 |
| --- | --- | --- |
| Sales^1^ | $ 1,402.1 | $ 1,377.4 |
| SPF lumber shipments (MMfbm) | 641 | 622 |
| NBSK pulp shipments (000 mt) | 120 | 131 |
| Average exchange rate - US$/C$ | $ 0.723 | $ 0.697 |
| Average price (US$/Mfbm) | $ 471 | $ 455 |
| Policies in force (in thousands) | 812 | 805 |
"""


def test_units_of_trades_rates_of_exchange_and_prices_have_no_scale_of_money(read: Callable[..., Reading]) -> None:
    reading = read(UNITS, "r.md")
    assert read_rows(reading, "Sales")[0][:2] == (Decimal("1402100000"), "CAD")
    assert stated(reading, "641", "120", "$ 0.723", "$ 471", "812") == [
        ("641", "pure", "2025-04-01/2025-06-30"),
        ("120000", "pure", "2025-04-01/2025-06-30"),
        ("0.723", "pure", "2025-04-01/2025-06-30"),
        ("471", "USD", "2025-04-01/2025-06-30"),
        ("812000", "pure", "2025-04-01/2025-06-30"),
    ]


SEGMENTS = """\
<p>Brightwell Industries, Inc. reports results for the third quarter ended September 30, 2025</p><p>(in millions)</p>
<table><tr><td></td><td colspan="3">Third Quarter Ended September 30,</td></tr>
<tr><td></td><td>2025</td><td>2024</td><td>Change</td></tr>
<tr><td>Segment operating income</td></tr>
<tr><td>Flow Control</td><td>$ 80.2</td><td>$ 74.0</td><td>8.4 %</td></tr>
<tr><td>Corporate</td><td>(20.0)</td><td>(19.1)</td><td>4.7</td></tr>
<tr><td>Segment operating margin</td></tr>
<tr><td>Flow Control</td><td>19.5 %</td><td>18.6 %</td><td>90 bps</td></tr>
<tr><td>Engineered</td><td>16.0</td><td>16.8</td><td>(80) bps</td></tr></table>
<p>Free cash flow (in millions)</p>
<table><tr><td></td><td>Q1</td><td>Q2</td><td>Q3</td><td>YTD 2025</td><td>YTD 2024</td></tr>
<tr><td>Capital expenditures</td><td>(18.0)</td><td>(20.2)</td><td>(22.1)</td><td>(60.3)</td><td>(58.8)</td></tr>
<tr><td>Free cash flow</td><td>$ 22.1</td><td>$ 68.0</td><td>$ 78.9</td><td>$ 169.0</td><td>$ 151.2</td></tr></table>
"""


def test_names_below_a_margin_are_margins_and_costs_that_grew_are_growth(read: Callable[..., Reading]) -> None:
    reading = read(SEGMENTS, "r.html")
    assert [figure.value for figure in by_label(reading, "Engineered")][:2] == [Decimal("0.160"), Decimal("0.168")]
    growth = by_label(reading, "Corporate")[-1]
    assert (growth.value, growth.measure) == (Decimal("0.047"), "growth")


def test_quarters_left_of_a_year_to_date_are_of_that_year(read: Callable[..., Reading]) -> None:
    assert [str(figure.period) for figure in by_label(read(SEGMENTS, "r.html"), "Free cash flow")] == [
        "2025-01-01/2025-03-31",
        "2025-04-01/2025-06-30",
        "2025-07-01/2025-09-30",
        "2025-01-01/2025-09-30",
        "2024-01-01/2024-09-30",
    ]


NORDIC = """\
# Interim report January-June 2025

**Skogsholmen AB (publ)**

Stockholm, July 17, 2025

| SEK M | Apr-Jun 2025 | Apr-Jun 2024 | LTM |
| --- | --- | --- | --- |
| Net sales | 4 812 | 4 655 | 18 790 |
| Net debt/EBITDA, times | 1.8 | 1.9 | 1.8 |
"""


def test_trailing_months_without_a_day_multiples_and_an_interim_report(read: Callable[..., Reading]) -> None:
    reading = read(NORDIC, "r.md")
    assert reading.entity_name == "Skogsholmen AB"
    assert read_rows(reading, "Net sales")[-1] == (Decimal(18790000000), "SEK", "2024-07-01/2025-06-30")
    assert read_rows(reading, "Net debt/EBITDA, times")[0][:2] == (Decimal("1.8"), "pure")


AUSTRALIAN = """\
WARRUMBUNG MINING LIMITED

HALF YEAR RESULTS TO 31 DECEMBER 2024

Key financials                                1H25       1H24       FY24
                                               A$m        A$m        A$m
Revenue                                      612.4      580.1    1,190.2
Basic EPS (cents)                             12.1       11.2       24.3

Production                                    1H25       1H24       FY24
Copper produced (t)                          8,120      8,004     16,110
Head grade (g/t)                              1.21       1.19       1.20
"""


def test_a_first_half_that_ends_in_december_tells_when_years_end(read: Callable[..., Reading]) -> None:
    reading = read(AUSTRALIAN, "r.txt")
    assert [row[2] for row in read_rows(reading, "Revenue")] == [
        "2024-07-01/2024-12-31",
        "2023-07-01/2023-12-31",
        "2023-07-01/2024-06-30",
    ]
    assert stated(reading, "8,120", "1.21") == [
        ("8120", "pure", "2024-07-01/2024-12-31"),
        ("1.21", "pure", "2024-07-01/2024-12-31"),
    ]


HONG_KONG = """\
<p>SILVER HAVEN HOLDINGS LIMITED (Incorporated in the Cayman Islands with limited liability) (Stock code: 9288)</p>
<p>INTERIM RESULTS FOR THE SIX MONTHS ENDED 30 JUNE 2025</p>
<table><tr><td></td><td colspan="2">Six months ended 30 June</td></tr><tr><td></td><td>2025</td><td>2024</td></tr>
<tr><td></td><td>HK$'000</td><td>HK$'000</td></tr><tr><td>Revenue</td><td>1,210,330</td><td>1,188,440</td></tr>
<tr><td>Earnings per share</td></tr><tr><td>Basic (HK cents)</td><td>16.01</td><td>15.70</td></tr></table>
"""


def test_cents_of_a_named_currency_and_a_company_by_where_it_is_incorporated(read: Callable[..., Reading]) -> None:
    reading = read(HONG_KONG, "r.html")
    assert reading.entity_name == "SILVER HAVEN HOLDINGS LIMITED"
    assert stated(reading, "16.01")[0][:2] == ("0.1601", "HKD / shares")


ISRAELI = """\
                         GALILEE OPTICS LTD.
                 CONDENSED CONSOLIDATED BALANCE SHEETS
                      U.S. dollars in thousands

                                                 June 30,      December 31,
                                                   2025            2024
                                               -----------     ------------
ASSETS

CURRENT ASSETS:
  Cash and cash equivalents                      $ 41,220        $ 38,110
  Inventories                                      12,044          11,870
"""


def test_heads_above_a_part_in_capitals_belong_to_the_table(read: Callable[..., Reading]) -> None:
    assert [row[2] for row in read_rows(read(ISRAELI, "r.txt"), "Inventories")] == ["2025-06-30", "2024-12-31"]


SHIPS = """\
POLARIS CARRIERS LTD. REPORTS RESULTS FOR THE THIRD QUARTER ENDED SEPTEMBER 30, 2024

                                          Three Months Ended September 30,
                                           2024        2023
                                       ----------- -----------
(Expressed in thousands of U.S. dollars)
Voyage revenues                        $    61,220 $    68,110
Net income                             $    22,104 $    30,228

Average daily results (in U.S. dollars)
Time charter equivalent rate                34,112      38,870
Daily vessel operating expenses              8,410       8,120
"""


def test_a_sign_that_one_space_parts_from_the_figure_before_and_amounts_of_a_day(read: Callable[..., Reading]) -> None:
    reading = read(SHIPS, "r.txt")
    assert [figure.printed for figure in by_label(reading, "Voyage revenues")] == ["$    61,220", "$    68,110"]
    assert stated(reading, "34,112", "8,410") == [
        ("34112", "USD", "2024-07-01/2024-09-30"),
        ("8410", "USD", "2024-07-01/2024-09-30"),
    ]


DEBT = """\
# Seabright Lodging, Inc. Reports Second Quarter 2025 Results

**Debt as of June 30, 2025** (in millions)

| | Rate | Maturity | Amount | Spread (bps) |
|---|---|---|---|---|
| Term loan: | 5.61% | January 2029 | 500.0 | 140.5 |
| Senior notes: | 4.75% | 10/15/2030 | 400.0 | 120.0 |
| Take rate (bps) | | | 41.2 | |
"""


def test_a_day_of_maturity_is_no_damage_and_basis_points_are_parts_of_ten_thousand(
    read: Callable[..., Reading],
) -> None:
    reading = read(DEBT, "r.md")
    assert not [finding for finding in reading.findings if "10/15/2030" in finding.message]
    assert stated(reading, "41.2")[0][:2] == ("0.00412", "pure")


PAGES = """\
<p>Ironbark Power Corporation announces first-quarter 2025 results</p>
<p>IRONBARK POWER CORPORATION<br>CONSOLIDATED STATEMENTS OF CASH FLOWS<br>(Millions)</p>
<table><tr><td></td><td colspan="2">Three Months Ended March 31</td></tr><tr><td></td><td>2025</td><td>2024</td></tr>
<tr><td>Net income</td><td>$ 120</td><td>$ 111</td></tr><tr><td>Depreciation</td><td>88</td><td>84</td></tr>
<tr><td>Net cash from operating activities</td><td>208</td><td>195</td></tr></table>
<p>7</p><hr><p>CONSOLIDATED STATEMENTS OF CASH FLOWS (continued)</p>
<table><tr><td>Capital expenditures</td><td>(240)</td><td>(222)</td></tr>
<tr><td>Cash at end of period</td><td>$ 108</td><td>$ 46</td></tr></table>
"""


def test_a_table_without_heads_goes_on_over_a_page_where_its_title_says_so(read: Callable[..., Reading]) -> None:
    reading = read(PAGES, "r.html")
    assert read_rows(reading, "Capital expenditures") == [
        (Decimal(-240000000), "USD", "2025-01-01/2025-03-31"),
        (Decimal(-222000000), "USD", "2024-01-01/2024-03-31"),
    ]
    assert read_rows(reading, "Cash at end of period")[1] == (Decimal(46000000), "USD", "2024-03-31")


REGIONS = """\
<p>Copperwell Holdings, Inc. reports results for the quarter ended June 30, 2025</p><p>Revenue by geography</p>
<table><tr><td></td><td colspan="4">Three Months Ended June 30,</td></tr>
<tr><td></td><td>2025</td><td>2024</td><td>2025</td><td>2024</td></tr>
<tr><td></td><td colspan="2">(in thousands)</td><td colspan="2">(% of revenue)</td></tr>
<tr><td>Americas</td><td>$ 88,110</td><td>$ 80,220</td><td>62</td><td>61</td></tr>
<tr><td>EMEA</td><td>54,420</td><td>51,550</td><td>38</td><td>39</td></tr></table>
"""


def test_shares_right_of_all_amounts_are_of_the_periods_above_them(read: Callable[..., Reading]) -> None:
    figures = by_label(read(REGIONS, "r.html"), "EMEA")[2:]
    assert [(figure.value, str(figure.period)) for figure in figures] == [
        (Decimal("0.38"), "2025-04-01/2025-06-30"),
        (Decimal("0.39"), "2024-04-01/2024-06-30"),
    ]


JAPANESE = """\
<p>Kitahama Robotics Reports Financial Results for the Nine Months Ended December 31, 2024</p>
<p>Tokyo, January 30, 2025 - Kitahama Robotics Corporation (TSE: 6789)</p>
<table><tr><td>(Billions of yen)</td><td>3Q FY2023 (Apr.–Dec.)</td><td>3Q FY2024 (Apr.–Dec.)</td>
<td>FY2024 forecast</td></tr>
<tr><td>Revenue</td><td>318.2</td><td>330.1</td><td>450.0</td></tr></table>
"""


def test_nine_months_tell_when_years_begin_and_months_in_parentheses_what_a_quarter_means(
    read: Callable[..., Reading],
) -> None:
    assert [row[2] for row in read_rows(read(JAPANESE, "r.html"), "Revenue")] == [
        "2023-04-01/2023-12-31",
        "2024-04-01/2024-12-31",
        "2024-04-01/2025-03-31",
    ]


SOFTWARE = """\
## Quillfern, Inc. Announces First Quarter Fiscal Year 2026 Financial Results

**SAN MATEO, CA – June 4, 2025** – Quillfern, Inc. (NYSE: QFRN) announced results for the quarter ended April 30, 2025.

|  | April 30, 2025 | January 31, 2025 | October 31, 2024 |
| --- | --- | --- | --- |
| Annual recurring revenue (in millions) | $560.1 | $541.0 | $522.8 |
| Customers >$100K ARR | 1,024 | 990 | 962 |
"""


def test_a_dateline_with_two_dashes_recurring_revenue_and_a_threshold(read: Callable[..., Reading]) -> None:
    reading = read(SOFTWARE, "r.md")
    assert reading.entity_name == "Quillfern, Inc."
    assert read_rows(reading, "Annual recurring revenue (in millions)")[0][2] == "2025-04-30"
    assert not [figure for figure in reading.figures if figure.printed.startswith("$100")]


SCHEDULE = """\
<TYPE>EX-27
<TABLE> <S> <C>
<ARTICLE> 5
<MULTIPLIER> 1,000

<S>                             <C>
<PERIOD-TYPE>                   6-MOS
<FISCAL-YEAR-END>                          DEC-31-1998
<PERIOD-START>                             JAN-01-1998
<PERIOD-END>                               JUN-30-1998
<CASH>                                           4,120
<TOTAL-ASSETS>                                 140,338
<SALES>                                         98,770
<CGS>                                           71,002
<EPS-PRIMARY>                                      .67
</TABLE>
"""


def test_a_financial_data_schedule_is_read_by_its_form(read: Callable[..., Reading]) -> None:
    reading = read(SCHEDULE, "r.txt")
    assert read_rows(reading, "Total assets") == [(Decimal(140338000), "USD", "1998-06-30")]
    assert read_rows(reading, "Cost of goods sold") == [(Decimal(71002000), "USD", "1998-01-01/1998-06-30")]
    assert read_rows(reading, "Earnings per share, basic") == [
        (Decimal("0.67"), "USD / shares", "1998-01-01/1998-06-30")
    ]


FISCAL_YEAR = """\
                           MERIDIA FOODS COMPANY
                    CONSOLIDATED STATEMENTS OF EARNINGS
                           (Dollars in Millions)

                                       Fourth Quarter              Fiscal Year
                                    --------------------      --------------------
                                     1999         1998         1999         1998
                                    -------      -------      -------      -------
                                  (13 weeks)   (13 weeks)   (52 weeks)   (52 weeks)
Net Sales                          $1,204.5     $1,188.0     $4,810.3     $4,702.9
Cost of Products Sold                 803.1        799.9      3,221.0      3,170.4

                        CONSOLIDATED BALANCE SHEETS

                                                   May 30,         May 31,
                                                    1999            1998
                                                  ---------       ---------
Cash and Cash Equivalents                         $    40.1       $    37.7
Inventories                                           510.9           498.0

Sales by segment

                                  Packaged     Bakery         Total
1999                              $3,610.3     $1,200.0    $4,810.3
1998                               3,562.1      1,140.8     4,702.9
"""


def test_years_end_on_the_days_of_a_balance_sheet_and_a_year_may_name_a_row(read: Callable[..., Reading]) -> None:
    reading = read(FISCAL_YEAR, "r.txt")
    assert [
        (row[2], figure.head)
        for row, figure in zip(read_rows(reading, "Net Sales"), by_label(reading, "Net Sales"), strict=True)
    ] == [
        ("1999-03-01/1999-05-30", ""),
        ("1998-03-02/1998-05-31", ""),
        ("1998-06-01/1999-05-30", ""),
        ("1997-06-02/1998-05-31", ""),
    ]
    assert stated(reading, "1,140.8") == [("1140800000", "USD", "1997-06-02/1998-05-31")]
    assert not stated(reading, "1999")


LEVERAGE = """\
# Harborlight Bancorp, Inc. Announces Second Quarter 2025 Results

| (Dollars in thousands) | | | Change vs. Mar 31, 2025 | |
| --- | --- | --- | --- | --- |
| | Jun 30, 2025 | Mar 31, 2025 | $ | % |
| Cash | $ 28,110 | $ 30,220 | $ (2,110) | (7.0)% |
| Total assets | $ 1,620,440 | $ 1,598,110 | $ 22,330 | 1.4 % |
| CAPITAL RATIOS | | | | |
| Tier 1 leverage ratio | 9.41 % | 9.38 % | | |
| Common equity tier 1 | 12.10 | 12.05 | | |
| Shares outstanding | 8,210,440 | 8,208,110 | | |
"""


def test_both_columns_of_a_change_compare_with_the_day_above_them(read: Callable[..., Reading]) -> None:
    reading = read(LEVERAGE, "r.md")
    changes = [(figure.measure, str(figure.comparative)) for figure in by_label(reading, "Total assets")[2:]]
    assert changes == [("change", "2025-03-31"), ("growth", "2025-03-31")]
    assert read_rows(reading, "Common equity tier 1")[0][:2] == (Decimal("0.1210"), "pure")
    assert read_rows(reading, "Shares outstanding")[0][:2] == (Decimal(8210440), "shares")


ITALIAN = """\
<p>Tessera Reti S.p.A. - First Half 2025 Results</p>
<p>Milan, July 31, 2025 – The Board of Directors of Tessera Reti S.p.A. approved the half-year report.</p>
<table><tr><td>1H 2024</td><td>€ million</td><td>1H 2025</td><td>Change</td></tr>
<tr><td>1.204,3</td><td>Revenue</td><td>1.288,9</td><td>84,6</td></tr>
<tr><td>402,1</td><td>EBITDA</td><td>431,0</td><td>28,9</td></tr>
<tr><td>120,8</td><td>Group net profit</td><td>133,3</td><td>12,5</td></tr></table>
<table><tr><td>€ million</td><td>June 30, 2025</td><td>Dec. 31, 2024</td></tr>
<tr><td>Net financial debt</td><td>1.900,2</td><td>1.814,4</td></tr>
<tr><td>Net debt/Equity</td><td>0,86</td><td>0,83</td></tr></table>
"""


def test_figures_left_of_their_labels_and_debt_over_equity(read: Callable[..., Reading]) -> None:
    reading = read(ITALIAN, "r.html")
    assert reading.entity_name == "Tessera Reti S.p.A."
    assert read_rows(reading, "Revenue")[:2] == [
        (Decimal(1204300000), "EUR", "2024-01-01/2024-06-30"),
        (Decimal(1288900000), "EUR", "2025-01-01/2025-06-30"),
    ]
    assert read_rows(reading, "Net debt/Equity")[0][:2] == (Decimal("0.86"), "pure")


COPPER = """\
# Andean Copper Corp. Q3 2024 Results

| Indicator | Unit | Q3-24 | Q2-24 | Q3-23 |
|---|---|---:|---:|---:|
| Sales | US$ M | 312.4 | 298.8 | 280.1 |
| Copper production | kt | 28.4 | 27.9 | 27.1 |
| Silver production | koz | 310 | 305 | 298 |
| Net debt / EBITDA LTM | x | 0.79 | 0.86 | 1.05 |
"""


def test_a_column_of_units_names_ounces_and_tonnes(read: Callable[..., Reading]) -> None:
    reading = read(COPPER, "r.md")
    units = [read_rows(reading, label)[0][:2] for label in ("Sales", "Copper production", "Silver production")]
    assert units == [(Decimal(312400000), "USD"), (Decimal("28.4"), "pure"), (Decimal(310), "pure")]


LAKHS = """\
SAHYADRA AUTO COMPONENTS LIMITED
Unaudited Financial Results for the quarter ended 30th June, 2024

                                                                          (Rs. in Lakhs)
                                          Quarter ended                     Year ended
Particulars                  30.06.2024    31.03.2024    30.06.2023        31.03.2024
Revenue from operations      12,110.22     13,004.18     11,402.77         48,220.10
Total expenses               10,880.10     11,620.33     10,330.90         43,440.87
Earnings per share (Rs.)          8.92          9.75          7.62             33.99
"""


def test_a_scale_alone_in_its_line_holds_for_all_columns(read: Callable[..., Reading]) -> None:
    reading = read(LAKHS, "r.txt")
    assert [row[:2] for row in read_rows(reading, "Revenue from operations")][::3] == [
        (Decimal(1211022000), "INR"),
        (Decimal(4822010000), "INR"),
    ]
    assert stated(reading, "33.99")[0][:2] == ("33.99", "INR / shares")


DEFINED = """\
# 2024 ANNUAL RESULTS

Pearl Delta Stores Group Limited 珠江零售 (the "Company") announces audited results for the year ended 31 December 2024.

|  | 2024 RMB'000 | 2023 RMB'000 |
| --- | --- | --- |
| Revenue | 8,120,440 | 7,988,102 |
| Gross profit | 2,110,220 | 2,043,984 |
"""


def test_who_is_defined_as_the_company_reports(read: Callable[..., Reading]) -> None:
    assert read(DEFINED, "r.md").entity_name == "Pearl Delta Stores Group Limited"


WEEKS = """\
<p>Summit Ridge Outdoor Corporation Reports Fiscal 2025 Second Quarter Results</p>
<p>BOZEMAN, Mont.--(BUSINESS WIRE)--August 28, 2025--Summit Ridge Outdoor Corporation (Nasdaq: SROC) reported results
for the thirteen and twenty-six weeks ended August 2, 2025.</p>
<table><tr><td>(In thousands)</td><td colspan="2">Twenty-Six Weeks Ended</td></tr>
<tr><td></td><td>August 2, 2025</td><td>August 3, 2024</td></tr>
<tr><td>Net sales</td><td>$588,110</td><td>$570,330</td></tr>
<tr><td>Net income</td><td>15,330</td><td>11,770</td></tr></table>
<table><tr><td>Fiscal 2025 Outlook</td><td>Third Quarter</td><td>Full Year</td></tr>
<tr><td>Diluted EPS</td><td>$0.46 to $0.52</td><td>$1.62 to $1.78</td></tr>
<tr><td>New stores</td><td>4</td><td>12</td></tr></table>
"""


def test_weeks_to_date_tell_when_years_begin_and_new_stores_are_counted(read: Callable[..., Reading]) -> None:
    assert read_rows(read(WEEKS, "r.html"), "New stores") == [
        (Decimal(4), "entities", "2025-08-03/2025-11-01"),
        (Decimal(12), "entities", "2025-02-02/2026-01-31"),
    ]


BRITISH = """\
<p>Marlow Gauges Group plc</p><p>Preliminary results for the year ended 31 March 2025</p>
<table><tr><td></td><td>Note</td><td>2025<br>Adjusted £m</td><td>2025<br>Statutory £m</td>
<td>2024<br>Statutory £m</td></tr>
<tr><td>Revenue</td><td>2</td><td>488.9</td><td>488.9</td><td>470.2</td></tr>
<tr><td>Profit for the year</td><td></td><td>54.0</td><td>41.7</td><td>36.6</td></tr>
<tr><td>Earnings per share</td><td>6</td></tr>
<tr><td>Basic (pence)</td><td></td><td>53.0</td><td>40.9</td><td>36.0</td></tr>
<tr><td>Adjusted EPS (p)</td><td></td><td>51.8</td><td></td><td></td></tr></table>
<p>Exchange rates</p>
<table><tr><td></td><td>Average 2025</td><td>Average 2024</td></tr><tr><td>US dollar</td><td>1.28</td><td>1.26</td></tr>
<tr><td>Euro</td><td>1.19</td><td>1.16</td></tr></table>
"""


def test_pence_below_a_heading_with_a_note_heads_without_their_scale_and_rates_of_exchange(
    read: Callable[..., Reading],
) -> None:
    reading = read(BRITISH, "r.html")
    assert read_rows(reading, "Basic (pence)")[1][:2] == (Decimal("0.409"), "GBP / shares")
    assert stated(reading, "51.8")[0][:2] == ("0.518", "GBP / shares")
    assert [figure.head for figure in by_label(reading, "Revenue")] == ["Adjusted", "Statutory", "Statutory"]
    assert [row[:2] for row in read_rows(reading, "US dollar")] == [
        (Decimal("1.28"), "pure"),
        (Decimal("1.26"), "pure"),
    ]


PARTNERSHIP = """\
# Cimarrona Midstream Partners LP Reports First Quarter 2025 Results

| 2025 Guidance | Low | High |
|---|---|---|
| Adjusted EBITDA ($ in millions) | $ 600 | $ 640 |
| Distributable cash flow per unit | $ 4.35 | $ 4.65 |
| Cost per unit | $ 8.10 | $ 8.40 |
"""


def test_cash_flow_of_a_unit_is_per_unit_and_the_cost_of_one_is_money(read: Callable[..., Reading]) -> None:
    reading = read(PARTNERSHIP, "r.md")
    assert stated(reading, "$ 4.35", "$ 8.10") == [
        ("4.35", "USD / shares", "2025-01-01/2025-12-31"),
        ("8.10", "USD", "2025-01-01/2025-12-31"),
    ]
