"""Quarters and years of weeks whose last days a document gives by name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gaapgraph.language.calendar import infer_calendar
from gaapgraph.language.span import parse_period
from gaapgraph.language.week import is_weekly

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Figure

NAMED = (
    "The second quarter of fiscal 2026 (Q2 FY26) ended August 2, 2025, after 13 weeks; Q2 FY25 ended August 3, 2024."
)
YEAR = (
    "the 14-week fourth quarter and 53-week fiscal year ended February 1, 2020 (“fiscal 2019”). "
    "The fiscal year ended January 26, 2019 (“fiscal 2018”) had 52 weeks"
)


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("Q2 FY26", "2025-05-04/2025-08-02"),
        ("Q2 FY25", "2024-05-05/2024-08-03"),
        ("Q1 FY26", "2025-02-02/2025-05-03"),
        ("third quarter of fiscal 2026", "2025-08-03/2025-11-01"),
        ("1H FY26", "2025-02-02/2025-08-02"),
    ],
)
def test_quarters_follow_from_the_days_on_which_others_ended(label: str, period: str) -> None:
    assert str(parse_period(label, infer_calendar(NAMED))) == period


def test_the_long_quarter_is_the_last_of_a_year_of_53_weeks() -> None:
    calendar = infer_calendar(YEAR)
    assert str(calendar.quarter(2019, 4)) == "2019-10-27/2020-02-01"
    assert str(calendar.quarter(2018, 4)) == "2018-10-28/2019-01-26"
    assert str(calendar.year(2018)) == "2018-01-28/2019-01-26"


def test_a_day_that_repeats_the_end_of_a_quarter_names_no_second_period() -> None:
    text = "Outlook for the second quarter of fiscal 2026, ending August 2, 2025"
    assert str(parse_period(text, infer_calendar(NAMED))) == "2025-05-04/2025-08-02"


def test_years_that_end_on_one_day_are_no_years_of_weeks() -> None:
    assert not is_weekly([date(2024, 4, 5), date(2025, 4, 5)], "four weeks")
    assert not is_weekly([date(2024, 3, 31)], "four weeks")


def test_a_bare_year_below_blank_cells_is_that_quarter(cell: Callable[..., Figure]) -> None:
    text = (
        f"{YEAR}.\n\n(in millions)\n\n|  | Fourth Quarter |  | Fiscal Year |  |\n|---|---|---|---|---|\n"
        "|  | 2019 | 2018 | 2019 | 2018 |\n| Sales | 12 | 11 | 50 | 48 |\n| Costs | 9 | 8 | 37 | 36 |\n"
    )
    assert str(cell(text, 8, 3, "x.md").period) == "2018-10-28/2019-01-26"
    assert str(cell(text, 8, 5, "x.md").period) == "2018-01-28/2019-01-26"
