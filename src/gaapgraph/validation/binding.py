"""What rules evaluate: figures bound to a rule, and the formula by which it judges them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.vocabulary import BASE

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["FORMULAS", "Binding", "Formula", "Operand"]


class Formula(StrEnum):
    """How a figure follows from its operands; the names are those of `ontology/schemes/formula.ttl`."""

    sum = "sum"
    quotient = "quotient"
    growth = "growth"
    difference = "difference"
    equality = "equality"
    repetition = "repetition"
    limit = "limit"


FORMULAS = {f"{BASE}scheme/formula/{formula}": formula for formula in Formula}


@frozen(kw_only=True)
class Operand:
    """One figure that took part in a rule.

    Attributes:
        fact: IRI of the fact; empty for a number that no print states.
        occurrence: IRI of the occurrence.
        role: `reported` for the figure that is checked; `base`, `comparative`, `numerator`, `denominator`; `item` …
        weight: By which it enters.
        lower, upper: Its interval.
    """

    fact: str
    occurrence: str | None
    role: str
    weight: Decimal
    value: Decimal
    lower: Decimal
    upper: Decimal


@frozen(kw_only=True)
class Binding:
    """One evaluation of one rule on figures.

    Attributes:
        rule: IRI of the shape.
        code: Its stable code, `GG-CALC-001`.
        family: `calculation`, `occurrence`, …
        formula: By which the others make the figure that is checked.
        severity: `violation`, `warning` or `info`, by the shape.
        rests_on_concepts: The rule finds its figures by their concepts.
        operands: The figure that is checked first.
        expected_lower, expected_upper: What the other figures allow it to be.
        ok: The intervals meet.
        exact: They meet even without rounding.
        focus, value: IRIs of the focus node and the value that a validation result of this binding has.
    """

    rule: str
    code: str
    family: str
    formula: Formula
    operands: tuple[Operand, ...]
    expected: Decimal
    expected_lower: Decimal
    expected_upper: Decimal
    ok: bool
    exact: bool
    severity: str = "violation"
    rests_on_concepts: bool = False
    focus: str = ""
    value: str = ""
