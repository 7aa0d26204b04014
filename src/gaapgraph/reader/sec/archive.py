"""The tab-separated tables of one data set, in a zip or a folder."""

from __future__ import annotations

import errno
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import IO, TYPE_CHECKING

from gaapgraph.errors import ReadError
from gaapgraph.frozen_class import frozen
from gaapgraph.input_file import require_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["DAMAGE", "DataSet", "Header", "Problem", "TableError", "split_row"]

MAX_LINE = 1024 * 1024
_BLOCK = 256 * 1024
MAX_TABLE = 4 * 1024**3
# What a zip raises on the way through one of its files: damage, encryption, a method that nobody unpacks
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, UnicodeDecodeError)


class TableError(ReadError):
    """A table lacks columns, or is one of another data set: what is not needed can be left out."""


@frozen
class Problem:
    """A line of a table that could not be used, and of which submission it is, where that is known.

    Attributes:
        is_whole: No line of the table could be used.
    """

    table: str
    line: int
    reason: str
    accession: str = ""
    is_whole: bool = False

    def __str__(self) -> str:
        """Return the sentence that tells it."""
        what = "The table" if self.is_whole else "The row"
        return f"{self.table}, line {self.line}: {what} could not be understood and was left out: {self.reason}."


@dataclass(frozen=True)
class Header:
    """The columns of a table, in the order in which this data set has them."""

    names: tuple[str, ...]

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {name: position for position, name in reversed([*enumerate(self.names)])}

    def get(self, cells: Sequence[str], name: str) -> str:
        """Return the cell under a name, or an empty string where the data set has no such column."""
        position = self._positions.get(name)
        return "" if position is None else cells[position]

    def column(self, name: str) -> int:
        """Return the 1-based number of a column."""
        return self._positions[name] + 1


def split_row(line: bytes) -> list[str]:
    r"""Return the cells of one line; tabs separate them and nothing is quoted.

    Source: SEC, Financial Statement Data Sets, §4 File Formats.

    >>> split_row(b"a\tb\r\n")
    ['a', 'b']
    """
    return line.decode().rstrip("\r\n").split("\t")


class DataSet:
    """One quarter of the Financial Statement Data Sets, as a zip or as the folder it unpacks to.

    Attributes:
        problems: Lines that could not be used, as they are met; whoever reads the tables makes findings of them.
    """

    def __init__(self, path: Path) -> None:
        self.problems: list[Problem] = []
        require_file(path, or_folder=True)
        self.path = path
        self._zip = None if path.is_dir() else self._open_zip(path)

    @staticmethod
    def _open_zip(path: Path) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as exc:
            raise ReadError("not a zip of SEC data sets", where=str(path)) from exc

    def has(self, table: str) -> bool:
        """Say whether the data set has a table such as `tag.txt`."""
        return (self.path / table).is_file() if self._zip is None else table in self._zip.namelist()

    def size(self, table: str) -> int:
        """Return the number of bytes of a table, unpacked."""
        return (self.path / table).stat().st_size if self._zip is None else self._zip.getinfo(table).file_size

    def close(self) -> None:
        """Close the zip."""
        if self._zip is not None:
            self._zip.close()

    @contextmanager
    def open(self, table: str, required: Sequence[str]) -> Iterator[tuple[Header, bytes, IO[bytes]]]:
        """Open a table behind its first line.

        Args:
            table: Its file name.
            required: Columns without which it cannot be read.

        Yields:
            The header, the first line as bytes, and the stream of the lines that follow.

        Raises:
            TableError: One of the columns is missing.
            ReadError: The table is missing, its first line is longer than any can be, or the zip is damaged.
        """
        if not self.has(table):
            raise ReadError(f"the data set has no {table}", where=str(self.path))
        if self.size(table) > MAX_TABLE:
            raise ReadError(f"{table} is larger than {MAX_TABLE:,} bytes", where=str(self.path), mend="split it")
        try:
            opened = (self.path / table).open("rb") if self._zip is None else self._zip.open(table)
            with opened as stream:
                first = self._require_length(table, 1, stream.readline(MAX_LINE + 1))
                header = Header(tuple(split_row(first)))
                missing = [name for name in required if name not in header.names]
                if missing:
                    raise TableError(f"{table} lacks the columns {', '.join(missing)}", where=str(self.path))
                yield header, first, stream
        except (*DAMAGE, OSError) as exc:
            if isinstance(exc, OSError) and exc.errno not in (errno.EINVAL, None):  # not the zip's: the disk's
                raise
            raise ReadError(
                f"{table} is damaged or encrypted ({exc})", where=str(self.path), mend="fetch it again"
            ) from exc

    def lines(self, table: str, stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
        """Yield the lines behind the first with their numbers.

        Raises:
            ReadError: A line is longer than any row can be.
        """
        number, rest = 1, b""
        while block := stream.read(_BLOCK):
            *lines, rest = (rest + block).split(b"\n")
            for line in lines:
                number += 1
                yield number, self._require_length(table, number, line + b"\n")
            self._require_length(table, number + 1, rest)
        if rest:
            yield number + 1, rest

    def _require_length(self, table: str, number: int, line: bytes) -> bytes:
        if len(line) > MAX_LINE:
            where = f"{self.path}, {table}, line {number}"
            raise ReadError(f"the line is longer than {MAX_LINE:,} bytes", where=where, mend="fetch it again")
        return line

    def rows(self, table: str, required: Sequence[str]) -> Iterator[tuple[Header, int, list[str]]]:
        """Yield the header, the number and the cells of each row of a small table; others are noted as problems."""
        with self.open(table, required) as (header, _, stream):
            for number, line in self.lines(table, stream):
                try:
                    cells = split_row(line)
                except UnicodeDecodeError as exc:
                    self.problems.append(Problem(table, number, f"byte {exc.start + 1} is no UTF-8"))
                    continue
                if len(cells) == len(header.names):
                    yield header, number, cells
                elif line.strip():
                    reason = f"{len(cells)} cells under {len(header.names)} columns"
                    self.problems.append(Problem(table, number, reason))
