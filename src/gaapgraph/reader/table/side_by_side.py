"""Two tables side by side in one: assets left of liabilities, under the same heads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.language.numeral import parse_printed

if TYPE_CHECKING:
    from gaapgraph.document.grid import Cell, GridRow

__all__ = ["part_sides", "put_labels_first"]

_PAIR = 2
_LEAST_ROWS = 3
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS = re.compile(r"[A-Za-z]{3}")


def part_sides(rows: tuple[GridRow, ...]) -> tuple[tuple[GridRow, ...], ...]:
    """Return the rows of the left and of the right table, or the rows as they are where there is one table.

    Balance sheets need it that print assets left and liabilities right. Names stand in one column between figures, in
    most rows, and the heads left of it are those right of it: a column of places or of days has no such heads.
    """
    filled = [row for row in rows if any(_is_figure(cell) for cell in row.cells)]
    starts: Counter[int] = Counter()
    for row in filled:
        starts.update(_names_between(row))
    if not starts:
        return (rows,)
    start, count = starts.most_common(1)[0]
    if count < _LEAST_ROWS or 2 * count < len(filled) or not any(_is_doubled(row, start) for row in rows):
        return (rows,)
    return (tuple(_side(row, 0, start) for row in rows), tuple(_side(row, start, row.width) for row in rows))


def _names_between(row: GridRow) -> list[int]:
    """Return where words stand that have figures on both sides, right of a label."""
    figures = [cell.start for cell in row.cells if _is_figure(cell)]
    if not figures or row.cells[0].start or not _WORDS.search(row.cells[0].text):
        return []
    return [
        cell.start
        for cell in row.cells[1:]
        if _WORDS.search(cell.text) and not _is_figure(cell) and min(figures) < cell.start < max(figures)
    ]


def _is_doubled(row: GridRow, start: int) -> bool:
    """Say whether the heads of a row are the same on both sides."""
    left = [cell.text for cell in row.cells if cell.start < start and not _is_figure(cell)]
    right = [cell.text for cell in row.cells if cell.start >= start and not _is_figure(cell)]
    return len(left) > 0 and left == right and any(character.isdigit() for text in left for character in text)


def _side(row: GridRow, start: int, stop: int) -> GridRow:
    cells = tuple(replace(cell, start=max(cell.start - start, 0)) for cell in row.cells if start <= cell.start < stop)
    return replace(row, cells=cells, width=stop - start)


def _is_figure(cell: Cell) -> bool:
    if not any(map(str.isdigit, cell.text)) or _YEAR.fullmatch(cell.text):
        return False
    printed = parse_printed(cell.text)
    return printed is not None and printed.value is not None


def put_labels_first(rows: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
    """Return the rows with their labels before their figures, where most have a figure left of the label.

    Italian companies print the year before on the left: "1H 2024 | € million | 1H 2025 | Change".
    """
    filled = [row for row in rows if sum(_is_figure(cell) for cell in row.cells) > 1]
    turned = sum(_is_turned(row) for row in filled)
    if turned < _LEAST_ROWS or 2 * turned <= len(filled):
        return rows
    return tuple(replace(row, cells=_turned(row.cells)) for row in rows)


def _is_turned(row: GridRow) -> bool:
    cells = row.cells
    if len(cells) < _LEAST_ROWS or cells[0].start or cells[1].start != 1 or not _is_figure(cells[0]):
        return False
    return not _is_figure(cells[1]) and _WORDS.search(cells[1].text) is not None


def _turned(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return cells with those of the first two columns exchanged."""
    moved = [replace(cell, start=1 - cell.start) if cell.start < _PAIR and cell.span == 1 else cell for cell in cells]
    return tuple(sorted(moved, key=lambda cell: cell.start))
