"""Text cut where figures stand in it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gaapgraph.graph import Figure
    from gaapgraph.page.part import Cell, Passage

__all__ = ["Segment", "cut_cells", "cut_text", "quote_cell", "quote_passage"]

_NOWHERE = -1_000_000  # no figure of a label has such an offset: all are found by their text


@frozen
class Segment:
    """A stretch of text; `figures` are what it states, if it is a figure, and `name` that of its place in the page."""

    text: str
    figures: tuple[Figure, ...] = ()
    name: str = ""


def cut_text(text: str, figures: Iterable[Figure], start: int = 0) -> list[Segment]:
    """Return a text in stretches, each figure a stretch of its own.

    Args:
        text: A line of prose, or a label.
        figures: Those in it, in order; each stands at its offset, or else where its print is next found.
        start: Offset of the text in its line.
    """
    spans: dict[tuple[int, int], list[Figure]] = {}
    place, last = 0, None
    for figure in figures:
        at = (figure.offset or 0) - start
        if at < 0 or not text.startswith(figure.text, at):
            at = text.find(figure.text, place if figure.offset != last else max(place - len(figure.text), 0))
        if at < 0:
            continue
        spans.setdefault((at, at + len(figure.text)), []).append(figure)
        place, last = at + len(figure.text), figure.offset
    return _cut(text, sorted(spans.items()))


def quote_cell(cell: Cell) -> list[Segment]:
    """Return a cell in stretches: the figures in a label, or the one figure that it is."""
    if cell.start == 0:
        return cut_text(cell.text, cell.figures, cell.offset if cell.offset >= 0 else _NOWHERE)
    return [Segment(cell.text, cell.figures)]


def quote_passage(passage: Passage) -> list[Segment]:
    """Return a line of prose in stretches; where its sentence is not known, each figure with what its label says."""
    if passage.text is not None:
        return cut_text(passage.text, passage.figures)
    segments: list[Segment] = []
    for _, group in groupby(passage.figures, key=lambda figure: (figure.offset, figure.text)):
        found = tuple(group)
        label = f"{found[0].label}: " if found[0].label else ""
        segments += [Segment(label), Segment(found[0].text, found), Segment("  ")]
    return segments


def cut_cells(line: str, cells: Iterable[tuple[int, str, Sequence[Figure]]]) -> list[Segment]:
    """Return a line of the source in stretches.

    Args:
        line: As it stands in the document.
        cells: Offset and text of each cell, with the figures that it states.
    """
    spans: dict[tuple[int, int], list[Figure]] = {}
    for offset, text, figures in cells:
        for figure in figures:
            at = figure.offset if figure.offset is not None else offset
            shown = text if figure.offset is None else figure.text
            at = line.find(shown, max(at, 0))
            if at >= 0:
                spans.setdefault((at, at + len(shown)), []).append(figure)
    return _cut(line, sorted(spans.items()))


def _cut(text: str, spans: list[tuple[tuple[int, int], list[Figure]]]) -> list[Segment]:
    segments, place = [], 0
    for (first, last), figures in spans:
        if first < place:
            continue
        if first > place:
            segments.append(Segment(text[place:first]))
        segments.append(Segment(text[first:last], tuple(figures)))
        place = last
    if place < len(text) or not segments:
        segments.append(Segment(text[place:]))
    return segments
