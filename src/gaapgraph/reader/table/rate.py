"""The rate of a convenience translation, from the translated columns themselves."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaapgraph.reader.table.figure import Figure

__all__ = ["infer_rate", "pair_translations"]

_SEVERAL = 2


def pair_translations(figures: list[Figure]) -> list[tuple[Figure, Figure]]:
    """Return pairs of a translated figure and the figure in home currency that it translates.

    They stand in one row, for one period, in two currencies; the home currency is the one of most figures.
    """
    votes = Counter(figure.unit.currency for figure in figures if figure.unit and figure.unit.currency)
    if len(votes) < _SEVERAL:
        return []
    home = votes.most_common(1)[0][0]
    rows: dict[tuple[int | None, int | None, str], Figure] = {}
    for figure in figures:
        if (
            figure.within is not None
            and figure.unit
            and figure.unit.currency == home
            and figure.measure is None
            and figure.place.column
        ):
            rows[figure.within, figure.row, str(figure.period)] = figure
    pairs = []
    for figure in figures:
        if figure.within is None or not figure.unit or figure.unit.currency in (None, home) or not figure.place.column:
            continue
        twin = rows.get((figure.within, figure.row, str(figure.period)))
        if twin is not None and twin.unit is not None and len(twin.unit.denominator) == len(figure.unit.denominator):
            pairs.append((figure, twin))
    return pairs


def infer_rate(figures: list[Figure]) -> Decimal | None:
    """Return home currency per translated unit, to the decimals that the figures prove, or None.

    The largest figures pin the rate down best. The rate is the shortest number that three in four of their
    quotients' intervals hold: a last digit that was moved to make a column foot must not spoil it.
    """
    pairs = [
        (a, b)
        for a, b in pair_translations(figures)
        if a.value and b.value and a.value * b.value > 0 and a.decimals is not None
    ]
    intervals = [interval for pair in pairs if (interval := _quotients(*pair)) is not None]
    if len(intervals) < _SEVERAL:
        return None
    largest = sorted(intervals, key=lambda interval: interval[1] - interval[0])[:40]
    middle = sorted((low + high) / 2 for low, high in largest)[len(largest) // 2]
    for places in range(6):
        guess = middle.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
        if sum(low <= guess <= high for low, high in largest) * 4 >= 3 * len(largest):
            return guess
    return None


def _quotients(figure: Figure, home: Figure) -> tuple[Decimal, Decimal] | None:
    half = Decimal(5).scaleb(-(figure.decimals or 0) - 1)
    own = Decimal(5).scaleb(-(home.decimals or 0) - 1)
    value, base = abs(figure.value or Decimal(0)), abs(home.value or Decimal(0))
    return ((base - own) / (value + half), (base + own) / (value - half)) if value > 3 * half else None
