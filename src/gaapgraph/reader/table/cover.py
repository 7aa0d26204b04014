"""Which column a cell stands in."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaapgraph.document.grid import Cell
    from gaapgraph.reader.table.column import Column

__all__ = ["covering"]


def covering(columns: tuple[Column, ...], cell: Cell) -> int | None:
    """Return the index of the column with which a cell shares most."""
    first = bisect_right(columns, cell.start, key=lambda column: column.stop)
    best, size = None, 0
    for position in range(first, len(columns)):
        column = columns[position]
        if column.start >= cell.stop:
            break
        overlap = min(column.stop, cell.stop) - max(column.start, cell.start)
        if overlap > size:
            best, size = position, overlap
    return best
