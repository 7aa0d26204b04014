"""From the reading of a release to its report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.iri import mint_iri
from gaapgraph.model import LabelMapping, Report
from gaapgraph.tag.figure.network import read_networks
from gaapgraph.tag.figure.tagger import Tagger
from gaapgraph.tag.narrative.relation import settle_told
from gaapgraph.tag.profile.curation import Curation, find_curation
from gaapgraph.tag.profile.scheme import find_terms
from gaapgraph.tag.profile.version import state_versions
from gaapgraph.vocabulary import GG, expand_curie

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gaapgraph.model import Concept, Fact, Finding, Member
    from gaapgraph.reader.release import Reading
    from gaapgraph.tag.figure.amendment import Amendment
    from gaapgraph.tag.figure.described_term import DescribedTerms
    from gaapgraph.tag.narrative.relation import Told
    from gaapgraph.tag.profile.profile import Profile

__all__ = ["tag_release"]


def tag_release(reading: Reading, profile: Profile, amendment: Amendment | None = None) -> Report:
    """Return the report that a release states: its facts, occurrences, networks and findings.

    Args:
        reading: What was read of the document.
        profile: The reporter's profile, with its mappings and annotations.
        amendment: What persons corrected of the reading.
    """
    if amendment is not None:
        reading = amendment.reading
    tagger = Tagger(profile, reading, amendment)
    facts, terms = tagger.facts(), tagger.terms
    told, asides = _settle_words(reading, profile, terms.members)
    networks = read_networks(
        reading, tagger.keys, tagger.signs, profile.prefix, profile.networks, is_whole=not profile.is_curated
    )
    findings = sorted(
        (*reading.findings, *tagger.findings, *asides, *(amendment.findings if amendment else ())),
        key=lambda f: (f.place.line, f.place.column or 0, f.place.offset or 0, f.code),
    )
    report = Report(
        iri=mint_iri("report", profile.entity_name, reading.document.sha256[:16]),
        entity=replace(profile.entity, kind=GG.Organization) if told.mentions else profile.entity,
        document=reading.document,
        issued=reading.issued,
        title=reading.title,
        facts=facts,
        findings=tuple(findings),
        networks=networks,
        concepts=_list_concepts(terms, facts),
        members=dict(sorted(terms.members.items())),
        entities={entity.iri: entity for entity in told.entities},
        mappings=_cited(tagger, facts),
        relationships=told.relationships,
        events=told.events,
        mentions=told.mentions,
        corrections=tuple(amendment.corrections) if amendment else (),
        terms=find_terms([*(one.role for one in told.relationships), *(one.category for one in told.events)]),
    )
    return state_versions(report, profile)


def _settle_words(reading: Reading, profile: Profile, members: Mapping[str, Member]) -> tuple[Told, Iterable[Finding]]:
    """Return what the prose tells of entities beyond figures, as far as a person settled it, and rows set aside."""
    lines = dict(reading.prose)
    folder = profile.folder
    curation = find_curation(folder, lines, narrative=False) if folder is not None else None
    if curation is None:
        return settle_told(Curation(""), {}, profile, members), ()
    return settle_told(curation, lines, profile, members), curation.findings


def _list_concepts(terms: DescribedTerms, facts: tuple[Fact, ...]) -> dict[str, Concept]:
    """Return the concepts of facts by IRI, and those that these measure or are anchored to."""
    used = {
        iri for fact in facts for iri in (fact.dimensions.concept, *(member for _, member in fact.dimensions.members))
    }
    return {iri: terms.concepts[iri] for iri in sorted(terms.concepts) if iri in used or _is_base(iri, terms, used)}


def _is_base(iri: str, terms: DescribedTerms, used: set[str]) -> bool:
    known = (terms.concepts[other] for other in used if other in terms.concepts)
    return any(iri in (concept.measure_of, concept.anchor) for concept in known)


def _cited(tagger: Tagger, facts: tuple[Fact, ...]) -> tuple[LabelMapping, ...]:
    """Return the mappings that occurrences cite, in the order of their names."""
    names = {occurrence.mapping for fact in facts for occurrence in fact.occurrences if occurrence.mapping}
    rows = (tagger.used[name] for name in sorted(names) if name in tagger.used)
    return tuple(
        LabelMapping(
            iri=row.iri,
            label=row.label,
            predicate=expand_curie(row.predicate),
            object=row.object,
            justification=row.justification,
            confidence=row.confidence,
            comment=row.comment,
        )
        for row in rows
    )
