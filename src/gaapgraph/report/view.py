"""What the page shows of each document: its parts with every figure ticked, and its lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from gaapgraph.report.segment import Segment, cut_cells, cut_text
from gaapgraph.report.table import Passage, Table
from gaapgraph.store.wording import show_period, show_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.check.result import CheckResult
    from gaapgraph.report.figure import Figure
    from gaapgraph.report.paper import Paper, Papers
    from gaapgraph.report.source import Document, Source
    from gaapgraph.report.table import Cell, Column, Row
    from gaapgraph.report.tree import Tree

__all__ = ["DocumentView", "HeadView", "LineView", "PaperGroup", "ProseView", "RowView", "TableView", "view_document"]

Flag = tuple[str, "CheckResult"]


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: its text in stretches, and flags for what the check found in it although it is no figure."""

    span: int
    segments: tuple[Segment, ...]
    flags: tuple[Flag, ...]
    is_figure: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a table; `cells` fill every column, the label first."""

    row: Row
    line: str
    cells: tuple[CellView, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class HeadView:
    """What the figures of a column have in common, as the graph has it; `span` columns say the same."""

    text: str
    span: int


@dataclass(frozen=True, slots=True)
class TableView:
    """One table; `meant` says period and unit of its columns."""

    table: Table
    name: str
    heads: tuple[RowView, ...]
    periods: tuple[HeadView, ...]
    units: tuple[HeadView, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ProseView:
    """Lines of prose that follow each other; without `text` the sentences are not at hand and only figures are."""

    lines: tuple[tuple[str, Passage, tuple[Segment, ...], tuple[Flag, ...]], ...]
    has_text: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the source; `name` is empty where an earlier part of the same line has it."""

    number: int
    name: str
    segments: tuple[Segment, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """The working papers of one table, or of a stretch of prose."""

    title: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document."""

    document: Document
    source: Source | None
    figures: tuple[Figure, ...]
    parts: tuple[TableView | ProseView, ...]
    trees: tuple[Tree, ...]
    lines: tuple[LineView, ...]
    papers: tuple[PaperGroup, ...]

    @property
    def tables(self) -> list[TableView]:
        """The tables, in order."""
        return [part for part in self.parts if isinstance(part, TableView)]


class _Viewer:
    """Turns the parts of one document into what the page shows; a result about a figure shows in its tick instead."""

    def __init__(self, document: Document, papers: Papers, flags: Sequence[Flag]) -> None:
        self.document, self._papers = document, papers
        self._flags: dict[tuple[int, int | None], list[Flag]] = {}
        for name, result in flags:
            for where in result.at if not result.prints else ():
                self._flags.setdefault((where.line, where.column), []).append((name, result))

    def flags(self, line: int, column: int | None = None) -> tuple[Flag, ...]:
        return tuple(self._flags.get((line, column), ()))

    def view_table(self, table: Table) -> TableView:
        report = self.document.report
        rows = [self._view_row(row, len(table.columns)) for row in table.rows]
        periods = [_name_period(table, number) for number in range(len(table.columns))]
        units = [_name_unit(column) for column in table.columns]
        return TableView(
            table,
            self._papers.anchors.table(report, table.first_line),
            tuple(view for view in rows if view.row.kind == "head" and not view.row.figures),
            _join(periods[1:]),
            _join(units[1:], joins=False),
            tuple(view for view in rows if view.row.kind != "head" or view.row.figures),
        )

    def _view_row(self, row: Row, width: int) -> RowView:
        cells: list[CellView] = []
        place = 0
        for cell in row.cells:
            cells += [CellView(1, (), (), False)] * (cell.start - place)
            cells.append(self._view_cell(cell, row))
            place = cell.start + cell.span
        cells += [CellView(1, (), (), False)] * (width - place)
        name = self._papers.anchors.line(self.document.report, row.line)
        return RowView(row, name, tuple(cells), self.flags(row.line) if not row.figures else ())

    def _view_cell(self, cell: Cell, row: Row) -> CellView:
        flags = self.flags(row.line, cell.column) if not cell.figures else ()
        if cell.start == 0:
            start = cell.offset if cell.offset >= 0 else -1_000_000
            return CellView(cell.span, tuple(cut_text(cell.text, cell.figures, start)), flags, False)
        segments = cut_text(cell.text, ()) if not cell.figures else None
        return CellView(cell.span, tuple(segments or _whole(cell)), flags, bool(cell.figures))

    def view_prose(self, passages: Sequence[Passage]) -> ProseView:
        lines = []
        for passage in passages:
            segments = (
                cut_text(passage.text, passage.figures)
                if passage.text is not None
                else [segment for figure in passage.figures for segment in _alone(figure)]
            )
            name = self._papers.anchors.line(self.document.report, passage.line)
            lines.append((name, passage, tuple(segments), self.flags(passage.line)))
        return ProseView(tuple(lines), passages[0].text is not None)


def view_document(
    document: Document,
    source: Source | None,
    parts: Sequence[Table | Passage],
    trees: Sequence[Tree],
    papers: Papers,
    flags: Sequence[Flag],
) -> DocumentView:
    """Return what the page shows of a document.

    Args:
        document: The document.
        source: Its text, where it is at hand.
        parts: Its tables and lines of prose, in order.
        trees: Its calculation networks.
        papers: Writes working papers.
        flags: The results about it, each with its name in the page.
    """
    viewer = _Viewer(document, papers, flags)
    views: list[TableView | ProseView] = []
    groups: list[PaperGroup] = []
    run: list[Passage] = []
    for part in [*_leave_titles(parts), None]:
        if isinstance(part, Passage) and (not run or (run[0].text is None) == (part.text is None)):
            run.append(part)
            continue
        if run:
            views.append(viewer.view_prose(run))
            groups.append(
                _write_papers(f"Text, {_span(run)}", [f for each in run for f in each.figures], viewer, papers)
            )
        run = [part] if isinstance(part, Passage) else []
        if isinstance(part, Table):
            views.append(viewer.view_table(part))
            groups.append(_write_papers(part.title, part.figures, viewer, papers))
    figures = tuple(figure for part in parts for figure in part.figures)
    lines = _view_lines(viewer, source, parts, papers)
    kept = tuple(group for group in groups if group.papers)
    return DocumentView(document, source, figures, tuple(views), tuple(trees), tuple(lines), kept)


def _leave_titles(parts: Sequence[Table | Passage]) -> list[Table | Passage]:
    """Leave out the line above a table that its caption repeats; among the lines of the source it stays."""
    pairs = zip_longest(parts, parts[1:])
    return [part for part, after in pairs if part is not None and not _is_title(part, after)]


def _is_title(part: Table | Passage, after: Table | Passage | None) -> bool:
    if not isinstance(part, Passage) or part.figures or not isinstance(after, Table):
        return False
    return (part.text or "").strip().casefold() == after.title.casefold()


def _write_papers(title: str, figures: Sequence[Figure], viewer: _Viewer, papers: Papers) -> PaperGroup:
    report = viewer.document.report
    return PaperGroup(title, tuple(papers.write(figure, report, title) for figure in figures))


def _view_lines(
    viewer: _Viewer, source: Source | None, parts: Sequence[Table | Passage], papers: Papers
) -> list[LineView]:
    """Return the lines of the source; where it is not at hand, the rows and figures that the graph knows of."""
    report = viewer.document.report
    found: dict[int, list[tuple[int, str, Sequence[Figure]]]] = {}
    quoted: dict[int, list[Segment]] = {}
    for part in parts:
        if isinstance(part, Passage):
            found.setdefault(part.line, []).append((0, part.text or "", part.figures))
            text = part.text
            shown = cut_text(text, part.figures) if text is not None else [s for f in part.figures for s in _alone(f)]
            quoted.setdefault(part.line, []).extend(shown)
            continue
        for row in part.rows:
            for cell in row.cells:
                found.setdefault(row.line, []).append((max(cell.offset, 0), cell.text, cell.figures))
                shown = cut_text(cell.text, cell.figures, -1_000_000) if cell.start == 0 else _whole(cell)
                quoted.setdefault(row.line, []).extend([*shown, *cut_text("  ", ())])
    if source is not None and source.lines:
        rows = [(number, cut_cells(line, found.get(number, ()))) for number, line in enumerate(source.lines, 1)]
        rows = [(number, cut if _has_text(cut) else quoted.get(number, cut)) for number, cut in rows]
    else:
        rows = sorted(quoted.items())
    return [
        LineView(number, papers.anchors.line(report, number), tuple(cut), viewer.flags(number)) for number, cut in rows
    ]


def _has_text(segments: Sequence[Segment]) -> bool:
    return any(segment.text.strip() for segment in segments)


def _whole(cell: Cell) -> list[Segment]:
    return [Segment(cell.text, cell.figures)]


def _alone(figure: Figure) -> list[Segment]:
    """Return a figure of which the sentence is not known, with what its label says."""
    label = f"{figure.label}: " if figure.label else ""
    return [Segment(label), Segment(figure.text, (figure,)), Segment("  ")]


def _name_period(table: Table, number: int) -> str:
    """Return the period of a column, if all its figures have one."""
    cells = [cell for row in table.rows for cell in row.cells if cell.start == number]
    periods = {figure.period for cell in cells for figure in cell.figures}
    return show_period(periods.pop()) if number and len(periods) == 1 and None not in periods else ""


def _name_unit(column: Column) -> str:
    return {"pure": "ratio"}.get(show_unit(column.unit), show_unit(column.unit)) if column.unit else ""


def _join(texts: Sequence[str], *, joins: bool = True) -> tuple[HeadView, ...]:
    """Return heads in which neighbours that say the same are one; none at all where nothing is said."""
    heads: list[HeadView] = []
    for text in texts:
        if joins and heads and heads[-1].text == text:
            heads[-1] = HeadView(text, heads[-1].span + 1)
        else:
            heads.append(HeadView(text, 1))
    return tuple(heads) if any(texts) else ()


def _span(passages: Sequence[Passage]) -> str:
    first, last = passages[0].line, passages[-1].line
    return f"line {first}" if first == last else f"lines {first} to {last}"
