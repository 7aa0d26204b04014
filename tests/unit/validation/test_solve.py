"""What one figure would have to be, were the others right."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gaapgraph.model import bounds
from gaapgraph.validation.result import Binding, Operand
from gaapgraph.validation.solve import required


def operand(name: str, role: str, value: str, decimals: int | None = 0, weight: int = 1) -> Operand:
    low, high = bounds(Decimal(value), decimals)
    return Operand(f"fact-{name}", name, role, Decimal(weight), Decimal(value), low, high)


def binding(code: str, reported: Operand, *others: Operand, low: str = "0", high: str = "0") -> Binding:
    expected = (Decimal(low) + Decimal(high)) / 2
    return Binding("rule", code, "x", (reported, *others), expected, Decimal(low), Decimal(high), ok=False, exact=False)


def solved(found: tuple[Decimal, Decimal] | None) -> tuple[str, str] | None:
    return None if found is None else (str(round(found[0], 6).normalize()), str(round(found[1], 6).normalize()))


SUM = binding(
    "GG-CALC-001",
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
    twice = binding(
        "GG-CALC-001", operand("T", "reported", "100"), operand("A", "item", "60"), operand("A", "item", "6")
    )
    assert required(twice, "A") is None


def growth(measure: str, now: str, then: str) -> Binding:
    return binding(
        "GG-DER-201",
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
        "GG-DER-202",
        operand("c", "reported", "10"),
        operand("now", "base", "110", None),
        operand("then", "comparative", "100", None, weight=-1),
    )
    assert solved(required(change, name)) == expected


@pytest.mark.parametrize(("name", "expected"), [("part", ("4995", "5005")), ("whole", ("9990.00999", "10010.01001"))])
def test_share_gives_part_and_whole(name: str, expected: tuple[str, str]) -> None:
    share = binding(
        "GG-DER-203",
        operand("s", "reported", "0.5", 3),
        operand("part", "base", "5000", None),
        operand("whole", "whole", "10000", None),
    )
    assert solved(required(share, name)) == expected


def quotient(ratio: str) -> Binding:
    return binding(
        "GG-DER-001",
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
        "rule",
        "GG-TRA-001",
        "translation",
        (operand("usd", "reported", "10"), operand("yen", "home", "1000", None)),
        Decimal(10),
        Decimal(10),
        Decimal(10),
        ok=True,
        exact=True,
    )
    assert solved(required(translation, "yen")) == ("9.5E+2", "1.05E+3")


def test_other_place_of_a_fact_is_what_this_one_shows() -> None:
    places = binding("GG-OCC-001", operand("a", "reported", "5"), operand("b", "fact", "7"))
    assert solved(required(places, "b")) == ("4.5", "5.5")


def test_a_part_sets_its_whole_no_end_above() -> None:
    """A whole that is great enough is asked for nothing; one that is too small would have to be the part at least."""
    part = Operand("part", "part", "reported", Decimal(1), Decimal(10), Decimal(9), Decimal(11))
    whole = Operand("whole", "whole", "limit", Decimal(1), Decimal(20), Decimal(19), Decimal(21))
    sound = Binding(
        "r", "GG-XDOC-003", "cross-document", (part, whole), Decimal(20), Decimal(0), Decimal(21), ok=True, exact=False
    )
    assert required(sound, "whole") is None
    assert required(sound, "part") == (Decimal(0), Decimal(21))
    assert required(replace(sound, ok=False), "whole") == (Decimal(9), Decimal(11))
