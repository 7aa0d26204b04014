"""What stands around a row: the headings above it, and the balances between which it moves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.fold import clean_label
from gaapgraph.language.quantity import begins_per_share
from gaapgraph.reader.table.stub import RowLabel, read_label

if TYPE_CHECKING:
    from gaapgraph.reader.table.row import BodyRow

__all__ = ["GroupedRow", "counted_rows", "group_rows", "has_ghosts"]

_NESTED = 2  # the depth of a group within a group
_LONGEST_SHORT = 4  # letters of abbreviations, which are capitals anyway

# "For the year ended December 31, 2022:" heads all rows below it, totals or not
_TIMED = late_pattern(
    r"\b(?:months?|weeks?|quarters?|years?)\s+(?:ended|ending)\b|^\W*(?:fiscal\s+)?(?:19|20)\d\d\W*$", re.IGNORECASE
)
_EMPTY_ITEM = re.compile(r"^\W*commitments?\s+and\s+contingenc(?:ies|y)\b", re.IGNORECASE)


_YEARS = re.compile(r"^(?:19|20)\d\d\s*(?:[-–—]|to)\s*(?:19|20)\d\d$")


def has_ghosts(row: BodyRow) -> bool:
    """Say whether what stands beside a group's heading is no figure: glyphs that are not even numbers are among it."""
    return row.label.rstrip().endswith(":") and any(
        re.search(r"\d|^[,.]+$", cell.text) and not _YEARS.match(cell.text) for cell in row.others
    )


def counted_rows(body: list[BodyRow]) -> dict[int, str]:
    """Return the places of rows between the number of things at the beginning and at the end, with what is counted."""
    counted: dict[int, str] = {}
    between: dict[int, str] | None = None
    things = ""
    for place, row in enumerate(body):
        label = read_label(row.label)
        if label.is_thing and label.moment is not None:
            counted |= between or {} if label.moment == "closing" else {}
            between, things = ({} if label.moment == "opening" else None), label.text
        elif between is not None:
            between[place] = things
    return counted


@frozen
class GroupedRow:
    """A row with what its label says and the headings above it, outermost first."""

    row: BodyRow
    label: RowLabel
    path: tuple[str, ...]


def group_rows(body: list[BodyRow]) -> tuple[GroupedRow, ...]:
    """Return the rows with the headings above each."""
    groups = _Groups()
    grouped = []
    for row in body:
        label = read_label(row.label, groups.context())
        grouped.append(GroupedRow(row, label, groups.path(row, label)))
    return tuple(grouped)


class _Groups:
    """The headings above a row, from headings without figures, trailing colons, capitals and indentation."""

    def __init__(self) -> None:
        self.stack: list[tuple[int, str]] = []
        self.lead = ""
        self._amount = ""
        self._before: str | None = None
        self._is_empty = False

    def context(self) -> str:
        """Return the heading right above the next row, with the line before where it goes over two."""
        innermost = self.stack[-1][1] if self.stack else ""
        return f"{self.lead} {innermost}".strip()

    def path(self, row: BodyRow, label: RowLabel) -> tuple[str, ...]:
        """Return the headings above a row, outermost first, and note the row where it is a heading itself."""
        if not row.numbers:
            self.lead, self._before = self._before or "", row.label
        else:
            self._before = None
        level = self._level(row)
        if _EMPTY_ITEM.search(row.label):
            level = 9
        total = re.match(r"(?:sub)?total\b|^net\s+cash\b", label.text, re.IGNORECASE)
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        path = tuple(text for _, text in self.stack)
        if self._amount and row.numbers and begins_per_share(label.text):
            # "Per share - basic" below "Adjusted funds flow": of that amount, and no earnings
            return (*path, self._amount)
        self._amount = label.text if row.numbers else ""
        if _EMPTY_ITEM.search(row.label):
            return path
        if row.label and (not row.numbers or label.opens_group or has_ghosts(row)):
            self.stack.append((level, label.text or clean_label(row.label)))
            self._is_empty = True
            return path
        is_closed = total and not self._is_empty  # "Total assets" right below "Balance sheet data:" sums nothing up
        if is_closed and self.stack and self.stack[-1][0] >= _NESTED and not _TIMED.search(self.stack[-1][1]):
            self.stack.pop()
        self._is_empty = False
        return path

    def _level(self, row: BodyRow) -> int:
        indent = row.label_cells[0].indent if row.label_cells else 0
        if row.label_cells and row.label_cells[0].start > 0:
            indent += row.label_cells[0].start
        is_heading = not row.numbers or row.label.rstrip().endswith(":")
        capitals = row.label.isupper() and len(row.label) > _LONGEST_SHORT
        if is_heading:
            return int(row.label.rstrip().endswith(":")) if capitals else 2 + indent
        return 1 if capitals and indent == 0 else 3 + indent
