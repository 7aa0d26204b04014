"""What a comparison says: single changes, each with its reason, and all of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.document.place import format_place
from gaapgraph.frozen_class import frozen
from gaapgraph.printable import html_table

if TYPE_CHECKING:
    from gaapgraph.model import Place

__all__ = ["KINDS", "Change", "Comparison", "Count"]

KINDS = {
    "report": "the report's title, date, document or taxonomy version",
    "value": "a fact of the same key has another value",
    "accuracy": "a fact has the same value, to another accuracy",
    "meaning": "the same place states another fact: concept, period, unit or dimensions",
    "fact": "a fact that only one of the two states",
    "print": "a place is printed or read otherwise, and its fact keeps its value",
    "place": "a fact of both is stated in more or fewer places",
    "mapping": "a row that maps a label to a concept or member",
    "finding": "what the reader noticed",
    "result": "what a rule finds",
    "answer": "a row of the answer to a question of the library",
    "narrative": "a risk, driver, exposure, relationship or event",
}


@frozen
class Change:
    """One difference between two reports.

    Attributes:
        kind: One of `KINDS`.
        change: `changed`, `added` or `removed`.
        what: The thing that differs, in words.
        before, after: What each side says, or None.
        why: Sentences, the cause first.
        differs: For a meaning, which of its dimensions differ.
        agreement: For a value, `within rounding` where the two intervals meet, else `beyond rounding`.
        key: The `gg:key` of the fact, where both sides have the same.
        facts: IRIs of the facts concerned, those of the first side before those of the second.
        before_at, after_at: Places on each side.
        severity: Of a finding or result.
    """

    kind: str
    change: str
    what: str
    before: str | None = None
    after: str | None = None
    why: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    agreement: str | None = None
    key: str | None = None
    facts: tuple[str, ...] = ()
    before_at: tuple[Place, ...] = ()
    after_at: tuple[Place, ...] = ()
    severity: str | None = None

    @property
    def lines(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The lines of its places on each side, without repetition."""
        return _lines(self.before_at), _lines(self.after_at)

    @property
    def summary(self) -> str:
        """The change in one phrase, for what rests on it."""
        places = (self.after_at or self.before_at)[:2]
        values = " → ".join(each or "nothing" for each in (self.before, self.after))
        return f"{self.what}: {values}" + (f" ({', '.join(map(format_place, places))})" if places else "")


@frozen
class Count:
    """How much is the same, or stands on one side alone and is no change."""

    what: str
    number: int


@frozen
class Comparison:
    """Two reports held against each other.

    Attributes:
        before, after: What each is called.
        relation: `same` document, `versions` of one, or different `reports` of one entity.
        entity: The name of the entity of both.
        changes: In the order of `KINDS`, and of the lines.
        counts: What is no change.
        unusable: How many statements of both reports cannot be used, and are left out.
    """

    before: str
    after: str
    relation: str
    entity: str
    changes: tuple[Change, ...]
    counts: tuple[Count, ...] = ()
    unusable: int = 0

    def _repr_html_(self) -> str:
        """Return what a notebook shows: each change with its cause."""
        rows = [[one.kind, one.change, one.what, one.before, one.after, "; ".join(one.why)] for one in self.changes]
        title = f"{self.before or 'nothing'} → {self.after or 'nothing'}: {len(rows)} changes"
        return html_table(["kind", "change", "what", "before", "after", "why"], rows, title)


def _lines(places: tuple[Place, ...]) -> tuple[int, ...]:
    return tuple(sorted({place.line for place in places}))
