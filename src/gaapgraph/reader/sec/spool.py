"""Rows of a large table, brought together by submission without holding the table in memory.

The rows of num.txt and pre.txt stand in no order. One pass writes them to as many temporary files as
are needed for each to fit in memory; submissions that are neighbours in sub.txt share a file.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from typing import IO, TYPE_CHECKING

from gaapgraph.reader.sec.archive import Problem, TableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaapgraph.reader.sec.archive import DataSet, Header

__all__ = ["Spool", "open_spool"]

BYTES_IN_MEMORY = 32_000_000
_MOST_STRANGE = 20  # rows of other data sets that are told one by one


class Spool:
    """The rows of one table, to be had for one submission after the other in the order of sub.txt.

    Attributes:
        header: The table's columns.
        sha256: The digest of the table's bytes.
    """

    def __init__(self, header: Header, sha256: str, files: Sequence[IO[bytes]], bucket: dict[str, int]) -> None:
        self.header, self.sha256 = header, sha256
        self._files, self._bucket = files, bucket
        self._loaded: tuple[int, dict[str, list[tuple[int, bytes]]]] = (-1, {})

    def rows(self, accession: str) -> list[tuple[int, bytes]]:
        """Return the rows of one submission, each with its line number (the header is line 1)."""
        bucket = self._bucket[accession]
        if self._loaded[0] != bucket:
            self._loaded = (bucket, self._load(bucket))
        return self._loaded[1].pop(accession, [])

    def _load(self, bucket: int) -> dict[str, list[tuple[int, bytes]]]:
        position = self.header.names.index("adsh")
        found: dict[bytes, list[tuple[int, bytes]]] = defaultdict(list)
        self._files[bucket].seek(0)
        for line in self._files[bucket]:
            number, _, row = line.partition(b"\t")
            accession = row.split(b"\t", position + 1)[position]
            found[accession].append((int(number), row.rstrip(b"\n")))
        named: dict[str, list[tuple[int, bytes]]] = {}
        for accession, rows in found.items():
            name = accession.decode().strip()
            named[name] = sorted([*named[name], *rows]) if name in named else rows
        return named


@contextmanager
def open_spool(data: DataSet, table: str, accessions: Sequence[str], required: Sequence[str]) -> Iterator[Spool]:
    """Bring the rows of a table together; the temporary files go when the spool is closed.

    Raises:
        TableError: A column is missing, or no row belongs to any of the submissions.
        ReadError: The table is missing or damaged.
    """
    count = data.size(table) // BYTES_IN_MEMORY + 1 if data.has(table) else 1
    bucket = {accession: index * count // len(accessions) for index, accession in enumerate(accessions)}
    with ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(count)]
        header, digest = _distribute(data, table, required, bucket, files)
        yield Spool(header, digest, files, bucket)


def _distribute(
    data: DataSet, table: str, required: Sequence[str], bucket: dict[str, int], files: Sequence[IO[bytes]]
) -> tuple[Header, str]:
    with data.open(table, ("adsh", *required)) as (header, first, stream):
        digest = sha256(first)
        position = header.names.index("adsh")
        known = strange = 0
        targets = {accession.encode(): files[number] for accession, number in bucket.items() if accession.isascii()}
        for number, line in data.lines(table, stream):
            digest.update(line)
            cells = line.split(b"\t", position + 1)
            if (target := targets.get(cells[position]) if len(cells) > position else None) is not None:
                known += 1
                target.write(b"%d\t%s\n" % (number, line.rstrip(b"\r\n")))
                continue
            accession = cells[position].strip().decode("ascii", "replace") if len(cells) > position else ""
            if accession not in bucket:
                strange += bool(line.strip())
                if 0 < strange <= _MOST_STRANGE:
                    data.problems.append(Problem(table, number, f"no submission {accession!r} in sub.txt"))
                continue
            known += 1
            files[bucket[accession]].write(b"%d\t%s\n" % (number, line.rstrip(b"\r\n")))
        if strange and not known:
            raise TableError(
                f"none of its {strange:,} rows belongs to a submission of sub.txt",
                where=f"{data.path}, {table}",
                mend="take sub.txt and the other tables from the same data set",
            )
        return header, digest.hexdigest()
