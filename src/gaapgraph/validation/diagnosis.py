"""From broken rules to their likely cause: the one print that, were it another figure, would mend most of them.

Every broken binding accuses each of its figures. A figure is acquitted by the rules that hold with it as it is printed
and would break with any other. What is left is ranked: how many broken rules one correction mends, less how many sound
ones it would break; then how near the correction is to the print, as misprints are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.validation.arithmetic import required
from gaapgraph.validation.binding import Formula

if TYPE_CHECKING:
    from gaapgraph.validation.binding import Binding
    from gaapgraph.validation.figure import Figures, Print

__all__ = ["Suspect", "diagnose", "print_value"]

_WIDE = Context(prec=50)


@frozen
class Suspect:
    """A print that is likely wrong.

    Attributes:
        cause: The print.
        twins: Other prints of the same fact that show the same wrong figure.
        correction: The value that would be right, rounded as the print is.
        low, high: What the broken rules allow it to be.
        broken: The bindings it explains, the most telling first.
        needed: A binding that foots exactly with the figure as it is printed.
        is_last_digit: It is one unit off, and a printed sum needs it.
    """

    cause: Print
    twins: tuple[Print, ...]
    correction: Decimal
    low: Decimal
    high: Decimal
    broken: tuple[Binding, ...]
    needed: Binding | None
    is_last_digit: bool


@dataclass(slots=True)
class _Case:
    """One print with the correction that mends most."""

    group: tuple[Print, ...]
    low: Decimal
    high: Decimal
    mends: list[Binding]
    breaks: int
    distance: int

    @property
    def cause(self) -> Print:
        """The print that stands for the group."""
        return self.group[0]

    @property
    def rank(self) -> tuple[int, int, int, bool, bool, tuple[int, ...]]:
        # Of figures that would do equally well, the total is named: it is what a reader holds against its items.
        own = {one.iri for one in self.group}
        is_item = all(binding.operands[0].occurrence not in own for binding in self.mends)
        mended = len(self.mends)
        return (
            self.breaks - mended, self.distance, -mended, is_item, self.cause.is_primary, self.cause.order
        )  # fmt: skip


def diagnose(bindings: list[Binding], figures: Figures) -> list[Suspect]:
    """Return the likely causes of all broken bindings, each binding explained by one of them.

    Prints of one fact that show the same figure are one case: a figure repeated is wrong in all its places or in none.
    """
    index: dict[str, list[Binding]] = defaultdict(list)
    for binding in bindings:
        for operand in binding.operands:
            index[operand.occurrence or ""].append(binding)
    left = [binding for binding in bindings if not binding.ok]
    accused = {iri for binding in left for operand in binding.operands if (iri := operand.occurrence) in figures.prints}
    remaining = set(map(id, left))
    groups = dict.fromkeys(_group(figures.prints[iri], figures) for iri in sorted(accused))
    cases = {group: _build(group, index, remaining) for group in groups}
    suspects: list[Suspect] = []
    while found := [case for case in cases.values() if case is not None]:
        best = min(found, key=lambda case: case.rank)
        suspects.append(_conclude(best, index))
        gone = set(map(id, best.mends))
        remaining -= gone
        for group in groups:  # only what those bindings accused is to be looked at again
            if any(id(binding) in gone for one in group for binding in index[one.iri]):
                cases[group] = _build(group, index, remaining)
    return sorted(suspects, key=lambda suspect: suspect.cause.order)


def _group(one: Print, figures: Figures) -> tuple[Print, ...]:
    """Return the prints of a fact that show the same figure, the one that tells most first."""
    same = [
        p for p in figures.by_fact[one.fact] if p.value == one.value and p.decimals == one.decimals and not p.is_copy
    ]
    return tuple(sorted(same, key=lambda p: (p.column is None, p.order))) or (one,)


def _build(group: tuple[Print, ...], index: dict[str, list[Binding]], left: set[int]) -> _Case | None:
    members = {one.iri for one in group}
    wanted: list[tuple[Binding, tuple[Decimal, Decimal]]] = []
    sound: list[tuple[Decimal, Decimal]] = []
    for one in group:
        for binding in index[one.iri]:
            if sum(operand.occurrence in members for operand in binding.operands) != 1:
                continue
            span = required(binding, one.iri)
            if span is not None and binding.ok:
                sound.append(span)
            elif span is not None and id(binding) in left:
                wanted.append((binding, span))
    if not wanted:
        return None
    cause = group[0]
    low, high, mends = _agree(wanted, cause)
    half = cause.unit / 2 if cause.decimals is not None else Decimal(0)
    breaks = sum(span[0] > high + half or span[1] < low - half for span in sound)
    return _Case(group=group, low=low, high=high, mends=mends, breaks=breaks, distance=_distance(cause, low, high))


def _agree(
    wanted: list[tuple[Binding, tuple[Decimal, Decimal]]], cause: Print
) -> tuple[Decimal, Decimal, list[Binding]]:
    """Return the correction on which most broken bindings agree, to the print's accuracy, and those bindings."""
    half = cause.unit / 2 if cause.decimals is not None else Decimal(0)
    best: tuple[int, Decimal, Decimal, Decimal, list[Binding]] | None = None
    for _, (low, high) in wanted:
        low_end, high_end, mends = low, high, []
        for binding, (least, most) in sorted(wanted, key=lambda item: item[1][1] - item[1][0]):
            if least <= high_end + half and most >= low_end - half:
                new_low, new_high = max(low_end, least), min(high_end, most)
                low_end, high_end = (new_low, new_high) if new_low <= new_high else (low_end, high_end)
                mends.append(binding)
        found = (-len(mends), high_end - low_end, low_end, high_end, mends)
        if best is None or found[:2] < best[:2]:
            best = found
    assert best is not None
    return best[2], best[3], best[4]


def _distance(cause: Print, low: Decimal, high: Decimal) -> int:
    """Return how many keystrokes lie between the print and the nearest figure that would do."""
    if low <= cause.value <= high:
        return 0
    middle = (low + high) / 2
    printed, wanted = _digits(cause.value, cause.unit), _digits(middle, cause.unit)
    edits = _edits(printed, wanted)
    if (cause.value < 0) != (middle < 0) and printed.strip("0"):
        edits += 1
    return edits


def _digits(value: Decimal, unit: Decimal) -> str:
    return str(abs(int(_WIDE.divide(value, unit).to_integral_value(ROUND_HALF_EVEN))))


def _edits(a: str, b: str) -> int:
    """Return the edits between two strings; swapping two neighbours is one (optimal string alignment)."""
    rows = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[len(a)][len(b)]


def print_value(value: Decimal, like: Print) -> Decimal:
    """Return a value rounded to the accuracy of a print."""
    if like.decimals is None:
        return value
    return _WIDE.divide(value, like.unit).to_integral_value(ROUND_HALF_EVEN) * like.unit


def _conclude(case: _Case, index: dict[str, list[Binding]]) -> Suspect:
    cause = case.cause
    correction = print_value((case.low + case.high) / 2, cause)
    off = abs(correction - cause.value)
    needed = next((b for one in case.group for b in index[one.iri] if _foots(b)), None)
    last_digit = needed is not None and cause.decimals is not None and off <= cause.unit
    broken = sorted(case.mends, key=lambda b: (b.operands[0].occurrence != cause.iri, b.code))
    return Suspect(
        cause=cause,
        twins=case.group[1:],
        correction=correction,
        low=case.low,
        high=case.high,
        broken=tuple(broken),
        needed=needed,
        is_last_digit=last_digit,
    )


def _foots(binding: Binding) -> bool:
    return binding.ok and binding.exact and len(binding.operands) > 2 and binding.formula is Formula.sum
