"""The last day of a fiscal year, told by twelve months that end there."""

from __future__ import annotations

import pytest

from gaapgraph.language.calendar import infer_calendar


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Twelve Months Ended\nSeptember 28, 2024 September 30, 2023", (9, 28)),
        ("Fifty-Two Weeks Ended August 31, 2024, Fifty-Three Weeks Ended September 2, 2023", (8, 31)),
        ("Twelve Months Ended March 31, 2024\nBalances at March 31, 2024 and December 31, 2023", (12, 31)),
        ("trailing twelve months ended June 30, 2024", (12, 31)),
    ],
)
def test_twelve_months_tell_the_year_unless_they_may_be_trailing(text: str, end: tuple[int, int]) -> None:
    calendar = infer_calendar(text)
    assert (calendar.end_month, calendar.end_day) == end


@pytest.mark.parametrize(
    ("text", "year", "first", "last"),
    [
        ("First fiscal quarter ended January 2, 2026; first quarter of fiscal 2026", 2026, "2025-10-04", "2026-10-02"),
        ("Third quarter of fiscal 2022, ended January 1, 2022", 2022, "2021-04-04", "2022-04-02"),
        ("Nine months ended January 1, 2022: third quarter fiscal 2022", 2022, "2021-04-04", "2022-04-02"),
        ("Third quarter of fiscal 2022, ended December 31, 2021", 2022, "2021-04-01", "2022-03-31"),
    ],
)  # fmt: skip
def test_a_quarter_that_ends_in_the_first_week_of_january_is_of_december(
    text: str, year: int, first: str, last: str
) -> None:
    """Makers of chips have fiscal years to the Friday or Saturday next to the end of September or of March."""
    span = infer_calendar(text).year(year)
    assert (span.start.isoformat(), span.end.isoformat()) == (first, last)
