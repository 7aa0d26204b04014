"""Every numeric token of a document, and what was made of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.model import Finding, Place
from gaapgraph.reader.release.figure import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.document.grid import Block, Cell
    from gaapgraph.reader.release.figure import Figure
    from gaapgraph.reader.release.prose import Prose
    from gaapgraph.reader.release.table import TableReading

__all__ = ["note_glyphs", "prose_tokens", "table_tokens", "token_order"]

_DIGITS = re.compile(r"[\d][\d,.]*")
_GHOST = "glyphs without meaning beside a heading or in a head, left by the scan"


def table_tokens(block: Block, reading: TableReading | None) -> Iterator[Token]:
    """Yield the numeric tokens of one table.

    A block that gave no figure is heads or layout: its tokens are labels.
    """
    figures = _places(reading.figures if reading else ())
    ghosts = {(line, column) for line, column, _ in reading.ghosts} if reading else set()
    heads = reading.head_lines if reading else set()
    for row in block.rows:
        for cell in row.cells:
            if not any(character.isdigit() for character in cell.text):
                continue
            if (cell.line, cell.column) in figures:
                yield Token(cell.line, cell.offset, cell.text, "fact", cell.column)
            elif (cell.line, cell.column) in ghosts or _is_glyphs(cell.text, cell.line in heads):
                yield Token(cell.line, cell.offset, cell.text, "noise", cell.column, _GHOST)
            elif cell.line in heads:
                yield Token(cell.line, cell.offset, cell.text, "head", cell.column)
            else:
                yield from _label_tokens(cell, figures)


def _places(figures: Iterable[Figure]) -> dict[tuple[int, int | None], list[Figure]]:
    places: dict[tuple[int, int | None], list[Figure]] = {}
    for figure in figures:
        places.setdefault((figure.place.line, figure.place.column), []).append(figure)
    return places


def _is_glyphs(text: str, in_head: bool) -> bool:
    if re.search(r"[$€£¥]|[A-Za-z]{2}|\d[QHM]\d|[QH]\d", text):
        return False
    return in_head and not re.search(r"\b(?:19|20)\d\d\b|%", text)


def _label_tokens(cell: Cell, figures: dict[tuple[int, int | None], list[Figure]]) -> Iterator[Token]:
    inside = figures.get((cell.line, None), [])
    spans = [(figure.place.offset or 0, (figure.place.offset or 0) + len(figure.printed)) for figure in inside]
    base = max(cell.offset, 0)
    for match in _DIGITS.finditer(cell.text):
        offset = base + match.start()
        kind = "fact" if any(low <= offset < high for low, high in spans) else "label"
        yield Token(cell.line, offset, match[0], kind, None if kind == "fact" else cell.column)


def note_glyphs(tokens: Iterable[Token], known: Iterable[Finding]) -> list[Finding]:
    """Return a finding for each token that is a glyph without meaning and has none yet, as in a row of heads."""
    places = {(finding.place.line, finding.place.column) for finding in known}
    return [
        Finding(
            "GG-READ-GHOST", "warning", Place(token.line, token.column), f"“{token.text}” is no figure and no head."
        )
        for token in tokens
        if token.kind == "noise" and token.reason == _GHOST and (token.line, token.column) not in places
    ]


def prose_tokens(prose: Prose) -> Iterator[Token]:
    """Yield the tokens of the sentences: those set aside, and those that are figures."""
    yield from prose.tokens
    seen = set()
    for figure in prose.figures:
        key = (figure.place.line, figure.place.offset)
        if key not in seen:
            seen.add(key)
            yield Token(figure.place.line, figure.place.offset or 0, figure.printed, "fact")


def token_order(token: Token) -> tuple[int, int, int]:
    """Return the document order of a token."""
    return (token.line, token.column or 0, token.offset)
