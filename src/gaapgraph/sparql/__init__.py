"""SPARQL text that may be run at all, and a process of its own that runs it within bounds of time and memory."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaapgraph.sparql.bound import CHECK_LIMITS, DEFAULT_LIMITS, UNLIMITED, Kind, Limits, run_bounded
    from gaapgraph.sparql.evaluate import Oxigraph, Query, Result, Triples, evaluate_bounded
    from gaapgraph.sparql.reach import BOTH, DEFAULT, NAMED, find_reach
    from gaapgraph.sparql.syntax import describe_syntax_error
    from gaapgraph.sparql.text import MOST_DEPTH, Token, check_text, list_default_graphs, list_names, scan_tokens

__all__ = [
    "BOTH",
    "CHECK_LIMITS",
    "DEFAULT",
    "DEFAULT_LIMITS",
    "MOST_DEPTH",
    "NAMED",
    "UNLIMITED",
    "Kind",
    "Limits",
    "Oxigraph",
    "Query",
    "Result",
    "Token",
    "Triples",
    "check_text",
    "describe_syntax_error",
    "evaluate_bounded",
    "find_reach",
    "list_default_graphs",
    "list_names",
    "run_bounded",
    "scan_tokens",
]

_HOMES = {
    "BOTH": "reach",
    "CHECK_LIMITS": "bound",
    "DEFAULT": "reach",
    "DEFAULT_LIMITS": "bound",
    "Kind": "bound",
    "Limits": "bound",
    "MOST_DEPTH": "text",
    "NAMED": "reach",
    "Oxigraph": "evaluate",
    "Query": "evaluate",
    "Result": "evaluate",
    "Token": "text",
    "Triples": "evaluate",
    "UNLIMITED": "bound",
    "check_text": "text",
    "describe_syntax_error": "syntax",
    "evaluate_bounded": "evaluate",
    "find_reach": "reach",
    "list_default_graphs": "text",
    "list_names": "text",
    "run_bounded": "bound",
    "scan_tokens": "text",
}


# Not by `gaapgraph.deferral`: beside this room and SHACL's stand errors, namespaces and frozen values alone.
def __getattr__(name: str) -> object:
    """Import a name from its module when it is first asked for: no command needs them all."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
