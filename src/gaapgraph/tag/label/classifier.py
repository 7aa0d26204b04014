"""The classifier of labels: which concepts filers choose for rows like one, by what was learned from many."""

from __future__ import annotations

import json
import math
from dataclasses import field
from functools import cache
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from gaapgraph.frozen_class import frozen
from gaapgraph.resource import ontology
from gaapgraph.tag.label.chosen_concept import ChosenConcepts
from gaapgraph.tag.label.companion import Companions
from gaapgraph.tag.label.feature import era_of, features_of, label_feature, table_features, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gaapgraph.tag.label.feature import LabelledRow, LabelledTable

__all__ = ["Classifier", "Ranked", "load_classifier"]

_WEIGHED = 64  # concepts that are weighed exactly for a row: more change no proposal of filings worth their time
_SPELT = 6
# What a row tells of itself names candidates; what stands around it only weighs them.
_NAMING = {
    "words": 1.0,
    "pairs": 1.0,
    "label": 1.5,
    "headed": 1.5,
    "placed": 1.5,
    "heading": 1.0,
    "title": 0.5,
    "section": 0.7,
    "table": 0.4,
}
_Groups = list[tuple[str, list[int]]]
_AROUND = frozenset(["heading", "title", "section"])  # many rows of a table have these alike


class Ranked(NamedTuple):
    """A concept for a row; the name is empty for "a concept of the filer's own".

    Attributes:
        weight: Natural logarithm of its probability among the concepts that were weighed.
    """

    name: str
    weight: float


@frozen
class Classifier:
    """Vectors of small whole numbers for features and concepts; a row is the sum of the vectors of its features."""

    width: int
    features: dict[str, int]
    concepts: ChosenConcepts
    inputs: memoryview
    outputs: memoryview
    postings: memoryview
    posted: int
    step: float
    companions: Companions
    _tables: dict[int, tuple[LabelledTable, dict[int, float], list[float]]] = field(default_factory=dict, repr=False)
    _sums: dict[tuple[int, ...], list[float]] = field(default_factory=dict, repr=False)
    _ranked: dict[tuple[tuple[tuple[str, tuple[int, ...]], ...], frozenset[int]], list[Ranked]] = field(
        default_factory=dict, repr=False
    )
    _around: dict[tuple[tuple[str, tuple[int, ...]], ...], dict[int, float]] = field(default_factory=dict, repr=False)
    _vectors: dict[int, tuple[tuple[float, ...], float]] = field(default_factory=dict, repr=False)
    _spellings: dict[str, str] = field(default_factory=dict, repr=False)
    _words: list[str] = field(default_factory=list, repr=False)

    @classmethod
    def read(cls, folder: Path) -> Classifier:
        """Return the classifier that `scripts/train_tagger.py` wrote into a folder."""
        steps = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
        names = (folder / "features.txt").read_text(encoding="utf-8").split("\n")[:-1]
        concepts = ChosenConcepts.read(folder / "concepts.tsv")
        data = memoryview((folder / "weights.bin").read_bytes())
        width, posted = int(steps["width"]), int(steps["postings"])
        first = len(names) * width
        second = first + len(concepts) * width
        return cls(
            width=width,
            features=dict(zip(names, range(len(names)), strict=True)),
            concepts=concepts,
            inputs=data[:first].cast("b"),
            outputs=data[first:second].cast("b"),
            postings=data[second:].cast("H"),
            posted=posted,
            step=float(steps["inputStep"]) * float(steps["outputStep"]),
            companions=Companions.read(folder / "pairs.bin", concepts, int(steps.get("filers", 0))),
        )

    def rank(
        self, table: LabelledTable, at: int, admitted: frozenset[int], row: LabelledRow | None = None
    ) -> list[Ranked]:
        """Return the concepts for a row of a table, the likeliest first; none where nothing of its label is known.

        Args:
            table: The whole table.
            at: Index of the row.
            admitted: The numbers of the concepts that can be meant at all.
            row: Another way to read the row there.
        """
        groups = self._known(table, at, row)
        if not any(name in ("words", "pairs", "label", "heading") and ids for name, ids in groups):
            return []
        shared, whole = self._shared(table)
        asked = tuple((name, tuple(ids)) for name, ids in groups), admitted
        if asked not in self._ranked:  # a row is asked about for each head of a column
            votes, hidden = self._add_up(groups, shared, whole)
            self._ranked[asked] = self._weigh(votes, hidden, admitted, era_of(table.year))
        return self._ranked[asked]

    def _add_up(
        self, groups: _Groups, shared: dict[int, float], whole: list[float]
    ) -> tuple[dict[int, float], list[float]]:
        """Return votes and vector of the features of a row, with those that its whole table shares."""
        around = [(name, ids) for name, ids in groups if name in _AROUND]
        votes = dict(self._votes_around(shared, around))
        hidden = whole
        for name, ids in groups:
            hidden = list(map(add, hidden, self._mean(ids)))
            if name not in _AROUND:
                self._vote(votes, ids, _NAMING.get(name, 0.0))
        return votes, hidden

    def _weigh(self, votes: dict[int, float], hidden: list[float], admitted: frozenset[int], era: int) -> list[Ranked]:
        """Return the concepts of the most votes by their weight."""
        # sorting is stable: among those of as many votes the first comes first
        voted = sorted(sorted(admitted.intersection(votes)), key=votes.__getitem__, reverse=True)[:_WEIGHED]
        vector, length = tuple(hidden), sum(part * part for part in hidden)
        scores = [
            (self._score(vector, length, number) + known.biases[era], known.name)
            for number in dict.fromkeys((0, *voted))
            for known in (self.concepts[number],)
        ]
        most = max(scores)[0]
        total_weight = most + math.log(sum(math.exp(score - most) for score, _ in scores))
        ranked = sorted([(total_weight - score, name) for score, name in scores])
        return [Ranked(name, -weight) for weight, name in ranked]

    def knows_label(self, row: LabelledRow, year: int = 0) -> bool:
        """Say whether several filers printed the label of a row, word for word but for their order."""
        return label_feature(row.label, year) in self.features

    def strangeness(self, row: LabelledRow, year: int = 0) -> float:
        """Return the share of the words of a row's label that hardly any filer printed, in [0, 1]."""
        words = words_of(row.label, year)
        return sum(f"L:{word}" not in self.features for word in words) / len(words) if words else 1.0

    def _known(self, table: LabelledTable, at: int, row: LabelledRow | None) -> _Groups:
        features = self.features
        return [
            (name, [features[one] for one in self._spelt(name, found) if one in features])
            for name, found in features_of(table, at, row)
        ]

    def _spelt(self, group: str, found: list[str]) -> Iterator[str]:
        """Yield the features of a group, misspelt words as the known ones that they are nearest to."""
        for one in found:
            if group != "words" or one in self.features or len(one) < _SPELT + 2:
                yield one
            else:
                yield self._nearest(one)

    def _nearest(self, word: str) -> str:
        found = self._spellings.get(word)
        if found is None:
            from rapidfuzz import fuzz, process  # few labels need it, and all would wait for it

            if not self._words:
                self._words.extend(name[2:] for name in self.features if name.startswith("L:"))
            near = process.extractOne(word[2:], self._words, scorer=fuzz.ratio, score_cutoff=84)
            found = self._spellings[word] = f"L:{near[0]}" if near else word
        return found

    def _shared(self, table: LabelledTable) -> tuple[dict[int, float], list[float]]:
        """Return the votes of the features that all rows of a table share, and what they add to each row."""
        found = self._tables.get(id(table))
        if found is None or found[0] is not table:
            ids = [self.features[name] for name in table_features(table) if name in self.features]
            votes: dict[int, float] = {}
            self._vote(votes, ids, _NAMING["table"])
            self._tables.clear()  # rows are asked about table by table
            self._sums.clear()
            self._around.clear()
            self._ranked.clear()
            found = self._tables[id(table)] = table, votes, self._mean(ids)
        return found[1], found[2]

    def _votes_around(self, shared: dict[int, float], groups: _Groups) -> dict[int, float]:
        """Return the votes of a table with those of what stands around a row, which its neighbours have too."""
        known = tuple((name, tuple(ids)) for name, ids in groups)
        found = self._around.get(known)
        if found is None:
            votes = dict(shared)
            for name, ids in groups:
                self._vote(votes, ids, _NAMING[name])
            found = self._around[known] = dict(sorted(votes.items()))
        return found

    def _mean(self, ids: list[int]) -> list[float]:
        """Return what the features of a group add to a row; the rows of a table share many groups."""
        known = tuple(ids)
        found = self._sums.get(known)
        if found is None:
            starts = [number * self.width for number in ids]
            parts = zip(*(self.inputs[start : start + self.width].tolist() for start in starts), strict=True)
            share = len(ids) ** -0.5 if ids else 0.0
            found = self._sums[known] = [share * sum(part) for part in parts] or [0.0] * self.width
        return found

    def _vote(self, votes: dict[int, float], ids: list[int], weight: float) -> None:
        if not weight or not ids:
            return
        share = weight * len(ids) ** -0.5
        shares = [share / (rank + 3) for rank in range(self.posted)]
        for number in ids:
            start = number * self.posted
            for concept, vote in zip(self.postings[start : start + self.posted].tolist(), shares, strict=True):
                votes[concept] = votes.get(concept, 0.0) + vote

    def _score(self, hidden: tuple[float, ...], length: float, number: int) -> float:
        """Return the product of a row's vector and a concept's: by their distance, which is quicker than its parts."""
        known = self._vectors.get(number)
        if known is None:
            start = number * self.width
            vector = tuple(map(float, self.outputs[start : start + self.width]))
            known = self._vectors[number] = vector, sum(part * part for part in vector)
        return (length + known[1] - math.dist(hidden, known[0]) ** 2) / 2 * self.step


@cache
def load_classifier() -> Classifier | None:
    """Return the classifier that the ontology ships, or None where it is not there."""
    folder = ontology() / "lexicon" / "tagger"
    return Classifier.read(folder) if (folder / "weights.bin").is_file() else None
