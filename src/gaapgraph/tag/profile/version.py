"""Versions of the standard taxonomies: which one a report was tagged with, and which one has a term that it lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.iri import digest
from gaapgraph.model import LabelMapping
from gaapgraph.tag.profile.standard_term import list_versions
from gaapgraph.taxonomy import indexed_versions
from gaapgraph.vocabulary import SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.model import Fact, FactKey, Occurrence, Report
    from gaapgraph.tag.profile.profile import Profile

__all__ = ["choose_version", "list_lacking", "state_versions"]

_CURATED, _PROPOSED = "semapv:ManualMappingCuration", "semapv:LexicalMatching"


def choose_version(year: int | None) -> str:
    """Return the version of us-gaap that a document of a year is tagged with: the newest that there was by then."""
    known = indexed_versions("us-gaap")
    fitting = [one for one in known if year is None or one <= year]
    return known[max(fitting, default=min(known))]


def list_lacking(terms: Iterable[str], versions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the version that has each standard term which none of some versions has, each once."""
    known = (list_versions(term) for term in terms)
    return tuple(sorted({next(iter(has)) for has in known if has and not has.keys() & set(versions)}))


def state_versions(report: Report, profile: Profile) -> Report:
    """Return a report with the taxonomy version it was tagged with, and the publisher's own IRI of each term.

    A figure that no label gave its concept gets a mapping where that version lacks one of its terms.
    """
    versions = profile.taxonomies or (choose_version(report.issued.year if report.issued else None),)
    mappings = {one.iri: one for one in report.mappings}
    facts = tuple(_map_lacking(fact, versions, profile, mappings) for fact in report.facts)
    return replace(
        report,
        facts=facts,
        taxonomy_versions=versions,
        concepts={iri: replace(one, exact_matches=_match(iri, versions)) for iri, one in report.concepts.items()},
        members={iri: replace(one, exact_matches=_match(iri, versions)) for iri, one in report.members.items()},
        mappings=tuple(mappings[iri] for iri in sorted(mappings)),
        namespaces=((profile.prefix, profile.namespace),),
        license=profile.license,
    )


def _match(term: str, versions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the term's IRI in each of the versions, or in the oldest that has it."""
    known = list_versions(term)
    return tuple(known[one] for one in versions if one in known) or tuple(known.values())[:1]


def _map_lacking(fact: Fact, versions: tuple[str, ...], profile: Profile, mappings: dict[str, LabelMapping]) -> Fact:
    """Say on the mapping of each occurrence which versions have what the report's lacks."""
    lacking = list_lacking(_terms(fact.dimensions), versions)
    if not lacking:
        return fact
    occurrences = []
    for one in fact.occurrences:
        name = one.mapping or _name(one, fact.dimensions, profile.namespace)
        known = mappings.get(name) or _state(one, fact.dimensions, name, is_curated=profile.is_curated)
        mappings[name] = replace(known, taxonomy_versions=tuple(sorted({*known.taxonomy_versions, *lacking})))
        occurrences.append(replace(one, mapping=name))
    return replace(fact, occurrences=tuple(occurrences))


def _name(occurrence: Occurrence, key: FactKey, namespace: str) -> str:
    return f"{namespace}label/{digest([occurrence.label or occurrence.printed_text, *_terms(key)], 12)}"


def _state(occurrence: Occurrence, key: FactKey, name: str, *, is_curated: bool) -> LabelMapping:
    """Return the mapping of a figure that no row of a table mapped: a person annotated it, or it was proposed."""
    close = SKOS.exactMatch if is_curated else SKOS.closeMatch
    return LabelMapping(
        iri=name,
        label=occurrence.label or occurrence.printed_text,
        predicate=SKOS.broadMatch if key.dimensions else close,
        object=key.concept,
        justification=_CURATED if is_curated else _PROPOSED,
    )


def _terms(key: FactKey) -> list[str]:
    return [key.concept, *(term for pair in key.members for term in pair)]
