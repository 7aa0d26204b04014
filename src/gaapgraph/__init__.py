"""gaapgraph: financial documents as a knowledge graph.

>>> import gaapgraph
>>> sorted(gaapgraph.__all__)
['ReadReport', '__version__', 'query', 'read', 'to_rdflib']
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

import gaapgraph.read as _read_package

if TYPE_CHECKING:
    from pathlib import Path

    from gaapgraph.api import ReadReport, query, to_rdflib

__all__ = ["ReadReport", "__version__", "query", "read", "to_rdflib"]


class _Read(ModuleType):
    """The package of the readers, which can be called: `gaapgraph.read("release.txt")`."""

    def __call__(self, path: str | Path, profile: str | Path | None = None) -> ReadReport:
        """Read one document; see `gaapgraph.api.read`."""
        from gaapgraph.api import read

        return read(path, profile)


_read_package.__class__ = _Read


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that the commands start quickly."""
    if name == "__version__":
        return import_module("importlib.metadata").version("gaapgraph")
    if name in __all__:
        return getattr(import_module("gaapgraph.api"), name)
    raise AttributeError(f"module 'gaapgraph' has no attribute {name!r}")
