"""Rows that stand above their parts: a group told by arithmetic where no indentation or colon tells it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern

if TYPE_CHECKING:
    from gaapgraph.reader.table.figure import Figure, Row

__all__ = ["nest_sums"]

_MOST = 10
# "Net interest income" below income and expense is what is left of them, and no part: 4,120 less 1,980
_LEFT = late_pattern(
    r"^\W*(?:total\b|net\s+(?:income|loss|earnings|profit|interest\s+income|assets)\b|gross\s+(?:profit|margin)\b"
    r"|income\s+(?:before|from\s+operations)\b|operating\s+(?:income|profit|loss)\b)",
    re.IGNORECASE,
)
_TAKEN_OFF = re.compile(r"\beliminat|\binter-?\s?segment\b|\bintersegment\b", re.IGNORECASE)


def nest_sums(rows: list[Row], figures: list[Figure], first: int) -> list[Row]:
    """Return the rows with each that is a part of the row above put under its heading.

    "Corporate use 48,802" above six rows that sum to 48,802 is their heading. In every column the parts must sum to the
    row within rounding; eliminations, printed with or without parentheses, are taken off.

    Args:
        rows: Rows of one table.
        figures: Figures of the table; those of nested rows get the heading too.
        first: Index in the document of the first of them.
    """
    amounts = [_amounts(row, figures, first) for row in rows]
    ends = list(range(1, len(rows) + 1))
    parents: list[int | None] = [None] * len(rows)
    for index in range(len(rows) - 1, -1, -1):
        for part in _parts(index, rows, amounts, ends):
            parents[part] = index
            ends[index] = ends[part]
    nested = list(rows)
    for index, row in enumerate(rows):
        above = _ancestors(index, parents)
        if above:
            names = tuple(rows[ancestor].label for ancestor in above)
            nested[index] = replace(row, headings=(*row.headings, *names), depth=row.depth + len(above))
            for number in row.figures:
                old = figures[number - first].headings
                headings = (*old[: len(row.headings)], *names, *old[len(row.headings) :])
                figures[number - first] = replace(figures[number - first], headings=headings)
    return nested


def _ancestors(index: int, parents: list[int | None]) -> list[int]:
    above: list[int] = []
    parent = parents[index]
    while parent is not None:
        above.insert(0, parent)
        parent = parents[parent]
    return above


def _amounts(row: Row, figures: list[Figure], first: int) -> dict[int, tuple[Decimal, Decimal]]:
    found = {}
    for number in row.figures:
        figure = figures[number - first]
        if (
            figure.measure is None
            and figure.place.column is not None
            and figure.unit is not None
            and not figure.unit.denominator
        ):
            half = Decimal(0) if figure.decimals is None else Decimal(5).scaleb(-figure.decimals - 1)
            found[figure.place.column] = (figure.value or Decimal(0), half)
    return found


def _parts(
    index: int, rows: list[Row], amounts: list[dict[int, tuple[Decimal, Decimal]]], ends: list[int]
) -> list[int]:
    """Return the rows right below that are the parts of a row; rows below a part are passed over."""
    total = amounts[index]
    if not any(value for value, _ in total.values()):
        return []
    sums = dict.fromkeys(total, Decimal(0))
    reach = {column: half for column, (_, half) in total.items()}
    parts: list[int] = []
    part = index + 1
    while part < len(rows) and len(parts) < _MOST:
        if not _may_be_part(index, part, rows, amounts):
            return []
        off = _TAKEN_OFF.search(rows[part].label) and _exceeds(sums, total)
        for column, (value, half) in amounts[part].items():
            sums[column] += -abs(value) if off else value
            reach[column] += half
        parts.append(part)
        if len(parts) > 1 and _agrees(total, sums, reach) and not _LEFT.match(rows[part].label):
            return parts
        part = ends[part]
    return []


def _may_be_part(index: int, part: int, rows: list[Row], amounts: list[dict[int, tuple[Decimal, Decimal]]]) -> bool:
    above = rows[index].headings
    return (
        bool(amounts[part])
        and rows[part].headings[: len(above)] == above
        and amounts[part].keys() <= amounts[index].keys()
    )


def _exceeds(sums: dict[int, Decimal], total: dict[int, tuple[Decimal, Decimal]]) -> bool:
    return sum(map(abs, sums.values())) > sum(abs(value) for value, _ in total.values())


def _agrees(total: dict[int, tuple[Decimal, Decimal]], sums: dict[int, Decimal], reach: dict[int, Decimal]) -> bool:
    wrong = [column for column, (value, _) in total.items() if abs(value - sums[column]) > reach[column]]
    return not wrong
