"""Which figures stand in which cell and in which line of prose of a text."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gaapgraph.document.page_place import list_around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.document.grid import Block, Cell, GridRow
    from gaapgraph.graph import Figure

__all__ = ["Placing"]


class Placing:
    """The figures of a document by where they stand: in text by line and cell, in HTML by table and row, or by path."""

    def __init__(self, blocks: Sequence[Block], figures: Sequence[Figure]) -> None:
        self._cells: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
        self._rows: defaultdict[tuple[int, int], list[Figure]] = defaultdict(list)
        self._lines: defaultdict[int, list[Figure]] = defaultdict(list)
        self._prose: defaultdict[int, list[Figure]] = defaultdict(list)
        paths = {path: number for number, block in enumerate(blocks) for path in (block.xpath, block.path) if path}
        for figure in figures:
            place = figure.place
            if figure.is_cell:
                self._cells[_name_cell(place.table, place.row, place.line, place.column or 0)].append(figure)
            elif place.table is not None and place.row is not None:
                self._rows[place.table, place.row].append(figure)
            elif place.xpath is None:
                self._lines[figure.line].append(figure)
            if not (figure.is_cell and place.xpath is None):
                number = _find_block(figure, paths, blocks)
                if number is not None:
                    self._prose[number].append(figure)

    def find_cell(self, cell: Cell, row: GridRow) -> list[Figure]:
        """Return the figures that a cell is, or that stand within it."""
        found = list(self._cells.get(_name_cell(cell.table, cell.row, cell.line, cell.column), ()))
        if cell.table is not None and cell.row is not None:
            within = self._rows.get((cell.table, cell.row), ())
            texts = [one.text for one in row.cells]
            return found + [figure for figure in within if _is_in(figure, cell, texts)]
        if cell.start == 0:
            found += [figure for figure in self._lines.get(cell.line, ()) if figure.text in cell.text]
        return found

    def take_prose(self, number: int, block: Block) -> list[Figure]:
        """Return the figures in a line of prose; none of them stands in another one too."""
        if number in self._prose:
            return self._prose[number]
        here = self._lines.get(block.line, [])
        found = [figure for figure in here if figure.text in block.text]
        self._lines[block.line] = [figure for figure in here if figure not in found]
        return found


def _name_cell(table: int | None, row: int | None, line: int, column: int) -> tuple[object, ...]:
    return (line, column) if table is None or row is None else (table, row, column)


def _is_in(figure: Figure, cell: Cell, texts: Sequence[str]) -> bool:
    """Say whether a figure of a row stands in a cell: its path tells, else the first cell that has its text."""
    if figure.place.xpath is not None and figure.place.xpath == cell.xpath:
        return True
    first = next((text for text in texts if figure.text and figure.text in text), None)
    return first is not None and first == cell.text


def _find_block(figure: Figure, paths: dict[str, int], blocks: Sequence[Block]) -> int | None:
    """Return the innermost line of prose that a figure stands in by its path, and whose text has it."""
    for path in list_around(figure.place.xpath or ""):
        number = paths.get(path)
        if number is not None and not blocks[number].is_table and figure.text and figure.text in blocks[number].text:
            return number
    return None
