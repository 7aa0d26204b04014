"""What is known of a document before one of its tables is read."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.currency import DOLLARS, currencies
from gaapgraph.language.quantity import read_quantity, read_scale, strip_quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.document.grid import Block
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Instant, Period

__all__ = ["Context", "find_notes", "infer_dollar", "infer_scale", "says_growth"]

_EVERYWHERE = re.compile(r"\b(?:all|unless|except\s+where|except\s+as)\b", re.IGNORECASE)
_CAPTION = re.compile(r"\([^()]*\bin\s+(?:thousands|millions|billions)\b[^()]*\)", re.IGNORECASE)
_FIGURES = late_pattern(r"\b(?:otherwise|figures|amounts|numbers)\b", re.IGNORECASE)
_LONGEST_CAPTION = 160
_SCALED = re.compile(r"thousand|million|billion|000|\Wm+\b|\Wbn\b", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"\b(?:amounts?|dollars?|figures?|numbers?|expressed|stated|presented|reported|shown|tabular|are|is|all|in|of|and|or"
    r"|unaudited|except|as|otherwise|indicated|noted|specified|unless|per|shares?|data|where|for|the)\b",
    re.IGNORECASE,
)
_STATED = late_pattern(r"\d[\d.,]*\s+(?:thousand|million|billion)", re.IGNORECASE)
_GROWTH_NOTE = re.compile(
    r"(?:percentages?|per\s?cents?|%)(?:\s+figures)?\s+(?:\w+\s+){0,4}?(?:indicate|show|represent|are|denote)\w*\s+(?:the\s+)?"
    r"(?:\w+[\s-]+){0,4}?(?:chang|increas|growth|compar|year-on-year|year-over-year)",
    re.IGNORECASE,
)


_GLUED_MARK = late_pattern(r"(?P<label>.*(?:[A-Za-z]{3}|\)))(?P<marks>[1-9](?:,[1-9])*)")
_NOTE = re.compile(r"^\W*(?P<mark>[1-9])\s+[A-Z].{20}", re.DOTALL)
_LONG_NOTE = 25
_MARK_AND_TEXT = 2
_US_DOLLAR = late_pattern(r"\bUS\s?\$|\bU\.\s?S\.|\bUSD\b|\bUnited\s+States\b|\bUS\s+dollars?\b", re.IGNORECASE)
_IN_DOLLARS = re.compile(
    r"(?:\b(?:thousands?|millions?|billions?)\s+of|\b(?:expressed|stated|presented|reported|shown)\s+in"
    r"|\b(?:amounts?|figures|numbers|information|statements|results|data)\b[^.;()]{0,60}?\bin|\(\s*(?:unaudited\W+)?in)\s+"
    r"(?P<what>(?!thousands?\b|millions?\b|billions?\b)[\w.]+(?:\s+\w+)?\s+(?:dollars|\$)|[A-Z]{1,3}\$|[A-Z]{3}\b)",
    re.IGNORECASE,
)


@frozen
class Context:
    """What is known of the document.

    Attributes:
        calendar: The reporter's fiscal calendar.
        currency: The currency that the document names most.
        period: The period that it reports on.
        labels: All row labels, folded.
        scale: Power of ten of all amounts "unless otherwise stated".
        is_continental: Numbers have decimal commas.
        dollar: What a bare dollar sign stands for, where the amounts of the document are in other than US dollars.
        deal: The day of the acquisition of which the prose above a table speaks last.
        percent_is_growth: A note says that percentages beside amounts are changes against the year before.
        share_scale: Power of ten of share counts in the tables before, as income over shares tells it.
        notes: Numbers of the footnotes, where their marks may have been glued to words: "Revenues1".
    """

    calendar: FiscalCalendar
    currency: str | None
    period: Period | None = None
    labels: frozenset[str] = frozenset()
    scale: int | None = None
    is_continental: bool = False
    percent_is_growth: bool = False
    dollar: str | None = None
    notes: frozenset[str] = frozenset()
    deal: Instant | None = None
    share_scale: int | None = None

    def unmark(self, label: str) -> str:
        """Return a label without the mark of a footnote that lost its raise: "Gross profit per ton2"."""
        found = _GLUED_MARK.fullmatch(label.rstrip()) if self.notes else None
        if found is None or not set(found["marks"].split(",")) <= self.notes:
            return label
        return found["label"]

    def in_own_dollars(self, code: str, *evidence: str) -> str:
        """Return the currency of an amount, its bare dollar sign read as the document's own dollar.

        Args:
            code: The currency that the sign alone stands for.
            evidence: The words around the amount, which may name US dollars.
        """
        if code != "USD" or self.dollar is None or any(_US_DOLLAR.search(text) for text in evidence):
            return code
        return self.dollar


def find_notes(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the numbers of footnotes that stand at the start of a line or in a cell of their own before their text."""
    found = set()
    for block in blocks:
        note = None if block.is_table else _NOTE.match(block.text)
        found |= {note["mark"]} if note is not None else set()
        for row in block.rows:
            texts = [cell.text for cell in row.cells]
            if len(texts) == _MARK_AND_TEXT and re.fullmatch("[1-9]", texts[0]) and len(texts[1]) > _LONG_NOTE:
                found.add(texts[0])
    return frozenset(found)


def infer_scale(prose: str, captions: Iterable[str] = ()) -> int | None:
    """Return the scale that a document gives to all amounts that say nothing else, or that its captions all give.

    Args:
        prose: All lines outside of tables.
        captions: Cells of heads, of which those that only give a scale are captions as well: "US$ millions".

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
    found = [read_scale(match[0]) for match in _CAPTION.finditer(prose)]
    found += [read_scale(text) for text in (*prose.split("\n"), *captions) if _is_caption(text)]
    return found[0] if len(set(found)) == 1 else None


def _is_caption(text: str) -> bool:
    """Say whether a line gives a scale and says nothing else.

    >>> _is_caption("Amounts in millions of dollars, except per share amounts"), _is_caption("Sales in millions")
    (True, False)
    """
    return (
        len(text) < _LONGEST_CAPTION
        and _SCALED.search(text) is not None
        and read_scale(text) is not None
        and not re.search(r"\w", _SAYS_NOTHING.sub(" ", strip_quantity(text)))
    )


def infer_dollar(text: str) -> str | None:
    """Return the dollar that a document says most often that its amounts are in, unless it is the US dollar.

    >>> infer_dollar("All amounts are in Canadian dollars."), infer_dollar("in millions of U.S. dollars")
    ('CAD', None)
    >>> infer_dollar("Its notes are denominated in Canadian dollars.") is None
    True
    """
    votes = Counter(
        code for match in _IN_DOLLARS.finditer(text) for code in currencies(match["what"])[:1] if code in DOLLARS
    )
    code = votes.most_common(1)[0][0] if votes else None
    return None if code == "USD" else code


def says_growth(prose: str) -> bool:
    """Say whether a note calls the percentages beside amounts changes against the year before.

    >>> says_growth("Percentages indicate year-on-year changes.")
    True
    """
    return bool(_GROWTH_NOTE.search(prose))
