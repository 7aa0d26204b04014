"""Working papers: the arithmetic of every rule that was evaluated, as lines that a person can add up."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.graph import thousands
from gaapgraph.model import canonical, round_off
from gaapgraph.validation.binding import Formula
from gaapgraph.validation.sentence import spell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from gaapgraph.validation.binding import Binding, Operand
    from gaapgraph.validation.figure import Figures

__all__ = ["Step", "Use", "Working", "list_uses", "list_workings", "show_number"]

_ROLES = {
    "same": "the same figure, stated at",
    "base": "current",
    "comparative": "compared with",
    "opening": "opening balance",
    "movement": "movement",
    "denominator": "divided by",
}
_SIGNED = ("item", "numerator", "movement", "opening")


@frozen
class Step:
    """One line of the arithmetic.

    Attributes:
        sign: `+` or `−` in sums, with a factor where it is not one, else empty.
        role: What the figure is to the rule, in words; empty in sums.
        occurrence: IRI of the print.
        value: In base units.
    """

    sign: str
    role: str
    occurrence: str | None
    value: str


@frozen
class Working:
    """One evaluation of one rule on one figure.

    Attributes:
        name: Of the rule or derivation.
        state: `exact`, `rounding` or `broken`.
        is_repetition: The rule says that two places state one figure.
        sentence: The arithmetic in one line.
        expected, reported, difference: Numbers in base units; likewise of the steps.
        allowed: How large the difference may be, in words.
    """

    code: str
    name: str
    state: str
    is_repetition: bool
    sentence: str
    steps: tuple[Step, ...]
    expected: str
    reported: str
    difference: str
    allowed: str


@frozen
class Use:
    """A rule about another figure, `occurrence`, that a figure takes part in."""

    code: str
    state: str
    occurrence: str
    is_repetition: bool


def list_workings(
    bindings: Iterable[Binding], figures: Figures, names: dict[str, str]
) -> dict[str, tuple[Working, ...]]:
    """Return the arithmetic by the IRI of the occurrence that is checked, broken rules first.

    Args:
        bindings: What was evaluated.
        figures: The prints.
        names: Names of rules and derivations by IRI.
    """
    found: dict[str, list[Working]] = defaultdict(list)
    for binding in bindings:
        if binding.operands[0].occurrence is not None:
            found[binding.operands[0].occurrence].append(_describe(binding, figures, names))
    order = ("broken", "exact", "rounding")
    return {
        iri: tuple(sorted(each, key=lambda one: (order.index(one.state), one.is_repetition, one.code)))
        for iri, each in found.items()
    }


def list_uses(bindings: Iterable[Binding]) -> dict[str, tuple[Use, ...]]:
    """Return for each occurrence the rules about other figures that it takes part in, each figure and rule once."""
    found: dict[str, dict[Use, None]] = defaultdict(dict)
    for binding in bindings:
        checked, *others = binding.operands
        for operand in others:
            if operand.occurrence is not None and checked.occurrence not in (None, operand.occurrence):
                found[operand.occurrence][
                    Use(binding.code, _state(binding), checked.occurrence or "", binding.formula is Formula.repetition)
                ] = None
    return {iri: tuple(each) for iri, each in found.items()}


def _describe(binding: Binding, figures: Figures, names: dict[str, str]) -> Working:
    checked = binding.operands[0]
    return Working(
        code=binding.code,
        name=names.get(binding.focus) or names.get(binding.rule) or binding.family,
        state=_state(binding),
        is_repetition=binding.formula is Formula.repetition,
        sentence=spell(binding, figures),
        steps=tuple(_step(operand) for operand in binding.operands[1:]),
        expected=show_number(binding.expected),
        reported=show_number(checked.value),
        difference=show_number(checked.value - binding.expected),
        allowed=_describe_allowance(binding),
    )


def _describe_allowance(binding: Binding) -> str:
    """Say what rounding allows, or between what the figure may lie where the rule is no equation."""
    low, high, checked = binding.expected_lower, binding.expected_upper, binding.operands[0]
    if abs(low + high - 2 * binding.expected) * 4 > high - low:
        return f"allowed from {show_number(low)} to {show_number(high)}"
    return f"rounding allows {show_number((high - low + checked.upper - checked.lower) / 2)}"


def _state(binding: Binding) -> str:
    return "broken" if not binding.ok else "exact" if binding.exact else "rounding"


def _step(operand: Operand) -> Step:
    is_signed = operand.role in _SIGNED
    sign = ("−" if operand.weight < 0 else "+") if is_signed else ""
    factor = "" if abs(operand.weight) == 1 else f"{canonical(abs(operand.weight))} ×"
    role = _ROLES.get(operand.role, "")
    return Step(f"{sign} {factor}".strip(), role, operand.occurrence, show_number(operand.value))


def show_number(value: Decimal) -> str:
    """Return a number with its thousands set apart; small ones to six digits after the point, large ones to two.

    >>> from decimal import Decimal
    >>> show_number(Decimal("-705000000")), show_number(Decimal("0.38702341")), show_number(Decimal("-0.5"))
    ('−705,000,000', '0.387023', '−0.5')
    """
    rounded = round_off(value, 6 if abs(value) < 10 else 2)
    text = thousands(canonical(abs(rounded)))
    return f"−{text}" if rounded < 0 else text
