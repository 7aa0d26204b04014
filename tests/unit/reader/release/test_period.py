"""Periods as heads and labels name them."""

from __future__ import annotations

import pytest

from gaapgraph.language.calendar import FiscalCalendar
from gaapgraph.language.span import find_phrases, parse_period

MARCH = FiscalCalendar(3, 31)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Three Months Ended September 30, 2024", "2024-07-01/2024-09-30"),
        ("13 Weeks Ended November 2, 2024", "2024-08-04/2024-11-02"),
        ("Year ended 30 June 2024", "2023-07-01/2024-06-30"),
        ("As of December 31, 2023", "2023-12-31"),
        ("30.06.2024", "2024-06-30"),
        ("4Q23", "2023-10-01/2023-12-31"),
        ("Q3 2024", "2024-07-01/2024-09-30"),
        ("9M 2024", "2024-01-01/2024-09-30"),
        ("H1 FY24", "2024-01-01/2024-06-30"),
        ("Full Year 2024", "2024-01-01/2024-12-31"),
        ("January 1, 2009 through March 31, 2009", "2009-01-01/2009-03-31"),
    ],
)
def test_heads_name_one_period(text: str, period: str) -> None:
    assert str(parse_period(text, FiscalCalendar())) == period


def test_labels_follow_the_fiscal_calendar() -> None:
    assert str(parse_period("2Q FY24", MARCH)) == "2023-07-01/2023-09-30"


def test_words_without_a_digit_name_no_period() -> None:
    assert find_phrases("Total assets", MARCH) == ()
