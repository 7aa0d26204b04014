"""How a table of an answer fits the screen: ends of intervals on demand, notes below, and upright where it is wide."""

from __future__ import annotations

import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from gaapgraph.cli._screen import console, print_table
from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.input_file import real_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rich.console import Console

    from gaapgraph.question.question import Question

__all__ = ["Table", "lay_out", "print_answer", "read_params", "write_content", "write_table"]

_ABOVE = ("entity", "unit")  # columns that one line above the table tells where all rows agree
_NOTES = ("counted", "missed")  # columns that are told below it
_FEW = 8  # rows that may stand beside each other
_PIPE = 240  # characters of a line that no terminal bounds
_NAMES = ("period", "concept", "figure", "service", "segment", "item", "about", "component")


@frozen
class Table:
    """What is printed of an answer.

    Attributes:
        common: What all rows have, above the table.
        notes: What was counted and missed, each with the rows that it is about.
    """

    heads: list[str]
    rows: list[list[str]]
    common: list[str]
    notes: list[str]


def lay_out(question: Question, heads: Sequence[str], rows: Sequence[Sequence[str]], *, bounds: bool) -> Table:
    """Return the table of an answer.

    Args:
        question: Its `returns` says which columns are the ends of others.
        heads: The columns of the answer.
        rows: The cells, as people read them.
        bounds: Whether the ends of what rounding allows are shown.
    """
    ends = {f"{name}{end}" for name, _ in question.returns for end in ("Low", "High")} | {"low", "high"}
    common = {
        head: cells.pop()
        for head in _ABOVE
        if head in heads and len(cells := {row[heads.index(head)] for row in rows}) == 1
    }
    hidden = {*common, *_NOTES, *(() if bounds else ends)}
    kept = [number for number, head in enumerate(heads) if head not in hidden]
    shown = [[_part_thousands(heads[number], row[number]) for number in kept] for row in rows]
    return Table([heads[number] for number in kept], shown, [*filter(None, common.values())], _list_notes(heads, rows))


def print_answer(title: str, table: Table, screen: Console | None = None) -> None:
    """Print a table; where it is wider than the screen and has few rows, the rows stand beside each other.

    Args:
        title: Stands above it.
        table: From `lay_out`.
        screen: Where it is printed; stdout without it.
    """
    target = screen or console()
    heads, rows = table.heads, table.rows
    room = get_terminal_size().columns if screen is None and sys.stdout.isatty() else _PIPE
    if rows and len(rows) <= _FEW and _measure(heads, rows) > room:
        names = [head for head in _NAMES if head in heads][:2]
        tops = [
            " ".join(filter(None, (row[heads.index(name)] for name in names))) or str(n)
            for n, row in enumerate(rows, 1)
        ]
        rows = [[head, *(row[place] for row in rows)] for place, head in enumerate(heads) if head not in names]
        heads = ["", *tops]
    print_table(heads, rows, title=", ".join([title, *table.common]), screen=target)
    for note in table.notes:
        target.print(note, markup=False, soft_wrap=True, style="dim")


def _measure(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    widths = (max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True))
    return sum(widths) + 2 * len(heads)


def _list_notes(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return what was counted and missed, each once with the periods of its rows."""
    notes = []
    for name in _NOTES:
        if name not in heads:
            continue
        told: dict[str, list[str]] = {}
        for row in rows:
            period = row[heads.index("period")] if "period" in heads else ""
            told.setdefault(row[heads.index(name)], []).append(period)
        for text, periods in told.items():
            of = f" ({', '.join(dict.fromkeys(periods))})" if len(told) > 1 else ""
            notes += [f"{name}{of}: {text}"] if text else []
    return notes


def _part_thousands(head: str, text: str) -> str:
    if head.lower().endswith("line"):
        return text
    whole, point, places = text.partition(".")
    is_long = len(whole.lstrip("-")) > 3 and whole.lstrip("-").isdigit() and not whole.lstrip("-").startswith("0")
    return f"{int(whole):,}{point}{places}" if is_long else text


def read_params(texts: Sequence[str]) -> dict[str, str]:
    """Return parameters that are written as `name=value`.

    Raises:
        InputError: One is not.
    """
    given = {}
    for text in texts:
        name, mark, value = text.partition("=")
        if not mark or not name.strip() or not value.strip():
            raise InputError(f"{text!r} is no parameter", where="--param", mend="write it as period=2009-03-31")
        given[name.strip()] = value.strip()
    return given


def write_table(question: Question, table: Table, output: Path | None) -> None:
    """Print the table of an answer, or write it as text.

    Args:
        question: Its title stands above.
        table: From `lay_out`.
        output: The file, or None for stdout.
    """
    if output is None:
        print_answer(question.title, table)
        return
    screen = console()
    with screen.capture() as captured:
        print_answer(question.title, table, screen)
    write_content(captured.get(), output)


def write_content(content: str | bytes, output: Path | None) -> None:
    """Write an answer in its final form, to stdout where there is no file.

    Raises:
        InputError: The file has something that is no answer.
    """
    if output is None:
        if isinstance(content, str):
            sys.stdout.write(content)
        else:
            sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    from gaapgraph.write import replace_whole

    with replace_whole(real_path(output), _refuse_other(content)) as part:
        part.write_bytes(content.encode() if isinstance(content, str) else content)


def _refuse_other(content: str | bytes) -> Callable[[Path], None]:
    """Return what refuses to replace anything but an answer in the same form."""
    from gaapgraph.write import only
    from gaapgraph.write.kind import MARK, is_json, is_page, is_picture, starts_as

    if isinstance(content, bytes) or content.startswith("<svg"):
        return only(is_picture, "no picture of gaapgraph")
    if MARK in content:
        return only(is_page, "no HTML page of gaapgraph")
    if content.startswith('{"head"'):
        return only(is_json("head", "vars"), "no SPARQL JSON")
    return only(starts_as(content), "no answer to this question")
