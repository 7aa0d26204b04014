"""`gaapgraph init`: a profile for a company that has none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from gaapgraph.build import draft_from
from gaapgraph.printable import show_controls

__all__ = ["init"]


def init(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="A release or statement page of the company.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="The folder of the profile, a new one.")
    ],
    name: Annotated[str, typer.Option(metavar="NAME", help="Who reports, where the document does not say it.")] = "",
    cik: Annotated[str, typer.Option(metavar="CIK", help="Its number at the SEC, where the document has none.")] = "",
) -> None:
    """Draft a profile for a new company: who it is, its calendar, what its rows mean, which rows sum to which.

    Rows whose concept is not sure are in the table of mappings too, with what might be meant: correct it in a
    spreadsheet, then build with --profile DIR.
    """
    draft = draft_from(source, output, name=name, cik=cik)
    entity = draft.identity.entity
    lines = (
        f"{output}: {entity.label} ({entity.identifiers[0][1]})",
        f"  profile.ttl: fiscal year to --{draft.identity.calendar.end_month:02}-{draft.identity.calendar.end_day:02}"
        + (f", amounts in {draft.identity.currency}" if draft.identity.currency else ""),
        f"  mappings.sssom.tsv: {draft.mapped} labels with a concept, {draft.abstained} without one, to be filled in",
        f"  networks.tsv: {draft.totals} totals found by arithmetic",
        f"then: gaapgraph build {source} --profile {output} -o OUT.trig",
    )
    print("\n".join(show_controls(line) for line in lines), file=sys.stderr)
