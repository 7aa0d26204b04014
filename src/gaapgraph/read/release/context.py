"""What is known of a document before one of its tables is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaapgraph.read.release.head import read_quantity

if TYPE_CHECKING:
    from gaapgraph.model import Period
    from gaapgraph.read.release.calendar import FiscalCalendar

__all__ = ["Context", "infer_scale", "says_growth"]

_EVERYWHERE = re.compile(r"\b(?:all|unless|except\s+where|except\s+as)\b", re.IGNORECASE)
_FIGURES = re.compile(r"\b(?:otherwise|figures|amounts|numbers)\b", re.IGNORECASE)
_STATED = re.compile(r"\d[\d.,]*\s+(?:thousand|million|billion)", re.IGNORECASE)
_GROWTH_NOTE = re.compile(
    r"(?:percentages?|per\s?cents?|%)(?:\s+figures)?\s+(?:\w+\s+){0,4}?(?:indicate|show|represent|are|denote)\w*\s+(?:the\s+)?"
    r"(?:\w+[\s-]+){0,4}?(?:chang|increas|growth|compar|year-on-year|year-over-year)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the document.

    Attributes:
        calendar: The reporter's fiscal calendar.
        currency: The currency that the document names most.
        period: The period that it reports on.
        labels: All row labels, folded.
        scale: Power of ten of all amounts "unless otherwise stated".
        is_continental: Numbers have decimal commas.
        percent_is_growth: A note says that percentages beside amounts are changes against the year before.
    """

    calendar: FiscalCalendar
    currency: str | None
    period: Period | None = None
    labels: frozenset[str] = frozenset()
    scale: int | None = None
    is_continental: bool = False
    percent_is_growth: bool = False


def infer_scale(prose: str) -> int | None:
    """Return the scale that a document gives to all amounts that say nothing else.

    >>> infer_scale("All figures in thousands of euros unless stated otherwise.")
    3
    """
    for sentence in re.split(r"[.\n]", prose):
        if (
            _EVERYWHERE.search(sentence)
            and _FIGURES.search(sentence)
            and re.search(r"\bin\b", sentence)
            and not _STATED.search(sentence)
        ):
            scale = read_quantity(sentence).scale
            if scale is not None:
                return scale
    return None


def says_growth(prose: str) -> bool:
    """Say whether a note calls the percentages beside amounts changes against the year before.

    >>> says_growth("Percentages indicate year-on-year changes.")
    True
    """
    return bool(_GROWTH_NOTE.search(prose))
