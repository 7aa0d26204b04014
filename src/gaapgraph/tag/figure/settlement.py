"""Lines of a document whose reporter nobody curated: which concept each gets, so that no two lines become one fact.

A line gets the concept of a mapping that holds for every filer, else that of a confident proposal, provided that unit
and period fit and that nothing else already states another figure under the same key. Else its extension concept stays,
with proposals. The surest lines of the primary statements are settled first: a segment's revenue yields to the
company's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.fold import fold
from gaapgraph.language.nature import AVERAGED
from gaapgraph.language.quantity import begins_per_share
from gaapgraph.model import PURE, Concept, Finding, Instant, Proposal, bounds
from gaapgraph.tag.figure.belonging import belongs, is_told
from gaapgraph.tag.figure.company import confer, standings
from gaapgraph.tag.figure.line import data_type, line_key, read_sheets
from gaapgraph.tag.figure.sign import find_falling_tables, sign_of
from gaapgraph.tag.label.candidate import Offer, Standing, load_proposer
from gaapgraph.tag.label.lexicon import load_concepts
from gaapgraph.tag.label.mapping import Mapping
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gaapgraph.model import FactKey
    from gaapgraph.reader.release import Figure, Reading
    from gaapgraph.tag.figure.line import Line, LineKey, Sheet
    from gaapgraph.tag.label.candidate import Proposer
    from gaapgraph.tag.label.feature import LabelledRow
    from gaapgraph.tag.label.mapping import MappingSet

    Try = Callable[[Figure, "Settled"], tuple[FactKey, Decimal | None]]
    Binding = Callable[[Figure, str], "Settled | None"]

__all__ = ["Settled", "can_mean", "line_key", "settle_lines", "standard_concept"]

_OF_PARENT = late_pattern(
    r"\bnet\s+(?:\(?(?:income|loss|earnings)\)?\s+)+attributable to "
    r"(?!.*\b(?:non-?controlling|minority|redeemable|common|ordinary|participating|preferred|continuing|discontinued)\b)",
    re.IGNORECASE,
)
_NONCURRENT = late_pattern(r"\bnon-?current (?:assets|liabilities)", re.IGNORECASE)
_INCOME = late_pattern(r"\b(?:income|loss|earnings|profit|dividends?|distributions?|book\s+value)\b", re.IGNORECASE)
_TO_WHOM = late_pattern(r"(?<=attributable to ).*", re.IGNORECASE)
_PROPOSED = 3
_TRIED = 3
_UNTOLD = 0.9  # the confidence from which on what stands around a row is enough
_TOLD = (
    0.9  # that from which on a label that mostly names a member names a concept: "United States" of income before tax
)
_NEAR, _NEAR_IN_STATEMENT, _LIKELY = 0.5, 0.25, 0.4
_HUNDREDTH = Decimal("0.01")


@frozen
class Settled:
    """What a line gets.

    Attributes:
        mapping: Gives the concept; it has no IRI where it was proposed.
        anchor: Of the extension concept of a line that has to yield: what the whole of it has.
        proposals: What would be chosen where there is no mapping.
        takes_head: The column's head is part of the concept, and no dimension.
        is_bound: A person says so: nothing else in the document can make it yield.
    """

    mapping: Mapping | None = None
    anchor: str | None = None
    proposals: tuple[Proposal, ...] = ()
    takes_head: bool = False
    is_bound: bool = False


@frozen(kw_only=True)
class _Asked:
    """A line with what may be meant by it, the best reading of its label first."""

    line: Line
    sheet: Sheet
    table: int
    figures: tuple[Figure, ...]
    found: tuple[tuple[str, float], ...]
    takes_head: bool
    is_primary: bool
    bound: Settled | None

    @property
    def plain(self) -> list[Figure]:
        """Those that state what the label says: amounts and rates, no growth and no share of another row."""
        return [figure for figure in self.figures if is_stated(figure)]

    @property
    def label(self) -> str:
        return self.line.row.label or self.line.head

    @property
    def is_within_label(self) -> bool:
        """Whether its figures stand within the label of a row."""
        return all(figure.place.column is None for figure in self.figures)


@dataclass(slots=True)
class _Book:
    """What has been settled: the interval of each fact key with its line, and the concepts of each table."""

    stated: dict[FactKey, tuple[Decimal, Decimal, LineKey]] = field(default_factory=dict)

    def meet(
        self, entries: dict[FactKey, tuple[Decimal, Decimal]], line: LineKey, *, tells_flows: bool
    ) -> tuple[int, list[LineKey]]:
        """Return with how many known figures of other tables some agree, and the lines of those that they contradict.

        No two rows of a table are one fact, but for a balance that closes one period and opens the next: such rows
        agree where their periods meet, and each has others. A statement of cash flows may state its closing balance
        again below, where it says what is in it.
        """
        agreed, against = 0, []
        is_again = tells_flows or any(key not in self.stated for key in entries)
        for key, (low, high) in entries.items():
            known = self.stated.get(key)
            if known is None:
                continue
            is_other = known[2][0] != line[0] or (is_again and isinstance(key.period, Instant))
            if is_other and low <= known[1] and known[0] <= high:
                agreed += 1
            else:
                against.append(known[2])
        return agreed, against

    def enter(self, entries: dict[FactKey, tuple[Decimal, Decimal]], line: LineKey) -> None:
        """Enter the figures of a line."""
        for key, (low, high) in entries.items():
            self.stated.setdefault(key, (low, high, line))


def settle_lines(
    reading: Reading, mappings: MappingSet, tag: Try, bind: Binding
) -> tuple[dict[LineKey, Settled], list[Finding]]:
    """Return what each line of the tables gets, and the contradictions found on the way.

    Args:
        reading: The document.
        mappings: Those that hold for every filer.
        tag: Returns the key and the value that a figure would have.
        bind: Returns what a person says of the line of a figure in a context; None where nobody does.
    """
    settler = _Settler(reading, mappings, tag, bind, load_proposer())
    sheets = read_sheets(reading)
    offers = _offers(sheets, reading, settler.proposer)
    asked = [one for table, sheet in enumerate(sheets) for one in settler.ask(table, sheet, offers[table])]
    settler.falling = find_falling_tables(reading, ((one.table, one.label, list(one.figures)) for one in asked))
    asked = _in_order(asked)
    settled = {one.line.key: settler.settle(one) for one in asked}
    return settled, settler.findings


def _in_order(asked: list[_Asked]) -> list[_Asked]:
    """Return lines in the order in which they are settled: what persons say, statements, then the surest.

    Where lines of one table mean one concept, the total of them is the first: the others are parts of it.
    """
    most: dict[tuple[int, str], float] = {}
    for one in asked:
        for name, confidence in one.found[:1]:
            most[one.table, name] = max(most.get((one.table, name), 0.0), confidence)

    def rank(one: _Asked) -> tuple[bool, bool, float, bool, float]:
        name, own = one.found[0] if one.found else ("", 0.0)
        is_total = one.label.lower().startswith("total")
        least = most.get((one.table, name), own) if is_total else own
        return one.bound is None, not one.is_primary, -least, not is_total, -own

    return sorted(asked, key=rank)


def _offers(
    sheets: list[Sheet], reading: Reading, proposer: Proposer | None
) -> list[list[tuple[Offer, bool, Standing]]]:
    """Return by table and line what may be meant, whether the head is part of it, and how the first stands."""
    if proposer is None:
        return [[(Offer(found=()), False, Standing(0.0))] * len(sheet.lines) for sheet in sheets]
    offers = confer(sheets, reading, proposer)
    stands = standings(sheets, [[offer for offer, _ in each] for each in offers], reading, proposer)
    return [
        [(*offer, standing) for offer, standing in zip(each, stand, strict=True)]
        for each, stand in zip(offers, stands, strict=True)
    ]


def standard_concept(iri: str) -> Concept | None:
    """Return what the taxonomy says of a us-gaap concept."""
    known = load_concepts().get(iri.removeprefix(US_GAAP))
    if known is None:
        return None
    return Concept(iri, known.period_type, known.balance, f"{known.data_type}ItemType", known.label or known.name)


def is_stated(figure: Figure) -> bool:
    """Say whether a figure states what its label says: an amount or a rate, no growth, no share of another row."""
    return figure.measure is None or (figure.measure == "ratio" and figure.unit == PURE)


def _is_of_other_amount(row: LabelledRow) -> bool:
    """Say whether a row gives per share what a row above names, and that is neither income nor what is paid of it."""
    if not begins_per_share(row.label) or not row.headings:
        return False
    return not _INCOME.search(row.headings[-1]) or _OTHER_BASIS.search(row.headings[-1]) is not None


_COST = late_pattern(r"\bcost\b", re.IGNORECASE)  # "… at fair value (amortized cost $5)": the row is not the cost


def _is_average(line: Line) -> bool:
    """Say whether a line is averaged over its periods, such as the balances beside which banks print their yields."""
    return any(AVERAGED.search(text) for text in (line.row.label, line.head, *line.row.headings))


_NUMBERS = frozenset(["percent", "pure", "decimal", "integer"])
_OTHER_BASIS = late_pattern(
    r"\bnon[\s-]*(?:gaap|ifrs)\b|\badjusted\b|\bpro[\s-]*forma\b|\bconstant[\s-]+currency\b|\bunderlying\b|\bnormali[sz]ed\b",
    re.IGNORECASE,
)


def can_mean(iri: str, figure: Figure) -> bool:
    """Say whether a concept can have a figure by its unit and period: "Basic" heads shares and amounts per share."""
    known = load_concepts().get(iri.removeprefix(US_GAAP))
    if known is not None and known.period_type == "duration" and isinstance(figure.period, Instant):
        return False
    kind = data_type(figure.unit)
    if known is None or not kind or figure.measure is not None:
        return True
    return kind == known.data_type or {kind, known.data_type} <= _NUMBERS


@dataclass(slots=True)
class _Settler:
    reading: Reading
    mappings: MappingSet
    tag: Try
    bind: Binding
    proposer: Proposer | None
    falling: frozenset[int] = frozenset()
    book: _Book = field(default_factory=_Book)
    findings: list[Finding] = field(default_factory=list)
    attributing: dict[int, bool] = field(default_factory=dict)  # whether a table says whose the income is

    def ask(self, table: int, sheet: Sheet, offers: list[tuple[Offer, bool, Standing]]) -> Iterator[_Asked]:
        """Yield the lines of a table with what may be meant by them."""
        for line, (offer, takes_head, standing) in zip(sheet.lines, offers, strict=True):
            figures = tuple(self.reading.figures[index] for index in line.figures)
            found = self.proposer.confide(offer, standing) if self.proposer is not None else []
            yield _Asked(
                line=line,
                sheet=sheet,
                table=table,
                figures=figures,
                found=tuple(one for one in found if belongs(one[0], self.reading.tables[table].kind)),
                takes_head=takes_head,
                is_primary=self.reading.tables[table].kind != "other",
                bound=self.bind(figures[0], f"{self._context(table, figures[0])} | {fold(line.head)}"),
            )

    def settle(self, asked: _Asked) -> Settled:
        """Return what a line gets, and enter it into the book."""
        anchor = None
        if asked.bound is not None and asked.bound.mapping is None:
            return asked.bound
        for option in self._options(asked):
            entries = self._entries(asked, option)
            if entries is None and not option.is_bound:
                continue
            entries = entries or {}
            tells_flows = self.reading.tables[asked.table].kind == "cash-flow"
            agreed, against = self.book.meet(entries, asked.line.key, tells_flows=tells_flows)
            is_same = option.is_bound or not against or (agreed > 0 and all(line[0] != asked.table for line in against))
            # "Non-GAAP taxes on income" may equal the taxes of some periods, and is another thing in all
            has_other_basis = bool(_OTHER_BASIS.search(asked.label))
            is_same = is_same and not (against and not option.is_bound and has_other_basis)
            if not is_same:  # another part of the same thing, but what is told on another basis is no part of it
                if anchor is None and option.mapping is not None and not has_other_basis:
                    anchor = option.mapping.object
                continue
            if against and option.mapping is not None:
                self._report(asked, against, option.mapping.object)
            self.book.enter(entries, asked.line.key)
            return option
        proposals = tuple(
            Proposal(US_GAAP + name, rank, Decimal(confidence).quantize(_HUNDREDTH))
            for rank, (name, confidence) in enumerate(asked.found[:_PROPOSED], 1)
        )
        return Settled(anchor=anchor, proposals=proposals)

    def _options(self, asked: _Asked) -> Iterator[Settled]:
        """Yield what is sure enough for a line, the best first."""
        if asked.bound is not None and asked.bound.mapping is not None:
            yield replace(asked.bound, mapping=self._signed(asked.bound.mapping, asked))
        if not asked.is_primary and asked.line.is_mostly_member and not (asked.found and asked.found[0][1] > _TOLD):
            return  # "Leasehold improvements" in a note: filers state the concept of the total, of this member
        kinds = {isinstance(figure.period, Instant) for figure in asked.plain if figure.period is not None}
        mapped = self._mapped(asked)
        sure, near = (
            ((), ()) if mapped is None or not self._fits(mapped.object, asked, kinds) else self._weigh(mapped, asked)
        )
        yield from sure
        yield from self._proposed(asked, kinds)
        yield from near

    def _weigh(self, mapping: Mapping, asked: _Asked) -> tuple[tuple[Settled, ...], tuple[Settled, ...]]:
        """Return what a mapping for every filer gives before, and after, what is proposed.

        It goes first where it comes near what filers choose for such rows, and last where a statement has it at all. In
        a note it must be likely in itself: "Other noncurrent assets" is another concept among what was acquired. Where
        filers of today mostly have what comes first instead of what is mapped, it is as sure as the mapping.
        """
        name, option = mapping.object.removeprefix(US_GAAP), (Settled(self._signed(mapping, asked)),)
        if not asked.found or self.proposer is None:
            return option, ()
        (first, most), share = asked.found[0], dict(asked.found).get(name, 0.0)
        is_replaced = any(first == other for other, _ in self.proposer.leanings.instead.get(name, ()))
        if is_replaced and self._fits(US_GAAP + first, asked, {False}):
            other = replace(mapping, iri="", object=US_GAAP + first, predicate="skos:closeMatch")
            return (Settled(self._signed(other, asked)),), ()
        if not is_replaced and share >= _NEAR * most and (asked.is_primary or share >= _LIKELY):
            return option, ()
        return (), option if asked.is_primary and share >= _NEAR_IN_STATEMENT * most else ()

    def _proposed(self, asked: _Asked, kinds: set[bool]) -> Iterator[Settled]:
        """Yield what is proposed with enough confidence for a line, the best first."""
        if self.proposer is None or not asked.plain or len(kinds) != 1:
            return
        rest = 1.0
        for rank, (name, confidence) in enumerate(asked.found[:_TRIED]):
            # where a better one had to yield, what is left is as sure as it would be without it, if the row tells it
            if rest <= 0 or confidence / max(rest, 0.05) < self.proposer.calibration.threshold:
                return  # where several are sure, as of a bare "Total", nothing is left for the next
            rest -= confidence
            head = asked.line.head if asked.takes_head else ""
            if self._fits(US_GAAP + name, asked, kinds) and (
                is_told(name, asked.line.row, head, asked.sheet.table.title) or (not rank and confidence > _UNTOLD)
            ):
                sign = self._sign(US_GAAP + name, asked) or 1
                yield Settled(_proposal(asked.label, US_GAAP + name, sign, confidence), takes_head=asked.takes_head)

    def _mapped(self, asked: _Asked) -> Mapping | None:
        """Return the mapping that holds for every filer, where one does; a head of its own is nothing it knows of."""
        if asked.line.head and asked.line.row.label:
            return None
        label = asked.label
        label = _TO_WHOM.sub("parent", label) if _OF_PARENT.search(label) else label
        general = self.mappings.fallback or self.mappings  # what the profile says is bound already
        found = general.find(label, self._context(asked.table, asked.figures[0]))
        return None if found is None or found.is_member else self._renewed(found, asked)

    def _renewed(self, mapping: Mapping, asked: _Asked) -> Mapping | None:
        """Return a mapping with the successor of a concept that was retired before the document's year."""
        name = mapping.object.removeprefix(US_GAAP)
        current = name if self.proposer is None else self.proposer.name_in(asked.sheet.table.year, name)
        if current == name:
            return mapping
        return replace(mapping, iri="", object=US_GAAP + current, predicate="skos:closeMatch") if current else None

    def _context(self, number: int, first: Figure) -> str:
        """Return what stands around a row: titles, headings, the kind of statement, what it leads to."""
        table = self.reading.tables[number]
        kind = "" if table.kind == "other" else table.kind.replace("-", " ")
        below = ""
        if first.label and first.row is not None and first.row + 1 < len(table.rows):
            below = fold(table.rows[first.row + 1].label)
        if not below.startswith(("total", "less")):
            below = ""
        if number not in self.attributing:
            self.attributing[number] = any(_OF_PARENT.search(row.label) for row in table.rows)
        shared = "income is attributed" if self.attributing[number] else ""
        return " | ".join([*(fold(text) for text in first.headings), kind, below, shared])

    def _fits(self, concept: str, asked: _Asked, kinds: set[bool]) -> bool:
        known = load_concepts().get(concept.removeprefix(US_GAAP))
        if known is None or not asked.plain or not belongs(known.name, self.reading.tables[asked.table].kind):
            return False
        kind = asked.line.row.data_type
        if "PerShare" in concept and _is_of_other_amount(asked.line.row):
            return False
        if concept.endswith("Current") and any(_NONCURRENT.search(text) for text in asked.line.row.headings):
            return False  # mappings for every filer know labels, and a balance sheet may print one in both sections
        if known.period_type == "instant" and True not in kinds and _is_average(asked.line):
            return False
        if asked.is_within_label and _COST.search(asked.label) and not _COST.search(known.label or concept):
            return False
        is_same = known.data_type == kind or (kind == "percent" and known.data_type == "pure")
        return is_same and (known.period_type == "instant" or True not in kinds)

    def _signed(self, mapping: Mapping, asked: _Asked) -> Mapping:
        """Return a mapping with the sign that name, statement and print tell, unless a person says one."""
        told = None if asked.bound is not None and mapping.has_sign else self._sign(mapping.object, asked)
        return replace(mapping, sign=told or mapping.sign)

    def _sign(self, concept: str, asked: _Asked) -> int | None:
        kind = self.reading.tables[asked.table].kind
        return sign_of(concept, asked.plain, kind=kind, is_falling=asked.table in self.falling)

    def _entries(self, asked: _Asked, option: Settled) -> dict[FactKey, tuple[Decimal, Decimal]] | None:
        """Return the interval of each key that a line would state; None where it would contradict itself."""
        entries: dict[FactKey, tuple[Decimal, Decimal]] = {}
        for figure in asked.figures:
            key, value = self.tag(figure, option)
            if value is None or not is_stated(figure):
                continue
            low, high = bounds(value, figure.decimals)
            known = entries.setdefault(key, (low, high))
            if low > known[1] or high < known[0]:
                return None
        return entries

    def _report(self, asked: _Asked, against: list[LineKey], concept: str) -> None:
        place = asked.figures[0].place
        name = concept.removeprefix(US_GAAP)
        message = (
            f"“{asked.label}” is read as {name}, as in table {against[0][0] + 1}, where a figure of the same period "
            "is another one."
        )
        self.findings.append(Finding("GG-READ-TAG", "warning", place, message))


def _proposal(label: str, concept: str, sign: int, confidence: float) -> Mapping:
    return Mapping(
        iri="",
        label=label,
        predicate="skos:closeMatch",
        object=concept,
        justification="semapv:LexicalSimilarityThresholdMatching",
        confidence=str(Decimal(confidence).quantize(_HUNDREDTH)),
        comment="",
        sign=sign,
    )
