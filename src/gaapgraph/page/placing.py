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
        self._spread: dict[int, dict[tuple[str, str | None], list[int]]] = {}
        self._blocks = blocks  # whose rows have their names as long as they live
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
            return found + self._find_within(cell, row)
        if cell.start == 0:
            found += [figure for figure in self._lines.get(cell.line, ()) if figure.text in cell.text]
        return found

    def _find_within(self, cell: Cell, row: GridRow) -> list[Figure]:
        """Return the figures of a row that stand in a cell: their path tells, else the first cell with their text."""
        within = self._rows.get((cell.table or 0, cell.row or 0))
        if not within:
            return []
        if id(row) not in self._spread:
            first = {text: _find_text(text, row) for text in {figure.text for figure in within}}
            spread: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
            for number, figure in enumerate(within):
                spread["path", figure.place.xpath].append(number)
                spread["text", first[figure.text]].append(number)
            self._spread[id(row)] = dict(spread)
        known = self._spread[id(row)]
        by_path = known.get(("path", cell.xpath), ()) if cell.xpath is not None else ()
        return [within[number] for number in sorted({*by_path, *known.get(("text", cell.text), ())})]

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


def _find_text(text: str, row: GridRow) -> str | None:
    """Return the first cell of a row that has a text."""
    return next((cell.text for cell in row.cells if text and text in cell.text), None)


def _find_block(figure: Figure, paths: dict[str, int], blocks: Sequence[Block]) -> int | None:
    """Return the innermost line of prose that a figure stands in by its path, and whose text has it."""
    for path in list_around(figure.place.xpath or ""):
        number = paths.get(path)
        if number is not None and not blocks[number].is_table and figure.text and figure.text in blocks[number].text:
            return number
    return None
