"""A scale that stands once among the heads of a flat table, and holds for more columns than the one below it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.language.quantity import read_scale, strip_quantity

if TYPE_CHECKING:
    from gaapgraph.document.grid import Cell, GridRow
    from gaapgraph.reader.table.column import Column

__all__ = ["spread_scale"]

_OFF_CENTRE = 0.15  # of the width of all columns


def spread_scale(columns: tuple[Column, ...], heads: list[GridRow], label_stop: int) -> tuple[Column, ...]:
    """Return the columns with the scale that a head of its own, "(in millions)", gives to all of them.

    Text and Markdown lose how far a head spans: the words stand in the middle of their columns, or over the first.
    Columns headed alike share it; others do where nothing else stands in that line and it is over all of them.

    Args:
        columns: The columns, left to right.
        heads: Rows of heads above the body.
        label_stop: Logical column at which labels end.
    """
    lone = [cell for row in heads if (cell := _lone_scale(row, label_stop)) is not None]
    if not columns or not lone or len({read_scale(cell.text) for cell in lone}) > 1:
        return columns
    scale = read_scale(lone[0].text)
    is_over_all = any(_is_over_all(cell, columns) for cell in lone)
    alike = {column.head for column in columns if column.quantity.scale == scale}
    return tuple(
        replace(column, quantity=replace(column.quantity, scale=scale))
        if _is_open(column) and (is_over_all or column.head in alike)
        else column
        for column in columns
    )


def _lone_scale(row: GridRow, label_stop: int) -> Cell | None:
    """Return the only cell over the figures, where it gives a scale and says nothing else."""
    cells = [cell for cell in row.cells if cell.text and cell.start >= label_stop]
    if len(cells) != 1 or cells[0].xpath is not None or read_scale(cells[0].text) is None:
        return None
    return None if re.search(r"[A-Za-z]{2}", strip_quantity(cells[0].text)) else cells[0]


def _is_over_all(cell: Cell, columns: tuple[Column, ...]) -> bool:
    first, last = columns[0], columns[-1]
    middle, width = (first.start + last.stop) / 2, last.stop - first.start
    return cell.start <= first.start or abs((cell.start + cell.stop) / 2 - middle) <= _OFF_CENTRE * width


def _is_open(column: Column) -> bool:
    quantity = column.quantity
    is_other = quantity.is_percent or quantity.is_points or quantity.shares or quantity.per_share
    return quantity.scale is None and column.is_amount and not is_other
