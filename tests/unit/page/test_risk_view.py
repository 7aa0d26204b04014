"""Risks with their drivers, exposures and outcomes, as data tell them; what is missing is empty."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.graph import Dataset
from gaapgraph.page.risk_view import Evidence, list_risks
from gaapgraph.vocabulary import PREFIXES

DATA = """
<urn:d> gg:fileName "a.txt" .
<urn:r1> a gg:RiskFactor ; gg:document <urn:d> ; gg:line 15 ; skos:prefLabel "Revenue falls"@en ;
  gg:category <urn:c/top-line> .
<urn:r2> a gg:RiskFactor ; gg:document <urn:d> ; gg:line 9 ; skos:prefLabel "Costs rise"@en .
<urn:v2> a gg:RiskDriver ; gg:partOf <urn:r1> ; gg:line 21 ; skos:prefLabel "Prices"@en .
<urn:v1> a gg:RiskDriver ; gg:partOf <urn:r1> ; gg:line 17 ; gg:offset 118 ; skos:prefLabel "Demand"@en .
<urn:e1> a gg:Exposure ; gg:risk <urn:r1> ; gg:driver <urn:v1> ; gg:concept us-gaap:Revenues ;
  gg:effect "decrease" ; gg:basis "stated" .
<urn:e2> a gg:Exposure ; gg:risk <urn:r2> ; gg:concept us-gaap:CostOfRevenue ; gg:effect "increase" .
us-gaap:CostOfRevenue skos:prefLabel "Cost of Revenue"@en .
<urn:o1> a gg:Outcome ; gg:risk <urn:r1> ; gg:driver <urn:v1> ; gg:outcome <urn:o/realised> ; gg:basis "curated" ;
  skos:note "Demand fell."@en ; gg:evidence <urn:fact>, <urn:passage> .
<urn:passage> a gg:Passage ; gg:document <urn:later> ; gg:line 40 .
<urn:o2> a gg:Outcome ; gg:risk <urn:r2> ; gg:exposure <urn:e2> ; gg:outcome <urn:o/realised> ; gg:basis "computed" ;
  gg:currentFact <urn:now> ; gg:comparativeFact <urn:before> .
<urn:o/realised> skos:prefLabel "realised"@en .
<urn:c/top-line> skos:prefLabel "top line"@en .
"""


@pytest.fixture
def risks():
    store = Store()
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    store.load((prefixes + DATA).encode(), RdfFormat.TURTLE)
    return list_risks(Dataset(store))


def test_risks_and_drivers_stand_in_the_order_of_the_document(risks):
    assert [(risk.line, risk.label, risk.category) for risk in risks] == [
        (9, "Costs rise", ""),
        (15, "Revenue falls", "top line"),
    ]
    assert [(driver.line, driver.label) for driver in risks[1].drivers] == [(17, "Demand"), (21, "Prices")]


def test_exposures_belong_to_the_driver_that_they_name_or_to_the_risk(risks):
    (whole,) = risks[0].whole.exposures
    assert (whole.label, whole.effect, whole.basis) == ("Cost of Revenue", "increase", "")
    (own,) = risks[1].drivers[0].exposures
    assert (own.label, own.effect, own.basis) == ("us-gaap:Revenues", "decrease", "stated")
    assert risks[1].whole.exposures == []


def test_an_outcome_has_its_evidence(risks):
    (outcome,) = risks[1].drivers[0].outcomes
    assert (outcome.label, outcome.basis, outcome.comment) == ("realised", "curated", "Demand fell.")
    assert outcome.evidence == (Evidence("urn:fact", "", None), Evidence("urn:passage", "urn:later", 40))


def test_a_computed_outcome_belongs_to_its_exposure(risks):
    (computed,) = risks[0].whole.exposures[0].outcomes
    assert (computed.label, computed.comparative, computed.current) == ("realised", "urn:before", "urn:now")
    assert risks[0].whole.outcomes == []
