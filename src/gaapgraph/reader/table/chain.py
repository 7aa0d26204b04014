"""Tables: from rows and heads to figures with value, unit, period and label."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gaapgraph.language.quantity import read_quantity
from gaapgraph.language.words import alternatives, names
from gaapgraph.reader.table.column import Column, cluster_columns, mend_heads, read_columns
from gaapgraph.reader.table.figure import Figure, Row, Table
from gaapgraph.reader.table.group import Groups, Rolling, counted_lines, has_ghosts
from gaapgraph.reader.table.inlabel import figures_in_label
from gaapgraph.reader.table.nest import nest_sums
from gaapgraph.reader.table.period_problem import Dating, strip_period
from gaapgraph.reader.table.relation import (
    covering,
    name_changes,
    name_shares,
    note_marks,
    note_separators,
    pair_columns,
    translate_periods,
)
from gaapgraph.reader.table.repetition import join_broken, join_twins
from gaapgraph.reader.table.row import BodyRow, Number, split_sections
from gaapgraph.reader.table.stub import RowLabel, read_label
from gaapgraph.reader.table.unit_problem import Governing, is_exact_count, is_per_share_body, measure_number

if TYPE_CHECKING:
    from gaapgraph.document.grid import Block, GridRow
    from gaapgraph.model import Period, Place
    from gaapgraph.reader.table.context import Context

__all__ = ["TableReading", "read_table", "read_tables"]

_TITLES = 4
_TITLE_LENGTH = 220

_KINDS = (
    ("cash-flow", r"cash\s+flows?"),
    ("equity", r"(?:shareholders|stockholders|owners)['’]?\s+equity|changes\s+in\s+equity|equity\s+statements?"),
    ("balance-sheet", r"balance\s+sheets?|financial\s+position|financial\s+condition"),
    ("income-statement", r"statements?\s+of\s+(?:\w+\s+)?(?:income|operations|earnings|loss|profit)"
     r"|income\s+statements?|profit\s+and\s+loss"),
)  # fmt: skip
_FORECAST = re.compile(rf"\b(?:{alternatives(names('forecast', use='table'))})\b|\(E\)", re.IGNORECASE)


@dataclass(slots=True)
class TableReading:
    """What one table gave: its rows, its figures by row, its heads, and what was neither."""

    table: Table
    figures: list[Figure]
    columns: list[Column] = field(default_factory=list)
    head_rows: set[tuple[int, int | None]] = field(default_factory=set)
    ghosts: list[tuple[Place, str]] = field(default_factory=list)
    absent: list[tuple[Place, str]] = field(default_factory=list)


def kind_of(titles: list[str]) -> str:
    """Return which statement a table is, from the lines that name it."""
    for title in reversed(titles):
        for kind, pattern in _KINDS:
            if re.search(pattern, title, re.IGNORECASE):
                return kind
    return "other"


def read_table(block: Block, titles: list[str], context: Context, index: int, first_figure: int) -> TableReading:
    """Return the figures of one table.

    Args:
        block: The table's rows.
        titles: The lines above it that name it, nearest last.
        context: Calendar and currency of the document.
        index: Number of the table in the document.
        first_figure: How many figures the document has before this table.
    """
    reading = TableReading(Table(tuple(titles), block.line, block.rows[-1].line, (), kind_of(titles)), [])
    rows: list[Row] = []
    previous: list[Column] = []
    for heads, body in split_sections(block.rows, context.calendar, context.is_continental):
        heads = (
            [replace(row, cells=mend_heads(row.cells, context.calendar)) for row in heads]
            if not block.has_spans
            else heads
        )
        section = _Section(heads, body, titles, context, previous)
        previous = section.columns or previous
        rows.extend(section.read(index, first_figure, reading))
    inner = list(reading.table.titles)
    rows = nest_sums(rows, reading.figures, first_figure)
    reading.table = replace(reading.table, rows=tuple(rows), kind=kind_of(inner))
    return reading


class _Section:
    """One run of heads and the body below it, while it is read."""

    def __init__(
        self, heads: list[GridRow], body: list[BodyRow], titles: list[str], context: Context, previous: list[Column]
    ) -> None:
        self.context = context
        self.heads = heads
        self.body = join_broken(join_twins(body, context.labels, context.calendar))
        self.groups = Groups()
        label_stop = _label_stop(self.body)
        captions = titles + [caption for row in heads if (caption := _caption(row, label_stop))]
        self.own_titles = [_caption(row, label_stop) for row in heads if _is_title(row)]
        self.is_forecast = any(_FORECAST.search(text) for text in captions[-3:])
        self.kind = kind_of(captions)
        self.columns = self._columns(captions, label_stop, previous)
        self.governing = Governing(
            tuple(captions),
            any(re.search(r"\bnumber\s+of\b", text, re.IGNORECASE) for text in captions[-1:]),
            is_per_share_body(self.body, self.columns),
            counted_lines(self.body),
        )
        default = None if self.is_forecast else context.period
        stubs = [_caption(row, label_stop) for row in heads if not _is_title(row)]
        self.dating = Dating(self.columns, self.kind, context.calendar, default, " ".join(stubs))

    def _columns(self, captions: list[str], label_stop: int, previous: list[Column]) -> list[Column]:
        intervals = Counter((number.cell.start, number.cell.stop) for row in self.body for number in row.numbers)
        head_rows = [row for row in self.heads if not _is_title(row)]
        columns = read_columns(cluster_columns(intervals), head_rows, captions, self.context.calendar, label_stop)
        if previous and not any(column.text for column in columns):
            _inherit(columns, previous)
        note_marks(columns, self.body)
        note_separators(columns, self.body)
        name_changes(columns, self.body)
        name_shares(columns, self.body, self.kind, captions[-3:], self.context.percent_is_growth)
        pair_columns(columns)
        translate_periods(columns, self.body, self.context.currency)
        pair_columns(columns)
        return columns

    def read(self, index: int, first: int, reading: TableReading) -> list[Row]:
        """Add the figures of this section to the reading of its table and return its rows."""
        reading.columns.extend(self.columns)
        reading.head_rows.update((cell.line, cell.row) for row in self.heads for cell in row.cells)
        if self.own_titles:
            reading.table = replace(reading.table, titles=(*reading.table.titles, *self.own_titles))
        rolling = Rolling(self.body, self.context.calendar)
        rows: list[Row] = []
        for number, row in enumerate(self.body):
            label = read_label(row.label, self.groups.innermost())
            headings = (*reading.table.titles, *self.groups.path(row, label))
            start = len(reading.figures)
            self._read_row(row, label, headings, rolling.period(number), index, len(rows), reading)
            ids = tuple(range(first + start, first + len(reading.figures)))
            rows.append(Row(row.line, label.text, headings, self.groups.depth, ids))
        return rows

    def _read_row(
        self,
        row: BodyRow,
        label: RowLabel,
        headings: tuple[str, ...],
        rolled: Period | None,
        index: int,
        place: int,
        reading: TableReading,
    ) -> None:
        ghosts = has_ghosts(row)
        for cell in (*row.others, *(number.cell for number in row.numbers if ghosts)):
            if cell.text.lower() not in ("to", "and", "through"):
                reading.ghosts.append((cell.place, cell.text))
        for number in () if ghosts else row.numbers:
            figure = self._figure(number, row, label, headings, rolled, index, place)
            if figure is None:
                reading.absent.append((number.cell.place, number.text))
            else:
                reading.figures.append(figure)
        reading.figures.extend(figures_in_label(row, label, headings, self.context, self.columns, index, place))

    def _figure(
        self,
        number: Number,
        row: BodyRow,
        label: RowLabel,
        headings: tuple[str, ...],
        rolled: Period | None,
        index: int,
        place: int,
    ) -> Figure | None:
        printed = number.printed
        position = covering(self.columns, number.cell)
        if (
            printed.is_absent
            or position is None
            or self.columns[position].is_note
            or self.columns[position].is_separator
        ):
            return None
        column = self.columns[position]
        measured = measure_number(number, row, label, column, position, self.governing, self.context)
        period, comparative = self.dating.date(column, row, label, rolled, measured.measure)
        value = None if printed.value is None else printed.value.scaleb(measured.exponent) + 0
        is_exact = value is None or is_exact_count(measured, printed.places, row, label)
        return Figure(
            number.cell.place,
            number.text,
            value,
            None if is_exact else printed.places - measured.exponent,
            measured.unit,
            period,
            strip_period(label.text, self.context.calendar),
            headings if column.outer in ("", column.head) else (*headings, column.outer),
            f"{column.head} {number.bound}".strip(),
            measured.measure,
            comparative,
            is_nil=printed.is_nil,
            is_forecast=self.is_forecast or column.quantity.is_forecast or bool(_FORECAST.search(row.label)),
            full_label=row.label,
            within=index,
            row=place,
            copy_of=row.copy_of,
        )


def _label_stop(body: list[BodyRow]) -> int:
    starts = [number.cell.start for row in body for number in row.numbers]
    return min(starts, default=1)


def _is_title(row: GridRow) -> bool:
    return len(row.cells) == 1 and (
        row.cells[0].start == 0 and (row.cells[0].span >= row.width or row.cells[0].span > 2)
    )


def _caption(row: GridRow, label_stop: int) -> str:
    if _is_title(row):
        return row.cells[0].text
    return " ".join(cell.text for cell in row.cells if cell.stop <= label_stop)


def _inherit(columns: list[Column], previous: list[Column]) -> None:
    for column in columns:
        twin = next((old for old in previous if old.start < column.stop and column.start < old.stop), None)
        if twin is not None:
            column.period, column.quantity, column.head, column.text = twin.period, twin.quantity, twin.head, twin.text


def read_tables(
    blocks: list[Block], context: Context
) -> tuple[list[TableReading], list[tuple[Block, TableReading | None]]]:
    """Return every table with its titles, and every block with its reading, or None where it has no figure.

    A table right after another without titles shares that one's; one that only details a note keeps its scale.
    """
    readings: list[TableReading] = []
    pairs: list[tuple[Block, TableReading | None]] = []
    titles: list[str] = []
    seen: list[str] = []
    count = 0
    for block in blocks:
        if not block.is_table:
            titles = _collect(titles, block.text)
            continue
        own = [*_scales(seen), *titles] if titles and all(_DETAIL.search(text) for text in titles) else titles or seen
        reading = read_table(block, own[-_TITLES:], context, len(readings), count)
        if reading.figures:
            count += len(reading.figures)
            readings.append(reading)
            pairs.append((block, reading))
            seen, titles = own, []
        else:
            pairs.append((block, None))
            cells = (cell.text for row in block.rows for cell in row.cells)
            titles = [*titles, *(text for text in cells if len(text) < _TITLE_LENGTH)][-_TITLES:]
    return readings, pairs


_DETAIL = re.compile(r"^\W*(?:\(?\w{1,2}\)|\*|†|note)\s|\bas follows\b|\bcontinued\b", re.IGNORECASE)


def _scales(titles: list[str]) -> list[str]:
    return [text for text in titles if read_quantity(text).scale is not None][-1:]


def _collect(titles: list[str], text: str) -> list[str]:
    if len(text) > _TITLE_LENGTH or (text.endswith(".") and len(text) > 80):
        return []
    return [*titles, text.strip()]
