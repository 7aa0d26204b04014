"""The auditor's tick of every printed figure: what the rules that reach it say of it."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.validation.binding import Binding
    from gaapgraph.validation.check_result import CheckResult

__all__ = ["Tick", "judge", "worst"]


class Tick(StrEnum):
    """What the rules say of a figure, in the words of the report."""

    verified = "verified"
    rounding = "verified within rounding"
    contradicted = "contradicted"
    unreached = "reached by no rule"


_ORDER = (Tick.contradicted, Tick.rounding, Tick.verified, Tick.unreached)


def judge(bindings: Iterable[Binding], results: Iterable[CheckResult]) -> dict[str, Tick]:
    """Return the tick of each occurrence that a rule reaches, by its IRI.

    A figure is contradicted where a violation stands at its own print, or where every rule that it takes part in is
    broken. A figure in a broken rule whose cause is another one is judged by the rules that hold. One that holds to the
    last digit verifies it; a warning that its last digit is off leaves it verified within rounding.
    """
    held: dict[str, set[str]] = defaultdict(set)
    for binding in bindings:
        state = "broken" if not binding.ok else "exact" if binding.exact else "rounding"
        for operand in binding.operands:
            if operand.occurrence is not None:
                held[operand.occurrence].add(state)
    wrong, off = set[str](), set[str]()
    for result in results:
        if result.waived is None and result.severity == "violation":
            wrong.update(result.prints)
        elif result.severity == "warning" and result.difference is not None:
            off.update(result.prints)
    ticks = {iri: _judge_states(states, iri in off) for iri, states in held.items()}
    return ticks | dict.fromkeys(wrong, Tick.contradicted)


def _judge_states(states: set[str], is_off: bool) -> Tick:
    if is_off:
        return Tick.rounding
    if "exact" in states:
        return Tick.verified
    return Tick.rounding if "rounding" in states else Tick.contradicted


def worst(ticks: Iterable[Tick]) -> Tick:
    """Return the tick of a print that states several facts: the least good that a rule gives.

    >>> worst([Tick.unreached, Tick.verified]).value
    'verified'
    """
    return min(ticks, key=_ORDER.index, default=Tick.unreached)
