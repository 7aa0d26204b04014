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


GROWTH = ["entity", "period", "service", "within", "contribution", "contributionLow", "contributionHigh"]


def test_ticks_that_are_written_alike_are_not_drawn_twice() -> None:
    """Growth of -0.8 % and 5.6 %: steps of half a per cent would all be written as whole ones."""
    rows = [[IIJ, YEAR, "A", "", "0.056", "", ""], [IIJ, YEAR, "B", "", "-0.008", "", ""]]
    [layer, *_] = describe("split_growth_by_service", GROWTH, rows)["layer"]
    assert layer["encoding"]["x"]["axis"] == {"format": ".0%", "tickMinStep": 0.01}


def test_a_figure_stands_beyond_what_rounding_allows() -> None:
    rows = [[IIJ, YEAR, "A", "", "0.05", "0.02", "0.08"], [IIJ, YEAR, "B", "", "-0.05", "-0.07", "-0.02"]]
    values = describe("split_growth_by_service", GROWTH, rows)["data"]["values"]
    assert [value["tip"] for value in values] == [0.08, -0.07]


def test_what_is_expected_looks_different_from_what_is_reported() -> None:
    heads = ["entity", "period", "figure", "recordDate", "scenario", "unit", "dividend"]
    told = [[IIJ, YEAR, "Dividend", "", "", "JPY", "2000"], [IIJ, BEFORE, "Dividend", "", "", "JPY", "1750"]]
    target = [IIJ, "2009-04-01/2010-03-31", "Dividend", "", "Scenario, Forecast [Member]", "JPY", "2000"]
    spec = describe("list_dividends", heads, [*told, target])
    assert [value["expected"] for value in spec["data"]["values"]] == [False, False, True]
    assert spec["layer"][0]["encoding"]["fillOpacity"]["condition"]["test"] == "datum.expected"
    assert spec["title"]["subtitle"][-1] == "pale and dashed: expected, not reported"
    assert "fillOpacity" not in describe("list_dividends", heads, told)["layer"][0]["encoding"]


def test_a_drawing_counts_what_it_leaves_out() -> None:
    heads = ["entity", "period", "figure", "value", "growth", "growthLow", "growthHigh"]
    rows = [[IIJ, YEAR, f"Line {number}", "1", "0.1", "", ""] for number in range(45)]
    svg = draw_chart(find_question("compare_years"), heads, rows, "svg")
    assert "20 of 45 figures are drawn" in svg
    assert "are drawn" not in draw_chart(find_question("compare_years"), heads, rows[:20], "svg")
