"""`gaapgraph coverage`: what became of every numeric token of a document."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from gaapgraph.api import account_for
from gaapgraph.cli._screen import TableFormat, print_json, print_table

__all__ = ["coverage"]


def coverage(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="A document.")],
    profile: Annotated[Path | None, typer.Option(metavar="DIR", help="The entity's profile, as for build.")] = None,
    output_format: Annotated[TableFormat, typer.Option("--format", help="json lists every token.")] = TableFormat.table,
) -> None:
    """List what every number in a document is: fact, head, label, date, identifier, noise, or unresolved."""
    tokens = account_for(source, profile)
    if output_format is TableFormat.json:
        print_json([asdict(token) for token in tokens])
        return
    counts = Counter((token.kind, token.reason or "") for token in tokens)
    rows = [[kind, reason, f"{count:,}"] for (kind, reason), count in sorted(counts.items())]
    print_table(["kind", "reason", "tokens"], [*rows, ["all", "", f"{len(tokens):,}"]])
    unresolved = [token for token in tokens if token.kind == "unresolved"]
    if unresolved:
        places = [[str(token.line), str(token.column or ""), token.text, token.reason or ""] for token in unresolved]
        print_table(["line", "column", "text", "reason"], places, title="unresolved")
