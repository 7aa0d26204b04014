"""rdflib kept from fetching: where a query says FROM, it would load that graph from the network or the disk."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["offline"]


@contextmanager
def offline() -> Iterator[None]:
    """Let `FROM` and `FROM NAMED` choose among the graphs that rdflib has, as long as this lasts.

    Source: rdflib, `rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS`.
    """
    import rdflib.plugins.sparql as engine  # slow to import, and only few ask it

    before = engine.SPARQL_LOAD_GRAPHS
    engine.SPARQL_LOAD_GRAPHS = False
    try:
        yield
    finally:
        engine.SPARQL_LOAD_GRAPHS = before
