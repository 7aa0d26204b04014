"""The concepts of all figures, each with where it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.vocabulary import DEI, SRT, US_GAAP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaapgraph.graph import Figure
    from gaapgraph.page.anchor import Anchors
    from gaapgraph.page.meaning import Concept, Meanings

__all__ = ["ConceptEntry", "index_concepts"]

_FIRST = 6


@frozen
class ConceptEntry:
    """One concept.

    Attributes:
        name: Of its place in the page.
        kind: `standard`, `extension` or `measure`.
        figures: The first prints of its facts, each fact once; `count` is the number of all prints.
    """

    concept: Concept
    name: str
    kind: str
    figures: tuple[Figure, ...]
    count: int


def index_concepts(meanings: Meanings, figures: Sequence[Figure], anchors: Anchors) -> Iterator[ConceptEntry]:
    """Yield the concepts in the order of their labels."""
    prints: dict[str, list[Figure]] = {}
    for figure in figures:
        prints.setdefault(figure.concept, []).append(figure)
    known = [(meanings.concepts[iri], found) for iri, found in prints.items() if iri in meanings.concepts]
    for concept, found in sorted(known, key=lambda pair: (pair[0].label.casefold(), pair[0].iri)):
        first = {figure.fact.iri: figure for figure in reversed(found)}
        ordered = sorted(first.values(), key=lambda figure: figure.place.order)
        yield ConceptEntry(concept, anchors.concept(concept.iri), _kind(concept), tuple(ordered[:_FIRST]), len(found))


def _kind(concept: Concept) -> str:
    if concept.measure_of is not None:
        return "measure"
    return "standard" if concept.iri.startswith((US_GAAP, SRT, DEI)) else "extension"
