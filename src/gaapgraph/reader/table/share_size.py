"""The power of ten of share counts, from what a statement itself divides: income by shares is the amount per share."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.table.section import Section
    from gaapgraph.reader.table.unit_kind import KindProblem

__all__ = ["divide_into_shares"]

_INCOME = re.compile(
    r"^\W*(?:consolidated\s+)?(?:net\s+(?:income|loss|earnings|profit|\(loss\))|(?:profit|loss|earnings|income)\b.*"
    r"\b(?:attributable|available|for\s+the\s+(?:period|year|quarter)))",
    re.IGNORECASE,
)
_EARNED = re.compile(r"\b(?:EPS|earnings|income|loss|profit|basic|diluted)\b", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:weighted|average|basic|diluted|used)\b", re.IGNORECASE)
_POWERS = (0, 3, 6)
_LEAST, _MOST = Decimal("0.5"), Decimal(2)  # what rounding to a cent and preferred dividends may do to the quotient


def divide_into_shares(section: Section, scale: int | None, kinds: KindProblem) -> int | None:
    """Return the power of ten of share counts by which income over shares is the printed amount per share.

    "(Millions of dollars, except per share amounts)" says nothing of shares, and "(in thousands, except per share
    data)" stands above counts that are printed in full.

    Args:
        section: Rows and columns.
        scale: Power of ten of amounts whose heads give none.
        kinds: What kind of thing each number is.
    """
    words = [" ".join((*line.path[-1:], line.label.full)) for line in section.rows]
    if not any(_EARNED.search(text) for text in words):
        return None
    incomes = _figures(section, lambda line: bool(_INCOME.search(section.rows[line].label.full)), "money", kinds)
    rates = _figures(section, lambda line: bool(_EARNED.search(words[line])), "perShare", kinds)
    counts = _figures(section, lambda line: bool(_AVERAGE.search(words[line])), "shares", kinds)
    votes: Counter[int] = Counter()
    for place in incomes.keys() & rates.keys() & counts.keys():
        own = section.columns[place].quantity.scale
        power = (scale if own is None else own) or 0
        for income, rate, count in product(incomes[place], rates[place], counts[place]):
            quotient = income.scaleb(power) / (rate * count)
            votes.update(found for found in _POWERS if _LEAST <= quotient.scaleb(-found) <= _MOST)
    return next(iter(votes)) if len(votes) == 1 else None


def _figures(section: Section, says: Callable[[int], bool], kind: str, kinds: KindProblem) -> dict[int, list[Decimal]]:
    """Return the figures of one kind by column, of rows that say so."""
    found: dict[int, list[Decimal]] = {}
    for line, places in enumerate(section.places):
        row = section.rows[line].row
        if not row.numbers or not says(line):
            continue
        for number, place in zip(row.numbers, places, strict=True):
            printed = number.printed
            if (
                place is not None
                and printed.value
                and not printed.is_percent
                and printed.scale is None
                and kinds.kind(number, line, place, section.rows[line].label.quantity) == kind
            ):
                found.setdefault(place, []).append(abs(printed.value))
    return found
