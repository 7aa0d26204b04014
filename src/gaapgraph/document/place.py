"""How a place of a document is named for people, and how such a name is read back.

Text: `53`, `53:2` (line, cell), `169@201` (line, code point). HTML and Markdown: `t3`, `t3:12`, `t3:12:2` (table of the
document, row of the table, cell of the row), `t3:12:1@14` (and code point of the cell's text).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from gaapgraph.model import Place

__all__ = ["Locator", "describe_place", "format_place", "parse_place"]

_LINE = late_pattern(r"(?P<line>\d{1,9})(?:[:.](?P<column>\d{1,9}))?(?:@(?P<offset>\d{1,9}))?")
_TABLE = late_pattern(
    r"t(?P<table>\d{1,9})(?::(?P<row>\d{1,9})(?::(?P<column>\d{1,9}))?)?(?:@(?P<offset>\d{1,9}))?", re.IGNORECASE
)


@frozen(kw_only=True)
class Locator:
    """What a name of a place says; what it does not say is None and matches anything."""

    line: int | None = None
    column: int | None = None
    offset: int | None = None
    table: int | None = None
    row: int | None = None

    def matches(self, place: Place) -> bool:
        """Say whether a place is the one that is named, or one within it."""
        return (
            self.line in (None, place.line)
            and self.column in (None, place.column)
            and self.offset in (None, place.offset)
            and self.table in (None, place.table)
            and self.row in (None, place.row)
        )


def format_place(place: Place) -> str:
    """Return the short name of a place, as `gaapgraph explain` takes it.

    >>> from gaapgraph.model import Place
    >>> format_place(Place(53, 2)), format_place(Place(169, offset=201)), format_place(Place(5, 2, table=3, row=12))
    ('53:2', '169@201', 't3:12:2')
    """
    offset = "" if place.offset is None else f"@{place.offset}"
    if place.table is None:
        steps = [str(place.line), place.column]
    else:
        steps = [f"t{place.table}", place.row, place.column if place.row is not None else None]
    return ":".join(str(step) for step in steps if step is not None) + offset


def describe_place(place: Place) -> str:
    """Return the name of a place in words.

    >>> from gaapgraph.model import Place
    >>> describe_place(Place(53, 2)), describe_place(Place(5, 2, table=3, row=12))
    ('line 53, cell 2', 'table 3, row 12, cell 2')
    """
    steps = (
        [("line", place.line), ("cell", place.column)]
        if place.table is None
        else [("table", place.table), ("row", place.row), ("cell", place.column)]
    )
    return ", ".join(f"{word} {number}" for word, number in steps if number is not None)


def parse_place(text: str) -> Locator | None:
    """Return what the short name of a place says, or None where the text is none.

    >>> parse_place("t3:12:2"), parse_place("net income") is None
    (Locator(line=None, column=2, offset=None, table=3, row=12), True)
    """
    match = _LINE.fullmatch(text.strip()) or _TABLE.fullmatch(text.strip())
    if match is None:
        return None
    return Locator(**{name: int(value) for name, value in match.groupdict().items() if value is not None})
