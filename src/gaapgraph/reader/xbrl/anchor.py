"""Which standard concept a filer's own is part of, as the filer's calculations say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.iri import digest, mint_iri
from gaapgraph.model import SUMMATION_ITEM, LabelMapping
from gaapgraph.vocabulary import BASE, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.model import Concept, Network

__all__ = ["anchor_concepts"]

_MOST_STEPS = 6


def anchor_concepts(
    concepts: dict[str, Concept], networks: Iterable[Network], report: str
) -> tuple[dict[str, Concept], tuple[LabelMapping, ...]]:
    """Return the concepts, the filer's own with their anchors, and the evidence for each anchor.

    An anchor is the nearest total above in a calculation that is a standard concept of the same type, balance and
    period type, and that the filer's own adds to. Without one a concept has no anchor.

    Args:
        concepts: By IRI.
        networks: Of the filing.
        report: IRI, of which the evidence is named.
    """
    totals: dict[str, list[tuple[str, str]]] = {}
    for network in networks:
        if network.arcrole == SUMMATION_ITEM:
            for arc in network.arcs:
                if arc.weight is not None and arc.weight > 0:
                    title = network.title or network.role
                    totals.setdefault(arc.target.concept, []).append((arc.source.concept, title))
    found, evidence = dict(concepts), []
    for iri, concept in concepts.items():
        anchor = None if iri.startswith(BASE) else _find_anchor(concept, concepts, totals)
        if anchor is None:
            continue
        found[iri] = replace(concept, anchor=anchor[0])
        evidence.append(
            LabelMapping(
                iri=mint_iri("mapping", digest([report, iri, anchor[0]])),
                label=concept.label or iri,
                predicate=SKOS.broadMatch,
                object=anchor[0],
                justification="semapv:StructuralMatching",
                comment=f"summed into it in {anchor[1]}",
            )
        )
    return found, tuple(evidence)


def _find_anchor(
    concept: Concept, concepts: dict[str, Concept], totals: dict[str, list[tuple[str, str]]]
) -> tuple[str, str] | None:
    """Return the anchor and the statement in which it sums up; totals of the filer's own are climbed."""
    kind = (concept.data_type, concept.period_type, concept.balance)
    if concept.data_type is None or concept.period_type is None:
        return None
    level, seen = [concept.iri], {concept.iri}
    for _ in range(_MOST_STEPS):
        above = [pair for iri in level for pair in totals.get(iri, ()) if pair[0] not in seen]
        for iri, title in above:
            total = concepts.get(iri)
            is_standard = iri.startswith(BASE) and total is not None
            if is_standard and total is not None and (total.data_type, total.period_type, total.balance) == kind:
                return iri, title
        level = [iri for iri, _ in above if not iri.startswith(BASE)]
        seen |= set(level)
    return None
