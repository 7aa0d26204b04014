"""The formulas that rules name by IRI: what the operands make of a figure, and what one of them would have to be.

Interval arithmetic throughout: every figure is what its accuracy allows (Calculations 1.1).
"""

from __future__ import annotations

from decimal import Context, Decimal
from itertools import product
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.validation.binding import Formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gaapgraph.validation.binding import Binding, Operand

__all__ = ["Computed", "Interval", "compute", "required"]

_WIDE = Context(prec=50)
_ONE = Decimal(1)
Interval = tuple[Decimal, Decimal]


@frozen(kw_only=True)
class Computed:
    """What the operands of a rule make.

    Attributes:
        expected: From their values.
        lower, upper: From what their accuracy allows.
        ok: The figure that is checked agrees.
        exact: It agrees even without rounding.
    """

    expected: Decimal
    lower: Decimal
    upper: Decimal
    ok: bool
    exact: bool


def compute(formula: Formula, reported: Operand, operands: Sequence[Operand]) -> Computed | None:
    """Return what the operands make of the figure that is checked; None where they make nothing.

    A quotient needs a denominator above zero, as does growth.
    """
    if not operands:
        return None
    values = _combine(formula, [(one.weight, one.value, one.value, one.role) for one in operands])
    span = _combine(formula, [(one.weight, one.lower, one.upper, one.role) for one in operands])
    if values is None or span is None:
        return None
    expected, (low, high) = values[0], span
    exact = reported.value == expected
    meets = reported.lower <= high and low <= reported.upper
    if formula is Formula.limit:
        meets, low = reported.lower <= high, Decimal(0)
    elif formula is Formula.repetition:
        same_accuracy = reported.upper - reported.lower == high - low
        meets = exact if same_accuracy else reported.lower < high and low < reported.upper
    return Computed(expected=expected, lower=low, upper=high, ok=meets, exact=exact)


def _combine(formula: Formula, terms: list[tuple[Decimal, Decimal, Decimal, str]]) -> Interval | None:
    """Return the interval that terms of weight, lower end, upper end and role make."""
    if formula is Formula.growth:
        base, comparative = (_role(terms, role) for role in ("base", "comparative"))
        if base is None or comparative is None or comparative[1] <= 0:
            return None
        sign = base[0]
        ratio = _corners((base[1], base[2]), (comparative[1], comparative[2]), _WIDE.divide)
        return _scale((ratio[0] - 1, ratio[1] - 1), sign)
    below = _total((weight, low, high) for weight, low, high, role in terms if role == "denominator")
    above = _total((weight, low, high) for weight, low, high, role in terms if role != "denominator")
    if formula is not Formula.quotient or all(role != "denominator" for *_, role in terms):
        return above
    return None if below[0] <= 0 else _corners(above, below, _WIDE.divide)


def _role(terms: list[tuple[Decimal, Decimal, Decimal, str]], wanted: str) -> tuple[Decimal, Decimal, Decimal] | None:
    return next(((weight, low, high) for weight, low, high, role in terms if role == wanted), None)


def required(binding: Binding, print_iri: str) -> Interval | None:
    """Return the interval in which the value of one print makes a binding hold, the other figures as they are.

    Returns:
        None where the print is not in the binding exactly once, or where no value would do.

    Source: Calculations 1.1 for sums; quotients are monotone in each operand, so their corners bound them.
    """
    places = [place for place, operand in enumerate(binding.operands) if operand.occurrence == print_iri]
    if len(places) != 1:
        return None
    if places[0] == 0:
        return binding.expected_lower, binding.expected_upper
    return _solve(binding, binding.operands[places[0]])


def _solve(binding: Binding, wanted: Operand) -> Interval | None:
    reported = binding.operands[0]
    others = [operand for operand in binding.operands[1:] if operand is not wanted]
    result = (reported.lower, reported.upper)
    match binding.formula:
        case Formula.limit:  # a part is no greater than it: there is no end above, and where it holds nothing is asked
            return None if binding.ok else result
        case Formula.repetition:
            return result
        case Formula.growth:
            return _solve_growth(wanted, result, others)
        case Formula.quotient if any(operand.role == "denominator" for operand in binding.operands):
            return _solve_quotient(wanted, result, others)
    return _unscale(_minus(result, _weighted(others)), wanted.weight)


def _solve_growth(wanted: Operand, result: Interval, others: list[Operand]) -> Interval | None:
    other = others[0]
    sign = wanted.weight if wanted.role == "base" else other.weight
    grown = _scale(result, sign)
    ratio, span = (grown[0] + _ONE, grown[1] + _ONE), (other.lower, other.upper)
    if wanted.role == "base":
        return _corners(ratio, span, lambda a, b: a * b)
    return None if ratio[0] <= 0 <= ratio[1] else _corners(span, ratio, _WIDE.divide)


def _solve_quotient(wanted: Operand, result: Interval, others: list[Operand]) -> Interval | None:
    above = _weighted([operand for operand in others if operand.role != "denominator"])
    below = _weighted([operand for operand in others if operand.role == "denominator"])
    if wanted.role != "denominator":
        return _unscale(_minus(_corners(result, below, lambda a, b: a * b), above), wanted.weight)
    if result[0] <= 0 <= result[1]:
        return None
    return _unscale(_minus(_corners(above, result, _WIDE.divide), below), wanted.weight)


def _weighted(operands: list[Operand]) -> Interval:
    return _total((operand.weight, operand.lower, operand.upper) for operand in operands)


def _total(terms: Iterable[tuple[Decimal, Decimal, Decimal]]) -> Interval:
    low = high = Decimal(0)
    for weight, lower, upper in terms:
        ends = (weight * lower, weight * upper) if weight >= 0 else (weight * upper, weight * lower)
        low, high = low + ends[0], high + ends[1]
    return low, high


def _minus(a: Interval, b: Interval) -> Interval:
    return a[0] - b[1], a[1] - b[0]


def _scale(a: Interval, weight: Decimal) -> Interval:
    ends = sorted((a[0] * weight, a[1] * weight))
    return ends[0], ends[1]


def _unscale(a: Interval, weight: Decimal) -> Interval:
    ends = sorted((_WIDE.divide(a[0], weight), _WIDE.divide(a[1], weight)))
    return ends[0], ends[1]


def _corners(a: Interval, b: Interval, operate: Callable[[Decimal, Decimal], Decimal]) -> Interval:
    values = [operate(x, y) for x, y in product(a, b)]
    return min(values), max(values)
