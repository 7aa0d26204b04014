"""Printed numbers in the conventions that releases use."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.language.numeral import is_continental, parse_printed, parse_range


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("1,234.5", "1234.5", 1),
        ("(1,234)", "-1234", 0),
        ("(7,149", "-7149", 0),
        ("−61 840", "-61840", 0),
        ("–1’041.4", "-1041.4", 1),
        ("9'541'200", "9541200", 0),
        ("$ 0.22", "0.22", 2),
        ("$(0.05)", "-0.05", 2),
        (".5", "0.5", 1),
        ("1.284,6", "1284.6", 1),
        ("3,215 (2)", "3215", 0),
        ("△9,877", "-9877", 0),
        ("▲ 1.8", "-1.8", 1),
        ("（１２．５）", "-12.5", 1),
        ("down 0.3 pts", "-0.3", 1),
        ("up 2 pts", "2", 0),
    ],
)
def test_separators_and_signs_of_all_conventions(text: str, value: str, places: int) -> None:
    printed = parse_printed(text)
    assert printed is not None
    assert (printed.value, printed.places) == (Decimal(value), places)


@pytest.mark.parametrize("text", ["€000", "$000", "2024 £m", "March 31", "Q1 2025", "", "1-800-555"])
def test_heads_and_words_are_no_numbers(text: str) -> None:
    assert parse_printed(text) is None


@pytest.mark.parametrize("text", ["n.m.", "N/A", "*", "nm"])
def test_cells_that_say_there_is_no_figure_are_absent(text: str) -> None:
    printed = parse_printed(text)
    assert printed is not None
    assert printed.is_absent


def test_decimal_commas_are_decided_for_the_whole_document() -> None:
    assert is_continental(["1.284,6", "6.412", "8,7%"])
    assert not is_continental(["1,284.6", "6.412", "8.7%"])
    printed = parse_printed("6.412", continental=True)
    assert printed is not None
    assert printed.value == 6412


def test_pence_are_hundredths_of_a_pound() -> None:
    printed = parse_printed("31.4p")
    assert printed is not None
    assert (printed.value, printed.currency, printed.unit) == (Decimal("31.4"), "GBP", "hundredth")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("$4.21 to $4.32", "4.21", "4.32"),
        ("24% - 25%", "24", "25"),
        ("$690–$700", "690", "700"),
        ("$1.25 billion +/- $50 million", "1.20", "1.30"),
        ("$500 million plus or minus 2%", "490", "510"),
        ("$(0.25) to $(0.20)", "-0.25", "-0.20"),
    ],
)
def test_a_range_has_two_ends(text: str, low: str, high: str) -> None:
    ends = parse_range(text)
    assert ends is not None
    assert [end.value for end in ends] == [Decimal(low), Decimal(high)]


def test_what_one_end_of_a_range_says_holds_for_both() -> None:
    ends = parse_range("$690 to 700 million")
    assert ends is not None
    assert {(end.currency, end.scale) for end in ends} == {("USD", 6)}


def test_years_are_no_range() -> None:
    assert parse_range("2008 - 2009") is None


def test_a_wide_dash_is_nil() -> None:
    printed = parse_printed("－")
    assert printed is not None
    assert printed.is_nil
