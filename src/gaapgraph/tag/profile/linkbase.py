"""The calculation linkbase of an entity: networks that hold for its statements whatever one document misprints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.model import SUMMATION_ITEM, Arc, LineItem, Network
from gaapgraph.tag.profile.catalogue import Subject, read_subjects, text
from gaapgraph.vocabulary import GG, RDF, SKOS

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_network_file"]


def read_network_file(path: Path) -> dict[str, Network]:
    """Return the calculation networks of a Turtle file by role.

    The file has `gg:Network`, `gg:Arc` and `gg:LineItem` resources as reports have them.

    Raises:
        ReadError: The file is not Turtle.
    """
    subjects = read_subjects(path)
    items = {iri: _line_item(subject) for iri, subject in subjects.items() if _is(subject, GG.LineItem)}
    arcs: dict[str, list[Arc]] = {}
    for subject in subjects.values():
        if _is(subject, GG.Arc):
            arcs.setdefault(text(subject, GG.network) or "", []).append(_arc(subject, items))
    networks = {}
    for iri, subject in subjects.items():
        if _is(subject, GG.Network):
            role = text(subject, GG.networkRole) or iri
            ordered = sorted(arcs.get(iri, ()), key=lambda arc: (arc.source, arc.order, arc.target))
            networks[role] = Network(role, text(subject, SKOS.prefLabel) or "", SUMMATION_ITEM, tuple(ordered))
    return networks


def _is(subject: Subject, kind: str) -> bool:
    return any(getattr(node, "value", None) == kind for node in subject.get(RDF.type, ()))


def _line_item(subject: Subject) -> LineItem:
    known = {RDF.type, GG.concept, GG.dimensionCount, GG.dimensionKey, SKOS.prefLabel}
    dimensions = [
        (axis, node.value)
        for axis, nodes in subject.items()
        if axis not in known
        for node in nodes
        if hasattr(node, "value")
    ]
    return LineItem(text(subject, GG.concept) or "", tuple(sorted(dimensions)))


def _arc(subject: Subject, items: dict[str, LineItem]) -> Arc:
    return Arc(
        items[text(subject, GG.source) or ""],
        items[text(subject, GG.target) or ""],
        int(text(subject, GG.order) or 0),
        int(text(subject, GG.weight) or 1),
    )
