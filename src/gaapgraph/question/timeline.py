"""A timeline: events along the days that their dates allow, described in Vega-Lite."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from gaapgraph.errors import NotFoundError
from gaapgraph.frozen_class import frozen
from gaapgraph.graph import read_day
from gaapgraph.question.specification import CONFIG, STRONG
from gaapgraph.question.wording import spell_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.question.question import Chart, Question

__all__ = ["Span", "describe_timeline", "list_spans"]

_WIDTH, _STEP = 560, 20
_ROOM = 0.14  # of the axis, for the dates beyond the ends of bars
_DAY = timedelta(days=1)


@frozen
class Span:
    """One event: the first and the last day that its date allows.

    Attributes:
        series: What it is told apart by, or empty.
    """

    name: str
    start: date
    end: date
    series: str
    entity: str

    @property
    def when(self) -> str:
        """The days as people write them: a day, a month, a year, or from one to another.

        >>> Span("", date(2007, 5, 1), date(2007, 5, 31), "", "").when
        '2007-05'
        >>> Span("", date(2007, 7, 1), date(2007, 10, 31), "", "").when
        '2007-07 to 2007-10'
        >>> Span("", date(1992, 1, 1), date(1992, 12, 31), "", "").when
        '1992'
        """
        if self.start == self.end:
            return self.start.isoformat()
        after = self.end + _DAY
        if (self.start.month, self.start.day, after.month, after.day) == (1, 1, 1, 1):
            years = f"{self.start:%Y}", f"{self.end:%Y}"
            return " to ".join(dict.fromkeys(years))
        if self.start.day == after.day == 1:
            first, last = f"{self.start:%Y-%m}", f"{self.end:%Y-%m}"
            return first if first == last else f"{first} to {last}"
        return f"{self.start} to {self.end}"


def list_spans(chart: Chart, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Span]:
    """Return the dated events of an answer, each once, the earliest first.

    Args:
        chart: Its `y` names the columns of the first and the last day, its `x` those of the event.
        heads: The columns of the answer.
        rows: The cells; rows without days are left out.

    Raises:
        NotFoundError: The chart names a column that the answer does not have.
    """
    for column in chart.columns:
        if column not in heads:
            raise NotFoundError("the chart has no such column", where=column, mend="mend the question's front matter")
    first, last = chart.y
    spans = set()
    for row in rows:
        cells = dict(zip(heads, row, strict=True))
        start, end = read_day(cells[first]), read_day(cells[last])
        if start is not None and end is not None and start <= end:
            name = ", ".join(filter(None, (cells[column] for column in chart.x)))
            series = spell_name(cells[chart.series]) if chart.series else ""
            spans.add(Span(name, start, end, series, cells.get("entity", "")))
    return sorted(spans, key=lambda span: (span.entity, span.start, span.end, span.name))


def describe_timeline(question: Question, spans: Sequence[Span]) -> dict[str, Any]:
    """Return the whole specification, days and titles included."""
    entities = list(dict.fromkeys(span.entity for span in spans))
    drawn = [
        {
            "name": span.name,
            "start": span.start.isoformat(),
            "end": (span.end + _DAY).isoformat(),  # a day ends where the next one starts
            "when": span.when,
            "series": span.series,
            "entity": span.entity,
        }
        for span in spans
    ]
    layers = {"layer": _layers(drawn, _axis(spans)), "width": _WIDTH, "height": {"step": _STEP}}
    facet = {"field": "entity", "type": "nominal", "sort": entities}
    several = {"facet": facet, "columns": 1, "spec": layers, "resolve": {"scale": {"y": "independent"}}}
    return {
        "description": question.question,
        "title": {"text": question.title, "subtitle": [*wrap(question.question, 100), *entities[: len(entities) == 1]]},
        "data": {"values": drawn},
        **(layers if len(entities) < 2 else several),
        "config": CONFIG,
    }


def _axis(spans: Sequence[Span]) -> dict[str, Any]:
    """Return the axis of time, with room for the dates beyond the last bar."""
    first, last = min(span.start for span in spans), max(span.end for span in spans) + _DAY
    room = (last - first) * _ROOM + _DAY
    return {
        "field": "start",
        "type": "temporal",
        "title": None,
        "scale": {"domain": [first.isoformat(), (last + room).isoformat()]},
        "axis": {"grid": True, "gridColor": "#dddddd", "format": "%Y", "tickCount": "year"},
    }


def _layers(drawn: list[dict[str, str]], axis: dict[str, Any]) -> list[dict[str, Any]]:
    names = list(dict.fromkeys(each["name"] for each in drawn))
    series = list(dict.fromkeys(each["series"] for each in drawn if each["series"]))
    along = {"y": {"field": "name", "type": "nominal", "sort": names, "title": None}}
    colors = {"field": "series", "type": "nominal", "sort": series, "scale": {"range": STRONG}}
    one_ink = {"value": STRONG[0]}  # more series than colours would share them
    told = {**along, "color": colors if 0 < len(series) <= len(STRONG) else one_ink}
    return [
        {"mark": {"type": "bar", "height": 9}, "encoding": {**told, "x": axis, "x2": {"field": "end"}}},
        # a day would be too narrow to be seen
        {"mark": {"type": "tick", "thickness": 3, "size": 13}, "encoding": {**told, "x": axis}},
        {
            "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 11},
            "encoding": {**along, "x": {**axis, "field": "end"}, "text": {"field": "when"}},
        },
    ]
