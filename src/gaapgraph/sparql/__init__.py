"""SPARQL text that may be run at all, and a process of its own that runs it within bounds of time and memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.deferral import defer

if TYPE_CHECKING:
    from gaapgraph.sparql.bound import CHECK_LIMITS, DEFAULT_LIMITS, UNLIMITED, Kind, Limits, run_bounded
    from gaapgraph.sparql.evaluate import Oxigraph, Query, Result, Triples, evaluate_bounded
    from gaapgraph.sparql.syntax import describe_syntax_error
    from gaapgraph.sparql.text import MOST_DEPTH, Token, check_text, list_default_graphs, list_names, scan_tokens

__all__ = [
    "CHECK_LIMITS",
    "DEFAULT_LIMITS",
    "MOST_DEPTH",
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
    "list_default_graphs",
    "list_names",
    "run_bounded",
    "scan_tokens",
]

_HOMES = {
    "CHECK_LIMITS": "bound",
    "DEFAULT_LIMITS": "bound",
    "Kind": "bound",
    "Limits": "bound",
    "MOST_DEPTH": "text",
    "Oxigraph": "evaluate",
    "Query": "evaluate",
    "Result": "evaluate",
    "Token": "text",
    "Triples": "evaluate",
    "UNLIMITED": "bound",
    "check_text": "text",
    "describe_syntax_error": "syntax",
    "evaluate_bounded": "evaluate",
    "list_default_graphs": "text",
    "list_names": "text",
    "run_bounded": "bound",
    "scan_tokens": "text",
}

__getattr__ = defer(__name__, _HOMES)
