"""Equity rolled forward over reports made for it: what is added up, what comes first, and what is left unsaid."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest

from gaapgraph.question import answer, find_question

TERMS = "https://w3id.org/gaapgraph/us-gaap/"
HEAD = """PREFIX gg: <https://w3id.org/gaapgraph/ns#> PREFIX us-gaap: <https://w3id.org/gaapgraph/us-gaap/>
GRAPH <urn:r> {
<urn:r> a gg:Report ; gg:entity <urn:e> .
<urn:year> gg:openingInstant <urn:before> ; gg:closingInstant <urn:after> .
%s }"""
EARNED = "RetainedEarningsMember"
Figure = tuple[str, str, str, int]  # concept, member or nothing, period, amount
BALANCES: tuple[Figure, ...] = (
    ("StockholdersEquity", "", "before", 100),
    ("StockholdersEquity", "", "after", 113),
    ("StockholdersEquity", EARNED, "before", 60),
    ("StockholdersEquity", EARNED, "after", 73),
)
INCOME = (("NetIncomeLoss", "", "year", 20), ("NetIncomeLoss", EARNED, "year", 20))
DIVIDENDS = ("DividendsCash", EARNED, "year", 7)


def write(figure: Figure) -> str:
    concept, member, period, amount = figure
    name = f"{concept}{member}"
    axis = f"us-gaap:StatementEquityComponentsAxis us-gaap:{member}"
    key = f"{TERMS}StatementEquityComponentsAxis={TERMS}{member}" if member else ""
    return (
        f'<urn:{name}> gg:concept us-gaap:{concept} ; gg:dimensionKey "{key}" {f"; {axis}" if member else ""} .'
        f"<urn:{name}/{period}> gg:concept us-gaap:{concept} ; gg:entity <urn:e> ; gg:period <urn:{period}> ;"
        f" gg:unit <urn:usd> ; gg:lineItem <urn:{name}> ; gg:dimensionCount {int(bool(member))} ;"
        f" gg:value {amount}.0 ; gg:lowerBound {amount}.0 ; gg:upperBound {amount}.0 {f'; {axis}' if member else ''} ."
    )


def roll(*figures: Figure) -> dict[str, dict[str, str]]:
    """Return the rows by component, as text, without what is unbound."""
    store = ox.Store()
    store.load((HEAD % " ".join(map(write, (*BALANCES, *figures)))).encode(), ox.RdfFormat.TRIG)
    solutions = answer(store, find_question("roll_forward_equity"))
    names = [variable.value for variable in solutions.variables]
    rows = [{name: row[name].value for name in names if row[name] is not None} for row in solutions]
    return {row.get("component", ""): row for row in rows}


def test_a_total_that_lacks_what_components_show_says_what_is_missed() -> None:
    rows = roll(*INCOME, DIVIDENDS)
    assert rows[""]["missed"] == "components show DividendsCash that the total does not show"
    assert {"movements", "rest", "restLow", "restHigh"}.isdisjoint(rows[""])
    assert (Decimal(rows[EARNED]["movements"]), Decimal(rows[EARNED]["rest"])) == (13, 0)
    assert "missed" not in rows[EARNED]


def test_it_counts_what_more_is_missed() -> None:
    rows = roll(*INCOME, DIVIDENDS, ("StockRepurchasedDuringPeriodValue", EARNED, "year", 1))
    assert rows[""]["missed"].endswith(" and 1 more movements that the total does not show")


def test_nothing_is_missed_where_the_total_shows_it_too() -> None:
    rows = roll(*INCOME, DIVIDENDS, ("DividendsCash", "", "year", 7))
    assert "missed" not in rows[""]
    assert (Decimal(rows[""]["movements"]), Decimal(rows[""]["rest"])) == (13, 0)


@pytest.mark.parametrize(
    ("further", "movements"),
    [
        (("Dividends", EARNED, "year", 8), 12),  # all dividends, before those in cash
        (("ProfitLoss", EARNED, "year", 30), 13),  # the shareholders' part stands there
        (("MinorityInterestDecreaseFromDistributionsToNoncontrollingInterestHolders", EARNED, "year", 2), 11),
        (("NoncontrollingInterestIncreaseFromSubsidiaryEquityIssuance", EARNED, "year", 2), 15),
        (("StockholdersEquityOther", EARNED, "year", 2), 13),  # filers tag it with either sign
    ],
)
def test_one_of_several_that_say_the_same_is_added(further: Figure, movements: int) -> None:
    assert Decimal(roll(*INCOME, DIVIDENDS, further)[EARNED]["movements"]) == movements
