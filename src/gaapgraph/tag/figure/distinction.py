"""Figures of one table that would state one fact with different values: each gets what tells it from the others.

Where nobody curated the document, a column's head or a row's place says that they are of different things, though the
label and the period are the same: notes of two series, segments beside each other, a change in points beside one in
money. Such figures are never one fact that contradicts itself.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.iri import upper_camel
from gaapgraph.model import Member, bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.model import FactKey
    from gaapgraph.reader.release import Figure, Reading
    from gaapgraph.tag.figure.tagged_figure import Tagged

__all__ = ["Distinction"]

_COLUMN, _ROW, _TABLE = "ColumnAxis", "RowAxis", "TableAxis"
_LONGEST = 100
_Interval = tuple[Decimal, Decimal]


class Distinction:
    """Tells figures of one table apart; `members` are those that it made on the way."""

    def __init__(self, reading: Reading, namespace: str) -> None:
        """Begin with nothing stated."""
        self.reading = reading
        self.namespace = namespace
        self.members: dict[str, Member] = {}
        self._stated: dict[tuple[int | None, FactKey], tuple[_Interval, Figure]] = {}

    def tell_apart(self, tagged: Tagged, figure: Figure) -> FactKey:
        """Return the key of a figure: its own, or one with a further member where another figure has that already."""
        value = tagged.occurrence.value
        if not isinstance(value, Decimal) or tagged.is_copy or tagged.is_nil:
            return tagged.key
        reach = bounds(value, tagged.occurrence.decimals)
        known = self._stated.get((figure.within, tagged.key))
        if known is None or _meet(known[0], reach):
            self._stated.setdefault((figure.within, tagged.key), (reach, figure))
            first = self._stated.setdefault((None, tagged.key), (reach, figure))
            return tagged.key if _meet(first[0], reach) else self._elsewhere(tagged, figure, reach, first[1])
        return self._told(tagged, figure, reach, self._marks(figure, known[1]))

    def _told(self, tagged: Tagged, figure: Figure, reach: _Interval, marks: Iterator[tuple[str, str]]) -> FactKey:
        for axis, label in marks:
            key = self._with_member(tagged.key, axis, label)
            stated = self._stated.setdefault((figure.within, key), (reach, figure))
            if _meet(stated[0], reach):
                return key
        return tagged.key

    def _elsewhere(self, tagged: Tagged, figure: Figure, reach: _Interval, other: Figure) -> FactKey:
        """Return the key of a figure that contradicts one of another table, where head or table tell them apart.

        A column of its own is of something else, and so are changes and shares in a table beside the statements; any
        other contradiction is for the reader of the document to see.
        """
        table = self.reading.tables[figure.within or 0]
        marks = [(_COLUMN, figure.head)] if figure.head and figure.head != other.head else []
        if figure.measure is not None and table.kind == "other" and table.titles:
            marks.append((_TABLE, table.titles[-1]))
        return self._told(tagged, figure, reach, iter(marks))

    def _marks(self, figure: Figure, other: Figure) -> Iterator[tuple[str, str]]:
        """Yield axes with what may tell a figure from another, the most telling first."""
        if figure.head and figure.head != other.head:
            yield _COLUMN, figure.head
        if figure.row == other.row and figure.place.column not in (None, other.place.column):
            yield _COLUMN, f"column {figure.place.column}"
        titles = len(self.reading.tables[figure.within or 0].titles)
        inner = [text for text in figure.headings[titles:] if text]
        if inner and figure.headings != other.headings:
            yield _ROW, inner[-1]
        yield _ROW, f"row {figure.row}"
        number = 0
        while True:
            number += 1
            yield _ROW, f"row {figure.row} figure {number}"

    def _with_member(self, key: FactKey, axis: str, label: str) -> FactKey:
        member = f"{self.namespace}{upper_camel(label)[:_LONGEST]}Member"
        self.members.setdefault(member, Member(member, label))
        return replace(key, dimensions=tuple(sorted({**dict(key.dimensions), self.namespace + axis: member}.items())))


def _meet(one: _Interval, other: _Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
