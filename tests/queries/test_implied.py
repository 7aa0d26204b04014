"""Figures that the release does not state, computed by hand from those that it does."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from printed import FY07, FY08, INCOME, MAR08, Q08, down, million, near, up, yen

from gaapgraph.question.library import find_question
from gaapgraph.question.run import shorten_cell

if TYPE_CHECKING:
    from conftest import Ask, Cell

HALF = Decimal("0.0005")  # of a growth printed to a tenth of a percent
Q3 = "2008-10-01/2008-12-31"
CONSTRUCTION, MAINTENANCE, ALL = (
    "Systems Construction and Equipment Sales",
    "Systems Operation and Maintenance",
    "Systems Integration and Equipment Sales",
)


def before(value: Decimal, half: Decimal, growth: str) -> tuple[Decimal, Decimal, Decimal]:
    """Return the earlier figure and its interval, from a positive later one and its growth."""
    printed = 1 + Decimal(growth)
    exact = near(value / printed, 2)
    return exact, down((value - half) / (printed + HALF), 2), up((value + half) / (printed - HALF), 2)


@pytest.mark.usefixtures("prose")
def test_a_figure_follows_from_a_printed_growth(ask: Ask) -> None:
    rows = ask("imply_figures")
    found = {(row["period"], row["concept"], row["about"]): (row["implied"], row["low"], row["high"]) for row in rows}
    revenue = yen(INCOME["revenue"][Q08])
    assert found[Q3, "us-gaap:Revenues", None] == before(revenue, Decimal(500), "0.080")  # up 8.0% from 3Q08, line 19
    half = million(1) / 2
    orders = {ALL: (33_594, "-0.200"), CONSTRUCTION: (13_744, "-0.339"), MAINTENANCE: (19_850, "-0.063")}  # line 225
    for about, (amount, growth) in orders.items():
        assert found[FY07, "iij:OrdersReceived", about] == before(million(amount), half, growth)
    backlog = {CONSTRUCTION: (2_863, "-0.399"), MAINTENANCE: (12_008, "0.077")}  # line 225
    for about, (amount, growth) in backlog.items():
        assert found[MAR08, "iij:OrderBacklog", about] == before(million(amount), half, growth)
    assert (MAR08, "iij:OrderBacklog", ALL) not in found, "15,909 is printed, line 247"


@pytest.mark.usefixtures("prose")
def test_a_figure_follows_from_a_printed_change(ask: Ask) -> None:
    # 5,535 million after an increase of 19, 297 after a decrease of 82 (line 161)
    for concept, earlier in (
        ("iij:NonAmortizedIntangibleAssetsIncludingGoodwill", 5_516),
        ("us-gaap:FiniteLivedIntangibleAssetsNet", 379),
    ):
        [row] = ask("imply_figures", concept=concept)
        assert (row["period"], row["kind"], row["implied"]) == (MAR08, "change", million(earlier))
        assert (row["low"], row["high"]) == (million(earlier - 1), million(earlier + 1))


@pytest.mark.usefixtures("prose")
def test_an_expected_figure_follows_from_the_expected_change(ask: Ask) -> None:
    rows = ask("imply_figures", period="2009-04-01/2010-03-31")
    assert [
        (row["about"], row["stated"], row["statedPeriod"], row["implied"], row["low"], row["high"]) for row in rows
    ] == [
        (
            "Systems Construction",
            yen(14_658_502),
            FY08,
            yen(12_658_502),  # less about 2 billion, line 302
            yen(12_158_502) - 500,
            yen(13_158_502) + 500,
        )
    ]


LOSS = """
<urn:r> {
  <urn:m> gg:measure gg:growth ; gg:measureOf us-gaap:NetIncomeLoss .
  <urn:i> gg:baseItem <urn:net> ; gg:comparativeItem <urn:net> .
  <urn:f> gg:concept <urn:m> ; gg:entity <urn:e> ; gg:lineItem <urn:i> ; gg:period <urn:now> ;
    gg:comparativePeriod <urn:then> ; gg:value 0.25 ; gg:lowerBound 0.2 ; gg:upperBound 0.6 .
  <urn:now> gg:startDate "2008-04-01"^^xsd:date . <urn:then> gg:startDate "2007-04-01"^^xsd:date .
  <urn:n> gg:lineItem <urn:net> ; gg:period %s ; gg:unit <urn:u> ;
    gg:value -80.0 ; gg:lowerBound -96.0 ; gg:upperBound -48.0 .
}
"""


@pytest.mark.parametrize(
    ("period", "expected"),
    [("<urn:now>", ("-64", "-80", "-30")), ("<urn:then>", ("-100", "-153.6", "-57.6"))],
)
def test_the_interval_of_a_loss_is_not_turned_over(period: str, expected: tuple[str, str, str]) -> None:
    question = find_question("imply_figures")
    heads = "\n".join(
        f"PREFIX {name}: <{iri}>"
        for name, iri in (
            ("gg", "https://w3id.org/gaapgraph/ns#"),
            ("us-gaap", "https://w3id.org/gaapgraph/us-gaap/"),
            ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        )
    )
    store = ox.Store()
    store.load((heads + LOSS % period).encode(), ox.RdfFormat.TRIG)
    [row] = store.query(question.text)  # type: ignore[misc]
    found: tuple[Cell, ...] = tuple(shorten_cell(row[name]) for name in ("implied", "low", "high"))
    assert found == expected
