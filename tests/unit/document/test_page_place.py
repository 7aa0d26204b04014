"""Where an element stands in a page: counted as a browser shows its text, and once for all that one block holds."""

from __future__ import annotations

import pytest
from lxml import etree

from gaapgraph.document.page_place import PagePlaces, collapse

MANY = 5_000  # of which the texts before each one, read anew, would be twelve million


def place_all(page: str) -> list[tuple[int | None, int | None]]:
    root = etree.fromstring(f"<html><body>{page}</body></html>")
    places = PagePlaces(root)
    found = [places.place(one, collapse("".join(one.itertext()))) for one in root.iter("b")]
    return [(one.offset, one.column) for one in found]


@pytest.mark.parametrize(
    ("page", "places"),
    [
        ("<p>  Net\n income  was <b>5</b> and<b> 6</b></p>", [(15, None), (20, None)]),
        ("<p><i>of </i> <b>5</b></p>", [(3, None)]),
        ("<div>one <p>two <b>5</b></p> three <b>6</b></div>", [(4, None), (16, None)]),
        ("<table><tr><td>Cash</td><td> $ <b>5</b> )</td><td>x <b>6</b> <b>7</b></td></tr></table>",
         [(None, 2), (2, None), (4, None)]),
        ("<table><tr><td><b>5</b> million in all</td><td><b/></td></tr></table>", [(0, None), (None, 2)]),
    ],
)  # fmt: skip
def test_offsets_are_those_of_the_text_as_it_is_shown(page, places):
    assert place_all(page) == places


@pytest.mark.parametrize("block", ["p", "td"])
def test_a_block_of_thousands_is_gone_through_once(block):
    around = ("<table><tr>", "</tr></table>") if block == "td" else ("", "")
    found = place_all(f"{around[0]}<{block}>{'<b>5</b> ' * MANY}</{block}>{around[1]}")
    assert found == [(2 * number, None) for number in range(MANY)]
