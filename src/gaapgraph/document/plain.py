"""Plain text and Markdown: tables of tabs, of pipes, and of columns of characters, and the prose between them."""

from __future__ import annotations

import re
from itertools import groupby

from gaapgraph.deferral import late_pattern
from gaapgraph.document.bare_pipe import bare_table, find_bare_tables
from gaapgraph.document.fixed import find_fixed_tables
from gaapgraph.document.flat import find_flat_tables
from gaapgraph.document.grid import Block, Cell, GridRow

__all__ = ["read_text_blocks"]

_SEPARATOR = late_pattern(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_DRAWN = re.compile(r"^\s*[-=_+]{8,}\s*$")
_BREAK = late_pattern(r"<br\s*/?>", re.IGNORECASE)
_LONE = 60
_PIPE = re.compile(r"(?<!\\)\|")


def read_text_blocks(text: str) -> list[Block]:
    """Return the tables and prose lines of plain text or Markdown.

    A table is a run of lines with tabs, a run of lines with pipes of which one is a Markdown separator, or a run of
    lines with figures in columns of characters.
    """
    lines = text.split("\n")
    kinds = [_kind(line) for line in lines]
    bare = find_bare_tables(lines)
    for start, stop in bare.items():
        kinds[start:stop] = [f"bare {start}"] * (stop - start)
    _unpipe_drawn(lines, kinds)
    for number in range(1, len(lines) - 1):
        if kinds[number] == "prose" and kinds[number - 1] == kinds[number + 1] == "tab" and len(lines[number]) < _LONE:
            kinds[number] = "tab"
    blocks: list[Block] = []
    tables = 0
    for kind, group in groupby(
        range(len(lines)), key=lambda number: "text" if kinds[number] in ("blank", "prose") else kinds[number]
    ):
        numbers = list(group)
        if kind == "pipe" and _is_markdown(lines, numbers):
            tables += 1
            blocks.append(_pipe_table(lines, numbers, tables))
        elif kind.startswith("bare"):
            tables += 1
            blocks.append(bare_table(lines, numbers[0], numbers[-1] + 1, tables))
        elif kind == "tab":
            rows = tuple(_grid_row(_split_tabs(lines[number]), number + 1) for number in numbers)
            blocks.append(Block(numbers[0] + 1, rows=rows))
        else:
            blocks.extend(_prose(lines, numbers))
    return blocks


def _unpipe_drawn(lines: list[str], kinds: list[str]) -> None:
    """Blank out pipes that only draw lines between columns of characters: heads over two columns have fewer of them.

    Text releases drew such tables with rules of dashes; Markdown has a separator with pipes, and as many in each row.
    """
    start = 0
    while start < len(lines):
        stop = start
        while stop < len(lines) and (kinds[stop] == "pipe" or _DRAWN.match(lines[stop])):
            stop += 1
        piped = [number for number in range(start, stop) if kinds[number] == "pipe"]
        is_markdown = any(_SEPARATOR.match(lines[number]) for number in piped)
        is_drawn = len({lines[number].count("|") for number in piped}) > 1 and not _is_bare(lines, piped, stop - start)
        if len(piped) > 1 and not is_markdown and is_drawn:
            for number in piped:
                lines[number], kinds[number] = lines[number].replace("|", " "), "prose"
        start = max(stop, start + 1)


def _is_bare(lines: list[str], piped: list[int], count: int) -> bool:
    """Say whether rows are Markdown that lost its separator: framed by pipes that stand in no columns of characters."""
    texts = [lines[number].strip() for number in piped]
    is_framed = all(text.startswith("|") and text.endswith("|") for text in texts)
    return is_framed and len(piped) == count and len(set(map(len, texts))) > 1


def _prose(lines: list[str], numbers: list[int]) -> list[Block]:
    """Return lines of text as prose, with the tables in columns of characters, or that have lost theirs, among them."""
    blocks: list[Block] = []
    place = 0
    fixed = find_fixed_tables(lines, numbers)
    taken = {number for table in fixed for number in range(table.line - 1, table.rows[-1].line)}
    flat = find_flat_tables(lines, [number for number in numbers if number not in taken])
    for table in [*sorted((*fixed, *flat), key=lambda block: block.line), None]:
        stop = table.line - 1 if table is not None else numbers[-1] + 1
        while place < len(numbers) and numbers[place] < stop:
            if lines[numbers[place]].strip():
                blocks.append(Block(numbers[place] + 1, text=lines[numbers[place]]))
            place += 1
        if table is not None:
            blocks.append(table)
            while place < len(numbers) and numbers[place] < table.rows[-1].line:
                place += 1
    return blocks


def _kind(line: str) -> str:
    if not line.strip():
        return "blank"
    if "\t" in line.strip(" "):
        return "tab"
    return "pipe" if len(_PIPE.findall(line)) >= 2 else "prose"


def _is_markdown(lines: list[str], numbers: list[int]) -> bool:
    return any(_SEPARATOR.match(lines[number]) for number in numbers) or len(numbers) > 2


def _pipe_table(lines: list[str], numbers: list[int], table: int) -> Block:
    """Return a table of pipes; rows without a word are counted, and left out as HTML's are."""
    printed = [number for number in numbers if not _SEPARATOR.match(lines[number])]
    rows = [_grid_row(_split_pipes(lines[number]), number + 1, table, count) for count, number in enumerate(printed, 1)]
    return Block(numbers[0] + 1, rows=tuple(row for row in rows if row.cells), table=table)


def _grid_row(parts: list[tuple[int, str]], line: int, table: int | None = None, row: int | None = None) -> GridRow:
    cells = []
    for index, (offset, raw) in enumerate(parts):
        text = " ".join(raw.split())
        if text:
            lead = len(raw) - len(raw.lstrip())
            indent = len(raw[:lead].replace("\u00a0", " ").replace("\u3000", "  ")) // 2 if index == 0 else 0
            cells.append(Cell(text, line, index + 1, index, offset=offset + lead, indent=indent, table=table, row=row))
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
        parts.append((offset, _BREAK.sub(" ", part.replace("\\|", "|").replace("**", "").replace("&nbsp;", "\u00a0"))))
        offset += len(part) + 1
    if parts and not parts[0][1].strip() and line.lstrip().startswith("|"):
        parts = parts[1:]
    if parts and not parts[-1][1].strip() and line.rstrip().endswith("|"):
        parts = parts[:-1]
    return parts
