"""From broken rules to their likely cause: the one print that, were it another figure, would mend most of them.

Every broken binding accuses each of its figures. A figure is acquitted by the rules that hold with it as it is printed
and would break with any other. What is left is ranked: how many broken rules one correction mends, less how many sound
ones it would break; then how near the correction is to the print, as misprints are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from heapq import heapify, heappop, heappush
from itertools import count, islice
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.validation.arithmetic import required
from gaapgraph.validation.binding import Formula

if TYPE_CHECKING:
    from gaapgraph.validation.binding import Binding
    from gaapgraph.validation.figure import Figures, Print

__all__ = ["Suspect", "diagnose", "print_value"]

_WIDE = Context(prec=50)
_MOST_STARTS = 40
_MOST_TRIED = 200

_Span = tuple[Decimal, Decimal]


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
    files = [_File(group, index) for group in _list_groups(sorted(accused), figures)]
    touched: dict[int, list[int]] = defaultdict(list)  # files that a binding accuses, by their places
    for place, file in enumerate(files):
        for binding, _ in file.wanted:
            touched[id(binding)].append(place)
    cases = [file.judge(remaining) for file in files]
    turn = count()  # a case that was judged anew stands beside the one before
    ranked = [(case.rank, place, next(turn), case) for place, case in enumerate(cases) if case is not None]
    heapify(ranked)
    suspects: list[Suspect] = []
    while ranked:
        _, place, _, best = heappop(ranked)
        if cases[place] is not best:
            continue
        suspects.append(_conclude(best, index))
        gone = {*map(id, best.mends)}
        remaining.difference_update(gone)
        for other in sorted({other for one in gone for other in touched[one]}):
            if files[other].still_stands(cases[other], gone):
                continue
            cases[other] = case = files[other].judge(remaining)
            if case is not None:
                heappush(ranked, (case.rank, other, next(turn), case))
    return sorted(suspects, key=lambda suspect: suspect.cause.order)


def _list_groups(accused: list[str], figures: Figures) -> list[tuple[Print, ...]]:
    """Return the prints of a fact that show the same figure, once for all of them, the one that tells most first."""
    alike: dict[tuple[str, Decimal, int | None], list[Print]] = defaultdict(list)
    for fact in dict.fromkeys(figures.prints[iri].fact for iri in accused):
        for one in figures.by_fact[fact]:
            if not one.is_copy:
                alike[one.fact, one.value, one.decimals].append(one)
    found: dict[object, tuple[Print, ...]] = {}
    for iri in accused:
        one = figures.prints[iri]
        same = alike.get((one.fact, one.value, one.decimals))
        if same is None:
            found[iri] = (one,)
        elif (key := (one.fact, one.value, one.decimals)) not in found:
            found[key] = tuple(sorted(same, key=lambda p: (p.column is None, p.order)))
    return [*found.values()]


class _File:
    """What the rules hold against the prints of a group: once read, it only gets less.

    Attributes:
        wanted: Broken bindings, each with the span in which it would hold.
    """

    def __init__(self, group: tuple[Print, ...], index: dict[str, list[Binding]]) -> None:
        self._group = group
        self._sound: list[_Span] = []
        self._is_judged = False
        self.wanted: list[tuple[Binding, _Span]] = []
        members = {one.iri for one in group}
        for one in group:
            for binding in index[one.iri]:
                if sum(operand.occurrence in members for operand in binding.operands) != 1:
                    continue
                span = required(binding, one.iri)
                if span is not None and binding.ok:
                    self._sound.append(span)
                elif span is not None:
                    self.wanted.append((binding, span))

    def still_stands(self, case: _Case | None, gone: set[int]) -> bool:
        """Tell whether a correction of a print against which hundreds stand mends none of what is gone.

        Such a print, as one that thousands of others contradict, would otherwise be judged anew for each of them.
        """
        return case is not None and len(self.wanted) > _MOST_TRIED and gone.isdisjoint(map(id, case.mends))

    def judge(self, left: set[int]) -> _Case | None:
        """Return the correction that mends most of what is left; None where nothing is."""
        wanted = self._still_wanted(left)
        if not wanted:
            return None
        cause = self._group[0]
        low, high, mends = _agree(wanted, cause)
        half = cause.unit / 2 if cause.decimals is not None else Decimal(0)
        breaks = sum(span[0] > high + half or span[1] < low - half for span in self._sound)
        distance = _distance(cause, low, high)
        return _Case(group=self._group, low=low, high=high, mends=mends, breaks=breaks, distance=distance)

    def _still_wanted(self, left: set[int]) -> list[tuple[Binding, _Span]]:
        """Return the broken bindings that are left, once it was judged a part of hundreds."""
        if self._is_judged and len(self.wanted) > _MOST_TRIED:
            part = [each for each in self.wanted[: 2 * _MOST_TRIED] if id(each[0]) in left]
            if len(part) >= _MOST_TRIED:
                return part
        self._is_judged = True
        self.wanted = [each for each in self.wanted if id(each[0]) in left]
        return self.wanted


def _agree(wanted: list[tuple[Binding, _Span]], cause: Print) -> tuple[Decimal, Decimal, list[Binding]]:
    """Return the correction on which most broken bindings agree, to the print's accuracy, and those bindings.

    Of a print against which hundreds stand, as of a figure that a hostile graph repeats, a part is tried.
    """
    half = cause.unit / 2 if cause.decimals is not None else Decimal(0)
    narrow = sorted(wanted, key=lambda item: item[1][1] - item[1][0])
    starts = islice(dict.fromkeys(span for _, span in wanted), _MOST_STARTS)
    tried = [(_narrow(start, narrow[:_MOST_TRIED], half), start) for start in starts]
    _, start = min(tried, key=lambda one: (-len(one[0][2]), one[0][1] - one[0][0]))
    return _narrow(start, narrow, half)


def _narrow(start: _Span, wanted: list[tuple[Binding, _Span]], half: Decimal) -> tuple[Decimal, Decimal, list[Binding]]:
    """Return what is left of a span when each binding that agrees with it narrows it, and those bindings."""
    low, high = start
    mends = []
    for binding, (least, most) in wanted:
        if least <= high + half and most >= low - half:
            new_low, new_high = max(low, least), min(high, most)
            low, high = (new_low, new_high) if new_low <= new_high else (low, high)
            mends.append(binding)
    return low, high, mends


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
