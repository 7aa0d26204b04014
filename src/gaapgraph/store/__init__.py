"""The embedded store: loading data, writing store folders, and asking SPARQL."""

from gaapgraph.store.folder import write_reports, write_store
from gaapgraph.store.gather import gather, is_data
from gaapgraph.store.load import is_store, load_store
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
