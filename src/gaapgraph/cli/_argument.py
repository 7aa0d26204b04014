"""Arguments that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Data"]

Data = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[DATA…]", help="RDF, stores, or documents to build first; default: the instances."),
]
