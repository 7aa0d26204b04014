"""Names of rows and columns that tell of what stands at a day, even where the columns are years."""

from __future__ import annotations

import re
from functools import lru_cache

from gaapgraph.deferral import late_pattern

__all__ = ["holds_cash_flows", "is_holding", "is_of_inputs", "stands_at_day"]

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
# Tables of segments end in what each holds: "Inventories" below a year of revenues and expenses.
_HOLDING = re.compile(
    r"(?:total\s+)?(?:inventor(?:y|ies)|(?:trade\s+|accounts\s+)*receivables?)(?:,?\s+net)?"
    r"|(?:total\s+)?property,?\s+(?:plant,?\s+)?(?:and|&)\s+equipment\W+net"
    r"|(?:total\s+)?(?:identifiable\s+)?(?:net\s+)?(?:assets|liabilities)\s+(?:acquired|assumed)"
    r"(?:\s+and\s+liabilities\s+assumed)?(?:,?\s+net)?",
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
_CLOSE = 3


@lru_cache(maxsize=4096)
def stands_at_day(head: str) -> bool:
    """Say whether the head of a column names what is owed or worth at a day.

    >>> stands_at_day("Acquisition Date Fair Value"), stands_at_day("Change in fair value")
    (True, False)
    """
    return bool(_PLANNED.search(head) or (_VALUE.search(head) and not _MOVED.search(head)))


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


def is_of_inputs(captions: tuple[str, ...], heads: list[str]) -> bool:
    """Say whether a table lists the inputs of a valuation, which hold at its day whatever its head says of years."""
    return any(_INPUTS.search(text) for text in captions[-_CLOSE:]) and any(_OF_INPUTS.search(head) for head in heads)
