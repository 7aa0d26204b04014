"""gaapgraph: financial documents as a knowledge graph.

>>> import gaapgraph
>>> sorted(gaapgraph.__all__)
['ReadReport', '__version__', 'query', 'read', 'to_rdflib']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaapgraph.api import ReadReport, query, read, to_rdflib

__all__ = ["ReadReport", "__version__", "query", "read", "to_rdflib"]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that the commands start quickly."""
    if name == "__version__":
        return import_module("importlib.metadata").version("gaapgraph")
    if name in __all__:
        return getattr(import_module("gaapgraph.api"), name)
    raise AttributeError(f"module 'gaapgraph' has no attribute {name!r}")
