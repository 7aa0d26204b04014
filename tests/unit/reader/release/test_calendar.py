"""Fiscal calendars as documents show them."""

from __future__ import annotations

from datetime import date

import pytest

from gaapgraph.language.calendar import FiscalCalendar, infer_calendar
from gaapgraph.model import Duration


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


@pytest.mark.parametrize(
    ("text", "month", "day", "starts_name"),
    [
        ('the first quarter of the fiscal year ending March 31, 2010 ("1Q09", from April 1, 2009)', 3, 31, True),
        ('the first quarter of the fiscal year ending March 31, 2010 ("1Q10")', 3, 31, False),
        ("Guidance for fiscal year 2026, ending January 31, 2026:", 1, 31, False),
        (
            'its first quarter of fiscal year 2026 ("Q1 FY26"), ended April 30, 2025. Guidance for the second quarter '
            "of fiscal year 2026, ending July 31, 2025",
            1, 31, False,
        ),
    ],
)  # fmt: skip
def test_label_beside_the_end_names_the_year(text: str, month: int, day: int, starts_name: bool) -> None:
    calendar = infer_calendar(text)
    assert (calendar.end_month, calendar.end_day, calendar.starts_name) == (month, day, starts_name)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("H1 FY25: results for the six months ended 30 September 2024", (3, 31)),
        ("2H FY2024, for the six months ended December 31, 2024", (12, 31)),
        ("First half of fiscal 2025, ended July 31, 2024", (1, 31)),
        ("second half of fiscal year 2024, ended June 30, 2024", (6, 30)),
        ("Third quarter of fiscal 2025, ended July 31, 2025", (10, 31)),
        ("4Q FY2025, ended January 3, 2026", (1, 3)),  # weeks that end in the first days of a month
        ("4Q FY2025, ended January 8, 2026", (1, 31)),
    ],
)
def test_the_year_ends_as_its_parts_say(text: str, end: tuple[int, int]) -> None:
    calendar = infer_calendar(text)
    assert (calendar.end_month, calendar.end_day) == end


def test_quarters_and_halves_share_the_year_out() -> None:
    calendar = infer_calendar("Results for the year ended 31 March 2024 (“FY24”)")
    assert [calendar.quarter(2024, n).start for n in (1, 2, 3, 4)] == [
        date(2023, 4, 1), date(2023, 7, 1), date(2023, 10, 1), date(2024, 1, 1),
    ]  # fmt: skip
    assert calendar.half(2024, 2) == Duration(date(2023, 10, 1), date(2024, 3, 31))
    assert [calendar.label_of(date(2023, 3, 31)), calendar.label_of(date(2023, 4, 1))] == [2023, 2024]


AGAINST = """\
Harborline Asset Management Inc. (NYSE: HBL) today reported results for the quarter ended June 30, 2026.

| (in millions) | Quarter ended June 30, 2026 | Quarter ended March 31, 2026 | % Change {word} Q1 2026 |
|---|---|---|---|
| Total revenues | $ 412 | $ 400 | 3.0% |
"""


@pytest.mark.parametrize("word", ["vs.", "versus", "compared to", "over"])
def test_a_quarter_that_is_compared_with_is_not_the_one_told(read, word):
    growth = next(figure for figure in read(AGAINST.format(word=word), "r.md").figures if figure.measure == "growth")
    assert (str(growth.period), str(growth.comparative)) == ("2026-04-01/2026-06-30", "2026-01-01/2026-03-31")
