"""A table of a document as rows of a sheet: laid out as printed, with numbers, formulas and comments."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.export.cell_comment import describe_sum
from gaapgraph.export.entry import Entry
from gaapgraph.export.print_format import Shown, is_exact, name_scale, number_format, show_figures
from gaapgraph.export.rule_mark import MARKS
from gaapgraph.export.total_formula import Placed, find_sums, settle_values
from gaapgraph.graph import show_period, show_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaapgraph.export.cell_comment import Words
    from gaapgraph.export.rule_mark import Marks
    from gaapgraph.export.total_formula import Sum
    from gaapgraph.graph import Figure, StatedNetwork
    from gaapgraph.page import Cell, Row, Table

__all__ = ["Statement", "name_cell"]

_MOST = 0.8


class Statement:
    """One table on a sheet.

    Attributes:
        height: How many rows of the sheet it takes.
        places: For the IRI of each occurrence the row and column of its cell.
    """

    def __init__(
        self, table: Table, top: int, *, networks: Sequence[StatedNetwork], marks: Marks, words: Words, report: str
    ) -> None:
        self.table, self.top = table, top
        self._marks, self._words, self._report = marks, words, report
        self._lines = Counter(row.line for row in table.rows)
        heads = next((number for number, row in enumerate(table.rows) if row.kind != "head"), len(table.rows))
        # below the heads as printed stand two rows that say what they mean
        self._rows = {number: top + number + (2 if number >= heads else 0) for number in range(len(table.rows))}
        self._meaning_row = top + heads
        self.height = len(table.rows) + 2
        self.first_item = top + heads + 2
        numeric = [one for one in table.figures if one.number is not None and one.offset is None]
        self._shown = show_figures(numeric)
        self._placed = self._place()
        self.places = {one.figure.iri: (one.row, one.column) for one in self._placed}
        own = [one for one in self._placed if one.figure.number is not None]
        sums = find_sums(own, networks)
        self._values = settle_values(own, sums)
        self._sums = {(one.total.row, one.total.column): one for one in sums}

    def list_entries(self) -> Iterator[Entry]:
        """Yield its cells, row by row."""
        for number, row in enumerate(self.table.rows):
            for cell in row.cells:
                yield from self._show_cell(self._rows[number], row, cell)
            yield Entry(self._rows[number], len(self.table.columns), row.line, "quiet")
        yield from self._show_meaning()

    @property
    def formulas(self) -> int:
        """How many of its cells are formulas."""
        return sum(one.agrees for one in self._sums.values())

    def _place(self) -> list[Placed]:
        placed = []
        for number, row in enumerate(self.table.rows):
            for cell in row.cells:
                for figure in cell.figures:
                    if figure.offset is None:
                        shown = self._shown.get(figure.iri, Shown(1, 0, 0))
                        placed.append(Placed(figure, self._rows[number], cell.start, shown.sign))
        return placed

    def _show_cell(self, row: int, printed: Row, cell: Cell) -> Iterator[Entry]:
        figures = [figure for figure in cell.figures if figure.offset is None]
        if cell.start == 0 or not figures:
            yield self._show_text(row, printed, cell)
            return
        results = [each for figure in figures for each in self._marks.of(figure, self._report)]
        mark = results[0].severity if results else ""
        first = figures[0]
        if first.number is None or not is_exact(first.number):
            note = self._words.describe(figures, results)
            yield Entry(row, cell.start, _mark(cell.text, mark), "figure", mark=mark, note=note)
            return
        total = self._sums.get((row, cell.start))
        value = self._values[row, cell.start]
        formula = None if total is None else write_formula(total)
        said = "" if total is None or formula is None else describe_sum(total, formula, value)
        if said and total is not None and total.agrees:
            mark = mark or "rounding"
        yield Entry(
            row=row,
            column=cell.start,
            value=value,
            style="total" if printed.is_total else "figure",
            formula=formula if total is not None and total.agrees else None,
            number_format=number_format(self._shown[first.iri], MARKS.get(mark, "")),
            mark=mark,
            note=self._words.describe(figures, results, said),
        )

    def _show_text(self, row: int, printed: Row, cell: Cell) -> Entry:
        style = "printed head" if printed.kind == "head" else "label" if cell.start == 0 else "text"
        is_told = cell is printed.cells[0] and self._lines[printed.line] == 1
        results = self._marks.of_line(printed.line, self._report) if is_told else []
        note = self._words.describe(cell.figures, results) if cell.figures else self._words.describe_results(results)
        if printed.is_total and cell.start == 0:
            style = "total label"
        mark = results[0].severity if results else ""
        text = _mark(cell.text, mark)
        return Entry(row, cell.start, text, style, mark=mark, depth=printed.depth, note=note, span=cell.span)

    def _show_meaning(self) -> Iterator[Entry]:
        """Yield the period and the unit of each column whose figures have one, below the heads as printed."""
        yield Entry(self._meaning_row, 0, "period", "head")
        yield Entry(self._meaning_row + 1, 0, "unit, as shown", "head")
        yield Entry(self._meaning_row, len(self.table.columns), "line", "column head")
        yield Entry(self._meaning_row + 1, len(self.table.columns), "", "head")
        placed: dict[int, list[Figure]] = {}
        for one in self._placed:
            placed.setdefault(one.column, []).append(one.figure)
        for column in range(1, len(self.table.columns)):
            here = placed.get(column, [])
            yield Entry(self._meaning_row, column, _name_period(here), "column head")
            yield Entry(self._meaning_row + 1, column, self._name_unit(here), "column head")

    def _name_unit(self, figures: Sequence[Figure]) -> str:
        shown = [
            " ".join(filter(None, [show_unit(figure.unit), name_scale(self._shown[figure.iri].scale)]))
            for figure in figures
            if figure.iri in self._shown
        ]
        return _common(shown).replace("pure per cent", "per cent")


def write_formula(one: Sum) -> str:
    """Return the formula of a total, without the sign of equality."""
    parts = []
    for weight, item in one.items:
        factor = "" if abs(weight) == 1 else f"{abs(weight)}*"
        parts.append(f"{'-' if weight < 0 else '+'}{factor}{name_cell(item.row, item.column)}")
    return "".join(parts).removeprefix("+")


def name_cell(row: int, column: int) -> str:
    """Return the name of a cell, from row and column 0.

    >>> name_cell(4, 1), name_cell(0, 27)
    ('B5', 'AB1')
    """
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return f"{letters}{row + 1}"


def _mark(text: str, mark: str) -> str:
    return f"{MARKS[mark]} {text}" if mark else text


def _name_period(figures: Sequence[Figure]) -> str:
    return _common([show_period(each.period).replace(" to ", "\nto ") for each in figures if each.period is not None])


def _common(names: Sequence[str]) -> str:
    """Return the name that most have; empty where there is none such."""
    found = Counter(names).most_common(1)
    if not found:
        return ""
    return found[0][0] if found[0][1] >= _MOST * len(names) else "various"
