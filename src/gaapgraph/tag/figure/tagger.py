"""From figures to facts: concept, dimensions and sign of each, and one fact for all its occurrences."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.iri import digest, upper_camel
from gaapgraph.language.fold import clean_label, fold
from gaapgraph.model import (
    PURE,
    Concept,
    Duration,
    Fact,
    FactKey,
    Finding,
    Occurrence,
    Period,
    Proposal,
)
from gaapgraph.tag.figure.described_term import RANGE_ENDS, DescribedTerms
from gaapgraph.tag.figure.distinction import Distinction
from gaapgraph.tag.figure.extension import Slot, item_type, name_rows, slot
from gaapgraph.tag.figure.line import LineKey, line_key
from gaapgraph.tag.figure.network import table_roles
from gaapgraph.tag.figure.prose import annotated_occurrence, tag_prose
from gaapgraph.tag.figure.settlement import Settled, can_mean, settle_lines
from gaapgraph.tag.figure.tagged_figure import Tagged, leave_out, state_fact, translate
from gaapgraph.tag.label.mapping import Mapping
from gaapgraph.tag.profile.annotation import Annotation, parse_unit
from gaapgraph.vocabulary import SRT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from gaapgraph.reader.release import Figure, Reading
    from gaapgraph.tag.figure.amendment import Amendment, Given
    from gaapgraph.tag.profile.profile import Profile

__all__ = ["Tagged", "Tagger"]

_FORECAST = (SRT + "StatementScenarioAxis", SRT + "ScenarioForecastMember")
_BASIS = late_pattern(
    r"\b(?:constant|organic|currency|neutral|underlying|like[\s-]for[\s-]like|comparable|prior|previous|updated|current)\b",
    re.IGNORECASE,
)
# What the scenario says already; "prior guidance" beside "current guidance" tells more.
_AHEAD = frozenset(["outlook", "guidance", "forecast", "target", "targets", "estimate", "estimates", "expected"])
_UNSETTLED = Settled()


@dataclass(slots=True)
class Tagger:
    """Tags the figures of one reading with one profile; what it names on the way is in `terms`."""

    profile: Profile
    reading: Reading
    amendment: Amendment | None = None
    terms: DescribedTerms = field(init=False)
    findings: list[Finding] = field(default_factory=list)
    used: dict[str, Mapping] = field(default_factory=dict)
    keys: dict[int, FactKey] = field(default_factory=dict)
    signs: dict[int, int] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)
    settled: dict[LineKey, Settled] = field(default_factory=dict)
    names: dict[Slot, tuple[str, str]] = field(default_factory=dict)
    rows: dict[tuple[int, int, str], Settled] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.terms = DescribedTerms(self.profile)

    def facts(self) -> tuple[Fact, ...]:
        """Return the facts of the reading, in the order of their first occurrence."""
        tables = list(self._tables())
        prose, findings = tag_prose(self.reading, self.profile.annotations, self.keys, self.signs, self.annotated)
        self.findings.extend(findings)
        tagged = [*tables, *prose]
        groups: dict[FactKey, list[Tagged]] = defaultdict(list)
        for one in tagged:
            groups[one.key].append(one)
        self.findings.extend(leave_out(groups.values()))
        facts = [state_fact(key, group) for key, group in groups.items()]
        self.terms.describe(facts)
        return tuple(translate(facts, self.reading.exchange_rate))

    def _tables(self) -> Iterable[Tagged]:
        self.roles = {number: role for number, (role, _) in table_roles(self.reading, self.profile.prefix).items()}
        if not self.profile.is_curated:
            self.settled, contradictions = settle_lines(self.reading, self.profile.mappings, self._try, self._bind)
            self.findings.extend(contradictions)
            for (table, row, kind, label, head), settled in self.settled.items():
                if settled.mapping is not None and kind != "percent" and not head:
                    self.rows.setdefault((table, row, label), settled)
        self.names = name_rows(self.reading, self._is_unnamed)
        distinction = Distinction(self.reading, self.profile.namespace)
        for index, figure in enumerate(self.reading.figures):
            if figure.within is not None:
                tagged = self._tag(figure)
                tagged.figure = index
                if not self.profile.is_curated:
                    tagged.key = distinction.tell_apart(tagged, figure)
                self.keys[index], self.signs[index] = tagged.key, tagged.sign
                yield tagged
        for iri, member in distinction.members.items():
            self.terms.members.setdefault(iri, member)

    def _is_unnamed(self, figure: Figure) -> bool:
        row, column = self._lookup(figure)
        return _choose(row, column, figure)[0] is None

    def _given(self, figure: Figure) -> Given | None:
        return self.amendment.concepts.get(figure.place) if self.amendment is not None else None

    def _bind(self, figure: Figure, context: str) -> Settled | None:
        """Return what a person says of a figure's line: in a correction, or in the profile's own mappings."""
        given = self._given(figure)
        if given is not None:
            return Settled(self._by_hand(figure, given), takes_head=given.takes_head, is_bound=True)
        own = self.profile.mappings
        if own.fallback is None:
            return None
        found = own.find_own(figure.label or figure.head, context, lambda one: can_mean(one.object, figure))
        if found is None or found.is_member:
            return None
        if found.is_abstention:
            return Settled(is_bound=True)
        head = fold(figure.head)
        return Settled(found, takes_head=bool(head) and any(term in head for term in found.terms), is_bound=True)

    def _by_hand(self, figure: Figure, given: Given) -> Mapping:
        label = figure.label or figure.head
        return Mapping(
            iri=f"{self.profile.namespace}label/{digest([label, given.concept, given.reason], 12)}",
            label=label,
            predicate="skos:broadMatch" if given.dimensions else "skos:exactMatch",
            object=given.concept,
            justification="semapv:ManualMappingCuration",
            confidence="1.0",
            comment=given.reason,
            dimensions=given.dimensions,
        )

    def _try(self, figure: Figure, option: Settled) -> tuple[FactKey, Decimal | None]:
        """Return the key and the value that a figure would have if its line got a concept."""
        tagged = self._tag(figure, under=option)
        return tagged.key, figure.value * tagged.sign if figure.value is not None else None

    def _tag(self, figure: Figure, under: Settled | None = None) -> Tagged:
        settled = under or self._settled(figure)
        row, column = (settled.mapping, None) if under else self._lookup(figure)
        concept_map, dimension_maps = _choose(row, column, figure)
        for mapping in (concept_map, *dimension_maps):
            if mapping is not None and mapping.iri:
                self.used[mapping.iri] = mapping
        base = concept_map.object if concept_map is not None else self._extension(figure)
        if concept_map is not None:
            self.terms.describe_own(concept_map, figure)
        dimensions = self._dimensions(
            figure,
            (concept_map, *dimension_maps),
            by_head=self._has_open_head(figure, settled, is_mapped=row is not None, is_headed=column is not None),
        )
        measure = self._measure(figure, concept_map, base)
        concept = self.terms.measured(base, measure)
        sign = concept_map.sign if concept_map and measure not in ("growth", "ratio") else 1
        if self.amendment is not None:
            sign = self.amendment.signs.get(figure.place, sign)
        unit = (
            parse_unit(concept_map.unit) if concept_map and concept_map.unit and not _is_rate(figure) else figure.unit
        )
        period = _moment(figure.period, concept_map, self.terms.known(base), measure)
        key = FactKey(
            concept=concept,
            entity=self.profile.entity.iri,
            period=period,
            unit=unit,
            dimensions=tuple(sorted(dimensions.items())),
            comparative=figure.comparative if measure in ("growth", "change") else None,
        )
        return Tagged(
            key,
            self._occurrence(figure, sign, concept_map, settled.proposals if concept_map is None else ()),
            figure.is_nil,
            is_copy=figure.copy_of is not None,
            sign=sign,
        )

    def _has_open_head(self, figure: Figure, settled: Settled, *, is_mapped: bool, is_headed: bool) -> bool:
        """Say whether the head of a column is left to make a dimension."""
        given = self._given(figure)
        if given is not None:
            return not given.takes_head
        if self.profile.is_curated:
            return not is_mapped and not is_headed
        return not is_headed and not settled.takes_head

    def _dimensions(self, figure: Figure, mappings: tuple[Mapping | None, ...], *, by_head: bool) -> dict[str, str]:
        """Return what mappings, the column's head and the document's outlook say that a figure is about."""
        dimensions: dict[str, str] = {}
        for mapping in mappings:
            if mapping is not None:
                dimensions.update(mapping.dimensions)
        dimensions.update(_range_end(figure))
        if by_head and figure.head and figure.label and _tells_apart(figure):
            dimensions.update(self.terms.dimension(figure.head))
        if figure.is_forecast:
            dimensions.setdefault(*_FORECAST)
        return dimensions

    def _lookup(self, figure: Figure) -> tuple[Mapping | None, Mapping | None]:
        given = self._given(figure)
        if given is not None:
            return self._by_hand(figure, given), None
        if not self.profile.is_curated:
            return self._settled(figure).mapping, self._head_member(figure)
        around = " | ".join(fold(text) for text in figure.headings)
        row = self._find_row(figure, f"{around} | {fold(figure.head)}") if figure.label else None
        in_label = figure.place.column is None
        column = None
        if figure.head and not in_label:
            column = self.profile.mappings.find(figure.head, f"{around} | {fold(figure.label)}")
        return row, column

    def _head_member(self, figure: Figure) -> Mapping | None:
        """Return the row of the profile's own that makes a dimension of a column's head."""
        if not figure.head or self.profile.mappings.fallback is None:
            return None
        context = " | ".join([*(fold(text) for text in figure.headings), fold(figure.label)])
        return self.profile.mappings.find_own(figure.head, context, lambda one: one.is_member)

    def _find_row(self, figure: Figure, context: str) -> Mapping | None:
        """Return the mapping of a row's label; where none fits, rows above lend their labels, the nearest first.

        A misprint may hide by arithmetic that a row is part of the one above.
        """
        found = self.profile.mappings.find(figure.label, context)
        if found is not None or figure.within is None or figure.row is None or figure.place.column is None:
            return found
        if fold(figure.label) not in self.profile.mappings.by_label:
            return None
        for above in reversed(self.reading.tables[figure.within].rows[: figure.row]):
            context = f"{context} | {fold(above.label)}"
            found = self.profile.mappings.find(figure.label, context)
            if found is not None:
                return found
        return None

    def _settled(self, figure: Figure) -> Settled:
        key = line_key(figure)
        if key is None:
            return _UNSETTLED
        table, row, _, label, _ = key
        if figure.measure not in (None, "ratio") and (table, row, label) in self.rows:
            return self.rows[table, row, label]  # the growth or share of what the row's amounts are
        return self.settled.get(key, _UNSETTLED)

    def _measure(self, figure: Figure, mapping: Mapping | None, base: str) -> str | None:
        if mapping is not None and mapping.measure and figure.measure in (None, "ratio", mapping.measure):
            return mapping.measure
        known = self.profile.catalogue.concepts.get(base)
        if (
            known is not None
            and known.measure_of
            and figure.measure in (None, "ratio", "shareOfRevenue", "shareOfAssets")
        ):
            return None
        if figure.measure == "ratio" and (mapping is None or self.terms.is_rate(base)):
            return None
        return figure.measure

    def _extension(self, figure: Figure) -> str:
        """Return the concept of the document's own that a row is named after."""
        plain = upper_camel(clean_label(figure.label or figure.head))[:120]
        name, kind = self.names.get(slot(figure), (plain, item_type(figure)))
        return self.terms.extend(name, kind, figure, self._settled(figure).anchor)

    def _occurrence(
        self, figure: Figure, sign: int, mapping: Mapping | None, proposals: tuple[Proposal, ...]
    ) -> Occurrence:
        primary = figure.within is not None and self.reading.tables[figure.within].kind != "other"
        in_table = figure.within is not None and figure.place.column is not None
        return Occurrence(
            place=figure.place,
            printed_text=figure.printed,
            value=None if figure.value is None else figure.value * sign + 0,
            decimals=figure.decimals,
            label=figure.full_label or figure.label,
            head=figure.head,
            mapping=(mapping.iri or None) if mapping else None,
            is_primary=primary and figure.place.column is not None,
            approximate=figure.approximate,
            printed_value=None if figure.printed_value is None else figure.printed_value * sign + 0,
            printed_period=figure.printed_period,
            printed_concept=(
                mapping.printed if mapping is not None and mapping.printed else self._printed_concept(figure)
            ),
            role=self.roles.get(figure.within) if in_table and figure.within is not None else None,
            copy_of=None if figure.copy_of is None else replace(figure.place, line=figure.copy_of),
            proposals=proposals,
        )

    def _printed_concept(self, figure: Figure) -> str | None:
        if not figure.printed_label:
            return None
        around = " | ".join(fold(text) for text in figure.headings)
        found = self.profile.mappings.find(figure.printed_label, around) or next(
            iter(self.profile.mappings.by_label.get(fold(figure.printed_label), ())), None
        )
        if found is not None:
            return found.printed or found.object
        return self._extension(replace(figure, label=figure.printed_label))

    def annotated(self, row: Annotation) -> Tagged:
        """Return the figure that a person annotated, under the key that the annotation gives it."""
        concept = self.terms.measured(row.concept, row.measure)
        key = FactKey(
            concept=concept,
            entity=self.profile.entity.iri,
            period=row.period,
            unit=row.unit,
            dimensions=row.dimensions,
            comparative=row.comparative,
        )
        return Tagged(key, annotated_occurrence(row), is_nil=False)


def _choose(row: Mapping | None, column: Mapping | None, figure: Figure) -> tuple[Mapping | None, list[Mapping]]:
    """Return the mapping that gives the concept, and those that only add dimensions."""
    concepts = [mapping for mapping in (row, column) if mapping is not None and not mapping.is_member]
    members = [mapping for mapping in (row, column) if mapping is not None and mapping.is_member]
    if len(concepts) == 2:
        first, second = concepts
        chosen = second if len(second.terms) > len(first.terms) else first
        return chosen, members
    return (concepts[0] if concepts else None), members


def _moment(
    period: Period | None, mapping: Mapping | None, concept: Concept | None, measure: str | None
) -> Period | None:
    if not isinstance(period, Duration) or measure in ("growth", "change"):
        return period
    if mapping is not None and mapping.period == "opening":
        return period.opening
    instant = measure == "shareOfAssets" or (mapping is not None and mapping.period == "instant")
    if instant or (concept is not None and concept.period_type == "instant" and measure is None):
        return period.closing
    return period


def _tells_apart(figure: Figure) -> bool:
    """Say whether the head of a column names what its figures are about, not only a change or that they lie ahead."""
    if figure.is_forecast and {*fold(figure.head).split()} - RANGE_ENDS.keys() <= _AHEAD:
        return False
    return figure.measure is None or _BASIS.search(figure.head) is not None


def _range_end(figure: Figure) -> dict[str, str]:
    """Return the dimension of the low or high end of a range, such as guidance gives."""
    end = RANGE_ENDS.get(fold(figure.head).rsplit(" ", 1)[-1])
    return {SRT + "RangeAxis": SRT + end} if end is not None else {}


def _is_rate(figure: Figure) -> bool:
    return figure.unit == PURE and (figure.measure is not None or "%" in figure.printed)
