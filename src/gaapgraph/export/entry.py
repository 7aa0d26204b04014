"""What a workbook is made of before it is written: sheets with cells, as values and words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gaapgraph.frozen_class import frozen

__all__ = ["Entry", "Sheet", "Value"]

Value = Decimal | int | date | bool | str | None


@frozen
class Entry:
    """One cell.

    Attributes:
        row, column: From 0.
        value: What it holds; with a formula, what the formula gives.
        style: `title`, `quiet`, `head`, `column head`, `printed head`, `label`, `total label`, `total`, `figure`,
            `text`, `link` or `wrapped`.
        formula: Without the sign of equality, or None.
        number_format: For figures.
        mark: `violation`, `warning`, `rounding` or empty.
        depth: How far a label is set in.
        note: The comment.
        link: An address, or `internal:` and a place of the workbook.
        span: How many columns it covers.
    """

    row: int
    column: int
    value: Value
    style: str = "text"
    formula: str | None = None
    number_format: str = ""
    mark: str = ""
    depth: int = 0
    note: str = ""
    link: str = ""
    span: int = 1


@dataclass(slots=True)
class Sheet:
    """One sheet.

    Attributes:
        widths: Of its columns, in characters.
        frozen: The first row and column that scroll, or None.
        is_list: Its first row names columns by which the rows can be filtered.
    """

    name: str
    entries: list[Entry] = field(default_factory=list)
    widths: tuple[int, ...] = ()
    frozen: tuple[int, int] | None = None
    is_list: bool = False
