"""Ends of weeks that the days of a document leave no doubt of, and those that would be made up."""

from __future__ import annotations

from datetime import date

import pytest

from gaapgraph.language.calendar import infer_calendar
from gaapgraph.language.week_end import StatedQuarter, settled_end, speaks_of_weeks, stated_rule


def of_year(end: date, label: int | None = None) -> tuple[StatedQuarter, ...]:
    return (StatedQuarter(label or end.year, 4, end),)


def test_quarters_of_a_year_of_52_weeks_follow_from_its_end() -> None:
    # September 28, 2024 and September 30, 2023 are last Saturdays and nearest ones alike
    found = [settled_end(of_year(date(2024, 9, 28)), 4 * 2024 + number) for number in (0, 1, 2, 3, 4)]
    ends = [date(2023, 9, 30), date(2023, 12, 30), date(2024, 3, 30), date(2024, 6, 29), date(2024, 9, 28)]
    assert found == ends


def test_the_quarter_of_53_weeks_that_takes_the_week_more_is_not_made_up() -> None:
    # the Saturday nearest to September 30: September 27, 2025 and October 3, 2026 are 53 weeks apart
    long = of_year(date(2026, 10, 3))
    assert [settled_end(long, 4 * 2026 + number) for number in (0, 1, 2, 3)] == [date(2025, 9, 27), None, None, None]
    assert settled_end(long, 4 * 2025 + 2) == date(2025, 3, 29)


def test_a_year_on_whose_end_the_rules_differ_is_settled_by_the_stated_rule() -> None:
    known, before = of_year(date(2023, 9, 30)), 4 * 2022 + 4
    assert settled_end(known, before) is None
    assert settled_end(known, before, "last") == date(2022, 9, 24)
    assert settled_end(known, before, "nearest") == date(2022, 10, 1)


def test_a_quarter_told_to_have_14_weeks_tells_the_end_before() -> None:
    stated = (*of_year(date(2023, 9, 30)), StatedQuarter(2023, 1, date(2022, 12, 31), 14))
    assert settled_end(stated, 4 * 2022 + 4) == date(2022, 9, 24)


def test_quarters_of_other_lengths_than_13_weeks_settle_nothing() -> None:
    stated = (*of_year(date(2024, 9, 1)), StatedQuarter(2024, 3, date(2024, 5, 12)))  # 12, 12, 12 and 16 weeks
    assert settled_end(stated, 4 * 2024 + 1) is None
    assert settled_end(stated, 4 * 2024 + 3) == date(2024, 5, 12)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The fiscal year is the 52 or 53 weeks ending on the last Sunday in June.", "last"),
        ("Our fiscal year ends on the Saturday nearest the end of January.", "nearest"),
        ("The fiscal year ends on December 31. The sale begins on the last Sunday in June.", None),
    ],
)
def test_the_rule_is_read_where_it_is_stated(text: str, rule: str | None) -> None:
    assert stated_rule(text) == rule


def test_weeks_are_told_from_a_52_week_high() -> None:
    assert speaks_of_weeks("for the thirteen weeks ended May 4, 2024")
    assert not speaks_of_weeks("The stock closed at its 52-week high, and employees have 13 weeks of leave.")


@pytest.mark.parametrize(
    ("text", "settled", "other"),
    [
        ("Its 53-week fiscal year ends October 3, 2026.", date(2025, 9, 27), date(2026, 4, 4)),
        ("Results for the fiscal year ended June 28, 2025", date(2025, 3, 29), date(2025, 3, 31)),
        ("fiscal 2024 ended June 30, 2024, a last Sunday: the fiscal year has 52 or 53 weeks", None, date(2024, 3, 31)),
    ],
)
def test_a_calendar_of_weeks_knows_which_ends_it_made_up(text: str, settled: date | None, other: date) -> None:
    calendar = infer_calendar(text)
    assert calendar.in_weeks
    assert settled is None or calendar.is_settled(settled)
    assert not calendar.is_settled(other)


def test_calendars_of_months_settle_every_end() -> None:
    calendar = infer_calendar("the 52 weeks to the fiscal years ended March 31, 2025 and December 31, 2024")
    assert not calendar.in_weeks
    assert calendar.is_settled(date(2025, 6, 30))
