"""The power of ten of share counts, from what a statement itself divides."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.reader.release import read_release

PAGE = """<html><body><p>Bellwether Inc. CONSOLIDATED STATEMENTS OF INCOME</p><p>{caption}</p><table>
<tr><td></td><td>Year Ended December 31, 2024</td><td>Year Ended December 31, 2023</td></tr>
<tr><td>Revenue</td><td>$1,250</td><td>$1,100</td></tr><tr><td>Net income</td><td>125</td><td>110</td></tr>
<tr><td>Net income per share, diluted</td><td>$2.50</td><td>$2.20</td></tr>
<tr><td>Weighted-average shares, diluted</td><td>{shares}</td><td>{shares}</td></tr></table>
<p>CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY</p><p>{caption}</p><table>
<tr><td></td><td>Common shares</td><td>Total equity</td></tr>
<tr><td>Balance at December 31, 2023</td><td>{shares}</td><td>$900</td></tr>
<tr><td>Net income</td><td></td><td>125</td></tr>
<tr><td>Balance at December 31, 2024</td><td>{shares}</td><td>$1,025</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("caption", "shares", "value"),
    [
        ("(millions of dollars, except per share amounts)", "50", 50_000_000),
        ("(in millions, except per share amounts)", "50,000", 50_000_000),
        ("(in millions, except per share amounts)", "50,000,000", 50_000_000),
        ("(in millions, except per share amounts)", "50", 50_000_000),
    ],
)
def test_income_over_shares_is_the_amount_per_share(caption: str, shares: str, value: int) -> None:
    reading = read_release(PAGE.format(caption=caption, shares=shares).encode(), "page.html")
    averages = [figure.value for figure in reading.figures if figure.label.startswith("Weighted")]
    assert averages == [Decimal(value)] * 2


def test_a_scale_of_dollars_holds_for_shares_where_the_statement_before_says_so() -> None:
    page = PAGE.format(caption="(millions of dollars, except per share amounts)", shares="50")
    reading = read_release(page.encode(), "page.html")
    counts = [figure.value for figure in reading.figures if figure.printed == "50" and figure.within == 1]
    assert counts == [Decimal(50_000_000)] * 2


def test_amounts_printed_in_full_take_no_scale_of_the_document() -> None:
    cover = (
        "<body><table><tr><td></td><td>November 30, 2024</td></tr>"
        "<tr><td>Market value of shares held by non-affiliates</td><td>$5,603,520,725</td></tr></table>"
    )
    page = PAGE.format(caption="(in millions, except per share amounts)", shares="50").replace("<body>", cover)
    reading = read_release(page.encode(), "page.html")
    assert [figure.value for figure in reading.figures if figure.printed == "$5,603,520,725"] == [Decimal(5603520725)]
