"""gaapgraph: financial documents as a knowledge graph.

`read` takes a document in; `query`, `ask`, `check`, `explain`, `diff` and `report` say what is in it, of a report in
hand as of files; `verify` recomputes the receipt of an answer. Each has the name of the command that does the same.

>>> import gaapgraph
>>> gaapgraph.__all__[2:]
['ask', 'check', 'diff', 'explain', 'query', 'read', 'report', 'to_rdflib', 'verify']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from gaapgraph._version import __version__

if TYPE_CHECKING:
    from gaapgraph.api import ReadReport, ask, check, diff, explain, query, read, report, to_rdflib, verify

__all__ = [
    "ReadReport",
    "__version__",
    "ask",
    "check",
    "diff",
    "explain",
    "query",
    "read",
    "report",
    "to_rdflib",
    "verify",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that the commands start quickly."""
    if name in __all__:
        return getattr(import_module("gaapgraph.api"), name)
    raise AttributeError(f"module 'gaapgraph' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names beside those of every module."""
    return sorted({*globals(), *__all__})
