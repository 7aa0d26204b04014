"""`gaapgraph serve`: data as a SPARQL endpoint, questions by URL, and a workbench."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import Annotated

import typer

from gaapgraph.cli._argument import Data
from gaapgraph.errors import InputError
from gaapgraph.server.settings import Bounds, Settings

__all__ = ["TOKEN", "serve"]

TOKEN = "GAAPGRAPH_TOKEN"
_SHORTEST = 16


def serve(
    data: Data = None,
    port: Annotated[int, typer.Option(metavar="N", help="0 takes a free one.", min=0, max=65535)] = 8480,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The interface; default: this machine alone.")] = (
        "127.0.0.1"
    ),
    writable: Annotated[
        bool, typer.Option("--writable", help=f"Take updates from who knows the token in {TOKEN}.")
    ] = False,
    timeout: Annotated[float, typer.Option(metavar="S", help="Seconds that a query may take.", min=0.1)] = 60.0,
    memory: Annotated[int, typer.Option(metavar="MB", help="Memory that a query may take.", min=16)] = 1024,
    rows: Annotated[int, typer.Option(metavar="N", help="Rows that an answer may have.", min=1)] = 1_000_000,
    workers: Annotated[int, typer.Option(metavar="N", help="Processes that answer; 0: by the machine.", min=0)] = 0,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORIGIN", help="Pages of this origin may read answers; * is any. Default: of this machine."
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name under which the server may be called.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Log no requests.")] = False,
) -> None:
    """Serve data on this machine: SPARQL, questions by URL, every IRI, and a workbench for the browser."""
    from gaapgraph.server.host import host_server

    settings = Settings(
        sources=tuple(data or ()),
        host=host,
        port=port,
        token=_read_token() if writable else None,
        origins=tuple(cors or ()),
        hosts=tuple(allow_host or ()),
        bounds=Bounds(seconds=timeout, megabytes=memory, rows=rows),
        is_quiet=quiet,
    )
    host_server(replace(settings, workers=workers) if workers else settings, _tell)


def _tell(address: str, state: dict[str, object]) -> None:
    graphs = state["graphs"]
    count = len(graphs) if isinstance(graphs, list) else 0
    print(f"gaapgraph: {address} serves {count} graphs; stop with Ctrl-C", file=sys.stderr, flush=True)


def _read_token() -> str:
    token = os.environ.get(TOKEN, "")
    if len(token) < _SHORTEST:
        mend = f"set the environment variable {TOKEN} to a secret of {_SHORTEST} characters or more"
        raise InputError("has no token to know who may write", where="--writable", mend=mend)
    return token
