"""How a table of an answer fits the screen: ends of intervals on demand, notes below, and upright where it is wide."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from gaapgraph.cli._screen import console, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from gaapgraph.question.question import Question

__all__ = ["Table", "lay_out", "print_answer"]

_ABOVE = ("entity", "unit")  # columns that one line above the table tells where all rows agree
_NOTES = ("counted", "missed")  # columns that are told below it
_FEW = 8  # rows that may stand beside each other
_PIPE = 240  # characters of a line that no terminal bounds
_NAMES = ("period", "concept", "figure", "service", "segment", "item", "about", "component")


@dataclass(frozen=True, slots=True)
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
