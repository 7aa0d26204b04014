"""`gaapgraph verify`: whether a receipt still holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gaapgraph.cli._limit import CHECK_MEGABYTES, CHECK_SECONDS, Memory, Timeout, read_limits
from gaapgraph.cli._screen import console

__all__ = ["verify"]

_MOST = 20  # differences that are printed


def verify(
    receipt: Annotated[Path, typer.Argument(metavar="RECEIPT", help="The file that ask --receipt wrote.")],
    data: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DATA…]", help="The documents, or their graphs; default: the shipped instances."),
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", metavar="rdflib|URL", help="Where its query is asked again.")
    ] = "rdflib",
    timeout: Timeout = CHECK_SECONDS,
    memory: Memory = CHECK_MEGABYTES,
) -> None:
    """Recompute a receipt from its documents on another engine; the exit code is 0 if all is equal, 1 if not.

    The documents are held against their hashes, each fact against its place and print, each figure against its formula,
    and the rows against those that the engine gives.
    """
    from gaapgraph.api import verify as recompute
    from gaapgraph.receipt import Receipt

    told = Receipt.read(receipt)
    found = recompute(told, data or [], engine=engine, limits=read_limits(timeout, memory))
    screen = console()
    for difference in found.differences[:_MOST]:
        screen.print(f"{difference.kind}: {difference.what}: {difference.message}", markup=False, soft_wrap=True)
    if len(found.differences) > _MOST:
        screen.print(f"and {len(found.differences) - _MOST} more")
    counted = f"{found.figures} figures, {found.facts} facts, {found.places} places, {found.formulas} formulas"
    said = "equal" if found.is_equal else f"not equal: {len(found.differences)} differences"
    screen.print(f"{said}: {told.body.question}, {counted}, on {engine}", markup=False, soft_wrap=True)
    raise typer.Exit(0 if found.is_equal else 1)
