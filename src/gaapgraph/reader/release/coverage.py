"""Every numeric token of a document, and what was made of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.language.currency import CURRENCY_SIGNS
from gaapgraph.model import Finding
from gaapgraph.reader.table.chain import MOST_ROWS
from gaapgraph.reader.table.figure import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.document.grid import Block, Cell
    from gaapgraph.model import Place
    from gaapgraph.reader.release.prose import Prose
    from gaapgraph.reader.table.chain import TableReading
    from gaapgraph.reader.table.figure import Figure

__all__ = ["note_glyphs", "prose_tokens", "table_tokens"]

_DIGITS = re.compile(r"[\d][\d,.]*")
_GHOST = "glyphs without meaning beside a heading or in a head, left by the scan"


def table_tokens(block: Block, reading: TableReading | None) -> Iterator[Token]:
    """Yield the numeric tokens of one table.

    A block that gave no figure is heads or layout: its tokens are labels.
    """
    figures = _places(reading.figures if reading else ())
    ghosts = {place for place, _ in reading.ghosts} if reading else set()
    bounded = {place for place, _ in reading.bounded} if reading else set()
    heads = reading.head_rows if reading else set()
    for number, row in enumerate(block.rows):
        for cell in row.cells:
            if not any(character.isdigit() for character in cell.text):
                continue
            is_head = (cell.line, cell.row) in heads
            if cell.place in figures:
                yield Token(cell.place, cell.text, "fact")
            elif cell.place in bounded or (reading is not None and number >= MOST_ROWS):
                yield from (replace(token, kind="unresolved") for token in _label_tokens(cell, figures))
            elif cell.place in ghosts or _is_glyphs(cell.text, is_head):
                yield Token(cell.place, cell.text, "noise", _GHOST)
            elif is_head:
                yield Token(cell.place, cell.text, "head")
            else:
                yield from _label_tokens(cell, figures)


def _places(figures: Iterable[Figure]) -> dict[Place, list[Figure]]:
    """Return figures by the place of their cell; those inside a label by that of the label, without offset."""
    places: dict[Place, list[Figure]] = {}
    for figure in figures:
        places.setdefault(replace(figure.place, offset=None), []).append(figure)
    return places


def _is_glyphs(text: str, in_head: bool) -> bool:
    if re.search(
        r"[" + CURRENCY_SIGNS + r"]|[A-Za-z]{2}|\d\s?[QHM]\s?['’]?\d|[QH]\s?\d|\b\d{1,2}/\d{1,2}/\d{2}\b", text
    ):
        return False
    return in_head and not re.search(r"\b(?:19|20)\d\d\b|%|\b000\b", text)


def _label_tokens(cell: Cell, figures: dict[Place, list[Figure]]) -> Iterator[Token]:
    inside = figures.get(replace(cell.place, column=None), [])
    spans = [(figure.place.offset or 0, (figure.place.offset or 0) + len(figure.printed)) for figure in inside]
    for match in _DIGITS.finditer(cell.text):
        place = cell.place_of(match.start())
        if any(low <= (place.offset or 0) < high for low, high in spans):
            yield Token(place, match[0], "fact")
        else:
            yield Token(replace(place, column=cell.column), match[0], "label")


def note_glyphs(tokens: Iterable[Token], known: Iterable[Finding]) -> list[Finding]:
    """Return a finding for each token that is a glyph without meaning and has none yet, as in a row of heads."""
    places = {finding.place for finding in known}
    return [
        Finding("GG-READ-GHOST", "warning", token.place, f"“{token.text}” is no figure and no head.")
        for token in tokens
        if token.kind == "noise" and token.reason == _GHOST and token.place not in places
    ]


def prose_tokens(prose: Prose) -> Iterator[Token]:
    """Yield the tokens of the sentences: those set aside, and those that are figures."""
    yield from prose.tokens
    yield from {figure.place: Token(figure.place, figure.printed, "fact") for figure in prose.figures}.values()
