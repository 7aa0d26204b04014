"""Places are named alike everywhere: line and cell in text, table, row and cell in HTML and Markdown."""

from __future__ import annotations

import pytest
from lxml import html

from gaapgraph.document.content import read_content
from gaapgraph.document.place import format_place, parse_place
from gaapgraph.model import Place

PAGE = (
    "<html><body><table><tr><td><table><tr><td>Name</td><td>x</td></tr></table></td></tr></table>"
    "<p>Net income was $5.</p><table><tr></tr><tr><td></td><td>2008</td></tr>"
    "<tr><td>Revenues</td><td id='r'>1,234</td></tr></table></body></html>"
)
MARKDOWN = (
    "# Title\n\n| a | b |\n| --- | --- |\n| Revenues | 1,234 |\n\ntext\n\n| c | d |\n|---|---|\n| Costs | 900 |\n"
)


def cells(text: str, name: str) -> dict[str, Place]:
    blocks = read_content(text.encode(), name).blocks
    return {cell.text: cell.place for block in blocks for row in block.rows for cell in row.cells}


def test_html_on_one_line_has_a_place_for_every_cell():
    places = cells(PAGE, "r.htm")
    assert format_place(places["1,234"]) == "t3:3:2"  # the third table of the page, also counting one around another
    assert places["1,234"].element_id == "r"
    tree = html.document_fromstring(PAGE).getroottree()
    for text, place in places.items():
        (cell,) = tree.xpath(place.xpath)
        assert cell.text_content() == text
    assert places["1,234"] == Place(1, 2, None, "(/html/body/table[2]//tr)[3]/*[2]", "r", 3, 3)


def test_prose_of_html_has_the_path_of_its_element():
    (line,) = [block for block in read_content(PAGE.encode(), "r.htm").blocks if "Net income" in block.text]
    place = line.place_of(15)
    assert (place.xpath, place.offset) == ("/html/body/p", 15)


def test_rows_of_markdown_are_counted_without_the_separator():
    places = cells(MARKDOWN, "r.md")
    assert [format_place(places[text]) for text in ("b", "1,234", "900")] == ["t1:1:2", "t1:2:2", "t2:2:2"]
    assert places["900"].line == 11


def test_a_blank_row_of_markdown_is_counted_and_holds_nothing():
    page = "| Widgets | |\n| --- | --- |\n|  |  |\n|  | 2024 |\n| Sales | 5 |\n"
    (block,) = read_content(page.encode(), "r.md").blocks
    assert [[cell.text for cell in row.cells] for row in block.rows] == [["Widgets"], ["2024"], ["Sales", "5"]]
    assert format_place(block.rows[-1].cells[1].place) == "t1:4:2"


def test_cells_of_text_have_line_and_cell():
    places = cells("Title\n\tYear 2008\nRevenues\t1,234\n", "r.txt")
    assert format_place(places["1,234"]) == "3:2"


@pytest.mark.parametrize("name", ["53", "53:2", "169@201", "t3", "t3:12", "t3:12:2", "t3:12@14"])
def test_a_name_leads_back_to_its_place(name):
    locator = parse_place(name)
    assert locator is not None
    place = Place(locator.line or 7, locator.column, locator.offset, table=locator.table, row=locator.row or None)
    assert format_place(place) == name
    assert locator.matches(place)
    assert not locator.matches(Place(99, 9, 9, table=9, row=9))


@pytest.mark.parametrize("text", ["", "revenue", "3x", "t", "53:", "-1", "9" * 12])
def test_other_words_are_no_places(text):
    assert parse_place(text) is None
