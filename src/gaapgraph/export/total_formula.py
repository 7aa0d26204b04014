"""Totals as formulas, where the calculation network of their table gives their items."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.model import Period, Unit, bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gaapgraph.graph import Figure, StatedNetwork

_Meaning = tuple[str | None, Period | None, Unit | None]
__all__ = ["Placed", "Sum", "find_sums", "settle_values"]


@frozen
class Placed:
    """A figure in a cell of a sheet, from row and column 0, with the sign by which its meaning is shown."""

    figure: Figure
    row: int
    column: int
    sign: int

    @property
    def value(self) -> Decimal:
        """What the cell holds."""
        return self.sign * (self.figure.number or Decimal(0))


@frozen
class Sum:
    """A total with its items, each with the weight by which its cell enters.

    Attributes:
        agrees: Rounding allows the printed items to give the printed total.
    """

    total: Placed
    items: tuple[tuple[Decimal, Placed], ...]
    agrees: bool


def find_sums(placed: Iterable[Placed], networks: Sequence[StatedNetwork]) -> list[Sum]:
    """Return the sums that stand in one table: for each total in each of its columns, what it is the sum of.

    Args:
        placed: The cells of the table; misread second copies take no part.
        networks: Of the report.
    """
    cells = [one for one in placed if one.figure.copy_of is None and one.figure.number is not None]
    by_meaning: dict[_Meaning, list[Placed]] = {}
    for one in cells:
        by_meaning.setdefault(_meaning(one.figure, one.figure.line_item), []).append(one)
    roles = {one.figure.role for one in cells}
    sums: dict[tuple[int, int], Sum] = {}
    for network in networks:
        if not network.is_calculation or network.role not in roles:
            continue
        parts: dict[str, list[tuple[Decimal, str]]] = {}
        for arc in network.arcs:
            parts.setdefault(arc.source, []).append((arc.weight or Decimal(1), arc.target))
        for total in cells:
            items = parts.get(total.figure.line_item or "", []) if total.figure.role == network.role else []
            found = [(w, item) for w, name in items if (item := _find(by_meaning, total, name)) is not None]
            if found and (total.row, total.column) not in sums:
                sums[total.row, total.column] = _sum(total, found)
    return _without_circles(sums)


def settle_values(cells: Iterable[Placed], sums: Iterable[Sum]) -> dict[tuple[int, int], Decimal]:
    """Return what each cell shows once the formulas are computed: those of totals that agree with their items."""
    values = {(one.row, one.column): one.value for one in cells}
    waiting = {(one.total.row, one.total.column): one for one in sums if one.agrees}
    settled: dict[tuple[int, int], Decimal] = {}

    def settle(place: tuple[int, int]) -> Decimal:
        if place not in settled:
            one = waiting.get(place)
            settled[place] = (
                values[place]
                if one is None
                else sum((weight * settle((item.row, item.column)) for weight, item in one.items), Decimal(0))
            )
        return settled[place]

    return {place: settle(place) for place in values}


def _meaning(figure: Figure, line_item: str | None) -> _Meaning:
    return line_item, figure.period, figure.unit


def _find(cells: dict[_Meaning, list[Placed]], total: Placed, line_item: str) -> Placed | None:
    """Return the item's cell of the same period and unit: in the total's own column, or the only one elsewhere."""
    found = cells.get(_meaning(total.figure, line_item), [])
    beside = [one for one in found if one.column == total.column]
    if beside:
        return min(beside, key=lambda one: abs(one.row - total.row))
    return found[0] if len(found) == 1 else None


def _sum(total: Placed, items: list[tuple[Decimal, Placed]]) -> Sum:
    low = high = Decimal(0)
    for weight, item in items:
        ends = [weight * end for end in bounds(item.figure.number or Decimal(0), item.figure.decimals)]
        low, high = low + min(ends), high + max(ends)
    least, most = bounds(total.figure.number or Decimal(0), total.figure.decimals)
    weighted = tuple((total.sign * weight * item.sign, item) for weight, item in items)
    return Sum(total, weighted, agrees=low <= most and least <= high)


def _without_circles(sums: dict[tuple[int, int], Sum]) -> list[Sum]:
    """Return the sums without those that would, through others, need themselves."""
    kept: dict[tuple[int, int], Sum] = {}
    for place, one in sums.items():
        reached, waiting = set(), [(item.row, item.column) for _, item in one.items]
        while waiting:
            at = waiting.pop()
            if at not in reached:
                reached.add(at)
                waiting += [(item.row, item.column) for _, item in kept[at].items] if at in kept else []
        if place not in reached:
            kept[place] = one
    return list(kept.values())
