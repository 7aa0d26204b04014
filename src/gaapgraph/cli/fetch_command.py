"""`gaapgraph fetch`: filings from EDGAR."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["fetch"]


def fetch(
    company: Annotated[str, typer.Argument(metavar="COMPANY", help="Its ticker, CIK or name.")],
    form: Annotated[str, typer.Argument(metavar="FORM", help="10-K, 10-Q, 8-K, 20-F …")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder of all filings.")],
    last: Annotated[int, typer.Option(min=1, max=1000, metavar="N", help="How many, the newest first.")] = 1,
    contact: Annotated[
        str, typer.Option(envvar="GAAPGRAPH_CONTACT", metavar="WHO", help="Name and mail address, which SEC asks for.")
    ] = "",
    refresh: Annotated[bool, typer.Option("--refresh", help="Ask anew which filings there are.")] = False,
    site: Annotated[
        str, typer.Option(envvar="GAAPGRAPH_EDGAR", metavar="URL", help="A mirror that answers as SEC does.")
    ] = "",
) -> None:
    """Fetch filings of a company from EDGAR by form, within SEC's rules; what is on disk stays.

    Each filing gets a folder of its own, CIK/ACCESSION, which `build` takes as it stands. Nothing is asked for twice.
    """
    from gaapgraph.edgar import ArchiveClient, Site, find_company, keep_filing, list_filings
    from gaapgraph.errors import OutputError

    if output.exists() and not output.is_dir():
        raise OutputError("exists and is no folder", where=str(output), mend="give the path of a folder")
    where = Site(site.rstrip("/"), site.rstrip("/")) if site else Site()
    client = ArchiveClient(contact, output / ".edgar", site=where)
    found = find_company(client, company, refresh=refresh)
    for filing in list_filings(client, found, form, last, refresh=refresh):
        folder, came = keep_filing(client, filing, output)
        told = f"{came} files" if came else "on disk already"
        print(f"{folder}: {filing.company.name} {filing.form} of {filing.filed}, {told}", file=sys.stderr)
    print(f"{output}: {client.requests} requests", file=sys.stderr)
