"""Tables of Arrow handed over to DuckDB as tables of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa
    from duckdb import DuckDBPyConnection

__all__ = ["create_list", "create_table"]


def create_table(connection: DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Give the engine a table, in place of one of the same name."""
    connection.register("incoming", table)
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM incoming")
    connection.unregister("incoming")


def create_list(connection: DuckDBPyConnection, name: str, iris: Iterable[str]) -> None:
    """Give the engine a table of IRIs, in a column `iri`, each once."""
    import pyarrow as pa

    create_table(connection, name, pa.table({"iri": pa.array(sorted(set(iris)), pa.string())}))
