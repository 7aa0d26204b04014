"""Numbers of rows in a column of their own, left of the labels."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern

if TYPE_CHECKING:
    from gaapgraph.document.grid import Cell, GridRow

__all__ = ["without_serials"]

_LEAST = 3
_SERIAL = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})?|[ivx]{1,5}|[a-z])[.)]{0,2}", re.IGNORECASE)
_HEAD = late_pattern(
    r"\W*(?:(?:s[lr]?|serial|item|row|line)\W*(?:nos?|numbers?)?|nos?|#|particulars|description)\W*", re.IGNORECASE
)
_WORDS = re.compile(r"[A-Za-z]{3}")


def without_serials(rows: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
    """Return the rows with labels in the first column, where numbers of rows stand left of them.

    Results of Indian companies need it: "1 | Income", " | (a) Revenue from operations", "2 | Expenses". Nothing but
    such numbers, words over the whole table, and their head stands in that column.
    """
    found = [row.cells[0] for row in rows if row.cells and row.cells[0].start == 0 and len(row.cells) > 1]
    marks = [cell for cell in found if _SERIAL.fullmatch(cell.text)]
    if len(marks) < _LEAST or not all(_SERIAL.fullmatch(cell.text) or _HEAD.fullmatch(cell.text) for cell in found):
        return rows
    second = max(cell.stop for cell in marks)
    led = [row for row in rows if row.cells and row.cells[0] in marks]
    if not all(row.cells[1].start == second and _WORDS.search(row.cells[1].text) for row in led):
        return rows
    return tuple(_from_label(row, second) for row in rows)


def _from_label(row: GridRow, second: int) -> GridRow:
    """Return a row whose label begins in the first column, without the number left of it."""
    cells = tuple(cell for cell in row.cells if cell.start >= second or cell.stop > second)
    if not cells or cells[0].start != second:
        return row if not cells else replace(row, cells=cells)
    return replace(row, cells=(_widened(cells[0]), *cells[1:]))


def _widened(label: Cell) -> Cell:
    return replace(label, start=0, span=label.stop)
