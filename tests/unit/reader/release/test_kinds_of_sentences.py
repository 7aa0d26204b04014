"""Kinds of sentences that releases of unknown companies have, each of an invented company."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Reading

TABLE = """

| (in thousands) | Q4 2024 | Q3 2024 | Q4 2023 | 2024 | 2023 |
|---|---|---|---|---|---|
| Revenues | 25,582 | 23,719 | 23,229 | 94,721 | 89,781 |
| Net income | 2,099 | 159 | 2,583 | 2,211 | 10,571 |
"""
Q4, Q3, Q4_BEFORE = "2024-10-01/2024-12-31", "2024-07-01/2024-09-30", "2023-10-01/2023-12-31"
YEAR, YEAR_BEFORE = "2024-01-01/2024-12-31", "2023-01-01/2023-12-31"
TITLE = "# Westmoor Holdings reports results for the fourth quarter and full year 2024\n\n"


def prose(read: Callable[..., Reading], sentence: str, name: str = "r.md") -> list[tuple[str, str, str]]:
    """Return print, unit and period of each figure of a sentence of a release."""
    reading = read(TITLE + sentence + "\n" + TABLE, name)
    return [(one.printed, str(one.unit), str(one.period)) for one in reading.figures if one.within is None]


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        (
            "Net income of $2.1 million compared with $0.1 million in the third quarter and $2.6 million in the fourth "
            "quarter of 2023.",
            [YEAR, Q3, Q4_BEFORE],
        ),
        (
            "Fourth quarter net income of $2.1 million compared to last year’s fourth quarter of $2.6 million.",
            [Q4, Q4_BEFORE],
        ),
        (
            "Fourth quarter revenue of $25.6 million compared with $23.2 million for 2023’s fourth quarter.",
            [Q4, Q4_BEFORE],
        ),
        (
            "For the years ended December 31, 2024 and 2023, net income was $2.2 million, or $0.26 per share and "
            "$10.6 million, or $1.17 per share.",
            [YEAR, YEAR, YEAR_BEFORE, YEAR_BEFORE],
        ),
        ("Funds flow from operations was $9.1 million, a 20% increase from the prior year.", [YEAR, YEAR]),
        (
            "Revenues grew 10% to $25.6 million in the fourth quarter and 5% to $94.7 million for full year 2024.",
            [Q4, Q4, YEAR, YEAR],
        ),
        ("DALLAS, February 12, 2025 -- Westmoor reported net income for the year 2024 of $2.2 million.", [YEAR]),
    ],
)
def test_figures_of_a_comparison_have_each_their_period(
    read: Callable[..., Reading], sentence: str, periods: list[str]
) -> None:
    assert [period for _, _, period in prose(read, sentence)] == periods


@pytest.mark.parametrize(
    "sentence",
    [
        "Earnings per share, basic and diluted, for the year 2024 amounted to $1.54 and $1.40, respectively.",
        "Economic EPS of $0.82 compared with $2.26 in 2023.",
        "The year 2024 brought income of $0.05 basic and diluted per share.",
        "Book value per share increased $1.76 to $30.80 as of December 31, 2024.",
        "The company expects earnings in the range of $1.35 to $1.45 per share.",
    ],
)
def test_amounts_of_one_share_say_so_anywhere_in_the_sentence(read: Callable[..., Reading], sentence: str) -> None:
    assert {unit for _, unit, _ in prose(read, sentence)} == {"USD / shares"}


def test_a_loss_in_parentheses_is_one(read: Callable[..., Reading]) -> None:
    reading = read(TITLE + "Net loss for 2024 was $16.8 million, or ($0.35) per share.\n" + TABLE, "r.md")
    assert [one.value for one in reading.figures if one.printed == "$0.35"] == [Decimal("-0.35")]


def test_the_second_end_of_a_range_tells_the_unit_of_the_first(read: Callable[..., Reading]) -> None:
    text = "Outlook 2025: we expect revenue of $2,900 to $3,050 million and a margin of 7.0 to 7.5 percent.\n"
    found = [one for one in read(TITLE + text + TABLE, "r.md").figures if one.within is None]
    assert [one.value for one in found] == [
        Decimal(2_900_000_000),
        Decimal(3_050_000_000),
        Decimal("0.07"),
        Decimal("0.075"),
    ]
    assert {str(one.period) for one in found} == {"2025-01-01/2025-12-31"}


def test_lines_broken_by_hand_are_one_sentence_and_keep_their_places(read: Callable[..., Reading]) -> None:
    text = (
        "HOUSTON, February 4, 2025 -- Westmoor Holdings (NYSE: WMH) reported net income for the quarter ended\n"
        "December 31, 2024 of $2.1 million, or $0.24 a share, compared with $2.6 million, or $0.32 a diluted\n"
        "share, for the fourth quarter of 2023.\n"
    )
    reading = read("WESTMOOR REPORTS RESULTS\n\n" + text + TABLE, "r.md")
    found = [one for one in reading.figures if one.within is None]
    assert [(one.place.line, str(one.period)) for one in found] == [(4, Q4), (4, Q4), (4, Q4_BEFORE), (4, Q4_BEFORE)]
    assert [one.place.offset for one in found[:1]] == [text.split("\n")[1].index("$2.1")]


def test_a_sentence_goes_on_after_the_name_of_a_country(read: Callable[..., Reading]) -> None:
    text = "As of December 31, 2024, we held $124.8 million of U.S. Government Securities and $50.0 million of debt."
    assert [period for _, _, period in prose(read, text)] == ["2024-12-31", "2024-12-31"]


def test_front_matter_of_a_file_is_no_text_of_the_release(read: Callable[..., Reading]) -> None:
    text = '---\ntitle: "Westmoor"\nsummary: "Net income of $8.7 mil..."\n---\n\n' + TITLE
    assert [one.printed for one in read(text + TABLE, "r.md").figures if one.within is None] == []


def test_year_to_date_in_a_heading_dates_the_lines_below(read: Callable[..., Reading]) -> None:
    text = (
        "# Calder Group announces its results for the three and nine months ended December 31, 2024\n\n"
        "THIRD QUARTER YEAR TO DATE 2025 HIGHLIGHTS\n\n* Net income was $17.3 million.\n\n"
        "| ($ thousands) | Nine months ended December 31, 2024 | Nine months ended December 31, 2023 |\n|---|---|---|\n"
        "| Net income | 17,333 | 19,030 |\n| Revenue | 95,763 | 76,388 |\n\nIts fiscal year ends on March 31, 2025.\n"
    )
    (figure,) = [one for one in read(text, "r.md").figures if one.within is None]
    assert str(figure.period) == "2024-04-01/2024-12-31"


def test_the_second_of_two_amounts_of_a_share_is_one_too(read: Callable[..., Reading]) -> None:
    text = "For 2024, basic and diluted net income per share was $0.21 and $0.20, respectively."
    assert [unit for _, unit, _ in prose(read, text)] == ["USD / shares", "USD / shares"]


def test_what_met_a_guidance_is_no_forecast(read: Callable[..., Reading]) -> None:
    reading = read(TITLE + "Revenues of $60.7 million were in line with previous guidance.\n" + TABLE, "r.md")
    assert [one.is_forecast for one in reading.figures if one.within is None] == [False]
