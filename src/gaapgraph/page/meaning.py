"""What the figures mean: concepts, dimensions and the evidence of their mappings, each read once for all figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.graph import select
from gaapgraph.printable import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gaapgraph.graph import Dataset

__all__ = ["Concept", "Dimension", "Mapping", "Meanings", "load_meanings"]

_CONCEPTS = """
SELECT DISTINCT ?concept ?label ?periodType ?balance ?dataType ?anchor ?measure ?measureOf {
  { SELECT DISTINCT ?concept { ?fact a gg:Fact ; gg:concept ?concept } }
  OPTIONAL { ?concept skos:prefLabel ?label }
  OPTIONAL { ?concept gg:periodType ?periodType }
  OPTIONAL { ?concept gg:balance ?balance }
  OPTIONAL { ?concept gg:dataType ?dataType }
  OPTIONAL { ?concept gg:anchor ?anchor }
  OPTIONAL { ?concept gg:measure ?measure ; gg:measureOf ?measureOf }
} ORDER BY ?concept ?label
"""
_DIMENSIONS = """
SELECT DISTINCT ?item ?axis ?member ?axisLabel ?label {
  ?axis a gg:Dimension .
  ?item a gg:LineItem ; ?axis ?member .
  OPTIONAL { ?axis skos:prefLabel ?axisLabel }
  OPTIONAL { ?member skos:prefLabel ?label }
} ORDER BY ?item ?axis ?member ?axisLabel ?label
"""
_ITEMS = "SELECT DISTINCT ?item ?concept { ?item a gg:LineItem ; gg:concept ?concept } ORDER BY ?item"
_MAPPINGS = """
SELECT DISTINCT ?mapping ?label ?match ?object ?justification ?confidence ?comment {
  VALUES ?match { skos:exactMatch skos:closeMatch skos:broadMatch skos:relatedMatch }
  ?mapping gg:mappingJustification ?justification ; skos:prefLabel ?label ; ?match ?object .
  OPTIONAL { ?mapping gg:confidence ?confidence }
  OPTIONAL { ?mapping gg:comment ?comment }
} ORDER BY ?mapping ?match ?object
"""


@frozen
class Concept:
    """One concept; `traits` are its period type, balance and data type, `anchor` the wider concept of an extension."""

    iri: str
    label: str
    traits: tuple[str, ...]
    anchor: str | None
    measure: str
    measure_of: str | None


@frozen
class Dimension:
    """An axis with a member, both with IRI and label."""

    axis: str
    axis_label: str
    member: str
    label: str


@frozen
class Mapping:
    """Why a label means its concept."""

    label: str
    match: str
    object: str
    justification: str
    confidence: str
    comment: str


@frozen
class Meanings:
    """All of them by IRI; `items` are the concepts of line items, `dimensions` those of line items as well.

    Attributes:
        short: Gives the short name of what the data do not describe.
    """

    concepts: dict[str, Concept]
    items: dict[str, str]
    dimensions: dict[str, tuple[Dimension, ...]]
    mappings: dict[str, Mapping]
    short: Callable[[str], str]

    def label_item(self, item: str) -> str:
        """Return what a line item is called: its concept, and its members behind it."""
        concept = self.concepts.get(self.items.get(item, ""))
        label = concept.label if concept is not None else self.short(self.items.get(item, item))
        members = [each.label.removesuffix(" [Member]") for each in self.dimensions.get(item, ())]
        return ", ".join([label, *members])


def load_meanings(dataset: Dataset) -> Meanings:
    """Return the meanings of all facts in the data."""
    return Meanings(
        _read_concepts(dataset),
        {row["item"]: row["concept"] for row in _rows(dataset, _ITEMS)},
        _read_dimensions(dataset),
        _read_mappings(dataset),
        dataset.name,
    )


def _read_concepts(dataset: Dataset) -> dict[str, Concept]:
    concepts: dict[str, Concept] = {}
    for row in _rows(dataset, _CONCEPTS):
        concept = Concept(
            iri=row["concept"],
            label=shorten(row["label"] or dataset.name(row["concept"])),
            traits=tuple(row[name] for name in ("periodType", "balance", "dataType") if row[name]),
            anchor=row["anchor"] or None,
            measure=dataset.name(row["measure"]).removeprefix("gg:") if row["measure"] else "",
            measure_of=row["measureOf"] or None,
        )
        concepts.setdefault(concept.iri, concept)
    return concepts


def _read_dimensions(dataset: Dataset) -> dict[str, tuple[Dimension, ...]]:
    dimensions: dict[str, dict[tuple[str, str], Dimension]] = {}
    for row in _rows(dataset, _DIMENSIONS):
        axis, member = row["axis"], row["member"]
        label, axis_label = row["label"] or dataset.name(member), row["axisLabel"] or dataset.name(axis)
        label = shorten(label)  # a typed member may be a page of text
        dimensions.setdefault(row["item"], {}).setdefault(
            (axis, member), Dimension(axis, axis_label.removesuffix(" [Axis]"), member, label.removesuffix(" [Member]"))
        )
    return {item: tuple(found.values()) for item, found in dimensions.items()}


def _read_mappings(dataset: Dataset) -> dict[str, Mapping]:
    mappings: dict[str, Mapping] = {}
    for row in _rows(dataset, _MAPPINGS):
        mapping = Mapping(
            label=row["label"],
            match=dataset.name(row["match"]),
            object=row["object"],
            justification=row["justification"].removeprefix("semapv:"),
            confidence=row["confidence"],
            comment=row["comment"],
        )
        mappings.setdefault(row["mapping"], mapping)
    return mappings


def _rows(dataset: Dataset, query: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a query; what is not bound is empty."""
    for row in select(dataset.store, query):
        yield {name: value or "" for name, value in row.items()}
