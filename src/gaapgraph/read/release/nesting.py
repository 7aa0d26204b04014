"""Rows that stand above their parts: a group told by arithmetic where no indentation or colon tells it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaapgraph.read.release.figure import Figure, Row

__all__ = ["nest_sums"]

_MOST = 10
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
    nested = list(rows)
    limit = [len(rows)] * len(rows)
    for index in range(len(rows)):
        size = _part_count(index, nested, amounts, limit[index])
        for part in range(index + 1, index + 1 + size):
            limit[part] = index + 1 + size
            row = nested[part]
            heading = (*row.headings, nested[index].label)
            nested[part] = replace(row, headings=heading, depth=row.depth + 1)
            for number in row.figures:
                figure = figures[number - first]
                figures[number - first] = replace(figure, headings=(*figure.headings[: len(row.headings)], nested[index].label, *figure.headings[len(row.headings) :]))
    return nested


def _amounts(row: Row, figures: list[Figure], first: int) -> dict[int, tuple[Decimal, Decimal]]:
    found = {}
    for number in row.figures:
        figure = figures[number - first]
        if figure.measure is None and figure.place.column is not None and figure.unit is not None and not figure.unit.denominator:
            half = Decimal(0) if figure.decimals is None else Decimal(5).scaleb(-figure.decimals - 1)
            found[figure.place.column] = (figure.value or Decimal(0), half)
    return found


def _part_count(
    index: int, rows: list[Row], amounts: list[dict[int, tuple[Decimal, Decimal]]], limit: int
) -> int:
    total = amounts[index]
    if not total or not any(value for value, _ in total.values()):
        return 0
    sums = {column: Decimal(0) for column in total}
    reach = {column: half for column, (_, half) in total.items()}
    for size in range(1, min(_MOST, limit - index - 1) + 1):
        part = index + size
        if not amounts[part] or rows[part].headings[: len(rows[index].headings)] != rows[index].headings or not (amounts[part].keys() <= total.keys()):
            return 0
        sign = -1 if _TAKEN_OFF.search(rows[part].label) and sum(abs(v) for v in sums.values()) > sum(abs(v) for v, _ in total.values()) else 1
        for column, (value, half) in amounts[part].items():
            sums[column] += -abs(value) if sign < 0 else value
            reach[column] += half
        if size > 1 and _agrees(total, sums, reach) and not re.match(r"total\b", rows[part].label, re.IGNORECASE):
            return size
    return 0


def _agrees(
    total: dict[int, tuple[Decimal, Decimal]], sums: dict[int, Decimal], reach: dict[int, Decimal]
) -> bool:
    wrong = [column for column, (value, _) in total.items() if abs(value - sums[column]) > reach[column]]
    return not wrong
