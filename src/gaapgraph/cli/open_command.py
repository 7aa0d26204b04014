"""`gaapgraph open`: documents or data in the browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from gaapgraph.errors import SourceError

__all__ = ["open"]


def open(
    source: Annotated[
        list[Path], typer.Argument(metavar="SOURCE…", help="Documents, which are built first, RDF, or stores.")
    ],
    port: Annotated[int, typer.Option(metavar="N", help="Default: a free one.", min=0, max=65535)] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it, or only tell the address.")] = True,
) -> None:
    """Open documents or data in the browser: what they say, where, and whether it adds up.

    They are served on this machine alone, from memory, until Ctrl-C.
    """
    from gaapgraph.server.host import host_server
    from gaapgraph.server.settings import Settings

    for path in source:
        if not path.exists():
            raise SourceError("no such file or folder", where=str(path), mend="check the path")

    def tell(address: str, _: dict[str, object]) -> None:
        place = f"{address}#documents"
        print(f"gaapgraph: {place}; stop with Ctrl-C", file=sys.stderr, flush=True)
        if browser:
            import webbrowser

            webbrowser.open(place)

    host_server(Settings(sources=tuple(source), port=port, is_quiet=True), tell)
