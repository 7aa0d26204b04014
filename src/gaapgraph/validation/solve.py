"""What one figure of a binding would have to be, were the others right: interval arithmetic, solved for it."""

from __future__ import annotations

from decimal import Context, Decimal
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaapgraph.validation.result import Binding, Operand

__all__ = ["required"]

_WIDE = Context(prec=50)
Interval = tuple[Decimal, Decimal]


def required(binding: Binding, print_iri: str) -> Interval | None:
    """Return the interval in which the value of one print makes a binding hold, the other figures as they are.

    Returns:
        None where the print is not in the binding, or where no value would do.

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
    role = wanted.role
    result = (reported.lower, reported.upper)
    if role in ("item", "opening", "movement", "component"):
        return _scale(_minus(result, _total(others)), wanted.weight)
    if role == "fact":
        return result
    if role == "limit":  # a part is no greater than it: there is no end above, and where it holds nothing is asked
        return None if binding.ok else result
    if role == "home":
        rate = _rate(binding, wanted)
        return None if rate is None else (result[0] * rate, result[1] * rate)
    if role in ("numerator", "denominator"):
        return _solve_quotient(binding, wanted, result, others)
    return _solve_pair(binding, wanted, result, others[0])


def _solve_pair(binding: Binding, wanted: Operand, result: Interval, other: Operand) -> Interval | None:
    """Solve growth (base over comparative less one), change (base less comparative) and share (base over whole)."""
    span = (other.lower, other.upper)
    if binding.code == "GG-DER-202":
        return _plus(result, span) if wanted.role == "base" else _minus(span, result)
    shift = Decimal(1) if binding.code == "GG-DER-201" else Decimal(0)
    ratio = (result[0] + shift, result[1] + shift)
    if wanted.role == "base":
        return _corners(ratio, span, lambda a, b: a * b)
    return None if ratio[0] <= 0 <= ratio[1] else _corners(span, ratio, _WIDE.divide)


def _solve_quotient(binding: Binding, wanted: Operand, result: Interval, others: list[Operand]) -> Interval | None:
    above = _total([operand for operand in others if operand.role == "numerator"])
    below = _total([operand for operand in others if operand.role == "denominator"])
    divided = any(operand.role == "denominator" for operand in binding.operands)
    if wanted.role == "numerator":
        whole = _corners(result, below, lambda a, b: a * b) if divided else result
        return _scale(_minus(whole, above), wanted.weight)
    if result[0] <= 0 <= result[1]:
        return None
    return _scale(_minus(_corners(above, result, _WIDE.divide), below), wanted.weight)


def _rate(binding: Binding, home: Operand) -> Decimal | None:
    return None if not binding.expected else _WIDE.divide(home.value, binding.expected)


def _total(operands: list[Operand]) -> Interval:
    ends = [sorted((operand.weight * operand.lower, operand.weight * operand.upper)) for operand in operands]
    return sum((low for low, _ in ends), Decimal(0)), sum((high for _, high in ends), Decimal(0))


def _minus(a: Interval, b: Interval) -> Interval:
    return a[0] - b[1], a[1] - b[0]


def _plus(a: Interval, b: Interval) -> Interval:
    return a[0] + b[0], a[1] + b[1]


def _scale(a: Interval, weight: Decimal) -> Interval:
    ends = sorted((_WIDE.divide(a[0], weight), _WIDE.divide(a[1], weight)))
    return ends[0], ends[1]


def _corners(a: Interval, b: Interval, operate) -> Interval:  # type: ignore[no-untyped-def]
    values = [operate(x, y) for x, y in product(a, b)]
    return min(values), max(values)
