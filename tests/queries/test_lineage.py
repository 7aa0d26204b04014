"""Many filings of one company: every planted case is found, and nothing is invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import company
import pytest

from conftest import ask_for_text
from gaapgraph.store import gather
from gaapgraph.vocabulary import shorten_iri

if TYPE_CHECKING:
    import pyoxigraph as ox

CONCEPTS = (company.REVENUE, company.COST, company.SELLING, company.INCOME)
UNTOLD = "the figures are of before and of after a restatement"


@pytest.fixture(scope="module")
def filings() -> ox.Store:
    return gather(company.list_filings())


@pytest.fixture
def ask(filings: ox.Store):
    return ask_for_text(filings)


def _days(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def test_what_was_restated_is_what_was_planted(ask) -> None:
    found = {(shorten_iri(row["concept"]), row["change"], row["reason"], row["laterFile"]) for row in
             ask("list_restatements")}  # fmt: skip
    assert found == {
        ("us-gaap:Revenues", "7000", "restated", "10-K-2020-4.htm"),
        ("us-gaap:CostOfRevenue", "3000", "reclassified", "10-K-2022-4.htm"),
        ("us-gaap:SellingGeneralAndAdministrativeExpense", "-3000", "reclassified", "10-K-2022-4.htm"),
        ("us-gaap:NetIncomeLoss", "0", "more precise", "10-Q-2023-1.htm"),
    }


def test_one_segment_was_renamed(ask) -> None:
    (row,) = ask("find_renamed_members")
    assert (row["member"], row["laterMember"], row["evidence"]) == (company.CLOUD, company.PLATFORM, "2")


def test_each_quarter_is_the_truth_or_has_a_reason(ask) -> None:
    rows = [row for row in ask("derive_quarters") if row["concept"] in CONCEPTS]
    told = {}
    for row in rows:
        told[row["concept"], _days(row["end"])] = row
    assert len(told) == len(rows)
    for concept in CONCEPTS:
        for year in company.WEEKS:
            for quarter in (1, 2, 3, 4):
                row = told.pop((concept, company.end_of(year, quarter)), None)
                if concept == company.REVENUE and (year, quarter) == (2020, 3):
                    assert row is None  # no filing says a word of it
                elif concept == company.REVENUE and (year, quarter) == (2020, 4):
                    assert row["told"] == "not derivable"
                    assert row["why"] == "what follows 2020-06-27 until 2020-12-26 is no quarter"
                elif (concept, year, quarter) in {
                    (company.REVENUE, 2019, 4), (company.COST, 2021, 4), (company.SELLING, 2021, 4),
                }:  # fmt: skip
                    assert (row["told"], row["why"], row["value"]) == ("not derivable", UNTOLD, None)
                else:
                    assert Decimal(row["value"]) == company.truth(concept, year, quarter)
                    assert row["told"] == ("derived" if quarter == 4 else "reported")
    assert told == {}


def test_a_year_of_53_weeks_leaves_a_quarter_of_14(ask) -> None:
    (row,) = [one for one in ask("derive_quarters", concept="us-gaap:NetIncomeLoss") if one["end"] == "2022-12-31"]
    assert (row["after"], row["told"]) == ("2022-09-24", "derived")
    assert (Decimal(row["valueHigh"]) - Decimal(row["valueLow"])) == 2000  # half a thousand of each, up and down


def test_figures_per_share_are_never_subtracted(ask) -> None:
    rows = ask("derive_quarters", concept="us-gaap:EarningsPerShareBasic")
    assert {row["told"] for row in rows if row["value"] is None} == {"not derivable"}
    assert {row["told"] for row in rows if row["value"] is not None} == {"reported"}


def test_trailing_years_add_up_to_their_quarters(ask) -> None:
    quarters = [(year, quarter) for year in company.WEEKS for quarter in (1, 2, 3, 4)]
    rows = {_days(row["end"]): row for row in ask("derive_trailing_year", concept="us-gaap:NetIncomeLoss")}
    for place, (year, quarter) in enumerate(quarters):
        row = rows.pop(company.end_of(year, quarter))
        if place < 3:
            assert row["why"] == "no year that ends on the day before 2018-12-30 is reported"
        else:
            last = quarters[place - 3 : place + 1]
            assert Decimal(row["value"]) == sum(company.truth(company.INCOME, *one) for one in last)
    assert rows == {}


def test_trailing_years_over_a_restatement_are_not_derivable(ask) -> None:
    rows = {row["end"]: row for row in ask("derive_trailing_year", concept="us-gaap:CostOfRevenue")}
    for quarter in (1, 2, 3):
        row = rows[str(company.end_of(2022, quarter))]
        assert (row["told"], row["why"], row["value"]) == ("not derivable", UNTOLD, None)
    assert rows["2023-04-01"]["told"] == "derived"  # the year before it is stated as it was


@pytest.mark.parametrize(("day", "value", "superseded"), [
    ("2020-02-06", "4060000", "2021-02-04"), ("2021-02-03", "4060000", "2021-02-04"), ("2021-02-04", "4067000", None),
])  # fmt: skip
def test_a_figure_is_as_known_on_the_day(ask, day, value, superseded) -> None:
    rows = ask("list_facts_as_known", concept="us-gaap:Revenues", period="2018-12-30/2019-12-28", day=day)
    assert {(row["value"], row["supersededOn"]) for row in rows if not row["dimensions"]} == {(value, superseded)}


def test_nothing_is_known_before_it_was_filed(ask) -> None:
    assert ask("list_facts_as_known", day="2019-01-01") == []
