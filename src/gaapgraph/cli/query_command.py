"""`gaapgraph query`: SPARQL over data."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from gaapgraph.cli._argument import Data
from gaapgraph.cli._limit import MEGABYTES, SECONDS, Memory, Raw, Timeout, read_limits
from gaapgraph.cli._screen import print_table
from gaapgraph.printable import neutral_csv, show_controls
from gaapgraph.store import gather, read_query, run_query, serialize_result, tabulate
from gaapgraph.store.unknown import list_unknown

__all__ = ["QueryFormat", "query"]


class QueryFormat(StrEnum):
    """How a result is written."""

    table = "table"
    csv = "csv"
    json = "json"


def query(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A file with a SPARQL query, or - for stdin.")],
    data: Data = None,
    output_format: Annotated[
        QueryFormat, typer.Option("--format", help="json is SPARQL 1.1 JSON.")
    ] = QueryFormat.table,
    raw: Raw = False,
    timeout: Timeout = SECONDS,
    memory: Memory = MEGABYTES,
) -> None:
    """Ask a SPARQL query; without GRAPH it sees all named graphs, and common prefixes are known.

    FROM and FROM NAMED choose among the graphs of the data; nothing is ever fetched. A cookbook of patterns is
    queries/README.md.
    """
    text = read_query(file, sys.stdin.read)
    where = "stdin" if file == "-" else file
    store = gather(data or [])
    for line in list_unknown(store, text):
        print(show_controls(f"{where}: {line}"), file=sys.stderr)
    result = run_query(store, text, where, limits=read_limits(timeout, memory))
    if output_format is QueryFormat.table:
        print_table(*tabulate(result))
    else:
        written = serialize_result(result, output_format)
        sys.stdout.write(neutral_csv(written) if output_format is QueryFormat.csv and not raw else written)
