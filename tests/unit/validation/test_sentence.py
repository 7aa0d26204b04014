"""Results say the arithmetic, and write figures as the document does."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.model import bounds
from gaapgraph.validation.binding import Binding, Formula, Operand
from gaapgraph.validation.diagnosis import Suspect
from gaapgraph.validation.figure import Figures, Print
from gaapgraph.validation.sentence import describe_cause, spell, write_as


def make_print(text: str, value: str, decimals: int | None, line: int = 7, column: int | None = 2) -> Print:
    low, high = bounds(Decimal(value), decimals)
    return Print(
        iri=f"print-{line}", fact=f"fact-{line}", line=line, column=column, text=text, value=Decimal(value),
        lower=low, upper=high, decimals=decimals,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "decimals", "right", "expected"),
    [
        ("(1,234)", "-1234000", -3, "-1243000", "(1,243)"),
        ("(1,234)", "-1234000", -3, "1243000", "1,243"),
        ("1,234", "1234000", -3, "-1243000", "(1,243)"),
        ("(158)", "158", 0, "159", "(159)"),
        ("12.5%", "0.125", 3, "0.126", "12.6%"),
        ("(23.3%)", "-0.233", 3, "-0.178", "(17.8%)"),
        ("JPY4,537 million", "4537000000", -6, "4538000000", "JPY4,538 million"),
        ("JPY1.3 billion", "1300000000", -8, "1400000000", "JPY1.4 billion"),
        ("1234", "1234", 0, "12345", "12345"),
        ("999", "999", 0, "1001", "1,001"),
        ("0", "0", -3, "1000", "1"),
        ("two", "2", None, "3", "3"),
    ],
)
def test_figure_is_written_as_the_document_writes_it(
    text: str, value: str, decimals: int | None, right: str, expected: str
) -> None:
    assert write_as(Decimal(right), make_print(text, value, decimals)) == expected


def figures_of(*prints: Print) -> Figures:
    return Figures({one.iri: one for one in prints})


def operand(one: Print, role: str, weight: int = 1) -> Operand:
    return Operand(
        fact=one.fact,
        occurrence=one.iri,
        role=role,
        weight=Decimal(weight),
        value=one.value,
        lower=one.lower,
        upper=one.upper,
    )


TOTAL, FIRST, SECOND = make_print("95", "95", 0, 3), make_print("60", "60", 0, 1), make_print("40", "40", 0, 2)
ALL = figures_of(TOTAL, FIRST, SECOND)


def sum_binding(*, ok: bool = False, weight: int = 1) -> Binding:
    return Binding(
        rule="rule",
        code="GG-CALC-001",
        family="calculation",
        formula=Formula.sum,
        operands=(operand(TOTAL, "reported"), operand(FIRST, "item"), operand(SECOND, "item", weight)),
        expected=Decimal(100),
        expected_lower=Decimal(99),
        expected_upper=Decimal(101),
        ok=ok,
        exact=False,
    )


def test_broken_sum_tells_operands_sum_tolerance_and_difference() -> None:
    assert spell(sum_binding(), ALL) == (
        "60 (line 1, cell 2) + 40 (line 2, cell 2) = 100, printed 95 (line 3, cell 2); "
        "difference −5, rounding allows 1.5"
    )


def test_sum_that_holds_tells_no_difference() -> None:
    said = "60 (line 1, cell 2) + 40 (line 2, cell 2) = 100, printed 95 (line 3, cell 2)"
    assert spell(sum_binding(ok=True), ALL) == said


def test_subtracted_operand_has_a_minus() -> None:
    assert "60 (line 1, cell 2) − 40 (line 2, cell 2)" in spell(sum_binding(weight=-1), ALL)


def test_weight_other_than_one_is_told() -> None:
    assert "+ 400 × 40 (line 2, cell 2)" in spell(sum_binding(weight=400), ALL)


def test_growth_is_one_figure_over_another() -> None:
    growth = Binding(
        rule="rule",
        code="GG-DER-201",
        family="derived",
        formula=Formula.growth,
        operands=(operand(TOTAL, "reported"), operand(FIRST, "base"), operand(SECOND, "comparative", -1)),
        expected=Decimal("0.5"),
        expected_lower=Decimal("0.47"),
        expected_upper=Decimal("0.53"),
        ok=True,
        exact=False,
    )
    assert spell(growth, ALL) == "60 (line 1, cell 2) / 40 (line 2, cell 2) − 1 = 0.5, printed 95 (line 3, cell 2)"


def test_places_of_one_fact_are_told_as_such() -> None:
    places = Binding(
        rule="rule",
        code="GG-OCC-001",
        family="occurrence",
        formula=Formula.repetition,
        operands=(operand(TOTAL, "reported"), operand(FIRST, "same")),
        expected=Decimal(60),
        expected_lower=Decimal(59),
        expected_upper=Decimal(61),
        ok=False,
        exact=False,
    )
    assert spell(places, ALL) == "60 (line 1, cell 2) for the same fact, here 95 (line 3, cell 2)"


def suspect(*, is_last_digit: bool) -> Suspect:
    twin = make_print("95", "95", 0, 9)
    needed = sum_binding(ok=True) if is_last_digit else None
    return Suspect(
        TOTAL, (twin,), Decimal(100), Decimal(99), Decimal(101), (sum_binding(),), needed, is_last_digit=is_last_digit
    )


def test_cause_names_the_print_its_place_its_twins_and_the_correction() -> None:
    text = describe_cause(suspect(is_last_digit=False), ALL)
    said = "“95” in line 3, cell 2 (also in line 9, cell 2) should probably be 100: 60 (line 1, cell 2) + 40"
    assert text.startswith(said)


def test_last_digit_tells_the_sum_that_needs_it() -> None:
    text = describe_cause(suspect(is_last_digit=True), ALL)
    assert "one unit of its last digit off its source, 100" in text
    assert "A printed sum needs it as it stands: 60 (line 1, cell 2) + 40 (line 2, cell 2) = 100" in text
