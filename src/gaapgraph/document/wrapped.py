"""Labels that go over several lines of a table in plain text, joined to one.

Filings before HTML wrap what does not fit left of the figures, and print these beside the last line or the first:

    Accounts receivable, less allowance
      for doubtful accounts of $1,204
      and $1,310                           $ 20,118     $ 19,004

A heading stands above its rows in the same way; so lines are joined only where the words themselves go on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.numeral import parse_printed

if TYPE_CHECKING:
    from gaapgraph.document.grid import Cell, GridRow

__all__ = ["join_wrapped"]

_GOES_ON = late_pattern(
    r"(?:[,;&(]|\b(?:and|or|of|to|for|the|in|by|from|with|at|on|per|less|net|than|not|before|after|under))$",
    re.IGNORECASE,
)
_GOES_BACK = late_pattern(r"(?:of|and|or)\s+(?!which)[^:]*$")  # in the line below the figures
_MEMBER = late_pattern(r"(?:basic|diluted|total|common\s+stock|ordinary\s+shares)\b", re.IGNORECASE)
_LOWER = re.compile(r"[a-z]")
_COUNTED = late_pattern(r"[$\d].*\b(?:shares?|par\s+value|authori[sz]ed|issued|outstanding)\b", re.IGNORECASE)


def join_wrapped(rows: list[GridRow]) -> tuple[GridRow, ...]:
    """Return the rows of a table in plain text with wrapped labels joined; the row keeps the line of its figures.

    Args:
        rows: Rows of cells by line; labels start in logical column 0.
    """
    joined: list[GridRow] = []
    for place, row in enumerate(rows):
        before = joined[-1] if joined else None
        below = rows[place + 1] if place + 1 < len(rows) else None
        if before is not None and _is_continued(before, row, below):
            joined[-1] = _join(before, row)
        else:
            joined.append(row)
    return tuple(joined)


def _is_continued(before: GridRow, row: GridRow, below: GridRow | None) -> bool:
    """Say whether a label goes on in the line below: one of the two has no figures, and the words are not at an end."""
    upper, lower = before.cells[0], row.cells[0]
    if upper.start or lower.start or row.line != _last_line(before) + 1 or (len(before.cells) > 1 < len(row.cells)):
        return False
    is_heading = upper.text.endswith((":", ".")) and _COUNTED.match(lower.text) is None
    if is_heading or parse_printed(upper.text) is not None or _is_filled(row):
        return False
    if len(before.cells) > 1:
        return _is_open(upper.text) or _GOES_BACK.match(lower.text) is not None
    if _is_open(upper.text) or lower.text.startswith("(") or _COUNTED.match(lower.text) is not None:
        return True
    if _LOWER.match(lower.text) is not None:
        return below is None or _LOWER.match(below.cells[0].text) is None or not len(below.cells) > 1 < len(row.cells)
    return below is not None and _is_only_child(upper, row, below.cells[0])


def _is_only_child(upper: Cell, row: GridRow, below: Cell) -> bool:
    """Say whether a single row of figures is set in below a line: a group has more, so that the line goes on in it.

    "Basic" below "Net income per share" is a group of one.
    """
    lower = row.cells[0]
    if _MEMBER.match(lower.text):
        return False
    is_alike = upper.text.isupper() == lower.text.isupper()
    return is_alike and len(row.cells) > 1 and lower.offset > upper.offset >= below.offset and not below.start


def _is_filled(row: GridRow) -> bool:
    """Say whether a line has nothing but a figure where labels stand."""
    return len(row.cells) == 1 and parse_printed(row.cells[0].text) is not None


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")") or _GOES_ON.search(text) is not None


def _last_line(row: GridRow) -> int:
    return max(row.line, *(line for _, line, _ in row.cells[0].later), row.cells[0].line)


def _join(before: GridRow, row: GridRow) -> GridRow:
    label = _longer(before.cells[0], row.cells[0])
    figures = row if len(row.cells) > 1 else before
    return replace(figures, cells=(label, *figures.cells[1:]))


def _longer(upper: Cell, lower: Cell) -> Cell:
    """Return a label with its next line."""
    start = len(upper.text) + 1
    return replace(
        upper,
        text=f"{upper.text} {lower.text}",
        span=max(upper.span, lower.span),
        later=(*upper.later, (start, lower.line, lower.offset)),
    )
