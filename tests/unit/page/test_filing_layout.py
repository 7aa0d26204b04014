"""A filing of the SEC's data sets is laid out by its statements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gaapgraph.graph import StatedArc, StatedNetwork
from gaapgraph.model import PARENT_CHILD, Instant, Place
from gaapgraph.page.filing_layout import is_filing, lay_out_filing

ROLE = "https://w3id.org/gaapgraph/report/x/role/"


def arc(target: str, order: int) -> StatedArc:
    return StatedArc(source="root", target=target, order=order)


@pytest.fixture
def make(make_figure):
    def figure(line: int, item: str, period: str, value: int):
        return make_figure(
            iri=f"urn:o{line}", fact=f"urn:f{line}", place=Place(line, 8), item=item, label=item.title(),
            period=Instant(date.fromisoformat(period)), value=Decimal(value), text=f"{value}.0",
        )  # fmt: skip

    return figure


@pytest.fixture
def filing(make):
    networks = [
        StatedNetwork("urn:n2", f"{ROLE}bs-10", "Balance sheet (R10)", PARENT_CHILD, (arc("debt", 1),)),
        StatedNetwork(
            "urn:n1", f"{ROLE}bs-2", "Balance sheet (R2)", PARENT_CHILD,
            (arc("assets", 2), arc("cash", 1), arc("absent", 3)),
        ),
    ]  # fmt: skip
    figures = [
        make(4, "assets", "2023-12-31", 9_000_000),
        make(5, "cash", "2024-12-31", 1_000),
        make(7, "assets", "2024-12-31", 10_000_000),
        make(8, "cash", "2023-12-31", 2_000),
        make(9, "assets", "2020-12-31", 1),
        *(make(20 + n, "debt", "2024-12-31", n) for n in range(1)),
        *(make(30 + n, f"other{n}", "2024-12-31", n) for n in range(8)),
    ]
    return figures, networks


def test_rows_stand_in_the_order_of_the_statement_and_columns_from_the_latest_period(filing):
    figures, networks = filing
    assert is_filing(figures, networks)
    sheet, second = lay_out_filing(figures, networks)
    assert (sheet.title, second.title) == ("Balance sheet (R2)", "Balance sheet (R10)")
    assert [row.label for row in sheet.rows] == ["Cash", "Assets"]
    assert [column.heads for column in sheet.columns[1:3]] == [("2024-12-31",), ("2023-12-31",)]
    assert [[cell.text for cell in row.cells[1:3]] for row in sheet.rows] == [
        ["1,000", "2,000"],
        ["10,000,000", "9,000,000"],
    ]


def test_a_period_of_few_figures_has_no_column(filing, make):
    figures, networks = filing
    more = [make(40 + n, f"item{n}", period, n) for n in range(9) for period in ("2024-12-31", "2023-12-31")]
    arcs = tuple(arc(f"item{n}", 10 + n) for n in range(9))
    sheet = lay_out_filing([*figures, *more], [replace(networks[1], arcs=networks[1].arcs + arcs)])[0]
    assert [column.heads[0] for column in sheet.columns[1:]] == ["2024-12-31", "2023-12-31"]


def test_a_document_with_tables_is_no_filing(figures, filing):
    assert not is_filing(figures, filing[1])
    assert not is_filing(filing[0], [])
