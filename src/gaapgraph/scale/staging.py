"""The tables of one data set in DuckDB: every row with its line, before anything in it is understood."""

from __future__ import annotations

import shutil
from contextlib import closing
from hashlib import file_digest
from typing import TYPE_CHECKING, NamedTuple

from gaapgraph.errors import ReadError
from gaapgraph.reader.sec.archive import DataSet
from gaapgraph.reader.sec.quarter import LINES, NUMBERS
from gaapgraph.reader.sec.submission import read_submission_table
from gaapgraph.reader.sec.tag import read_tag_table, standard_concepts

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from gaapgraph.reader.sec.submission import Submission
    from gaapgraph.reader.sec.tag import Tag

__all__ = ["Staged", "UnevenTableError", "stage"]

_CHUNK = 1024 * 1024


# Columns that older data sets lack are empty, as the reader of single data sets has them.
class _Table(NamedTuple):
    name: str
    required: tuple[str, ...]
    columns: tuple[str, ...]


_NUM = _Table("num", NUMBERS, ("adsh", "tag", "version", "ddate", "qtrs", "uom", "segments", "coreg", "value"))
_PRE = _Table("pre", LINES, ("adsh", "tag", "version", "report", "line", "stmt", "inpth", "plabel", "negating"))


class UnevenTableError(ReadError):
    """A table has a row that is none: only the reader that goes row by row can tell which and read the rest."""


class Staged:
    """A data set whose large tables are in DuckDB, as `num` and `pre`, and whose small ones are read.

    Attributes:
        submissions: By accession number.
        tags: By name and version.
        standard: The IRI of each standard tag by its name.
        sha256: Of num.txt.
        value_column: 1-based number of the column `value` in num.txt.
    """

    def __init__(
        self,
        *,
        submissions: dict[str, Submission],
        tags: dict[tuple[str, str], Tag],
        sha256: str,
        value_column: int,
    ) -> None:
        self.submissions, self.tags = submissions, tags
        self.standard = standard_concepts(tags)
        self.sha256, self.value_column = sha256, value_column


def stage(connection: DuckDBPyConnection, path: Path, work: Path) -> Staged:
    """Load one data set.

    Args:
        connection: It gets the tables `num` and `pre`, each row with `line`, its number in the file.
        path: A zip of a quarter, or the folder it unpacks to.
        work: A folder for what is unpacked.

    Raises:
        UnevenTableError: A row has another number of cells than the header, or a submission has a fault of its own.
        ReadError: It is no data set, or a damaged one.
    """
    with closing(DataSet(path)) as data:
        submissions = read_submission_table(data)
        tags = read_tag_table(data)
        if data.problems:
            raise UnevenTableError(str(data.problems[0]), where=str(path))
        sha256, names = _load(connection, data, _NUM, work)
        if data.has("pre.txt"):
            _load(connection, data, _PRE, work)
        else:
            columns = ", ".join(f"{name} VARCHAR" for name in _PRE.columns)
            connection.execute(f"CREATE OR REPLACE TABLE pre (row BIGINT, {columns})")
    _require_known(connection, list(submissions), path)
    return Staged(submissions=submissions, tags=tags, sha256=sha256, value_column=names.index("value") + 1)


def _require_known(connection: DuckDBPyConnection, accessions: list[str], path: Path) -> None:
    """Refuse rows of submissions that sub.txt lacks: the reader of single rows tells each of them."""
    import pyarrow as pa

    connection.register("known", pa.table({"adsh": accessions}))
    for table in ("num", "pre"):
        ((strange,),) = connection.execute(
            f"SELECT count(*) FROM {table} WHERE adsh NOT IN (SELECT adsh FROM known)"
        ).fetchall()
        if strange:
            raise UnevenTableError(f"{table}.txt has rows of submissions that sub.txt lacks", where=str(path))
    connection.unregister("known")


def _load(connection: DuckDBPyConnection, data: DataSet, table: _Table, work: Path) -> tuple[str, tuple[str, ...]]:
    """Load a table, and return the digest of its file and the names of its columns."""
    file = work / f"{table.name}.txt"
    with data.open(file.name, table.required) as (header, first, stream), file.open("wb") as copy:
        copy.write(first)
        shutil.copyfileobj(stream, copy, _CHUNK)
    with file.open("rb") as whole:
        sha256 = file_digest(whole, "sha256").hexdigest()
        whole.seek(0)
        lines = sum(chunk.count(b"\n") for chunk in iter(lambda: whole.read(_CHUNK), b""))
    _insert(connection, file, table, header.names)
    ((rows,),) = connection.execute(f"SELECT count(*) FROM {table.name}").fetchall()
    if rows + 1 not in (lines, lines + 1):
        raise UnevenTableError(f"{file.name} has lines that are no rows", where=str(data.path))
    file.unlink()
    return sha256, header.names


def _insert(connection: DuckDBPyConnection, file: Path, table: _Table, names: tuple[str, ...]) -> None:
    import duckdb

    cells = ", ".join(f"coalesce({name}, '') AS {name}" if name in names else f"'' AS {name}" for name in table.columns)
    types = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in names) + "}"
    try:
        connection.execute(
            f"CREATE OR REPLACE TABLE {table.name} AS SELECT row_number() OVER () + 1 AS row, {cells} FROM read_csv(?, "
            f"delim = '\t', header = true, quote = '', escape = '', auto_detect = false, columns = {types})",
            [str(file)],
        )
    except duckdb.Error as exc:
        raise UnevenTableError(f"{file.name}: {str(exc).splitlines()[0]}", where=str(file)) from exc
