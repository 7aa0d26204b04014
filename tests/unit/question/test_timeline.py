"""Events along the days that their dates allow."""

from __future__ import annotations

import pytest

from gaapgraph.errors import InputError, NotFoundError
from gaapgraph.question.chart import count_marks, draw_chart
from gaapgraph.question.library import find_question
from gaapgraph.question.question import Chart
from gaapgraph.question.timeline import describe_timeline, list_spans

CHART = Chart("timeline", ("first", "last"), ("event",), series="precision")
HEADS = ["entity", "first", "last", "event", "precision", "who"]
ROWS = [
    ["Acme", "2007-06-01", "2007-06-30", "A rival is bought", "month", "Acme"],
    ["Acme", "2007-06-01", "2007-06-30", "A rival is bought", "month", "Bolt"],
    ["Acme", "2007-05-11", "2007-05-11", "Shares are issued", "day", "Acme"],
    ["Acme", "", "", "A plan is made", "undated", "Acme"],
]


def test_each_dated_event_is_one_span_the_earliest_first() -> None:
    spans = list_spans(CHART, HEADS, ROWS)
    assert [(span.name, span.when, span.series) for span in spans] == [
        ("Shares are issued", "2007-05-11", "day"),
        ("A rival is bought", "2007-06", "month"),
    ]


def test_a_day_ends_where_the_next_one_starts() -> None:
    drawn = describe_timeline(find_question("list_events"), list_spans(CHART, HEADS, ROWS))["data"]["values"]
    assert [(each["start"], each["end"]) for each in drawn] == [
        ("2007-05-11", "2007-05-12"),
        ("2007-06-01", "2007-07-01"),
    ]


def test_entities_have_a_timeline_each() -> None:
    other = ["Bolt", "2008-01-01", "2008-12-31", "A year passes", "year", "Bolt"]
    described = describe_timeline(find_question("list_events"), list_spans(CHART, HEADS, [*ROWS, other]))
    assert described["facet"]["sort"] == ["Acme", "Bolt"]


def test_series_have_a_colour_only_where_there_are_enough() -> None:
    rows = [["Acme", f"200{n}-01-01", f"200{n}-12-31", f"Event {n}", f"kind {n}", ""] for n in range(9)]
    described = describe_timeline(find_question("list_events"), list_spans(CHART, HEADS, rows))
    assert "field" not in described["layer"][0]["encoding"]["color"]


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFoundError, match="the chart has no such column"):
        list_spans(CHART, ["first", "last", "event"], [])


def test_the_drawing_of_the_library_s_events_names_them() -> None:
    pytest.importorskip("vl_convert")
    question = find_question("list_events")
    heads = [name for name, _ in question.returns]
    row = dict.fromkeys(heads, "") | {
        "start": "2007-06-01", "end": "2007-06-30", "event": "A rival is bought", "precision": "month",
    }  # fmt: skip
    rows = [[row[head] for head in heads]]
    assert count_marks(question, heads, rows) == 1
    svg = draw_chart(question, heads, rows, "svg")
    assert "A rival is bought" in svg
    assert "2007-06" in svg
    undated = [["" if head in ("start", "end") else row[head] for head in heads]]
    with pytest.raises(InputError, match="the answer has no row to draw"):
        draw_chart(question, heads, undated, "svg")
