"""The embedded store: loading data, writing store folders, and asking SPARQL."""

from gaapgraph.store.cell import Cell, Notice, find_cells, find_notices
from gaapgraph.store.folder import write_reports, write_store
from gaapgraph.store.gather import gather, is_data
from gaapgraph.store.load import is_store, load_store
from gaapgraph.store.sparql import read_query, run_query, serialize_result, show_term, tabulate
from gaapgraph.store.trace import Evidence, Neighbour, Trace, describe_mapping, find_fact, trace

__all__ = [
    "Cell",
    "Evidence",
    "Neighbour",
    "Notice",
    "Trace",
    "describe_mapping",
    "find_cells",
    "find_fact",
    "find_notices",
    "gather",
    "is_data",
    "is_store",
    "load_store",
    "read_query",
    "run_query",
    "serialize_result",
    "show_term",
    "tabulate",
    "trace",
    "write_reports",
    "write_store",
]
