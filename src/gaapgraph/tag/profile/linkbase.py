"""The calculation linkbase of an entity: networks that hold for its statements whatever one document misprints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.iri import mint_iri
from gaapgraph.model import SUMMATION_ITEM, Arc, LineItem, Network
from gaapgraph.tag.label.entry_text import read_entry_table
from gaapgraph.tag.label.mapping import parse_dimensions
from gaapgraph.tag.profile.catalogue import Subject, read_subjects, text
from gaapgraph.vocabulary import GG, PREFIXES, RDF, SKOS, expand_curie

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["NETWORK_COLUMNS", "read_network_file", "read_network_table"]

NETWORK_COLUMNS = ("network", "title", "total", "total_dimensions", "order", "weight", "item", "item_dimensions")


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


def read_network_table(path: Path, prefix: str, namespace: str) -> dict[str, tuple[Network, ...]]:
    """Return the calculation networks of a table by role.

    A row is one arc. `network` is the last name of the role; what stands behind `@` tells apart networks of one role
    that share a total. A row without total and item says that the table has no sums.

    Args:
        path: A table of tab-separated values.
        prefix: Of the entity's concepts and roles.
        namespace: Of its concepts.

    Raises:
        InputError: A column is missing, or a row cannot be used.
    """
    table = read_entry_table(path)
    missing = [name for name in NETWORK_COLUMNS if name not in table.columns]
    if missing:
        raise InputError(f"column {missing[0]!r} is missing", where=str(path), mend="save it as tab-separated text")
    prefixes = {**PREFIXES, prefix: namespace}
    found: dict[str, tuple[str, list[Arc]]] = {}
    for number, row in table.rows:
        arcs = found.setdefault(row["network"].strip(), (row["title"], []))[1]
        try:
            if row["total"] or row["item"]:
                total, item = (_named_item(row, name, prefixes) for name in ("total", "item"))
                arcs.append(Arc(total, item, int(row["order"]), int(row["weight"])))
        except (KeyError, ValueError) as exc:
            raise InputError(f"the arc cannot be used ({exc})", where=f"{path}:{number}", mend="mend that row") from exc
    networks: dict[str, tuple[Network, ...]] = {}
    for name, (title, arcs) in found.items():
        role = mint_iri(prefix, "role", name.partition("@")[0])
        networks[role] = (*networks.get(role, ()), Network(role, title, SUMMATION_ITEM, tuple(arcs)))
    return networks


def _named_item(row: dict[str, str], name: str, prefixes: dict[str, str]) -> LineItem:
    return LineItem(expand_curie(row[name], prefixes), parse_dimensions(row[f"{name}_dimensions"], prefixes))


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
