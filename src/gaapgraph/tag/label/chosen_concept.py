"""The concepts that filers chose for figures, by number and by name; a document needs few of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ChosenConcepts", "Known"]

_PURE = frozenset(["percent", "pure", "decimal", "integer"])


@frozen
class Known:
    """A concept that filers chose.

    Attributes:
        biases: How often it is chosen at all, in each era, as a logarithm.
        since, until: First and last year in which it stood in the taxonomy.
        successor: What filers chose afterwards for its labels; empty where that is not clear.
        filers: How many filers chose it in some table.
    """

    name: str
    biases: tuple[float, ...]
    data_type: str
    period_type: str
    balance: str
    since: int
    until: int
    successor: str = ""
    filers: int = 0


class ChosenConcepts(Sequence[Known]):
    """Concepts by number, each made when it is asked for.

    Attributes:
        numbers: By local name.
        filers: How many filers chose each in some table.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._rows = [line.split("\t") for line in lines]
        self._made: dict[int, Known] = {}
        names, _, self._types, _, self._balances, since, until, _, filers = zip(*self._rows, strict=True)
        self._since, self._until = tuple(map(int, since)), tuple(map(int, until))
        self.numbers: dict[str, int] = {name: number for number, name in enumerate(names)}
        self.filers: tuple[int, ...] = tuple(int(count or 0) for count in filers)

    @classmethod
    def read(cls, path: Path) -> ChosenConcepts:
        """Return the concepts of a table that `scripts/train_tagger.py` wrote."""
        return cls(path.read_text(encoding="utf-8").split("\n")[1:-1])

    @overload
    def __getitem__(self, number: int) -> Known: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Known]: ...

    def __getitem__(self, number: int | slice) -> Known | Sequence[Known]:
        if isinstance(number, slice):
            return [self[at] for at in range(len(self))[number]]
        found = self._made.get(number)
        if found is None:
            name, biases, kind, period, balance, _, _, successor, _ = self._rows[number]
            found = self._made[number] = Known(
                name=name,
                biases=tuple(map(float, biases.split())),
                data_type=kind,
                period_type=period,
                balance=balance,
                since=self._since[number],
                until=self._until[number],
                successor=successor,
                filers=self.filers[number],
            )
        return found

    def __len__(self) -> int:
        return len(self._rows)

    def named(self, name: str) -> Known | None:
        """Return the concept of a local name, or None where no filer chose it."""
        number = self.numbers.get(name)
        return None if number is None else self[number]

    def fitting(self, year: int, kind: str, balance: str | None) -> frozenset[int]:
        """Return the numbers of the concepts that a year has for figures of a kind, of any balance where it is None."""
        lives = zip(self._since, self._until, self._types, self._balances, strict=True)
        return frozenset(
            number
            for number, (since, until, known, own) in enumerate(lives)
            if since <= year <= until and balance in (None, own) and _same_type(kind, known)
        )


def _same_type(asked: str, known: str) -> bool:
    return not asked or not known or asked == known or (asked in _PURE and known in _PURE)
