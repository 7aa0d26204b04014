"""Rows of a document whose reporter nobody curated: which concept each gets, so that no two rows become one fact.

A row gets the concept of a mapping that holds for every filer, else that of a confident proposal, provided that unit
and period fit and that nothing else already states another figure under the same key. Else its extension concept stays,
anchored to what comes closest. Primary statements are settled first: a segment's revenue yields to the company's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gaapgraph.language.fold import fold
from gaapgraph.model import SHARES, Concept, Instant, bounds
from gaapgraph.tag.label.candidate import ANCHORED, CONFIDENT, Proposer, Question
from gaapgraph.tag.label.lexicon import Index, load_concepts, load_filed_labels
from gaapgraph.tag.label.mapping import Mapping
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from gaapgraph.model import FactKey, Unit
    from gaapgraph.reader.release import Figure, Reading
    from gaapgraph.tag.label.mapping import MappingSet

__all__ = ["RowKey", "Settled", "row_key", "settle_rows", "standard_concept"]

RowKey = tuple[int, str]

_COST = re.compile(
    r"\b(?:costs?|expenses?|general|administrative|marketing|selling|research|personnel)\b", re.IGNORECASE
)
_OF_PARENT = re.compile(
    r"\bnet\s+(?:\(?(?:income|loss|earnings)\)?\s+)+attributable to "
    r"(?!.*\b(?:non-?controlling|minority|redeemable|common|ordinary|participating|preferred|continuing|discontinued)\b)",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(r"(?<=attributable to ).*", re.IGNORECASE)
_FALL = ("IncreaseDecreaseIn", "PaymentsForProceedsFrom")
_POSITIVE = (
    "Payments", "Repayments", "AccumulatedDepreciation", "TreasuryStock", "Allowance", "Cost", "Selling",
    "GeneralAnd", "ResearchAnd", "Marketing", "OperatingExpenses", "InterestExpense", "InterestPaid", "IncomeTaxesPaid",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settled:
    """What a row gets: a mapping, which has no IRI where it was proposed, or an anchor for its extension concept."""

    mapping: Mapping | None = None
    anchor: str | None = None


@dataclass(slots=True)
class _Book:
    """What has been settled: the interval and the row of each fact key."""

    stated: dict[FactKey, tuple[Decimal, Decimal, RowKey]]

    def takes(self, key: FactKey, low: Decimal, high: Decimal, row: RowKey) -> bool:
        """Say whether a figure can be stated under a key: it is new, or repeats in another table what is there."""
        if key not in self.stated:
            return True
        least, most, other = self.stated[key]
        return other[0] != row[0] and low <= most and least <= high


def settle_rows(
    reading: Reading, mappings: MappingSet, tag: Callable[[Figure, Mapping], tuple[FactKey, Decimal | None]]
) -> dict[RowKey, Settled]:
    """Return what each row of the tables gets.

    Args:
        reading: The document.
        mappings: Those that hold for every filer.
        tag: Returns the key and the value that a figure would have under a mapping.
    """
    rows = list(_rows(reading))
    finder = _Finder(reading, mappings, _tables_with_falling_costs(reading, rows))
    book = _Book({})
    settled = {}
    for row, figures in rows:
        options = list(finder.find(figures))
        chosen = next((one for one, is_sure in options if is_sure and _enter(book, row, figures, one, tag)), None)
        anchor = None if chosen else next((one.object for one, _ in options), None)
        settled[row] = Settled(chosen, anchor)
    return settled


def standard_concept(iri: str) -> Concept | None:
    """Return what the taxonomy says of a us-gaap concept."""
    known = load_concepts().get(iri.removeprefix(US_GAAP))
    if known is None:
        return None
    return Concept(iri, known.period_type, known.balance, f"{known.data_type}ItemType", known.label or known.name)


def row_key(figure: Figure) -> RowKey | None:
    """Return the row that a figure stands in; where rows have no labels but periods, the column, which is named."""
    if figure.within is None or figure.row is None or figure.place.column is None:
        return None
    return figure.within, f"row {figure.row}" if figure.label else f"column {fold(figure.head)}"


def _rows(reading: Reading) -> list[tuple[RowKey, list[Figure]]]:
    """Return the rows that can be settled with their figures, primary statements first."""
    rows: dict[RowKey, list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        key = row_key(figure)
        if key is not None and _name(figure):
            rows[key].append(figure)
    labels = Counter((table, fold(_name(figures[0]))) for (table, _), figures in rows.items())
    return [
        (row, rows[row])
        for row in sorted(rows, key=lambda row: reading.tables[row[0]].kind == "other")
        if labels[row[0], fold(_name(rows[row][0]))] == 1 or reading.tables[row[0]].kind != "other"
    ]


def _name(figure: Figure) -> str:
    return figure.label or figure.head


def _tables_with_falling_costs(reading: Reading, rows: list[tuple[RowKey, list[Figure]]]) -> frozenset[int]:
    """Return the tables of income that print costs as negative figures."""
    falls: Counter[int] = Counter()
    for (table, _), figures in rows:
        if reading.tables[table].kind in ("income-statement", "other") and _COST.search(_name(figures[0])):
            amounts = [figure.value for figure in figures if figure.value and figure.measure is None]
            falls[table] += sum(1 if amount > 0 else -1 for amount in amounts)
    return frozenset(table for table, balance in falls.items() if balance < 0)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds what a row may mean."""

    reading: Reading
    mappings: MappingSet
    falling: frozenset[int]
    proposer: Proposer = field(default_factory=lambda: Proposer(load_filed_labels(), Index(), load_concepts()))

    def find(self, figures: list[Figure]) -> Iterator[tuple[Mapping, bool]]:
        """Yield mappings for a row, the best first, each with whether it is sure enough to give the concept."""
        first = figures[0]
        plain = [figure for figure in figures if figure.measure is None]
        kind = _kind(plain)
        if kind is None or first.within is None:
            return
        instants = {isinstance(figure.period, Instant) for figure in plain if figure.period is not None}
        name = _name(first)
        name = _TO_WHOM.sub("parent", name) if _OF_PARENT.search(name) else name
        found = self.mappings.find(name, self._context(first))
        if found is not None and not found.is_member and self._fits(found, kind, instants):
            yield replace(found, sign=self._sign(found.object, first.within, plain) or found.sign), True
        if len(instants) != 1:
            return
        period_type = "instant" if instants == {True} else "duration"
        statement = self.reading.tables[first.within].kind
        told = None if statement == "other" else statement
        for candidate in self.proposer.propose(
            Question(_name(first), period_type, None, kind, told, first.headings), 1
        ):
            if candidate.confidence >= (ANCHORED if told else CONFIDENT):
                sign = self._sign(candidate.concept, first.within, plain) or 1
                yield _proposal(_name(first), candidate.concept, sign), candidate.confidence >= CONFIDENT

    def _context(self, figure: Figure) -> str:
        """Return what stands around a row: titles, headings, the kind of statement, what it leads to."""
        table = self.reading.tables[figure.within or 0]
        kind = "" if table.kind == "other" else table.kind.replace("-", " ")
        below = ""
        if figure.label and figure.row is not None and figure.row + 1 < len(table.rows):
            below = fold(table.rows[figure.row + 1].label)
        if not below.startswith(("total", "less")):
            below = ""
        shared = "income is attributed" if any(_OF_PARENT.search(row.label) for row in table.rows) else ""
        return " | ".join([*(fold(text) for text in figure.headings), kind, below, shared])

    def _fits(self, mapping: Mapping, kind: str, instants: set[bool]) -> bool:
        concept = self.proposer.concepts.get(mapping.object.removeprefix(US_GAAP))
        if concept is None or concept.data_type != kind:
            return False
        return concept.period_type == "instant" or True not in instants

    def _sign(self, concept: str, table: int, figures: list[Figure]) -> int | None:
        """Return the sign between print and meaning, as name, statement and print tell; None where they do not."""
        name = concept.removeprefix(US_GAAP)
        known = self.proposer.concepts.get(name)
        balance = known.balance if known is not None else None
        if name.startswith(_FALL) and self.reading.tables[table].kind == "cash-flow":
            return -1 if name.startswith(_FALL[1]) or balance == "credit" else 1
        if table in self.falling and balance == "debit":
            return -1
        if name.startswith(_POSITIVE):
            values = [figure.value for figure in figures if figure.value]
            return -1 if sum(value < 0 for value in values) * 2 > len(values) else 1
        return None


def _proposal(label: str, concept: str, sign: int) -> Mapping:
    return Mapping(
        "", label, "skos:closeMatch", concept, "semapv:LexicalSimilarityThresholdMatching", "", "", sign=sign
    )


def _kind(figures: list[Figure]) -> str | None:
    """Return the type of a row's figures, where they have one that concepts are made for."""
    kinds = {_kind_of(figure.unit) for figure in figures}
    return kinds.pop() if len(kinds) == 1 else None


def _kind_of(unit: Unit | None) -> str | None:
    if unit is None:
        return None
    if unit.currency:
        return "perShare" if unit.denominator else "monetary"
    return "shares" if unit == SHARES else None


def _enter(
    book: _Book,
    row: RowKey,
    figures: list[Figure],
    mapping: Mapping,
    tag: Callable[[Figure, Mapping], tuple[FactKey, Decimal | None]],
) -> bool:
    """Enter a row into the book under a mapping, if none of its figures contradicts what is there or the row itself."""
    entries: dict[FactKey, tuple[Decimal, Decimal, RowKey]] = {}
    for figure in figures:
        key, value = tag(figure, mapping)
        if value is None or figure.measure is not None:
            continue
        low, high = bounds(value, figure.decimals)
        if not book.takes(key, low, high, row) or (
            key in entries and not (low <= entries[key][1] and entries[key][0] <= high)
        ):
            return False
        entries.setdefault(key, (low, high, row))
    for key, entry in entries.items():
        book.stated.setdefault(key, entry)
    return True
