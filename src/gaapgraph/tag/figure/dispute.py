"""Lines of a document that would state one concept with different amounts: at most one of them means it.

"Total" closes a note of debt, of taxes and of leases alike. Where a surer line (those of the primary statements first)
has a concept with other amounts for the same periods, a line takes the next likelier one; and it is less sure of what
it has left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.model import bounds
from gaapgraph.tag.label.candidate import level

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from gaapgraph.reader.release import Reading
    from gaapgraph.tag.figure.line import Line, Sheet
    from gaapgraph.tag.label.candidate import Offer, Proposer

    Key = tuple[object, ...]
    Interval = tuple[Decimal, Decimal]

__all__ = ["disputes", "yield_to_surer"]

_OTHER_AMOUNT = 1.0  # natural logarithm, tried in halves on filings whose tags were stripped


def yield_to_surer(
    sheets: Sequence[Sheet], offers: Sequence[Sequence[Offer]], reading: Reading, proposer: Proposer
) -> list[list[Offer]]:
    """Return the offers of a document, each with what a surer line of another table states otherwise less likely.

    Args:
        sheets: All tables.
        offers: By table and line.
        reading: The document.
        proposer: That made them.
    """
    places = [(table, at) for table, each in enumerate(offers) for at, offer in enumerate(each) if offer.found]
    places.sort(key=lambda one: (not sheets[one[0]].table.kind, -proposer.sureness(offers[one[0]][one[1]])))
    stated: dict[Key, tuple[Interval, int]] = {}
    settled = [list(each) for each in offers]
    for table, at in places:
        amounts = _amounts(sheets[table].lines[at], reading)
        found = [
            (name, weight - _OTHER_AMOUNT * _is_stated_otherwise(name, amounts, stated, table))
            for name, weight in offers[table][at].found
        ]
        ranked = sorted(level(found, offers[table][at].found), key=lambda one: -one[1])
        settled[table][at] = replace(offers[table][at], found=tuple(ranked))
        for key, interval in amounts.items():
            stated.setdefault((ranked[0][0], *key), (interval, table))
    return settled


def disputes(sheets: Sequence[Sheet], offers: Sequence[Sequence[Offer]], reading: Reading) -> list[list[float]]:
    """Return by table and line the share of its figures for which a line of the same first concept has other amounts.

    Args:
        sheets: All tables.
        offers: By table and line.
        reading: The document.
    """
    extremes: dict[Key, Interval] = {}  # the greatest of the lower ends, and the least of the upper ends
    keyed: list[list[list[tuple[Key, Interval]]]] = []
    for sheet, each in zip(sheets, offers, strict=True):
        keyed.append([])
        for line, offer in zip(sheet.lines, each, strict=True):
            name = offer.found[0][0] if offer.found else ""
            amounts = _amounts(line, reading).items() if name else ()
            keyed[-1].append([((name, *key), interval) for key, interval in amounts])
            for key, (low, high) in keyed[-1][-1]:
                known = extremes.get(key, (low, high))
                extremes[key] = max(known[0], low), min(known[1], high)
    return [[_share(amounts, extremes) for amounts in each] for each in keyed]


def _share(amounts: list[tuple[Key, Interval]], extremes: dict[Key, Interval]) -> float:
    apart = sum(extremes[key][0] > high or extremes[key][1] < low for key, (low, high) in amounts)
    return apart / len(amounts) if amounts else 0.0


def _is_stated_otherwise(
    name: str, amounts: dict[Key, Interval], stated: dict[Key, tuple[Interval, int]], table: int
) -> bool:
    """Say whether other tables state a concept for periods of a line, and all of them with other amounts."""
    known = [(interval, stated[name, *key]) for key, interval in amounts.items() if (name, *key) in stated]
    elsewhere = [(own, interval) for own, (interval, other) in known if other != table]
    return bool(elsewhere) and all(own[0] > other[1] or own[1] < other[0] for own, other in elsewhere)


def _amounts(line: Line, reading: Reading) -> dict[Key, Interval]:
    """Return the interval of each amount of a line, sign aside, by head, period and unit."""
    figures = (reading.figures[index] for index in line.figures)
    return {
        (line.key[-1], figure.period, figure.unit): bounds(abs(figure.value), figure.decimals)
        for figure in figures
        if figure.value is not None and figure.measure is None
    }
