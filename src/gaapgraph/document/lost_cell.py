"""In which columns the figures of a row stand that lost its empty cells: "EPS | 1.56 | (22.4%) | 2.01 | (19.3%)".

Copies of releases with bare pipes have them, below "2026 | % of sales | % change | 2025 | % of sales | % change". Per
cent signs stand below per cent signs, groups of columns lack the same cells, and growth is growth of the amounts.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from gaapgraph.language.numeral import parse_printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.language.numeral import Printed

__all__ = ["columns_of_figures", "is_percent_columns"]

_MOST_COLUMNS = 14
_SLACK = Decimal("0.002")  # growth of rounded amounts

Figures = list["Printed | None"]


def is_percent_columns(rows: list[list[str]]) -> tuple[bool, ...]:
    """Return for each column whether most figures of the rows that have one in each bear a per cent sign."""
    return tuple(sum("%" in text for text in column) * 2 > len(column) for column in zip(*rows, strict=True))


def columns_of_figures(texts: list[str], percent: tuple[bool, ...], groups: int) -> tuple[int, ...] | None:
    """Return the column of each figure of a row with fewer figures than columns, or None where nothing tells.

    Args:
        texts: The figures as printed, left to right.
        percent: For each column whether its figures are percentages.
        groups: How often the heads repeat.

    >>> of_sales_and_change = (False, True, True) * 2
    >>> columns_of_figures(["1.56", "(22.4%)", "2.01", "(19.3%)"], of_sales_and_change, 2)
    (0, 2, 3, 5)
    """
    if len(percent) > _MOST_COLUMNS:
        return None
    figures: Figures = [parse_printed(text) for text in texts]
    found = [
        places
        for places in _placings(len(texts), len(percent), groups)
        if all(
            figure is None or figure.value is None or figure.is_percent == percent[place]
            for figure, place in zip(figures, places, strict=True)
        )
    ]
    if len(found) <= 1:
        return next(iter(found), None)
    scores = [_grown(figures, places, percent) for places in found]
    best = max(scores)
    return found[scores.index(best)] if best and scores.count(best) == 1 else None


def _placings(size: int, count: int, groups: int) -> Iterator[tuple[int, ...]]:
    """Yield the columns in which figures may stand, alike in each group of columns."""
    width, rest = count // groups, size % groups
    if groups > 1 and not rest:
        for places in combinations(range(width), size // groups):
            yield tuple(group * width + place for group in range(groups) for place in places)
    else:
        yield from combinations(range(count), size)


def _grown(figures: Figures, places: tuple[int, ...], percent: tuple[bool, ...]) -> int:
    """Return how many percentages right below a head of growth are that of the amount left of them."""
    at = dict(zip(places, figures, strict=True))
    amounts = [place for place in at if not percent[place]]
    count = 0
    for place, figure in at.items():
        left = [amount for amount in amounts if amount < place]
        if percent[place] and left and figure is not None and figure.value is not None:
            is_last = place + 1 == len(percent) or not percent[place + 1]  # shares stand left of changes
            pairs = [(at[left[-1]], at[other]) for other in amounts if other != left[-1]]
            count += is_last and any(_is_growth(figure.value, later, earlier) for later, earlier in pairs)
    return count


def _is_growth(growth: Decimal, later: Printed | None, earlier: Printed | None) -> bool:
    if later is None or earlier is None or later.value is None or not earlier.value:
        return False
    grown = (later.value - earlier.value) / abs(earlier.value)
    unit = Decimal(1).scaleb(-max(later.places, earlier.places)) / abs(earlier.value)
    return abs(grown - growth / 100) <= unit + _SLACK
