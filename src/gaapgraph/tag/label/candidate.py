"""Concepts for labels that nobody mapped: candidates with their confidence, or none where nothing alike is known."""

from __future__ import annotations

import json
import math
from dataclasses import field, replace
from functools import cache
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.resource import ontology
from gaapgraph.tag.label.classifier import load_classifier
from gaapgraph.tag.label.feature import ERAS, LabelledRow, LabelledTable, era_of
from gaapgraph.tag.label.leaning import Leanings
from gaapgraph.tag.label.lexicon import load_concepts, load_filed_labels
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gaapgraph.tag.label.classifier import Classifier, Ranked

__all__ = [
    "NO_DOUBTS",
    "Calibration",
    "Candidate",
    "Offer",
    "Proposer",
    "Standing",
    "best",
    "level",
    "load_proposer",
    "propose",
    "threshold",
]

NO_DOUBTS = (0.0, 0.0, 0.0)
_LEAST_WEIGHT = -12.0
_LATEST = 2025
_HALF, _STRANGE = 0.5, 0.5


@frozen
class Candidate:
    """A concept that a label may mean.

    Attributes:
        concept: Its IRI.
        label: Its standard label, or its name where the taxonomy's label is not at hand.
        confidence: How often such a candidate is the one that filers chose, in [0, 1].
        evidence: What speaks for it, as plain phrases.
    """

    concept: str
    label: str
    confidence: float
    evidence: tuple[str, ...] = ()


@frozen
class Calibration:
    """How weights become a confidence: a logistic function, fitted on filings that the classifier has not seen.

    Attributes:
        alone: Factors of 1, the first candidate's weight, its lead over the second and over "a concept of its own",
            whether several filers printed the label, doubts (how often the label names a member, whether there is a
            telling head, and whether that names a member), how often filers choose the candidate at all, and whether
            the row is one of a statement.
        company: Factors of the same, of how well, and how badly, the candidate goes with what the other rows are
            taken for, and of the share of its figures that lines of the same concept state otherwise.
        threshold: From here on an answer is given.
    """

    alone: tuple[float, ...]
    company: tuple[float, ...]
    threshold: float

    @classmethod
    def read(cls, path: Path) -> Calibration:
        """Return the calibration that `scripts/calibrate_tagger.py` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        alone, company = (tuple(float(value) for value in data[name]) for name in ("alone", "company"))
        return cls(alone, company, float(data["threshold"]))

    def confidence(self, evidence: tuple[float, ...]) -> float:
        """Return how often a first candidate with such evidence is right, in [0, 1]."""
        factors = self.alone if len(evidence) == len(self.alone) else self.company
        score = sum(factor * value for factor, value in zip(factors, evidence, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@frozen(kw_only=True)
class Offer:
    """What may be meant by a row: its concepts with their weights, the likeliest first, and what else is known of it.

    Attributes:
        own: Weight of "a concept of the filer's own".
        is_known: Several filers printed the label.
        strange: Share of its words that no filer printed: from half of them on nothing is sure.
        doubts: As `Line.doubts` has them.
        is_statement: The row is one of a primary statement.
        era: Of the document.
    """

    found: tuple[tuple[str, float], ...]
    own: float = _LEAST_WEIGHT
    is_known: bool = False
    strange: float = 0.0
    doubts: tuple[float, ...] = NO_DOUBTS
    is_statement: bool = False
    era: int = 0


@frozen
class Standing:
    """How the first concept of a row stands among what the other lines of the document are taken for.

    Attributes:
        support: How well it goes with the rows around, as `Companions.support` has it.
        disputed: Share of the row's figures for which lines of the same concept have other amounts.
    """

    support: float
    disputed: float = 0.0


@frozen
class Proposer:
    """Proposes concepts for the rows of tables."""

    classifier: Classifier
    calibration: Calibration
    leanings: Leanings = field(default_factory=Leanings)
    _fitting: dict[tuple[int, str, str | None], frozenset[int]] = field(default_factory=dict, repr=False)

    def propose(
        self,
        table: LabelledTable,
        at: int,
        *,
        row: LabelledRow | None = None,
        balance: str | None = None,
        doubts: tuple[float, ...] = NO_DOUBTS,
    ) -> list[tuple[str, float]]:
        """Return local names of concepts with their confidence, the best first, whatever the other rows mean.

        Args:
            table: The whole table.
            at: Index of the row.
            row: Another way to read the row there.
            balance: `debit` or `credit`, where it is known.
            doubts: As `Line.doubts` has them.
        """
        return self.confide(self.offer(table, at, row=row, balance=balance, doubts=doubts))

    def offer(
        self,
        table: LabelledTable,
        at: int,
        *,
        row: LabelledRow | None = None,
        balance: str | None = None,
        doubts: tuple[float, ...] = NO_DOUBTS,
        limit: int | None = None,
    ) -> Offer:
        """Return what may be meant by a row; at most `limit` concepts, for the rest see `propose`."""
        asked = row or table.rows[at]
        ranked = self.rank(table, at, asked, balance)
        found = tuple((one.name, one.weight) for one in ranked if one.name)[:limit]
        return Offer(
            found=found,
            own=next((one.weight for one in ranked if not one.name), _LEAST_WEIGHT),
            is_known=bool(found) and self.classifier.knows_label(asked, table.year),
            strange=self.classifier.strangeness(asked, table.year),
            doubts=doubts,
            is_statement=bool(table.kind),
            era=era_of(table.year),
        )

    def lean(self, offer: Offer, around: Sequence[str]) -> Offer:
        """Return an offer with what filers of today lean to in such surroundings; earlier documents keep theirs."""
        if offer.era != len(ERAS) - 1 or not offer.found:
            return offer
        found = level(self.leanings.weigh(offer.found, around), offer.found)
        return replace(offer, found=tuple(sorted(found, key=lambda one: -one[1])))

    def confide(self, offer: Offer, standing: Standing | None = None) -> list[tuple[str, float]]:
        """Return the concepts of an offer with their confidence.

        Args:
            offer: Of a row.
            standing: Of the first among what the other rows are taken for; None where that is not known.
        """
        evidence = self.evidence(offer, standing)
        if evidence is None:
            return []
        first = self.calibration.confidence(evidence) * (_STRANGE if offer.strange >= _HALF else 1.0)
        return [(name, first * math.exp(weight - offer.found[0][1])) for name, weight in offer.found]

    def sureness(self, offer: Offer) -> float:
        """Return the confidence of an offer's first concept, whatever the other rows mean; 0 where there is none."""
        evidence = self.evidence(offer)
        return 0.0 if evidence is None else self.calibration.confidence(evidence)

    def rank(
        self,
        table: LabelledTable,
        at: int,
        row: LabelledRow,
        balance: str | None = None,
    ) -> list[Ranked]:
        """Return the concepts of the document's year that can have figures of the row's kind, the likeliest first."""
        return self.classifier.rank(table, at, self._admitted(table.year or _LATEST, row.data_type, balance), row)

    def name_in(self, year: int, name: str) -> str:
        """Return what a concept is called in a year: its successor where it was retired, empty where none is clear.

        Args:
            year: 0 is unknown, where every concept stays.
            name: Local name of the concept.
        """
        known = self.classifier.concepts.named(name)
        return name if known is None or not year or year <= known.until else known.successor

    def _admitted(self, year: int, kind: str, balance: str | None) -> frozenset[int]:
        """Return the numbers of the concepts that a year has for figures of a kind."""
        asked = (year, kind, balance)
        if asked not in self._fitting:
            self._fitting[asked] = self.classifier.concepts.fitting(*asked)
        return self._fitting[asked]

    def evidence(self, offer: Offer, standing: Standing | None = None) -> tuple[float, ...] | None:
        """Return what the confidence of the first candidate rests on; None where there is none."""
        if not offer.found:
            return None
        name, first = offer.found[0]
        second = offer.found[1][1] if len(offer.found) > 1 else _LEAST_WEIGHT
        known = self.classifier.concepts.named(name)
        return (
            1.0,
            first,
            min(first - second, 6.0),
            max(-6.0, min(6.0, first - offer.own)),
            float(offer.is_known),
            *offer.doubts,
            known.biases[offer.era] if known is not None else 0.0,
            float(offer.is_statement),
            *(() if standing is None else (max(standing.support, 0.0), min(standing.support, 0.0), standing.disputed)),
        )


def level(found: list[tuple[str, float]], before: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return candidates, weighed anew, that are together as likely as they were before."""
    if not found:
        return found
    share = math.log(sum(math.exp(weight) for _, weight in before) / sum(math.exp(weight) for _, weight in found))
    return [(name, min(weight + share, 0.0)) for name, weight in found]


def propose(
    label: str,
    *,
    period_type: str | None = None,
    balance: str | None = None,
    data_type: str | None = None,
    statement: str | None = None,
    headings: Iterable[str] = (),
    limit: int = 5,
) -> list[Candidate]:
    """Return the us-gaap concepts that a printed label may mean, the best first.

    Args:
        label: As printed.
        period_type: `instant` or `duration`, as the figures of the row.
        balance: `debit` or `credit`.
        data_type: `monetary`, `shares`, `perShare` …, also as `monetaryItemType`.
        statement: The kind of the table, such as `balance-sheet` or `cash-flow`.
        headings: Above the row, outermost first.
        limit: At most so many candidates.
    """
    proposer = load_proposer()
    if proposer is None:
        return []
    kind = (data_type or "").removesuffix("ItemType")
    row = LabelledRow(label=label, headings=tuple(headings), period_type=period_type or "", data_type=kind)
    table = LabelledTable(rows=(row,), kind=statement or "", year=_LATEST)
    found = [
        (name, confidence)
        for name, confidence in proposer.propose(table, 0, balance=balance)
        if period_type is None or _period_type(proposer, name) in ("", period_type)
    ]
    return [
        Candidate(US_GAAP + name, _label(name), round(confidence, 3), _evidence(row, statement, name))
        for name, confidence in found[:limit]
    ]


def best(candidates: list[Candidate]) -> Candidate | None:
    """Return the first candidate where it is confident enough, else None: better no answer than a wrong one."""
    return candidates[0] if candidates and candidates[0].confidence >= threshold() else None


def threshold() -> float:
    """Return the confidence from which on an answer is given."""
    proposer = load_proposer()
    return proposer.calibration.threshold if proposer is not None else 1.0


@cache
def load_proposer() -> Proposer | None:
    """Return the proposer that the ontology ships, or None where it is not there."""
    classifier, folder = load_classifier(), ontology() / "lexicon" / "tagger"
    path = folder / "calibration.json"
    if classifier is None or not path.is_file():
        return None
    return Proposer(classifier, Calibration.read(path), Leanings.read(folder / "leanings.tsv"))


def _period_type(proposer: Proposer, name: str) -> str:
    known = proposer.classifier.concepts.named(name)
    return known.period_type if known is not None else ""


def _label(name: str) -> str:
    known = load_concepts().get(name)
    return known.label or name if known is not None else name


def _evidence(row: LabelledRow, statement: str | None, name: str) -> tuple[str, ...]:
    """Return what speaks for a concept: who printed the label for it, and what the taxonomy says of it."""
    concept = load_concepts().get(name)
    filers = load_filed_labels().filers(row.label, name, (statement or "").replace("-", " "))
    found = [f"label printed by {filers} filers"] if filers else []
    if concept is None:
        return tuple(found)
    if concept.label:
        from rapidfuzz import fuzz  # few builds need it, and all would wait for it

        alike = fuzz.token_sort_ratio(row.label.lower(), concept.label.lower())
        found.append(f"standard label {alike:.0f}% alike")
    if concept.period_type:
        found.append(f"{concept.period_type}, as the figure" if row.period_type else concept.period_type)
    if concept.balance:
        found.append(concept.balance)
    return tuple(found)
