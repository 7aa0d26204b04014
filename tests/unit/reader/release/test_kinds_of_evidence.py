"""Kinds of tables where one head, unit or mark is not understood, and the rest of the table tells what it is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Figure, Reading


def by_label(reading: Reading, label: str) -> list[Figure]:
    return [figure for figure in reading.figures if figure.label == label and figure.within is not None]


def stated(reading: Reading, label: str) -> list[tuple[str, str, str]]:
    return [
        (f"{figure.value.normalize():f}", str(figure.unit), str(figure.period))
        for figure in by_label(reading, label)
        if figure.value is not None
    ]


def table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell.strip()}</td>" for cell in row.split("|")) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


GROCER = """\
<p>Tillman Grocers, Inc. reports results for the fourth quarter and fiscal year ended December 28, 2014</p>
<p>The fiscal year is the 52- or 53-week period that ends on the Sunday closest to December 31.</p>
<p>(Dollars in thousands)</p>
<table><tr><td></td><td colspan="3">Fiscal Year 2014</td></tr>
<tr><td></td><td>Twelve Weeks Ended March 23, 2014</td><td>Twelve Weeks Ended June 15, 2014</td>
<td>Sixteen Weeks Ended October 5, 2014</td></tr>
<tr><td>Net sales</td><td>735,016</td><td>828,071</td><td>1,131,821</td></tr>
<tr><td>Cost of sales</td><td>630,427</td><td>699,886</td><td>962,317</td></tr></table>
<p>Store data</p>
<table><tr><td></td><td colspan="2">Fiscal Year</td></tr><tr><td></td><td>2014</td><td>2013</td></tr>
<tr><td>Stores opened</td><td>16</td><td>10</td></tr></table>
"""


def test_parts_of_a_year_stand_below_that_year_and_weeks_end_by_the_stated_rule(read: Callable[..., Reading]) -> None:
    reading = read(GROCER, "r.html")
    assert [figure[2] for figure in stated(reading, "Net sales")] == [
        "2013-12-30/2014-03-23",
        "2014-03-24/2014-06-15",
        "2014-06-16/2014-10-05",
    ]
    # quarters of 12 and 16 weeks tell nothing of the year before, the Sunday closest to December 31 does
    assert [figure[2] for figure in stated(reading, "Stores opened")] == [
        "2013-12-30/2014-12-28",
        "2012-12-31/2013-12-29",
    ]
    assert not reading.findings


BARE = """\
Ruger Vale, Inc. reports second quarter results

RUGER VALE, INC. CONDENSED STATEMENTS OF INCOME

(Expressed in thousands of U.S. Dollars, except per share amounts)

Three Months Ended June 30, | Six Months Ended June 30,
2026 | 2025 | 2026 | 2025
Revenue | 78,097 | 63,056 | 153,511 | 122,185
Operating expenses
Selling | 37,132 | 28,803 | 71,924 | 57,228
Research | 504 | 847 | 1,083 | 1,644
Net income per share
Basic | $ | 0.07 | 0.08 | 0.14 | 0.15

CONDENSED BALANCE SHEETS

June 27, 2026 | December 31, 2025
Cash | 1,465 | 1,322
Inventories | 465 | 402
Total assets | 51,429 | 54,747

CONDENSED STATEMENTS OF CASH FLOWS

Six Months Ended June 30,
2026 | 2025
Depreciation | 15,141 | 13,504
Inventory | (221) | (4)
Trade payables | 2,072 | 1,598

Three Months Ended June 30, | % Increase (Decrease) | % Increase (Decrease)
2026 | % of Revenues | 2025 | % of Revenues | in US $ | Constant Currency
Cloud | 9,370 | 68 | % | 7,612 | 64 | % | 23 | % | 25 | %
Hardware | 850 | 6 | % | 856 | 7 | % | (1) | % | 1 | %
Services | 1,465 | 11 | % | 1,363 | 12 | % | 7 | % | * | %
"""


def test_heads_of_bare_pipes_stand_over_as_many_columns_as_the_rows_have(read: Callable[..., Reading]) -> None:
    reading = read(BARE, "r.md")
    quarters = ["2026-04-01/2026-06-30", "2025-04-01/2025-06-30", "2026-01-01/2026-06-30", "2025-01-01/2025-06-30"]
    assert [figure[2] for figure in stated(reading, "Selling")] == quarters
    assert stated(reading, "Basic")[0] == ("0.07", "USD / shares", quarters[0])
    assert stated(reading, "Total assets") == [
        ("51429000", "USD", "2026-06-27"),
        ("54747000", "USD", "2025-12-31"),
    ]
    assert [figure[2] for figure in stated(reading, "Depreciation")] == quarters[2:]
    assert stated(reading, "Hardware") == [
        ("850000", "USD", quarters[0]),
        ("0.06", "pure", quarters[0]),
        ("856000", "USD", quarters[1]),
        ("0.07", "pure", quarters[1]),
        ("-0.01", "pure", quarters[0]),
        ("0.01", "pure", quarters[0]),
    ]


@pytest.mark.parametrize(
    "line", ["Contact: A. Reyes | Phone: 5 | Fax: 6", "a | b | c", "Revenue    |  48,120  |  46,003"]
)
def test_other_lines_with_pipes_are_no_such_tables(read: Callable[..., Reading], line: str) -> None:
    rows = (
        "# Vale, Inc. reports results for the year ended December 31, 2024\n\n| | 2024 |\n|---|---|\n| Sales | 12 |\n"
    )
    reading = read(f"{rows}\n{line}\n", "r.md")
    assert [figure.printed for figure in reading.figures if figure.within is not None] == ["12"]


TRENDS = table(
    "|4Q24|3Q24|4Q23|4Q24 Change 3Q24|4Q23",
    "Total net revenue|$ 42,768|$ 42,654|$ 38,574|—%|11%",
    "Noninterest expense|22,762|22,565|24,486|1|(7)",
    "Provision|2,631|3,111|2,762|(15)|(5)",
    "Net income|14,005|12,898|9,307|9|50",
)


def test_a_column_is_growth_where_all_its_figures_are(read: Callable[..., Reading]) -> None:
    reading = read(
        f"<p>Manor Bank reports results for the fourth quarter of 2024</p><p>(in millions)</p>{TRENDS}", "r.html"
    )
    last = by_label(reading, "Noninterest expense")[-1]
    assert (last.value, str(last.unit), last.measure) == (Decimal("-0.07"), "pure", "growth")
    assert (str(last.period), str(last.comparative)) == ("2024-10-01/2024-12-31", "2023-10-01/2023-12-31")


def test_a_caption_with_an_exception_leaves_the_words_right_of_it(read: Callable[..., Reading]) -> None:
    rows = table(
        "|(dollars in millions, except per share amounts) 3 Mos. Ended 12/31/23|3 Mos. Ended 12/31/22|% Change",
        "Service revenues|27,578|27,056|1.9",
        "Equipment revenues|7,552|8,195|(7.8)",
    )
    heads = '<tr><td></td><td colspan="3">(dollars in millions, except per share amounts)</td></tr>'
    reading = read(f"<p>Horizon Inc.</p>{rows.replace('<table>', '<table>' + heads)}", "r.html")
    assert by_label(reading, "Equipment revenues")[2].value == Decimal("-0.078")


MONTHLY = """\
# Ardmore Insurance Group Reports June Results

MAYFIELD, July 17, 2024 -- Ardmore Insurance Group today reported the following results for the month of June 2024:

| | June | | |
|---|---|---|---|
| (millions) | 2024 | 2023 | Change |
| Net premiums written | $ 6,222.5 | $ 5,092.6 | 22 % |

| | Quarter | | |
|---|---|---|---|
| (millions) | 2024 | 2023 | Change |
| Net premiums earned | $ 17,899.3 | $ 14,592.1 | 23 % |
"""


def test_a_month_and_the_quarter_up_to_it(read: Callable[..., Reading]) -> None:
    reading = read(MONTHLY, "r.md")
    written, earned = stated(reading, "Net premiums written"), stated(reading, "Net premiums earned")
    assert [figure[2] for figure in written[:2]] == ["2024-06-01/2024-06-30", "2023-06-01/2023-06-30"]
    assert [figure[2] for figure in earned[:2]] == ["2024-04-01/2024-06-30", "2023-04-01/2023-06-30"]


STEEL = "<p>Piedmont Steel Corporation reports results for the quarter ended September 30, 2023</p>" + "".join(
    (
        "<p>TONNAGE DATA</p><p>(In thousands)</p>",
        table(
            "|Three Months Ended September 30, 2023|Percent Change",
            "Steel mills total shipments:||",
            "Sheet|2,739|6%",
            "Bars|2,018|1%",
            "Total steel mills shipments|5,806|5%",
        ),
        "<p>CONSOLIDATED STATEMENTS OF EARNINGS</p><p>(In thousands)</p>",
        table("|Three Months Ended September 30, 2023", "Net sales|$ 8,775,734", "Net earnings|$ 1,141,486"),
    )
)


def test_tons_are_counted_below_a_scale_though_rows_do_not_name_them(read: Callable[..., Reading]) -> None:
    reading = read(STEEL, "r.html")
    assert stated(reading, "Sheet")[0][:2] == ("2739000", "pure")
    assert stated(reading, "Total steel mills shipments")[0][:2] == ("5806000", "pure")
    assert stated(reading, "Net sales")[0][:2] == ("8775734000", "USD")


FORD = table(
    "|1995|1994",
    "Factory sales of cars and trucks (in thousands)||",
    "United States|932|978",
    "Elsewhere|560|532",
    "Sales and revenues (in millions)||",
    "Automotive|$ 24,437|$ 24,938",
    "Financial Services|6,577|5,506",
    "Income per share||",
    "Primary|$ 0.28|$ 1.04",
)


def test_a_group_without_marks_counts_what_its_heading_names(read: Callable[..., Reading]) -> None:
    reading = read(f"<p>Dearborn Motor Company results for the year ended December 31, 1995</p>{FORD}", "r.html")
    assert stated(reading, "United States")[0][:2] == ("932000", "pure")
    assert stated(reading, "Financial Services")[0][:2] == ("6577000000", "USD")


CASINO = table(
    "|Q3 FY 07|Q4 FY 07",
    "Occupancy|65%|76%",
    "ADR|$ 166|$ 154",
    "Hotel Revenue|$ 2,867|$ 3,050",
    "Slot Revenue|$ 15,888|$ 18,870",
    "Net Revenue|$ 28,621|$ 31,746",
    "FTE's|935|941",
)


def test_persons_in_full_time_are_no_money_of_a_casino(read: Callable[..., Reading]) -> None:
    text = "<p>Sierra Gaming results for the fiscal year ended June 30, 2007 (dollars in thousands, except ADR)</p>"
    reading = read(text + CASINO, "r.html")
    assert stated(reading, "FTE's")[1][:2] == ("941", "pure")
    assert stated(reading, "Net Revenue")[1][:2] == ("31746000", "USD")


COMPARABLE = table(
    "|Three Months Ended February 3, 2024|Three Months Ended January 28, 2023",
    "Comparable sales change|(4.4)%|0.7%",
    "Number of transactions|(1.7)|0.7",
    "Average transaction amount|(2.7)|0.1",
)


def test_signs_of_per_cent_may_stand_in_the_first_row_only(read: Callable[..., Reading]) -> None:
    reading = read(f"<p>Bullseye Stores, Inc.</p><p>Comparable Sales</p>{COMPARABLE}", "r.html")
    assert stated(reading, "Number of transactions")[0][:2] == ("-0.017", "pure")
    assert stated(reading, "Average transaction amount")[0][:2] == ("-0.027", "pure")


STREAMS = table(
    "(in millions except per share data)|Q2'24|Q3'24",
    "Revenue|$9,559|$9,825",
    "Diluted EPS|$4.88|$5.40",
    "Paid Memberships|277.65|282.72",
    "Paid Net Additions|8.05|5.07",
    "Shares (FD)|439.7|437.9",
    "Gold production (thousands of ounces)|948|943",
)


def test_members_with_decimals_have_the_scale_of_the_caption(read: Callable[..., Reading]) -> None:
    reading = read(f"<p>Streaming, Inc.</p><p>Results for the quarter ended September 30, 2024</p>{STREAMS}", "r.html")
    assert by_label(reading, "Paid Memberships")[1].value == Decimal(282_720_000)
    assert stated(reading, "Paid Memberships")[1][2] == "2024-09-30"
    assert by_label(reading, "Paid Net Additions")[1].value == Decimal(5_070_000)
    assert stated(reading, "Shares (FD)")[1][1] == "shares"
    assert stated(reading, "Gold production (thousands of ounces)")[1][:2] == ("943000", "pure")


HOTELS = """\
Lakeside Lodging, Inc. reports results for the year ended December 31, 2007

                                           2007                                  2006
                           ------------------------------------  ------------------------------------
                             Fourth    Third   Second     First    Fourth    Third   Second     First
                            Quarter  Quarter  Quarter   Quarter   Quarter  Quarter  Quarter   Quarter
Rooms                      $ 39,468  $45,549  $47,809   $41,540   $38,202  $42,219  $45,441   $39,060
Food and beverage            13,319   12,033   14,231    11,650    12,726   10,792   13,007     9,787
Other                         1,694    1,994    2,038     1,600     1,700    1,736    1,807     1,518
"""


def test_a_year_stands_over_all_that_the_rule_below_it_covers(read: Callable[..., Reading]) -> None:
    reading = read(HOTELS, "r.txt")
    found = [figure[2] for figure in stated(reading, "Food and beverage")]
    assert [found[0], found[3], found[4], found[7]] == [
        "2007-10-01/2007-12-31",
        "2007-01-01/2007-03-31",
        "2006-10-01/2006-12-31",
        "2006-01-01/2006-03-31",
    ]


STATISTICS = table(
    "|Three Months Ended August 31, 1998",
    "EXPRESS STATISTICS|",
    "Average Daily Volume (000s):|",
    "Overnight Box|720",
    "Yield (Revenue Per Package):|",
    "Composite Yield|$ 14.75",
    "Operating Weekdays|65",
)


def test_a_heading_with_a_scale_heads_its_own_rows_only(read: Callable[..., Reading]) -> None:
    text = "<p>Meridian Express reports results</p><p>OPERATING STATISTICS</p>"
    reading = read(text + STATISTICS, "r.html")
    assert stated(reading, "Overnight Box")[0][:2] == ("720000", "pure")
    assert stated(reading, "Composite Yield")[0][:2] == ("14.75", "USD")
    assert stated(reading, "Operating Weekdays")[0][:2] == ("65", "pure")


RANGE = """\
# Earnings Release Q1 FY 2024

October 1 to December 31, 2023

Munich, Germany, February 8, 2024

| (in millions of €) | Q1 FY 2024 | Q1 FY 2023 |
|---|---|---|
| Orders | 22,304 | 22,556 |
"""


def test_the_days_beside_a_quarter_of_a_title_tell_the_fiscal_year(read: Callable[..., Reading]) -> None:
    found = [figure[2] for figure in stated(read(RANGE, "r.md"), "Orders")]
    assert found == ["2023-10-01/2023-12-31", "2022-10-01/2022-12-31"]


AIRCRAFT = table(
    "|Three months ended March 31, 1997|Three months ended March 31, 1996",
    "Commercial aircraft deliveries||",
    "Narrow|23|15",
    "Total|41|30",
    "Contractual backlog (in billions)||",
    "Commercial aircraft|$ 89.7|$ 79.9",
)


def test_rows_below_deliveries_are_counted(read: Callable[..., Reading]) -> None:
    text = "<p>Cascade Aircraft Company</p><p>(Dollars in millions)</p><table><tr><td></td><td>1997</td></tr>"
    text += f"<tr><td>Net sales</td><td>$ 7,315</td></tr></table><p>OPERATING DATA</p>{AIRCRAFT}"
    assert stated(read(text, "r.html"), "Total")[0][:2] == ("41", "pure")
