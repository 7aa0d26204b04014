"""HTML exhibits: spans, marks in cells of their own, tables on one line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gaapgraph.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Figure, Reading

EXHIBIT = """\
<html><body><p>Zeta Inc.</p><p>(in thousands)</p>
<table>
<tr><td></td><td colspan="4">Three Months Ended</td></tr>
<tr><td></td><td colspan="2">December 28, 2024</td><td colspan="2">December 30, 2023</td></tr>
<tr><td style="padding-left:10pt">Revenue</td><td>$</td><td id="r1">1,234</td><td>$</td><td>1,100</td></tr>
<tr><td>Cost</td><td></td><td>(600</td><td>)</td><td>(550)</td></tr>
</table></body></html>
"""


def test_marks_in_cells_of_their_own_belong_to_the_number(cell: Callable[..., Figure]) -> None:
    revenue = cell(EXHIBIT, 5, 3, "x.htm")
    assert (revenue.value, str(revenue.period)) == (Decimal(1_234_000), "2024-09-29/2024-12-28")
    assert revenue.place.element_id == "r1"
    assert cell(EXHIBIT, 6, 3, "x.htm").value == Decimal(-600_000)


def test_xpath_leads_to_the_cell(cell: Callable[..., Figure]) -> None:
    from lxml import html

    path = cell(EXHIBIT, 5, 3, "x.htm").place.xpath
    assert path is not None
    (found,) = html.document_fromstring(EXHIBIT).getroottree().xpath(path)
    assert found.text == "1,234"


def test_table_without_end_is_refused(read: Callable[..., Reading]) -> None:
    with pytest.raises(ReadError, match="ends inside a table"):
        read(EXHIBIT[: EXHIBIT.index("(550)")], "x.htm")


def test_html_table_gives_the_figures_of_its_text(read: Callable[..., Reading]) -> None:
    text = (
        "Zeta Inc.\n"
        "(in thousands)\n"
        "\tThree Months Ended\t\n"
        "\tDecember 28, 2024\tDecember 30, 2023\n"
        "Revenue\t$1,234\t$1,100\n"
        "Cost\t(600)\t(550)\n"
    )
    facts = [
        [(f.label, f.value, f.period, f.unit) for f in read(*source).figures]
        for source in ((text,), (EXHIBIT, "x.htm"))
    ]
    assert facts[0] == facts[1]


HIDDEN = """\
<html><body><p>Elm Foods Inc. All amounts are in Canadian dollars.</p><p>(in millions)</p>
<table>
<tr><th></th><th hidden>Key</th><th>March 31, 2025</th><th>March 31, 2024</th></tr>
<tr><td>Cash</td><td style="display: none">12</td><td>$12</td><td><i style="display:none">0</i>$9</td></tr>
<tr><td>Debt</td><td style="display: none">30</td><td>30</td><td>25</td></tr>
</table></body></html>
"""


def test_hidden_cells_hold_no_figure_and_no_place(read: Callable[..., Reading], cell: Callable[..., Figure]) -> None:
    assert not [figure for figure in read(HIDDEN, "x.htm").figures if figure.place.column == 2]
    cash = cell(HIDDEN, 4, 3, "x.htm")
    assert (cash.value, str(cash.period)) == (Decimal(12_000_000), "2025-03-31")
    assert cell(HIDDEN, 4, 4, "x.htm").value == Decimal(9_000_000)


def test_a_bare_dollar_is_the_dollar_that_amounts_are_stated_in(cell: Callable[..., Figure]) -> None:
    assert str(cell(HIDDEN, 4, 3, "x.htm").unit) == "CAD"
    named = HIDDEN.replace("(in millions)", "(in millions of U.S. dollars)")
    assert str(cell(named, 4, 3, "x.htm").unit) == "USD"
    owed = HIDDEN.replace("All amounts are", "Its notes are denominated")
    assert str(cell(owed, 4, 3, "x.htm").unit) == "USD"
