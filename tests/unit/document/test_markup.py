"""HTML that no browser chokes on: styles, spans, raised marks, nesting, encodings."""

from __future__ import annotations

import pytest

from gaapgraph.document.content import read_content
from gaapgraph.errors import ReadError

TABLE = "<table><tr><td>Revenues{mark}</td><td {attribute}>{cell}</td><td>7</td></tr></table>"


def row(mark="", attribute="", cell="5"):
    page = "<html><body>" + TABLE.format(mark=mark, attribute=attribute, cell=cell) + "</body></html>"
    ((table,)) = [block for block in read_content(page.encode(), "r.htm").blocks if block.is_table]
    return [(cell.text, cell.start) for cell in table.rows[0].cells]


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>(1)</sup>",
        "<sup><font>1</font></sup>",
        "<sup>*</sup>",
        "<sup>(a)(b)</sup>",
        "<span style='vertical-align:super'>(2)</span>",
        "<div style='display:inline;position:relative;top:-3.5pt'>3</div>",
    ],
)
def test_a_raised_mark_is_no_part_of_its_cell(mark):
    assert row(mark)[0] == ("Revenues", 0)


def test_text_after_nested_elements_stays_after_them():
    page = "<html><table><tr><td><b><i>3.50</i></b>% Notes <u>Due</u> 2040</td><td>5</td></tr></table></html>"
    (table,) = read_content(page.encode(), "r.htm").blocks
    assert table.rows[0].cells[0].text == "3.50% Notes Due 2040"


def test_what_follows_a_hidden_or_raised_element_is_read():
    page = "<html><p>Sales<sup><b>1</b></sup> and <span style='display:none'>x<b>y</b></span>costs</p></html>"
    (line,) = read_content(page.encode(), "r.htm").blocks
    assert line.text == "Sales and costs"


def test_the_end_of_an_ordinal_is_no_mark():
    assert row("of the 4<sup>th</sup> quarter")[0] == ("Revenuesof the 4th quarter", 0)


@pytest.mark.parametrize(
    ("attribute", "start"),
    [
        ("colspan='3'", 4),
        ("colspan='²'", 2),
        ("colspan='-2'", 2),
        ("colspan='" + "9" * 500 + "'", 501),
        ("colspan=''", 2),
    ],
)
def test_a_span_is_its_leading_decimal_digits(attribute, start):
    assert row(attribute=attribute)[2] == ("7", start)


def test_odd_indents_are_none():
    page = "<table><tr><td style='padding-left:.'>Revenues</td><td>5</td></tr></table>"
    (table,) = read_content(f"<html>{page}</html>".encode(), "r.htm").blocks
    assert table.rows[0].cells[0].indent == 0


def test_paragraphs_in_a_cell_are_words_apart():
    assert row(cell="<p>5</p><p>million</p>")[1] == ("5 million", 1)


def test_what_is_nested_too_deep_is_said():
    deep = "<div>" * 3000
    page = f"<html><body><p>Larch Inc.</p>{deep}<table><tr><td>a</td><td>5</td></tr></table></body></html>"
    content = read_content(page.encode(), "r.htm")
    assert [finding.code for finding in content.findings] == ["GG-READ-UNREAD"]
    assert not any(block.is_table for block in content.blocks)


@pytest.mark.parametrize("charset", ["undefined", "hex", "rot13", "no-such-charset"])
def test_an_unknown_charset_of_a_page_is_a_finding(charset):
    content = read_content(f"<html><meta charset={charset}><p>caf\xe9</p></html>".encode("latin-1"), "r.htm")
    assert content.blocks[0].text == "café"
    assert [finding.code for finding in content.findings] == ["GG-READ-CELL"]
    assert charset in content.findings[0].message


def test_text_in_an_unknown_charset_is_refused_with_its_line():
    with pytest.raises(ReadError, match="line 2 is not UTF-8"):
        read_content(b"Larch Inc.\ncaf\xe9\n", "r.txt")
