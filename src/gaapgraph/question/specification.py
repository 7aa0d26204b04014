"""The drawing of an answer, described in Vega-Lite."""

from __future__ import annotations

import re
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, Any

from gaapgraph.question.wording import name_period, name_unit, show_figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.question.question import Chart, Question
    from gaapgraph.question.record import Record

__all__ = ["CONFIG", "STRONG", "choose_form", "describe_chart"]

Spec = dict[str, Any]
_INK = "#1a1a1a"
# Dark enough beside white, told apart by those who see few colours; the light ones carry text.
STRONG = ["#1f5a94", "#d9822b", "#4d8f53", "#8a5fa8", "#b5482a", "#6b6b6b", "#3aa6b9", "#b59a2a"]
_LIGHT = ["#9cc3e6", "#f5c396", "#b3d7b3", "#d3c1e3", "#e8b0a2", "#cfcfcf", "#a9dbe2", "#e6d993"]
_STEPS = {"rise": "#1f5a94", "fall": "#b5482a", "total": "#6b6b6b"}
_WIDTH, _HEIGHT = 560, 300
_LETTERS = 62  # of a name beside a bar
_ROOM = 0.12  # of the axis, for the figures beyond the ends of bars
_NARROW = 0.05  # a part of a bar that takes less of the axis has no room for its figure
_EXPECTED = "expected, not reported"
_TICKS = {"%": 0.01, ",.1f": 0.1, ",.0f": 1}  # the least step between two ticks that are not written alike
_TWO_LINES = "split(replace(datum.label, ' to ', ' to|'), '|')"
CONFIG: Spec = {
    "font": "Liberation Sans, Arial, Helvetica, sans-serif",
    "background": "white",
    "padding": 12,
    "title": {"anchor": "start", "fontSize": 17, "subtitleFontSize": 12, "subtitleColor": "#444444", "offset": 14},
    "axis": {"labelFontSize": 12, "labelColor": _INK, "labelLimit": 450, "titleFontSize": 12, "titleFontWeight": 400},
    "axisQuantitative": {
        "grid": True,
        "gridColor": {"condition": {"test": "datum.value === 0", "value": _INK}, "value": "#dddddd"},
    },
    "legend": {"labelFontSize": 12, "labelLimit": 330, "title": None, "orient": "bottom", "columns": 2},
    "header": {"labelFontSize": 13, "labelFontWeight": "bold", "labelAnchor": "start", "title": None},
    "view": {"stroke": None},
}


def describe_chart(question: Question, chart: Chart, records: list[Record], note: str = "") -> Spec:
    """Return the whole specification, figures and titles included; a note of what is not drawn below the title."""
    form, unit, scale = choose_form(question, chart, records)
    drawn = [_dress(record, form, scale, chart) for record in records]
    upright = chart.x == ("period",) and chart.mark != "waterfall"
    layers = _layer_upright(chart, drawn) if upright else _layer_lying(chart, drawn)
    for layer in layers:
        layer["encoding"]["y" if upright else "x"] |= _describe_axis(question, chart, drawn, form, unit)
    expected = f"pale and dashed: {_EXPECTED}" if any(record.is_expected for record in records) else ""
    subtitle = [*_subtitle(question, records), *filter(None, (expected, note))]
    return {
        "description": question.question,
        "title": {"text": question.title, "subtitle": subtitle},
        "data": {"values": drawn},
        **_facet({"layer": layers, **_size(chart, drawn, upright)}, drawn, chart),
        "config": CONFIG,
    }


def choose_form(question: Question, chart: Chart, records: list[Record]) -> tuple[str, str, int]:
    """Return how figures are written, in which unit, and by what they are divided."""
    drawn = {name.removeprefix("-") for name in chart.y}
    meaning = " ".join(text for name, text in question.returns if name in drawn)
    units = {record.unit for record in records} - {""}
    unit = units.pop() if len(units) == 1 else ""
    largest = max(abs(record.figure) for record in records)
    if "fraction" in meaning:
        return ".1%", "", 1
    if re.search(r"\b(over|ratio)\b", meaning) and largest < 1000:
        return ",.2f", "", 1
    scale = 1_000_000 if largest >= 10_000_000 else 1
    is_whole = largest >= 100_000 or all(record.figure == int(record.figure) for record in records)
    return (",.0f" if is_whole else ",.2f"), name_unit(unit, scale), scale


def _dress(record: Record, form: str, scale: int, chart: Chart) -> Spec:
    """Return what a drawing needs of a record; it has pixels, not digits: only here figures become floats."""
    label = show_figure(record.figure / scale, form)
    if record.kind == "rise" and record.figure > 0:
        label = f"+{label}"
    value = float(record.figure / scale)
    is_cut = chart.domain is not None and not chart.domain[0] <= value <= chart.domain[1]
    if is_cut:
        label = f"‹ {label}" if value < 0 else f"{label} ›"
    spec = {
        "name": shorten(record.name, _LETTERS, placeholder="…"),
        "series": record.series,
        "panel": record.panel,
        "entity": record.entity,
        "period": name_period(record.period),
        "length": record.length,
        "figure": value,
        "start": float(record.start / scale),
        "end": float(record.end / scale),
        "label": label,
        "sum": show_figure(record.end / scale, form),
        "kind": record.kind,
        "cut": is_cut,
        "expected": record.is_expected,
        "tip": float(record.end / scale),
    }
    if record.low is not None and record.high is not None:
        low, high = float(record.low / scale), float(record.high / scale)
        spec |= {"low": low, "high": high}
        if not is_cut and not record.kind:  # a figure stands beyond what rounding allows
            spec["tip"] = min(low, value) if value < 0 else max(high, value)
    return spec


def _describe_axis(question: Question, chart: Chart, records: list[Spec], form: str, unit: str) -> Spec:
    ticks = {".1%": ".0%", ",.2f": ",.1f"}.get(form, form)
    least = next(step for end, step in _TICKS.items() if ticks.endswith(end))
    axis: Spec = {"title": _title_axis(question, chart, unit), "axis": {"format": ticks, "tickMinStep": least}}
    domain = _choose_domain(chart, records)
    scale = {"padding": 16, "zero": False} if domain is None else {"domain": domain, "clamp": True}
    return {**axis, "scale": scale}


def _choose_domain(chart: Chart, records: list[Spec]) -> list[float] | None:
    """Return the ends of the axis: those given, those of a whole, or with room for the figures beyond the bars."""
    if chart.domain:
        return list(chart.domain)
    if chart.mark in ("line", "point"):
        return None
    ends = [0.0, *(record[key] for record in records for key in ("start", "end", "tip"))]
    least, most = min(ends), max(ends)
    if chart.is_stacked and abs(most - 1) < 0.01:
        return [least, 1]
    room = (most - least) * _ROOM
    return [least - room if least < 0 else 0, most + room if most > 0 else 0]


def _layer_lying(chart: Chart, records: list[Spec]) -> list[Spec]:
    """Return bars from left to right, for names need room."""
    names, series = _order(records, "name"), _order(records, "series")
    bare = {"grid": False, "ticks": False}
    base: Spec = {"y": {"field": "name", "type": "nominal", "sort": names, "title": None, "axis": bare}}
    base |= {"x": {"field": "start", "type": "quantitative"}, "x2": {"field": "end"}}
    if len(series) > 1 and not chart.is_stacked and chart.mark != "waterfall":
        base["yOffset"] = {"field": "series", "type": "nominal", "sort": series}
    color = {"color": _color(chart, records, series), **_pale(records)}
    bar = {"mark": {"type": "bar", "tooltip": True}, "encoding": {**base, **color}}
    whiskers = [] if chart.is_stacked or chart.mark == "waterfall" else _interval(base, "y", "x", records)
    return [bar, *whiskers, *_label_bars(chart, base, "x", records)]


def _layer_upright(chart: Chart, records: list[Spec]) -> list[Spec]:
    """Return figures over periods, from left to right in the order of time."""
    names, series = _order(records, "name"), _order(records, "series")
    bare = {"labelAngle": 0, "labelExpr": _TWO_LINES, "grid": False, "ticks": False}
    base: Spec = {"x": {"field": "name", "type": "nominal", "sort": names, "title": None, "axis": bare}}
    color = {"color": _color(chart, records, series)}
    if chart.mark == "bar":
        base |= {"y": {"field": "start", "type": "quantitative"}, "y2": {"field": "end"}}
        if len(series) > 1 and not chart.is_stacked:
            base["xOffset"] = {"field": "series", "type": "nominal", "sort": series}
        mark = {"type": "bar", "tooltip": True, "width": {"band": 0.8}}
        first = [{"mark": mark, "encoding": {**base, **color, **_pale(records)}}]
    else:
        base["y"] = {"field": "figure", "type": "quantitative"}
        first = _draw_points(chart, base, color, series)
    whiskers = [] if chart.is_stacked else _interval(base, "x", "y", records)
    return [*first, *whiskers, *_label_bars(chart, base, "y", records)]


def _draw_points(chart: Chart, base: Spec, color: Spec, series: list[str]) -> list[Spec]:
    """Return points, each series with a shape of its own, and lines between periods of one length."""
    shape = {"shape": {**color["color"], "scale": {"domain": series}}} if len(series) > 1 else {}
    mark = {"type": "point", "filled": True, "size": 70, "opacity": 1, "tooltip": True}
    points = {"mark": mark, "encoding": {**base, **color, **shape}}
    if chart.mark == "point":
        return [points]
    return [
        {"mark": "line", "encoding": {**base, **color, "detail": {"field": "length", "type": "nominal"}}},
        points,
    ]


def _color(chart: Chart, records: list[Spec], series: list[str]) -> Spec:
    if chart.mark == "waterfall":
        kinds = [kind for kind in _STEPS if kind in {record["kind"] for record in records}]
        scale = {"domain": kinds, "range": [_STEPS[kind] for kind in kinds]}
        return {"field": "kind", "type": "nominal", "scale": scale, "legend": None}
    colors = _LIGHT if chart.is_stacked else STRONG
    if len(series) < 2:
        return {"value": colors[0]}
    scale = {"domain": series, "range": [colors[number % len(colors)] for number in range(len(series))]}
    return {"field": "series", "type": "nominal", "sort": series, "scale": scale}


def _pale(records: list[Spec]) -> Spec:
    """Return by what bars of expected figures differ from those of reported ones."""
    if not any(record["expected"] for record in records):
        return {}
    return {
        channel: {"condition": {"test": "datum.expected", "value": one}, "value": other}
        for channel, one, other in (("fillOpacity", 0.3, 1), ("stroke", _INK, None), ("strokeDash", [4, 3], [1, 0]))
    }


def _interval(base: Spec, along: str, across: str, records: list[Spec]) -> list[Spec]:
    """Return the rounding intervals as rules, where the answer has some."""
    if not any("low" in record for record in records):
        return []
    kept = {key: base[key] for key in (along, f"{along}Offset") if key in base}
    ends = {across: {"field": "low", "type": "quantitative"}, f"{across}2": {"field": "high"}}
    mark = {"type": "rule", "color": _INK, "strokeWidth": 1.5}
    return [{"transform": [{"filter": "isValid(datum.low)"}], "mark": mark, "encoding": {**kept, **ends}}]


def _label_bars(chart: Chart, base: Spec, across: str, records: list[Spec]) -> list[Spec]:
    """Return the figures as text: inside the parts of a stacked bar, else beyond the end of a bar."""
    kept: Spec = {key: base[key] for key in ("x", "y", "xOffset", "yOffset") if key in base}
    text = {"text": {"field": "label"}, "color": {"value": _INK}}
    if chart.is_stacked:
        longest = max(abs(record["end"]) for record in records)
        middle = {**kept, across: {"field": "middle", "type": "quantitative"}}
        wide = f"abs(datum.end - datum.start) > {_NARROW * longest}"
        rule = [{"calculate": "(datum.start + datum.end) / 2", "as": "middle"}, {"filter": wide}]
        inside = {"transform": rule, "mark": {"type": "text", "fontSize": 11}, "encoding": {**middle, **text}}
        return [inside, *_label_sums(kept, across, records)]
    kept |= {across: {"field": "tip", "type": "quantitative"}}
    beyond, before = (
        ({"align": "left", "dx": 5}, {"align": "right", "dx": -5}) if across == "x" else ({"dy": -8}, {"dy": 10})
    )
    white = {**text, "color": {"value": "white"}}
    places = (
        ("datum.figure >= 0 && !datum.cut", beyond, text),
        ("datum.figure < 0 && !datum.cut", before, text),
        ("datum.figure >= 0 && datum.cut", before, white),  # a bar that is cut carries its figure
        ("datum.figure < 0 && datum.cut", beyond, white),
    )
    return [
        {"transform": [{"filter": test}], "mark": {"type": "text", "fontSize": 11, **away}, "encoding": {**kept, **ink}}
        for test, away, ink in places
    ]


def _label_sums(kept: Spec, across: str, records: list[Spec]) -> list[Spec]:
    """Return the sum of each stacked bar beyond its end, unless all make the same whole."""
    ends = {(record["entity"], record["panel"], record["name"]): record for record in records if record["figure"] >= 0}
    if len({end["sum"] for end in ends.values()}) == 1 or any(record["figure"] < 0 for record in records):
        return []
    away = {"align": "left", "dx": 5} if across == "x" else {"dy": -8}
    encoding = {**kept, across: {"field": "end", "type": "quantitative"}, "text": {"field": "sum"}}
    mark = {"type": "text", "fontSize": 11, "fontWeight": "bold", **away}
    return [{"data": {"values": list(ends.values())}, "mark": mark, "encoding": encoding}]


def _size(chart: Chart, records: list[Spec], upright: bool) -> Spec:
    count = 1 if chart.is_stacked else max(1, len(_order(records, "series")))
    if upright:
        wide = {"step": max(110 // count, 46), "for": "offset"} if chart.mark == "bar" and count > 1 else {"step": 110}
        return {"width": wide, "height": _HEIGHT}
    return {"width": _WIDTH, "height": {"step": 16 if count > 1 else 24}}


def _facet(spec: Spec, records: list[Spec], chart: Chart) -> Spec:
    """Return the drawing, or one for each entity, each period of a waterfall, or each panel that the question has."""
    steps = chart.mark == "waterfall" or not chart.x
    for field in ("entity", *(("period",) if steps else ()), "panel"):
        values = _order(records, field)
        if len(values) > 1:
            free = {"y": "independent"} if chart.x != ("period",) else {}
            if field != "period":
                free |= {"x": "independent", "y": "independent"}
            facet = {"field": field, "type": "nominal", "sort": values}
            return {"facet": facet, "columns": 1, "spec": spec, "resolve": {"scale": free}}
    return spec


def _title_axis(question: Question, chart: Chart, unit: str) -> str:
    meaning = dict(question.returns).get(chart.y[0].removeprefix("-"), "") if len(chart.y) == 1 else ""
    meaning = re.sub(r"; left out where.*|, a fraction|^a fraction$|, in days", "", meaning)
    return " · ".join(filter(None, (meaning, unit and f"in {unit}")))


def _subtitle(question: Question, records: list[Record]) -> list[str]:
    entities = list(dict.fromkeys(record.entity for record in records))
    periods = list(dict.fromkeys(record.period for record in records))
    told = [
        entities[0] if len(entities) == 1 else "",
        name_period(periods[0]) if len(periods) == 1 and periods[0] else "",
    ]
    return [*wrap(question.question, 100), " · ".join(filter(None, told))]


def _order(records: Iterable[Spec], key: str) -> list[str]:
    return list(dict.fromkeys(record[key] for record in records if record[key] != ""))
