"""The networks of a report as its graph has them: which line items sum to which, and in which order they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from gaapgraph.model import SUMMATION_ITEM
from gaapgraph.store.cell import select

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Arc", "Network", "list_networks"]

_ARCS = """
SELECT DISTINCT ?report ?network ?role ?title ?arcrole ?source ?target ?order ?weight {
  ?network gg:report ?report ; gg:networkRole ?role ; gg:arcrole ?arcrole .
  OPTIONAL { ?network skos:prefLabel ?title }
  OPTIONAL {
    ?arc gg:network ?network ; gg:source ?source ; gg:target ?target ; gg:order ?order
    OPTIONAL { ?arc gg:weight ?weight }
  }
} ORDER BY ?network ?source ?order ?target
"""


@dataclass(frozen=True, slots=True)
class Arc:
    """One arc from a total or heading to an item, both IRIs of line items; `weight` only in calculation networks."""

    source: str
    target: str
    order: int
    weight: int | None


@dataclass(frozen=True, slots=True)
class Network:
    """All arcs of one arcrole in one role, those of one source in their order."""

    iri: str
    role: str
    title: str
    is_calculation: bool
    arcs: tuple[Arc, ...]


def list_networks(store: Store, report: str) -> list[Network]:
    """Return the networks of a report in the order of their IRIs."""
    found: dict[str, Network] = {}
    arcs: dict[str, list[Arc]] = {}
    for row in select(store, _ARCS, "report", NamedNode(report)):
        iri = row["network"].value
        title = row["title"].value if row["title"] is not None else ""
        found.setdefault(iri, Network(iri, row["role"].value, title, row["arcrole"].value == SUMMATION_ITEM, ()))
        if row["source"] is not None:
            weight = None if row["weight"] is None else int(row["weight"].value)
            arcs.setdefault(iri, []).append(
                Arc(row["source"].value, row["target"].value, int(row["order"].value), weight)
            )
    return [
        Network(each.iri, each.role, each.title, each.is_calculation, tuple(arcs.get(each.iri, ())))
        for each in found.values()
    ]
