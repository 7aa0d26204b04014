"""SPARQL text that may be run at all, and a process of its own that runs it within bounds of time and memory."""

from gaapgraph.sparql.bound import DEFAULT_LIMITS, UNLIMITED, Limits, run_bounded
from gaapgraph.sparql.evaluate import Oxigraph, Query, Result, Triples, evaluate_bounded
from gaapgraph.sparql.syntax import describe_syntax_error
from gaapgraph.sparql.text import MOST_DEPTH, check_text, list_default_graphs, list_names

__all__ = [
    "DEFAULT_LIMITS",
    "MOST_DEPTH",
    "UNLIMITED",
    "Limits",
    "Oxigraph",
    "Query",
    "Result",
    "Triples",
    "check_text",
    "describe_syntax_error",
    "evaluate_bounded",
    "list_default_graphs",
    "list_names",
    "run_bounded",
]
