"""How drawings look: titles, units, figures as text, axes."""

from __future__ import annotations

from typing import Any

import pytest

from gaapgraph.question.chart import draw_chart, draw_png
from gaapgraph.question.library import find_question
from gaapgraph.question.record import build_records
from gaapgraph.question.specification import describe_chart

YEAR, BEFORE = "2008-04-01/2009-03-31", "2007-04-01/2008-03-31"
IIJ = "Internet Initiative Japan Inc."
BRIDGE = ["entity", "period", "unit", "opening", "operating", "investing", "financing", "exchange", "closing"]
ROW = [IIJ, YEAR, "JPY", "11470980000", "8630869000", "-3328072000", "-6573337000", "-12716000", "10187724000"]


def describe(name: str, heads: list[str], rows: list[list[str]]) -> dict[str, Any]:
    question = find_question(name)
    assert question.chart is not None
    return describe_chart(question, question.chart, build_records(question.chart, heads, rows))


def test_a_title_names_the_question_the_reporter_and_the_period() -> None:
    spec = describe("bridge_cash", BRIDGE, [ROW])
    assert spec["title"]["text"] == "Bridge of cash"
    assert spec["title"]["subtitle"] == ["What led from opening to closing cash?", f"{IIJ} · year to Mar 2009"]


def test_amounts_are_in_millions_and_falls_have_a_sign() -> None:
    values = describe("bridge_cash", BRIDGE, [ROW])["data"]["values"]
    assert [value["label"] for value in values] == ["11,471", "+8,631", "−3,328", "−6,573", "−13", "10,188"]
    assert [value["kind"] for value in values] == ["total", "rise", "fall", "fall", "fall", "total"]


def test_axes_tell_their_unit_and_shares_are_per_cent() -> None:
    [layer, *_] = describe("bridge_cash", BRIDGE, [ROW])["layer"]
    assert layer["encoding"]["x"]["title"] == "in JPY million"
    heads = ["entity", "period", "payout"]
    spec = describe("measure_payout", heads, [[IIJ, YEAR, "0.289106"]])
    assert spec["data"]["values"][0]["label"] == "28.9%"
    assert spec["layer"][0]["encoding"]["y"]["axis"]["format"] == ".0%"


def test_a_bar_beyond_the_axis_is_cut_and_says_its_figure() -> None:
    heads = ["entity", "period", "service", "ratio"]
    rows = [[IIJ, YEAR, "ATM", "-17.006353"], [IIJ, YEAR, "SI", "0.240863"]]
    values = describe("compare_gross_margins", heads, rows)["data"]["values"]
    assert [(value["label"], value["cut"]) for value in values] == [("24.1%", False), ("‹ −1700.6%", True)]


def test_periods_of_a_waterfall_have_drawings_of_their_own() -> None:
    spec = describe("bridge_cash", BRIDGE, [ROW, [IIJ, BEFORE, *ROW[2:]]])
    assert spec["facet"]["sort"] == ["year to Mar 2008", "year to Mar 2009"]


def test_a_page_needs_no_network_and_an_image_is_png() -> None:
    pytest.importorskip("altair", reason="Altair is absent: pip install 'gaapgraph[charts]'")
    pytest.importorskip("vl_convert", reason="vl-convert is absent: pip install 'gaapgraph[charts]'")
    question = find_question("bridge_cash")
    page = draw_chart(question, BRIDGE, [ROW], "html")
    assert "<title>Bridge of cash</title>" in page
    assert not any(mark in page for mark in ('src="http', "src='http", "@import", 'rel="stylesheet"', "cdn.jsdelivr"))
    assert draw_png(question, BRIDGE, [ROW]).startswith(b"\x89PNG")
    assert draw_chart(question, BRIDGE, [ROW], "svg") == draw_chart(question, BRIDGE, [ROW], "svg")
