"""The lines of the source, with the figures in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.page.part import Passage
from gaapgraph.page.segment import Segment, cut_cells, quote_cell, quote_passage
from gaapgraph.page.view import LineView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gaapgraph.graph import Figure
    from gaapgraph.page.anchor import Anchors
    from gaapgraph.page.document_text import Source
    from gaapgraph.page.part import Row, Table
    from gaapgraph.page.view import Flag

__all__ = ["view_lines"]

_GAP = Segment("  ")


def view_lines(
    report: str,
    source: Source | None,
    parts: Sequence[Table | Passage],
    anchors: Anchors,
    flags: Callable[[int], tuple[Flag, ...]],
) -> list[LineView]:
    """Return the lines of a document; where its text is not at hand, those of which the graph knows figures.

    Args:
        report: IRI of its report.
        source: Its text, where it is at hand.
        parts: Its tables and lines of prose.
        anchors: Names in the page.
        flags: Gives the results about a line.
    """
    if source is not None and not source.lines:
        return list(_view_blocks(report, parts, anchors, flags))
    quoted, others = _quote(parts)
    if source is not None and source.lines:
        found = _list_cells(parts)
        cuts = {number: cut_cells(line, found.get(number, ())) for number, line in enumerate(source.lines, 1)}
        lines = {number: cut if _has_text(cut) else quoted.get(number, cut) for number, cut in cuts.items()}
    else:
        lines = dict(sorted(quoted.items()))
    views, named = [], set(lines)
    for number, segments in lines.items():
        also = sorted(others.get(number, set()) - named)
        named.update(also)
        names = tuple(anchors.line(report, each) for each in (number, *also))
        views.append(LineView(number, names, tuple(segments), flags(number)))
    return views


def _view_blocks(
    report: str,
    parts: Sequence[Table | Passage],
    anchors: Anchors,
    flags: Callable[[int], tuple[Flag, ...]],
) -> Iterator[LineView]:
    """Yield the paragraphs and the rows of a page of HTML, in its order."""
    named: set[int] = set()
    tables = 0
    for part in parts:
        is_table = not isinstance(part, Passage)
        tables += is_table
        number = next((figure.place.table for figure in part.figures if figure.place.table), tables) if is_table else 0
        rows: Sequence[Row | Passage] = (part,) if isinstance(part, Passage) else part.rows
        for order, row in enumerate(rows, 1):
            is_first = row.line not in named
            named.add(row.line)
            at = next((figure.place.row for figure in row.figures if figure.place.row), order)
            yield LineView(
                number=row.line,
                names=(anchors.line(report, row.line),) if is_first else (),
                segments=tuple(quote_passage(row)) if isinstance(row, Passage) else (),
                flags=flags(row.line) if is_first else (),
                label=f"t{number}:{at}" if is_table else "¶",
                cells=() if isinstance(row, Passage) else tuple(tuple(quote_cell(cell)) for cell in row.cells),
            )


def _quote(parts: Sequence[Table | Passage]) -> tuple[dict[int, list[Segment]], dict[int, set[int]]]:
    """Return what is known of each line, and by the line of a row the lines on which its cells stand."""
    quoted: dict[int, list[Segment]] = {}
    others: dict[int, set[int]] = {}
    for part in parts:
        if isinstance(part, Passage):
            quoted.setdefault(part.line, []).extend(quote_passage(part))
            continue
        for row in part.rows:
            line = quoted.setdefault(row.line, [])
            for cell in row.cells:
                line += [*quote_cell(cell), _GAP]
            others.setdefault(row.line, set()).update(figure.line for figure in row.figures)
    return quoted, others


def _list_cells(parts: Sequence[Table | Passage]) -> dict[int, list[tuple[int, str, Sequence[Figure]]]]:
    """Return offset, text and figures of all cells, and of the lines of prose, by line."""
    found: dict[int, list[tuple[int, str, Sequence[Figure]]]] = {}
    for part in parts:
        if isinstance(part, Passage):
            found.setdefault(part.line, []).append((0, part.text or "", part.figures))
            continue
        for row in part.rows:
            found.setdefault(row.line, []).extend((max(c.offset, 0), c.text, c.figures) for c in row.cells)
    return found


def _has_text(segments: Sequence[Segment]) -> bool:
    return any(segment.text.strip() for segment in segments)
