"""The options by which a command bounds what a query may take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from gaapgraph.sparql import Limits

__all__ = ["MEGABYTES", "SECONDS", "Memory", "Raw", "Timeout", "read_limits"]

SECONDS, MEGABYTES = 60.0, 2048  # as `gaapgraph.sparql.DEFAULT_LIMITS`, which help need not import
Timeout = Annotated[float, typer.Option(metavar="S", min=0, help="Stop a query after so many seconds; 0 for never.")]
Memory = Annotated[
    int, typer.Option(metavar="MB", min=0, help="Stop a query that holds more than so many megabytes; 0 for never.")
]
Raw = Annotated[
    bool, typer.Option("--raw", help="CSV with cells as they are, even where a spreadsheet would run them.")
]


def read_limits(seconds: float, megabytes: int) -> Limits:
    """Return the limits that were given; 0 is none."""
    from gaapgraph.sparql import Limits

    return Limits(seconds or None, megabytes or None)
