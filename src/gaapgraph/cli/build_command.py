"""`gaapgraph build`: documents to RDF."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaapgraph.api import read_reports
from gaapgraph.cli._progress import track
from gaapgraph.store import write_reports
from gaapgraph.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.model import Report

__all__ = ["build"]


def build(
    sources: Annotated[
        list[Path], typer.Argument(metavar="SOURCE…", help="A file, or the folder or zip of one filing.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help=".nq .trig .ttl .nt (.gz), or a store folder.")
    ],
    profile: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The entity's profile; found by itself where it can be.")
    ] = None,
    base: Annotated[str, typer.Option(metavar="IRI", help="The IRI under which data are named.")] = BASE,
) -> None:
    """Turn documents into RDF, one named graph for each."""
    counts: list[int] = []
    write_reports(_read_each(sources, profile, counts), output, base)
    print(
        f"{output}: {len(counts)} {'report' if len(counts) == 1 else 'reports'}, {sum(counts):,} facts", file=sys.stderr
    )


def _read_each(sources: list[Path], profile: Path | None, counts: list[int]) -> Iterator[Report]:
    """Yield the reports of each source, and note their numbers of facts; a document given twice is one report."""
    seen: set[str] = set()
    for source in track(sources, "reading"):
        for report in read_reports(source, profile):
            if report.iri not in seen:
                seen.add(report.iri)
                counts.append(len(report.facts))
                yield report
