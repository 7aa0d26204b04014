"""What a document prints and nothing can be: dates that no calendar has, durations of nothing, endless numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.language.date import impossible_dates
from gaapgraph.language.numeral import MOST_DIGITS
from gaapgraph.model import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.document.grid import Block
    from gaapgraph.reader.table.figure import Figure

__all__ = ["note_impossible", "undate"]

_NOTHING = re.compile(
    r"(?<![\d.,])0+[\s-]+(?:fiscal\s+)?(?:months?|weeks?|years?|quarters?)\s+(?:ended|ending)\b", re.IGNORECASE
)
_ENDLESS = re.compile(rf"\d[\d,.'’]{{{MOST_DIGITS},}}")
_OTHER_DIGIT = re.compile(r"^[^\w]*[²³¹⁰⁴-⁹①-⑳]{2,}[^\w]*$")
_SHOWN = 60


def note_impossible(blocks: Iterable[Block]) -> list[Finding]:
    """Return a finding for each print that is no date, duration or figure though it looks like one."""
    return list(_find(blocks))


def undate(figures: list[Figure], blocks: Iterable[Block]) -> None:
    """Take the period from the figures below a head that is no date and no duration: nothing dates them."""
    below: set[Place] = set()
    for block in blocks:
        spans: list[tuple[int, int]] = []
        for row in block.rows:
            below |= {cell.place for cell in row.cells if any(low <= cell.start < high for low, high in spans)}
            spans += [(cell.start, cell.stop) for cell in row.cells if cell.start and _is_no_time(cell.text)]
    for index, figure in enumerate(figures):
        if figure.place in below:
            figures[index] = replace(figure, period=None, comparative=None)


def _is_no_time(text: str) -> bool:
    return bool(_NOTHING.search(text)) or bool(impossible_dates(text))


def _find(blocks: Iterable[Block]) -> Iterator[Finding]:
    for block in blocks:
        if not block.is_table:
            yield from _note(block.place_of(0), block.text, is_cell=False)
        for row in block.rows:
            for cell in row.cells:
                yield from _note(cell.place, cell.text, is_cell=True)


def _note(place: Place, text: str, *, is_cell: bool) -> Iterator[Finding]:
    if text.isascii() and not any(character.isdigit() for character in text):
        return
    for _, printed in impossible_dates(text):
        yield _finding(place, f"“{printed}” is a day that no calendar has: it dates nothing.")
    for match in _NOTHING.finditer(text):
        yield _finding(place, f"“{match[0]}” is no time at all: it dates nothing.")
    if is_cell and (endless := _ENDLESS.search(text)) is not None and _digits(endless[0]) > MOST_DIGITS:
        yield _finding(place, f"“{endless[0][:_SHOWN]}…” has {_digits(endless[0]):,} digits: it is no figure.")
    if is_cell and _OTHER_DIGIT.match(text):
        yield _finding(place, f"“{text[:_SHOWN]}” has no decimal digits: it is no figure.")


def _digits(text: str) -> int:
    return sum(character.isdecimal() for character in text)


def _finding(place: Place, message: str) -> Finding:
    return Finding("GG-READ-CELL", "warning", place, message)
