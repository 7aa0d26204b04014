"""`gaapgraph mcp`: data for assistants, over the Model Context Protocol."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from gaapgraph.cli._argument import Data
from gaapgraph.errors import InputError

__all__ = ["mcp"]


def mcp(
    data: Data = None,
    http: Annotated[
        int | None,
        typer.Option("--http", metavar="PORT", help="Serve HTTP on this machine instead of stdio.", min=0, max=65535),
    ] = None,
) -> None:
    """Answer assistants over the Model Context Protocol: shaped tools, each answer with its receipt; read-only."""
    if find_spec("mcp") is None:
        raise InputError("needs the extra mcp", where="gaapgraph mcp", mend="pip install 'gaapgraph[mcp]'")
    from gaapgraph.assistant.tool_server import build_tool_server
    from gaapgraph.assistant.toolbox import Toolbox
    from gaapgraph.cli._data import load_data

    sources = data or []
    server = build_tool_server(Toolbox(load_data(sources), sources))
    if http is None:
        server.run("stdio")
    else:
        server.run("streamable-http", host="127.0.0.1", port=http)
