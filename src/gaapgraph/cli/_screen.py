"""What the commands that show tables have in common."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["TableFormat", "console", "print_json", "print_table"]

_SHORT, _WIDEST = 22, 10_000


class TableFormat(StrEnum):
    """How a list is shown."""

    table = "table"
    json = "json"


def console() -> Console:
    """Return a console on stdout; into a pipe it writes plain text that is never cut at a width."""
    screen = Console(highlight=False)
    return screen if screen.is_terminal else Console(highlight=False, width=240)


def print_table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None, screen: Console | None = None
) -> None:
    """Print rows under heads; columns in which every cell is a number are set to the right.

    Figures, periods and other short cells stay in one piece, on a narrow screen too.
    """
    cells = [list(row) for row in rows]
    table = Table(title=title, title_justify="left", box=None, header_style="bold", pad_edge=False)
    for index, head in enumerate(heads):
        column = [row[index] for row in cells if row[index]]
        is_number = bool(column) and all(_is_number(text) for text in column)
        is_short = is_number or max(map(len, column), default=0) <= _SHORT
        least = max(map(len, [head, *column])) if is_short else None
        table.add_column(head, justify="right" if is_number else "left", overflow="fold", min_width=least)
    for row in cells:
        table.add_row(*(Text(text) for text in row))
    target = screen or console()
    needed = Measurement.get(target, target.options.update(width=_WIDEST), table).minimum
    target.width = max(target.width, needed)
    target.print(table)


def print_json(value: object) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).lstrip("-").isdigit()
