"""Tables and prose as they stand in a document, with the place of every cell, before anything is understood."""

from __future__ import annotations

from dataclasses import replace

from gaapgraph.frozen_class import frozen
from gaapgraph.model import Place

__all__ = ["Block", "Cell", "GridRow"]


@frozen
class Cell:
    """One cell.

    Attributes:
        text: White space collapsed.
        line: Source line of the cell, 1-based.
        column: 1-based cell of that line or table row, as the document has it.
        start: 0-based logical column where it starts; it covers `span` logical columns.
        offset: Code point in the source line where its text starts; -1 where unknown (HTML).
        indent: Depth in steps of its own indentation.
        table, row: 1-based table of the document and row of the table, for HTML and Markdown.
        later: Where the text goes on in later lines: place in the text, source line, code point in that line.
    """

    text: str
    line: int
    column: int
    start: int
    span: int = 1
    offset: int = -1
    indent: int = 0
    xpath: str | None = None
    element_id: str | None = None
    is_bold: bool = False
    table: int | None = None
    row: int | None = None
    later: tuple[tuple[int, int, int], ...] = ()

    @property
    def place(self) -> Place:
        """Where the cell stands."""
        return Place(
            self.line, self.column, xpath=self.xpath, element_id=self.element_id, table=self.table, row=self.row
        )

    def place_of(self, offset: int) -> Place:
        """Return the place of a figure inside the text of the cell, at a code point of that text."""
        start, line, first = max(
            (part for part in self.later if part[0] <= offset), default=(0, self.line, self.offset)
        )
        return replace(self.place, line=line, column=None, offset=max(first, 0) + offset - start)

    @property
    def stop(self) -> int:
        """The logical column after the last one it covers."""
        return self.start + self.span


@frozen
class GridRow:
    """One row: its cells that are not empty, in order, and how many logical columns it has."""

    line: int
    cells: tuple[Cell, ...]
    width: int


@frozen
class Block:
    """A run of table rows, or one line of prose (then `text` is set).

    `table` is the 1-based number of the table in HTML and Markdown; `path` an XPath of steps without names, where it
    was asked for.
    """

    line: int
    rows: tuple[GridRow, ...] = ()
    text: str = ""
    has_spans: bool = False
    xpath: str | None = None
    table: int | None = None
    path: str | None = None

    def place_of(self, offset: int) -> Place:
        """Return the place of a figure in a line of prose, at a code point of its text."""
        return Place(self.line, offset=offset, xpath=self.xpath)

    @property
    def is_table(self) -> bool:
        """Whether this is a table."""
        return bool(self.rows)
