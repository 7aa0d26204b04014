"""Concepts, dimensions and members, each named by its IRI."""

from __future__ import annotations

from gaapgraph.frozen_class import frozen
from gaapgraph.model.value import Literal

__all__ = ["Concept", "ConceptLabel", "Dimensions", "LabelMapping", "LineItem", "Member", "Term"]

STANDARD_LABEL = "http://www.xbrl.org/2003/role/label"
Dimensions = tuple[tuple[str, str | Literal], ...]


@frozen(order=True)
class ConceptLabel:
    """A label of a concept, dimension or member for one role and language (XBRL 2.1 §5.2.2.2.2)."""

    text: str
    role: str = STANDARD_LABEL
    language: str = "en"


@frozen
class Concept:
    """What a fact reports.

    Attributes:
        iri: Version-free for standard taxonomies.
        period_type: `instant` or `duration`, None where the taxonomy could not be read.
        balance: `debit`, `credit` or None.
        data_type: The local name of the item type, such as `monetaryItemType`.
        label: The standard label in English.
        labels: Those of other roles and languages.
        exact_matches: IRIs by which the publisher names it, one for each taxonomy version used.
        typed_domain: Of a typed dimension, the IRI of the element that its members are written with.
        anchor: IRI of the closest wider standard concept of an extension concept.
        measure_of: IRI of the base concept of a measure.
        measure: IRI of the kind of measure, such as `gg:growth`.
    """

    iri: str
    period_type: str | None = None
    balance: str | None = None
    data_type: str | None = None
    label: str | None = None
    anchor: str | None = None
    measure_of: str | None = None
    measure: str | None = None
    labels: tuple[ConceptLabel, ...] = ()
    exact_matches: tuple[str, ...] = ()
    typed_domain: str | None = None


@frozen
class Member:
    """A member of a taxonomy-defined dimension; `denotes` is the IRI of the entity it stands for."""

    iri: str
    label: str | None = None
    denotes: str | None = None
    labels: tuple[ConceptLabel, ...] = ()
    exact_matches: tuple[str, ...] = ()


@frozen
class Term:
    """A concept of a SKOS scheme: the kind of a risk or an event, a role, an outcome."""

    iri: str
    label: str
    scheme: str


@frozen
class LineItem:
    """A concept together with the dimensions that one row of a statement gives it."""

    concept: str
    dimensions: Dimensions = ()

    @property
    def members(self) -> tuple[tuple[str, str], ...]:
        """The dimensions whose members are named by IRIs; the members of others are literals."""
        return tuple((axis, member) for axis, member in self.dimensions if isinstance(member, str))

    def __lt__(self, other: LineItem) -> bool:
        """Order by concept, then by dimensions; typed members stand among the others by their text."""
        return self._rank() < other._rank()

    def _rank(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        return self.concept, tuple((axis, str(member)) for axis, member in self.dimensions)


@frozen
class LabelMapping:
    """Why a printed label means a concept: the evidence that occurrences cite.

    Attributes:
        iri: Of the label in its context.
        label: As printed.
        predicate: IRI of the SKOS mapping relation.
        object: IRI of the concept or member.
        justification: CURIE or IRI, such as `semapv:ManualMappingCuration`.
        confidence: Decimal text between 0 and 1; empty where none is given.
        taxonomy_versions: IRIs of the versions that have the object, where the one that the report names lacks it.
    """

    iri: str
    label: str
    predicate: str
    object: str
    justification: str
    confidence: str = ""
    comment: str = ""
    taxonomy_versions: tuple[str, ...] = ()
