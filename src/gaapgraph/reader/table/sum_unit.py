"""What adds up is of one kind: a total has the unit and scale of the rows that it adds up."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern

if TYPE_CHECKING:
    from gaapgraph.reader.table.section import Section
    from gaapgraph.reader.table.unit_problem import Measured

__all__ = ["agree_in_sums"]

_Measures = tuple[tuple["Measured | None", ...], ...]
_TOTAL = late_pattern(r"^\W*(?:sub-?)?total\b", re.IGNORECASE)
_LEAST = 2  # rows and columns that must add up, for small numbers meet by chance
_MOST = 12
_LARGE = Decimal(1000)


def agree_in_sums(section: Section, measures: _Measures) -> _Measures:
    """Return what each number measures, where a total has the unit of what it adds up and not one of its own.

    "Total commercial lines" below premiums of fire and automobile counts no lines.

    Args:
        section: Rows and columns.
        measures: What each number of each row measures by itself.
    """
    printed = [
        {
            place: (number.printed.value, measured)
            for number, place, measured in zip(line.row.numbers, places, found, strict=True)
            if place is not None and measured is not None and number.printed.value is not None
        }
        for line, places, found in zip(section.rows, section.places, measures, strict=True)
    ]
    settled = list(measures)
    for number, line in enumerate(section.rows):
        common = _common(printed, number) if _TOTAL.search(line.label.text) else None
        if common is not None:
            settled[number] = tuple(None if found is None else common for found in measures[number])
            printed[number] = {place: (value, common) for place, (value, _) in printed[number].items()}
    return tuple(settled)


def _common(printed: list[dict[int, tuple[Decimal, Measured]]], number: int) -> Measured | None:
    """Return what the rows right above a total all measure, where they add up to it in each of its columns."""
    total = printed[number]
    kinds = {measured for _, measured in total.values()}
    if len(total) < _LEAST or len(kinds) != 1 or max(abs(value) for value, _ in total.values()) < _LARGE:
        return None
    sums = dict.fromkeys(total, Decimal(0))
    above: set[Measured] = set()
    for count, row in enumerate(reversed(printed[max(0, number - _MOST) : number]), 1):
        above |= {measured for _, measured in row.values()}
        if not row or len(above) != 1:
            return None
        sums = {place: value + row[place][0] if place in row else value for place, value in sums.items()}
        if count >= _LEAST and all(sums[place] == value for place, (value, _) in total.items()):
            return next(iter(above)) if above != kinds else None
    return None
