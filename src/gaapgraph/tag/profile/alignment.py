"""Where the lines of a document stand to which curated rows are bound, when lines were inserted or left out above."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

__all__ = ["Needle", "follow"]

_FOLLOWING = 6
_ENOUGH = 12

Needle = tuple[str, int | None]


def follow(needles: Mapping[int, Collection[Needle]], lines: Mapping[int, str]) -> Callable[[int], int]:
    """Return a function that tells where a line stands now.

    A line that has all its texts stays. Where one lacks some, all lines from there on are moved to where most of the
    next few have theirs; one that is merely edited stays, since the next ones do.

    Args:
        needles: The texts that stand in a line, each with its offset where it has one.
        lines: The document's, by number.

    >>> moved = follow({2: [("Revenue", 0)], 3: [("Costs", None)]}, {4: "Revenue rose.", 5: "Its Costs fell."})
    >>> moved(2), moved(3), moved(9)
    (4, 5, 11)
    """
    ordered = sorted(needles)
    shifts: list[int] = []
    shift = known = 0
    for index, line in enumerate(ordered):
        if index == _ENOUGH and not known:
            return lambda line: line  # it is another document
        shift = _shift(ordered[index : index + _FOLLOWING], needles, lines, shift)
        known += _stands(needles[line], lines.get(line + shift))
        shifts.append(shift)

    def move(line: int) -> int:
        before = bisect_right(ordered, line)
        return line + (shifts[before - 1] if before else shifts[0] if shifts else 0)

    return move


def _shift(near: Sequence[int], needles: Mapping[int, Collection[Needle]], lines: Mapping[int, str], shift: int) -> int:
    """Return by how much the first of some lines is moved: as so far, or as most of them are."""
    first = near[0]
    if _stands(needles[first], lines.get(first + shift)):
        return shift
    others = sorted((at - first for at in lines), key=lambda other: (abs(other - shift), other))
    moved = [other for other in others if _stands(needles[first], lines.get(first + other))]
    return max([shift, *moved], key=lambda other: sum(_stands(needles[each], lines.get(each + other)) for each in near))


def _stands(needles: Collection[Needle], text: str | None) -> bool:
    if text is None:
        return False
    return all(needle in text if at is None else text.startswith(needle, at) for needle, at in needles)
