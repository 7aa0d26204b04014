"""Answers of the library: drawn as bars, and whole as tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.graph import Dataset
from gaapgraph.page import chart_answer
from gaapgraph.page.chart_answer import answer_charts
from gaapgraph.page.drawing import draw
from gaapgraph.question.question import Chart, Question


def ask(release, monkeypatch, *names: str) -> dict[str, chart_answer.Answer]:
    listed = [each for each in chart_answer.list_questions() if each.name in names]
    monkeypatch.setattr(chart_answer, "list_questions", lambda **_: listed)
    return {each.question.name: each for each in answer_charts(Dataset(release))}


def test_an_answer_says_once_what_all_its_rows_have_and_leaves_the_ends_of_intervals_to_the_drawing(
    release, monkeypatch
):
    rate = ask(release, monkeypatch, "measure_tax_rate")["measure_tax_rate"]
    assert rate.rows
    assert dict(rate.common)["entity"] == "Internet Initiative Japan Inc."
    assert "entity" not in rate.heads
    assert not [head for head in rate.heads if head.endswith(("Low", "High"))]
    assert all(len(row) == len(rate.heads) for row in rate.rows)


def test_parts_of_a_whole_lie_on_one_track_and_make_it_up(release, monkeypatch):
    mix = ask(release, monkeypatch, "show_revenue_mix")["show_revenue_mix"].drawing
    assert mix is not None
    assert mix.is_stacked
    assert [name for name, _ in mix.legend][:2] == ["Systems Integration", "Connectivity and Outsourcing Services"]
    (panel,) = mix.panels
    for row in panel.rows:
        (track,) = row.tracks
        ends = [Decimal(bar.left) + Decimal(bar.width) for bar in track]
        assert all(abs(Decimal(bar.left) - end) < 1 for bar, end in zip(track[1:], ends, strict=False))
        assert 99 < ends[-1] <= 101
    assert "of 58 figures are drawn" in mix.note


def test_too_many_marks_are_not_drawn(release, monkeypatch):
    monkeypatch.setattr(chart_answer, "_MOST_MARKS", 5)
    crowded = ask(release, monkeypatch, "break_down_total")["break_down_total"]
    assert crowded.drawing is None
    assert crowded.is_crowded
    assert crowded.left_out > 0


@pytest.fixture
def question():
    """Return a function that makes a question with a chart."""

    def make(**chart) -> Question:
        words = dict.fromkeys(("name", "text", "title", "question", "description", "theme", "source"), "")
        return Question(**words, parameters=(), returns=(), chart=Chart(**chart))

    return make


def test_bars_start_at_zero_and_share_an_axis(question):
    drawing = draw(question(mark="bar", y=("value",), x=("what",)), ["what", "value"], [["a", "30"], ["b", "-10"]])
    (panel,) = drawing.panels
    assert panel.zero == "25.00"
    bars = {row.name: row.tracks[0][0] for row in panel.rows}
    assert (bars["a"].left, bars["a"].width, bars["a"].label) == ("25.00", "75.00", "30")
    assert (bars["b"].left, bars["b"].width, bars["b"].label) == ("0.00", "25.00", "−10")
    assert drawing.note == ""


def test_a_bar_beyond_the_ends_of_the_axis_is_cut_and_says_so(question):
    chart = {"mark": "bar", "y": ("value",), "x": ("what",), "domain": (-1.0, 1.0)}
    drawing = draw(question(**chart), ["what", "value"], [["a", "9"], ["b", "-9"], ["c", "0.5"]])
    bars = {row.name: row.tracks[0][0] for row in drawing.panels[0].rows}
    assert (bars["a"].left, bars["a"].width, bars["a"].label) == ("50.00", "50.00", "9.00 ›")
    assert (bars["b"].left, bars["b"].width, bars["b"].label) == ("0.00", "50.00", "‹ −9.00")
    assert not bars["c"].is_cut


def test_what_is_left_out_is_counted(question):
    rows = [[name, str(number)] for number, name in enumerate("abcde", 1)]
    drawing = draw(question(mark="bar", y=("value",), x=("what",), most=2), ["what", "value"], rows)
    assert [row.name for row in drawing.panels[0].rows] == ["e", "d"]
    assert drawing.note == "2 of 5 figures are drawn"


def test_nothing_to_draw_is_none(question):
    assert draw(question(mark="bar", y=("value",), x=("what",)), ["what", "value"], [["a", ""]]) is None


def test_events_lie_along_the_days_that_their_dates_allow(question):
    chart = {"mark": "timeline", "y": ("first", "last"), "x": ("what",)}
    rows = [["a", "2007-01-01", "2007-12-31"], ["b", "2008-12-31", "2008-12-31"], ["c", "", ""]]
    drawing = draw(question(**chart), ["what", "first", "last"], rows)
    bars = {row.name: row.tracks[0][0] for row in drawing.panels[0].rows}
    assert (bars["a"].left, bars["a"].width, bars["a"].label) == ("0.00", "49.93", "2007")
    assert (bars["b"].left, bars["b"].label) == ("99.86", "2008-12-31")
    assert drawing.note == "2 of 3 rows are drawn"
