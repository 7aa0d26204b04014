"""Charts in the words of Vega-Lite: bars along an axis of periods or names, with rounding intervals and figures."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.ask.question import Chart, Question
    from gaapgraph.ask.record import Record

__all__ = ["describe_drawing"]

_WIDTH, _HEIGHT, _STEP, _MOST_PANELS, _MOST_NAMES, _MOST_FIGURES = 620, 320, 26, 4, 25, 40
_LABEL = 300
# Told apart with every kind of colour vision, and dark enough on white.
_COLORS = ["#0b5c8f", "#d17a00", "#2e7d5b", "#a33b6c", "#6a5acd", "#7a6a4f", "#3f8fbf", "#8c8c8c", "#5b3a1e", "#b8a100"]
_UP, _DOWN, _TOTAL = "#0b5c8f", "#b5482a", "#555555"
_SCALES = ((Decimal(10) ** 7, Decimal(10) ** 6, "million"), (Decimal(10) ** 5, Decimal(1000), "thousand"))
_CURRENCY = re.compile(r"[A-Z]{3}")
_INK = "#222222"


def describe_drawing(question: Question, chart: Chart, records: Sequence[Record]) -> Any:
    """Return the drawing as an Altair chart.

    Periods stand along the foot; names, which are longer, along the side. Rows of several entities, units or
    periods that would cover each other have panels of their own.
    """
    import altair

    sizes = Counter(record.group for record in records)
    groups = list(sizes)
    shown = sorted(sorted(groups, key=lambda each: (sizes[each], groups.index(each)))[-_MOST_PANELS:], key=groups.index)
    drawn = [each for group in shown for each in _largest([one for one in records if one.group == group])]
    form = _Form(chart, "fraction" in dict(question.returns).get(chart.y, ""), _is_upright(chart, drawn))
    panels = [
        _panel(form, [each for each in drawn if each.group == group], group if len(groups) > 1 else "")
        for group in shown
    ]
    drawing = panels[0] if len(panels) == 1 else altair.vconcat(*panels)
    return drawing.properties(title=_title(question, drawn, len(records) - len(drawn))).configure(
        font="sans-serif",
        axis=altair.AxisConfig(
            labelFontSize=11, titleFontSize=11, labelColor=_INK, titleColor=_INK, gridColor="#e6e6e6"
        ),
        view=altair.ViewConfig(stroke=None),
        legend=altair.LegendConfig(labelFontSize=11, titleFontSize=11, labelLimit=_LABEL, orient="bottom", columns=3),
    )


class _Form(NamedTuple):
    """What all panels have in common: bars stand or lie, figures are shares or not."""

    chart: Chart
    is_share: bool
    is_upright: bool


def _largest(records: list[Record]) -> list[Record]:
    """Return the records of the names with the largest figures, in their order; steps of a waterfall stay together."""
    names = {record.category: abs(record.figure) for record in sorted(records, key=lambda each: abs(each.figure))}
    if len(names) <= _MOST_NAMES or any(record.start for record in records):
        return records
    kept = sorted(names, key=lambda name: -names[name])[:_MOST_NAMES]
    return [record for record in records if record.category in kept]


def _title(question: Question, records: Sequence[Record], left_out: int) -> Any:
    import altair

    entities = list(dict.fromkeys(record.entity for record in records if record.entity))
    lines = [", ".join(entities[:3]), question.question]
    if left_out:
        lines.append(f"{left_out} smaller or earlier figures are not drawn: ask for an entity, a period or a concept.")
    return altair.TitleParams(
        question.title, subtitle=[line for line in lines if line], anchor="start", fontSize=15, offset=14
    )


def _panel(form: _Form, records: Sequence[Record], title: str) -> Any:
    import altair

    chart = form.chart
    divisor, word = _scale(records, form.is_share)
    values = [_values(record, divisor, form.is_share, chart.mark == "waterfall") for record in records]
    frame = altair.Chart(altair.Data(values=values))
    drawing = altair.layer(*_layers(form, records, frame, _axis_title(chart, records, word)))
    drawing = drawing.properties(title=title) if title else drawing
    size = max(2, len({record.category for record in records}))
    if form.is_upright:
        return drawing.properties(width=_WIDTH, height=_HEIGHT)
    apart = 1 if chart.is_stacked or not chart.series else len({record.series for record in records})
    return drawing.properties(width=_WIDTH, height=size * max(_STEP, 16 * apart + 6))


def _layers(form: _Form, records: Sequence[Record], frame: Any, title: str) -> list[Any]:
    import altair

    chart = form.chart
    along, across = ("x", "y") if form.is_upright else ("y", "x")
    order = list(dict.fromkeys(record.category for record in records))
    lines = {"labelExpr": "split(datum.label, ' to ')"} if form.is_upright and chart.x == "period" else {}
    labels = altair.Axis(labelAngle=0, labelLimit=_LABEL, title=None, **lines)
    place = {along: getattr(altair, along.upper())("category:N", sort=order, axis=labels)}
    name = getattr(altair, across.upper())
    axis = altair.Axis(title=title, format=".0%" if form.is_share else ",.2~f", tickCount=6)
    level, end = name("from:Q", axis=axis), getattr(altair, f"{across.upper()}2")("to:Q")
    tip = [f"{part}:N" for part in ("category", "series", "text") if part != "series" or chart.series]
    if chart.mark == "waterfall":
        bars = frame.mark_bar().encode(
            **place, **{across: level, f"{across}2": end}, color=_by_direction(), tooltip=tip
        )
        return [bars, _zero(frame, across), _write(frame, place, across, "edge", records)]
    if chart.series:
        series = list(dict.fromkeys(record.series for record in records))
        colors = _COLORS * (len(series) // len(_COLORS) + 1)
        scale = altair.Scale(domain=series, range=colors[: len(series)])
        color = altair.Color("series:N", scale=scale, sort=series, title=_say(chart.series))
        if not chart.is_stacked:
            offset = f"{along}Offset"
            place[offset] = getattr(altair, f"{along.upper()}Offset")("series:N", sort=series)
    else:
        color = altair.value(_COLORS[0])
    stack: Any = "zero" if chart.is_stacked else None
    level = name("figure:Q", axis=axis, stack=stack)
    mark = frame.mark_point(filled=True, size=70) if chart.mark == "point" else getattr(frame, f"mark_{chart.mark}")()
    layers = [mark.encode(**place, **{across: level}, color=color, tooltip=tip), _zero(frame, across)]
    if chart.low and chart.high:
        bounds = {across: name("low:Q", axis=axis), f"{across}2": getattr(altair, f"{across.upper()}2")("high:Q")}
        layers.append(frame.mark_rule(strokeWidth=2, color=_INK).encode(**place, **bounds))
    if not chart.is_stacked:
        layers.append(_write(frame, place, across, "edge", records))
    return layers


def _zero(frame: Any, across: str) -> Any:
    import altair

    return frame.mark_rule(color=_INK, strokeWidth=1).encode(**{across: altair.datum(0)})


def _by_direction() -> Any:
    import altair

    scale = altair.Scale(domain=["increase", "decrease", "total"], range=[_UP, _DOWN, _TOTAL])
    return altair.Color("direction:N", scale=scale, title=None)


def _write(frame: Any, place: dict[str, Any], across: str, at: str, records: Sequence[Record]) -> Any:
    """Return the figures beside the ends of the bars; beyond some number they would cover each other."""
    import altair

    size = 0 if len(records) > _MOST_FIGURES else 11
    layers = []
    for test, shift in (("datum.figure >= 0", 1), ("datum.figure < 0", -1)):
        mark = {"dy": -8 * shift} if across == "y" else {"dx": 4 * shift, "align": "left" if shift > 0 else "right"}
        end = getattr(altair, across.upper())(f"{at}:Q")
        drawn = frame.transform_filter(test).mark_text(fontSize=size or 1, opacity=1 if size else 0, color=_INK, **mark)
        layers.append(drawn.encode(**place, **{across: end}, text="text:N"))
    return altair.layer(*layers)


def _values(record: Record, divisor: Decimal, is_share: bool, is_step: bool) -> dict[str, Any]:
    """Return the data of one mark. A drawing has pixels, not digits: only here figures become floats."""
    figure, start = record.figure / divisor, record.start / divisor
    text = f"{figure * 100:,.1f}%" if is_share else _spell(figure)
    if is_step and not record.is_total:
        text = f"+{text}" if figure > 0 else text
    values: dict[str, Any] = {
        "category": record.category,
        "series": record.series,
        "figure": float(figure),
        "text": text.replace("-", "−"),
        "from": float(start),
        "to": float(start + figure),
        "edge": float(start + figure),
        "direction": "total" if record.is_total else "increase" if figure >= 0 else "decrease",
    }
    for name, bound in (("low", record.low), ("high", record.high)):
        values[name] = float((record.figure if bound is None else bound) / divisor)
    return values


def _spell(figure: Decimal) -> str:
    """Return a figure with four digits that tell, and no more decimals than it has.

    >>> _spell(Decimal("69730.73")), _spell(Decimal("1.3712")), _spell(Decimal("20"))
    ('69,731', '1.371', '20')
    """
    whole = len(str(abs(int(figure)))) if abs(figure) >= 1 else 0
    places = max(0, min(4 - whole, -int(figure.normalize().as_tuple().exponent)))
    return f"{figure:,.{places}f}"


def _scale(records: Sequence[Record], is_share: bool) -> tuple[Decimal, str]:
    most = max(abs(bound) for record in records for bound in (record.figure, record.start + record.figure))
    if not is_share and all(_CURRENCY.fullmatch(record.unit) for record in records):
        for least, divisor, word in _SCALES:
            if most >= least:
                return divisor, word
    return Decimal(1), ""


def _axis_title(chart: Chart, records: Sequence[Record], word: str) -> str:
    units = {record.unit for record in records if record.unit}
    unit = units.pop() if len(units) == 1 and word else ""
    return ", ".join(filter(None, (_say(chart.y), f"{unit} {word}".strip())))


def _is_upright(chart: Chart, records: Sequence[Record]) -> bool:
    """Say whether the bars stand: on periods and few short names."""
    names = {record.category for record in records}
    return chart.x == "period" or chart.mark == "line" or (len(names) <= 6 and max(map(len, names)) <= 16)


def _say(column: str) -> str:
    """Return the name of a column in words.

    >>> _say("freeCashFlow")
    'free cash flow'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).lower()
