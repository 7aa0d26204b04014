"""Facts and their occurrences: one answer, and the places where a document states it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.iri import digest
from gaapgraph.model.concept import LineItem

if TYPE_CHECKING:
    from decimal import Decimal

    from gaapgraph.model.concept import Dimensions
    from gaapgraph.model.period import Forever, Period
    from gaapgraph.model.unit import Unit
    from gaapgraph.model.value import Value

_STEP = re.compile(r"\[(\d{1,9})\]")

__all__ = ["Fact", "FactKey", "FactLink", "FactTuple", "Footnote", "Occurrence", "Place", "Proposal"]


@dataclass(frozen=True)
class FactKey:
    """The dimensions by which a fact is the same fact in any report (OIM 1.0 §5).

    Attributes:
        concept: IRI of the concept.
        entity: IRI of the reporting entity.
        period: Instant, duration, forever, or None where the document does not date it.
        unit: None for facts that are not numeric.
        dimensions: Pairs of axis IRI and member, in the order of the axes; a member is an IRI, or a literal where the
            dimension is typed.
        comparative: The period that a growth or a change is measured against.
        event: IRI of the event the fact is about, where two events would else share all dimensions.
        parent: The path of the tuple that the fact stands in (XBRL 2.1 §4.9).
    """

    concept: str
    entity: str
    period: Period | Forever | None
    unit: Unit | None
    dimensions: Dimensions = ()
    comparative: Period | None = None
    language: str | None = None
    event: str | None = None
    parent: str | None = None

    @cached_property
    def key(self) -> str:
        """The digest by which facts of different reports join."""
        return digest(
            [
                self.concept,
                self.entity,
                str(self.period or ""),
                self.unit.slug if self.unit else "",
                *(f"{axis}={member}" for axis, member in self.dimensions),
                f"vs {self.comparative}" if self.comparative else "",
                self.language or "",
                self.event or "",
                *((f"in {self.parent}",) if self.parent else ()),
            ]
        )

    @property
    def members(self) -> tuple[tuple[str, str], ...]:
        """The dimensions whose members are named by IRIs."""
        return self.line_item.members

    @cached_property
    def line_item(self) -> LineItem:
        """The concept and dimensions, without entity, period and unit."""
        return LineItem(self.concept, self.dimensions)


@frozen
class Place:
    """Where something stands in a document.

    Attributes:
        line: 1-based; lines end at LF. 0 where the source has no lines that mean anything.
        column: 1-based cell of that line or table row; None in prose.
        offset: 0-based code point in the line; only in prose and inside labels.
        xpath: Of the table cell or element, for HTML and XBRL.
        element_id: Its `id` attribute.
        table: 1-based table of the document, for HTML and Markdown, where `column` then counts cells of `row`.
        row: 1-based row of that table.
        value_column: 1-based column of figures of that table, the same down the table however many cells of marks a
            row has; says nothing new of where it is, so places are equal without it.
        document: Name of the file, where it is not the first of a set of several.
    """

    line: int = 0
    column: int | None = None
    offset: int | None = None
    xpath: str | None = None
    element_id: str | None = None
    table: int | None = None
    row: int | None = None
    value_column: int | None = field(default=None, compare=False)
    document: str | None = None

    @property
    def order(self) -> tuple[int, ...]:
        """What sorts places of one document in document order, also where all of it is one line."""
        order = (self.line, self.table or 0, self.row or 0, self.column or 0, self.offset or 0)
        if self.xpath is None or self.table is not None:
            return order
        return order + tuple(int(step) for step in _STEP.findall(self.xpath))


@frozen
class Proposal:
    """A concept that the tagger would choose where it abstained, or did not take.

    Attributes:
        concept: IRI.
        rank: 1 is the first choice.
        confidence: Between 0 and 1.
    """

    concept: str
    rank: int
    confidence: Decimal | None = None


@frozen
class Occurrence:
    """One place where a document states a fact.

    `value` and `decimals` are what the print means; the `printed_…` values stand only where the print
    says something else than it means. `label_line` is the line of the label where it is not the print's own.
    `role` is the IRI of the table's role; `copy_of` is the place of the print of which this one is a misread second
    copy.
    """

    place: Place
    printed_text: str
    value: Value | None
    decimals: int | None
    label: str = ""
    head: str = ""
    mapping: str | None = None
    is_primary: bool = False
    approximate: bool = False
    printed_value: Decimal | None = None
    printed_period: Period | None = None
    printed_concept: str | None = None
    role: str | None = None
    copy_of: Place | None = None
    label_line: int | None = None
    proposals: tuple[Proposal, ...] = ()
    accuracy_unknown: bool = False


@frozen
class Fact:
    """One answer: the value of a concept for an entity, a period, a unit and dimensions.

    `decimals` None means exact; where the source states none at all, they are inferred and `accuracy_unknown` is set,
    here as on occurrences. A nil fact has no value and `is_nil` set. `event` is the IRI of the event the fact
    is about where its dimensions tell it from others without the event, so that filings still join by the key.
    `superseded_by` are IRIs of facts of the same key that later filings of the entity state otherwise or more
    accurately.
    """

    dimensions: FactKey
    value: Value | None
    decimals: int | None
    occurrences: tuple[Occurrence, ...]
    is_nil: bool = False
    approximate: bool = False
    translation_of: FactKey | None = None
    exchange_rate: Decimal | None = None
    event: str | None = None
    superseded_by: tuple[str, ...] = ()
    accuracy_unknown: bool = False


@frozen
class Footnote:
    """A note on facts (XBRL 2.1 §4.11; OIM 1.0 §4.7).

    Attributes:
        text: Plain or XHTML, as the source has it.
        facts: Keys of the facts that it is about.
        role: IRI of the role of its group.
        arcrole: IRI of how it belongs to the facts.
        elements: Ids of the elements of those prints that it is about, where not all of a fact's are meant.
    """

    text: str
    facts: tuple[FactKey, ...]
    language: str = "en"
    role: str = "http://www.xbrl.org/2003/role/footnote"
    arcrole: str = "http://www.xbrl.org/2003/arcrole/fact-footnote"
    elements: tuple[str, ...] = ()


@frozen(order=True)
class FactLink:
    """How prints of facts belong to other prints (XBRL 2.1 §4.11.1.3; OIM 1.0 §4.7): ids of elements."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    role: str
    arcrole: str


@frozen
class FactTuple:
    """A tuple of XBRL 2.1 (§4.9), which OIM lacks.

    Attributes:
        concept: IRI.
        place: Of its element, whose path names it.
        parent: The path of the tuple that it stands in.
    """

    concept: str
    place: Place
    parent: str | None = None
    is_nil: bool = False
