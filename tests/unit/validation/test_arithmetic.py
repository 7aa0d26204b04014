"""What one figure would have to be, were the others right."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gaapgraph.model import bounds
from gaapgraph.validation.arithmetic import compute, required
from gaapgraph.validation.binding import Binding, Formula, Operand


def operand(name: str, role: str, value: str, decimals: int | None = 0, weight: int = 1) -> Operand:
    low, high = bounds(Decimal(value), decimals)
    return Operand(
        fact=f"fact-{name}",
        occurrence=name,
        role=role,
        weight=Decimal(weight),
        value=Decimal(value),
        lower=low,
        upper=high,
    )


def binding(formula: Formula, reported: Operand, *others: Operand, low: str = "0", high: str = "0") -> Binding:
    expected = (Decimal(low) + Decimal(high)) / 2
    return Binding(
        rule="rule",
        code="GG-X-001",
        family="x",
        formula=formula,
        operands=(reported, *others),
        expected=expected,
        expected_lower=Decimal(low),
        expected_upper=Decimal(high),
        ok=False,
        exact=False,
    )


def solved(found: tuple[Decimal, Decimal] | None) -> tuple[str, str] | None:
    return None if found is None else (str(round(found[0], 6).normalize()), str(round(found[1], 6).normalize()))


SUM = binding(
    Formula.sum,
    operand("T", "reported", "100"),
    operand("A", "item", "60"),
    operand("B", "item", "30", weight=-1),
    low="29",
    high="31",
)


def test_total_is_what_the_items_allow() -> None:
    assert required(SUM, "T") == (Decimal(29), Decimal(31))


def test_item_is_the_total_less_the_others() -> None:
    assert solved(required(SUM, "A")) == ("129", "131")


def test_subtracted_item_swaps_the_ends() -> None:
    assert solved(required(SUM, "B")) == ("-41", "-39")


def test_print_that_is_not_in_the_binding_has_no_answer() -> None:
    assert required(SUM, "Z") is None


def test_print_that_is_in_it_twice_has_no_answer() -> None:
    twice = binding(Formula.sum, operand("T", "reported", "100"), operand("A", "item", "60"), operand("A", "item", "6"))
    assert required(twice, "A") is None


def growth(measure: str, now: str, then: str) -> Binding:
    return binding(
        Formula.growth,
        operand("g", "reported", measure, 3),
        operand("now", "base", now, None),
        operand("then", "comparative", then, None, weight=-1),
    )


def test_growth_gives_its_base() -> None:
    assert solved(required(growth("0.1", "110", "100"), "now")) == ("109.95", "110.05")


def test_growth_gives_its_comparative() -> None:
    assert solved(required(growth("0.1", "110", "100"), "then")) == ("99.954566", "100.045475")


def test_growth_to_nothing_tells_no_comparative() -> None:
    assert required(growth("-1", "0", "100"), "then") is None


@pytest.mark.parametrize(("name", "expected"), [("now", ("109.5", "110.5")), ("then", ("99.5", "100.5"))])
def test_change_is_a_difference(name: str, expected: tuple[str, str]) -> None:
    change = binding(
        Formula.difference,
        operand("c", "reported", "10"),
        operand("now", "base", "110", None),
        operand("then", "comparative", "100", None, weight=-1),
    )
    assert solved(required(change, name)) == expected


@pytest.mark.parametrize(("name", "expected"), [("part", ("4995", "5005")), ("whole", ("9990.00999", "10010.01001"))])
def test_share_gives_part_and_whole(name: str, expected: tuple[str, str]) -> None:
    share = binding(
        Formula.quotient,
        operand("s", "reported", "0.5", 3),
        operand("part", "numerator", "5000", None),
        operand("whole", "denominator", "10000", None),
    )
    assert solved(required(share, name)) == expected


def quotient(ratio: str) -> Binding:
    return binding(
        Formula.quotient,
        operand("q", "reported", ratio, 1),
        operand("a", "numerator", "40", None),
        operand("b", "numerator", "20", None, weight=-1),
        operand("d", "denominator", "10", None),
    )


@pytest.mark.parametrize(
    ("name", "expected"), [("a", ("39.5", "40.5")), ("b", ("19.5", "20.5")), ("d", ("9.756098", "10.25641"))]
)
def test_quotient_gives_each_operand(name: str, expected: tuple[str, str]) -> None:
    assert solved(required(quotient("2"), name)) == expected


def test_quotient_about_zero_tells_no_denominator() -> None:
    assert required(quotient("0"), "d") is None


def test_translation_gives_the_home_figure() -> None:
    translation = Binding(
        rule="rule",
        code="GG-TRA-001",
        family="translation",
        formula=Formula.quotient,
        operands=(
            operand("usd", "reported", "10"),
            operand("yen", "numerator", "1000", None),
            operand("rate", "denominator", "100", None),
        ),
        expected=Decimal(10),
        expected_lower=Decimal(10),
        expected_upper=Decimal(10),
        ok=True,
        exact=True,
    )
    assert solved(required(translation, "yen")) == ("9.5E+2", "1.05E+3")


def test_other_place_of_a_fact_is_what_this_one_shows() -> None:
    places = binding(Formula.repetition, operand("a", "reported", "5"), operand("b", "same", "7"))
    assert solved(required(places, "b")) == ("4.5", "5.5")


def test_a_part_sets_its_whole_no_end_above() -> None:
    """A whole that is great enough is asked for nothing; one that is too small would have to be the part at least."""
    part = Operand(
        fact="part",
        occurrence="part",
        role="reported",
        weight=Decimal(1),
        value=Decimal(10),
        lower=Decimal(9),
        upper=Decimal(11),
    )
    whole = Operand(
        fact="whole",
        occurrence="whole",
        role="whole",
        weight=Decimal(1),
        value=Decimal(20),
        lower=Decimal(19),
        upper=Decimal(21),
    )
    sound = Binding(
        rule="r",
        code="GG-XDOC-003",
        family="cross-document",
        formula=Formula.limit,
        operands=(part, whole),
        expected=Decimal(20),
        expected_lower=Decimal(0),
        expected_upper=Decimal(21),
        ok=True,
        exact=False,
    )
    assert required(sound, "whole") is None
    assert required(sound, "part") == (Decimal(0), Decimal(21))
    assert required(replace(sound, ok=False), "whole") == (Decimal(9), Decimal(11))


@pytest.mark.parametrize(
    ("formula", "reported", "ok", "exact"),
    [
        (Formula.sum, "41", False, False),
        (Formula.sum, "30", True, True),
        (Formula.sum, "31", True, False),
    ],
)
def test_a_sum_holds_within_the_rounding_of_all(formula: Formula, reported: str, ok: bool, exact: bool) -> None:
    items = [operand("A", "item", "60"), operand("B", "item", "30", weight=-1)]
    found = compute(formula, operand("T", "reported", reported), items)
    assert found is not None
    assert (found.expected, found.lower, found.upper, found.ok, found.exact) == (30, 29, 31, ok, exact)


def test_growth_may_be_signed_by_its_effect() -> None:
    pair = [operand("now", "base", "110", None, weight=-1), operand("then", "comparative", "100", None, weight=-1)]
    found = compute(Formula.growth, operand("g", "reported", "-0.1", 3), pair)
    assert found is not None
    assert (found.ok, found.expected) == (True, Decimal("-0.1"))


@pytest.mark.parametrize("below", ["0", "-10"])
def test_a_quotient_needs_a_denominator_above_zero(below: str) -> None:
    terms = [operand("a", "numerator", "4", None), operand("d", "denominator", below, None)]
    assert compute(Formula.quotient, operand("q", "reported", "1"), terms) is None


@pytest.mark.parametrize(
    ("one", "decimals", "other", "other_decimals", "ok"),
    [
        ("5", 0, "5", 0, True),
        ("5", 0, "6", 0, False),
        ("50", -1, "54", 0, True),
        ("50", -1, "55", 0, True),
        ("50", -1, "56", 0, False),
    ],
)
def test_a_repetition_is_the_same_figure_at_equal_accuracy(
    one: str, decimals: int, other: str, other_decimals: int, ok: bool
) -> None:
    found = compute(
        Formula.repetition, operand("a", "reported", one, decimals), [operand("b", "same", other, other_decimals)]
    )
    assert found is not None
    assert found.ok is ok


def test_a_part_is_no_greater_than_its_whole() -> None:
    whole = [operand("w", "whole", "100")]
    found = [compute(Formula.limit, operand("p", "reported", size), whole) for size in ("7", "100", "101", "103")]
    assert [one is not None and one.ok for one in found] == [True, True, True, False]


def test_nothing_is_made_of_no_operands() -> None:
    assert compute(Formula.sum, operand("t", "reported", "0"), []) is None
