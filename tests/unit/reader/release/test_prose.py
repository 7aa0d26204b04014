"""Figures in sentences: each has the period of its own part of the sentence, and the thing that the sentence names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.reader.release import read_release

HEAD = "Larch Foods Inc. Reports Fourth Quarter and Full Year 2024 Results\n\n"
TABLE = """

Larch Foods Inc.
Consolidated Statements of Income (in millions)
\tThree Months Ended December 31, 2024\tThree Months Ended December 31, 2023\tYear Ended December 31, 2024\t\
Year Ended December 31, 2023
Net sales\t250.5\t260.0\t1,010.0\t1,001.0
"""


def read(sentence: str) -> list[tuple[str, str, str, str]]:
    figures = read_release((HEAD + sentence + TABLE).encode(), "r.txt").figures
    told = [one for one in figures if one.within is None]
    return [(one.printed, str(one.period), one.measure or "", one.label) for one in told]


Q4, Q4_BEFORE = "2024-10-01/2024-12-31", "2023-10-01/2023-12-31"
YEAR, YEAR_BEFORE = "2024-01-01/2024-12-31", "2023-01-01/2023-12-31"


def test_what_is_compared_has_the_period_that_the_comparison_names():
    sentence = (
        "Net income for the fourth quarter of 2024 was $38.9 million, or $0.77 per share ($0.76 per share on a diluted "
        "basis), compared with net income of $41.2 million, or $0.81 per share, for the fourth quarter of 2023."
    )
    assert [(printed, period) for printed, period, _, _ in read(sentence)] == [
        ("$38.9 million", Q4),
        ("$0.77", Q4),
        ("$0.76", Q4),
        ("$41.2 million", Q4_BEFORE),
        ("$0.81", Q4_BEFORE),
    ]
    assert [label.lower() for *_, label in read(sentence)] == [
        "net income",
        "net income per share",
        "net income per share",
        "net income",
        "net income per share",
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # a quarter named without its year is the one that the release reports, not the year
        ("Fourth quarter revenue was $61 million.", [("$61 million", Q4)]),
        ("Q4 revenue was $61 million. Expenses were $55 million.", [("$61 million", Q4), ("$55 million", Q4)]),
        ("Total quarterly revenue was $61 million.", [("$61 million", Q4)]),
        # the heading of a list dates what its items leave open
        ("Fourth Quarter 2024 Highlights\n\n- Revenue of $61 million", [("$61 million", Q4)]),
        ("Full Year 2024 Highlights\n\n- Revenue of $61 million", [("$61 million", YEAR)]),
        (
            "Net sales rose to $61 million in 2024, compared to $58 million in the prior year.",
            [("$61 million", YEAR), ("$58 million", YEAR_BEFORE)],
        ),
        (
            "Net sales were $61 million for the fourth quarter compared to $58 million a year ago.",
            [("$61 million", Q4), ("$58 million", Q4_BEFORE)],
        ),
        (
            "Depreciation for the three months ended December 31, 2024 and 2023 was $4.5 million and $3.5 million, "
            "respectively.",
            [("$4.5 million", Q4), ("$3.5 million", Q4_BEFORE)],
        ),
        (
            "Shares outstanding were 1,200 shares at December 31, 2024, 1,150 shares at September 30, 2024 and 1,100 "
            "shares at December 31, 2023.",
            [("1,200 shares", "2024-12-31"), ("1,150 shares", "2024-09-30"), ("1,100 shares", "2023-12-31")],
        ),
        (
            "At December 31, 2024, September 30, 2024 and December 31, 2023, there were 1,200 shares, 1,150 shares and "
            "1,100 shares outstanding, respectively.",
            [("1,200 shares", "2024-12-31"), ("1,150 shares", "2024-09-30"), ("1,100 shares", "2023-12-31")],
        ),
        (
            "At the end of the fourth quarter of 2024 we ran 45 stores, compared with 43 stores at the end of 2023.",
            [("45 stores", "2024-12-31"), ("43 stores", "2023-12-31")],
        ),
        # what comes after the comparison is about the period of the sentence again
        (
            "Net sales were $61 million in the fourth quarter of 2024 compared to $58 million in the fourth quarter of "
            "2023, and net income was $5 million.",
            [("$61 million", Q4), ("$58 million", Q4_BEFORE), ("$5 million", Q4)],
        ),
        (
            "Net sales for the fourth quarter of 2024 were $61 million, or $0.61 per share, and $58 million, or $0.57 "
            "per share, for the prior year's quarter.",
            [("$61 million", Q4), ("$0.61", Q4), ("$58 million", Q4_BEFORE), ("$0.57", Q4_BEFORE)],
        ),
        (
            "Net sales in the fourth quarter of 2024 increased from $58 million to $61 million.",
            [("$58 million", "None"), ("$61 million", Q4)],
        ),
        (
            "Fourth quarter 2024 highlights compared to fourth quarter 2023:\n\n* Net sales were $61 million.",
            [("$61 million", Q4)],
        ),
        ("**Fourth** quarter net sales were $61 million.", [("$61 million", Q4)]),
        # the words before "last year" name its part, not one of the year that is reported
        (
            "Net sales for the fourth quarter were $61 million, compared to $58 million for the fourth quarter of last "
            "year.",
            [("$61 million", Q4), ("$58 million", Q4_BEFORE)],
        ),
        # a comparison with nothing that dates it stays undated
        (
            "Net sales were $61 million in 2024, compared with $58 million.",
            [("$61 million", YEAR), ("$58 million", "None")],
        ),
    ],
)
def test_a_figure_is_dated_by_its_part_of_the_sentence(sentence, expected):
    assert [(printed, period) for printed, period, _, _ in read(sentence)] == expected


def test_growth_names_the_period_that_grew_and_the_one_before():
    sentence = (
        "Net sales for the fourth quarter of 2024 decreased 3.2 percent to $61 million from net sales of $63 million "
        "for the fourth quarter of 2023."
    )
    figures = [one for one in read_release((HEAD + sentence + TABLE).encode(), "r.txt").figures if one.within is None]
    growth = figures[0]
    assert (growth.value, growth.measure) == (Decimal("-0.032"), "growth")
    assert (str(growth.period), str(growth.comparative)) == (Q4, Q4_BEFORE)
    assert [str(one.period) for one in figures[1:]] == [Q4, Q4_BEFORE]


def test_a_change_in_money_and_its_per_cent_point_the_same_way():
    sentence = "Revenue for the fourth quarter of 2024 was $26.2 million, a decrease of $3.7 million, or 12.4%."
    figures = [one for one in read_release((HEAD + sentence + TABLE).encode(), "r.txt").figures if one.within is None]
    assert [(one.value, one.measure) for one in figures] == [
        (Decimal(26_200_000), None),
        (Decimal(-3_700_000), "change"),
        (Decimal("-0.124"), "growth"),
    ]


@pytest.mark.parametrize(
    ("print_", "value"),
    [("$5m", 5_000_000), ("$5 bn", 5_000_000_000), ("$50,000,000 B-Note", 50_000_000), ("$5 million", 5_000_000)],
)
def test_a_scale_is_a_word_or_stands_close(print_, value):
    text = HEAD + f"We bought a {print_} in 2024." + TABLE
    (figure,) = [one for one in read_release(text.encode(), "r.txt").figures if one.within is None]
    assert figure.value == value


def test_earnings_per_share_in_words_are_per_share():
    (figure,) = [
        one
        for one in read_release((HEAD + "GAAP earnings per share was $1.16." + TABLE).encode(), "r.txt").figures
        if one.within is None
    ]
    assert figure.unit is not None
    assert figure.unit.slug == "USD-per-shares"


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("was ($0.05) per share", "-0.05"),
        ("of ($0.05) per share", "-0.05"),
        ("was $0.05 per share", "0.05"),
        ("was small ($0.05) per share", "0.05"),  # an aside
    ],
)
def test_a_loss_per_share_may_have_its_currency_inside_the_parentheses(told, value):
    text = f"{HEAD}Net income for the fourth quarter of 2024 {told}.{TABLE}"
    (figure,) = [one for one in read_release(text.encode(), "r.txt").figures if one.within is None]
    assert figure.value == Decimal(value)
