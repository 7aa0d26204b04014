"""`gaapgraph scale`: whole corpora on an engine of tables."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gaapgraph.printable import show_controls

__all__ = ["scale"]


class Action(StrEnum):
    """What is done with a corpus."""

    convert = "convert"


class Engine(StrEnum):
    """What works on the tables."""

    duckdb = "duckdb"


def scale(
    action: Annotated[Action, typer.Argument(metavar="convert", help="Turn data sets into facts and graphs.")],
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE…", help="Data sets of the SEC, zips or folders.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Write there; what is done is kept.")
    ],
    engine: Annotated[Engine, typer.Option(help="What works on the tables.")] = Engine.duckdb,
    partitions: Annotated[int, typer.Option(min=1, max=4096, help="Into how many parts the entities are packed.")] = 8,
    memory: Annotated[
        int, typer.Option(min=256, metavar="MB", help="What the engine may hold before it uses disk.")
    ] = 2048,
) -> None:
    """Convert whole corpora on an engine of tables: the same quads as `build`, in partitions by entity."""
    from gaapgraph.scale.conversion import convert

    manifest = convert(
        sources,
        output,
        partitions=partitions,
        memory=memory,
        tell=lambda line: print(show_controls(line), file=sys.stderr, flush=True),
    )
    counts = f"{manifest.facts:,} facts, {manifest.quads:,} quads in {len(manifest.parts)} files"
    print(f"{show_controls(str(output))}: {counts}")
