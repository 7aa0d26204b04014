"""What the page shows of a document, as values that its templates go through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from gaapgraph.graph import Figure
    from gaapgraph.page.document_text import Document, Source
    from gaapgraph.page.paper import Paper
    from gaapgraph.page.part import Passage, Row, Table
    from gaapgraph.page.segment import Segment
    from gaapgraph.page.tree import Tree
    from gaapgraph.validation.check_result import CheckResult

__all__ = [
    "CellView",
    "DocumentView",
    "Flag",
    "HeadView",
    "LineView",
    "PaperGroup",
    "ProseView",
    "RowView",
    "TableView",
]

Flag = tuple[str, "CheckResult"]


@frozen
class CellView:
    """One cell: its text in stretches, and flags for what the check found in it although it is no figure."""

    span: int
    segments: tuple[Segment, ...]
    flags: tuple[Flag, ...]
    is_figure: bool


@frozen
class RowView:
    """One row of a table; `cells` fill every column, the label first."""

    row: Row
    line: str
    cells: tuple[CellView, ...]
    flags: tuple[Flag, ...]


@frozen
class HeadView:
    """What the figures of a column have in common, as the graph has it; `span` columns say the same."""

    text: str
    span: int


@frozen
class TableView:
    """One table; `periods` and `units` are those of its columns after the first."""

    table: Table
    name: str
    heads: tuple[RowView, ...]
    periods: tuple[HeadView, ...]
    units: tuple[HeadView, ...]
    rows: tuple[RowView, ...]


@frozen
class ProseView:
    """Lines of prose that follow each other; without `text` the sentences are not at hand and only figures are."""

    lines: tuple[tuple[str, Passage, tuple[Segment, ...], tuple[Flag, ...]], ...]
    has_text: bool


@frozen
class LineView:
    """One line of the source, or one row or paragraph of HTML, whose lines nobody reads.

    Attributes:
        names: More than one where rows of HTML extend over several lines; none where another has the name of its line.
        label: What is shown for its place, such as `t3:12`; empty for the number of the line.
        cells: Of a row of HTML; else the text stands in `segments`.
    """

    number: int
    names: tuple[str, ...]
    segments: tuple[Segment, ...]
    flags: tuple[Flag, ...]
    label: str = ""
    cells: tuple[tuple[Segment, ...], ...] = ()


@frozen
class PaperGroup:
    """The working papers of one table, or of a stretch of prose."""

    title: str
    papers: tuple[Paper, ...]


@frozen
class DocumentView:
    """One document.

    Attributes:
        unresolved: Place, print and reason of the numbers that no fact states and that are nothing else, where the
            text is at hand.
    """

    document: Document
    source: Source | None
    figures: tuple[Figure, ...]
    parts: tuple[TableView | ProseView, ...]
    trees: tuple[Tree, ...]
    lines: tuple[LineView, ...]
    papers: tuple[PaperGroup, ...]
    unresolved: tuple[tuple[str, str, str], ...] = ()

    @property
    def tables(self) -> list[TableView]:
        """The tables, in order."""
        return [part for part in self.parts if isinstance(part, TableView)]
