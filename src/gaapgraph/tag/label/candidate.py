"""Concepts for labels that nobody mapped: candidates with their evidence, or none where the evidence is thin."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gaapgraph.language.fold import fold
from gaapgraph.tag.label.lexicon import load_concepts, load_filed_labels, load_standard_labels
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gaapgraph.tag.label.lexicon import Entry, Index, StandardConcept

__all__ = ["ANCHORED", "CONFIDENT", "Candidate", "Proposer", "Question", "best", "propose", "proposer"]

CONFIDENT = 0.72  # nine answers in ten are right from here on: benchmarks/tagging
ANCHORED = 0.5

_SHARPNESS = 10  # likeness to this power is a vote: 0.9 counts a third, 0.8 a tenth
_OTHER_STATEMENT = 0.2
_OTHER_SECTION = 0.2
_STANDARD = 0.4
_CHECKED = 3.0
_DOUBT = 0.5  # a vote against every candidate, which few and unlike labels do not outweigh
_BIAS, _SHARE, _SUPPORT, _BOTH = -1.31, 2.6, -0.45, 1.31  # logistic fit: benchmarks/tagging
_SAME = 0.985

# What names of concepts cannot begin with, or contain, in a section of a statement.
_FLOWS = ("IncreaseDecreaseIn", "Payments", "Proceeds", "Repayments")
_SECTIONS = {
    "operating activities": (("Payments", "Proceeds", "Repayments"), ("InvestingActivities", "FinancingActivities")),
    "investing activities": (
        ("IncreaseDecreaseIn", "Repayments", "PaymentsOf", "ProceedsFromIssuance", "PaymentsForRepurchase"),
        ("OperatingActivities", "FinancingActivities"),
    ),
    "financing activities": (
        ("IncreaseDecreaseIn", "PaymentsToAcquire", "ProceedsFromSale"),
        ("OperatingActivities", "InvestingActivities"),
    ),
}


@dataclass(frozen=True, slots=True)
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
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A label and what its document says of the figures beside it; None is unknown."""

    label: str
    period_type: str | None = None
    balance: str | None = None
    data_type: str | None = None
    statement: str | None = None
    headings: tuple[str, ...] = ()

    def admits(self, concept: StandardConcept) -> bool:
        """Say whether a concept can have figures of this kind."""
        kind = (self.data_type or "").removesuffix("ItemType")
        return (
            self.period_type in (None, concept.period_type or self.period_type)
            and self.balance in (None, concept.balance)
            and kind in ("", concept.data_type)
        )


@dataclass(slots=True)
class _Votes:
    """What speaks for one concept: votes, and the most alike label of filers and of the taxonomy."""

    weight: float = 0.0
    filed: tuple[float, Entry] | None = None
    standard: float = 0.0

    def add(self, alike: float, entry: Entry, weight: float) -> None:
        self.weight += weight
        if (entry.filers or entry.is_checked) and (self.filed is None or alike > self.filed[0]):
            self.filed = alike, entry
        if not entry.filers:
            self.standard = max(self.standard, alike)


@dataclass(frozen=True, slots=True)
class Proposer:
    """Proposes concepts from the labels that filers printed and those of the taxonomy."""

    filed: Index
    standard: Index
    concepts: Mapping[str, StandardConcept]

    def propose(self, question: Question, limit: int = 5) -> list[Candidate]:
        """Return the candidates for a label, the best first; none where no label is alike."""
        votes = self._vote(question)
        total = sum(vote.weight for vote in votes.values()) + _DOUBT
        ranked = sorted(votes.items(), key=lambda item: (-item[1].weight, item[0]))[:limit]
        found: list[Candidate] = []
        for name, vote in ranked:
            concept = self.concepts[name]
            confidence = min([_confidence(vote.weight / total, vote.weight), *(one.confidence for one in found)])
            found.append(
                Candidate(US_GAAP + name, concept.label or name, confidence, _evidence(question, concept, vote))
            )
        return found

    def _vote(self, question: Question) -> dict[str, _Votes]:
        statement = (question.statement or "").replace("-", " ")
        section = _section(question.headings)
        votes: dict[str, _Votes] = {}
        for alike, entry in (*self.filed.find(question.label), *self.standard.find(question.label, 10)):
            concept = self.concepts.get(entry.concept)
            if concept is None or not question.admits(concept):
                continue
            weight = alike**_SHARPNESS * _strength(entry)
            if statement and entry.statement not in ("", statement):
                weight *= _OTHER_STATEMENT
            if not _belongs(concept, statement, section):
                weight *= _OTHER_SECTION
            votes.setdefault(entry.concept, _Votes()).add(alike, entry, weight)
        return votes


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
    return proposer().propose(Question(label, period_type, balance, data_type, statement, tuple(headings)), limit)


def best(candidates: list[Candidate], threshold: float = CONFIDENT) -> Candidate | None:
    """Return the first candidate where it is confident enough, else None: better no answer than a wrong one."""
    return candidates[0] if candidates and candidates[0].confidence >= threshold else None


@cache
def proposer() -> Proposer:
    """Return the proposer of the shipped lexicon."""
    return Proposer(load_filed_labels(), load_standard_labels(), load_concepts())


def _strength(entry: Entry) -> float:
    if entry.is_checked:
        return _CHECKED
    return math.sqrt(entry.filers) if entry.filers else _STANDARD


def _confidence(share: float, weight: float) -> float:
    support = math.log1p(weight)
    score = _BIAS + _SHARE * share + _SUPPORT * support + _BOTH * share * support
    return round(1 / (1 + math.exp(-score)), 3)


def _section(headings: tuple[str, ...]) -> str:
    """Return the section of its statement that a row stands in, as the innermost telling heading says."""
    for heading in reversed(headings):
        folded = fold(heading)
        for words in (*_SECTIONS, "current assets", "current liabilities"):
            if words in folded and f"non{words}" not in folded and f"non - {words}" not in folded:
                return words
        if folded in ("assets", "liabilities", "equity"):
            return folded
    return ""


def _belongs(concept: StandardConcept, statement: str, section: str) -> bool:
    """Say whether a concept can stand in a section of a statement, as far as its name and balance tell."""
    name = concept.name
    if section in _SECTIONS:
        starts, parts = _SECTIONS[section]
        return not name.startswith(starts) and not any(part in name for part in parts)
    if section.startswith("current") and "Noncurrent" in name:
        return False
    if section in ("assets", "liabilities") and name.endswith("Current"):
        return False
    if section.endswith("liabilities") and concept.balance == "debit":
        return False
    return statement in ("", "cash flow") or not name.startswith(_FLOWS)


def _evidence(question: Question, concept: StandardConcept, vote: _Votes) -> tuple[str, ...]:
    found = []
    if vote.filed is not None:
        alike, entry = vote.filed
        who = "mapped by hand" if entry.is_checked else f"printed by {entry.filers} filers"
        found.append(f"label {who}" if alike >= _SAME else f"{alike:.0%} alike “{entry.label}”, {who}")
        if question.statement and entry.statement == question.statement.replace("-", " "):
            found.append(entry.statement)
    if concept.label:
        from rapidfuzz import fuzz  # few builds need it, and all would wait for it

        found.append(f"standard label {fuzz.token_sort_ratio(fold(question.label), fold(concept.label)):.0f}% alike")
    elif vote.standard:
        found.append(f"name {vote.standard:.0%} alike")
    if concept.period_type:
        found.append(f"{concept.period_type}, as the figure" if question.period_type else concept.period_type)
    if concept.balance:
        found.append(f"{concept.balance}, as the figure" if question.balance else concept.balance)
    return tuple(found)
