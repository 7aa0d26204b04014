"""What the commands that show tables have in common."""

from __future__ import annotations

import json
import re
import sys
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from gaapgraph.printable import show_controls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

__all__ = ["TableFormat", "console", "print_json", "print_table", "shown_streams", "tell_unusable"]

_SHORT, _WIDEST = 22, 10_000


class TableFormat(StrEnum):
    """How a list is shown."""

    table = "table"
    json = "json"


_STYLE = re.compile(r"(\x1b\[[\d;]*m|\r\n)")  # colours that this program writes, and the line ends of CSV


class _ShownStream:
    """A terminal that gets no control character but line ends, tabs and colours."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text, its control characters as pictures."""
        parts = _STYLE.split(text)
        self._stream.write("".join(part if index % 2 else show_controls(part) for index, part in enumerate(parts)))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        """Return what the stream has otherwise."""
        return getattr(self._stream, name)


@contextmanager
def shown_streams() -> Iterator[None]:
    """Let nothing that stands in a document move the cursor of a terminal; pipes get the bytes as they are."""
    before = sys.stdout
    if before.isatty():
        sys.stdout = _ShownStream(before)
    try:
        yield
    finally:
        sys.stdout = before


def console() -> Console:
    """Return a console on stdout; into a pipe it writes plain text that is never cut at a width.

    What it is given to print is text: control characters in it are shown, before it adds colours of its own.
    """
    kind = _console_class()
    screen = kind(highlight=False)
    return screen if screen.is_terminal else kind(highlight=False, width=240)


@cache
def _console_class() -> type[Console]:
    from rich.console import Console
    from rich.segment import Segment

    class Screen(Console):
        """A console that shows control characters."""

        def render(self, renderable: Any, options: Any = None) -> Iterator[Segment]:
            """Yield the segments of something to print."""
            for segment in super().render(renderable, options):
                yield segment if segment.control else Segment(show_controls(segment.text), segment.style)

    return Screen


def print_table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None, screen: Console | None = None
) -> None:
    """Print rows under heads; columns in which every cell is a number are set to the right.

    Figures, periods and other short cells stay in one piece, on a narrow screen too.
    """
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

    cells = [[show_controls(text) for text in row] for row in rows]
    table = Table(
        title=show_controls(title) if title else None,
        title_justify="left",
        box=None,
        header_style="bold",
        pad_edge=False,
    )
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
    """Print a value as JSON; controls that JSON would let through are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    print(re.sub("[\x7f-\x9f]", lambda found: f"\\u{ord(found[0]):04x}", text))


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).lstrip("-").isdigit()


def tell_unusable(count: int) -> None:
    """Say on stderr how many statements of the data could not be used and were left out, where there are any."""
    if count:
        what = "1 statement" if count == 1 else f"{count:,} statements"
        print(f"{what} of the data cannot be used and left out here; gaapgraph check names them", file=sys.stderr)
