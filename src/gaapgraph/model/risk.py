"""What a narrative section says beyond figures: risks, what drives and what they bear on, relationships, events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.model.concept import LineItem

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from gaapgraph.model.fact import FactKey, Place

__all__ = [
    "Comparison",
    "Event",
    "Evidence",
    "Exposure",
    "Mention",
    "Outcome",
    "Relationship",
    "RiskDriver",
    "RiskFactor",
]


@frozen
class RiskFactor:
    """One headed risk; `place` is that of its heading.

    Attributes:
        category: IRI of its kind in a SKOS scheme; None where nobody settled it.
    """

    place: Place
    label: str
    category: str | None = None


@frozen
class RiskDriver:
    """One sub-factor of a risk, in a bullet or within a sentence (then its place has an offset)."""

    place: Place
    label: str
    risk: Place


@frozen
class Exposure:
    """How a risk, through one of its drivers or as a whole, threatens what a concept reports.

    Attributes:
        concept: IRI of the concept whose figures would move.
        effect: `increase`, `decrease` or `either`: the feared direction.
        basis: `stated` where the document names what would move, else `inferred`.
        dimensions: Pairs of axis and member IRI, where only a part of the concept's figures would move.
    """

    risk: Place
    concept: str
    effect: str
    basis: str
    driver: Place | None = None
    dimensions: tuple[tuple[str, str], ...] = ()

    @property
    def line_item(self) -> LineItem:
        """The concept with the dimensions."""
        return LineItem(self.concept, self.dimensions)


@frozen
class Mention:
    """A place where the document names an entity, by its full name or a short form."""

    place: Place
    printed_text: str
    entity: str


@frozen
class Relationship:
    """The subject is, in some role, of the object: IIJ-FS is a subsidiary of IIJ.

    Attributes:
        places: Where the document says so, the first one first.
        role: IRI in a SKOS scheme.
        share: Of the ownership, as a fraction.
        since, until: First and last day of what the stated precision allows.
        event: IRI of the event that began it.
    """

    places: tuple[Place, ...]
    subject: str
    role: str
    object: str
    share: Decimal | None = None
    since: date | None = None
    until: date | None = None
    event: str | None = None


@frozen
class Evidence:
    """Words or a figure in a line of a later document; `facts` are the keys of those that the figure states."""

    place: Place
    words: str
    facts: tuple[FactKey, ...] = ()


@frozen
class Outcome:
    """What a later document shows of a risk, or of one of its drivers, as a person settled it.

    Attributes:
        risk, driver: Places in the earlier document.
        outcome: IRI in a SKOS scheme.
        note: Why, in words of our own.
    """

    risk: Place
    driver: Place | None
    outcome: str
    evidence: tuple[Evidence, ...]
    note: str


@frozen
class Comparison:
    """How figures of an earlier document relate to figures of a later one, as a person settled it.

    Attributes:
        comparability: IRI in a SKOS scheme.
        earlier, later: Keys of the figures in the one and the other report.
        note: Why, in words of our own.
    """

    comparability: str
    earlier: tuple[FactKey, ...]
    later: tuple[FactKey, ...]
    note: str


@frozen
class Event:
    """A happening, dated as precisely as the document dates it anywhere.

    Attributes:
        places: Where the document tells of it, the first one first.
        category: IRI of its kind in a SKOS scheme.
        start, end: The range that the stated precision allows; None where it is not dated.
        precision: `day`, `month`, `year`, `range` or `undated`.
        participants: IRIs of entities.
    """

    iri: str
    places: tuple[Place, ...]
    label: str
    category: str
    start: date | None = None
    end: date | None = None
    precision: str = "undated"
    participants: tuple[str, ...] = ()
