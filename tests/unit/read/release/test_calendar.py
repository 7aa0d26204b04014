"""Fiscal calendars as documents show them."""

from __future__ import annotations

from datetime import date

from gaapgraph.model import Duration
from gaapgraph.read.release.calendar import FiscalCalendar, infer_calendar


def test_year_named_after_its_first_calendar_year() -> None:
    calendar = infer_calendar("the fiscal year ended March 31, 2009 (“FY2008”)")
    assert calendar.year(2008) == Duration(date(2008, 4, 1), date(2009, 3, 31))
    assert calendar.quarter(2008, 4) == Duration(date(2009, 1, 1), date(2009, 3, 31))


def test_year_named_after_its_last_calendar_year() -> None:
    calendar = infer_calendar("Results for the year ended 31 March 2024 (“FY24”)")
    assert calendar.year(2024) == Duration(date(2023, 4, 1), date(2024, 3, 31))


def test_year_end_follows_from_a_quarter_and_the_day_it_ended() -> None:
    calendar = infer_calendar("Reports second quarter fiscal 2025 results\nThree Months Ended\nDecember 28, 2024")
    assert (calendar.end_month, calendar.starts_name) == (6, False)


def test_year_end_follows_from_a_half() -> None:
    calendar = infer_calendar("H1 FY25: interim results for the six months ended 30 September 2024")
    assert calendar.half(2025, 1) == Duration(date(2024, 4, 1), date(2024, 9, 30))


def test_calendar_year_is_assumed_without_any_word() -> None:
    assert infer_calendar("Results") == FiscalCalendar()
