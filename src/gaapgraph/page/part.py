"""What a document is made of when it is laid out: tables with rows and cells, and lines of prose."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.graph import Figure
    from gaapgraph.model import Period, Unit

__all__ = ["Cell", "Column", "Passage", "Row", "Table", "sort_figures"]


@frozen
class Cell:
    """One cell of a row, label or figure.

    Attributes:
        start, span: The logical columns of the table that it covers; the label stands in the first, 0.
        column: The 1-based cell of the document's line or table row.
        figures: The figure printed in it; twice where it states two facts; several where a label has figures in it.
        offset: Code point in the line of the source where it starts; -1 where unknown.
    """

    text: str
    start: int
    span: int
    column: int
    figures: tuple[Figure, ...] = ()
    offset: int = -1


@frozen
class Row:
    """One row.

    Attributes:
        kind: `head` (names columns), `heading` (names the rows below it) or `item`.
        depth: How far it is set in.
        is_total: Rows of the same table sum to it.
        number: Of the row in its table, for HTML and Markdown.
    """

    line: int
    cells: tuple[Cell, ...]
    kind: str
    depth: int = 0
    is_total: bool = False
    number: int | None = None

    @property
    def label(self) -> str:
        """The label as printed, or as the figures of the row have it."""
        first = self.cells[0] if self.cells else None
        if first is not None and first.start == 0:
            return first.text
        return next((figure.label for cell in self.cells for figure in cell.figures), "")

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the row, from left to right."""
        return tuple(figure for cell in self.cells for figure in cell.figures)


@frozen
class Column:
    """One logical column: what is printed above it, and the period and unit of most figures in it."""

    heads: tuple[str, ...]
    period: Period | None
    unit: Unit | None


@frozen
class Table:
    """One table.

    Attributes:
        role: IRI of the role of its networks, or None; `roles` are all that its figures have.
        title: Of the network, or the words above the table.
        is_primary: It is one of the primary statements.
        columns: The first has the labels.
        rows: Heads first.
        number: Of the table in the document, for HTML and Markdown.
    """

    role: str | None
    roles: tuple[str, ...]
    title: str
    first_line: int
    last_line: int
    is_primary: bool
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    number: int | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the table, in document order."""
        return tuple(figure for row in self.rows for figure in row.figures)


@frozen
class Passage:
    """One line of prose with the figures in it; `text` is None where only its figures are known."""

    line: int
    text: str | None
    figures: tuple[Figure, ...]


def sort_figures(rows: Iterable[Row]) -> dict[int, list[Figure]]:
    """Return the figures of rows by the logical column in which their cells start, each in document order."""
    found: dict[int, list[Figure]] = defaultdict(list)
    for row in rows:
        for cell in row.cells:
            found[cell.start] += cell.figures
    return found
