"""Networks as a graph states them: which line items sum to which, and in which order they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.model import SUMMATION_ITEM
from gaapgraph.vocabulary import GG, SKOS

if TYPE_CHECKING:
    from decimal import Decimal

    from gaapgraph.graph.dataset import Dataset

__all__ = ["StatedArc", "StatedNetwork", "list_networks"]


@frozen(kw_only=True)
class StatedArc:
    """One arc from a total or heading to an item, both IRIs of line items; `weight` only in calculation networks."""

    source: str
    target: str
    order: int
    weight: Decimal | None = None
    preferred_label: str | None = None


@frozen
class StatedNetwork:
    """All arcs of one arcrole in one role, those of one source in their order."""

    iri: str
    role: str
    title: str
    arcrole: str
    arcs: tuple[StatedArc, ...]
    order: int | None = None
    published_arcrole: str | None = None

    @property
    def is_calculation(self) -> bool:
        """Its arcs lead from totals to what they sum up."""
        return self.arcrole == SUMMATION_ITEM


def list_networks(dataset: Dataset, report: str) -> list[StatedNetwork]:
    """Return the networks of a report in the order of their IRIs; arcs without both ends are left out."""
    kinds = set(dataset.instances(GG.Network))
    found = []
    for iri in dataset.subjects(GG.report, report):
        if iri not in kinds:
            continue
        node = dataset.node(iri)
        role, arcrole = node.link(GG.networkRole), node.link(GG.arcrole)
        if role is None or arcrole is None:
            node.refuse("", "", "is no network that can be used: its role or arcrole is not known")
            continue
        arcs = (_read_arc(dataset, name) for name in dataset.subjects(GG.network, iri))
        ordered = sorted((arc for arc in arcs if arc is not None), key=lambda arc: (arc.source, arc.order, arc.target))
        found.append(
            StatedNetwork(
                iri=iri,
                role=role,
                title=node.text(SKOS.prefLabel) or "",
                arcrole=arcrole,
                arcs=tuple(ordered),
                order=node.whole(GG.order),
                published_arcrole=node.link(GG.publishedArcrole),
            )
        )
    return found


def _read_arc(dataset: Dataset, iri: str) -> StatedArc | None:
    node = dataset.node(iri)
    source, target = node.link(GG.source), node.link(GG.target)
    if source is None or target is None:
        node.refuse("", "", "is no arc that can be used: it needs a gg:source and a gg:target")
        return None
    return StatedArc(
        source=source,
        target=target,
        order=node.whole(GG.order) or 0,
        weight=node.decimal(GG.weight),
        preferred_label=node.text(GG.preferredLabel),
    )
