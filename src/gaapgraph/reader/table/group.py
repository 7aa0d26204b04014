"""What stands around a row: the headings above it, and the balances between which it moves."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import timedelta
from typing import TYPE_CHECKING

from gaapgraph.language.fold import clean_label
from gaapgraph.language.span import find_phrases
from gaapgraph.model import Duration, Instant
from gaapgraph.reader.table.stub import RowLabel, read_label

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period
    from gaapgraph.reader.table.row import BodyRow

__all__ = ["Groups", "Rolling", "counted_lines", "has_ghosts"]

_EMPTY_ITEM = re.compile(r"^\W*commitments?\s+and\s+contingenc(?:ies|y)\b", re.IGNORECASE)
_BALANCE = re.compile(
    r"\bbalances?\b|^\W*(?:as\s+)?(?:at|of)\s+\d|^\W*(?:as\s+)?(?:at|of)\s+[A-Z][a-z]+\.?\s+\d", re.IGNORECASE
)
_OPENING = re.compile(r"^\W*(?:(?:opening\s+)?balances?|(?:as\s+)?(?:at|of))\b", re.IGNORECASE)


def has_ghosts(row: BodyRow) -> bool:
    """Say whether what stands beside a group's heading is no figure: glyphs that are not even numbers are among it."""
    return row.label.rstrip().endswith(":") and any(re.search(r"\d|^[,.]+$", cell.text) for cell in row.others)


def counted_lines(body: list[BodyRow]) -> dict[int, str]:
    """Return the lines of rows between the number of things at the beginning and at the end, with what is counted."""
    counted: dict[int, str] = {}
    between: dict[int, str] | None = None
    things = ""
    for row in body:
        label = read_label(row.label)
        if label.is_thing and label.moment is not None:
            counted |= between or {} if label.moment == "closing" else {}
            between, things = ({} if label.moment == "opening" else None), label.text
        elif between is not None:
            between[row.line] = things
    return counted


class Groups:
    """The headings above a row, from headings without figures, trailing colons, capitals and indentation."""

    def __init__(self) -> None:
        self.stack: list[tuple[int, str]] = []
        self.depth = 0

    def innermost(self) -> str:
        """Return the heading right above the next row."""
        return self.stack[-1][1] if self.stack else ""

    def path(self, row: BodyRow, label: RowLabel) -> tuple[str, ...]:
        """Return the headings above a row, outermost first, and note the row where it is a heading itself."""
        level = self._level(row)
        if _EMPTY_ITEM.search(row.label):
            level = 9
        total = re.match(r"(?:sub)?total\b|^net\s+cash\b", label.text, re.IGNORECASE)
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        path = tuple(text for _, text in self.stack)
        self.depth = len(path)
        if _EMPTY_ITEM.search(row.label):
            return path
        if row.label and (not row.numbers or label.opens_group or has_ghosts(row)):
            self.stack.append((level, label.text or clean_label(row.label)))
        elif total and self.stack and self.stack[-1][0] >= 2:
            self.stack.pop()
        return path

    def _level(self, row: BodyRow) -> int:
        indent = row.label_cells[0].indent if row.label_cells else 0
        if row.label_cells and row.label_cells[0].start > 0:
            indent += row.label_cells[0].start
        is_heading = not row.numbers or row.label.rstrip().endswith(":")
        capitals = row.label.isupper() and len(row.label) > 4
        if is_heading:
            return int(row.label.rstrip().endswith(":")) if capitals else 2 + indent
        return 1 if capitals and indent == 0 else 3 + indent


class Rolling:
    """Rows of a roll-forward: balances at dates, and movements between them."""

    def __init__(self, body: list[BodyRow], calendar: FiscalCalendar) -> None:
        self.moments: list[tuple[int, Instant]] = []
        for number, row in enumerate(body):
            if not row.numbers or not _BALANCE.search(row.label):
                continue
            phrases = find_phrases(row.label, calendar)
            if len(phrases) == 1 and isinstance(phrases[0].period, Instant):
                day = phrases[0].period.date
                opening = day.day == 1 and _OPENING.search(row.label)
                self.moments.append((number, Instant(day - timedelta(days=1)) if opening else phrases[0].period))
        self._rows = [number for number, _ in self.moments]

    def period(self, number: int) -> Period | None:
        """Return the instant of a balance, or the duration of a movement between two balances."""
        after = bisect_left(self._rows, number)
        before = bisect_right(self._rows, number) - 1
        if before < 0:
            return None
        opening = self.moments[before][1]
        if self._rows[before] == number:
            return opening
        if after < len(self._rows) and opening.date < self.moments[after][1].date:
            return Duration(opening.date + timedelta(days=1), self.moments[after][1].date)
        return None
