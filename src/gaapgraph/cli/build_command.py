"""`gaapgraph build`: documents to RDF."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gaapgraph.build import Context, Taken, read_sources
from gaapgraph.build.keep import Keep
from gaapgraph.cli._garbage import collect_seldom
from gaapgraph.cli._progress import track
from gaapgraph.errors import InputError
from gaapgraph.input_file import require_file
from gaapgraph.printable import show_controls
from gaapgraph.store import write_reports
from gaapgraph.vocabulary import BASE

__all__ = ["build"]


class Validator(StrEnum):
    """Programs of others that may judge a document too."""

    ARELLE = "arelle"


Sources = Annotated[list[Path], typer.Argument(metavar="SOURCE…", help="A document, a data set, or a folder of such.")]
Output = Annotated[
    Path, typer.Option("-o", "--output", metavar="OUT", help=".nq .trig .ttl .nt (.gz), or a store folder.")
]
Profile = Annotated[
    Path | None, typer.Option(metavar="DIR", help="The entity's profile; found by itself where it can be.")
]
Corrections = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="What a person corrected of the reading of the one document; may be repeated."),
]
Taxonomy = Annotated[
    list[Path] | None,
    typer.Option(metavar="PACKAGE", help="A taxonomy package, folder or lock for XBRL; several times for several."),
]


def build(
    sources: Sources,
    output: Output,
    profile: Profile = None,
    force_profile: Annotated[
        bool, typer.Option("--force-profile", help="Use the profile for a document that names another company.")
    ] = False,
    corrections: Corrections = None,
    taxonomy: Taxonomy = None,
    validate: Annotated[
        Validator | None, typer.Option(metavar="arelle", help="Take over what Arelle says, where it is installed.")
    ] = None,
    base: Annotated[str, typer.Option(metavar="IRI", help="The IRI under which data are named.")] = BASE,
) -> None:
    """Turn documents into RDF, one named graph for each.

    A folder stands for the documents in it; a run over one that was killed is resumed by the same call. The summary
    says what each source was taken for. What no reader recognises is refused, never read as something else.
    """
    if corrections and (len(sources) > 1 or sources[0].is_dir()):
        mend = "build that document alone, or put the file into the profile's annotations"
        raise InputError("is for one document", where="--corrections", mend=mend)
    for package in taxonomy or ():
        require_file(package, or_folder=True)
    collect_seldom()
    log: list[Taken] = []
    keep = Keep(output.absolute(), profile, force_profile) if any(map(os.path.isdir, sources)) else None
    context = Context(
        profile=profile,
        is_forced=force_profile,
        corrections=tuple(corrections or ()),
        keep=keep,
        taxonomy=tuple(taxonomy or ()),
        validator=None if validate is None else validate.value,
    )
    write_reports(read_sources(track(sources, "reading"), context, log), output, base)
    if keep is not None:
        keep.clear()
    _tell(log, output)


def _tell(log: list[Taken], output: Path) -> None:
    """Say what each source was taken for, and what came of all."""
    for taken in log:
        print(show_controls(str(taken)), file=sys.stderr)
    reports, facts = sum(taken.reports for taken in log), sum(taken.facts for taken in log)
    names = "report" if reports == 1 else "reports", "fact" if facts == 1 else "facts"
    print(f"{output}: {reports:,} {names[0]}, {facts:,} {names[1]}", file=sys.stderr)
