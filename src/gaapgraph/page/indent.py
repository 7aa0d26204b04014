"""How far the rows of a table are set in, as its calculation network tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.graph import StatedNetwork
    from gaapgraph.page.part import Table

__all__ = ["nest_rows"]


def nest_rows(table: Table, networks: Sequence[StatedNetwork]) -> Table:
    """Return the table with its totals marked and its items set in.

    Items below the total that they sum to are set in one step more than it. Items above their total are set in one step
    where all of them are plain items; a total of totals is printed flush with them. Indents of the print itself stay.
    """
    parts = _list_parts(table, networks)
    if any(row.depth for row in table.rows):
        rows = [replace(row, is_total=number in parts) for number, row in enumerate(table.rows)]
        return replace(table, rows=tuple(rows))
    depths: dict[int, int] = {}
    for total in sorted(parts):
        items = parts[total]
        if all(item > total for item in items):
            depths.update((item, depths.get(total, 0) + 1) for item in items if item not in depths)
        elif not any(item in parts for item in items):
            depths.update((item, 1) for item in items if item < total and item not in depths)
    rows = [
        replace(row, depth=depths.get(number, 0), is_total=number in parts) for number, row in enumerate(table.rows)
    ]
    return replace(table, rows=tuple(rows))


def _list_parts(table: Table, networks: Sequence[StatedNetwork]) -> dict[int, list[int]]:
    """Return the numbers of the rows that sum to a row, by its number."""
    places: dict[str, int] = {}
    for number, row in enumerate(table.rows):
        for figure in row.figures:
            if figure.line_item is not None and figure.offset is None:
                places.setdefault(figure.line_item, number)
    parts: dict[int, list[int]] = {}
    for network in networks:
        if not network.is_calculation or network.role not in table.roles:
            continue
        for arc in network.arcs:
            total, item = places.get(arc.source), places.get(arc.target)
            if total is not None and item is not None and total != item:
                parts.setdefault(total, []).append(item)
    return parts
