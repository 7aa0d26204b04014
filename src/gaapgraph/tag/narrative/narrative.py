"""From the proposals of a narrative section to its report: what a person settled, or else the proposals themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.iri import mint_iri, slug
from gaapgraph.model import (
    Concept,
    Entity,
    Exposure,
    Fact,
    FactKey,
    Finding,
    Member,
    Occurrence,
    Place,
    Report,
    RiskDriver,
    RiskFactor,
)
from gaapgraph.resource import instances
from gaapgraph.tag.figure.settlement import standard_concept
from gaapgraph.tag.figure.tagged_figure import Tagged, state_fact
from gaapgraph.tag.label.mapping import parse_dimensions
from gaapgraph.tag.narrative.mention import find_mentions
from gaapgraph.tag.narrative.relation import name_event, name_term, settle_told
from gaapgraph.tag.profile.annotation import parse_period, parse_unit
from gaapgraph.tag.profile.curation import Curation, find_curation
from gaapgraph.tag.profile.profile import find_profile, list_names, load_profile
from gaapgraph.tag.profile.scheme import find_terms
from gaapgraph.tag.profile.version import state_versions
from gaapgraph.vocabulary import GG, PREFIXES, expand_curie

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gaapgraph.reader.narrative import Narrative
    from gaapgraph.tag.profile.curation import Row
    from gaapgraph.tag.profile.profile import Profile

__all__ = ["find_narrator", "tag_narrative"]


def find_narrator(narrative: Narrative, given: Path | None = None) -> tuple[Profile, Curation | None]:
    """Return the profile of the entity that a narrative section is about, and what a person settled of the section.

    Args:
        narrative: The section.
        given: The folder of the profile, where the caller names it; else shipped profiles are tried by their tables,
            then by how often the section names their entity.
    """
    lines = dict(narrative.reading.prose)
    if given is not None:
        profile = load_profile(given)  # which says all that is wrong with it
        return profile, find_curation(given, lines, narrative=True)
    folders = sorted(path.parent for path in instances().glob("*/profile.ttl"))
    for folder in folders:
        curation = find_curation(folder, lines, narrative=True)
        if curation is not None:
            return load_profile(folder), curation
    text = "\n".join(line for _, line in narrative.reading.prose)
    for folder in folders:
        label, *others = list_names(folder / "profile.ttl")  # a profile is large: only the one that is meant is loaded
        if any(len(re.findall(rf"\b{re.escape(name)}\b", text)) >= _MENTIONS for name in (label.rstrip("."), *others)):
            return load_profile(folder), None
    return find_profile(narrative.reading), None


_MENTIONS = 3


def tag_narrative(narrative: Narrative, profile: Profile, curation: Curation | None) -> Report:
    """Return the report that a narrative section states."""
    settler = _Settler(narrative, profile, curation or Curation(""))
    report = settler.settle() if curation is not None else settler.propose()
    return state_versions(report, profile)


@dataclass(slots=True)
class _Settler:
    narrative: Narrative
    profile: Profile
    curation: Curation
    lines: Mapping[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = dict(self.narrative.reading.prose)

    def propose(self) -> Report:
        """Return what the grammar found: headings and bullets as printed, names, and each amount as a finding."""
        risks = tuple(RiskFactor(Place(one.line), one.text.strip(" \t.")) for one in self.narrative.headings)
        drivers = tuple(
            RiskDriver(Place(bullet.line), bullet.text.strip(" \t-–—•●▪*·,;."), Place(heading.line))
            for heading, bullet in self.narrative.bullets
        )
        entities = {entity.iri: entity for entity in self._named()}
        mentions = tuple(find_mentions(self.lines, entities.values()))
        return replace(self._report(()), risks=risks, drivers=drivers, entities=entities, mentions=mentions)

    def settle(self) -> Report:
        """Return what a person settled, verified against the text."""
        self._drop_dangling()
        facts = self._facts()
        exposures = tuple(self._exposures())
        dimensions = (*(fact.dimensions.members for fact in facts), *(one.line_item.members for one in exposures))
        members = {member: self._member(member) for pairs in dimensions for _, member in pairs}
        told = settle_told(self.curation, self.lines, self.profile, members)
        concepts = {
            concept.iri: concept
            for iri in (*(one.concept for one in exposures), *(fact.dimensions.concept for fact in facts))
            for concept in self._with_bases(iri)
        }
        risks = tuple(self._risks())
        kinds = [*(one.category for one in risks), *(one.category for one in told.events)]
        return replace(
            self._report(facts),
            concepts=dict(sorted(concepts.items())),
            members=dict(sorted(members.items())),
            entities={entity.iri: entity for entity in told.entities},
            entity=self._reporter(),
            risks=risks,
            drivers=tuple(self._drivers()),
            exposures=exposures,
            relationships=told.relationships,
            events=told.events,
            terms=find_terms([*kinds, *(one.role for one in told.relationships)]),
            mentions=told.mentions,
        )

    def _report(self, facts: tuple[Fact, ...]) -> Report:
        reading = self.narrative.reading
        return Report(
            iri=mint_iri("report", self.profile.entity_name, reading.document.sha256[:16]),
            entity=self.profile.entity,
            document=reading.document,
            issued=reading.issued,
            title=self.curation.title or reading.title,
            facts=facts,
            findings=tuple(sorted((*self.curation.findings, *self._unsettled(facts)), key=_order)),
        )

    def _unsettled(self, facts: tuple[Fact, ...]) -> Iterator[Finding]:
        """Yield a finding for each amount that no fact states."""
        spans = [
            (one.place.line, one.place.offset or 0, (one.place.offset or 0) + len(one.printed_text))
            for fact in facts
            for one in fact.occurrences
        ]
        for amount in self.narrative.amounts:
            start = amount.place.offset or 0
            end = start + len(amount.printed)
            if not any(line == amount.place.line and low < end and start < high for line, low, high in spans):
                message = f"Nobody settled what “{amount.printed}” states: it is no fact yet."
                yield Finding("GG-READ-UNSETTLED", "info", amount.place, message)

    def _drop_dangling(self) -> None:
        """Leave out rows that name a risk whose own row was set aside."""
        has, rows = self.curation.has, self.curation.rows
        for table in ("drivers", "exposures"):
            rows[table] = [row for row in self._rows(table) if has("risks", "line", row["risk"], row)]

    # --- risks -----------------------------------------------------------------

    def _rows(self, table: str) -> list[Row]:
        return self.curation.rows.get(table, [])

    def _risks(self) -> Iterator[RiskFactor]:
        for row in self._rows("risks"):
            yield RiskFactor(Place(row.lines[0]), row["label"], name_term("risk-category", row["category"]))

    def _drivers(self) -> Iterator[RiskDriver]:
        for row in self._rows("drivers"):
            yield RiskDriver(self._driver_place(row), row["label"], Place(row.number("risk")))

    def _driver_place(self, row: Row) -> Place:
        """Return the line of a bullet, or the place of the words within a sentence."""
        bullets = {bullet.line for _, bullet in self.narrative.bullets}
        place = row.find(self.lines)
        return Place(row.lines[0]) if place is None or row.lines[0] in bullets else place

    def _exposures(self) -> Iterator[Exposure]:
        for row in self._rows("exposures"):
            driver = self._driver_place(row) if row.lines else None
            concept = _expand(row, "concept", self._prefixes)
            dimensions = parse_dimensions(row.cells.get("dimensions", ""), self._prefixes)
            yield Exposure(
                risk=Place(row.number("risk")),
                concept=concept,
                effect=row["effect"],
                basis=row["basis"],
                driver=driver,
                dimensions=dimensions,
            )

    # --- entities --------------------------------------------------------------

    def _named(self) -> Iterator[Entity]:
        for name in self.narrative.names:
            iri = mint_iri("entity", slug(name.printed))
            person = re.match(r"(?:Mr|Ms|Mrs|Dr)\.\s", name.printed)
            kind = GG.Person if person else GG.Organization
            yield Entity(iri, name.printed, (), (name.short,) if name.short else (), kind)

    def _reporter(self) -> Entity:
        return replace(self.profile.entity, kind=GG.Organization)

    # --- facts -----------------------------------------------------------------

    def _facts(self) -> tuple[Fact, ...]:
        groups: dict[FactKey, list[Tagged]] = defaultdict(list)
        events: dict[FactKey, str | None] = {}
        for row in self._rows("facts"):
            try:
                tagged = self._tagged(row)
            except (KeyError, ValueError, InvalidOperation, AttributeError) as exc:
                raise InputError(
                    f"the annotation cannot be used ({exc!r})", where=row.where, mend="mend that row"
                ) from exc
            groups[tagged.key].append(tagged)
            events[tagged.key] = name_event(self.curation, self.profile, row)
        return tuple(replace(state_fact(key, group), event=events[key]) for key, group in groups.items())

    def _tagged(self, row: Row) -> Tagged:
        key = FactKey(
            expand_curie(row["concept"], self._prefixes),
            self.profile.entity.iri,
            parse_period(row["period"]),
            parse_unit(row["unit"]) if row["unit"] else None,
            parse_dimensions(row["dimensions"], self._prefixes),
        )
        occurrence = Occurrence(
            Place(row.lines[0], None, int(row["offset"])),
            row["printed_text"],
            Decimal(row["value"]) if row["unit"] else date.fromisoformat(row["value"]),
            int(row["decimals"]) if row["decimals"] else None,
            row["label"],
            approximate=row["approximate"] == "true",
        )
        return Tagged(key, occurrence, is_nil=False)

    @property
    def _prefixes(self) -> dict[str, str]:
        return {**PREFIXES, self.profile.prefix: self.profile.namespace}

    def _with_bases(self, iri: str) -> Iterator[Concept]:
        """Yield what is known of a concept, of its anchor and of what it measures."""
        concept = self.profile.catalogue.concepts.get(iri) or standard_concept(iri) or Concept(iri)
        yield concept
        for base in (concept.anchor, concept.measure_of):
            if base is not None:
                yield from self._with_bases(base)

    def _member(self, iri: str) -> Member:
        return self.profile.catalogue.members.get(iri, Member(iri))


def _expand(row: Row, column: str, prefixes: dict[str, str]) -> str:
    try:
        return expand_curie(row[column], prefixes)
    except KeyError as exc:
        raise InputError(f"{row[column]!r} has an unknown prefix", where=row.where, mend="correct it") from exc


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.place.line, finding.place.offset or 0, finding.code
