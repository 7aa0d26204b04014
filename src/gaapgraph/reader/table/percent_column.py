"""Columns of percentages beside amounts, under heads that are of both."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.reader.table.cover import covering

if TYPE_CHECKING:
    from gaapgraph.language.numeral import Printed
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.row import BodyRow

__all__ = ["name_percents"]

_LEAST = 2
_LEAST_FIGURES = 4
_MOST = 1000


def name_percents(columns: tuple[Column, ...], body: list[BodyRow]) -> tuple[Column, ...]:
    """Return the columns of which some figures print a per cent sign, and the others nothing else, as percentages.

    Restaurants and retailers need it: "$ 61,220   97.8%" in the first row, "17,404   28.4" below, one head over both.
    Left of such a column stands one of whole amounts with the same head.
    """
    prints: list[list[Printed]] = [[] for _ in columns]
    for row in body:
        for number in row.numbers:
            place = covering(columns, number.cell)
            if place is not None and number.printed.value is not None:
                prints[place].append(number.printed)
    named = list(columns)
    for place in range(1, len(columns)):
        left, column = columns[place - 1], columns[place]
        is_open = not column.quantity.is_percent and column.quantity.measure is None
        is_under_both = left.head == column.head and (left.period == column.period or column.period is None)
        if is_open and is_under_both and _are_percents(prints[place]) and _are_amounts(prints[place - 1]):
            quantity = replace(column.quantity, is_percent=True, measure="ratio", currency=None, scale=None)
            named[place] = replace(column, quantity=quantity)
    return tuple(named)


def _are_percents(prints: list[Printed]) -> bool:
    """Say whether figures are of as many decimal places each, at least two of them with a per cent sign."""
    signed = {printed.places for printed in prints if printed.is_percent}
    is_alike = all(
        printed.places in signed and not printed.currency and abs(printed.value or Decimal(0)) < _MOST
        for printed in prints
    )
    count = sum(printed.is_percent for printed in prints)
    return len(signed) == 1 and min(signed) > 0 and is_alike and count >= _LEAST and len(prints) >= _LEAST_FIGURES


def _are_amounts(prints: list[Printed]) -> bool:
    """Say whether figures are amounts, more of them whole than not, and no percentages."""
    whole = sum(printed.places == 0 for printed in prints)
    return not any(printed.is_percent for printed in prints) and whole * _LEAST > len(prints)
