"""Lines to which curated rows are bound are found again where a document was edited."""

from __future__ import annotations

from gaapgraph.tag.profile.alignment import follow

NEEDLES = {line: [(f"figure {line}", 4)] for line in range(10, 40, 3)}
LINES = {line: f"The figure {line} stands here." for line in range(1, 50)}


def test_an_unedited_document_keeps_its_lines():
    move = follow(NEEDLES, LINES)
    assert [move(line) for line in (1, 10, 11, 37, 99)] == [1, 10, 11, 37, 99]


def test_lines_left_out_move_those_below_up():
    without = {line - (2 if line > 20 else 0): text for line, text in LINES.items() if line not in (19, 20)}
    move = follow(NEEDLES, without)
    assert [move(line) for line in (10, 16, 22, 37)] == [10, 16, 20, 35]


def test_an_edited_line_stays_though_its_text_stands_elsewhere():
    edited = LINES | {16: "The figure changed.", 45: "The figure 16 stands here."}
    assert follow(NEEDLES, edited)(16) == 16


def test_another_document_is_left_alone():
    assert follow(NEEDLES, dict.fromkeys(range(1, 1000), "Something else."))(16) == 16


def test_nothing_to_follow_moves_nothing():
    assert follow({}, LINES)(7) == 7
