"""Figures as a graph states them: facts, and the places where a document prints them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.model import Forever

if TYPE_CHECKING:
    from gaapgraph.model import FactKey, Period, Place, Unit, Value

__all__ = ["Figure", "Interval", "StatedFact"]

Interval = tuple[Decimal, Decimal]


@frozen(kw_only=True)
class StatedFact:
    """A fact of a graph.

    Attributes:
        iri: Of the fact; likewise `report` (empty where it names none) and `line_item`.
        about: Its dimensions: concept, entity, period, unit and the taxonomy-defined ones.
        key: By which facts of different reports join.
        value: In base units; None where it is nil or cannot be used.
        decimals: Accuracy; None is exact.
        interval: What the accuracy allows; None where it has no number.
        translation_of: IRI of the fact that it is translated from, at `exchange_rate`.
        event: IRI of the event that it is about.
    """

    iri: str
    report: str
    about: FactKey
    key: str
    line_item: str | None
    value: Value | None
    decimals: int | None
    interval: Interval | None
    is_nil: bool
    is_approximate: bool
    translation_of: str | None
    exchange_rate: Decimal | None
    event: str | None

    @property
    def number(self) -> Decimal | None:
        """The value where it is a number."""
        return self.value if isinstance(self.value, Decimal) else None


@frozen(kw_only=True)
class Figure:
    """One print of one fact: an occurrence.

    Attributes:
        iri: Of the occurrence; likewise `document`, `role` (of the network of its table), `mapping` and `copy_of`
            (the occurrence of which this is a misread second copy).
        text: As printed.
        value: What the print means in base units; None where nothing (a dash) or no number is printed.
        decimals: Accuracy of the print; None is exact.
        interval: What the accuracy allows; None where there is no number.
        head: What is printed above its column.
        printed_value, printed_period, printed_concept: What the print says where that is not what it means.
    """

    iri: str
    fact: StatedFact
    document: str
    place: Place
    text: str
    value: Value | None
    decimals: int | None
    interval: Interval | None
    is_approximate: bool
    label: str
    label_line: int | None
    head: str
    role: str | None
    is_primary: bool
    mapping: str | None
    copy_of: str | None
    printed_value: Decimal | None
    printed_period: Period | None
    printed_concept: str | None

    @property
    def report(self) -> str:
        """IRI of the report that states it."""
        return self.fact.report

    @property
    def number(self) -> Decimal | None:
        """The value where it is a number."""
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def period(self) -> Period | None:
        """Of the fact; none where it is about all time."""
        period = self.fact.about.period
        return None if isinstance(period, Forever) else period

    @property
    def unit(self) -> Unit | None:
        """Of the fact."""
        return self.fact.about.unit

    @property
    def concept(self) -> str:
        """IRI of the concept of the fact."""
        return self.fact.about.concept

    @property
    def line(self) -> int:
        """The line of the document."""
        return self.place.line

    @property
    def column(self) -> int | None:
        """The cell of its line or row; None in prose."""
        return self.place.column

    @property
    def offset(self) -> int | None:
        """The code point in its line or cell; None where it is a cell of its own."""
        return self.place.offset

    @property
    def line_item(self) -> str | None:
        """IRI of the concept with the dimensions of the fact."""
        return self.fact.line_item

    @property
    def is_cell(self) -> bool:
        """It is a cell of a table, not a figure in prose or within a label."""
        return self.place.column is not None and self.place.offset is None

    @property
    def rank(self) -> tuple[object, ...]:
        """By what the print is found from which its fact has its value.

        That is the most accurate, then the one in a primary statement, then the first; never a misread copy.
        """
        is_rounded = self.decimals is not None
        accuracy = -(self.decimals or 0)
        return (self.copy_of is not None, is_rounded, accuracy, not self.is_primary, self.place.order, self.iri)
