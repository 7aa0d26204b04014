"""Kinds of outlooks, statistics and years of many trades, each in a few rows of an invented release."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Figure, Reading


def by_label(reading: Reading, label: str) -> list[Figure]:
    return [figure for figure in reading.figures if figure.label == label and figure.within is not None]


def stated(reading: Reading, label: str) -> list[tuple[str, str]]:
    return [
        (f"{figure.value.normalize():f}", str(figure.unit))
        for figure in by_label(reading, label)
        if figure.value is not None
    ]


def periods(reading: Reading, label: str) -> list[str]:
    return [str(figure.period) for figure in by_label(reading, label)]


def release(
    rows: str, title: str = "Quarry Signal, Inc. Reports Results for the Quarter Ended September 30, 2024"
) -> str:
    return f"# {title}\n\n{rows}"


OUTLOOK = """\
**Fourth Quarter of Fiscal Year 2024 Outlook**

(in millions, except per share data)

| | | | | |
| --- | --- | --- | --- | --- |
| Net sales | $ | 210.0 | +/- | $ 5.0 |
| Gross margin | | 49.5 % | +/- | 100 bps |
| Diluted earnings per share | $ | 0.42 | +/- | $ 0.04 |
"""


def test_what_stands_right_of_plus_or_minus_is_no_second_value(read: Callable[..., Reading]) -> None:
    reading = read(release(OUTLOOK), "r.md")
    assert stated(reading, "Net sales") == [("210000000", "USD"), ("5000000", "USD")]
    assert {*periods(reading, "Net sales"), *periods(reading, "Gross margin")} == {"2024-10-01/2024-12-31"}
    assert [figure.head for figure in by_label(reading, "Net sales")] == ["", "plus or minus"]
    assert not reading.findings


PER_SHARE = """\
**2024 Guidance**

| | Low | High |
| --- | --- | --- |
| Net income attributable to common shareholders, diluted | $0.78 | $0.82 |
| Depreciation and amortization | 1.42 | 1.42 |
| Gain on sale | (0.05) | (0.05) |
| NAREIT FFO | $2.15 | $2.19 |
| Average price of gas | $2.75 | $2.90 |
| Same-store NOI growth | 3.25% | 4.00% |
"""


def test_small_amounts_of_an_outlook_without_a_scale_are_per_share(read: Callable[..., Reading]) -> None:
    reading = read(release(PER_SHARE), "r.md")
    for label in ("Depreciation and amortization", "Gain on sale", "NAREIT FFO"):
        assert {unit for _, unit in stated(reading, label)} == {"USD / shares"}, label
    assert {unit for _, unit in stated(reading, "Average price of gas")} == {"USD"}
    assert {unit for _, unit in stated(reading, "Same-store NOI growth")} == {"pure"}


def test_small_amounts_of_an_outlook_in_millions_are_money(read: Callable[..., Reading]) -> None:
    text = PER_SHARE.replace("**2024 Guidance**", "**2024 Guidance (in millions)**")
    assert stated(read(release(text), "r.md"), "Gain on sale") == [("-50000", "USD")] * 2


@pytest.mark.parametrize(
    "printed",
    ["2.10 – 2.20", "2.10-2.20", "$2.10-$2.20", "$2.10-2.20", "2.10 to 2.20", "$2.10 – $2.20 per diluted share"],
)
def test_ranges_of_earnings_are_per_share_however_they_are_printed(read: Callable[..., Reading], printed: str) -> None:
    text = release(f"**2025 outlook**\n\n| Metric | Range |\n| --- | --- |\n| Diluted EPS | {printed} |\n")
    assert stated(read(text, "r.md"), "Diluted EPS") == [("2.1", "USD / shares"), ("2.2", "USD / shares")]


def test_what_a_cell_says_to_be_per_share_is(read: Callable[..., Reading]) -> None:
    text = release("**2025 outlook**\n\n| Metric | Range |\n| --- | --- |\n| Adjusted profit | $1.05 per share |\n")
    assert stated(read(text, "r.md"), "Adjusted profit") == [("1.05", "USD / shares")]


PARTS = """\
<p>Quarry Air, Inc. Reports Results for the Quarter Ended June 30, 2024</p>
<table>
<tr><td>Third quarter 2024 guidance</td><td></td></tr>
<tr><td>Operating margin</td><td>(2.0%) to 0.0%</td></tr>
<tr><td>Full-year 2024 guidance</td><td></td></tr>
<tr><td>Capital expenditures (millions)</td><td>$345 to $365</td></tr>
</table>
<p>2024 financial guidance (in millions)</p>
<table>
<tr><td>Net income</td><td>$</td><td>700</td><td>-</td><td>$</td><td>740</td></tr>
<tr><td>Adjusted EBITDA</td><td>$</td><td>1,585</td><td>-</td><td>$</td><td>1,625</td></tr>
</table>
"""


def test_a_heading_of_an_outlook_dates_the_rows_below_it(read: Callable[..., Reading]) -> None:
    reading = read(PARTS, "r.html")
    assert periods(reading, "Operating margin") == ["2024-07-01/2024-09-30"] * 2
    assert periods(reading, "Capital expenditures (millions)") == ["2024-01-01/2024-12-31"] * 2


def test_ends_of_a_range_in_cells_of_their_own_are_told_apart(read: Callable[..., Reading]) -> None:
    figures = by_label(read(PARTS, "r.html"), "Net income")
    assert [figure.head for figure in figures] == ["low", "high"]
    assert [str(figure.period) for figure in figures] == ["2024-01-01/2024-12-31"] * 2


MINE = """\
# Redstone Ridge Gold Corp. reports second quarter 2024 results

Perth – 1 August 2024. Redstone Ridge Gold Corp. (ASX: RRG) reports on the quarter ended 30 June 2024.

Quarter ended 30 June 2024 compared with quarter ended 31 March 2024

| | | June 2024 | March 2024 | % Variance |
| --- | --- | --- | --- | --- |
| Ore mined | 000 tonnes | 1,052 | 1,023 | 3 % |
| Grade mined | g/t | 1.33 | 1.32 | 1 % |
| Gold sold | 000'oz | 62.4 | 64.7 | (4)% |
| AISC | A$/oz | 2,691 | 2,639 | 2 % |
| Capital expenditure | A$m | 28.8 | 26.2 | 10 % |
"""


def test_measures_in_cells_of_their_own_and_months_that_name_quarters(read: Callable[..., Reading]) -> None:
    reading = read(MINE, "r.md")
    assert reading.entity_name == "Redstone Ridge Gold Corp."
    found = {
        figure.label: (f"{figure.value.normalize():f}", str(figure.unit))
        for figure in reading.figures[::-1]
        if figure.measure is None
    }
    assert found == {
        "Ore mined (000 tonnes)": ("1052000", "pure"),
        "Grade mined (g/t)": ("1.33", "pure"),
        "Gold sold (000'oz)": ("62400", "pure"),
        "AISC (A$/oz)": ("2691", "AUD"),
        "Capital expenditure": ("28800000", "AUD"),
    }
    assert periods(reading, "Grade mined (g/t)")[:2] == ["2024-04-01/2024-06-30", "2024-01-01/2024-03-31"]


@pytest.mark.parametrize("name", ["First Prairie Bancorp, Inc.", "Full House Gaming, Inc."])
def test_names_that_begin_like_quarters_are_names(read: Callable[..., Reading], name: str) -> None:
    rows = "| (in thousands) | 2024 | 2023 |\n| --- | --- | --- |\n| Net income | 4,120 | 3,980 |\n"
    line = f"OMAHA, Neb., January 23, 2025 (GLOBE NEWSWIRE) -- {name} (NASDAQ: FPBI) reported results."
    text = f"**{name}**\n\n{line}\n\n{rows}"
    assert read(text, "r.md").entity_name == name
    assert read(text.replace(name, "First Quarter Results"), "r.md").entity_name == ""


HALVES = """\
**Bharat Polyfab Limited**

STATEMENT OF UNAUDITED RESULTS FOR THE QUARTER AND HALF YEAR ENDED SEPTEMBER 30, 2024 (₹ in Crores)

| Particulars | Quarter ended | | Half year ended | Year ended |
|---|---|---|---|---|
| | 30.09.2024 | 30.09.2023 | 30.09.2024 | 31.03.2024 |
| Total income | 1,224.64 | 1,115.98 | 2,416.89 | 4,551.21 |

| Particulars (₹ in Crores) | Q2 FY25 | Q2 FY24 | H1 FY25 | FY24 |
|---|---|---|---|---|
| Packaging | 802.10 | 730.02 | 1,590.54 | 2,980.66 |
"""


def test_a_half_year_ends_no_fiscal_year(read: Callable[..., Reading]) -> None:
    spans = ["2024-07-01/2024-09-30", "2023-07-01/2023-09-30", "2024-04-01/2024-09-30", "2023-04-01/2024-03-31"]
    reading = read(HALVES, "r.md")
    assert periods(reading, "Total income") == spans
    assert periods(reading, "Packaging") == spans


WEEKS = """\
MERIDIAN MART STORES, INC.

COLUMBUS, Ohio, March 6, 2001 -- Meridian Mart Stores, Inc. (NYSE: MMS) reported
sales for the fourteen and fifty-three weeks ended February 3, 2001.

                           SELECTED OPERATING DATA

                                       Fourth Quarter           Fiscal Year
                                      2000       1999         2000       1999
                                     ------     ------       ------     ------
Comparable store sales increase        2.1%       4.6%         2.9%       5.1%
Gross margin rate                     30.1%      30.6%        29.4%      29.8%
Stores opened                           6          9           31         28
"""


def test_a_year_that_closes_in_february_may_be_the_one_before(read: Callable[..., Reading]) -> None:
    ends = [text[-10:] for text in periods(read(WEEKS, "r.txt"), "Gross margin rate")]
    assert (ends[0], ends[2]) == ("2001-02-03", "2001-02-03")


FORECAST = """\
# Consolidated Financial Results for the Nine Months Ended December 31, 2024 (from April 1, 2024 to December 31, 2024)

Company name: Asahino Precision Co., Ltd.

### Forecast for the fiscal year ending March 31, 2025 (from April 1, 2024 to March 31, 2025)

| | Net sales | | Basic earnings per share |
|---|---|---|---|
| | Millions of yen | % | Yen |
| Full year | 119,000 | 5.8 | 141.65 |
"""


def test_first_days_that_fall_on_a_weekday_make_no_year_of_weeks(read: Callable[..., Reading]) -> None:
    reading = read(FORECAST, "r.md")
    assert {str(figure.period) for figure in reading.figures if figure.within is not None} == {"2024-04-01/2025-03-31"}


STATISTICS = """\
| | Three Months Ended September 30, | | Nine Months Ended September 30, | |
| --- | --- | --- | --- | --- |
| | 2024 | 2023 | 2024 | 2023 |
| Revenue (in thousands) | $ 4,120 | $ 3,980 | $ 11,240 | $ 10,870 |
| Combined ratio | 93.6 | 97.0 | 94.1 | 96.2 |
| Catastrophe losses, points | 4.1 | 6.8 | 4.4 | 6.1 |
| Cooling degree days | 240 | 190 | 240 | 190 |
| Store count, beginning of period | 114 | 110 | 112 | 108 |
| Opened | 2 | 1 | 5 | 4 |
| Store count, end of period | 116 | 111 | 117 | 112 |
| Operational EBIT/kg ($) | 16.2 | 15.9 | 19.7 | 20.6 |
| Recurring billings, $M | 61.4 | 58.5 | 61.4 | 58.5 |
| **Oil revenues (in thousands):** | | | | |
| Texas | $ 241,392 | $ 230,977 | $ 716,286 | $ 627,901 |
| Homes delivered: | | | | |
| Kansas | 310 | 288 | 566 | 540 |
| Shipments (thousands of tons) | | | | |
| Coated papers | 214.2 | 205.7 | 633.1 | 606.0 |
| Average price per ton | | | | |
| Coated papers, grade A | $ 842 | $ 836 | $ 842 | $ 837 |
"""


@pytest.mark.parametrize(
    ("label", "first"),
    [
        ("Combined ratio", ("0.936", "pure")),
        ("Catastrophe losses, points", ("0.041", "pure")),
        ("Store count, beginning of period", ("114", "pure")),
        ("Opened", ("2", "pure")),
        ("Operational EBIT/kg ($)", ("16.2", "USD")),
        ("Recurring billings, $M", ("61400000", "USD")),
        ("Texas", ("241392000", "USD")),
        ("Kansas", ("310", "pure")),
        ("Coated papers", ("214200", "pure")),
        ("Coated papers, grade A", ("842", "USD")),
    ],
)
def test_units_of_statistics(read: Callable[..., Reading], label: str, first: tuple[str, str]) -> None:
    reading = read(release("Financial summary (in millions)\n\n" + STATISTICS), "r.md")
    found = [(value, "pure" if unit == "entities" else unit) for value, unit in stated(reading, label)]
    assert found[0] == first


def test_degree_days_that_only_one_quarter_has_flow(read: Callable[..., Reading]) -> None:
    assert periods(read(release(STATISTICS), "r.md"), "Cooling degree days")[0] == "2024-07-01/2024-09-30"


COLUMNS = """\
# Maple Ridge Industrials Inc. Announces First Quarter Fiscal 2025 Results

TORONTO, February 6, 2025 - Maple Ridge Industrials Inc. (TSX: MRI) reports on the fiscal year ended September 30, 2024.

| | Three months ended December 31 | | |
| --- | --- | --- | --- |
| (C$ millions) | 2024 | 2023 | B/(W) % |
| Cost of sales | 290.4 | 282.0 | (3.0) |

Segment results – three months ended December 31, 2024 and 2023

| | Aerospace | | Process | |
| --- | --- | --- | --- | --- |
| (C$ millions) | 2024 | 2023 | 2024 | 2023 |
| Segment income | 31.0 | 28.2 | 20.1 | 19.7 |
"""


def test_better_or_worse_is_a_change(read: Callable[..., Reading]) -> None:
    change = by_label(read(COLUMNS, "r.md"), "Cost of sales")[2]
    assert (change.measure, str(change.period)) == ("growth", "2024-10-01/2024-12-31")


def test_bare_years_are_those_of_the_days_of_the_caption(read: Callable[..., Reading]) -> None:
    spans = ["2024-10-01/2024-12-31", "2023-10-01/2023-12-31"]
    assert periods(read(COLUMNS, "r.md"), "Segment income") == spans * 2


SHARES = """\
| | Q3'24 | Q2'24 | Q3'23 | Y/Y |
| --- | --- | --- | --- | --- |
| Gross margin | 52.1 % | 51.4 % | 54.9 % | (2.8) ppt |

Revenue by end market

| % of net revenue | Sept. 30, 2024 | June 30, 2024 | Sept. 30, 2023 |
| --- | --- | --- | --- |
| Data center | 41 % | 38 % | 33 % |

| Tonnes GWT | 2024 | 2023 |
| --- | --- | --- |
| Harvest | 71 030 | 66 980 |
"""


def test_points_in_parentheses_and_shares_of_sales_at_last_days(read: Callable[..., Reading]) -> None:
    reading = read(release(SHARES), "r.md")
    assert [figure.value for figure in by_label(reading, "Gross margin")][3] == Decimal("-0.028")
    spans = ["2024-07-01/2024-09-30", "2024-04-01/2024-06-30", "2023-07-01/2023-09-30"]
    assert periods(reading, "Data center") == spans


def test_what_stands_above_labels_counts(read: Callable[..., Reading]) -> None:
    assert stated(read(release(SHARES), "r.md"), "Harvest") == [("71030", "pure"), ("66980", "pure")]


ALL_PERCENT = """\
**Operating review (in millions)**

| {0} | Volume | Price/mix | Total |
| --- | --- | --- | --- |
| North America | (1) | 11 | 10 |
"""


@pytest.mark.parametrize("stub", ["Percent change", "%", "Percentage growth", "in %"])
def test_words_above_labels_make_all_figures_percentages(read: Callable[..., Reading], stub: str) -> None:
    found = stated(read(release(ALL_PERCENT.format(stub)), "r.md"), "North America")
    assert found == [("-0.01", "pure"), ("0.11", "pure"), ("0.1", "pure")]


def test_other_words_above_labels_make_no_percentages(read: Callable[..., Reading]) -> None:
    found = stated(read(release(ALL_PERCENT.format("Region")), "r.md"), "North America")
    assert found[1] == ("11000000", "USD")


CARLOADS = """\
ROANOKE, VA -- Blue Ridge Railway Corporation (NYSE: BRR) reports on the quarter ended March 31, 1996.

                    (Carloads in thousands; $ in millions)

                               Carloads                     Revenues
                       First Quarter     Percent    First Quarter     Percent
                       1996     1995     Change     1996     1995     Change
                      ------   ------   -------    ------   ------   -------
Coal                   180.4    178.8      0.9     $171.2   $168.0      1.9
Chemicals               56.2     57.0     (1.4)      72.3     72.9     (0.8)
Automotive              48.8     47.7      2.3       60.2     58.1      3.6
"""


def test_a_caption_may_scale_things_and_money_apart(read: Callable[..., Reading]) -> None:
    found = stated(read(CARLOADS, "r.txt"), "Coal")
    assert found[0] == ("180400", "pure")
    assert found[3] == ("171200000", "USD")


HOTELS = """\
Results of hotels and of the trust (unaudited, in thousands, except for room rates, occupancy, RevPAR, ADR and FFO)

| | Three Months Ended September 30, | |
| --- | --- | --- |
| | 2024 | 2023 |
| Comparable ADR | $243.41 | $241.92 |
| Total revenue | $210,330 | $205,118 |

Portfolio as of September 30, 2024

| Market | Hotels | Rooms | % of EBITDAre |
| --- | --- | --- | --- |
| Oahu | 6 | 2,810 | 31% |
"""


def test_hotels_and_their_rates_have_no_scale(read: Callable[..., Reading]) -> None:
    reading = read(release(HOTELS), "r.md")
    assert stated(reading, "Comparable ADR")[0] == ("243.41", "USD")
    assert [value for value, _ in stated(reading, "Oahu")] == ["6", "2810", "0.31"]
    assert "USD" not in {unit for _, unit in stated(reading, "Oahu")}


MONTHS = """\
# Sakura Retail Co., Ltd. Reports Results for the Six Months Ended August 31, 2024 (fiscal year to February 28, 2025)

| % | Mar. 2024 | Apr. 2024 | May 2024 | Jun. 2024 | Jul. 2024 | Aug. 2024 | 1H |
|---|---|---|---|---|---|---|---|
| Same-store sales growth | 2.1 | 1.4 | 3.0 | 2.2 | 1.9 | 4.1 | 2.5 |
"""


def test_months_in_a_row_are_what_flows_in_each(read: Callable[..., Reading]) -> None:
    found = periods(read(MONTHS, "r.md"), "Same-store sales growth")
    assert (found[0], found[5], found[6]) == (
        "2024-03-01/2024-03-31",
        "2024-08-01/2024-08-31",
        "2024-03-01/2024-08-31",
    )


UNDATED = """\
# Hollow Oak Corp. Reports Results for the Third Quarter and Nine Months Ended September 30, 2024

| | Three Months Ended September 30, | | Nine Months Ended September 30, | |
| --- | --- | --- | --- | --- |
| (in thousands) | 2024 | 2023 | 2024 | 2023 |
| Net sales | 41,220 | 39,118 | 120,441 | 115,070 |
| Net income | 4,310 | 4,020 | 12,570 | 11,890 |

Sales by region

| (in thousands) | North | South | Total |
| --- | --- | --- | --- |
| Sales to others | 101,220 | 19,221 | {0} |
| Segment profit | 14,101 | 2,330 | 16,431 |
"""


@pytest.mark.parametrize(
    ("total", "span"), [("120,441", "2024-01-01/2024-09-30"), ("41,220", "2024-07-01/2024-09-30"), ("99,999", "None")]
)
def test_a_table_without_a_time_has_that_of_what_it_shares(read: Callable[..., Reading], total: str, span: str) -> None:
    reading = read(UNDATED.format(total), "r.md")
    assert {*periods(reading, "Sales to others"), *periods(reading, "Segment profit")} == {span}
    told = [finding.place.line for finding in reading.findings if finding.code == "GG-READ-PERIOD"]
    assert told == ([11] if span == "None" else [])


def test_a_table_without_a_time_has_the_only_span_that_is_reported(read: Callable[..., Reading]) -> None:
    quarter = UNDATED.format("99,999").replace("Third Quarter and Nine Months", "Quarter")
    reading = read(quarter.replace("Nine Months Ended September 30, |", "Three Months Ended March 31, |"), "r.md")
    assert set(periods(reading, "Segment profit")) == {"2024-07-01/2024-09-30"}


UNITS = """\
| A$M unless marked | 2024 | 2023 |
|---|---|---|
| Sales revenue | 17,055.2 | 18,207.6 |
| Ordinary dividend (cps) | 55.0 | 50.0 |
| Injury frequency rate (per million hours worked) | 0.9 | 0.8 |

(thousands of unit cases)

| | 2024 | 2023 |
|---|---|---|
| Sparkling | 90,210 | 88,014 |
"""


@pytest.mark.parametrize(
    ("label", "first"),
    [
        ("Sales revenue", ("17055200000", "AUD")),
        ("Ordinary dividend (cps)", ("0.55", "AUD / shares")),
        ("Injury frequency rate (per million hours worked)", ("0.9", "pure")),
        ("Sparkling", ("90210000", "pure")),
    ],
)
def test_units_of_other_countries(read: Callable[..., Reading], label: str, first: tuple[str, str]) -> None:
    assert stated(read(release(UNITS), "r.md"), label)[0] == first


RECORD = """\
# Cobalt Harbor Software plc: Preliminary results for the year ended 31 March 2025

| Year ended 31 March | Revenue £m | Adjusted EPS pence | Net cash £m | Average headcount |
| --- | --- | --- | --- | --- |
| 2025 | 214.3 | 22.1 | 61.0 | 1,410 |
| 2024 | 198.0 | 20.3 | 52.7 | 1,362 |

| | £m |
| --- | --- |
| ARR at 31 March 2024 | 170.2 |
| New customers | 14.1 |
| ARR at 31 March 2025 | 184.3 |
"""


def test_columns_of_a_record_of_years_flow_or_stand_by_their_heads(read: Callable[..., Reading]) -> None:
    reading = read(RECORD, "r.md")
    assert reading.entity_name == "Cobalt Harbor Software plc"
    years = [figure for figure in reading.figures if figure.within == 0][:4]
    assert [str(figure.period) for figure in years] == [
        "2024-04-01/2025-03-31",
        "2024-04-01/2025-03-31",
        "2025-03-31",
        "2024-04-01/2025-03-31",
    ]
    assert (str(years[1].value), str(years[1].unit)) == ("0.221", "GBP / shares")


def test_customers_below_pounds_are_what_they_pay(read: Callable[..., Reading]) -> None:
    assert stated(read(RECORD, "r.md"), "New customers") == [("14100000", "GBP")]


EQUITY = """\
Consolidated statements of shareholders' equity

| (in millions) | Common stock | Retained earnings | Total shareholders' equity |
| --- | --- | --- | --- |
| Balance, June 30, 2024 | 10 | 300 | 310 |
| Net earnings | | 35 | 35 |
| Balance, September 30, 2024 | 10 | 335 | 345 |

| (Amounts in millions, except unit counts) | 2024 | 2023 |
| --- | --- | --- |
| Net sales | $674,538 | $642,637 |
| Unit counts at period end | 10,771 | 10,616 |
"""


def test_what_moves_total_equity_flows(read: Callable[..., Reading]) -> None:
    reading = read(release(EQUITY), "r.md")
    assert set(periods(reading, "Net earnings")) == {"2024-07-01/2024-09-30"}


def test_counts_of_units_have_no_scale_of_money(read: Callable[..., Reading]) -> None:
    assert [value for value, _ in stated(read(release(EQUITY), "r.md"), "Unit counts at period end")] == [
        "10771",
        "10616",
    ]
