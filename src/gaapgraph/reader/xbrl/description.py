"""What a taxonomy says of the concepts, axes and members that a report uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaapgraph.model import Concept, Member

if TYPE_CHECKING:
    from gaapgraph.dts import Taxonomy
    from gaapgraph.model import Fact, Hypercube, Network
    from gaapgraph.reader.xbrl.expanded_name import NameBook
    from gaapgraph.reader.xbrl.reported import ReportedFacts

__all__ = ["TaxonomyParts", "describe_names"]


@dataclass(frozen=True, slots=True)
class TaxonomyParts:
    """What a report takes over of a taxonomy beside its concepts."""

    networks: tuple[Network, ...] = ()
    hypercubes: tuple[Hypercube, ...] = ()


def describe_names(
    reported: ReportedFacts, facts: tuple[Fact, ...], taxonomy: Taxonomy | None
) -> tuple[dict[str, Concept], dict[str, Member], TaxonomyParts]:
    """Return concepts and axes, members, networks and hypercubes, with what is known of them."""
    names = reported.names
    domains = {axis: domain for one in reported.contexts.values() for axis, domain in one.typed_domains}
    keys = [fact.dimensions for fact in facts]
    axes = {axis for key in keys for axis, _ in key.dimensions}
    used = {key.concept for key in keys} | {names.iri(one.concept) for one in reported.tuples} | axes
    concepts = {}
    for iri in sorted(used):
        domain = domains.get(iri)
        concepts[iri] = _describe(iri, names, taxonomy, None if domain is None else domain.iri)
    members = {member: Member(member, exact_matches=names.match(member)) for key in keys for _, member in key.members}
    return concepts, dict(sorted(members.items())), TaxonomyParts()


def _describe(iri: str, names: NameBook, taxonomy: Taxonomy | None, typed_domain: str | None) -> Concept:
    name = names.name(iri)
    declared = None if taxonomy is None or name is None else taxonomy.find(name)
    concept = Concept(iri, exact_matches=names.match(iri), typed_domain=typed_domain)
    if declared is None:
        return concept
    type_name = declared.base_type if declared.type_name is None else declared.type_name.local
    return Concept(
        iri,
        period_type=declared.period_type,
        balance=declared.balance,
        data_type=type_name or None,
        exact_matches=names.match(iri),
        typed_domain=typed_domain,
    )
