"""A document as it is printed: its tables with heads, rows and cells, and its prose, every figure tied to its fact.

Where the text of the document is at hand, heads, headings and prose are its own words; where it is not, the graph
alone is laid out: labels, printed figures, periods and units.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from gaapgraph.page.indent import nest_rows
from gaapgraph.page.logical_column import place_cells
from gaapgraph.page.part import Cell, Column, Passage, Row, Table, sort_figures
from gaapgraph.page.placing import Placing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.document.grid import Block
    from gaapgraph.graph import Figure, StatedNetwork
    from gaapgraph.page.document_text import Source

__all__ = ["lay_out"]

_RowKey = tuple[int, int]
_NEAR = 4
_SHORT = 120


def lay_out(
    figures: Sequence[Figure], networks: Sequence[StatedNetwork], source: Source | None = None
) -> list[Table | Passage]:
    """Return the tables and the prose of a document in its order.

    Args:
        figures: All figures of the document.
        networks: Of its report.
        source: The text of the document, where it is at hand.
    """
    parts = _from_blocks(source.blocks, figures) if source is not None else []
    placed = {figure.iri for part in parts for figure in part.figures}
    left = [figure for figure in figures if figure.iri not in placed]
    lines = {figure.line for figure in left if figure.column is None and figure.place.xpath is None}
    parts = [part for part in parts if not (isinstance(part, Passage) and part.line in lines)]
    parts += _from_figures(left)
    parts.sort(key=lambda part: part.first_line if isinstance(part, Table) else part.line)
    titles = {network.role: network.title for network in networks if network.title}
    named = _name_tables(parts, titles)
    return [nest_rows(part, networks) if isinstance(part, Table) else part for part in named]


def _from_blocks(blocks: Sequence[Block], figures: Sequence[Figure]) -> list[Table | Passage]:
    """Return the parts of a text with the figures that stand in them."""
    placing = Placing(blocks, figures)
    parts: list[Table | Passage] = []
    for number, block in enumerate(blocks):
        if block.is_table:
            parts.append(_from_grid(block, placing))
        else:
            parts.append(Passage(block.line, block.text, tuple(placing.take_prose(number, block))))
    return parts


def _from_grid(block: Block, placing: Placing) -> Table:
    used = sorted({column for row in block.rows for cell in row.cells for column in (cell.start, cell.stop - 1)} | {0})
    index = {column: number for number, column in enumerate(used)}
    rows = []
    for grid in block.rows:
        cells = []
        for cell in grid.cells:
            start, stop = index[cell.start], index[cell.stop - 1] + 1
            cells.append(
                Cell(
                    text=cell.text,
                    start=start,
                    span=stop - start,
                    column=cell.column,
                    figures=tuple(placing.find_cell(cell, grid)),
                    offset=cell.offset,
                )
            )
        first = grid.cells[0] if grid.cells else None
        depth, number = (0, None) if first is None else (first.indent, first.row)
        rows.append(Row(grid.line, tuple(cells), "item", depth, number=number))
    return _build(_tell_heads(rows), len(used), block.line, block.rows[-1].line, block.table)


def _from_figures(figures: Sequence[Figure]) -> list[Table | Passage]:
    """Return tables and prose of which nothing is known but the figures."""
    tabular = {_row(figure) for figure in figures if figure.is_cell}
    prose = [figure for figure in figures if _row(figure) not in tabular]
    parts: list[Table | Passage] = [
        Passage(line, None, tuple(group)) for line, group in groupby(prose, key=lambda figure: figure.line)
    ]
    rows: dict[_RowKey, list[Figure]] = {}
    for figure in sorted(figures, key=lambda figure: figure.place.order):
        if _row(figure) in tabular:
            rows.setdefault(_row(figure), []).append(figure)
    for _, group in groupby(rows.values(), key=lambda row: next((f.role for f in row if f.role), None)):
        parts.append(_from_rows(list(group)))
    return parts


def _row(figure: Figure) -> _RowKey:
    """Return what tells the row of a table apart, also where many rows of HTML share a line."""
    return (0, figure.line) if figure.place.table is None else (figure.place.table, figure.place.row or 0)


def _from_rows(rows: list[list[Figure]]) -> Table:
    tabular = [[figure for figure in row if figure.is_cell] for row in rows]
    starts, width = place_cells(tabular)
    built = []
    for row, in_cells, places in zip(rows, tabular, starts, strict=True):
        label = next((figure.label for figure in in_cells if figure.label), "")
        cells = [Cell(label, 0, 1, 1, tuple(figure for figure in row if figure.offset is not None))]
        for column, group in groupby(in_cells, key=lambda figure: figure.column or 1):
            found = tuple(group)
            cells.append(Cell(found[0].text, places[column], 1, column, found))
        built.append(Row(row[0].line, tuple(cells), "item", number=row[0].place.row))
    return _build(built, width, built[0].line, built[-1].line, rows[0][0].place.table)


def _tell_heads(rows: list[Row]) -> list[Row]:
    """Tell the rows that name columns, and those that name the rows below them, from those with figures."""
    first = next((number for number, row in enumerate(rows) if row.figures), 0)
    heads = [number for number, row in enumerate(rows[:first]) if any(cell.start for cell in row.cells)]
    last = heads[-1] if heads else -1
    told = []
    for number, row in enumerate(rows):
        is_head = number <= last or (not row.figures and bool(row.cells) and row.cells[0].start > 0)
        is_heading = not row.figures and len(row.cells) == 1 and row.cells[0].start == 0
        told.append(replace(row, kind="head" if is_head else "heading" if is_heading else "item"))
    return told


def _build(rows: list[Row], width: int, first: int, last: int, number: int | None) -> Table:
    roles = Counter(figure.role for row in rows for figure in row.figures if figure.role)
    heads, below = _sort_heads(rows), sort_figures(rows)
    columns = [_describe_column(heads[number], below[number] if number else []) for number in range(width)]
    is_primary = any(figure.is_primary for row in rows for figure in row.figures)
    role = roles.most_common(1)[0][0] if roles else None
    return Table(
        role=role,
        roles=tuple(roles),
        title="",
        first_line=first,
        last_line=last,
        number=number,
        is_primary=is_primary,
        columns=tuple(columns),
        rows=tuple(rows),
    )


def _sort_heads(rows: list[Row]) -> dict[int, list[str]]:
    """Return the heads above each logical column."""
    heads: dict[int, list[str]] = defaultdict(list)
    for cell in (cell for row in rows if row.kind == "head" for cell in row.cells):
        for number in range(cell.start, cell.start + cell.span):
            heads[number].append(cell.text)
    return heads


def _describe_column(heads: list[str], below: list[Figure]) -> Column:
    if not heads:
        heads = list(dict.fromkeys(figure.head for figure in below if figure.head))[:1]
    units = Counter(figure.unit for figure in below if figure.unit)
    periods = Counter(figure.period for figure in below if figure.period)
    return Column(
        tuple(heads),
        periods.most_common(1)[0][0] if periods else None,
        units.most_common(1)[0][0] if units else None,
    )


def _name_tables(parts: list[Table | Passage], titles: dict[str, str]) -> list[Table | Passage]:
    """Give each table the title of its network, or else the last short line above it, or that of the table above."""
    named: list[Table | Passage] = []
    for part in parts:
        if isinstance(part, Passage):
            named.append(part)
            continue
        last = named[-1] if named else None
        title = titles.get(part.role or "", "") or (last.title if isinstance(last, Table) else _find_title(named))
        named.append(
            replace(
                part, title=title or (f"Table {part.number}" if part.number else f"Table in line {part.first_line}")
            )
        )
    return named


def _find_title(above: Sequence[Table | Passage]) -> str:
    """Return the last short line of prose, rather one that is not in parentheses, as a scale or a date is."""
    near = reversed(above[-_NEAR:])
    lines = [each.text.strip() for each in near if isinstance(each, Passage) and each.text and len(each.text) < _SHORT]
    return next((line for line in lines if not line.startswith("(")), lines[0] if lines else "")
