"""The embedded store: loading data, writing store folders, and asking SPARQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.deferral import defer
from gaapgraph.store.gather import gather, is_data  # a module of the same name: it cannot wait

if TYPE_CHECKING:
    from gaapgraph.store.folder import write_reports, write_store
    from gaapgraph.store.rdf_source import is_store, load_store
    from gaapgraph.store.sparql import read_query, run_query, serialize_result, show_term, tabulate

__all__ = [
    "gather",
    "is_data",
    "is_store",
    "load_store",
    "read_query",
    "run_query",
    "serialize_result",
    "show_term",
    "tabulate",
    "write_reports",
    "write_store",
]

_HOMES = {
    "is_store": "rdf_source",
    "load_store": "rdf_source",
    "read_query": "sparql",
    "run_query": "sparql",
    "serialize_result": "sparql",
    "show_term": "sparql",
    "tabulate": "sparql",
    "write_reports": "folder",
    "write_store": "folder",
}

__getattr__ = defer(__name__, _HOMES)
