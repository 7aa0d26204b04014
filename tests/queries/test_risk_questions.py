"""Questions about risks, events and who is what to whom: the rows that a person reads in the two documents."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode

from gaapgraph.errors import InputError, NotFoundError
from gaapgraph.question.library import find_question
from gaapgraph.question.parameter import bind_parameters

if TYPE_CHECKING:
    import pyoxigraph as ox

    from conftest import Ask, Cell, Row

IIJ = "cik-0001090633"
FY07, FY08 = "2007-04-01/2008-03-31", "2008-04-01/2009-03-31"
RELEASE, FACTORS = "iij-fy2008-release.txt", "iij-20f-fy2007-risk-factors.txt"
NTT_COM, NTT = "ntt-communications-corporation", "nippon-telegraph-and-telephone-corporation"


def take(rows: list[Row], *columns: str) -> list[tuple[Cell, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def told(rows: list[Row]) -> list[Row]:
    """Return the rows that the risk factors tell."""
    return [row for row in rows if row["file"] == FACTORS]


def million(amount: float | str) -> Decimal:
    return Decimal(str(amount)) * 10**6


def test_list_risks(ask_everything: Ask) -> None:
    rows = ask_everything("list_risks")
    lines = [15, 35, 55, 65, 73, 77, 81, 85, 89, 93, 106, 110, 114, 118, 122, 132, 140, 144]
    assert take(rows, "line", "file") == [(line, FACTORS) for line in lines]
    assert rows[14]["category"] == "suppliers"
    # eleven bullets below the first heading and two sub-factors in its paragraph
    assert rows[0]["drivers"] == 11 + 2


def test_list_risks_of_a_category(ask_everything: Ask) -> None:
    assert take(ask_everything("list_risks", category="taxation"), "line") == [(110,)]


def test_list_risk_drivers(ask_everything: Ask) -> None:
    rows = ask_everything("list_risk_drivers", category="technology")
    assert take(rows, "riskLine", "line") == [(93, line) for line in (97, 98, 99, 100, 102, 104, 104)]


def test_list_exposures(ask_everything: Ask) -> None:
    rows = ask_everything("list_exposures", category="taxation")
    assert ("us-gaap:DeferredIncomeTaxExpenseBenefit", 112, "increase", "stated") in take(
        rows, "concept", "line", "effect", "basis"
    )
    assert ("us-gaap:DeferredIncomeTaxExpenseBenefit", None, "either", "stated") in take(
        rows, "concept", "line", "effect", "basis"
    )


def test_list_exposures_of_a_part(ask_everything: Ask) -> None:
    rows = ask_everything("list_exposures", concept="us-gaap:CostOfRevenue")
    assert [row["line"] for row in rows if row["part"] and "Systems Integration" in str(row["part"])] == [25, 69]


def test_count_threats(ask_everything: Ask) -> None:
    first, *_ = ask_everything("count_threats")
    assert first["concept"] == "us-gaap:Revenues"
    [impairment] = ask_everything("count_threats", concept="us-gaap:ImpairmentOfInvestments")
    # the bullet of the first risk, an investment lost, and stocks written down
    assert take([impairment], "risks", "exposures", "stated") == [(3, 3, 2)]


def test_show_outcomes(ask_everything: Ask) -> None:
    rows = ask_everything("show_outcomes", category="securities", basis="computed")
    found = take(rows, "outcome", "figure", "before", "value", "change", "firstLine")
    assert ("movedAsFeared", "Gain (Loss) on Sale of Other Investments", million("217.957"), million("15.631"),
            million("-202.326"), 412) in found  # fmt: skip
    impairments = [row for row in found if row[2] == million("288.643")]
    assert [row[3:] for row in impairments] == [(million("524.287"), million("235.644"), 413)]


def test_show_outcomes_tells_first_what_a_person_settled(ask_everything: Ask) -> None:
    rows = ask_everything("show_outcomes", category="dilution")
    assert [row["basis"] for row in rows] == sorted((str(row["basis"]) for row in rows), reverse=True)
    assert ("notRealised", 365) in take(rows, "outcome", "firstLine")


def test_show_outcomes_of_a_kind(ask_everything: Ask) -> None:
    rows = ask_everything("show_outcomes", outcome="reversed", basis="curated")
    assert take(rows, "riskLine", "driverLine", "firstLine") == [(15, 29, 143), (15, 30, 15), (110, None, 139)]


def test_trace_outcomes(ask_everything: Ask) -> None:
    rows = ask_everything("trace_outcomes", riskLine="118")
    assert take(rows, "outcome", "figure", "line", "file") == [("restated", None, 320, RELEASE)]
    rows = ask_everything("trace_outcomes", riskLine="110", outcome="opposite")
    assert take(rows, "value", "period", "line") == [(million("-335.379"), "2009-01-01/2009-03-31", 21)]


def test_count_outcomes(ask_everything: Ask) -> None:
    rows = ask_everything("count_outcomes", category="shareholder")
    assert take(rows, "basis", "outcome", "outcomes") == [("curated", "restated", 1)]


def test_find_unrealised_risks(ask_everything: Ask) -> None:
    rows = ask_everything("find_unrealised_risks")
    assert [row["line"] for row in rows] == [73, 81, 85, 106, 118, 122, 132, 140, 144]
    # of breakdowns, leaks, laws and lawsuits the release says nothing; its line for contingencies never has an amount
    assert [row["line"] for row in rows if row["told"] == 0] == [81, 85, 132, 140]


def test_list_risk_facts(ask_everything: Ask) -> None:
    rows = ask_everything("list_risk_facts", category="shareholder")
    assert take(rows, "line", "printed", "subject", "value", "period") == [
        (120, "29.4%", "NTT and its Affiliates", Decimal("0.294"), "2008-03-31"),
        (120, "one outside director", "NTT", 1, "2008-06-30"),
        (120, "14 directors", None, 14, "2008-06-30"),
    ]
    assert take(ask_everything("list_risk_facts", riskLine="73"), "value") == [
        (million(amount),) for amount in (5900, 4300, 400, 200, 300, 300)
    ]


def test_list_entities(ask_everything: Ask) -> None:
    rows = ask_everything("list_entities")
    kinds = [row["kind"] for row in rows if row["file"] == FACTORS]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "Organization": 26, "CorporateGroup": 3, "Person": 2, "GovernmentBody": 2, "Exchange": 2,
    }  # fmt: skip
    [ministry] = ask_everything("list_entities", party="MIC")
    assert take([ministry], "mentions", "firstLine", "lastLine") == [(7, 87, 138)]


def test_list_entity_names(ask_everything: Ask) -> None:
    rows = ask_everything("list_entity_names", party="TCC")
    assert take(rows, "called") == [("TCC",), ("Taihei Computer Co., Ltd",)]


def test_list_relationships(ask_everything: Ask) -> None:
    rows = ask_everything("list_relationships", role="joint-venture-partner")
    assert take(rows, "subject", "object", "since", "firstLine") == [
        ("gdx-network-inc", IIJ, None, 61),
        ("konami-corporation", IIJ, "2006-02-01", 63),
    ]
    competitors = ask_everything("list_relationships", role="competitor", object="IIJ")
    assert len(competitors) == 7


def test_find_entities_with_several_roles(ask_everything: Ask) -> None:
    rows = ask_everything("find_entities_with_several_roles", object="IIJ")
    roles = {(row["party"], row["role"], row["through"]) for row in rows}
    # line 37: a competitor, of the group that is the largest shareholder; line 124: it supplies and leases
    assert {
        (NTT_COM, "supplier", None),
        (NTT_COM, "lessor", None),
        (NTT_COM, "competitor", None),
        (NTT_COM, "largest-shareholder", "ntt-group"),
        ("kddi-corporation", "supplier", None),
        ("kddi-corporation", "competitor", None),
    } <= roles
    assert "cisco-systems-inc" not in {party for party, *_ in roles}


def test_list_ownership(ask_everything: Ask) -> None:
    rows = ask_everything("list_ownership")
    shares = {(row["held"], row["holder"]): row["share"] for row in rows if row["share"] is not None}
    assert shares == {
        ("gdx", IIJ): Decimal("0.51"),
        ("hi-ho", IIJ): 1,
        ("iij-innovation-institute-inc", IIJ): 1,
        ("iij-technology-inc", IIJ): 1,
        ("net-care-inc", IIJ): 1,
        ("on-demand-solutions-incorporated", IIJ): 1,
        ("taihei-computer-co-ltd", IIJ): Decimal("0.45"),
        ("trust-networks-inc", IIJ): Decimal("0.602"),
        (IIJ, "ntt-and-its-affiliates"): Decimal("0.294"),
    }
    [technology] = ask_everything("list_ownership", held="IIJ-Tech")
    assert take([technology], "since", "precision") == [("2007-05-11", "day")]
    [trust] = told(ask_everything("list_ownership", held="Trust Networks"))
    assert trust["asOf"] == "2008-06-25"


def test_measure_supplier_concentration(ask_everything: Ask) -> None:
    first, *others = ask_everything("measure_supplier_concentration")
    columns = ("supplier", "roles", "share", "low", "high", "period", "isCompetitor")
    assert take([first], *columns) == [
        (NTT_COM, 2, Decimal("0.696"), Decimal("0.6955"), Decimal("0.6965"), FY07, "true")
    ]
    assert {row["supplier"] for row in others} == {
        "kddi-corporation", "cisco-systems-inc", "juniper-networks-inc",
        "nippon-telegraph-and-telephone-east-corporation", "nippon-telegraph-and-telephone-west-corporation",
    }  # fmt: skip


def test_list_events(ask_everything: Ask) -> None:
    rows = told(ask_everything("list_events", party="Trust Networks"))
    assert take(rows, "start", "end", "precision", "category") == [
        ("2007-07-01", "2007-10-31", "range", "investment"),
        (None, None, "undated", "plan"),
    ]


def test_list_events_between_two_days(ask_everything: Ask) -> None:
    rows = told(ask_everything("list_events", after="2005-10-15", before="2006-02-01"))
    assert take(rows, "start", "end", "category", "party") == [
        ("2005-10-01", "2005-10-31", "stock-split", IIJ),
        ("2005-12-01", "2005-12-31", "share-issue", IIJ),
        ("2005-12-01", "2005-12-31", "listing", IIJ),
        ("2005-12-01", "2005-12-31", "listing", "mothers"),
        ("2005-12-01", "2005-12-31", "listing", "tokyo-stock-exchange"),
        ("2006-02-01", "2006-02-28", "investment", IIJ),
        ("2006-02-01", "2006-02-28", "investment", "internet-revolution-inc"),
        ("2006-02-01", "2006-02-28", "investment", "konami-corporation"),
        ("2006-02-01", "2008-03-31", "loss", IIJ),
        ("2006-02-01", "2008-03-31", "loss", "internet-revolution-inc"),
    ]


def test_list_investments(ask_everything: Ask) -> None:
    rows = ask_everything("list_investments", after="2007-04-01")
    costs = {(row["party"], row["start"]): (row["cost"], row["share"]) for row in rows}
    assert costs == {
        ("gdx", "2007-04-01"): (million(300), Decimal("0.51")),
        ("iij-technology-inc", "2007-05-11"): (million(5025), 1),
        ("net-care-inc", "2007-05-11"): (million(5025), 1),
        ("hi-ho", "2007-06-01"): (million(1230), 1),
        ("taihei-computer-co-ltd", "2007-07-01"): (million(235), Decimal("0.45")),
        ("trust-networks-inc", "2007-07-01"): (million(500), Decimal("0.602")),
        ("on-demand-solutions-incorporated", "2008-04-01"): (million(130), 1),
        ("iij-innovation-institute-inc", "2008-06-01"): (million(100), 1),
    }


def test_list_investments_tells_what_they_brought(ask_everything: Ask) -> None:
    [revolution] = ask_everything("list_investments", party="i-revo")
    assert take([revolution], "cost", "resultValue", "resultPeriod") == [
        (million(750), million(-669), "2006-02-01/2008-03-31")
    ]
    trust = ask_everything("list_investments", party="Trust Networks")
    assert ("Number of ATMs", "2009-03-31", 10) in take(trust, "result", "resultPeriod", "resultValue")


def test_list_dated_facts(ask_everything: Ask) -> None:
    rows = ask_everything("list_dated_facts", category="share-issue")
    assert take(rows, "start", "end", "value", "unit", "line") == [("2005-12-01", "2005-12-31", 12500, "shares", 146)]
    rows = ask_everything("list_dated_facts", category="acquisition", before="2007-05-31")
    assert {(row["value"], row["line"]) for row in rows} >= {(2178, 59), (2178, 146), (million(5025), 59)}


def test_find_facts_in_both_documents(ask_everything: Ask) -> None:
    rows = ask_everything("find_facts_in_both_documents")
    assert take(rows, "concept", "period", "value", "other", "agrees") == [
        ("us-gaap:DeferredIncomeTaxExpenseBenefit", FY07, million("-1653.275"), million(-1700), "true"),
        ("us-gaap:ImpairmentOfInvestments", FY07, million("288.643"), million(300), "true"),
    ]
    assert set(take(rows, "file", "otherFile")) == {(RELEASE, FACTORS)}


def test_compare_documents(ask_everything: Ask) -> None:
    rows = ask_everything("compare_documents", comparability="equal")
    # lines 340 and 341 of the release: 2,507,258 and 3,400,117 thousand; line 448: 2,178 shares
    assert take(rows, "value", "later", "figures", "agrees") == [
        (million(5900), million("5907.375"), 2, "true"),
        (2178, 2178, 1, "true"),
        (2178, 2178, 1, "true"),
    ]
    apart = ask_everything("compare_documents", comparability="scopeDiffers")
    assert (million(5025), million("2987.643")) in take(apart, "value", "later")
    assert {row["agrees"] for row in apart} == {""}


@pytest.mark.parametrize(
    ("name", "given", "error", "what"),
    [
        ("list_events", {"after": "May 2007"}, InputError, "'May 2007' is no date"),
        ("list_events", {"category": "invasion"}, NotFoundError, "no term 'invasion' in the data"),
        ("list_relationships", {"subject": "Konomi"}, NotFoundError, "no party 'Konomi' in the data"),
    ],
)
def test_a_parameter_that_does_not_fit_is_refused(
    everything: ox.Store, name: str, given: dict[str, str], error: type[Exception], what: str
) -> None:
    with pytest.raises(error, match=what):
        bind_parameters(everything, find_question(name), given)


def test_a_parameter_takes_short_forms_and_dates(everything: ox.Store) -> None:
    bound = bind_parameters(everything, find_question("list_events"), {"party": "mic", "after": "2007-04-01"})
    [ministry] = bound["party"]
    assert isinstance(ministry, NamedNode)
    assert ministry.value.endswith("/ministry-of-internal-affairs-and-communications")
    assert bound["after"] == [Literal("2007-04-01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))]
