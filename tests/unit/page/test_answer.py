"""Answers of the library as tables beside their drawings."""

from __future__ import annotations

import re

import pytest

from gaapgraph.page import answer
from gaapgraph.page.answer import answer_charts


def test_without_the_libraries_that_draw_there_are_tables(release, monkeypatch):
    monkeypatch.setattr(answer, "can_draw", lambda: False)
    found = {each.question.name: each for each in answer_charts(release)}
    rate = found["measure_tax_rate"]
    assert rate.drawing == ""
    assert rate.rows
    assert dict(rate.common)["entity"] == "Internet Initiative Japan Inc."
    assert "entity" not in rate.heads
    assert all(len(row) == len(rate.heads) for row in rate.rows)


def test_a_drawing_shares_no_name_with_another_and_leaves_speaking_to_its_table(release, monkeypatch):
    if not answer.can_draw():
        pytest.skip("Altair is absent: pip install 'gaapgraph[charts]'")
    few = ("show_revenue_mix", "measure_tax_rate")
    listed = [each for each in answer.list_questions() if each.name in few]
    monkeypatch.setattr(answer, "list_questions", lambda: listed)
    drawings = [each.drawing for each in answer_charts(release)]
    assert len(drawings) == 2
    for drawing in drawings:
        assert drawing.startswith('<svg aria-hidden="true" focusable="false"')
        assert " role=" not in drawing
        assert "aria-label" not in drawing
        assert 'width="100%"' not in drawing
    names = [set(re.findall(r'\bid="([^"]+)"', drawing)) for drawing in drawings]
    assert not names[0] & names[1]


def test_too_many_marks_are_not_drawn(release, monkeypatch):
    if not answer.can_draw():
        pytest.skip("Altair is absent: pip install 'gaapgraph[charts]'")
    listed = [each for each in answer.list_questions() if each.name == "break_down_total"]
    monkeypatch.setattr(answer, "list_questions", lambda: listed)
    monkeypatch.setattr(answer, "_MOST_MARKS", 5)
    (crowded,) = answer_charts(release)
    assert crowded.drawing == ""
    assert "too many for one drawing" in crowded.note
    assert crowded.left_out > 0
