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
_BY_FILER = ("semapv:ManualMappingCuration", "wider, as the filer's definition linkbase says")


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
    totals = _list_totals(networks)
    stated = {
        narrow: wide
        for narrow, wide in sorted(wider, reverse=True)
        if wide.startswith(BASE) and _is_alike(concepts.get(narrow), concepts.get(wide))
    }
    found, evidence = dict(concepts), []
    for iri, concept in concepts.items():
        if iri.startswith(BASE):
            continue
        total = None if iri in stated else _find_anchor(concept, concepts, totals)
        if iri in stated:
            mapping = _state_anchor(concept, stated[iri], report, *_BY_FILER)
        elif total is not None:
            mapping = _state_anchor(
                concept, total[0], report, "semapv:StructuralMatching", f"summed into it in {total[1]}"
            )
        else:
            continue
        found[iri] = replace(concept, anchor=mapping.object)
        evidence.append(mapping)
    return found, tuple(evidence)


def _list_totals(networks: Iterable[Network]) -> dict[str, list[tuple[str, str]]]:
    """Return for each concept the totals that it adds to, each with the title of the calculation."""
    totals: dict[str, list[tuple[str, str]]] = {}
    for network in networks:
        for arc in network.arcs if network.arcrole == SUMMATION_ITEM else ():
            if arc.weight is not None and arc.weight > 0:
                title = network.title or network.role
                totals.setdefault(arc.target.concept, []).append((arc.source.concept, title))
    return totals


def _state_anchor(concept: Concept, anchor: str, report: str, justification: str, comment: str) -> LabelMapping:
    return LabelMapping(
        iri=mint_iri("mapping", digest([report, concept.iri, anchor])),
        label=concept.label or concept.iri,
        predicate=SKOS.broadMatch,
        object=anchor,
        justification=justification,
        comment=comment,
    )


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
