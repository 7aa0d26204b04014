"""Which part of a print says its value, at which scale."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.export.filing.inline_number import match_number


@pytest.mark.parametrize(("text", "value", "expected"), [
    ("69,731", "69731000000", (0, 6, 6, False)),
    ("(50)", "-50", (1, 3, 0, True)),
    ("down 38.7%", "-0.387", (5, 9, -2, True)),
    ("FY2008: JPY0.5 million", "500000", (11, 14, 6, False)),  # the year is no print of it
    ("0", "0", (0, 1, 0, False)),
])  # fmt: skip
def test_the_number_that_says_the_value_is_found(text, value, expected):
    assert match_number(text, Decimal(value)) == expected


@pytest.mark.parametrize(("text", "value"), [("two", "2"), ("2.917", "2916"), ("-", "0"), ("7", "0")])
def test_words_and_misprints_say_no_value(text, value):
    assert match_number(text, Decimal(value)) is None
