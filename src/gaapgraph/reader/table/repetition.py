"""Rows that were read twice: a label over two lines, and the figures once beside each."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.language.fold import fold
from gaapgraph.language.span import find_phrases

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.reader.table.row import BodyRow

__all__ = ["join_broken", "join_twins"]


def join_twins(body: list[BodyRow], known: frozenset[str], calendar: FiscalCalendar) -> list[BodyRow]:
    """Return the rows with each pair that is one printed row read twice given their common label.

    Two rows are such a pair where their figures stand in the same columns with the same pattern of digits
    and punctuation, and their labels joined are a label of the document or name a period, while the first alone is
    neither.
    """
    joined = list(body)
    for index in range(len(joined) - 1):
        first, second = joined[index], joined[index + 1]
        if first.copy_of is None and _same_pattern(first, second):
            label = f"{first.label} {second.label}".strip()
            if _is_whole(label, first.label, second.label, known, calendar):
                joined[index] = replace(first, label=label)
                joined[index + 1] = replace(second, label=label, copy_of=first.line)
    return joined


def _same_pattern(first: BodyRow, second: BodyRow) -> bool:
    if not first.numbers or len(first.numbers) != len(second.numbers):
        return False
    return all(
        left.cell.start == right.cell.start and _mask(left.text) == _mask(right.text)
        for left, right in zip(first.numbers, second.numbers, strict=True)
    )


_FIGURE = re.compile(r"\d")


def _mask(text: str) -> str:
    return _FIGURE.sub("9", text)


def _is_whole(label: str, first: str, second: str, known: frozenset[str], calendar: FiscalCalendar) -> bool:
    if not first or not second:
        return False
    if fold(label) in known and fold(second) not in known - {fold(second)}:
        return True
    phrases = find_phrases(label, calendar)
    covers = bool(phrases) and phrases[0].start == 0 and phrases[-1].end >= len(label.strip())
    return covers and not find_phrases(first, calendar)


def join_broken(body: list[BodyRow]) -> list[BodyRow]:
    """Return the rows with each label that is broken over two rows made whole.

    The first has no figures, and the second goes on in lower case.
    """
    joined: list[BodyRow] = []
    for row in body:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, row):
            label = f"{before.label} {row.label}"
            joined[-1] = replace(row, label=label, label_cells=(*before.label_cells[:1], *row.label_cells[1:]))
        else:
            joined.append(row)
    return joined


def _goes_on(first: BodyRow, second: BodyRow) -> bool:
    if (
        first.numbers
        or first.others
        or not second.numbers
        or not re.match(r"(?:\(?[a-z]{2,}|[–—-]\s?[a-z])", second.label)
    ):
        return False
    return (
        bool(re.search(r"[A-Za-z,\-–—/]$", first.label)) and len(first.label_cells) == 1 and not first.label.isupper()
    )
