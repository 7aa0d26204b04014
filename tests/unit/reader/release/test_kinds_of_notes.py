"""Kinds of tables in notes to statements: what was issued, what rolls forward, what employees were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Reading

    Stated = Callable[[Reading, str], list[tuple[str, str, str]]]

TOP = """\
# Harrow Stores, Inc.

Annual report for the fiscal year ended January 31, 2024

Consolidated Statements of Income (in millions)

| | Fiscal year ended January 31, 2024 | Fiscal year ended January 31, 2023 |
|---|---|---|
| Net sales | $ 64,820 | $ 61,127 |
| Net income | 1,551 | 1,168 |

"""


ISSUED = """\
(Amounts in millions)

| Issue Date | Principal Amount | Maturity Date | Fixed vs. Floating | Interest Rate | Net Proceeds |
|---|---|---|---|---|---|
| May 9, 2023 | $850 | May 6, 2026 | Fixed | 4.125% | $ 847 |
| May 9, 2023 | $600 | May 6, 2033 | Fixed | 4.375% | 595 |
"""


def test_days_of_maturity_date_neither_rates_nor_proceeds(read: Callable[..., Reading]) -> None:
    issued, year = "2023-05-09", "2023-02-01/2024-01-31"
    found = [(f"{each.value:f}", str(each.period)) for each in read(TOP + ISSUED, "r.md").figures if each.within == 1]
    assert found == [
        ("850000000", issued),
        ("0.04125", issued),
        ("847000000", year),
        ("600000000", issued),
        ("0.04375", issued),
        ("595000000", year),
    ]


ROLLED = """\
(In millions)

| | Fiscal year ended January 31, 2024 | Fiscal year ended January 31, 2023 |
|---|---|---|
| Balance at beginning of period | $ 2,140 | $ 1,963 |
| Adjustments related to equity securities: | | |
| Net additions | 411 | 205 |
| Unrealized gains | 95 | 12 |
| Impairments and unrealized losses | (7) | (40) |
| Balance at end of period | $ 2,639 | $ 2,140 |
"""


def test_additions_to_a_balance_of_money_are_money(read: Callable[..., Reading], stated: Stated) -> None:
    assert [figure[:2] for figure in stated(read(TOP + ROLLED, "r.md"), "Net additions")] == [
        ("411000000", "USD"),
        ("205000000", "USD"),
    ]


COUNTED = """\
(In thousands)

| | Fiscal year ended January 31, 2024 | Fiscal year ended January 31, 2023 |
|---|---|---|
| Subscribers, beginning of period | 2,140 | 1,963 |
| Net additions | 411 | 177 |
| Subscribers, end of period | 2,551 | 2,140 |
"""


def test_additions_to_subscribers_are_counted(read: Callable[..., Reading], stated: Stated) -> None:
    found = stated(read(TOP + COUNTED, "r.md"), "Net additions")
    assert [figure[1] for figure in found] == ["pure", "pure"]


GIVEN = """\
(in millions, except weighted-average fair value)

| | 2024 | 2023 |
|---|---|---|
| Share-based compensation expense | $ 526 | $ 460 |
| RSUs | | |
| Weighted-average grant-date fair value of {what} | 172 | 158 |
| Total grant-date fair value of awards vested | 340 | 235 |
"""


@pytest.mark.parametrize("what", ["awards granted", "RSUs granted", "options"])
def test_the_average_of_what_was_given_is_of_one_share(read: Callable[..., Reading], what: str, stated: Stated) -> None:
    found = stated(read(TOP + GIVEN.format(what=what), "r.md"), f"Weighted-average grant-date fair value of {what}")
    assert [figure[:2] for figure in found] == [("172", "USD / shares"), ("158", "USD / shares")]
    vested = stated(read(TOP + GIVEN.format(what=what), "r.md"), "Total grant-date fair value of awards vested")
    assert [figure[:2] for figure in vested] == [("340000000", "USD"), ("235000000", "USD")]
