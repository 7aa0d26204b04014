"""`gaapgraph outcomes`: what became of risks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from gaapgraph.outcome import look_back
from gaapgraph.printable import show_controls
from gaapgraph.vocabulary import BASE

__all__ = ["outcomes"]


def outcomes(
    earlier: Annotated[Path, typer.Argument(metavar="EARLIER", help="The document that tells of risks.")],
    later: Annotated[Path, typer.Argument(metavar="LATER", help="The document that shows what came of them.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT", help=".nq .trig .ttl .nt (.gz).")],
    profile: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The entity's profile; found by itself where it can be.")
    ] = None,
    base: Annotated[str, typer.Option(metavar="IRI", help="The IRI under which data are named.")] = BASE,
) -> None:
    """Tell what became of the risks in one document by what a later one shows, as a graph of its own."""
    found = look_back(earlier, later, output, profile, base)
    for line in found.aside:
        print(show_controls(f"gaapgraph: {line}"), file=sys.stderr)
    print(
        f"{output}: {found.computed} outcomes computed, {found.curated} curated, {found.compared} comparisons",
        file=sys.stderr,
    )
