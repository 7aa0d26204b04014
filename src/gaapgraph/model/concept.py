"""Concepts, dimensions and members, each named by its IRI."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Concept", "LabelMapping", "LineItem", "Member", "Term"]


@dataclass(frozen=True, slots=True)
class Concept:
    """What a fact reports.

    Attributes:
        iri: Version-free for standard taxonomies.
        period_type: `instant` or `duration`, None where the taxonomy could not be read.
        balance: `debit`, `credit` or None.
        data_type: The local name of the item type, such as `monetaryItemType`.
        label: The standard label in English.
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


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a taxonomy-defined dimension; `denotes` is the IRI of the entity it stands for."""

    iri: str
    label: str | None = None
    denotes: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A concept of a SKOS scheme: the kind of a risk or an event, a role, an outcome."""

    iri: str
    label: str
    scheme: str


@dataclass(frozen=True, slots=True, order=True)
class LineItem:
    """A concept together with the dimensions that one row of a statement gives it."""

    concept: str
    dimensions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LabelMapping:
    """Why a printed label means a concept: the evidence that occurrences cite.

    Attributes:
        iri: Of the label in its context.
        label: As printed.
        predicate: IRI of the SKOS mapping relation.
        object: IRI of the concept or member.
        justification: CURIE or IRI, such as `semapv:ManualMappingCuration`.
        confidence: Decimal text between 0 and 1; empty where none is given.
    """

    iri: str
    label: str
    predicate: str
    object: str
    justification: str
    confidence: str = ""
    comment: str = ""
