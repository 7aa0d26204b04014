"""Tables in Markdown and in columns of characters: which columns a head stands over, and where a table ends."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Reading


def read_rows(read: Callable[..., Reading], text: str, name: str, label: str) -> list[tuple[str, str, str]]:
    return [
        (figure.printed, str(figure.unit), str(figure.period))
        for figure in read(text, name).figures
        if figure.label == label and figure.within is not None
    ]


DOLLARS, SHARES = "USD", "shares"

SLID_HEADS = """\
Orlean Devices, Inc. Reports Second Quarter 2025 Results

|  | Jul 27, 2025 |  |  |  |  |  |  |
| --- | --- | --- | --- | --- | --- | --- | --- |
|  | Amortized Cost |  | Fair Value |  | Reported as |  |  |
|  |  |  | Cash Equivalents |  | Securities |
|  | (In millions) |  |  |  |  |  |  |
| Corporate debt | $ 23,967 |  | $ 24,032 |  | $ 3,784 |  | $ 20,248 |
| Money market funds | 5,245 |  | 5,245 |  | 5,245 |  | — |
"""


def test_heads_that_slid_below_taller_ones_go_back_to_the_columns_without_a_head(read: Callable[..., Reading]) -> None:
    figures = [one for one in read(SLID_HEADS, "r.md").figures if one.label == "Corporate debt"]
    assert [str(one.period) for one in figures] == ["2025-07-27"] * 4
    assert [one.head for one in figures] == [
        "Amortized Cost",
        "Fair Value",
        "Cash Equivalents",
        "Securities",
    ]


HEAD_OVER_ALL = """\
Orlean Devices, Inc. Reports Third Quarter 2025 Results

Sales by segment are as follows:

|  | % of net sales by segment |  |  |  |
| --- | --- | --- | --- | --- |
|  | Three Months Ended March 31 |  | Nine Months Ended March 31 |  |
|  | 2025 | 2024 | 2025 | 2024 |
| Fabric | 23 % | 24 % | 22 % | 21 % |
| Paper | 77 % | 76 % | 78 % | 79 % |
"""


def test_the_only_head_above_others_stands_over_all_columns(read: Callable[..., Reading]) -> None:
    assert [period for _, _, period in read_rows(read, HEAD_OVER_ALL, "r.md", "Fabric")] == [
        "2025-01-01/2025-03-31",
        "2024-01-01/2024-03-31",
        "2024-07-01/2025-03-31",
        "2023-07-01/2024-03-31",
    ]


EMPTY_CELL_BEFORE_FIGURES = """\
Hubbard Software, Inc. Announces Second Quarter 2025 Results

Statements of Stockholders' Equity
(in thousands, except per share amounts)

|  | Common Stock, $0.001 Par Value | | | | | |  |  |  | |  |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
|  | Shares | |  |  | $ | |  |  | Total | |  |
| Balances at March 31, 2025 |  | 51,767 |  |  | $ | 52 |  |  |  | 1,908,286 |  |
| Conversion of notes |  | 192 |  |  |  | — |  |  |  | (767 | ) |
| Balances at June 30, 2025 |  | 51,959 |  |  | $ | 52 |  |  |  | 1,907,519 |  |
"""


def test_a_head_over_the_empty_cell_left_of_its_figures_is_theirs(read: Callable[..., Reading]) -> None:
    assert read_rows(read, EMPTY_CELL_BEFORE_FIGURES, "r.md", "Conversion of notes") == [
        ("192", SHARES, "2025-04-01/2025-06-30"),
        ("—", DOLLARS, "2025-04-01/2025-06-30"),
        ("(767)", DOLLARS, "2025-04-01/2025-06-30"),
    ]


STUB_THAT_DATES = """\
Unicorn Pacific Corporation Reports Second Quarter 2025 Results

Condensed Consolidated Statements of Income (Unaudited)

Millions, for the three months ended June 30,      2025        2024
Freight revenues                                $   5,843   $   5,638
Other revenues                                        311         369
Total operating revenues                            6,154       6,007
"""


def test_a_stub_that_ends_in_a_day_dates_all_years_right_of_it(read: Callable[..., Reading]) -> None:
    tabs = "\n".join(
        "\t".join(part.strip() for part in line.split("   ") if part.strip()) for line in STUB_THAT_DATES.split("\n")
    )
    for text in (STUB_THAT_DATES, tabs):
        assert read_rows(read, text, "r.txt", "Other revenues") == [
            ("311", DOLLARS, "2025-04-01/2025-06-30"),
            ("369", DOLLARS, "2024-04-01/2024-06-30"),
        ]


CENTRED_HEADS = """\
Procyon Company Reports Third Quarter 2025 Results

                             Three Months Ended March 31                            Nine Months Ended March 31
                         2025                            2024                   2025                        2024
Fabric Care            1,234                           1,300                   3,611                       3,800
Home Care                612                             613                   1,912                       1,898
"""


def test_heads_in_the_middle_of_equal_groups_of_columns_stand_over_them(read: Callable[..., Reading]) -> None:
    assert [period for _, _, period in read_rows(read, CENTRED_HEADS, "r.txt", "Fabric Care")] == [
        "2025-01-01/2025-03-31",
        "2024-01-01/2024-03-31",
        "2024-07-01/2025-03-31",
        "2023-07-01/2024-03-31",
    ]


TABLE_AFTER_TABLE = """\
Walden Stores, Inc. Reports Fiscal 2025 Results

Fair values
                                        Fiscal Years Ended January 31,
(Amounts in millions)                        2025        2024
Vested units                             $  1,848    $  1,345
Fuel cost                                   2,243       1,686

                                   Fiscal Years Ended January 31,
(Amounts in millions)                    2025              2024
Walden U.S.
Net sales                       $     462,415     $     441,817
Membership income                       2,594             1,985

71

Costs
"""


def test_a_table_ends_where_heads_that_date_columns_follow_upon_a_blank_line(read: Callable[..., Reading]) -> None:
    years = ["2024-02-01/2025-01-31", "2023-02-01/2024-01-31"]
    found = read(TABLE_AFTER_TABLE, "r.txt")
    for label, values in (("Fuel cost", [2243, 1686]), ("Membership income", [2594, 1985])):
        figures = [one for one in found.figures if one.label == label]
        assert [(one.value, str(one.period)) for one in figures] == [
            (Decimal(value * 10**6), year) for value, year in zip(values, years, strict=True)
        ]
    assert not [one for one in found.figures if one.printed == "71"]


FLAT = """\
Kestrel Rise plc

Group income statement
for the six months ended 30 June 2025
Six months Six months Year
ended ended ended
30 June 30 June 31 December
2025 2024 2024
(unaudited) (unaudited) (audited)
Notes £m £m £m
Revenue 2 412.3 398.0 811.2
Cost of sales (260.1) (255.4) (514.0)
Gross profit 152.2 142.6 297.2
Finance costs 4 (6.6) (7.0) (13.8)
Other gains 0.3
Profit before tax 58.8 52.4 115.1

Group statement of financial position
30 June 31 December
2025 2024
Notes £m £m
Goodwill 120.4 120.4
Property, plant and equipment 7 288.1 279.9
408.5 400.3
Total assets 548.8 552.1
"""


def test_a_table_that_lost_its_columns_is_read_by_what_its_heads_list(read: Callable[..., Reading]) -> None:
    half, before, year = "2025-01-01/2025-06-30", "2024-01-01/2024-06-30", "2024-01-01/2024-12-31"
    assert read_rows(read, FLAT, "r.txt", "Revenue") == [
        ("412.3", "GBP", half),
        ("398.0", "GBP", before),
        ("811.2", "GBP", year),
    ]
    assert read_rows(read, FLAT, "r.txt", "Property, plant and equipment") == [
        ("288.1", "GBP", "2025-06-30"),
        ("279.9", "GBP", "2024-12-31"),
    ]


def test_a_row_with_fewer_figures_than_columns_is_left_without_any(read: Callable[..., Reading]) -> None:
    assert all(figure.printed != "0.3" for figure in read(FLAT, "r.txt").figures)


def test_paragraphs_that_end_in_figures_are_no_table(read: Callable[..., Reading]) -> None:
    text = f"""{FLAT}
Revenue of the group rose in the year, from 398.0 to 412.3
and profit rose, from 58.8 to 61.2
while costs fell in the group, from 88.0 to 84.1
"""
    figures = read(text, "r.txt").figures
    assert all(figure.within is None for figure in figures if figure.place.line > FLAT.count("\n"))


SIGNS = """\
Orchard Grove Financial, Inc.

Consolidated Statements of Income
(in thousands, except per share data)
Three Months Ended September 30, Nine Months Ended September 30,
2024 2023 2024 2023
Advisory fees $ 41,220 $ 38,110 $ 120,440 $ 111,002
Commissions 12,004 11,870 35,901 36,220
Net income $ 9,880 $ 8,990 $ 28,300 $ 25,880
Diluted earnings per share $ 0.61 $ 0.55 $ 1.75 $ 1.59
"""


def test_signs_with_single_spaces_part_no_columns(read: Callable[..., Reading]) -> None:
    periods = ["2024-07-01/2024-09-30", "2023-07-01/2023-09-30", "2024-01-01/2024-09-30", "2023-01-01/2023-09-30"]
    for label in ("Advisory fees", "Commissions", "Net income"):
        assert [row[2] for row in read_rows(read, SIGNS, "r.txt", label)] == periods
