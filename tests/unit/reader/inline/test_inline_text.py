"""Text of inline XBRL: what stands in an element and its continuations, without what is excluded (§5.1)."""

from __future__ import annotations

from lxml import etree

from gaapgraph.reader.inline.inline_text import read_text

IX = "http://www.xbrl.org/2013/inlineXBRL"


def element(content: str):  # type: ignore[no-untyped-def]
    return etree.fromstring(f'<ix:nonNumeric xmlns:ix="{IX}">{content}</ix:nonNumeric>')


def test_what_is_excluded_is_no_part_of_the_text() -> None:
    read = element("The first<ix:exclude>page 7<b>of</b> 9</ix:exclude> half <i>and <b>the</b></i> second.")
    assert read_text([read]) == "The first half and the second."


def test_continuations_go_on_where_the_element_ends() -> None:
    chain = [element("one <ix:exclude>x</ix:exclude>two"), element(" three"), element("<ix:exclude>y</ix:exclude>.")]
    assert read_text(chain) == "one two three."
