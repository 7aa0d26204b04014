"""Three real filings of one company: figures known on a day, restated, of a quarter, of twelve months.

What is asserted was read in the filings themselves: two annual reports, of 2023 and 2024, and a report of the second
quarter of fiscal 2025; in millions.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import ask_for_text
from gaapgraph.build import read_source
from gaapgraph.store import gather

if TYPE_CHECKING:
    import pyoxigraph as ox

FILINGS = Path(__file__).parents[4] / "shared" / "data" / "filings"
NAMES = (
    "aapl-10k-fy2023/aapl-20230930_htm.xml",
    "aapl-10k-fy2024-4forms/aapl-20240928_htm.xml",
    "aapl-10q-2025q2-ixbrl/aapl-20250329_htm.xml",
)
REVENUE = "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"
CASH = "us-gaap:NetCashProvidedByUsedInOperatingActivities"
OTHER_TAX = "us-gaap:IncomeTaxReconciliationOtherAdjustments"
MILLION = 10**6

pytestmark = pytest.mark.skipif(not FILINGS.is_dir(), reason="the shared filings are not beside the project")


@pytest.fixture(scope="module")
def filings() -> ox.Store:
    return gather([report for name in NAMES for report in read_source(FILINGS / name)])


@pytest.fixture
def ask(filings: ox.Store):
    return ask_for_text(filings)


def millions(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value) / MILLION


def by_end(rows: list[dict[str, str | None]]) -> dict[str | None, tuple[str | None, Decimal | None]]:
    assert len({row["end"] for row in rows}) == len(rows)
    return {row["end"]: (row["told"], millions(row["value"])) for row in rows}


def test_twelve_months_are_a_year_or_a_year_and_two_halves(ask) -> None:
    assert by_end(ask("derive_trailing_year", concept=REVENUE)) == {
        "2025-03-29": ("derived", Decimal(391_035 + 219_659 - 210_328)),
        "2024-09-28": ("reported", Decimal(391_035)),
        "2024-03-30": ("not derivable", None),  # the half of fiscal 2023 stands in none of the three
        "2023-09-30": ("reported", Decimal(383_285)),
        "2022-09-24": ("reported", Decimal(394_328)),
        "2021-09-25": ("reported", Decimal(365_817)),
    }
    assert by_end(ask("derive_trailing_year", concept=CASH))["2025-03-29"] == (
        "derived", Decimal(118_254 + 53_887 - 62_585),
    )  # fmt: skip


def test_the_first_quarter_is_what_the_second_leaves_of_the_half(ask) -> None:
    found = by_end(ask("derive_quarters", concept=REVENUE))
    assert found["2025-03-29"] == ("reported", Decimal(95_359))
    assert found["2024-12-28"] == ("derived", Decimal(219_659 - 95_359))
    assert found["2024-03-30"] == ("reported", Decimal(90_753))
    assert found["2023-12-30"] == ("derived", Decimal(210_328 - 90_753))
    assert found["2024-09-28"] == ("not derivable", None)  # a year and a half of it leave two quarters


def test_a_flow_of_which_no_quarter_is_stated_has_none(ask) -> None:
    found = ask("derive_quarters", concept=CASH)
    assert {row["told"] for row in found} == {"not derivable"}
    assert all(row["value"] is None and row["why"] for row in found)


def test_one_figure_was_restated(ask) -> None:
    # the annual report of 2024 has no line for foreign-derived income any more: its -296 of 2022 are in "other"
    (row,) = ask("list_restatements")
    assert row["concept"] == f"https://w3id.org/gaapgraph/{OTHER_TAX.replace(':', '/')}"
    assert (millions(row["before"]), millions(row["after"])) == (456, 160)
    assert (row["file"], row["laterFile"]) == ("aapl-20230930_htm.xml", "aapl-20240928_htm.xml")


def test_what_was_known_is_what_filings_until_then_say(ask) -> None:
    year = "2021-09-26/2022-09-24"
    known = {
        day: [(millions(row["value"]), row["file"]) for row in
              ask("list_facts_as_known", concept=OTHER_TAX, period=year, day=day)]
        for day in ("2023-09-01", "2024-01-01", "2025-01-01")
    }  # fmt: skip
    assert known == {
        "2023-09-01": [],
        "2024-01-01": [(456, "aapl-20230930_htm.xml")],
        "2025-01-01": [(160, "aapl-20240928_htm.xml")],
    }
    revenue = ask("list_facts_as_known", concept=REVENUE, period="2023-10-01/2024-09-28", day="2024-01-01")
    assert revenue == []  # the year was not over
