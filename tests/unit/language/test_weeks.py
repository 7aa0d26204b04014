"""Calendars of weeks whose quarters a document dates without naming them."""

from datetime import date

import pytest

from gaapgraph.language.calendar import infer_calendar
from gaapgraph.model import Duration

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
        "for the quarter ended June 28, 2025",  # no day 52 weeks off
        "for the period ended June 14, 2025, against June 15, 2024",  # nowhere near the end of a month
    ],
)
def test_without_weeks_a_quarter_is_three_months(text: str) -> None:
    assert infer_calendar(text).quarter(2025, 2) == Duration(date(2025, 4, 1), date(2025, 6, 30))
