"""What is known of labels: those that filers printed, and those of the taxonomy, indexed by their words."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from gaapgraph.language.fold import fold
from gaapgraph.resource import ontology
from gaapgraph.tag.label.mapping import read_mappings
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = [
    "Entry",
    "Index",
    "StandardConcept",
    "load_concepts",
    "load_filed_labels",
    "load_standard_labels",
    "read_entries",
    "standard_entries",
    "words_of",
]

_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "in",
        "on",
        "for",
        "to",
        "by",
        "from",
        "with",
        "at",
        "as",
        "its",
        "per",
        "our",
        "this",
        "that",
        "which",
    ]
)
_SAME = {
    "shareholder": "stockholder", "shareowner": "stockholder", "earning": "income", "noncontrolling": "minority",
    "plant": "", "ppe": "property equipment", "sundry": "other", "accum": "accumulated", "cumulative": "accumulated",
}  # fmt: skip
_WORD = re.compile(r"[a-z]+(?:'s)?|[()]")
_CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_NUMERIC = frozenset(["monetary", "shares", "perShare", "perUnit", "percent", "pure", "decimal", "integer"])
_ASIDE = 0.35
_LEAST = 0.45
_SPELT = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A label, and a concept that it stood for.

    Attributes:
        label: Folded.
        concept: Local name in the us-gaap namespace.
        filers: How many filers chose the concept for the label; 0 for the taxonomy's own labels.
        statement: The kind of statement, where the choice depends on it.
        is_checked: A person mapped the label for filers in general.
    """

    label: str
    concept: str
    filers: int
    statement: str = ""
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class StandardConcept:
    """What the taxonomy says of a concept that figures can have."""

    name: str
    data_type: str
    period_type: str | None
    balance: str | None
    label: str


@dataclass(slots=True)
class Index:
    """Entries by the words of their labels; likeness is the cosine of word weights, rare words weighing most."""

    entries: list[Entry] = field(default_factory=list)
    labels: dict[str, list[int]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    postings: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    lengths: list[float] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Index:
        """Return the index of some entries."""
        index = cls(list(entries))
        for number, entry in enumerate(index.entries):
            index.labels.setdefault(entry.label, []).append(number)
        index.keys = list(index.labels)
        bags = [_words_of_folded(label) for label in index.keys]
        counts: dict[str, int] = {}
        for bag in bags:
            for word in bag:
                counts[word] = counts.get(word, 0) + 1
        index.weights = {word: math.log(1 + len(bags) / count) for word, count in counts.items()}
        for number, bag in enumerate(bags):
            vector = {word: part * index.weights[word] for word, part in bag.items()}
            index.lengths.append(math.sqrt(sum(value * value for value in vector.values())) or 1.0)
            for word, value in vector.items():
                index.postings.setdefault(word, []).append((number, value))
        return index

    def find(self, label: str, limit: int = 25) -> list[tuple[float, Entry]]:
        """Return the entries whose labels are most alike, each with its likeness in [0, 1]."""
        rare = math.log(1 + len(self.keys))
        vector = {
            (known := self._known(word)): part * self.weights.get(known, rare) for word, part in words_of(label).items()
        }
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        scores: dict[int, float] = {}
        for word, value in vector.items():
            for number, other in self.postings.get(word, ()):
                scores[number] = scores.get(number, 0.0) + value * other
        ranked = sorted(
            ((score / (length * self.lengths[number]), number) for number, score in scores.items()),
            key=lambda pair: (-pair[0], pair[1]),
        )
        folded = fold(label)
        return [
            (1.0 if self.keys[number] == folded else min(score, 0.99), self.entries[at])
            for score, number in ranked[:limit]
            if score >= _LEAST
            for at in self.labels[self.keys[number]]
        ]

    def _known(self, word: str) -> str:
        """Return the word, or the known one that it misspells."""
        if word in self.weights or len(word) < _SPELT:
            return word
        from rapidfuzz import fuzz, process  # few builds need it, and all would wait for it

        near = process.extractOne(word, self.weights.keys(), scorer=fuzz.ratio, score_cutoff=84)
        return near[0] if near else word


def words_of(label: str) -> dict[str, float]:
    """Return the words that tell a label from others, each with its weight: what stands in parentheses weighs less.

    >>> words_of("Decrease (increase) in trade receivables")
    {'decrease': 1.0, 'increase': 0.35, 'trade': 1.0, 'receivable': 1.0}
    """
    return _words_of_folded(fold(label))


def _words_of_folded(label: str) -> dict[str, float]:
    words: dict[str, float] = {}
    depth = 0
    for token in _WORD.findall(label):
        if token in "()":
            depth = max(0, depth + (1 if token == "(" else -1))
            continue
        for word in _stem(token).split():
            words[word] = max(words.get(word, 0.0), _ASIDE if depth else 1.0)
    return words


@cache
def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    if word in _STOP:
        return ""
    word = word.replace("isation", "ization")
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("xes", "sses")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3:
        word = word[:-1]
    return _SAME.get(word, word)


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
def load_filed_labels() -> Index:
    """Return the index of the labels that filers printed, and of those mapped by hand that none of them printed."""
    path = ontology() / "lexicon" / "us-gaap-labels.sssom.tsv"
    entries = read_entries(path) if path.is_file() else []
    known = {entry.label for entry in entries}
    return Index.of([*entries, *(entry for entry in _checked_entries() if entry.label not in known)])


def _checked_entries() -> Iterable[Entry]:
    path = ontology() / "mappings" / "us-gaap.sssom.tsv"
    for row in read_mappings(path) if path.is_file() else ():
        statement = "cash flow" if "cash flow" in row.terms else ""
        yield Entry(fold(row.label), row.object.removeprefix(US_GAAP), 0, statement, is_checked=True)


@cache
def load_concepts() -> dict[str, StandardConcept]:
    """Return the concepts of the taxonomy that figures can have, by local name."""
    path = ontology() / "us-gaap-concepts.tsv"
    concepts = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:] if path.is_file() else ():
        name, kind, period, balance, abstract, label, *_ = line.split("\t")
        if kind in _NUMERIC and not abstract:
            concepts[name] = StandardConcept(name, kind, period or None, balance or None, label)
    return concepts


def standard_entries(concepts: Iterable[StandardConcept]) -> list[Entry]:
    """Return the labels of the taxonomy as entries: the standard label, or the words of the name."""
    return [
        Entry(fold(one.label) if one.label else " ".join(_CAMEL.findall(one.name)).lower(), one.name, 0)
        for one in concepts
    ]


@cache
def load_standard_labels() -> Index:
    """Return the index of the taxonomy's own labels."""
    return Index.of(standard_entries(load_concepts().values()))
