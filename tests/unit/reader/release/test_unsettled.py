"""Releases that count in weeks and print too few days: heads that cannot be dated have no period, and one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Figure, Reading

LONG_YEAR = """\
# Orrin Semiconductor Corporation Announces Second Quarter 2026 Results

SAN JOSE, Calif. – May 7, 2026 – Orrin Semiconductor Corporation, whose 53-week fiscal year ends October 3, 2026, today
announced results for its second fiscal quarter.

| (In millions) | Q2 FY26 | Q1 FY26 | Q2 FY25 |
| --- | --- | --- | --- |
| Revenue | $ 812.4 | $ 799.9 | $ 744.0 |
| Cash and cash equivalents | 410.0 | 377.1 | 290.6 |
"""

RULE = """\
# Calloway Foods Announces Results for the Third Quarter of Fiscal 2025

Calloway Foods Co. reported results today. The Company's fiscal year is the 52 or 53 weeks ending on the last Sunday in
June; fiscal 2024 ended June 30, 2024.

| (In millions) | Third Quarter Fiscal 2025 | Third Quarter Fiscal 2024 | First Nine Months Fiscal 2025 |
| --- | --- | --- | --- |
| Net sales | $ 1,812.4 | $ 1,799.9 | $ 5,344.0 |
"""


def of_row(reading: Reading, label: str) -> list[Figure]:
    return [figure for figure in reading.figures if figure.label == label and figure.within is not None]


def findings(reading: Reading) -> list[str]:
    return [finding.message for finding in reading.findings if finding.code == "GG-READ-PERIOD"]


def test_quarters_of_a_long_year_without_their_days_have_no_period(read: Callable[..., Reading]) -> None:
    reading = read(LONG_YEAR, "r.md")
    assert [str(one.period) for one in of_row(reading, "Revenue")] == ["None", "None", "2024-12-29/2025-03-29"]
    assert [str(one.period) for one in of_row(reading, "Cash and cash equivalents")] == ["None", "None", "2025-03-29"]
    (finding,) = findings(reading)
    assert "4 figures are counted in weeks" in finding


def test_a_day_that_a_head_prints_dates_its_column(read: Callable[..., Reading]) -> None:
    reading = read(LONG_YEAR.replace("Q2 FY26", "Quarter Ended April 4, 2026"), "r.md")
    assert str(of_row(reading, "Cash and cash equivalents")[0].period) == "2026-04-04"


def test_the_stated_rule_dates_the_quarters_of_short_years(read: Callable[..., Reading]) -> None:
    periods = [str(one.period) for one in of_row(read(RULE, "r.md"), "Net sales")]
    assert periods == ["2024-12-30/2025-03-30", "None", "2024-07-01/2025-03-30"]


def test_calendars_of_months_are_dated_as_before(read: Callable[..., Reading]) -> None:
    plain = RULE.replace("the 52 or 53 weeks ending on the last Sunday in\nJune", "twelve months")
    reading = read(plain, "r.md")
    assert [str(one.period) for one in of_row(reading, "Net sales")] == [
        "2025-01-01/2025-03-31",
        "2024-01-01/2024-03-31",
        "2024-07-01/2025-03-31",
    ]
    assert not findings(reading)


SECOND = """\
# Medhaven Inc. Reports Second-Quarter 2023 Results

Consolidated Statements of Income (in millions)

| | Fiscal Second Quarter Ended | |
| --- | --- | --- |
| | July 2, 2023 | July 3, 2022 |
| Sales | $ 25,530 | $ 24,020 |
"""


def test_a_quarter_whose_end_is_printed_begins_13_weeks_before(read: Callable[..., Reading]) -> None:
    reading = read(SECOND, "r.md")
    assert [str(one.period) for one in of_row(reading, "Sales")] == ["2023-04-03/2023-07-02", "2022-04-04/2022-07-03"]
    assert not findings(reading)


def test_the_last_quarter_of_a_long_year_is_not_begun_by_guess(read: Callable[..., Reading]) -> None:
    text = (
        "# Harrow & Finch Stores, Inc. Reports Fourth Quarter Fiscal 2024 Results\n\n"
        'Results for the fiscal year ended February 1, 2025 ("fiscal 2024"):\n\n'
        "| (In thousands) | Q4 2024 | Q4 2023 | Fiscal 2023 |\n| --- | --- | --- | --- |\n"
        "| Net sales | $ 512,300 | $ 520,700 | $ 1,801,400 |\n"
    )
    periods = [str(one.period) for one in of_row(read(text, "r.md"), "Net sales")]
    assert periods == ["2024-11-03/2025-02-01", "None", "2023-01-29/2024-02-03"]
