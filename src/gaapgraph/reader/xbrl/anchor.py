"""Which standard concept a filer's own is part of, as the filer's definitions or calculations say."""

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
    concepts: dict[str, Concept], networks: Iterable[Network], report: str, wider: Iterable[tuple[str, str]] = ()
) -> tuple[dict[str, Concept], tuple[LabelMapping, ...]]:
    """Return the concepts, the filer's own with their anchors, and the evidence for each anchor.

    An anchor is the wider concept that the filer states (ESEF RTS, annex IV), unless it is of another kind. Otherwise
    it is the nearest total above in a calculation that is a standard concept of the same type, balance and period
    type, and that the filer's own adds to. Without one a concept has no anchor.

    Args:
        concepts: By IRI.
        networks: Of the filing.
        report: IRI, of which the evidence is named.
        wider: Pairs of a concept and a wider one.
    """
    totals: dict[str, list[tuple[str, str]]] = {}
    for network in networks:
        if network.arcrole == SUMMATION_ITEM:
            for arc in network.arcs:
                if arc.weight is not None and arc.weight > 0:
                    title = network.title or network.role
                    totals.setdefault(arc.target.concept, []).append((arc.source.concept, title))
    stated = {
        narrow: wide
        for narrow, wide in sorted(wider, reverse=True)
        if wide.startswith(BASE) and _is_alike(concepts.get(narrow), concepts.get(wide))
    }
    found, evidence = dict(concepts), []
    for iri, concept in concepts.items():
        if iri.startswith(BASE):
            continue
        if iri in stated:
            anchor, why = (
                stated[iri],
                ("semapv:ManualMappingCuration", "wider, as the filer's definition linkbase says"),
            )
        else:
            total = _find_anchor(concept, concepts, totals)
            if total is None:
                continue
            anchor, why = total[0], ("semapv:StructuralMatching", f"summed into it in {total[1]}")
        found[iri] = replace(concept, anchor=anchor)
        evidence.append(
            LabelMapping(
                iri=mint_iri("mapping", digest([report, iri, anchor])),
                label=concept.label or iri,
                predicate=SKOS.broadMatch,
                object=anchor,
                justification=why[0],
                comment=why[1],
            )
        )
    return found, tuple(evidence)


def _is_alike(narrow: Concept | None, wide: Concept | None) -> bool:
    """Say whether nothing that is known of two concepts tells them of different kinds."""
    if narrow is None or wide is None:
        return narrow is not None
    pairs = ((narrow.data_type, wide.data_type), (narrow.period_type, wide.period_type), (narrow.balance, wide.balance))
    is_known = wide.period_type is not None  # then a balance that is not there is none
    return all(one == other or (other is None and not is_known) for one, other in pairs)


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
