"""Tables whose lines stand in the order of their first cell: a row is found by halving, so none but it is read."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["OrderedTable"]


class OrderedTable:
    r"""The rows of tab-separated text, by their first cell.

    Below the head the lines are in the order of their bytes, which the tests hold the shipped tables to.

    >>> table = OrderedTable(b"name\tkind\nAssets\tmonetary\nRevenues\tmonetary\nShares\tshares\n")
    >>> table.row("Shares"), table.row("Share")
    (['Shares', 'shares'], None)
    """

    def __init__(self, data: bytes) -> None:
        self._data = data if data.endswith(b"\n") else data + b"\n"
        self._first = data.find(b"\n") + 1

    @classmethod
    @cache
    def read(cls, path: Path) -> OrderedTable:
        """Return the table of a file, read once; an empty one where there is no file."""
        return cls(path.read_bytes() if path.is_file() else b"")

    def row(self, name: str) -> list[str] | None:
        """Return the cells of the first row of a name, or None where there is none."""
        key = f"{name}\t".encode()
        start = self._find(key)
        if not self._data.startswith(key, start):
            return None
        return self._data[start : self._data.find(b"\n", start)].decode().split("\t")

    def rows(self) -> Iterator[list[str]]:
        """Yield the cells of each row, in order."""
        for line in self._data[self._first :].decode().splitlines():
            yield line.split("\t")

    def _find(self, key: bytes) -> int:
        """Return where the first line begins that is not less than a key."""
        low, high = self._first, len(self._data)
        while low < high:
            middle = (low + high) // 2
            start = max(low, self._data.rfind(b"\n", low, middle) + 1)
            end = self._data.find(b"\n", middle) + 1
            if self._data[start:end] < key:
                low = end
            else:
                high = start
        return low
