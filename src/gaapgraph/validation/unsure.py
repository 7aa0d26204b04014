"""What a rule compares, and which may be two things, as the report need not tell what makes them different.

Earnings per share are income by shares, but for what securities that take part are allotted; cash moves as its balances
do, but for cash of operations held for sale. A small difference under such a rule accuses no figure, and is told as an
info; a great one does, and so does one that another figure of the report contradicts.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.resource import ontology, read_rows
from gaapgraph.validation.arithmetic import required
from gaapgraph.validation.binding import Formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gaapgraph.validation.arithmetic import Interval
    from gaapgraph.validation.binding import Binding
    from gaapgraph.validation.figure import Figures

__all__ = ["find_unsure", "tell_why"]

_PAIR = 3  # the figure that is checked, and the two that it follows from


@frozen
class _Leeway:
    """By what share of the greatest figure a rule may miss, in which direction, and why."""

    share: Decimal
    either_way: bool
    is_sure_elsewhere: bool
    reason: str


@cache
def _read_leeways() -> dict[str, _Leeway]:
    rows = read_rows(ontology() / "derivations" / "unsure.tsv")
    return {
        row["code"]: _Leeway(Decimal(row["share"]), row["way"] == "either", row["elsewhere"] == "true", row["reason"])
        for row in rows
    }


def tell_why(code: str) -> str:
    """Return what may make two figures of a rule different, in words."""
    return _read_leeways()[code].reason


def find_unsure(bindings: Sequence[Binding], figures: Figures) -> list[Binding]:
    """Return the broken bindings that what the report need not tell may explain."""
    subject = [binding for binding in bindings if binding.code in _read_leeways() and binding.rests_on_concepts]
    return [one for one in subject if not one.ok and _may_differ(one, subject, figures)]


def _may_differ(binding: Binding, others: Iterable[Binding], figures: Figures) -> bool:
    leeway = _read_leeways()[binding.code]
    if binding.formula is Formula.quotient:
        return _may_have_other_income(binding, others, leeway)
    reported, most = binding.operands[0].value, max(abs(operand.value) for operand in binding.operands)
    gap = min(abs(reported - end) for end in (binding.expected_lower, binding.expected_upper))
    if gap > leeway.share * most:
        return False
    report = _report_of(binding, figures)
    holds = any(one.ok and one.code == binding.code and _report_of(one, figures) == report for one in others)
    return not (leeway.is_sure_elsewhere and holds)


def _may_have_other_income(binding: Binding, others: Iterable[Binding], leeway: _Leeway) -> bool:
    """Say whether an income a little less, or more, would do for this quotient, and less for all of the same income."""
    span = _span(binding)
    if span is None:
        return False
    income = binding.operands[1]
    least, most = span if income.value > 0 else (-span[1], -span[0])
    if least > abs(income.value):
        return leeway.either_way and least <= abs(income.value) * (1 + leeway.share)
    alike = [one for other in others if other.operands[1].fact == income.fact and (one := _span(other))]
    common = max(low for low, _ in alike), min(high for _, high in alike)
    return most >= abs(income.value) * (1 - leeway.share) and common[0] <= common[1]


def _span(binding: Binding) -> Interval | None:
    """Return which values of what stands above the line make a quotient hold."""
    if binding.formula is not Formula.quotient or len(binding.operands) != _PAIR:
        return None
    return required(binding, binding.operands[1].occurrence or "")


def _report_of(binding: Binding, figures: Figures) -> str:
    return figures.report_of(binding.operands[0].occurrence or binding.operands[0].fact)
