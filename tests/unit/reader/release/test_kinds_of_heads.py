"""Kinds of heads, stubs and rows that decide period and unit, each in a few rows of an invented company."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Reading


def stated(reading: Reading, label: str) -> list[tuple[Decimal | None, str, str]]:
    return [(figure.value, str(figure.unit), str(figure.period)) for figure in reading.figures if figure.label == label]


STUB = """\
Tarbell Hospitality Corp. Announces Fourth Quarter 2023 Results

| For the Three Months Ended ($ in '000s, except per share amounts) | | December 31, 2023 | | December 31, 2022 | |
| --- | --- | --- | --- | --- | --- | --- |
| Revenue | | $ | 126,220 | | $ | 152,438 | |
| Income per share – basic | | $ | 0.37 | | $ | 0.32 | |
| Average utilized beds | | | 13,981 | | | 14,207 | |
"""


def test_days_right_of_a_stub_that_names_a_span_end_it_and_beds_are_no_money(read: Callable[..., Reading]) -> None:
    reading = read(STUB, "r.md")
    now, before = "2023-10-01/2023-12-31", "2022-10-01/2022-12-31"
    assert stated(reading, "Revenue") == [(Decimal(126220000), "USD", now), (Decimal(152438000), "USD", before)]
    assert stated(reading, "Average utilized beds") == [(Decimal(13981), "pure", now), (Decimal(14207), "pure", before)]


QUARTERS_BY_DAY = """\
Heron Freight Lines, Inc. Annual report 2023

The following is a summary of the quarterly results of operations for the years ended
December 31, 2023 and 2022 (in thousands, except per share data):

| 2023 | March 31 | June 30 | September 30 | December 31 |
| --- | --- | --- | --- | --- |
| Operating revenue | $357,709 | $333,622 | $340,976 | $338,428 |
| Basic net income per share | $1.37 | $0.76 | $0.36 | $3.94 |
| 2022 | March 31 | June 30 | September 30 | December 31 |
| Operating revenue | $401,203 | $442,191 | $433,201 | $403,039 |
| Basic net income per share | $1.57 | $2.05 | $1.94 | $1.61 |
"""


def test_days_below_a_year_are_the_ends_of_its_quarters(read: Callable[..., Reading]) -> None:
    days = ("{0}-01-01/{0}-03-31", "{0}-04-01/{0}-06-30", "{0}-07-01/{0}-09-30", "{0}-10-01/{0}-12-31")
    expected = [day.format(year) for year in (2023, 2022) for day in days]
    reading = read(QUARTERS_BY_DAY, "r.md")
    assert [period for _, _, period in stated(reading, "Operating revenue")] == expected
    assert [period for _, _, period in stated(reading, "Basic net income per share")] == expected


QUARTERS_BY_NUMBER = """\
Ridgeline Therapeutics, Inc. annual report 2023

Selected data for each quarter for the fiscal years ended December 31, 2023 and 2022 (in thousands):

|  | Quarter | | | |
| --- | --- | --- | --- | --- |
|  | First | Second | Third | Fourth |
| For the year ended December 31, 2023: | | | | |
| Total revenue | $30,888 | $32,196 | $37,095 | $45,059 |
| Operating loss | (97,369) | (103,951) | (92,585) | (94,233) |
| For the year ended December 31, 2022: | | | | |
| Total revenue | $23,412 | $28,634 | $28,075 | $29,339 |
| Operating loss | (71,981) | (78,526) | (82,604) | (86,702) |
"""


def test_ordinals_are_quarters_of_the_year_above_them_also_below_a_total(read: Callable[..., Reading]) -> None:
    periods = [period for _, _, period in stated(read(QUARTERS_BY_NUMBER, "r.md"), "Operating loss")]
    assert periods[0] == "2023-01-01/2023-03-31"
    assert periods[3:5] == ["2023-10-01/2023-12-31", "2022-01-01/2022-03-31"]
    assert periods[7] == "2022-10-01/2022-12-31"


SEVERAL_YEARS = """\
                         GALLATIN CORPORATION
                   SELECTED FINANCIAL DATA (UNAUDITED)
                 (In thousands, except per share data)

                            Three years ended December 31, 1997
                              1997       1996       1995
                            --------   --------   --------
Net sales                   $ 24,006   $ 19,315   $ 13,931
Shares used in computing
   earnings per share:
   Basic                         864        844        809
"""


def test_years_below_several_years_ended_are_years_and_shares_used_are_shares(read: Callable[..., Reading]) -> None:
    reading = read(SEVERAL_YEARS, "r.txt")
    years = ["1997-01-01/1997-12-31", "1996-01-01/1996-12-31", "1995-01-01/1995-12-31"]
    assert [period for _, _, period in stated(reading, "Net sales")] == years
    assert stated(reading, "Basic") == [
        (Decimal(value), "shares", year) for value, year in zip((864000, 844000, 809000), years, strict=True)
    ]


BARE_GROWTH = """\
**Corvus Bancorp, Inc. Announces First Quarter 2025 Results**

| (Dollars in thousands, except per share data) | 1Q25 | 4Q24 | Linked Quarter Change |
| --- | --- | --- | --- |
| Net interest income | $55,210 | $54,801 | 0.7% |
| Diluted EPS | $0.61 | $0.59 | 3.4 |
| Net charge-offs | 510 | 490 | 20 |
"""


def test_a_bare_figure_of_a_column_of_changes_is_growth_where_it_is_computed_so(read: Callable[..., Reading]) -> None:
    figures = {one.label: one for one in read(BARE_GROWTH, "r.md").figures if one.measure is not None}
    growth, change = figures["Diluted EPS"], figures["Net charge-offs"]
    assert (growth.value, str(growth.unit), growth.measure) == (Decimal("0.034"), "pure", "growth")
    assert (change.value, str(change.unit), change.measure) == (Decimal(20000), "USD", "change")


SIZES = """\
<p>Tamarack Retail Group Announces First Quarter Fiscal 2025 Results</p>
<table>
<tr><td>Number of Stores and Retail Square Feet</td><td colspan=2>Number of Stores</td>
<td colspan=2>Retail Square Feet</td></tr>
<tr><td></td><td>May 3, 2025</td><td>May 4, 2024</td><td>May 3, 2025</td><td>May 4, 2024</td></tr>
<tr><td>170,000 or more sq. ft.</td><td>273</td><td>271</td><td>48,824</td><td>48,620</td></tr>
<tr><td>50,000 to 169,999 sq. ft.</td><td>1,559</td><td>1,542</td><td>195,050</td><td>192,908</td></tr></table>"""


def test_sizes_in_labels_are_no_figures_and_square_feet_no_stores(read: Callable[..., Reading]) -> None:
    figures = read(SIZES, "r.html").figures
    assert [one.printed for one in figures] == [
        "273",
        "271",
        "48,824",
        "48,620",
        "1,559",
        "1,542",
        "195,050",
        "192,908",
    ]
    assert [str(one.unit) for one in figures][:4] == ["entities", "entities", "pure", "pure"]


def test_the_name_stands_after_the_date_of_an_old_dateline(read: Callable[..., Reading]) -> None:
    text = (
        "SAN JOSE, Calif.--(BUSINESS WIRE)--April 20, 1999--Marlow Networks Corp.\n"
        "(Nasdaq:MRLW) today announced results for its third fiscal quarter.\n\n"
        "                         1999        1998\n"
        "Net sales             $ 1,204     $ 1,118\n"
        "Net income                 44          38\n"
    )
    assert read(text, "r.txt").entity_name == "Marlow Networks Corp."


OPENING_DAY = """\
<h1>Halewood Group plc</h1><p>Preliminary results for the year ended 31 March 2025</p>
<p>Balance sheet at 31 March 2025</p>
<table><tr><td></td><td>31 March 2025 £m</td><td>31 March 2024 £m</td></tr>
<tr><td>Goodwill</td><td>300.0</td><td>298.0</td></tr>
<tr><td>Total assets</td><td>1,400.3</td><td>1,380.2</td></tr></table>
<p>Reconciliation of net debt</p>
<table><tr><td></td><td>1 April 2024 £m</td><td>Cash flow £m</td><td>31 March 2025 £m</td></tr>
<tr><td>Cash</td><td>50.0</td><td>11.0</td><td>61.0</td></tr>
<tr><td>Borrowings</td><td>(200.0)</td><td>20.0</td><td>(180.0)</td></tr></table>"""


def test_the_day_after_a_close_opens_the_year_and_makes_no_year_of_weeks(read: Callable[..., Reading]) -> None:
    assert [period for _, _, period in stated(read(OPENING_DAY, "r.html"), "Cash")] == [
        "2024-03-31",
        "2024-04-01/2025-03-31",
        "2025-03-31",
    ]


TABLE_BELOW_TABLE = """\
                       ORIEL SAVINGS BANCORP
<TABLE>
<CAPTION>
(Dollars in thousands, except        For the Quarters Ended
 per share amounts)                       June 30,
                                      1995        1994
                                    --------    --------
<S>                                 <C>         <C>
Interest income                     $ 12,340    $ 10,110
Net income per share                $    .61    $    .57
</TABLE>
<TABLE>
<CAPTION>
                                    At June 30,   At December 31,
                                       1995            1994
                                    -----------   ---------------
<S>                                 <C>           <C>
Total assets                        $ 640,220        $ 615,300
Number of full service offices             14               13
</TABLE>
"""


def test_a_table_right_below_another_shares_its_scale(read: Callable[..., Reading]) -> None:
    reading = read(TABLE_BELOW_TABLE, "r.txt")
    assert [value for value, _, _ in stated(reading, "Total assets")] == [Decimal(640220000), Decimal(615300000)]
    assert [value for value, _, _ in stated(reading, "Number of full service offices")] == [Decimal(14), Decimal(13)]


def test_what_a_company_owns_is_money_though_it_could_be_counted(read: Callable[..., Reading]) -> None:
    text = (
        "Uinta Pacific Corporation\n\nProperties (millions)\n\n"
        "| | Cost | Net book value |\n| --- | --- | --- |\n"
        "| As of June 30, 2025 | | |\n| Land | $ 5,450 | $ 5,450 |\n| Locomotives | 9,793 | 5,994 |\n"
        "| Total | $ 15,243 | $ 11,444 |\n"
    )
    assert [unit for _, unit, _ in stated(read(text, "r.md"), "Locomotives")] == ["USD", "USD"]


def test_the_name_after_company_name_reports(read: Callable[..., Reading]) -> None:
    text = (
        "# Consolidated Financial Results for the Fiscal Year Ended March 31, 2025 [Japanese GAAP]\n\n"
        "Company name: Hoshino Seiki Co., Ltd.\nStock code: 6999\n\n"
        "| | Net sales | Operating profit |\n| --- | --- | --- |\n| | Million yen | Million yen |\n"
        "| Fiscal year ended March 31, 2025 | 52,104 | 3,410 |\n| Fiscal year ended March 31, 2024 | 50,003 | 3,134 |\n"
    )
    assert read(text, "r.md").entity_name == "Hoshino Seiki Co., Ltd."


ALIKE_AT_END = """\
**Norrland Bank AB – Interim report January–June 2025**

| SEK m | Q2 2025 | Q2 2024 | Jan-Jun 2025 | Jan-Jun 2024 |
| --- | ---: | ---: | ---: | ---: |
| Net interest income | 1,204 | 1,310 | 2,434 | 2,600 |
| Dividend per share, SEK | 2.50 | 2.40 | 2.50 | 2.40 |
| Loans to the public | 410,500 | 398,800 | 410,500 | 398,800 |
"""


def test_what_is_the_same_for_quarter_and_half_year_stands_at_their_end(read: Callable[..., Reading]) -> None:
    reading = read(ALIKE_AT_END, "r.md")
    assert [period for _, _, period in stated(reading, "Loans to the public")] == ["2025-06-30", "2024-06-30"] * 2
    spans = ["2025-04-01/2025-06-30", "2024-04-01/2024-06-30", "2025-01-01/2025-06-30", "2024-01-01/2024-06-30"]
    assert [period for _, _, period in stated(reading, "Net interest income")] == spans
    assert [period for _, _, period in stated(reading, "Dividend per share, SEK")] == spans


STATISTICS = """\
<p>Fairhaven Health Corp. Reports Third Quarter 2024 Results</p><p>Supplemental Statistical Information</p>
<table><tr><td></td><td colspan=2>Quarter Ended September 30,</td></tr><tr><td></td><td>2024</td><td>2023</td></tr>
<tr><td>Admissions</td><td>120,411</td><td>116,001</td></tr>
<tr><td>Net revenue per adjusted admission</td><td>$14,020</td><td>$13,550</td></tr></table>
<p>Condensed Consolidated Income Statements (Dollars in millions)</p>
<table><tr><td></td><td colspan=4>Third Quarter</td></tr>
<tr><td></td><td colspan=2>2024</td><td colspan=2>2023</td></tr>
<tr><td></td><td>Amount</td><td>Ratio</td><td>Amount</td><td>Ratio</td></tr>
<tr><td>Revenues</td><td>$3,090</td><td>100.0%</td><td>$2,980</td><td>100.0%</td></tr>
<tr><td>Salaries and benefits</td><td>1,390</td><td>45.0</td><td>1,350</td><td>45.3</td></tr></table>
<p>Portfolio as of September 30, 2024 (in thousands)</p>
<table><tr><td>Market</td><td>Properties</td><td>Annual rent</td></tr>
<tr><td>Boston</td><td>12</td><td>$ 110,200</td></tr><tr><td>Chicago</td><td>9</td><td>70,100</td></tr></table>"""


def test_statistics_and_columns_of_properties_count_and_ratios_are_per_cent(read: Callable[..., Reading]) -> None:
    reading = read(STATISTICS, "r.html")
    assert [unit for _, unit, _ in stated(reading, "Admissions")] == ["pure", "pure"]
    assert [(value, unit) for value, unit, _ in stated(reading, "Salaries and benefits")] == [
        (Decimal(1390000000), "USD"),
        (Decimal("0.450"), "pure"),
        (Decimal(1350000000), "USD"),
        (Decimal("0.453"), "pure"),
    ]
    assert [(value, unit) for value, unit, _ in stated(reading, "Boston")] == [
        (Decimal(12), "pure"),
        (Decimal(110200000), "USD"),
    ]
