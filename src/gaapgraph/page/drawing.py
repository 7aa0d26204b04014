"""Answers as bars in HTML: text keeps its size at any width, and nothing but the page itself is needed to draw them."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.question.record import build_records, tell_rest
from gaapgraph.question.specification import choose_form
from gaapgraph.question.timeline import list_spans
from gaapgraph.question.wording import name_period, show_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.question.question import Chart, Question
    from gaapgraph.question.record import Record
    from gaapgraph.question.timeline import Span

__all__ = ["Bar", "Drawing", "DrawnRow", "Panel", "draw"]

_TONES = 8  # colours that the style tells apart
_LEAST = Decimal("0.4")  # per cent of the width: a bar of nothing can still be seen
_HUNDRED = Decimal(100)


@frozen
class Bar:
    """One mark; places are in per cent of the width.

    Attributes:
        left, width: Of the bar; a point has no width.
        tone: A number of the style's colours, or `rise`, `fall` or `total`.
        label: The figure in words.
        interval: Left end and width of what rounding allows, or None.
        is_point: It is a point, not a bar.
        is_cut: It goes on beyond the edge.
    """

    left: str
    width: str
    tone: str
    series: str
    label: str
    interval: tuple[str, str] | None = None
    is_point: bool = False
    is_cut: bool = False
    is_expected: bool = False


@frozen
class DrawnRow:
    """One name with its bars: each on a track of its own, or all on one where they are parts of a whole."""

    name: str
    tracks: tuple[tuple[Bar, ...], ...]


@frozen
class Panel:
    """Rows that share an axis; `zero` is its place, or None where the axis does not reach it."""

    title: str
    rows: tuple[DrawnRow, ...]
    zero: str | None


@frozen
class Drawing:
    """All of one answer.

    Attributes:
        legend: Series with their tones; empty where there is one.
        unit: What the figures are counted in.
        note: How many figures of the answer are not drawn; empty where all are.
    """

    panels: tuple[Panel, ...]
    legend: tuple[tuple[str, str], ...]
    unit: str
    note: str

    @property
    def is_stacked(self) -> bool:
        """Its rows have several bars on one track."""
        return any(len(track) > 1 for panel in self.panels for row in panel.rows for track in row.tracks)

    @property
    def marks(self) -> int:
        """How many bars and points there are."""
        return sum(len(track) for panel in self.panels for row in panel.rows for track in row.tracks)


def draw(question: Question, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Drawing | None:
    """Return the drawing of an answer, or None where it has nothing to draw.

    Args:
        question: Its chart says what is drawn how.
        heads: The columns of the answer.
        rows: The cells, as people read them.
    """
    chart = question.chart
    if chart is None:
        return None
    if chart.mark == "timeline":
        spans = list_spans(chart, heads, rows)
        return _draw_spans(spans, len(rows)) if spans else None
    records = build_records(chart, heads, rows)
    if not records:
        return None
    form, unit, scale = choose_form(question, chart, records)
    series = list(dict.fromkeys(record.series for record in records if record.series))
    tones = {name: str(number % _TONES) for number, name in enumerate(series)}
    draftsman = _Draftsman(chart, form, scale, tones)
    panels = [
        draftsman.draw(title, list(group))
        for title, group in groupby(records, key=lambda record: _title(chart, record, records))
    ]
    legend = tuple(tones.items()) if len(series) > 1 else ()
    expected = "pale bars are expected, not reported" if any(record.is_expected for record in records) else ""
    note = "; ".join(filter(None, (tell_rest(chart, heads, rows, len(records)), expected)))
    return Drawing(tuple(panels), legend, unit, note)


def _title(chart: Chart, record: Record, records: Sequence[Record]) -> str:
    """Return what tells the panel of a record apart: entity, panel, and of steps the period."""
    parts = []
    for name in ("entity", "panel", *(("period",) if chart.mark == "waterfall" or not chart.x else ())):
        if len({getattr(each, name) for each in records}) > 1:
            value = getattr(record, name)
            parts.append(name_period(value) if name == "period" else value)
    return ", ".join(filter(None, parts))


class _Draftsman:
    """Draws the panels of one chart."""

    def __init__(self, chart: Chart, form: str, scale: int, tones: dict[str, str]) -> None:
        self._chart, self._form, self._scale, self._tones = chart, form, scale, tones
        self._is_point = chart.mark in ("line", "point")

    def draw(self, title: str, records: list[Record]) -> Panel:
        """Return one panel; its axis reaches from the least to the greatest of what it shows."""
        low, high = self._find_ends(records)
        rows = []
        for name, group in groupby(records, key=lambda record: record.name):
            bars = tuple(self._draw_bar(record, low, high) for record in group)
            rows.append(DrawnRow(name, (bars,) if self._chart.is_stacked else tuple((bar,) for bar in bars)))
        zero = _percent(-low, high - low) if low <= 0 <= high else None
        return Panel(title, tuple(rows), zero)

    def _find_ends(self, records: list[Record]) -> tuple[Decimal, Decimal]:
        if self._chart.domain is not None:
            low, high = (Decimal(str(end)) * self._scale for end in self._chart.domain)
            return low, high
        ends = [end for record in records for end in (record.low, record.high) if end is not None]
        if self._is_point:
            ends += [record.figure for record in records]
            low, high = Decimal(min(ends)), Decimal(max(ends))
            room = (high - low) / 10 or abs(high) / 10 or Decimal(1)
            return low - room, high + room
        ends += [end for record in records for end in (record.start, record.end)]
        low, high = min(ends, default=Decimal(0)), max(ends, default=Decimal(0))
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
        return (low, high) if high > low else (Decimal(0), Decimal(1))

    def _draw_bar(self, record: Record, low: Decimal, high: Decimal) -> Bar:
        span = high - low
        first, last = sorted((record.start, record.end))
        if self._is_point:
            first = last = record.figure
        is_cut = first < low or last > high
        first, last = max(first, low), min(last, high)
        width = Decimal(0) if self._is_point else max((last - first) / span * _HUNDRED, _LEAST)
        interval = None
        is_alone = not self._chart.is_stacked and not record.kind
        if record.low is not None and record.high is not None and is_alone and not is_cut:
            interval = _percent(record.low - low, span), _percent(record.high - record.low, span)
        label = show_figure(record.figure / self._scale, self._form)
        return Bar(
            left=_percent(first - low, span),
            width=f"{width:.2f}",
            tone=record.kind or self._tones.get(record.series, "0"),
            series=record.series,
            label=_say(label, record, is_cut=is_cut),
            interval=interval,
            is_point=self._is_point,
            is_cut=is_cut,
            is_expected=record.is_expected,
        )


def _say(label: str, record: Record, *, is_cut: bool) -> str:
    """Return a figure with the way in which its bar goes on, or the sign of a step up."""
    if is_cut:
        return f"‹ {label}" if record.figure < 0 else f"{label} ›"
    return f"+{label}" if record.kind == "rise" and record.figure > 0 else label


def _draw_spans(spans: Sequence[Span], rows: int) -> Drawing:
    """Return events along the days that their dates allow, each as wide as it is uncertain."""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    days = Decimal((last - first).days + 1)
    series = list(dict.fromkeys(span.series for span in spans if span.series))
    tones = {name: str(number) for number, name in enumerate(series)} if len(series) <= _TONES else {}
    panels = []
    for entity, group in groupby(spans, key=lambda span: span.entity):
        drawn = []
        for span in group:
            width = max(Decimal((span.end - span.start).days + 1) / days * _HUNDRED, _LEAST * 2)
            left = _percent(Decimal((span.start - first).days), days)
            bar = Bar(left, f"{width:.2f}", tones.get(span.series, "0"), span.series, span.when)
            drawn.append(DrawnRow(span.name, ((bar,),)))
        panels.append(Panel(entity if len({span.entity for span in spans}) > 1 else "", tuple(drawn), None))
    note = f"{len(spans)} of {rows} rows are drawn" if len(spans) < rows else ""
    return Drawing(tuple(panels), tuple(tones.items()) if len(tones) > 1 else (), f"{first.year} to {last.year}", note)


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{part / whole * _HUNDRED:.2f}"
