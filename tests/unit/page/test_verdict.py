"""The tick of a figure follows from the rules that reach it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.page.verdict import Tick, judge, worst
from gaapgraph.validation.binding import Binding, Formula, Operand
from gaapgraph.validation.check_result import CheckResult

ONE = Decimal(1)


def bind(*prints: str, ok: bool = True, exact: bool = True) -> Binding:
    operands = tuple(
        Operand(fact="f", occurrence=name, role="item", weight=ONE, value=ONE, lower=ONE, upper=ONE) for name in prints
    )
    return Binding(
        rule="s",
        code="GG-CALC-001",
        family="calculation",
        formula=Formula.sum,
        operands=operands,
        expected=ONE,
        expected_lower=ONE,
        expected_upper=ONE,
        ok=ok,
        exact=exact,
    )


def result(*prints: str, severity: str = "violation", **more) -> CheckResult:
    return CheckResult(code="GG-X", severity=severity, shape="s", message="m", prints=prints, **more)


def test_a_rule_that_holds_verifies_every_figure_in_it():
    assert judge([bind("a", "b")], []) == {"a": Tick.verified, "b": Tick.verified}


def test_one_that_holds_within_rounding_says_so_unless_another_holds_to_the_last_digit():
    ticks = judge([bind("a", "b", exact=False), bind("b", "c")], [])
    assert ticks == {"a": Tick.rounding, "b": Tick.verified, "c": Tick.verified}


def test_only_the_cause_of_a_broken_rule_is_contradicted_where_others_are_cleared():
    ticks = judge([bind("total", "wrong", "right", ok=False, exact=False), bind("right")], [result("wrong")])
    assert ticks == {"total": Tick.contradicted, "wrong": Tick.contradicted, "right": Tick.verified}


def test_a_violation_at_the_print_outweighs_the_rules_that_hold():
    assert judge([bind("a")], [result("a")])["a"] is Tick.contradicted
    assert judge([bind("a")], [result("a", waived="known")])["a"] is Tick.verified
    assert judge([], [result("a")]) == {"a": Tick.contradicted}


def test_a_last_digit_that_is_off_leaves_it_verified_within_rounding():
    assert judge([bind("a")], [result("a", severity="warning", difference="1")])["a"] is Tick.rounding
    assert judge([bind("a")], [result("a", severity="warning")])["a"] is Tick.verified


def test_a_print_of_two_facts_has_the_less_good_tick():
    assert worst([Tick.verified, Tick.contradicted]) is Tick.contradicted
    assert worst([]) is Tick.unreached


@pytest.mark.parametrize(
    ("place", "tick"),
    [
        ("407.5", "verified"),  # 69,730,730 less 66,813,348
        ("290.2", "contradicted"),  # a full stop for a comma
        ("614.4", "contradicted"),  # 2,550 over 3,101 is (17.8%), printed (23.3%)
        ("804.2", "contradicted"),  # a misread second copy
        ("419.6", "verified within rounding"),  # 35,099 over 69,730,730 is 0.1, printed 0.0
        ("13@125", None),  # growth of recurring revenues, of which the year before is not stated
    ],
)
def test_the_release_is_ticked(inspection, document, place, tick):
    report, bindings, _ = inspection
    ticks = judge(bindings, report.results)
    assert ticks.get(f"{document.report}/occurrence/{place}") == tick
