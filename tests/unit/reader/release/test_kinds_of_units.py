"""Kinds of units and of figures that words around them settle: scales of one thing, counts of persons, bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Reading

    Stated = Callable[[Reading, str], list[tuple[str, str, str]]]

QUARTERS = ["2026-04-01/2026-06-30", "2025-04-01/2025-06-30"]


def of_quarters(caption: str, rows: list[tuple[str, str, str]]) -> str:
    """Return a release with one table of operating data of two quarters."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        "<p>Orchard Listings, Inc. (NASDAQ: ORCL) today reported results for the quarter ended June 30, 2026.</p>"
        f"<p>Key operating data</p><p>{caption}</p>"
        '<table><tr><td></td><td colspan="2">Three Months Ended June 30,</td></tr>'
        f"<tr><td></td><td>2026</td><td>2025</td></tr>{body}</table>"
    )


KESSAN = """\
<p>Consolidated Financial Results for the Nine Months Ended December 31, 2025 [Japanese GAAP]</p>
<p>Company name: Aozora Precision Co., Ltd.</p>
<p>(Amounts less than one million yen are rounded down)</p>
<table><tr><td></td><td>Total assets</td><td>Equity ratio</td><td>Net assets per share</td></tr>
<tr><td></td><td>Millions of yen</td><td>%</td><td>Yen</td></tr>
<tr><td>As of December 31, 2025</td><td>22,231</td><td>54.0</td><td>1,204</td></tr>
<tr><td>As of March 31, 2025</td><td>21,000</td><td>55.8</td><td>1,176</td></tr></table>
<p>2. Dividends</p>
<p>(Amounts less than one million yen are rounded down)</p>
<table><tr><td></td><td colspan="3">Annual dividends</td></tr>
<tr><td></td><td>2nd quarter-end</td><td>Year-end</td><td>Total</td></tr>
<tr><td></td><td>Yen</td><td>Yen</td><td>Yen</td></tr>
<tr><td>Fiscal year ended March 31, 2025</td><td>22</td><td>24</td><td>46</td></tr></table>
"""


def test_a_head_in_yen_goes_before_a_remark_on_rounding(read: Callable[..., Reading]) -> None:
    figures = [figure for figure in read(KESSAN, "release.html").figures if figure.within is not None]
    assert [(str(figure.value), str(figure.unit)) for figure in figures[:3]] == [
        ("22231000000", "JPY"),
        ("0.540", "pure"),
        ("1204", "JPY / shares"),
    ]
    assert [(str(figure.value), str(figure.unit)) for figure in figures[6:]] == [
        (amount, "JPY / shares") for amount in ("22", "24", "46")
    ]


def test_columns_as_reported_and_adjusted_have_the_period_of_their_group(read: Callable[..., Reading]) -> None:
    reading = read(
        "<p>Aspen Widgets, Inc. (NASDAQ: ASPW) today reported results for the quarter ended June 30, 2026.</p>"
        "<p>(In thousands)</p>"
        '<table><tr><td></td><td colspan="2">Q2 2026</td><td colspan="2">Q2 2025</td></tr>'
        "<tr><td></td><td>As reported</td><td>Adjusted</td><td>As reported</td><td>Adjusted</td></tr>"
        "<tr><td>Gross profit</td><td>$ 30,117</td><td>$ 31,402</td><td>$ 20,117</td><td>$ 21,402</td></tr>"
        "<tr><td>Operating income</td><td>8,903</td><td>11,240</td><td>7,903</td><td>10,240</td></tr></table>",
        "release.html",
    )
    assert [(f.head, str(f.value), str(f.period)) for f in reading.figures if f.label == "Operating income"] == [
        ("As reported", "8903000", QUARTERS[0]),
        ("Adjusted", "11240000", QUARTERS[0]),
        ("As reported", "7903000", QUARTERS[1]),
        ("Adjusted", "10240000", QUARTERS[1]),
    ]
    assert not reading.findings


def test_a_caption_scales_the_things_that_it_names(read: Callable[..., Reading], stated: Stated) -> None:
    rows = [("Average Monthly Unique Visitors", "7,402", "7,119"), ("Revenue per visitor", "$ 1.21", "$ 1.14")]
    listings = read(of_quarters("(Traffic and visitors in thousands)", rows), "release.html")
    assert [value for value, _, _ in stated(listings, rows[0][0])] == ["7402000", "7119000"]
    assert [value for value, _, _ in stated(listings, rows[1][0])] == ["1.21", "1.14"]
    rows = [("Medical premiums", "$ 912", "$ 810"), ("Medical membership", "1,402", "1,311")]
    insurer = read(of_quarters("(Dollars in millions, members in thousands)", rows), "release.html")
    assert [one[:2] for one in stated(insurer, "Medical premiums")] == [("912000000", "USD"), ("810000000", "USD")]
    assert [one[:2] for one in stated(insurer, "Medical membership")] == [("1402000", "pure"), ("1311000", "pure")]


def test_dollars_and_members_in_thousands_are_both(read: Callable[..., Reading], stated: Stated) -> None:
    rows = [("Premiums", "$ 912", "$ 810"), ("Claims", "402", "311")]
    reading = read(of_quarters("(Dollars and members in thousands)", rows), "release.html")
    assert [one[:2] for one in stated(reading, "Premiums")] == [("912000", "USD"), ("810000", "USD")]


@pytest.mark.parametrize("mark", ["$ ", ""])
def test_persons_are_no_money_and_what_passes_through_is(
    read: Callable[..., Reading], mark: str, stated: Stated
) -> None:
    rows = [
        ("GMV", f"{mark}1,504,100", f"{mark}1,487,900"),
        ("Gross bookings", "866,201", "829,002"),
        ("Total payment volume", "22,001", "21,009"),
        ("Dealer Customers", "19,810", "19,588"),
        ("Active buyers", "5,810", "5,588"),
        ("Average Monthly Unique Visitors", "26,001", "25,118"),
        ("Assets under management", "901,004", "833,212"),
    ]
    reading = read(of_quarters("(in thousands)" if mark else "", rows), "release.html")
    units = {label: {unit for _, unit, _ in stated(reading, label)} for label, _, _ in rows}
    money = ("GMV", "Gross bookings", "Total payment volume", "Assets under management")
    assert units == {label: {"USD" if label in money else "pure"} for label, _, _ in rows}
    assert [value for value, _, _ in stated(reading, "Dealer Customers")] == ["19810", "19588"]
    assert [period for _, _, period in stated(reading, "Assets under management")] == ["2026-06-30", "2025-06-30"]


def test_buyers_with_decimals_are_millions_of_them(read: Callable[..., Reading], stated: Stated) -> None:
    rows = [("GMV", "$ 1,504.1", "$ 1,487.9"), ("Active buyers", "58.1", "55.8")]
    reading = read(of_quarters("(in millions)", rows), "release.html")
    assert [one[:2] for one in stated(reading, "Active buyers")] == [("58100000", "pure"), ("55800000", "pure")]


def test_a_caption_that_excepts_percentages_scales_persons(read: Callable[..., Reading], stated: Stated) -> None:
    rows = [("GMS", "$ 2,904,111", "$ 2,811,020"), ("Active buyers", "95,530", "93,110"), ("Take rate", "23%", "22%")]
    reading = read(of_quarters("Key metrics (in thousands, except percentages)", rows), "release.html")
    assert [one[:2] for one in stated(reading, "Active buyers")] == [("95530000", "pure"), ("93110000", "pure")]
    assert [one[:2] for one in stated(reading, "GMS")] == [("2904111000", "USD"), ("2811020000", "USD")]


@pytest.mark.parametrize(
    "heading", ["Backlog as of June 30,", "Backlog, end of period:", "Backlog at period end:", "Backlog at June 30:"]
)
def test_what_stands_below_a_heading_with_a_day_stands_at_it(
    read: Callable[..., Reading], heading: str, stated: Stated
) -> None:
    rows = [("Orders", "$ 504", "$ 487"), (heading, "", ""), ("Aerospace", "866", "829"), ("Industrial", "120", "119")]
    reading = read(of_quarters("(in millions)", rows), "release.html")
    assert [period for _, _, period in stated(reading, "Orders")] == QUARTERS
    for label in ("Aerospace", "Industrial"):
        assert [period for _, _, period in stated(reading, label)] == ["2026-06-30", "2025-06-30"]


def test_growth_that_is_only_bounded_is_told(read: Callable[..., Reading], stated: Stated) -> None:
    reading = read(
        "Aspen Widgets, Inc. (NASDAQ: ASPW) today reported results for the quarter ended June 30, 2026.\n\n"
        "(in thousands)\n\n|  | Q2 2026 | Q2 2025 | % Change |\n|---|---|---|---|\n"
        "| Net sales | $ 91,204 | $ 71,204 | 28% |\n| Gross profit | 30,117 | 11,402 | >100% |\n"
        "| Operating income | 8,903 | 1,240 | > 100 |\n| Net loss | (903) | (240) | <(100)% |\n",
        "release.md",
    )
    assert [value for value, _, _ in stated(reading, "Operating income")] == ["8903000", "1240000"]
    (finding,) = reading.findings
    assert finding.code == "GG-READ-UNREAD"
    assert all(f"“{printed}”" in finding.message for printed in (">100%", "> 100", "<(100)%"))
    assert [token.text for token in reading.tokens if token.kind == "unresolved"] == ["100", "100", "100"]


def test_types_of_aircraft_name_rows_of_text(read: Callable[..., Reading], stated: Stated) -> None:
    reading = read(
        "Summit Air, Inc. (NASDAQ: SMTA) today reported results for the quarter ended June 30, 2026.\n\n"
        "Aircraft in service at the end of the period\n\n"
        "                        June 30,   June 30,\n                          2026       2025\n"
        "737                         23         15\n757-200                     11         12\n"
        "A320                         9          9\nTotal                       43         36\n"
    )
    assert [value for value, _, _ in stated(reading, "737")] == ["23", "15"]
    assert [value for value, _, _ in stated(reading, "757-200")] == ["11", "12"]
    assert len(reading.figures) == 8


def test_a_fleet_by_how_it_is_held_is_no_money(read: Callable[..., Reading], stated: Stated) -> None:
    reading = read(
        "Crest Air Group, Inc. (NYSE: CAGX) today reported results for the quarter ended June 30, 2026.\n\n"
        "                         OPERATING FLEET\n\n"
        "                      Seats per\n                      aircraft    Owned    Leased\n"
        "Airbus A321              190        12         8\n737 MAX 9                178        30        11\n"
        "757                      176        10         0\nTotal                               52        19\n"
    )
    assert {str(figure.unit) for figure in reading.figures} == {"pure"}
    assert [value for value, _, _ in stated(reading, "757")] == ["176", "10", "0"]


def test_growth_of_a_balance_is_against_the_balance_before(read: Callable[..., Reading]) -> None:
    reading = read(
        "<p>Granite Harbor Group, Inc. (NYSE: GHG) reports the second quarter ended June 30, 2026.</p>"
        "<p>(in millions)</p>"
        '<table><tr><td></td><td colspan="3">Three Months Ended</td><td colspan="2">% Change</td></tr>'
        "<tr><td></td><td>6/30/2026</td><td>3/31/2026</td><td>6/30/2025</td>"
        "<td>vs. Q1 2026</td><td>vs. Q2 2025</td></tr>"
        "<tr><td>Net revenues</td><td>$ 426</td><td>$ 408</td><td>$ 377</td><td>4%</td><td>13%</td></tr>"
        "<tr><td>Assets under management</td><td>318,600</td><td>309,200</td><td>281,400</td><td>3%</td>"
        "<td>13%</td></tr>"
        "</table>",
        "release.html",
    )
    growth = {
        label: [str(one.comparative) for one in reading.figures if one.label == label and one.measure == "growth"]
        for label in ("Net revenues", "Assets under management")
    }
    assert growth["Net revenues"] == ["2026-01-01/2026-03-31", QUARTERS[1]]
    assert growth["Assets under management"] == ["2026-03-31", "2025-06-30"]
