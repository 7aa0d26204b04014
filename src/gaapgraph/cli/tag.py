"""`gaapgraph tag`: candidate concepts for labels."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from gaapgraph.cli._candidates import find_candidates
from gaapgraph.cli._screen import TableFormat, print_json, print_table
from gaapgraph.vocabulary import shorten_iri

__all__ = ["tag"]


def tag(
    labels: Annotated[list[str], typer.Argument(metavar="LABEL…", help="Labels as they are printed.")],
    output_format: Annotated[TableFormat, typer.Option("--format")] = TableFormat.table,
) -> None:
    """List the concepts that a printed label may mean, each with its evidence."""
    found = {label: [asdict(candidate) for candidate in find_candidates(label)] for label in labels}
    if output_format is TableFormat.json:
        print_json({label: [_plain(candidate) for candidate in candidates] for label, candidates in found.items()})
        return
    for label, candidates in found.items():
        heads = list(candidates[0]) if candidates else ["concept"]
        rows = [[shorten_iri(str(value)) for value in candidate.values()] for candidate in candidates]
        print_table(heads, rows or [["no candidate"]], title=label)


def _plain(candidate: dict[str, object]) -> dict[str, object]:
    """Return a candidate with its Decimals and other values as JSON knows them."""
    return {
        name: value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
        for name, value in candidate.items()
    }
