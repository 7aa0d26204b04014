"""`gaapgraph coverage`: what became of every numeric token of a document."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaapgraph.build import Context, account_for
from gaapgraph.cli._screen import TableFormat, print_json, print_table
from gaapgraph.document.place import format_place

if TYPE_CHECKING:
    from gaapgraph.reader.release import Token

__all__ = ["coverage"]


def coverage(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="A document.")],
    profile: Annotated[Path | None, typer.Option(metavar="DIR", help="The entity's profile, as for build.")] = None,
    corrections: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="What a person corrected, as for build.")
    ] = None,
    output_format: Annotated[TableFormat, typer.Option("--format", help="json lists every token.")] = TableFormat.table,
) -> None:
    """List what every number in a document is: fact, head, label, date, identifier, noise, or unresolved."""
    tokens = account_for(source, Context(profile=profile, corrections=tuple(corrections or ())))
    if output_format is TableFormat.json:
        print_json(
            [asdict(token.place) | {"text": token.text, "kind": token.kind, "reason": token.reason} for token in tokens]
        )
        return
    counts = Counter((token.kind, token.reason or "") for token in tokens)
    rows = [[kind, reason, f"{count:,}"] for (kind, reason), count in sorted(counts.items())]
    print_table(["kind", "reason", "tokens"], [*rows, ["all", "", f"{len(tokens):,}"]])
    unresolved = [token for token in tokens if token.kind == "unresolved"]
    if unresolved:
        places = [[format_place(token.place), token.text, token.reason or ""] for token in unresolved]
        print_table(["place", "text", "reason"], places, title="unresolved")


def _describe(token: Token) -> dict[str, str]:
    return {"text": token.text, "kind": token.kind, "reason": token.reason}
