"""Items of a large document, packed into a temporary file, so that a million of them need no gigabytes."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Sequence
from dataclasses import fields
from itertools import groupby
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, overload

from gaapgraph.model import Place, QName
from gaapgraph.reader.xbrl.reported import ReportedItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gaapgraph.model import Fact, FactKey, Occurrence

__all__ = ["ItemStore", "StoredFacts"]

_IN_MEMORY = 8 * 1024**2
_PARTS = 16
_PLACE = tuple(field.name for field in fields(Place))
_REST = tuple(field.name for field in fields(ReportedItem) if field.name not in ("concept", "place"))


class ItemStore:
    """Items in document order; each is unpacked when it is looked at."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with the store
        self._offsets = array("Q", [0])

    def __del__(self) -> None:
        """Let go of the file."""
        self._file.close()

    def append(self, item: ReportedItem) -> None:
        """Add an item at the end."""
        place = tuple(getattr(item.place, name) for name in _PLACE)
        packed = marshal.dumps((tuple(item.concept), place, tuple(getattr(item, name) for name in _REST)))
        self._file.seek(self._offsets[-1])
        self._file.write(packed)
        self._offsets.append(self._offsets[-1] + len(packed))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._offsets) - 1

    def __iter__(self) -> Iterator[ReportedItem]:
        """Yield them in order."""
        return (self[number] for number in range(len(self)))

    def __getitem__(self, number: int) -> ReportedItem:
        """Return the item of a number, from 0."""
        start, end = self._offsets[number], self._offsets[number + 1]
        self._file.seek(start)
        concept, place, rest = marshal.loads(self._file.read(end - start))
        return ReportedItem(concept=QName(*concept), place=Place(*place), **dict(zip(_REST, rest, strict=True)))


class StoredFacts(Sequence["Fact"]):
    """The facts of stored items, in the order of their first items; each is put together when it is looked at.

    Args:
        items: In document order.
        read: Returns key and occurrence of an item.
        combine: Returns the fact of a key and its occurrences.
    """

    def __init__(
        self,
        items: ItemStore,
        read: Callable[[ReportedItem], tuple[FactKey, Occurrence]],
        combine: Callable[[FactKey, tuple[Occurrence, ...]], Fact],
    ) -> None:
        self._items, self._read, self._combine = items, read, combine
        hashes = array("q", (hash(read(item)[0]) for item in items))
        self._copies: dict[int, list[int]] = {}
        self._is_copy = bytearray(len(items))
        for part in range(_PARTS):  # only some are put in order at a time, for order needs ten times their size
            numbers = [number for number, one in enumerate(hashes) if one % _PARTS == part]
            for _, group in groupby(sorted(numbers, key=hashes.__getitem__), key=hashes.__getitem__):
                first, *others = group
                if others:
                    self._group([first, *others])

    def _group(self, numbers: list[int]) -> None:
        """Note which of some items with one hash are copies of an earlier one."""
        first_of: dict[FactKey, int] = {}
        for number in numbers:
            first = first_of.setdefault(self._read(self._items[number])[0], number)
            if first != number:
                self._copies.setdefault(first, []).append(number)
                self._is_copy[number] = 1

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._is_copy) - sum(self._is_copy)

    def __iter__(self) -> Iterator[Fact]:
        """Yield them in order."""
        for number in range(len(self._is_copy)):
            if not self._is_copy[number]:
                yield self._fact(number)

    @overload
    def __getitem__(self, index: int) -> Fact: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Fact, ...]: ...

    def __getitem__(self, index: int | slice) -> Fact | tuple[Fact, ...]:
        """Return the fact of a number, or some."""
        firsts = [number for number in range(len(self._is_copy)) if not self._is_copy[number]]
        if isinstance(index, slice):
            return tuple(self._fact(number) for number in firsts[index])
        return self._fact(firsts[index])

    def __reduce__(self) -> tuple[type, tuple[list[Fact]]]:
        """Become a plain tuple where it is kept for a later run."""
        return tuple, (list(self),)

    @property
    def repeated(self) -> tuple[Fact, ...]:
        """Those that stand there more than once."""
        return tuple(self._fact(number) for number in sorted(self._copies))

    def _fact(self, number: int) -> Fact:
        numbers = (number, *self._copies.get(number, ()))
        pairs = [self._read(self._items[one]) for one in numbers]
        return self._combine(pairs[0][0], tuple(print_ for _, print_ in pairs))
