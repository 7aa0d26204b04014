"""What charts draw: which rows, in which order, in which panel."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.ask.drawing import describe_drawing
from gaapgraph.ask.question import Chart, read_question
from gaapgraph.ask.record import build_records, name_period
from gaapgraph.resource import queries

YEAR, BEFORE, QUARTER = "2008-04-01/2009-03-31", "2007-04-01/2008-03-31", "2009-01-01/2009-03-31"


def test_periods_stand_from_the_earliest_to_the_latest():
    rows = [[YEAR, "1"], [BEFORE, "2"], [QUARTER, "3"]]
    records = build_records(Chart("bar", "period", "value"), ["period", "value"], rows)
    names = ["12 months to 2008-03-31", "3 months to 2009-03-31", "12 months to 2009-03-31"]
    assert [record.category for record in records] == names


def test_a_period_of_weeks_and_one_of_days_are_told_apart():
    assert name_period("2007-12-30/2008-12-27") == "12 months to 2008-12-27"
    assert name_period("2008-12-01/2008-12-14") == "2008-12-01 to 2008-12-14"


def test_rows_that_would_cover_each_other_have_panels_of_their_own():
    rows = [[YEAR, "revenue", "one.txt", "1"], [YEAR, "revenue", "two.txt", "2"]]
    records = build_records(Chart("bar", "figure", "value"), ["period", "figure", "document", "value"], rows)
    assert [record.group for record in records] == ["one.txt", "two.txt"]


def test_units_never_share_an_axis():
    rows = [["a", "JPY", "1"], ["b", "USD", "2"]]
    records = build_records(Chart("bar", "figure", "value"), ["figure", "unit", "value"], rows)
    assert [record.group for record in records] == ["JPY", "USD"]


def test_what_names_no_part_is_called_all():
    records = build_records(Chart("bar", "service", "value"), ["service", "value"], [["", "1"], ["hi-ho", "2"]])
    assert [record.category for record in records] == ["all", "hi-ho"]


def test_a_drawing_has_amounts_in_millions_signs_and_intervals():
    pytest.importorskip("altair", reason="Altair is absent: pip install 'gaapgraph[charts]'")
    question = read_question(queries() / "measure_free_cash_flow.rq")
    assert question.chart is not None
    heads = ["period", "unit", "freeCashFlow", "freeCashFlowLow", "freeCashFlowHigh"]
    rows = [[YEAR, "JPY", "5639123000", "5639122000", "5639124000"], [BEFORE, "JPY", "-2681000000", "", ""]]
    drawing = describe_drawing(question, question.chart, build_records(question.chart, heads, rows)).to_dict()
    values = next(iter(drawing["datasets"].values())) if "datasets" in drawing else drawing["data"]["values"]
    assert [(each["text"], each["low"], each["high"]) for each in values] == [
        ("−2,681", -2681, -2681),
        ("5,639", float(Decimal("5639.122")), float(Decimal("5639.124"))),
    ]
    assert "free cash flow, JPY million" in str(drawing["layer"])
