"""Tables and prose as they stand in a document, with the place of every cell, before anything is understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby

__all__ = ["Block", "Cell", "GridRow", "read_text_blocks"]

_SEPARATOR = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: White space collapsed.
        line: Source line of the cell, 1-based.
        column: 1-based cell of that line or table row, as the document has it.
        start: 0-based logical column where it starts; it covers `span` logical columns.
        offset: Code point in the source line where its text starts; -1 where unknown (HTML).
        indent: Depth in steps of its own indentation.
    """

    text: str
    line: int
    column: int
    start: int
    span: int = 1
    offset: int = -1
    indent: int = 0
    xpath: str | None = None
    element_id: str | None = None
    is_bold: bool = False

    @property
    def stop(self) -> int:
        """The logical column after the last one it covers."""
        return self.start + self.span


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its cells that are not empty, in order, and how many logical columns it has."""

    line: int
    cells: tuple[Cell, ...]
    width: int

    def at(self, column: int) -> Cell | None:
        """Return the cell that covers a logical column."""
        for cell in self.cells:
            if cell.start <= column < cell.stop:
                return cell
        return None


@dataclass(frozen=True, slots=True)
class Block:
    """A run of table rows, or one line of prose (then `text` is set)."""

    line: int
    rows: tuple[GridRow, ...] = ()
    text: str = ""
    has_spans: bool = False
    xpath: str | None = None

    @property
    def is_table(self) -> bool:
        """Whether this is a table."""
        return bool(self.rows)


def read_text_blocks(text: str) -> list[Block]:
    """Return the tables and prose lines of plain text or Markdown.

    A table is a run of lines with tabs, or a run of lines with pipes of which one is a Markdown separator.
    """
    lines = text.split("\n")
    kinds = [_kind(line) for line in lines]
    blocks: list[Block] = []
    for kind, group in groupby(range(len(lines)), key=kinds.__getitem__):
        numbers = list(group)
        if kind == "tab" or (kind == "pipe" and _is_markdown(lines, numbers)):
            blocks.append(_table(lines, numbers, kind))
        elif kind != "blank":
            blocks.extend(Block(number + 1, text=lines[number]) for number in numbers)
    return blocks


def _kind(line: str) -> str:
    if not line.strip():
        return "blank"
    if "\t" in line.strip(" "):
        return "tab"
    return "pipe" if len(_PIPE.findall(line)) >= 2 else "prose"


def _is_markdown(lines: list[str], numbers: list[int]) -> bool:
    return any(_SEPARATOR.match(lines[number]) for number in numbers) or len(numbers) > 2


def _table(lines: list[str], numbers: list[int], kind: str) -> Block:
    rows = []
    for number in numbers:
        line = lines[number]
        if kind == "pipe" and _SEPARATOR.match(line):
            continue
        cells = _split_tabs(line) if kind == "tab" else _split_pipes(line)
        rows.append(_grid_row(cells, number + 1))
    return Block(numbers[0] + 1, rows=tuple(rows))


def _grid_row(parts: list[tuple[int, str]], line: int) -> GridRow:
    cells = []
    for index, (offset, raw) in enumerate(parts):
        text = re.sub(r"\s+", " ", raw).strip()
        if text:
            lead = len(raw) - len(raw.lstrip())
            indent = len(raw[:lead].replace("\u00a0", " ").replace("\u3000", "  ")) // 2 if index == 0 else 0
            cells.append(Cell(text, line, index + 1, index, offset=offset + lead, indent=indent))
    return GridRow(line, tuple(cells), len(parts))


def _split_tabs(line: str) -> list[tuple[int, str]]:
    parts, offset = [], 0
    for part in line.split("\t"):
        parts.append((offset, part))
        offset += len(part) + 1
    return parts


def _split_pipes(line: str) -> list[tuple[int, str]]:
    parts, offset = [], 0
    for part in _PIPE.split(line):
        parts.append((offset, part.replace("\\|", "|").replace("**", "").replace("&nbsp;", "\u00a0")))
        offset += len(part) + 1
    if parts and not parts[0][1].strip() and line.lstrip().startswith("|"):
        parts = parts[1:]
    if parts and not parts[-1][1].strip() and line.rstrip().endswith("|"):
        parts = parts[:-1]
    return parts


def shift(cell: Cell, start: int, span: int) -> Cell:
    """Return the cell at another logical place."""
    return replace(cell, start=start, span=span)
