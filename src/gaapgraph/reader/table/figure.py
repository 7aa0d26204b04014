"""What the reader of releases hands on: figures with heads, labels, periods and units, but no concepts yet."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Document, Finding, Period, Place, Unit

__all__ = ["Figure", "Measure", "Reading", "Row", "Table", "Token"]

Measure = str


@frozen
class Figure:
    """One printed figure with all that the document says of it.

    Attributes:
        value: In base units, signed as printed; None where it is nil.
        decimals: XBRL decimals; None is exact.
        measure: `growth`, `change`, `shareOfRevenue`, `shareOfAssets`, `ratio`, or None for the thing itself.
        comparative: What a growth or change is measured against.
        label: The row's label, without footnote marks and without what follows the first amount in it.
        headings: Titles above the table and headings above the row, outermost first.
        head: The column's head, without period, unit and scale.
        is_forecast: The document calls it a target, guidance or outlook.
        within: Index in `Reading.tables`, or None in prose.
        copy_of: Line of the row that this row misreads a second time.
        printed_label: The label in print, where it stands beside a figure of another one.
    """

    place: Place
    printed: str
    value: Decimal | None
    decimals: int | None
    unit: Unit | None
    period: Period | None
    label: str
    headings: tuple[str, ...] = ()
    head: str = ""
    measure: Measure | None = None
    comparative: Period | None = None
    is_nil: bool = False
    approximate: bool = False
    is_forecast: bool = False
    printed_value: Decimal | None = None
    printed_period: Period | None = None
    full_label: str = ""
    within: int | None = None
    row: int | None = None
    copy_of: int | None = None
    printed_label: str = ""


@frozen
class Row:
    """One body row of a table: its label, depth and headings, and its figures by column."""

    line: int
    label: str
    headings: tuple[str, ...]
    depth: int
    figures: tuple[int, ...]


@frozen
class Table:
    """One table as read.

    Attributes:
        titles: The lines above it that name it, nearest last.
        first_line, last_line: 1-based.
        rows: Body rows; their figures are indices in `Reading.figures`.
        kind: `balance-sheet`, `income-statement`, `cash-flow`, `equity` or `other`.
        note: The head of the note that it stands in, without its number.
        lead: The paragraph before it, or its last words.
    """

    titles: tuple[str, ...]
    first_line: int
    last_line: int
    rows: tuple[Row, ...]
    kind: str
    note: str = ""
    lead: str = ""


@frozen
class Token:
    """One numeric token of the source and what was made of it.

    `kind` is `fact`, `head`, `label`, `date`, `identifier`, `noise` (with `reason`) or `unresolved`.
    """

    place: Place
    text: str
    kind: str
    reason: str = ""


@frozen
class Reading:
    """All that was read of one release. Figures of tables come first, in document order.

    Attributes:
        entity_name: The reporter, as the document names it; empty where none was found.
        period: The period that the release reports on.
        exchange_rate: Home currency per unit of the currency of convenience, where there is one.
    """

    document: Document
    title: str
    entity_name: str
    issued: date | None
    calendar: FiscalCalendar
    period: Period | None
    exchange_rate: Decimal | None
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]
    tokens: tuple[Token, ...]
    prose: tuple[tuple[int, str], ...] = field(default=(), repr=False)
