"""What charts draw: which rows, in which order, from where to where."""

from __future__ import annotations

from decimal import Decimal

from gaapgraph.question.question import Chart
from gaapgraph.question.record import build_records

YEAR, BEFORE, QUARTER = "2008-04-01/2009-03-31", "2007-04-01/2008-03-31", "2009-01-01/2009-03-31"


def test_periods_stand_in_the_order_of_time_years_before_quarters() -> None:
    rows = [[QUARTER, "3"], [YEAR, "1"], [BEFORE, "2"]]
    records = build_records(Chart("bar", ("value",), ("period",)), ["period", "value"], rows)
    assert [record.name for record in records] == ["year to Mar 2008", "year to Mar 2009", "3 months to Mar 2009"]


def test_names_stand_by_their_greatest_figure_and_only_the_greatest_are_drawn() -> None:
    rows = [["a", "1"], ["b", "-9"], ["c", "5"], ["d", ""]]
    records = build_records(Chart("bar", ("value",), ("figure",)), ["figure", "value"], rows)
    assert [record.name for record in records] == ["c", "a", "b"]
    records = build_records(Chart("bar", ("value",), ("figure",), most=2), ["figure", "value"], rows)
    assert [record.name for record in records] == ["c", "b"]


def test_units_never_share_an_axis() -> None:
    rows = [["a", "JPY", "1"], ["b", "JPY", "3"], ["c", "shares", "2"]]
    records = build_records(Chart("bar", ("value",), ("figure",)), ["figure", "unit", "value"], rows)
    assert [record.name for record in records] == ["b", "a"]


def test_one_period_is_the_latest_and_its_longest() -> None:
    rows = [[QUARTER, "a", "1"], [BEFORE, "a", "2"], [YEAR, "a", "3"]]
    records = build_records(Chart("bar", ("value",), ("figure",), one=("period",)), ["period", "figure", "value"], rows)
    assert [record.figure for record in records] == [3]


def test_columns_are_series_with_the_intervals_of_their_names() -> None:
    heads = ["period", "debt", "debtLow", "debtHigh", "netDebt"]
    records = build_records(Chart("bar", ("debt", "netDebt"), ("period",)), heads, [[YEAR, "5", "4", "6", "2"]])
    assert [(each.series, each.low, each.high) for each in records] == [("debt", 4, 6), ("net debt", None, None)]


def test_columns_are_the_steps_of_a_waterfall() -> None:
    chart = Chart("waterfall", ("opening", "-implied", "closing"), has_total=True)
    records = build_records(chart, ["period", "opening", "implied", "closing"], [[YEAR, "9", "4", "5"]])
    steps = [("opening", 0, 9, "total"), ("implied", 9, 5, "fall"), ("closing", 0, 5, "total")]
    assert [(each.name, each.start, each.end, each.kind) for each in records] == steps


def test_parts_of_a_bar_stand_on_each_other_negative_ones_below() -> None:
    chart = Chart("bar", ("value",), ("period",), series="part", is_stacked=True)
    rows = [[YEAR, "a", "2"], [YEAR, "b", "-1"], [YEAR, "c", "3"]]
    records = build_records(chart, ["period", "part", "value"], rows)
    assert [(each.series, each.start, each.end) for each in records] == [("c", 0, 3), ("a", 3, 5), ("b", 0, -1)]


def test_what_would_be_covered_is_not_drawn() -> None:
    rows = [["one.txt", YEAR, "1"], ["two.txt", YEAR, "2"]]
    records = build_records(Chart("bar", ("value",), ("period",)), ["file", "period", "value"], rows)
    assert [record.figure for record in records] == [1]


def test_members_and_totals_are_named_for_people() -> None:
    rows = [["", "1"], ["Intersegment Eliminations [Member]", "3"], ["us-gaap:OperatingIncomeLoss", "2"]]
    records = build_records(Chart("bar", ("value",), ("part",)), ["part", "value"], rows)
    assert [record.name for record in records] == ["Intersegment Eliminations", "Operating Income Loss", "(total)"]
    assert {type(record.figure) for record in records} == {Decimal}
