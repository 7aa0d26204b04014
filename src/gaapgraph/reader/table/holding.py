"""Names of rows and columns that tell of what stands at a day, even where the columns are years."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from gaapgraph.model import Duration
    from gaapgraph.reader.table.offer import TimeOffer
    from gaapgraph.reader.table.section import Section
    from gaapgraph.reader.table.unit_problem import Measured

__all__ = ["holds_cash_flows", "is_alike_at_end", "is_holding", "is_of_inputs", "stands_at_day"]

# Debt tables and notes on acquisitions head columns by what is owed or worth at a day: "Principal Amount".
_VALUE = re.compile(
    r"\b(?:fair|carrying|book)\s+(?:value|amount)s?\b|\b(?:principal|face)\s+(?:amount|value)s?\b"
    r"|^\W*(?:stated\s+|coupon\s+|effective\s+)?interest\s+rates?\W*$",
    re.IGNORECASE,
)
# Reports list what directors have planned to trade, as of their own last day.
_PLANNED = re.compile(
    r"\bto\s+be\s+(?:sold|purchased)\b|\baggregate\s+number\s+of\s+(?:shares|securities)\b", re.IGNORECASE
)
_MOVED = late_pattern(
    r"\b(?:chang\w+|gains?|loss(?:es)?|adjust\w*|grant\w*|vest\w*|averages?|paid|repa\w+|redeem\w*|issued|purchased"
    r"|acquired|sold|impair\w*|recogni[sz]ed|proceeds)\b",
    re.IGNORECASE,
)
# What only one quarter of the half-year has: "Cooling degree days"
_SEASONAL = late_pattern(r"\bdegree[\s-]days\b", re.IGNORECASE)
# Tables of segments end in what each holds: "Inventories" below a year of revenues and expenses.
_HOLDING = re.compile(
    r"(?:total\s+)?(?:inventor(?:y|ies)|(?:trade\s+|accounts\s+)*receivables?)(?:,?\s+net)?"
    r"|(?:total\s+)?property,?\s+(?:plant,?\s+)?(?:and|&)\s+equipment\W+net"
    r"|(?:total\s+)?(?:identifiable\s+)?(?:net\s+)?(?:assets|liabilities)\s+(?:acquired|assumed)"
    r"(?:\s+and\s+liabilities\s+assumed)?(?:,?\s+net)?"
    r"|(?:(?:contract|order|sales|total|ending|funded|unfunded|period[\s-]end|quarter[\s-]end)\s+)*backlog"
    # managers of assets state them below flows of the quarter
    r"|(?:(?:total|ending|period[\s-]end|client|fee[\s-](?:earning|paying))\s+)*(?:assets\s+under\s+(?:management|administration"
    r"|advisement)|AUM|AUA)(?:\s*\((?!average\b|avg\b)[^()]*\))?",
    re.IGNORECASE,
)
_MOVES = late_pattern(
    r"\b(?:chang\w+|increases?|decreases?|write-?(?:offs?|downs?)|impair\w*|charges?|provisions?|purchases?|payments?"
    r"|adjust\w*|activit(?:y|ies))\b",
    re.IGNORECASE,
)
_OF_CASH = re.compile(r"\bcash\s+(?:\(?used\b|provided|flows?|from|generated)", re.IGNORECASE)
_INPUTS = re.compile(r"\bunobservable\s+inputs?\b", re.IGNORECASE)
_OF_INPUTS = late_pattern(
    r"\b(?:ranges?|weighted[\s-]+averages?|inputs?|minimum|maximum|median|low|high)\b", re.IGNORECASE
)
_AVERAGED = late_pattern(r"\b(?:averages?|weighted|basic|diluted)\b", re.IGNORECASE)
_CLOSE = 3


# Builders of homes: "Net Contracts | Deliveries | Contract Backlog"
_BACKLOG = late_pattern(r"\W*(?:(?:contract|order|sales|ending|quarter[\s-]end)\s+)*backlog\W*", re.IGNORECASE)


@lru_cache(maxsize=4096)
def stands_at_day(head: str) -> bool:
    """Say whether the head of a column names what is owed or worth at a day.

    >>> stands_at_day("Acquisition Date Fair Value"), stands_at_day("Change in fair value")
    (True, False)
    """
    return bool(_PLANNED.search(head) or _BACKLOG.fullmatch(head) or (_VALUE.search(head) and not _MOVED.search(head)))


@lru_cache(maxsize=4096)
def is_holding(label: str, path: tuple[str, ...]) -> bool:
    """Say whether a row names what is held at a day, and no heading above it says that it moves.

    >>> is_holding("Inventories", ("Supplemental information:",)), is_holding("Inventories", ("Changes in:",))
    (True, False)
    """
    return bool(_HOLDING.fullmatch(label)) and not any(_MOVES.search(text) for text in path)


def holds_cash_flows(labels: list[str]) -> bool:
    """Say whether rows are those of a statement of cash flows, whose "Inventories" are changes of inventories."""
    return any(_OF_CASH.search(label) for label in labels)


def is_alike_at_end(
    section: Section, number: int, measures: tuple[Measured | None, ...], offers: tuple[TimeOffer, ...]
) -> bool:
    """Say whether a row states the same for spans of two lengths that end on one day, and so for each of two days.

    Net debt, loans and employees stand at the end of the quarter and of the half-year; what flows does not.
    """
    by_end: dict[date, set[tuple[Duration, Decimal]]] = defaultdict(set)
    row = section.rows[number]
    for printed, place, measured in zip(row.row.numbers, section.places[number], measures, strict=True):
        span = offers[place].duration if place is not None and not offers[place].is_guessed else None
        is_amount = measured is not None and measured.measure is None and not measured.unit.denominator
        if span is not None and is_amount and printed.printed.value and not printed.printed.is_percent:
            by_end[span.end].add((span, printed.printed.value))
    several = [found for found in by_end.values() if len({span for span, _ in found}) > 1]
    alike = all(len({value for _, value in found}) == 1 for found in several)
    return len(several) > 1 and alike and not (_AVERAGED.search(row.label.full) or _SEASONAL.search(row.label.full))


def is_of_inputs(captions: tuple[str, ...], heads: list[str]) -> bool:
    """Say whether a table lists the inputs of a valuation, which hold at its day whatever its head says of years."""
    return any(_INPUTS.search(text) for text in captions[-_CLOSE:]) and any(_OF_INPUTS.search(head) for head in heads)
