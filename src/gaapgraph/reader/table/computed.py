"""Columns that are computed from others: which two columns a change or growth compares, shown by its figures.

Heads often leave it open ("Change" right of three columns, "%" alone); the figures do not.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from gaapgraph.reader.table.cover import covering

if TYPE_CHECKING:
    from gaapgraph.language.numeral import Printed
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.row import BodyRow

__all__ = ["is_plain_growth", "name_computed", "prove_pairs"]

_LEAST = 3  # rows that must be computed right
_MANY = 4  # rows that must be where the head says nothing of growth
_MOST_GROWTH = Decimal(1000)  # per cent
_TIMES = 10
_MOST_COLUMNS = 12
_ONE = Decimal(1)
_RATIOS = frozenset({"x", "times"})


def name_computed(columns: tuple[Column, ...], body: list[BodyRow]) -> tuple[Column, ...]:
    """Return the columns with growth named where a bare "%" is the growth from one column to another in every row."""
    open_ones = [
        place
        for place, column in enumerate(columns)
        if column.quantity.is_percent and column.quantity.measure in (None, "ratio") and not _says_more(column)
    ]
    if len(columns) < _LEAST:
        return columns
    prints = _prints(columns, body)
    named = list(columns)
    for place in open_ones:
        if _best(columns, place, prints, is_growth=True) is not None:
            named[place] = replace(columns[place], quantity=replace(columns[place].quantity, measure="growth"))
    for place in _small_columns(columns, prints):
        # "4Q24 Change" over "3Q24" and "4Q23", or a head that is not understood: whatever it says, it is growth
        if _best(columns, place, prints, is_growth=True, least=_MANY) is not None:
            named[place] = replace(_as_growth(columns[place]), period=None, is_guessed=False)
    return tuple(named)


def _as_growth(column: Column) -> Column:
    quantity = replace(column.quantity, is_percent=True, measure="growth", currency=None, scale=None)
    return replace(column, quantity=quantity)


def _small_columns(columns: tuple[Column, ...], prints: list[dict[int, Printed]]) -> list[int]:
    """Return the columns of amounts without currency marks that are small beside the others: growth may look so."""
    values: dict[int, list[Decimal]] = {}
    marked: set[int] = set()
    for row in prints:
        for place, printed in row.items():
            if printed.value is not None:
                values.setdefault(place, []).append(abs(printed.value))
            marked.update([place] if printed.currency else [])
    largest = max((max(found) for found in values.values()), default=_ONE)
    return [
        place
        for place, found in values.items()
        if columns[place].is_amount and place not in marked and max(found) < min(_MOST_GROWTH, largest / _TIMES)
    ]


def _says_more(column: Column) -> bool:
    return any(character.isalpha() for character in column.text)


def prove_pairs(columns: tuple[Column, ...], body: list[BodyRow]) -> tuple[Column, ...]:
    """Return the columns with each change tied to the two columns that its figures come from.

    What the heads suggest stays where its arithmetic holds in any row, or where no other two columns explain all rows.
    """
    changes = [
        place
        for place, column in enumerate(columns)
        if column.quantity.measure in ("growth", "change")
        and column.pair is not None
        and column.versus is None
        and column.against is None
    ]
    if not changes or len(columns) > _MOST_COLUMNS:
        return columns
    prints = _prints(columns, body)
    proved = list(columns)
    for place in changes:
        column = columns[place]
        is_growth = column.quantity.measure == "growth"
        known = column.pair
        if known is not None and known[1] is not None:
            held, missed = _count(prints, place, (known[0], known[1]), is_growth=is_growth)
            if held > missed or not missed:
                continue
        best = _best(columns, place, prints, is_growth=is_growth)
        if best is None and not is_growth:  # "4Q24 Change" over "4Q23", in per cent though no head says so
            best = _best(columns, place, prints, is_growth=True, least=_MANY)
            column = column if best is None else _as_growth(column)
        if best is not None:
            proved[place] = replace(column, pair=best, compares=None)
    return tuple(proved)


def _best(
    columns: tuple[Column, ...], place: int, prints: list[dict[int, Printed]], *, is_growth: bool, least: int = _LEAST
) -> tuple[int, int] | None:
    """Return the later and the earlier of two amount columns from which all figures of a column come."""
    amounts = [
        other
        for other, column in enumerate(columns)
        if column.is_amount and column.period is not None and other != place
    ]
    if len(amounts) > _MOST_COLUMNS:
        return None
    for pair in sorted(permutations(amounts, 2), key=lambda pair: abs(place - pair[0]) + abs(place - pair[1])):
        later, earlier = (columns[other].period for other in pair)
        if later is None or earlier is None or later.end <= earlier.end:
            continue
        held, missed = _count(prints, place, pair, is_growth=is_growth)
        if held >= least and not missed:
            return pair
    return None


def _count(prints: list[dict[int, Printed]], place: int, pair: tuple[int, int], *, is_growth: bool) -> tuple[int, int]:
    """Return in how many rows a column is the change between two others, and in how many it is not."""
    held = missed = 0
    for row in prints:
        change, later, earlier = (row.get(at) for at in (place, *pair))
        if change is None or later is None or earlier is None or later.is_percent or earlier.is_percent:
            continue
        if is_growth and (change.unit is not None or later.unit in _RATIOS):
            continue  # "1.29x | 1.31x | -0.02x" among percentages
        if change.value is None or later.value is None or earlier.value is None or not earlier.value:
            continue
        difference = later.value - earlier.value
        slack = _unit(change)
        if is_growth:
            computed = difference / abs(earlier.value) * 100
            slack += (_unit(later) + _unit(earlier) * abs(later.value / earlier.value)) / abs(earlier.value) * 50
        else:
            computed = difference
            slack += (_unit(later) + _unit(earlier)) / 2
        if abs(computed - change.value) <= slack:
            held += 1
        else:
            missed += 1
    return held, missed


def is_plain_growth(change: Printed, later: Printed | None, earlier: Printed | None) -> bool:
    """Say whether a figure without a per cent sign is the growth from one figure to another, and not the difference."""
    if later is None or earlier is None:
        return False
    rows = [{0: change, 1: later, 2: earlier}]
    is_growth, is_change = (_count(rows, 0, (1, 2), is_growth=growth)[0] for growth in (True, False))
    if (
        not is_growth and not is_change and change.value is not None
    ):  # costs in parentheses that grew: "(20.0) (19.1) 4.7"
        rows = [{0: replace(change, value=-change.value), 1: later, 2: earlier}]
        is_growth = _count(rows, 0, (1, 2), is_growth=True)[0]
    return bool(is_growth) and not is_change


def _unit(printed: Printed) -> Decimal:
    return _ONE.scaleb(-printed.places)


def _prints(columns: tuple[Column, ...], body: list[BodyRow]) -> list[dict[int, Printed]]:
    found = []
    for row in body:
        cells: dict[int, Printed] = {}
        for number in row.numbers:
            place = covering(columns, number.cell)
            if place is not None and number.printed.value is not None:
                cells[place] = number.printed
        found.append(cells)
    return found
