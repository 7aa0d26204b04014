"""Heads of Markdown put back above their columns: it keeps how wide a head is as empty cells, and not how high.

A converter writes a head over several columns as its words and empty cells, and leaves out the cells below one that
reaches over several rows: the words of the next row slide to the left of the columns that they name.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern

if TYPE_CHECKING:
    from gaapgraph.document.grid import Cell, GridRow
    from gaapgraph.reader.table.row import BodyRow

__all__ = ["align_heads"]

_SEVERAL = 2
_WORDED = late_pattern(r"[^\W_]|[$%]")

Span = tuple[int, int]


def align_heads(heads: list[GridRow], body: list[BodyRow], spans: list[Span]) -> tuple[list[GridRow], int]:
    """Return rows of heads with each cell above the columns that it names, and the logical column at which labels end.

    Args:
        heads: Rows of heads, top first.
        body: The rows below.
        spans: Logical columns of the figures, left to right.
    """
    label_stop = _label_stop(body, spans)
    width = max((row.row.width for row in body), default=0)
    if not spans or not heads or not all(_is_flat(cell) for row in heads for cell in row.cells):
        return heads, label_stop
    aligned: list[GridRow] = []
    for number, row in enumerate(heads):
        if row.width < width:
            above = next((other for other in reversed(aligned) if other.width >= width), None)
            below = next((other for other in heads[number + 1 :] if other.width >= width), None)
            row = _moved(row, _groups(above, spans, label_stop), below, width)
        aligned.append(row)
    return [_over_all(row, aligned, spans, label_stop) for row in aligned], label_stop


def _label_stop(body: list[BodyRow], spans: list[Span]) -> int:
    """Return the logical column at which labels end.

    Empty cells between labels and figures belong to the heads in Markdown: "| Shares | |" stands above "|  | 51,767 |".
    """
    first = min((start for start, _ in spans), default=1)
    labels = [cell for row in body if row.numbers for cell in row.label_cells]
    if not labels or not all(_is_flat(cell) for cell in labels):
        return first
    return min(first, max(cell.stop for cell in labels))


def _is_flat(cell: Cell) -> bool:
    return cell.table is not None and cell.xpath is None


def _groups(above: GridRow | None, spans: list[Span], label_stop: int) -> list[list[Span]]:
    """Return the columns below each head that stands over several, up to the next head."""
    if above is None:
        return []
    starts = [cell.start for cell in above.cells if cell.stop > label_stop]
    groups = [
        [span for span in spans if left < span[1] and span[0] < right] for left, right in pairwise([*starts, 1 << 30])
    ]
    return [group for group in groups if len(group) >= _SEVERAL]


def _moved(row: GridRow, groups: list[list[Span]], below: GridRow | None, width: int) -> GridRow:
    """Return a row that lacks cells with those that it has above the columns of the groups, or above those groups."""
    columns = [span for group in groups for span in group]
    wholes = [(group[0][0], group[-1][1]) for group in groups]
    starts = [] if below is None or groups else [(cell.start, cell.stop) for cell in below.cells if cell.start]
    for kept in range(len(row.cells)):
        cells = row.cells[kept:]
        targets = next((found for found in (columns, wholes, starts) if found and len(found) == len(cells)), None)
        if targets is not None and all(cell.stop <= targets[0][0] for cell in row.cells[:kept]):
            moved = [
                replace(cell, start=start, span=stop - start)
                for cell, (start, stop) in zip(cells, targets, strict=True)
            ]
            return replace(row, cells=(*row.cells[:kept], *moved), width=width)
    return row if groups or below is None else _shared_out(row, below, width)


def _shared_out(row: GridRow, below: GridRow, width: int) -> GridRow:
    """Return a row whose few heads stand over heads that repeat, each over as many: "Three Months | Six Months".

    Tables that lost their empty cells need it, above "2025 | 2024 | 2025 | 2024".
    """
    own = [cell for cell in row.cells if cell.start]
    under = [cell for cell in below.cells if cell.start]
    each = len(under) // len(own) if len(own) >= _SEVERAL else 0
    texts = [cell.text for cell in under]
    if each < _SEVERAL or texts != texts[:each] * len(own) or len({cell.text for cell in own}) < len(own):
        return row
    starts = [(under[place].start, under[place + each - 1].stop) for place in range(0, len(under), each)]
    moved = [replace(cell, start=start, span=stop - start) for cell, (start, stop) in zip(own, starts, strict=True)]
    return replace(row, cells=(*(cell for cell in row.cells if not cell.start), *moved), width=width)


def _over_all(row: GridRow, heads: list[GridRow], spans: list[Span], label_stop: int) -> GridRow:
    """Return a row whose only head begins over the first of several headed columns with that head over all of them."""
    own = [cell for cell in row.cells if cell.stop > label_stop]
    if len(own) != 1 or own[0].start > spans[0][0] or not _WORDED.search(own[0].text):
        return row
    headed = any(sum(cell.stop > label_stop for cell in other.cells) >= _SEVERAL for other in heads)
    if not headed or len(spans) < _SEVERAL:
        return row
    over = replace(own[0], span=spans[-1][1] - own[0].start)
    return replace(row, cells=tuple(over if cell is own[0] else cell for cell in row.cells))
