"""The tools over the Model Context Protocol: on stdio, or on the loopback interface."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from gaapgraph._version import __version__
from gaapgraph.errors import GaapGraphError

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.assistant.toolbox import Toolbox

__all__ = ["build_tool_server"]

_INSTRUCTIONS = """Financial reports as a graph in which every number is traced to its printed cell.
Begin with find_company and list_questions; ask answers whole questions with a receipt; figure gives one number.
Values are in base units, percentages are fractions. Where a tool refuses, tell its reason instead of guessing.
Use sparql only where no other tool answers."""
_TOOLS = (  # in the order in which an assistant is to think of them
    "find_company",
    "statement",
    "figure",
    "list_questions",
    "ask",
    "compare",
    "explain",
    "check",
    "restatements",
    "search",
    "sparql",
)


def build_tool_server(toolbox: Toolbox) -> MCPServer[Any]:
    """Return the server of the protocol; all its tools only read."""
    server: MCPServer[Any] = MCPServer("gaapgraph", version=__version__, instructions=_INSTRUCTIONS, log_level="ERROR")
    for name in _TOOLS:
        server.add_tool(
            _tell_refusals(getattr(toolbox, name)),
            name=name,
            annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False),
        )
    return server


def _tell_refusals(tool: Callable[..., Any]) -> Callable[..., Any]:
    """Return a tool whose refusals are answers with their reason.

    It runs in the thread of the protocol, one call at a time: what the store gives belongs to the thread that asked.
    """

    @wraps(tool)
    async def told(*arguments: Any, **named: Any) -> Any:
        try:
            return tool(*arguments, **named)
        except GaapGraphError as exc:
            raise ToolError(f"refused: {exc}") from exc

    return told
