"""Ratios by their names: how often one thing goes into another, whatever the caption says of money or of per cent."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern

if TYPE_CHECKING:
    from gaapgraph.language.numeral import Printed

__all__ = ["is_bare_ratio", "is_of_premiums", "is_turns"]

_TURNS = late_pattern(
    r"\bbook[\s-]to[\s-]bill\b|\b(?:current|quick|acid[\s-]test|working\s+capital)\s+ratio\b"
    r"|\b(?:fixed[\s-]charges?|interest|dividend|debt[\s-]service|EBITDA)\s+coverage\b|\binventory\s+turn(?:s|over)?\b"
    r"|\bprice[\s/-]+earnings\s+ratio\b|\bP/E\s+ratio\b|\bearnings\s+to\s+fixed\s+charges\b",
    re.IGNORECASE,
)
_RATIO = late_pattern(r"\bratio\b(?!\s+of\s+(?:\w+\s+)*(?:shares|exchange))", re.IGNORECASE)
_OF_PREMIUMS = late_pattern(
    r"\b(?:combined|loss(?:\s+and\s+(?:loss\s+adjustment\s+expenses?|LAE))?|expense|acquisition(?:\s+cost)?|underwriting)\s+ratio\b"
    r"|\b(?:catastrophe|prior[\s-]year)\b.*[,(]\s*(?:in\s+)?points\)?\W*$|\bpoints\s+(?:of|on)\s+(?:the\s+)?(?:combined|loss)\s+ratio\b",
    re.IGNORECASE,
)
_LEAST_PERCENT = 2  # what is smaller may be a ratio of one to the other: "0.94"
_MOST_TURNS = Decimal(50)


def is_turns(label: str, printed: Printed) -> bool:
    """Say whether a figure tells how often one thing goes into another: "Book-to-bill ratio 1.12" among percentages."""
    return _is_bare(printed) and _TURNS.search(label) is not None and abs(printed.value or Decimal(0)) < _MOST_TURNS


def is_bare_ratio(label: str, printed: Printed) -> bool:
    """Say whether a figure without a mark is a ratio in per cent by its label: "Tier 1 capital ratio 10.4"."""
    return _is_bare(printed) and _RATIO.search(label) is not None and abs(printed.value or Decimal(0)) < 2 * _MOST_TURNS


def is_of_premiums(label: str, printed: Printed) -> bool:
    """Say whether a figure without a mark is in per cent of premiums, as insurers print it: "Combined ratio 82.9"."""
    is_large = abs(printed.value or Decimal(0)) > _LEAST_PERCENT
    return _is_bare(printed) and _OF_PREMIUMS.search(label) is not None and is_large


def _is_bare(printed: Printed) -> bool:
    return bool(printed.places) and not (printed.currency or printed.is_percent or printed.scale)
