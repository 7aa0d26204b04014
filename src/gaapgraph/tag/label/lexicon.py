"""What is known of labels and concepts: what filers printed, and what the taxonomy says of concepts with figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.language.fold import fold
from gaapgraph.ordered_table import OrderedTable
from gaapgraph.resource import ontology
from gaapgraph.tag.label.feature import words_of
from gaapgraph.vocabulary import US_GAAP, shorten_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = [
    "Entry",
    "FiledLabels",
    "StandardConcept",
    "load_concepts",
    "load_filed_labels",
    "read_entries",
    "require_concept",
]

_NUMERIC = frozenset(["monetary", "shares", "perShare", "perUnit", "percent", "pure", "decimal", "integer"])


@frozen
class Entry:
    """A label, and a concept that it stood for.

    Attributes:
        label: Folded.
        concept: Local name in the us-gaap namespace.
        filers: How many filers chose the concept for the label.
        statement: The kind of statement, where the choice depends on it.
    """

    label: str
    concept: str
    filers: int
    statement: str = ""


class StandardConcept(NamedTuple):
    """What the taxonomy says of a concept that figures can have."""

    name: str
    data_type: str
    period_type: str | None
    balance: str | None
    label: str


@dataclass(slots=True)
class FiledLabels:
    """Labels that filers printed, by their words, in whatever order these stand."""

    entries: list[Entry]
    by_words: dict[str, list[Entry]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> FiledLabels:
        """Return some entries by the words of their labels."""
        labels = cls(list(entries))
        for entry in labels.entries:
            labels.by_words.setdefault(_key(entry.label), []).append(entry)
        return labels

    def filers(self, label: str, concept: str, statement: str = "") -> int:
        """Return how many filers chose a concept for a label, in a kind of statement or in any."""
        return max(
            (
                entry.filers
                for entry in self.by_words.get(_key(fold(label)), ())
                if entry.concept == concept and (not statement or entry.statement in ("", statement))
            ),
            default=0,
        )


def _key(label: str) -> str:
    return " ".join(sorted(set(words_of(label))))


def read_entries(path: Path) -> list[Entry]:
    """Return the entries of a lexicon, an SSSOM table whose comments open with the count of filers."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    heads = lines[0].split("\t")
    label, concept, context, comment = (
        heads.index(name) for name in ("subject_label", "object_id", "context", "comment")
    )
    return [
        Entry(cells[label], cells[concept][8:], int(cells[comment].partition(" ")[0]), cells[context])
        for cells in (line.split("\t") for line in lines[1:])
    ]


@cache
def load_filed_labels() -> FiledLabels:
    """Return the labels that filers printed, as the ontology ships them."""
    path = ontology() / "lexicon" / "us-gaap-labels.sssom.tsv"
    return FiledLabels.of(read_entries(path) if path.is_file() else [])


class _Concepts(Mapping[str, StandardConcept]):
    """The concepts of a table that figures can have, each read when it is asked for: a document needs few."""

    def __init__(self, table: OrderedTable) -> None:
        self._table = table
        self._found: dict[str, StandardConcept | None] = {}

    def __getitem__(self, name: str) -> StandardConcept:
        if name not in self._found:
            row = self._table.row(name)
            self._found[name] = None if row is None else _numeric(row)
        found = self._found[name]
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (row[0] for row in self._table.rows() if _numeric(row) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _numeric(row: list[str]) -> StandardConcept | None:
    """Return what a row says of a concept that figures can have, or None where they cannot have it."""
    name, kind, period, balance, abstract, label, *_ = row
    if kind not in _NUMERIC or abstract:
        return None
    return StandardConcept(name, kind, period or None, balance or None, label)


@cache
def load_concepts() -> Mapping[str, StandardConcept]:
    """Return the concepts of the taxonomy that figures can have, by local name."""
    return _Concepts(OrderedTable.read(ontology() / "us-gaap-concepts.tsv"))


def require_concept(iri: str) -> None:
    """Refuse a name in the us-gaap namespace that no version of the taxonomy has for figures.

    Raises:
        InputError: It is none; those that are spelt most alike are named.
    """
    if not iri.startswith(US_GAAP) or iri.removeprefix(US_GAAP) in load_concepts():
        return
    name = shorten_iri(iri)
    raise InputError(f"{name} is no concept of US-GAAP that has figures", mend=f"see {', '.join(find_alike(iri))}")


def find_alike(iri: str) -> list[str]:
    """Return the names of the us-gaap concepts with figures that are spelt most like one that is none."""
    from rapidfuzz import fuzz, process  # only a misspelt name needs it

    if not iri.startswith(US_GAAP):
        return []
    found = process.extract(iri.removeprefix(US_GAAP), list(load_concepts()), scorer=fuzz.ratio, limit=3)
    return [shorten_iri(US_GAAP + name) for name, *_ in found]
