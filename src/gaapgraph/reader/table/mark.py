"""Currency and per cent marks down a column: on its first and last rows they hold for the rows between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from gaapgraph.reader.table.section import Section

__all__ = ["MarkRun", "runs_of_marks"]

_MARKED = ("money", "percent")


@frozen
class MarkRun:
    """The marks around an unmarked cell.

    Attributes:
        above, below: `money` or `percent` of the nearest marked cell of its column, or "".
        beside: The same of the other cells of its row.
        is_never_marked: No cell of its column has a mark, while other columns have.
        within: The nearest mark above it in its column below the same heading, or "".
    """

    above: str = ""
    below: str = ""
    beside: str = ""
    is_never_marked: bool = False
    within: str = ""

    def weigh(self) -> list[tuple[str, int]]:
        """Return what the marks weigh for each kind of thing, in hundredths of a logit."""
        found: list[tuple[str, int]] = []
        if self.above == self.below == "percent":
            found += [("percent", 1000), ("money", -300)]
        elif "percent" in (self.above, self.below) and "money" not in (self.above, self.below):
            found += [("percent", 300)]
        elif self.above == self.below == "money":
            found += [("money", 250), ("percent", -100)]
        elif self.above == "money":
            found += [("money", 150)]
        if self.beside == "money":
            found += [("money", 300), ("perShare", 300)] if not self.is_never_marked else []
        if self.is_never_marked:
            weight = -700 if self.beside == "money" else -350
            found += [("money", weight), ("perShare", weight)]
        return found


def runs_of_marks(section: Section) -> tuple[dict[int, MarkRun], ...]:
    """Return for each row, by column, the marks around each of its cells that has none."""
    own: list[dict[int, str]] = []
    for line, places in enumerate(section.places):
        marks = {}
        for number, place in zip(section.rows[line].row.numbers, places, strict=True):
            if place is not None:
                printed = number.printed
                marks[place] = "money" if printed.currency else "percent" if printed.is_percent else ""
        own.append(marks)
    filled = {
        place
        for line, places in enumerate(section.places)
        for number, place in zip(section.rows[line].row.numbers, places, strict=True)
        if place is not None and number.printed.value is not None
    }
    ever = {place for marks in own for place, mark in marks.items() if mark}
    others = [next((mark for mark in marks.values() if mark), "") for marks in own]
    above = _carry(own)
    below = _carry(own[::-1])[::-1]
    within = _carry_within(own, [line.path for line in section.rows])
    return tuple(
        {
            place: MarkRun(
                above[line].get(place, ""),
                below[line].get(place, ""),
                others[line],
                is_never_marked=bool(ever) and place not in ever and place in filled,
                within=within[line].get(place, ""),
            )
            for place, mark in marks.items()
            if not mark
        }
        for line, marks in enumerate(own)
    )


def _carry(own: list[dict[int, str]]) -> list[dict[int, str]]:
    """Return for each row the last mark seen in each of its columns before it."""
    last: dict[int, str] = {}
    carried = []
    for marks in own:
        carried.append({place: last[place] for place in marks if place in last})
        last.update({place: mark for place, mark in marks.items() if mark})
    return carried


def _carry_within(own: list[dict[int, str]], paths: list[tuple[str, ...]]) -> list[dict[int, str]]:
    """Return for each row the last mark seen in each of its columns before it below the same heading."""
    last: dict[int, str] = {}
    carried = []
    for number, marks in enumerate(own):
        if number and paths[number] != paths[number - 1]:
            last = {}
        carried.append({place: last[place] for place in marks if place in last})
        last.update({place: mark for place, mark in marks.items() if mark})
    return carried
