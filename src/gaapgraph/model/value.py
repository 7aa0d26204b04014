"""Values of facts: numbers, and what XBRL gives in other XML Schema datatypes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from gaapgraph.frozen_class import frozen

__all__ = ["Fraction", "Literal", "Value"]


@frozen(order=True)
class Literal:
    """A lexical value of a datatype that Python has no type for, such as a month and day, a duration or a year.

    Attributes:
        lexical: As the source writes it.
        datatype: IRI, such as that of `xsd:gMonthDay`.
    """

    lexical: str
    datatype: str

    def __str__(self) -> str:
        """Return the literal as N-Triples writes it, apart from escapes."""
        return f'"{self.lexical}"^^<{self.datatype}>'


@frozen(order=True)
class Fraction:
    """An exact ratio that no decimal number may have (XBRL 2.1 §5.1.1.2)."""

    numerator: Decimal
    denominator: Decimal

    def __str__(self) -> str:
        """Return the ratio as people write it, `1/3`."""
        return f"{self.numerator}/{self.denominator}"


Value = Decimal | str | datetime | date | bool | Literal | Fraction
