"""Which logical column each figure of a table stands in, where the graph alone tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.model import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.graph import Figure

__all__ = ["place_cells"]

Head = tuple[Period | None, str]


def place_cells(rows: Sequence[Sequence[Figure]]) -> tuple[list[dict[int, int]], int]:
    """Return for each row the logical column by the number of the cell, and how many logical columns there are.

    In text the number of a cell is its column. In HTML it is not, for marks of currency and spacing are cells of their
    own in some rows: there the fullest row tells the columns, and the figures of each other row find theirs by period
    and head, from left to right. The labels stand in column 0.

    Args:
        rows: The figures of each row, from left to right, without those in its label.
    """
    if any(figure.place.xpath is None for row in rows for figure in row):
        numbers = sorted({figure.column or 1 for row in rows for figure in row} | {1})
        index = {number: start for start, number in enumerate(numbers)}
        return [index for _ in rows], len(numbers)
    heads = max((_list_heads(row) for row in rows), key=len, default=[])
    places = [_match(row, heads) for row in rows]
    return places, 1 + max([len(heads), *(max(place.values(), default=0) for place in places)])


def _list_heads(row: Sequence[Figure]) -> list[Head]:
    return list({figure.column: (figure.period, figure.head) for figure in row}.values())


def _match(row: Sequence[Figure], heads: list[Head]) -> dict[int, int]:
    """Return the columns of a row's cells: the first free one of the same head, or the next one."""
    columns = list(dict.fromkeys(figure.column or 1 for figure in row))
    own = _list_heads(row)
    if len(own) == len(heads):
        return {column: number for number, column in enumerate(columns, 1)}
    places = [0]
    for head in own:
        free = range(places[-1], len(heads))
        places.append(1 + next((number for number in free if heads[number] == head), places[-1]))
    return dict(zip(columns, places[1:], strict=True))
