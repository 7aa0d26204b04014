"""From the parts of a document to what the page shows of it, every figure with its working paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeVar

from gaapgraph.graph import show_period, show_unit
from gaapgraph.page.part import Passage, Table, sort_figures
from gaapgraph.page.segment import quote_cell, quote_passage
from gaapgraph.page.source_line import view_lines
from gaapgraph.page.view import CellView, DocumentView, HeadView, PaperGroup, ProseView, RowView, TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.graph import Figure
    from gaapgraph.model import Unit
    from gaapgraph.page.document_text import Document, Source
    from gaapgraph.page.paper import Papers
    from gaapgraph.page.part import Cell, Row
    from gaapgraph.page.segment import Segment
    from gaapgraph.page.tree import Tree
    from gaapgraph.page.view import Flag

__all__ = ["view_document"]

T = TypeVar("T")
_EMPTY = CellView(1, (), (), False)


def view_document(
    document: Document,
    source: Source | None,
    *,
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
    viewer = _Viewer(document.report, papers, flags)
    for part in _leave_titles(parts):
        viewer.add(part)
    viewer.end_prose()
    figures = tuple(figure for part in parts for figure in part.figures)
    lines = view_lines(document.report, source, parts, papers.anchors, viewer.flags)
    groups = tuple(group for group in viewer.groups if group.papers)
    return DocumentView(
        document=document,
        source=source,
        figures=figures,
        parts=tuple(viewer.views),
        trees=tuple(trees),
        lines=tuple(lines),
        papers=groups,
    )


def _leave_titles(parts: Sequence[Table | Passage]) -> list[Table | Passage]:
    """Leave out the line above a table that its caption repeats; among the lines of the source it stays."""
    pairs = zip_longest(parts, parts[1:])
    return [part for part, after in pairs if part is not None and not _is_title(part, after)]


def _is_title(part: Table | Passage, after: Table | Passage | None) -> bool:
    if not isinstance(part, Passage) or part.figures or not isinstance(after, Table):
        return False
    return (part.text or "").strip().casefold() == after.title.casefold()


class _Viewer:
    """Takes the parts of one document in their order; a result about a figure shows in its tick, any other as a flag.

    Attributes:
        views: What the page shows of the parts so far, lines of prose that follow each other as one.
        groups: Their working papers.
    """

    def __init__(self, report: str, papers: Papers, flags: Sequence[Flag]) -> None:
        self._report, self._papers = report, papers
        self.views: list[TableView | ProseView] = []
        self.groups: list[PaperGroup] = []
        self._prose: list[Passage] = []
        self._names: set[str] = set()
        self._tables: Counter[str] = Counter()
        self._written: set[str] = set()
        self._flags: dict[tuple[int, int | None], list[Flag]] = {}
        for name, result in flags:
            for where in result.at if not result.prints else ():
                self._flags.setdefault((where.line, where.column), []).append((name, result))

    def flags(self, line: int, column: int | None = None) -> tuple[Flag, ...]:
        """Return the results about a place that is no figure."""
        return tuple(self._flags.get((line, column), ()))

    def add(self, part: Table | Passage) -> None:
        """Take the next part."""
        if isinstance(part, Passage):
            if self._prose and (self._prose[0].text is None) != (part.text is None):
                self.end_prose()
            self._prose.append(part)
            return
        self.end_prose()
        self.views.append(self._view_table(part))
        self._write(part.title, part.figures)

    def end_prose(self) -> None:
        """End a stretch of prose, if there is one."""
        if not self._prose:
            return
        run, self._prose = self._prose, []
        lines = [(self._line(each.line), each, self._place(quote_passage(each)), self.flags(each.line)) for each in run]
        self.views.append(ProseView(tuple(lines), run[0].text is not None))
        first, last = run[0].line, run[-1].line
        where = f"line {first}" if first == last else f"lines {first} to {last}"
        self._write(f"Text, {where}", [figure for each in run for figure in each.figures])

    def _write(self, title: str, figures: Sequence[Figure]) -> None:
        new = {figure.iri: figure for figure in figures if figure.iri not in self._written}
        self._written.update(new)
        papers = tuple(self._papers.write(figure, self._report, title) for figure in new.values())
        self.groups.append(PaperGroup(title, papers))

    def _place(self, segments: Sequence[Segment]) -> tuple[Segment, ...]:
        """Give each figure the name of its place, where it stands for the first time."""
        placed = []
        for segment in segments:
            name = self._papers.name_print(segment.figures[0]) if segment.figures else ""
            placed.append(replace(segment, name="" if name in self._names else name))
            self._names.add(name)
        return tuple(placed)

    def _line(self, line: int) -> str:
        return self._papers.anchors.line(self._report, line)

    def _name(self, table: Table) -> str:
        """Return a name of its own, also where tables share a line, as in HTML they may."""
        name = first = self._papers.anchors.table(self._report, table.first_line)
        while name in self._names:
            self._tables[first] += 1
            name = f"{first}.{self._tables[first] + 1}"
        self._names.add(name)
        return name

    def _view_table(self, table: Table) -> TableView:
        rows = [self._view_row(row, len(table.columns)) for row in table.rows]
        figures = sort_figures(table.rows)
        in_columns = [figures[number] for number in range(1, len(table.columns))]
        agreed = [_agree({figure.period for figure in each}) for each in in_columns]
        periods = [show_period(period) if period is not None else "" for period in agreed]
        units = [_name_unit(_agree({figure.unit for figure in each})) for each in in_columns]
        return TableView(
            table=table,
            name=self._name(table),
            heads=tuple(view for view in rows if view.row.kind == "head" and not view.row.figures),
            periods=_join(periods),
            units=tuple(HeadView(unit, 1) for unit in units) if any(units) else (),
            rows=tuple(view for view in rows if view.row.kind != "head" or view.row.figures),
        )

    def _view_row(self, row: Row, width: int) -> RowView:
        cells: list[CellView] = []
        place = 0
        for cell in row.cells:
            cells += [_EMPTY] * (cell.start - place)
            cells.append(self._view_cell(cell, row))
            place = cell.start + cell.span
        cells += [_EMPTY] * (width - place)
        return RowView(row, self._line(row.line), tuple(cells), self.flags(row.line) if not row.figures else ())

    def _view_cell(self, cell: Cell, row: Row) -> CellView:
        flags = self.flags(row.line, cell.column) if not cell.figures else ()
        return CellView(cell.span, self._place(quote_cell(cell)), flags, cell.start > 0 and bool(cell.figures))


def _agree(found: set[T]) -> T | None:
    """Return what all of a column are, or None where they differ."""
    return next(iter(found)) if len(found) == 1 else None


def _name_unit(unit: Unit | None) -> str:
    name = show_unit(unit)
    return "ratio" if name == "pure" else name


def _join(texts: Sequence[str]) -> tuple[HeadView, ...]:
    """Return heads in which neighbours that say the same are one; none at all where nothing is said."""
    heads: list[HeadView] = []
    for text in texts:
        if heads and heads[-1].text == text:
            heads[-1] = HeadView(text, heads[-1].span + 1)
        else:
            heads.append(HeadView(text, 1))
    return tuple(heads) if any(texts) else ()
