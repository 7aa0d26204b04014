"""Answers drawn by Altair, which is an extra: `pip install 'gaapgraph[charts]'`."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from importlib.util import find_spec
from itertools import groupby
from typing import TYPE_CHECKING, Any

from gaapgraph.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.ask.question import Chart, Question

__all__ = ["draw_chart"]

_WIDTH, _HEIGHT = 640, 360
Record = dict[str, Any]


def draw_chart(question: Question, heads: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> str:
    """Return an answer as a drawing.

    Args:
        question: Its chart says what is drawn how.
        heads: The columns of the answer.
        rows: The cells, as people read them.
        name: `svg`, or `html`: one file that needs no network.

    Raises:
        InputError: The question has no chart, the answer is empty, or the extra is not installed.
        NotFoundError: The chart names a column that the answer does not have.
    """
    if question.chart is None:
        raise InputError("the question has no chart", where=question.name, mend="ask for --format table, csv or json")
    if not (find_spec("altair") and find_spec("vl_convert")):
        raise InputError("charts need Altair", where=f"--format {name}", mend="pip install 'gaapgraph[charts]'")
    records = build_records(question.chart, heads, rows)
    if not records:
        raise InputError("the answer has no row to draw", where=question.name, mend="ask for other parameters")
    return _render(_describe(question, question.chart, records), name)


def build_records(chart: Chart, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Record]:
    """Return what is drawn: rows with a figure, and for a waterfall where each step starts and ends.

    Raises:
        NotFoundError: The chart names a column that the answer does not have.
    """
    wanted = [chart.x, chart.y, *filter(None, (chart.series, chart.low, chart.high))]
    for column in (*wanted, *(name for name, _ in chart.only)):
        if column not in heads:
            raise NotFoundError("the chart has no such column", where=column, mend="mend the question's front matter")
    records: list[Record] = []
    for row in rows:
        cells = dict(zip(heads, row, strict=True))
        figure = _number(cells[chart.y])
        if figure is None or any(cells[name] != value for name, value in chart.only):
            continue
        # A drawing has pixels, not digits: only here a figure becomes a float.
        record: Record = {column: cells[column] for column in wanted} | {chart.y: float(figure)}
        record |= {column: float(cells[column]) for column in (chart.low, chart.high) if column and cells[column]}
        records.append(record | {"period": cells.get("period", "")})
    return _stack_steps(records, chart) if chart.mark == "waterfall" else records


def _stack_steps(records: list[Record], chart: Chart) -> list[Record]:
    """Add where each step of a waterfall starts and ends, for each period anew."""
    stacked = []
    for _, group in groupby(records, key=lambda record: str(record["period"])):
        steps = list(group)
        level = 0.0
        for record in steps:
            start = 0.0 if chart.has_total and record is steps[-1] else level
            level = start + float(record[chart.y])
            stacked.append(record | {"from": start, "to": level})
    return stacked


def _describe(question: Question, chart: Chart, records: list[Record]) -> Any:
    import altair

    frame = altair.Chart(
        altair.Data(values=records), title=altair.Title(question.title, subtitle=question.question)
    ).properties(width=_WIDTH, height=_HEIGHT)
    x = altair.X(chart.x, type="nominal", sort=None, title=chart.x)
    if chart.mark == "waterfall":
        drawn = frame.mark_bar().encode(x=x, y=altair.Y("from:Q", title=chart.y), y2="to:Q")
        steps = drawn.encode(
            color=altair.condition("datum.to < datum.from", altair.value("#b5482a"), altair.value("#2a6fb5"))
        )
        return steps.facet(row="period:N") if len({record["period"] for record in records}) > 1 else steps
    stack: Any = "zero" if chart.is_stacked else None
    encoding = {"x": x, "y": altair.Y(chart.y, type="quantitative", stack=stack)}
    if chart.series:
        encoding["color"] = altair.Color(chart.series, type="nominal")
        if chart.mark == "bar" and not chart.is_stacked:
            encoding["xOffset"] = altair.XOffset(chart.series, type="nominal")
    drawn = getattr(frame, f"mark_{chart.mark}")().encode(**encoding)
    if not (chart.low and chart.high):
        return drawn
    return drawn + frame.mark_rule().encode(x=x, y=f"{chart.low}:Q", y2=f"{chart.high}:Q")


def _render(drawing: Any, name: str) -> str:
    if name == "html":
        return str(drawing.to_html(inline=True))
    import vl_convert

    return str(vl_convert.vegalite_to_svg(drawing.to_dict()))


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
