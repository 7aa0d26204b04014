"""Calendars of weeks whose quarters a document dates without naming them."""

from datetime import date, timedelta

import pytest

from gaapgraph.language.calendar import infer_calendar
from gaapgraph.language.span import span_ending
from gaapgraph.model import Duration
from gaapgraph.reader.table.comparison import year_before

RELEASE = """Harbor Ridge Instruments Reports Second Quarter Fiscal 2025 Results
Results for its fiscal second quarter ended June 28, 2025.
Three Months Ended
June 28, 2025 June 29, 2024
December 28, 2024
"""


def test_a_label_of_a_quarter_takes_the_days_on_which_the_quarters_of_weeks_end() -> None:
    calendar = infer_calendar(RELEASE)
    assert calendar.quarter(2025, 2) == Duration(date(2025, 3, 30), date(2025, 6, 28))
    assert calendar.quarter(2024, 2) == Duration(date(2024, 3, 31), date(2024, 6, 29))
    assert calendar.year_end(2024) == date(2024, 12, 28)


@pytest.mark.parametrize(
    "text",
    [
        "for the quarter ended June 30, 2025, against the quarter ended June 30, 2024",  # ends of months
        "for the quarter ended June 25, 2025, against the quarter ended June 25, 2024",  # the same day of each year
        "for the period ended June 14, 2025, against June 15, 2024",  # nowhere near the end of a month
    ],
)
def test_without_weeks_a_quarter_is_three_months(text: str) -> None:
    assert infer_calendar(text).quarter(2025, 2) == Duration(date(2025, 4, 1), date(2025, 6, 30))


def test_a_year_of_weeks_is_named_by_the_title_where_no_label_stands_beside_its_end() -> None:
    title = "Cascade Outdoor Reports Fourth Quarter and Full Year Fiscal 2023 Results\n"
    years = "53 weeks of the fiscal year ended February 3, 2024; 52 weeks of the fiscal year ended January 28, 2023"
    calendar = infer_calendar(title + years)
    assert calendar.year(2023) == Duration(date(2023, 1, 29), date(2024, 2, 3))
    assert infer_calendar(years).year(2023) == Duration(date(2022, 1, 30), date(2023, 1, 28))


def test_growth_of_a_quarter_of_14_weeks_is_against_the_quarter_of_the_year_before() -> None:
    calendar = infer_calendar(
        "quarter (14 weeks) ended February 3, 2024; quarter (13 weeks) ended January 28, 2023; "
        "year ended February 3, 2024"
    )
    before = year_before(Duration(date(2023, 10, 29), date(2024, 2, 3)), calendar)
    assert before == Duration(date(2022, 10, 30), date(2023, 1, 28))


@pytest.mark.parametrize(
    ("words", "weeks"),
    [
        ("the Company's fiscal 2023 first quarter had 14 weeks", 14),
        ("The first quarter of fiscal 2023 was a 14-week quarter", 14),
        ("the first quarter of fiscal year 2023 included a fourteenth week", 14),
        ("Q1 2023 spanned fourteen weeks", 14),
        ("the fiscal 2023 fourth quarter had 14 weeks", 13),  # another quarter
        ("fiscal 2023 had 53 weeks", 13),  # which quarter has it is not said
    ],
)
def test_a_quarter_has_as_many_weeks_as_a_sentence_says_of_it(words: str, weeks: int) -> None:
    text = f"""Orchard Devices reports results for its fiscal 2024 first quarter ended December 30, 2023.
Fiscal 2024's first quarter had 13 weeks, while {words}.
Three Months Ended December 30, 2023 December 31, 2022
"""
    calendar = infer_calendar(text)
    start = date(2022, 12, 31) - timedelta(weeks=weeks) + timedelta(days=1)
    assert span_ending(date(2022, 12, 31), 3, "months", calendar) == Duration(start, date(2022, 12, 31))
    assert span_ending(date(2023, 12, 30), 3, "months", calendar).start == date(2023, 10, 1)
    assert calendar.quarter_end(2022, 3) == start - timedelta(days=1 + 91)
