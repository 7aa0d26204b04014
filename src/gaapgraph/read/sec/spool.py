"""Rows of a large table, brought together by submission without holding the table in memory.

The rows of num.txt and pre.txt stand in no order. One pass writes them to as many temporary files as
are needed for each to fit in memory; submissions that are neighbours in sub.txt share a file.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from contextlib import ExitStack
from hashlib import sha256
from typing import IO, TYPE_CHECKING

from gaapgraph.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from gaapgraph.read.sec.archive import DataSet, Header

__all__ = ["Spool"]

BYTES_IN_MEMORY = 32_000_000


class Spool:
    """The rows of one table, to be had for one submission after the other in the order of sub.txt.

    Attributes:
        header: The table's columns.
        sha256: The digest of the table's bytes.
    """

    def __init__(self, data: DataSet, table: str, accessions: Sequence[str], required: Sequence[str]) -> None:
        self._stack = ExitStack()
        self._count = data.size(table) // BYTES_IN_MEMORY + 1
        self._bucket = {name: index * self._count // len(accessions) for index, name in enumerate(accessions)}
        self._files: list[IO[bytes]] = [self._new_file() for _ in range(self._count)]
        self._loaded: tuple[int, dict[str, list[tuple[int, bytes]]]] = (-1, {})
        self.header, self.sha256 = self._fill(data, table, required)

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def _new_file(self) -> IO[bytes]:
        return self._stack.enter_context(tempfile.TemporaryFile())

    def _fill(self, data: DataSet, table: str, required: Sequence[str]) -> tuple[Header, str]:
        with data.open(table, ("adsh", *required)) as (header, first, stream):
            digest = sha256(first)
            position = header.names.index("adsh")
            for number, line in enumerate(stream, start=2):
                digest.update(line)
                accession = line.split(b"\t", position + 1)[position : position + 1]
                bucket = self._bucket.get(accession[0].decode("ascii", "replace")) if accession else None
                if bucket is None:
                    raise ReadError(
                        "the row belongs to no submission of sub.txt",
                        where=f"{data.path}, {table}, line {number}",
                        mend="take sub.txt and the other tables from the same data set",
                    )
                self._files[bucket].write(b"%d\t%s\n" % (number, line.rstrip(b"\r\n")))
            return header, digest.hexdigest()

    def rows(self, accession: str) -> list[tuple[int, bytes]]:
        """Return the rows of one submission, each with its line number (the header is line 1)."""
        bucket = self._bucket[accession]
        if self._loaded[0] != bucket:
            self._loaded = (bucket, self._load(bucket))
        return self._loaded[1].pop(accession, [])

    def _load(self, bucket: int) -> dict[str, list[tuple[int, bytes]]]:
        position = self.header.names.index("adsh")
        found: dict[str, list[tuple[int, bytes]]] = defaultdict(list)
        self._files[bucket].seek(0)
        for line in self._files[bucket]:
            number, _, row = line.partition(b"\t")
            accession = row.split(b"\t", position + 1)[position].decode()
            found[accession].append((int(number), row.rstrip(b"\n")))
        return found
