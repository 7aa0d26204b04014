"""Figures inside row labels: allowances, authorised and issued shares, treasury shares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.model import SHARES, Instant, Period, Place, Unit, count_unit, currency_unit
from gaapgraph.read.release.figure import Figure
from gaapgraph.read.release.number import parse_printed
from gaapgraph.read.release.period import find_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.read.release.cells import BodyRow
    from gaapgraph.read.release.context import Context
    from gaapgraph.read.release.label import RowLabel

__all__ = ["figures_in_label"]

_BREAK = re.compile(r"[—–;:]|,\s|\s-\s")
_LEAD = re.compile(r"^(?:and|or|net\s+of|less|including|of|with|respectively|,|;)\s+", re.IGNORECASE)
_TRAIL = re.compile(r"\s*\b(?:of|at|and|to|for|was|were|is)?\s*[,;:—–-]*\s*$", re.IGNORECASE)


def figures_in_label(
    row: BodyRow, label: RowLabel, headings: tuple[str, ...], context: Context, index: int, place: int
) -> Iterator[Figure]:
    """Yield the figures that a row's label states, one for each date where the label gives several.

    "allowance of JPY 24,677 thousand and JPY 22,072 thousand at March 31, 2008 and March 31, 2009, respectively" dates
    each amount; "377,600 shares … at March 31, 2008 and March 31, 2009" states two facts with one figure.
    """
    if not label.amounts or not row.label_cells:
        return
    periods = [phrase.period for phrase in find_phrases(label.full, context.calendar)]
    names = _names(label)
    for position, (start, end) in enumerate(label.amounts):
        text = label.full[start:end].strip()
        printed = parse_printed(text)
        if printed is None or printed.value is None:
            continue
        same = [other for other, name in enumerate(names) if name == names[position]]
        dated: list[Period | None] = list(periods) or [None]
        if len(same) == len(periods) > 1:
            dated = [periods[same.index(position)]]
        unit, scale = _unit(text, label.full, printed.currency, context), printed.scale or 0
        for period in dated:
            yield Figure(
                _place(row, start),
                text,
                printed.value.scaleb(scale) + 0,
                None if unit.currency is None else printed.places - scale,
                unit,
                period if period is not None else _latest(context),
                names[position],
                (*headings, label.text),
                full_label=label.full,
                within=index,
                row=place,
            )


def _place(row: BodyRow, start: int) -> Place:
    cell = row.label_cells[0]
    return Place(cell.line, None, max(cell.offset, 0) + start, cell.xpath, cell.element_id)


def _latest(context: Context) -> Period | None:
    return Instant(context.period.end) if context.period is not None else None


def _unit(text: str, full: str, code: str | None, context: Context) -> Unit:
    if code:
        return currency_unit(code)
    if re.search(r"\bADSs?\b", text):
        return count_unit("ADS")
    if re.search(r"shares", f"{text} {full}", re.IGNORECASE):
        return SHARES
    return currency_unit(context.currency or "USD")


def _names(label: RowLabel) -> list[str]:
    names: list[str] = []
    previous = 0
    for start, end in label.amounts:
        before = _TRAIL.sub("", label.full[previous:start]).strip(" ,;")
        segment = re.sub(r"\s+", " ", _BREAK.split(before)[-1]).strip()
        while _LEAD.match(segment + " "):
            segment = _LEAD.sub("", segment + " ").strip()
        if not segment and names and previous:
            segment = names[-1]
        if previous == 0 and segment and not _BREAK.search(before):
            segment = _after(label.full[end:], label.full[start:end]) or segment
        names.append(segment or _after(label.full[end:], label.full[start:end]))
        previous = end
    return names


def _after(tail: str, amount: str) -> str:
    words = re.split(r"\s+(?:at|as\s+of|in)\s+|[,;(]", tail, maxsplit=1)[0].strip(" ,;—-")
    noun = "shares" if "shares" in amount.lower() else ""
    return f"{noun} {words}".strip() if words else ""
