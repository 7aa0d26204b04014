"""How many results of a validation are made whole: data may break a constraint in each of millions of statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from gaapgraph.shacl.validation_result import Untold

__all__ = ["MOST", "Allowance", "Most"]


@frozen
class Most:
    """How many results are made whole; the rest are counted.

    A result costs about a kilobyte and ten microseconds, what is told of it several times that. Nobody reads thousands
    of the same kind; documents that people write come to some hundreds in all.

    Attributes:
        of_one: Of one constraint.
        of_all: Of all of them.
        least: Of each constraint even where there are enough of others, so that each is shown.
        counted: Of one constraint, how many are counted at most; some thousands of nodes, each held against each other,
            are millions.
    """

    of_one: int = 5_000
    of_all: int = 50_000
    least: int = 10
    counted: int = 100_000


MOST = Most()


class Allowance:
    """How many results each constraint may make whole, given those before it.

    What constraints before it have made is known in part where several are evaluated at once: then it may make more
    than in the end are kept, never fewer, so that what is kept does not depend on which is done first.

    Attributes:
        untold: The constraints with a rest, once what is kept of them is known.
    """

    def __init__(self, most: Most, constraints: int) -> None:
        self._most = most
        self._made = [0] * constraints
        self.untold: list[Untold] = []

    def of(self, place: int) -> int:
        """Return how many results a constraint may make, by its place among all."""
        left = self._most.of_all - sum(self._made[:place])
        return min(self._most.of_one, max(self._most.least, left))

    @property
    def most_counted(self) -> int:
        """How many results of a constraint are counted."""
        return self._most.counted

    def note(self, place: int, made: int) -> None:
        """Note how many results a constraint has made."""
        self._made[place] = made
