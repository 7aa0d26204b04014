"""The statements of a filing of which only data are known: rows from its presentation networks, a column for a period.

The data sets of the SEC state figures in no order, and beside them which lines each statement has.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.graph import show_period
from gaapgraph.page.part import Cell, Column, Row, Table
from gaapgraph.page.proof import show_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.graph import Figure, StatedNetwork
    from gaapgraph.model import Period

__all__ = ["is_filing", "lay_out_filing"]

_MOST_COLUMNS = 6


def is_filing(figures: Sequence[Figure], networks: Sequence[StatedNetwork]) -> bool:
    """Say whether statements are known by their networks alone: no figure stands in the table of one."""
    return any(not each.is_calculation for each in networks) and not any(figure.role for figure in figures)


def lay_out_filing(figures: Sequence[Figure], networks: Sequence[StatedNetwork]) -> list[Table]:
    """Return the statements of a filing in their order; a figure that two of them have is in both.

    Args:
        figures: All figures of the filing.
        networks: Of its report.
    """
    by_item: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.line_item is not None:
            by_item.setdefault(figure.line_item, []).append(figure)
    ordered = sorted((each for each in networks if not each.is_calculation), key=_order)
    tables = [_lay_out(each, by_item) for each in ordered]
    return [table for table in tables if table.rows]


def _order(network: StatedNetwork) -> tuple[int, str]:
    number = re.search(r"(\d+)\D*$", network.role)
    return int(number[1]) if number else 0, network.role


def _lay_out(network: StatedNetwork, by_item: dict[str, list[Figure]]) -> Table:
    arcs = sorted(network.arcs, key=lambda arc: (arc.order, arc.target))
    items = [found for arc in arcs if (found := by_item.get(arc.target))]
    periods = _choose_periods([figure for found in items for figure in found])
    rows = []
    for found in items:
        first = {figure.period: figure for figure in reversed(found)}
        cells = [
            Cell(_show(first[period]), column, 1, first[period].column or 1, (first[period],))
            for column, period in enumerate(periods, 1)
            if period in first
        ]
        if cells:
            rows.append(Row(found[0].line, (Cell(found[0].label, 0, 1, 1), *cells), "item"))
    columns = [Column((), None, None), *(Column((show_period(period),), period, None) for period in periods)]
    lines = [figure.line for row in rows for figure in row.figures] or [0]
    roles = (network.role,)
    return Table(
        role=network.role,
        roles=roles,
        title=network.title,
        first_line=min(lines),
        last_line=max(lines),
        is_primary=True,
        columns=tuple(columns),
        rows=tuple(rows),
    )


def _choose_periods(figures: Sequence[Figure]) -> list[Period]:
    """Return the periods of a statement: those of most of its figures, the latest first."""
    count = Counter(figure.period for figure in figures if figure.period)
    most = max(count.values(), default=0)
    common = [period for period, number in count.most_common(_MOST_COLUMNS) if number * 4 > most]
    return sorted(common, key=lambda period: (period.end, str(period)), reverse=True)


def _show(figure: Figure) -> str:
    return figure.text if figure.number is None else show_number(figure.number)
