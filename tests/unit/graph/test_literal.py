"""Literals of strangers: a value, or None."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gaapgraph.graph.literal import read_accuracy, read_day, read_decimal, read_flag, read_whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", Decimal(1)),
        ("-0.50", Decimal("-0.50")),
        (".5", Decimal("0.5")),
        ("1.5E3", Decimal("1.5E3")),
        ("9" * 200, Decimal("9" * 200)),
    ],
)
def test_numbers_of_usable_length_are_read(text, value):
    assert read_decimal(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "abc", "NaN", "INF", "-INF", "Infinity", "1e201", "1e-201", "9" * 201, "0." + "0" * 200 + "1", "٣", "1_0"],
)
def test_what_is_no_usable_number_is_none(text):
    assert read_decimal(text) is None


def test_whole_numbers_days_flags_and_accuracies():
    assert (read_whole("007"), read_whole("²"), read_whole("1.0"), read_whole(" 1")) == (7, None, None, None)
    assert (read_day("2008-02-29"), read_day("2009-02-29"), read_day("20090331")) == (date(2008, 2, 29), None, None)
    assert (read_flag("1"), read_flag("TRUE")) == (True, None)
    assert (read_accuracy("200"), read_accuracy("201"), read_accuracy("-201"), read_accuracy("INF")) == (
        200,
        None,
        None,
        None,
    )
