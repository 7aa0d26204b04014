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
