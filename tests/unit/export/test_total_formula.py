from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gaapgraph.export.total_formula import Placed, find_sums, settle_values
from gaapgraph.graph import StatedArc, StatedNetwork
from gaapgraph.model import SUMMATION_ITEM

ROLE = "urn:role"


@pytest.fixture
def placed(figure):
    """Return a function that puts the figure of a line item into a cell."""

    def make(item: str, value: str | None, row: int, column: int = 1, sign: int = 1, period: str = "p") -> Placed:
        one = figure("1", value, row, column, item=item, role=ROLE, period=period, decimals=0)
        return Placed(one, row, column, sign)

    return make


def network(*arcs: tuple[str, str, int]) -> list[StatedNetwork]:
    stated = (StatedArc(source=s, target=t, order=i, weight=Decimal(w)) for i, (s, t, w) in enumerate(arcs))
    return [StatedNetwork("urn:n", ROLE, "", SUMMATION_ITEM, tuple(stated))]


def test_items_enter_with_their_weight_and_the_sign_they_are_shown_with(placed):
    cells = [placed("total", "6", 0), placed("a", "10", 1), placed("b", "4", 2, sign=-1)]
    [found] = find_sums(cells, network(("total", "a", 1), ("total", "b", -1)))
    assert found.agrees
    assert [(weight, item.figure.line_item) for weight, item in found.items] == [(1, "a"), (1, "b")]
    assert settle_values(cells, [found])[0, 1] == 6


def test_only_cells_of_the_same_period_are_items(placed):
    cells = [placed("total", "6", 0), placed("a", "6", 1), placed("a", "5", 1, column=2, period="q")]
    [found] = find_sums(cells, network(("total", "a", 1)))
    assert [item.column for _, item in found.items] == [1]


def test_an_item_in_another_column_counts_where_it_is_the_only_one(placed):
    cells = [placed("total", "6", 0, column=2), placed("a", "6", 1)]
    assert [item.column for _, item in find_sums(cells, network(("total", "a", 1)))[0].items] == [1]


def test_rounding_decides_whether_a_total_agrees(placed):
    cells = [placed("total", "101", 0), placed("a", "50", 1), placed("b", "50", 2)]
    [found] = find_sums(cells, network(("total", "a", 1), ("total", "b", 1)))
    assert found.agrees
    assert settle_values(cells, [found])[0, 1] == 100
    cells[0] = placed("total", "102", 0)
    [found] = find_sums(cells, network(("total", "a", 1), ("total", "b", 1)))
    assert not found.agrees
    assert settle_values(cells, [found])[0, 1] == 102


def test_what_a_total_of_totals_shows_follows_from_the_cells_it_refers_to(placed):
    cells = [
        placed("all", "201", 0),
        placed("part", "101", 1),
        placed("a", "50", 2),
        placed("b", "50", 3),
        placed("c", "100", 4),
    ]
    sums = find_sums(cells, network(("all", "part", 1), ("all", "c", 1), ("part", "a", 1), ("part", "b", 1)))
    assert settle_values(cells, sums)[0, 1] == Decimal(200)


def test_no_formula_needs_itself(placed):
    cells = [placed("a", "6", 0), placed("b", "4", 1), placed("c", "2", 2)]
    sums = find_sums(cells, network(("a", "b", 1), ("a", "c", 1), ("b", "a", 1), ("b", "c", -1)))
    assert [each.total.figure.line_item for each in sums] == ["a"]


def test_a_misread_copy_takes_no_part(placed):
    copy = placed("a", "9", 2)
    copy = Placed(replace(copy.figure, copy_of="urn:other"), 2, 1, 1)
    cells = [placed("total", "6", 0), placed("a", "6", 1), copy]
    [found] = find_sums(cells, network(("total", "a", 1)))
    assert [item.row for _, item in found.items] == [1]


def test_a_dash_is_no_item(placed):
    cells = [placed("total", "6", 0), placed("a", "6", 1), placed("b", None, 2)]
    [found] = find_sums(cells, network(("total", "a", 1), ("total", "b", 1)))
    assert len(found.items) == 1
