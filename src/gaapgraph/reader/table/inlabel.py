"""Figures inside row labels: allowances, authorised and issued shares, treasury shares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.language.numeral import parse_printed
from gaapgraph.language.span import find_phrases
from gaapgraph.model import SHARES, Instant, Period, Place, Unit, count_unit, currency_unit
from gaapgraph.reader.table.figure import Figure
from gaapgraph.vocabulary import XBRLI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.language.numeral import Printed
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.context import Context
    from gaapgraph.reader.table.row import BodyRow
    from gaapgraph.reader.table.stub import RowLabel

__all__ = ["figures_in_label"]

_BREAK = re.compile(r"[—–;:]|,\s|\s-\s")
_THRESHOLD = re.compile(
    r"\b(?:above|over|below|under|exceeding|more\s+than|less\s+than|greater\s+than|up\s+to|at\s+least)\s*$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"\s*(?:shares\s+)?((?:authori[sz]ed|issued|outstanding)(?:(?:,|\s+and)\s+(?:issued|outstanding))*|par\s+value)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:and|or|,)\s*", re.IGNORECASE)
_LEAD = re.compile(r"^(?:and|or|net\s+of|less|including|of|with|respectively|,|;)\s+", re.IGNORECASE)
_TRAIL = re.compile(r"\s*\b(?:of|at|and|to|for|was|were|is)?\s*[,;:—–-]*\s*$", re.IGNORECASE)


def figures_in_label(
    row: BodyRow,
    label: RowLabel,
    headings: tuple[str, ...],
    context: Context,
    columns: list[Column],
    index: int,
    place: int,
) -> Iterator[Figure]:
    """Yield the figures that a row's label states, one for each date where the label gives several.

    "allowance of JPY 24,677 thousand and JPY 22,072 thousand at March 31, 2008 and March 31, 2009, respectively" dates
    each amount; "377,600 shares … at March 31, 2008 and March 31, 2009" states two facts with one figure.
    """
    if not label.amounts or not row.label_cells:
        return
    amounts = [column for column in columns if column.is_amount and column.period is not None]
    named: list[Period | None] = [phrase.period for phrase in find_phrases(label.full, context.calendar)]
    names = _names(label)
    for position, (start, end) in enumerate(label.amounts):
        text = label.full[start:end].strip()
        printed = parse_printed(text, context.is_continental)
        if printed is None or printed.value is None or _THRESHOLD.search(label.full[:start]):
            continue
        same = [other for other, name in enumerate(names) if name == names[position]]
        dated = (
            named
            or [column.period for column in amounts if len(same) == len(amounts) > 1]
            or [_latest(amounts, context)]
        )
        if len(same) == len(dated) > 1:
            dated = [dated[same.index(position)]]
        unit, scale = _unit(text, label.full[end:], label.full, printed, context), _scale(printed, amounts)
        for period in dated:
            yield Figure(
                _place(row, start),
                text,
                printed.value.scaleb(scale) + 0,
                None if unit.currency is None else printed.places - scale,
                unit,
                period,
                names[position],
                (*headings, label.text),
                full_label=label.full,
                within=index,
                row=place,
            )


def _scale(printed: Printed, amounts: list[Column]) -> int:
    """Return the scale of an amount of money in a label: its own, or else, of whole amounts, that of the columns."""
    if printed.scale is not None or printed.currency is None or printed.places:
        return printed.scale or 0
    return (amounts[0].quantity.scale or 0) if amounts else 0


def _place(row: BodyRow, start: int) -> Place:
    return row.label_cells[0].place_of(start)


def _latest(amounts: list[Column], context: Context) -> Period | None:
    instants = [column.period for column in amounts if isinstance(column.period, Instant)]
    if instants:
        return max(instants, key=lambda instant: instant.date)
    return Instant(context.period.end) if context.period is not None else None


def _unit(text: str, after: str, full: str, printed: Printed, context: Context) -> Unit:
    if printed.currency:
        is_par = printed.places > 1 and re.match(r"\s*(?:stated\s+)?par\b", after, re.IGNORECASE)
        unit = currency_unit(context.in_own_dollars(printed.currency, text))
        return unit.per(XBRLI.shares) if is_par else unit
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
    return _named_after(names, label)


def _named_after(names: list[str], label: RowLabel) -> list[str]:
    """Return the names with those that stand after their figures, as in "100,000 shares authorized; 48,000 issued"."""
    for position in range(len(names) - 1, -1, -1):
        end = label.amounts[position][1]
        tail = _NAMED_AFTER.match(label.full, end)
        if tail is not None:
            names[position] = f"shares {tail[1]}" if tail[1].lower() != "par value" else tail[1]
        elif position + 1 < len(names) and _JOINT.fullmatch(label.full, end, label.amounts[position + 1][0]):
            names[position] = names[position + 1]
    return names


def _after(tail: str, amount: str) -> str:
    words = re.split(r"\s+(?:at|as\s+of|in)\s+|[,;(]", tail, maxsplit=1)[0].strip(" ,;—-")
    noun = "shares" if "shares" in amount.lower() else ""
    return f"{noun} {words}".strip() if words else ""
