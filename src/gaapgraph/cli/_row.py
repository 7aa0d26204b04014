"""A printed row with one of its cells marked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from gaapgraph.cli._screen import console
from gaapgraph.document.place import describe_place, format_place
from gaapgraph.graph import show_period, show_unit, thousands
from gaapgraph.model import canonical

if TYPE_CHECKING:
    from gaapgraph.graph import Dataset, Figure

__all__ = ["print_row"]

_WIDEST_LABEL = 40
_PERIOD = len("to 2009-03-31")


def print_row(dataset: Dataset, cells: list[Figure], here: Figure) -> None:
    """Print the figures of one line: a table's row lies where it fits, figures in prose stand one below the other.

    Args:
        dataset: The data.
        cells: Of the line, from left to right.
        here: The one to mark.
    """
    shown = list({cell.place: cell for cell in (*cells, here)}.values())
    table = next((title for cell in (here, *shown) if (title := dataset.titles.get(cell.role or ""))), "")
    where = describe_place(replace(here.place, column=None, offset=None))
    title = " · ".join(filter(None, [f"{dataset.file_name(here.report)}, {where}", table]))
    console().print(Text(title, style="bold"))
    if any(cell.column is not None for cell in shown) and _estimate_width(shown) <= console().width:
        _print_lying(shown, here, cells)
    else:
        _print_standing(shown, here)


def _estimate_width(shown: list[Figure]) -> int:
    widths = [max(len(cell.text) + 4, len(_value(cell, "")), _PERIOD) for cell in shown]
    return _WIDEST_LABEL + sum(width + 3 for width in widths)


def _print_lying(shown: list[Figure], here: Figure, cells: list[Figure]) -> None:
    table = Table(show_lines=False)
    label = next((cell.label for cell in shown if cell.column is not None and cell.label), here.label or "figure")
    table.add_column(label, overflow="fold", max_width=_WIDEST_LABEL)
    for cell in shown:
        table.add_column(cell.head or _name_place(cell), justify="right", overflow="fold", max_width=24)
    table.add_row("printed", *(_mark(cell, here) for cell in shown))
    table.add_row("means", *(_value(cell) for cell in shown))
    table.add_row("unit", *(Text(show_unit(cell.unit)) for cell in shown))
    table.add_row("period", *(_show_periods(cell, cells) for cell in shown))
    table.add_row("at", *(Text(format_place(cell.place)) for cell in shown))
    console().print(table)


def _print_standing(shown: list[Figure], here: Figure) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("at", "printed", "means", "unit", "period", "label"):
        table.add_column(head, justify="right" if head == "means" else "left", overflow="fold")
    for cell in shown:
        means, period = _value(cell), show_period(cell.period)
        place, label = format_place(cell.place), cell.head or cell.label
        table.add_row(*(place, _mark(cell, here), means, show_unit(cell.unit), period, label))
    console().print(table)


def _show_periods(here: Figure, cells: list[Figure]) -> str:
    """Return the periods of all facts that one print states, such as shares authorised at two dates."""
    periods = dict.fromkeys(cell.period for cell in cells if cell.place == here.place)
    return "\n".join(show_period(period).replace(" to", "\nto") for period in periods)


def _mark(cell: Figure, here: Figure) -> Text:
    return Text(f"▶ {cell.text} ◀", style="bold reverse") if cell.place == here.place else Text(cell.text)


def _name_place(cell: Figure) -> str:
    return "in the label" if cell.offset is not None else f"column {cell.column}"


def _value(cell: Figure, nil: str = "nil") -> str:
    if cell.value is None:
        return nil
    return thousands(canonical(cell.value)) if isinstance(cell.value, Decimal) else str(cell.value)
