"""The lines of a document: figures that share a label, a type and a telling head, and so share a concept."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.fold import fold
from gaapgraph.model import PURE, SHARES, Duration, Instant
from gaapgraph.tag.label.feature import LabelledRow, LabelledTable, words_of
from gaapgraph.tag.label.member import find_member

if TYPE_CHECKING:
    from gaapgraph.model import Unit
    from gaapgraph.reader.release import Figure, Reading
    from gaapgraph.reader.table.figure import Table

__all__ = ["Line", "LineKey", "Sheet", "data_type", "is_plain_head", "line_key", "read_sheets", "year_of"]

LineKey = tuple[int, int, str, str, str]
# pages torn from a report: page numbers, running heads, boxes to tick
_RUNNING = late_pattern(r"^\W*\d+\W*$|table of contents|form 10-|^\W*\S?\W*$|^\([^)]*\)$", re.IGNORECASE)
_COMPREHENSIVE = re.compile(r"\bcomprehensive\b", re.IGNORECASE)
_OF_INCOME = late_pattern(r"\b(?:operations|earnings|income(?: \(loss\))?) and\b", re.IGNORECASE)
_WHOLE = frozenset(
    [
        "",
        "total",
        "consolidated",
        "consolidated total",
        "as reported",
        "actual",
        "gaap",
        "unaudited",
        "audited",
        "amount",
    ]
)
# The words of labels that only sum, or only tell a year
_SUMMED: tuple[list[str], ...] = ([], ["total"], ["subtotal"], ["thereafter"])
_TITLES = 2
_MOSTLY = 0.5
_LAST = late_pattern(r"[\s,(]*(?:\b(?:net of|less|including|with)\s*)?$", re.IGNORECASE)
# What has no shares and no par value beside stock: "Common stock and additional paid-in capital, $0.00001 par value"
_PAID_IN = late_pattern(
    r"[\s,]+(?:(?:and|including|plus)\s+)?(?:additional\s+)?(?:paid[\s-]in\s+capital|capital\s+in\s+excess\s+of\s+par(?:\s+value)?)\b",
    re.IGNORECASE,
)
_INSIDE = {"perShare": " (in dollars per share)", "shares": " (in shares)"}


@frozen(kw_only=True)
class Line:
    """Figures of one row that are of one type and stand under one head, where heads tell anything.

    Attributes:
        at: Index of its row in the sheet's table.
        head: Empty where the heads only say "total" or a period.
        figures: Indices in `Reading.figures`.
        shares_head: All lines of a statement have that head: it tells none of them apart.
    """

    key: LineKey
    at: int
    row: LabelledRow
    head: str
    figures: tuple[int, ...]
    shares_head: bool = False

    def variants(self) -> list[tuple[LabelledRow, bool]]:
        """Return the ways to read the line's label, each with whether the head is part of it.

        "Total", or a year in a schedule, says nothing without the head: under "Gross unrealized losses" it is the total
        of these. "Balance" does: under the heads of an equity statement it is equity, and the head a dimension.
        """
        if self.shares_head:
            return [(self.row, True)]
        if not self.head or (self.row.label and self.head_is_member):
            return [(self.row, False)]
        named = replace(self.row, label=self.head, headings=(*self.row.headings, self.row.label))
        if not self.row.label:
            return [(replace(self.row, label=self.head), True)]
        both = replace(self.row, label=f"{self.row.label} {self.head}")
        if words_of(self.row.label) in _SUMMED:
            return [(both, True)]
        return [(self.row, False), (both, True), (named, True)]

    @property
    def head_is_member(self) -> bool:
        """Whether filers make a dimension of such a head, and no concept."""
        known = find_member(self.head) if self.head else None
        return known is not None and known.heads_column

    def doubts(self) -> tuple[float, ...]:
        """Return what makes a proposal for the line less sure, as `Calibration` weighs it."""
        has_head = bool(self.head) and not self.shares_head
        return (self._member_share, float(has_head), float(has_head and self.head_is_member))

    @property
    def is_mostly_member(self) -> bool:
        """Whether most filers make a member of what the label says: "Leasehold improvements" of a total's amount."""
        return self._member_share >= _MOSTLY

    @property
    def _member_share(self) -> float:
        known = find_member(self.row.label) if self.row.label else None
        return known.share if known is not None else 0.0


@frozen
class Sheet:
    """One table as labels are classified: its rows, and the lines that its figures make."""

    table: LabelledTable
    lines: tuple[Line, ...]


def line_key(figure: Figure) -> LineKey | None:
    """Return what the figures of a line share; None in prose."""
    if figure.within is None or figure.row is None:
        return None
    head = "" if figure.place.column is None or is_plain_head(figure.head) else fold(figure.head)
    return figure.within, figure.row, data_type(figure.unit), fold(figure.label), head


def is_plain_head(head: str) -> bool:
    """Say whether a column's head tells nothing of what its figures are about.

    >>> is_plain_head("Total"), is_plain_head("Total stockholders' equity"), is_plain_head("Gross carrying amount")
    (True, True, False)
    """
    folded = fold(head)
    return folded in _WHOLE or folded.startswith("total ") or folded.endswith(" total")


def data_type(unit: Unit | None) -> str:
    """Return the item type that a unit makes, without `ItemType`; empty where it tells none."""
    if unit is None:
        return ""
    if unit.denominator:
        return "perShare"
    if unit.currency:
        return "monetary"
    return "shares" if unit == SHARES else "percent" if unit == PURE else "integer"


def year_of(reading: Reading) -> int:
    """Return the fiscal year that a document is about: the latest that a tenth of its figures stand in."""
    years: Counter[int] = Counter()
    for figure in reading.figures:
        if isinstance(figure.period, Instant):
            years[figure.period.date.year] += 1
        elif isinstance(figure.period, Duration):
            years[figure.period.end.year] += 1
    least = sum(years.values()) / 10
    return max((year for year, count in years.items() if count >= least), default=0)


def read_sheets(reading: Reading) -> list[Sheet]:
    """Return the tables of a document as the classifier sees them."""
    year = year_of(reading)
    return [_sheet(reading, number, year) for number in range(len(reading.tables))]


def _sheet(reading: Reading, number: int, year: int) -> Sheet:
    table = reading.tables[number]
    rows: list[LabelledRow] = []
    lines: list[Line] = []
    for row in table.rows:
        groups: dict[LineKey, list[int]] = {}
        for index in row.figures:
            key = line_key(reading.figures[index])
            if key is not None:
                groups.setdefault(key, []).append(index)
        for key, indices in groups.items():
            figures = [reading.figures[index] for index in indices]
            head = figures[0].head if key[4] else ""
            labelled = _row(figures, len(table.titles))
            if labelled.label or head:
                lines.append(Line(key=key, at=len(rows), row=labelled, head=head, figures=tuple(indices)))
        if groups:
            rows.append(_row([reading.figures[index] for index in next(iter(groups.values()))], len(table.titles)))
    titles = [title for title in table.titles if not _RUNNING.search(title)]
    kind = _kind(table)
    around = titles[-_TITLES:] if kind else [*titles[-_TITLES:], table.note, *({table.lead} - set(titles))]
    labelled_table = LabelledTable(rows=tuple(rows), title=" ".join(around), kind=kind, year=year)
    if kind and len(heads := {line.key[-1] for line in lines}) == 1 and heads != {""}:
        lines = [replace(line, shares_head=bool(line.row.label)) for line in lines]
    return Sheet(labelled_table, tuple(lines))


def _kind(table: Table) -> str:
    """Return the kind of statement that filers would present the rows of a table in; empty where it is a note's."""
    if table.kind == "other" or table.note:
        return ""
    titles = " ".join(table.titles)
    is_comprehensive = table.kind == "income-statement" and _COMPREHENSIVE.search(titles)
    return "comprehensive-income" if is_comprehensive and not _OF_INCOME.search(titles) else table.kind


def _row(figures: list[Figure], titles: int) -> LabelledRow:
    first = figures[0]
    kinds = {isinstance(figure.period, Instant) for figure in figures if figure.period is not None}
    return LabelledRow(
        label=_label(first),
        headings=tuple(text for text in first.headings[titles:] if text),
        period_type="" if len(kinds) != 1 else "instant" if kinds == {True} else "duration",
        data_type=data_type(first.unit),
    )


def _label(figure: Figure) -> str:
    """Return the label of a figure; one inside a label is of what that label begins with.

    In "Preferred stock, $0.001 par value" balance sheets print what linkbases label "Preferred stock, par value (in
    dollars per share)".
    """
    label = figure.label or figure.full_label
    whole = figure.headings[-1] if figure.headings else ""
    if figure.place.column is not None or not figure.label or not whole or not figure.full_label.startswith(whole):
        return label
    told = _INSIDE.get(data_type(figure.unit), "")
    begun = _LAST.sub("", whole.removesuffix(label))
    return f"{_PAID_IN.sub('', begun) if told else begun}, {label}{told}"
