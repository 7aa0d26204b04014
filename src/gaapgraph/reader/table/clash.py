"""Columns that would state one point with different values: their periods are set aside, with one finding."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gaapgraph.model import Finding, Place

if TYPE_CHECKING:
    from gaapgraph.model import Period
    from gaapgraph.reader.table.section import Section
    from gaapgraph.reader.table.unit_problem import Measured

__all__ = ["find_clashes", "note_clashes", "set_aside"]

_LEAST = 2

Times = tuple[tuple["Period | None", "Period | None"], ...]


def find_clashes(
    section: Section, measures: tuple[tuple[Measured | None, ...], ...], times: tuple[Times, ...]
) -> frozenset[int]:
    """Return the columns of amounts that have one period, one head and one unit, but different values in two rows.

    Heads that the reader cannot tell apart would give one fact several values; better no period than a wrong one.
    """
    against: dict[tuple[int, int], int] = defaultdict(int)
    for line, row in enumerate(section.rows):
        seen: dict[tuple[object, ...], tuple[int, object]] = {}
        for number, place, measured, when in zip(
            row.row.numbers, section.places[line], measures[line], times[line], strict=True
        ):
            if place is None or measured is None or when[0] is None or number.printed.value is None or number.bound:
                continue
            column = section.columns[place]
            if column.is_note or column.is_separator:
                continue
            key = (when, column.head, column.outer, measured.unit, measured.measure)
            other = seen.setdefault(key, (place, number.printed.value))
            if other[0] != place and other[1] != number.printed.value:
                against[other[0], place] += 1
    return frozenset(place for pair, count in against.items() if count >= _LEAST for place in pair)


def set_aside(section: Section, times: tuple[Times, ...], clashing: frozenset[int]) -> tuple[Times, ...]:
    """Return the periods without those of columns that clash."""
    if not clashing:
        return times
    return tuple(
        tuple((None, None) if place in clashing else when for place, when in zip(places, row, strict=True))
        for places, row in zip(section.places, times, strict=True)
    )


def note_clashes(section: Section, clashing: frozenset[int], place: Place) -> list[Finding]:
    """Return one finding that says which columns could not be dated, and why."""
    if not clashing:
        return []
    names = ", ".join(str(index + 1) for index in sorted(clashing))
    heads = " / ".join(dict.fromkeys(section.columns[index].wide or "no head" for index in sorted(clashing)))
    message = (
        f"The periods of the value columns {names} are not told apart by their heads (“{heads}”): read alike, they "
        "would state one figure with several values, so their figures have no period."
    )
    return [Finding("GG-READ-PERIOD", "warning", place, message)]
