"""`gaapgraph diff`: what differs between two reports, and why."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gaapgraph.cli._data import load_data, read_texts
from gaapgraph.cli._diff import as_csv, as_records, print_comparison
from gaapgraph.cli._screen import console, print_json, tell_unusable
from gaapgraph.compare import compare_stores
from gaapgraph.printable import neutral_csv

__all__ = ["DiffFormat", "diff"]


class DiffFormat(StrEnum):
    """How changes are written."""

    table = "table"
    json = "json"
    csv = "csv"


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="RDF, a store, or a document to build first.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="Likewise: another version, or another report.")],
    output_format: Annotated[
        DiffFormat, typer.Option("--format", help="json lists one object for each change.")
    ] = DiffFormat.table,
    is_full: Annotated[bool, typer.Option("--all", help="List every change, also infos and those alike.")] = False,
    results: Annotated[bool, typer.Option(help="Run the rules on both versions of a report.")] = True,
    answers: Annotated[bool, typer.Option(help="Ask both the questions of the library.")] = True,
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV with cells as they are, even where a spreadsheet would run them.")
    ] = False,
) -> None:
    """Compare two reports, or two versions of one; the exit code is 0 if they say the same, 1 if not.

    Facts join by their key: a corrected figure is the same fact with another value. Lines that moved are no change.
    """
    old, new = load_data([before]), load_data([after])
    texts = read_texts([before, after])
    found = compare_stores(old, new, texts, with_results=results, with_answers=answers)
    if output_format is DiffFormat.json:
        print_json(as_records(found))
    elif output_format is DiffFormat.csv:
        sys.stdout.write(as_csv(found) if raw else neutral_csv(as_csv(found)))
    else:
        for index, each in enumerate(found):
            if index:
                console().print()
            print_comparison(each, is_full=is_full)
    tell_unusable(sum(each.unusable for each in found))
    raise typer.Exit(1 if any(each.changes for each in found) else 0)
