"""Heads of columns as companies of many countries and spreadsheets abbreviate them."""

from __future__ import annotations

import pytest

from gaapgraph.language.calendar import FiscalCalendar
from gaapgraph.language.span import parse_period

TO_MARCH = FiscalCalendar(3, 31)


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("Quarter Ended 30-06-2024", "2024-04-01/2024-06-30"),
        ("Year Ended 31.03.24", "2023-04-01/2024-03-31"),
        ("2024/06/30", "2024-06-30"),
        ("Dec-31-2024", "2024-12-31"),
        ("Mar. 31, '24", "2024-03-31"),
        ("Sept. '24", "2024-09-30"),
        ("Quarter ended Jun-24", "2024-04-01/2024-06-30"),
        ("3 Mos. Ended 9/30/99", "1999-07-01/1999-09-30"),
        ("13 Wks. Ended 11/2/2024", "2024-08-04/2024-11-02"),
        ("Qtr. Ended 9/30/99", "1999-07-01/1999-09-30"),
        ("3rd Qtr 2024", "2023-10-01/2023-12-31"),
        ("FY2024-25", "2024-04-01/2025-03-31"),
        ("FY3/24", "2023-04-01/2024-03-31"),
        ("2Q FYE3/2025", "2024-07-01/2024-09-30"),
        ("FY2024 H1", "2023-04-01/2023-09-30"),
        ("Half Year 2024", "2023-04-01/2023-09-30"),
        ("1HY24", "2023-04-01/2023-09-30"),
        ("Q1-Q3 2024", "2023-04-01/2023-12-31"),
        ("2024E", "2023-04-01/2024-03-31"),
    ],
)
def test_an_abbreviated_head_names_its_period(head: str, period: str) -> None:
    assert str(parse_period(head, TO_MARCH)) == period


@pytest.mark.parametrize("head", ["FY12/13", "Ratio 0.99", "Version 12.45.99", "Section 12-34-56"])
def test_what_may_be_two_years_or_none_is_no_period(head: str) -> None:
    assert parse_period(head, TO_MARCH) is None
