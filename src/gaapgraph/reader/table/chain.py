"""The chain from a grid to figures: rows → heads → columns → units → periods → figures, all frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.currency import CURRENCY_SIGNS
from gaapgraph.language.date import split_glued
from gaapgraph.language.quantity import read_quantity
from gaapgraph.language.span import find_phrases, strip_period
from gaapgraph.model import Finding, Place
from gaapgraph.reader.table.clash import find_clashes, note_clashes, set_aside
from gaapgraph.reader.table.figure import Figure, Row, Table
from gaapgraph.reader.table.group import has_ghosts
from gaapgraph.reader.table.head import date_days, mend_heads, name_quarters
from gaapgraph.reader.table.inlabel import figures_in_label
from gaapgraph.reader.table.nest import nest_sums
from gaapgraph.reader.table.occasion import find_deal, note_no_deal
from gaapgraph.reader.table.period_problem import rests_on_document, solve_periods
from gaapgraph.reader.table.row import split_sections
from gaapgraph.reader.table.section import FORECAST, Section, kind_of, read_section
from gaapgraph.reader.table.serial import without_serials
from gaapgraph.reader.table.side_by_side import part_sides, put_labels_first
from gaapgraph.reader.table.sum_unit import agree_in_sums
from gaapgraph.reader.table.surroundings import Surroundings, find_furniture, join_sentences
from gaapgraph.reader.table.twofold import part_twofold
from gaapgraph.reader.table.unit_problem import Measured, foreign_words, is_exact_count, solve_units_and_shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaapgraph.document.grid import Block, Cell, GridRow
    from gaapgraph.model import Period
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.context import Context
    from gaapgraph.reader.table.row import BodyRow, Number

__all__ = ["MOST_ROWS", "BlockReading", "TableReading", "read_table", "read_tables"]

_BETWEEN = ("to", "and", "through", "+/-", "+/−", "+/–", "±")
# Growth that is only bounded: ">100%", "> 100", "<(100)%"
_BOUNDED = late_pattern(r"\W{0,2}[<>≥≤]\s*=?\s*\(?[-–−]?\s*\d[\d,.]*\s*\)?\s*%?\s*\)?")
# Columns of words, of days and of spreads in a list of things ("Korea", "May 2025", "09/28", "S+178"), and growth that
# is only bounded (">100.0 %"), are no damage.
_WORDED = late_pattern(
    r"[A-Za-z]{3}|^\W*[<>≥≤~]\s*["
    + CURRENCY_SIGNS
    + r"]?\d|^\W*\d{1,2}/\d{2,4}\W*$|^\W*\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\W*$|^[A-Z]{1,2}\s?[+-]\s?\d"
)


@dataclass(slots=True)
class TableReading:
    """What one table gave: its rows, its figures by row, its heads, and what was neither.

    Where it is parted, it is two tables side by side: none goes on below both. What flows in its `undated` rows was
    given the period of the document, for want of any other.
    """

    table: Table
    figures: list[Figure]
    columns: list[Column] = field(default_factory=list)
    head_rows: set[tuple[int, int | None]] = field(default_factory=set)
    ghosts: list[tuple[Place, str]] = field(default_factory=list)
    absent: list[tuple[Place, str]] = field(default_factory=list)
    bounded: list[tuple[Place, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    share_scale: int | None = None
    is_parted: bool = False
    undated: set[int] = field(default_factory=set)


BlockReading = tuple["Block", TableReading | None]
MOST_ROWS = 20_000  # of one table: the longest of filers, schedules of investments, have some thousands
# What a fault of this program raises at a table that nobody foresaw: no reason to lose the others.
_DEFEATS = (ArithmeticError, AttributeError, LookupError, RecursionError, RuntimeError, TypeError, ValueError)


def read_tables(blocks: list[Block], context: Context, unread: list[Finding]) -> list[BlockReading]:
    """Return every table's block with its reading, or None where it has no figure.

    A table that defeats the reader is told in `unread`, and the rest is read.
    """
    pairs: list[BlockReading] = []
    furniture = find_furniture(blocks)
    around, before = Surroundings(), Surroundings()
    tables = figures = 0
    for block in join_sentences(blocks):
        if not block.is_table:
            around = around.after(block.text, furniture)
            deal = find_deal(block.text, context.deal, context.calendar)
            context = context if deal == context.deal else replace(context, deal=deal)
            continue
        own = around.at_table(before)
        # A table broken in two by a blank line or a page goes on without heads: nothing of its own stands above it.
        last = pairs[-1][1] if pairs and own.goes_on(before) else None
        columns = () if last is None or last.is_parted else tuple(last.columns)
        near = context
        if last is not None and context.scale is None:
            near = replace(context, scale=_scale_of(last.columns))
        try:
            reading = read_table(_first_rows(block), own, near, columns, index=tables, first_figure=figures)
        except _DEFEATS as fault:
            message = f"The table cannot be read ({type(fault).__name__}: {fault}); its figures are missing."
            unread.append(Finding("GG-READ-UNREAD", "warning", Place(block.line, table=block.table), message))
            pairs.append((block, None))
            continue
        if reading.share_scale is not None:
            context = replace(context, share_scale=reading.share_scale)
        unread += _note_rest(block)
        if reading.figures:
            tables, figures = tables + 1, figures + len(reading.figures)
            pairs.append((block, reading))
            around, before = Surroundings(), own
        else:
            pairs.append((block, None))
            around = around.after_layout(cell.text for row in block.rows for cell in row.cells)
    return pairs


def _first_rows(block: Block) -> Block:
    """Return a table of no more rows than are read."""
    return block if len(block.rows) <= MOST_ROWS else replace(block, rows=block.rows[:MOST_ROWS])


def _note_rest(block: Block) -> Iterator[Finding]:
    """Yield the finding that the last rows of a table are not read."""
    cells = next((row.cells for row in block.rows[MOST_ROWS:] if row.cells), ())
    if cells:
        what = f"This table has {MOST_ROWS:,} rows before this place: those from here on are not read."
        yield Finding("GG-READ-UNREAD", "warning", cells[0].place, what)


def _scale_of(columns: list[Column]) -> int | None:
    """Return the power of ten that all columns of amounts of a table have: it holds for a table right below."""
    scales = {column.quantity.scale for column in columns if column.is_amount and not column.is_note}
    return scales.pop() if len(scales) == 1 else None


def read_table(
    block: Block,
    surroundings: Surroundings,
    context: Context,
    columns: tuple[Column, ...] = (),
    *,
    index: int,
    first_figure: int,
) -> TableReading:
    """Return the figures of one table.

    Args:
        block: The table's rows.
        surroundings: What stands around it.
        context: Calendar and currency of the document.
        columns: Those of the table right before, which hold where this one has no heads at all.
        index: Number of the table in the document.
        first_figure: How many figures the document has before this table.
    """
    titles = surroundings.nearest_titles
    reading = TableReading(Table(titles, block.line, block.rows[-1].line, (), kind_of(titles)), [])
    rows: list[Row] = []
    sides = part_sides(put_labels_first(without_serials(block.rows)))
    reading.is_parted = len(sides) > 1
    for side in sides:
        previous: tuple[Column, ...] = ()
        for found, body in split_sections(side, context.calendar, context.is_continental):
            heads = _complete_heads(found, has_spans=block.has_spans)
            section = read_section(heads, body, surroundings, context, previous)
            if not previous and _goes_on(section, columns, context):
                section = read_section(heads, body, surroundings, context, columns)
            previous = section.columns or previous
            titles = (*(titles if section.keeps_titles else ()), *section.own_titles)
            rows += _add_section(
                reading, section, titles=titles, context=context, index=index, first=first_figure, above=len(rows)
            )
    rows = nest_sums(rows, reading.figures, first_figure)
    reading.findings += _note_bounded(reading)
    reading.table = replace(reading.table, titles=titles, rows=tuple(rows), kind=kind_of(titles))
    return reading


def _complete_heads(heads: list[GridRow], *, has_spans: bool) -> list[GridRow]:
    """Return heads with glued words parted, quarters and days named; where cells cannot span columns, joined anew."""
    parted = [replace(row, cells=tuple(_split(cell) for cell in row.cells)) for row in heads]
    named = [date_days(name_quarters(row)) for row in parted]
    return named if has_spans else [replace(row, cells=mend_heads(row.cells)) for row in named]


def _goes_on(section: Section, columns: tuple[Column, ...], context: Context) -> bool:
    """Say whether a section has no heads nor a title that dates it, but as many columns as the one before."""
    own = section.columns
    if any(find_phrases(title, context.calendar) for title in section.own_titles):
        return False
    return len(own) == len(columns) and not any(one.text for one in own)


def _split(cell: Cell) -> Cell:
    text = split_glued(cell.text)
    return cell if text == cell.text else replace(cell, text=text)


def _add_section(
    reading: TableReading,
    section: Section,
    *,
    titles: tuple[str, ...],
    context: Context,
    index: int,
    first: int,
    above: int,
) -> list[Row]:
    """Add the figures of a section to the reading of its table and return its rows; `above` are those before it."""
    reading.columns.extend(section.columns)
    reading.head_rows |= section.head_rows
    alone, share_scale = solve_units_and_shares(section, context)
    measures = agree_in_sums(section, alone)
    reading.share_scale = reading.share_scale if share_scale is None else share_scale
    solved = solve_periods(section, measures, context)
    clashing = find_clashes(section, measures, solved)
    periods = set_aside(section, solved, clashing)
    place = Place(reading.table.first_line)
    reading.findings += _note_currency(section, context, place)
    reading.findings += note_clashes(section, clashing, place)
    reading.findings += note_no_deal(section, context, place)
    if rests_on_document(section, context):
        reading.undated |= {above + line for line in range(len(section.rows))}
    rows: list[Row] = []
    days = _list_days(periods)
    for line, grouped in enumerate(section.rows):
        headings = (*titles, *grouped.path)
        maker = _Maker(
            section=section, line=line, headings=headings, index=index, place=above + len(rows), context=context
        )
        start = len(reading.figures)
        _add_numbers(reading, maker, measures[line], periods[line])
        for figure in figures_in_label(grouped, context, section, days[line]):
            own = (*headings, grouped.label.text)
            reading.figures.append(replace(figure, headings=own, within=index, row=maker.place))
        ids = tuple(range(first + start, first + len(reading.figures)))
        rows.append(Row(grouped.row.line, grouped.label.text, headings, len(grouped.path), ids))
    return rows


def _note_currency(section: Section, context: Context, place: Place) -> Iterator[Finding]:
    foreign = foreign_words(section, context)
    if foreign is not None:
        message = f"The amounts are said to be in “{foreign}”, a currency that is not known: they have the unit XXX."
        yield Finding("GG-READ-CURRENCY", "warning", place, message)


def _note_bounded(reading: TableReading) -> Iterator[Finding]:
    """Yield the finding that a table says of some figures only what they are more or less than."""
    if reading.bounded:
        count, printed = len(reading.bounded), ", ".join(dict.fromkeys(f"“{text}”" for _, text in reading.bounded))
        cells = "cell gives" if count == 1 else "cells give"
        what = f"{count} {cells} no figure, only what it is above or below: {printed}. None is read."
        yield Finding("GG-READ-UNREAD", "info", reading.bounded[0][0], what)


def _add_numbers(
    reading: TableReading,
    maker: _Maker,
    measures: tuple[Measured | None, ...],
    periods: tuple[tuple[Period | None, Period | None], ...],
) -> None:
    """Add the numbers of a row to the reading of its table: figures, what is none, and what stands beside a heading."""
    row = maker.section.rows[maker.line].row
    ghosts = has_ghosts(row)
    reading.ghosts += _beside(row, ghosts)
    reading.bounded += [(cell.place, cell.text) for cell in row.others if _BOUNDED.fullmatch(cell.text)]
    own: list[Figure] = []
    for position, number in enumerate(() if ghosts else row.numbers):
        figure = maker.figure(position, number, measures[position], periods[position])
        if figure is None:
            reading.absent.append((number.cell.place, number.text))
        else:
            own.append(figure)
    reading.figures.extend(part_twofold(own))


def _beside(row: BodyRow, ghosts: bool) -> list[tuple[Place, str]]:
    """Return the cells of a row that are neither label nor figure; all numbers where they stand beside a heading."""
    cells = (*row.others, *(number.cell for number in row.numbers if ghosts))
    return [
        (cell.place, cell.text)
        for cell in cells
        if cell.text.lower() not in _BETWEEN and not _WORDED.search(cell.text) and not _BOUNDED.fullmatch(cell.text)
    ]


def _list_days(periods: Sequence[tuple[tuple[Period | None, Period | None], ...]]) -> list[list[Period]]:
    """Return for each row the periods of its figures in order; without any, those of the next row that has some."""
    found: list[list[Period]] = []
    for row in reversed(periods):
        own = list(dict.fromkeys(period for period, past in row if period is not None and past is None))
        found.append(own or (found[-1] if found else []))
    return found[::-1]


@frozen
class _Maker:
    """What all figures of a row share."""

    section: Section
    line: int
    headings: tuple[str, ...]
    index: int
    place: int
    context: Context

    def figure(
        self, position: int, number: Number, measured: Measured | None, when: tuple[Period | None, Period | None]
    ) -> Figure | None:
        """Return one number as a figure, or None where it is none: a note, a separator, "n/a"."""
        printed, at = number.printed, self.section.places[self.line][position]
        if printed.is_absent or measured is None or at is None:
            return None
        column = self.section.columns[at]
        if column.is_note or column.is_separator:
            return None
        row, label = self.section.rows[self.line].row, self.section.rows[self.line].label
        is_nil = printed.is_nil or self._is_dash(number)
        value = None if printed.value is None or is_nil else printed.value.scaleb(measured.exponent) + 0
        is_exact = value is None or is_exact_count(measured, printed.places, row, label)
        now = self.context.period
        # The titles of an outlook may stand far above: what is over by the end of the period reported on is none.
        is_over = when[0] is not None and now is not None and when[0].end <= now.end
        is_titled = self.section.is_forecast or column.quantity.is_forecast
        is_forecast = read_quantity(column.wide).is_forecast or bool(FORECAST.search(row.label))
        is_forecast = is_forecast or (is_titled and not is_over)
        return Figure(
            place=_in_column(number.cell.place, at),
            printed=number.text,
            value=value,
            decimals=None if is_exact else printed.places - measured.exponent,
            unit=measured.unit,
            period=when[0],
            label=self._label(label.text, when[0]),
            headings=self.headings if column.outer in ("", column.head) else (*self.headings, column.outer),
            head=f"{column.head} {number.bound}".strip(),
            measure=measured.measure,
            comparative=when[1],
            is_nil=is_nil,
            is_forecast=is_forecast,
            full_label=row.label,
            within=self.index,
            row=self.place,
            copy_of=row.copy_of,
        )

    def _label(self, text: str, period: Period | None) -> str:
        """Return a row's label without the period that it names, unless that is no time of its figures.

        Schedules of years to come name their rows by them: "Fiscal 2026" of what will be amortized then.
        """
        kept = strip_period(text, self.context.calendar)
        if kept or period is None:
            return kept
        named = find_phrases(text, self.context.calendar)
        ahead = [phrase for phrase in named if phrase.period.end > period.end]
        return text if named and len(ahead) == len(named) else kept

    def _is_dash(self, number: Number) -> bool:
        """Say whether a bare 0 stands where others print a dash: what moves one part of equity leaves another."""
        return (
            self.section.kind == "equity"
            and number.text == "0"
            and any(other.printed.value for other in self.section.rows[self.line].row.numbers)
        )


def _in_column(place: Place, at: int) -> Place:
    """Return a place with its column of figures; in lines of text the cells themselves say it."""
    return place if place.table is None else replace(place, value_column=at + 1)
