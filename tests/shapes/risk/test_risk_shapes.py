"""Each shape of `shapes/risk.ttl` on a graph that conforms to all of them, and on that graph with one thing changed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.shacl import ENGINES, ShapesGraph, load_shapes, validate
from gaapgraph.shacl.rdf_term import SH

SHAPES = Path(__file__).parents[3] / "shapes"
PREFIX = "https://w3id.org/gaapgraph/shapes/"
GRAPH = """\
PREFIX : <http://example.org/>
PREFIX gg: <https://w3id.org/gaapgraph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX category: <https://w3id.org/gaapgraph/scheme/risk-category/>
PREFIX role: <https://w3id.org/gaapgraph/scheme/relationship-role/>
PREFIX kind: <https://w3id.org/gaapgraph/scheme/event-category/>
PREFIX how: <https://w3id.org/gaapgraph/scheme/comparability/>
PREFIX became: <https://w3id.org/gaapgraph/scheme/outcome/>
:document a gg:Document .
:cost a gg:Concept .
:here a gg:Entity . :there a gg:Entity .
:risk a gg:RiskFactor ; gg:document :document ; gg:line 3 ; skos:prefLabel "Costs rise"@en ;
    gg:category category:suppliers ; gg:bearsOn :cost .
:other a gg:RiskFactor ; gg:document :document ; gg:line 9 ; skos:prefLabel "Sales fall"@en .
:driver a gg:RiskDriver ; gg:document :document ; gg:line 5 ; skos:prefLabel "Lines cost more"@en ; gg:partOf :risk .
:exposure a gg:Exposure ; gg:risk :risk ; gg:driver :driver ; gg:concept :cost ; gg:effect "increase" ;
    gg:basis "stated" ; gg:lineItem :item .
:item a gg:LineItem .
:relationship a gg:Relationship ; gg:document :document ; gg:line 7 , 8 ; gg:subject :there ; gg:object :here ;
    gg:relationshipRole role:subsidiary ; gg:share 0.51 ; gg:event :event ;
    gg:since "2007-05-01"^^xsd:date ; gg:until "2008-05-31"^^xsd:date .
:event a gg:Event ; gg:document :document ; gg:line 7 ; gg:category kind:acquisition ; gg:precision "month" ;
    gg:startDate "2007-05-01"^^xsd:date ; gg:endDate "2007-05-31"^^xsd:date ; gg:participant :here , :there .
:plan a gg:Event ; gg:precision "undated" .
:bare a gg:Event .
:fact a gg:Fact ; gg:event :event ; gg:period :may .
:may a gg:Duration ; gg:startDate "2007-05-01"^^xsd:date ; gg:endDate "2007-05-31"^^xsd:date .
:mention a gg:Mention ; gg:document :document ; gg:line 4 ; gg:printedText "Here Inc." ; gg:mentioned :here .
:told a gg:Report ; gg:document :document . :shown a gg:Report ; gg:document :later . :later a gg:Document .
:hindsight a gg:Hindsight ; gg:earlierReport :told ; gg:laterReport :shown .
:now a gg:Fact ; gg:report :shown ; gg:value 12.0 ; gg:lowerBound 11.5 ; gg:upperBound 12.5 .
:then a gg:Fact ; gg:report :shown ; gg:value 10.0 ; gg:lowerBound 9.5 ; gg:upperBound 10.5 .
:passage a gg:Passage ; gg:document :later ; gg:line 21 .
:computed a gg:Outcome ; gg:hindsight :hindsight ; gg:risk :risk ; gg:driver :driver ; gg:exposure :exposure ;
    gg:outcome became:realised ; gg:basis "computed" ; gg:document :later ; gg:line 20 ; gg:evidence :now , :then ;
    gg:currentFact :now ; gg:comparativeFact :then ; gg:value 2.0 ; gg:lowerBound 1.0 ; gg:upperBound 3.0 .
:curated a gg:Outcome ; gg:hindsight :hindsight ; gg:risk :risk ; gg:outcome became:continuing ; gg:basis "curated" ;
    gg:document :later ; gg:line 20 , 21 ; gg:evidence :now , :passage ; skos:note "It stays."@en .
:before a gg:Fact ; gg:report :told .
:comparison a gg:Comparison ; gg:hindsight :hindsight ; gg:comparability how:equal ; gg:earlierFigure :before ;
    gg:laterFigure :then ; skos:note "The same."@en .
"""
DAY = '"2007-05-01"^^xsd:date'
BREAKS = {
    "RiskFactor": (":other a gg:RiskFactor", "[] a gg:RiskFactor"),
    "RiskFactor-document": (":risk a gg:RiskFactor ; gg:document :document", ":risk a gg:RiskFactor"),
    "RiskFactor-line": ("gg:line 3", "gg:line 0"),
    "RiskFactor-label": ('skos:prefLabel "Costs rise"@en', "gg:line 3"),
    "RiskFactor-category": ("category:suppliers", "kind:suppliers"),
    "RiskFactor-bearsOn": (":cost a gg:Concept .", ""),
    "RiskFactor-exposed": (" ; gg:bearsOn :cost", ""),
    "RiskDriver": (":driver a gg:RiskDriver", "[] a gg:RiskDriver"),
    "RiskDriver-document": ("gg:RiskDriver ; gg:document :document", "gg:RiskDriver"),
    "RiskDriver-line": ("gg:line 5", "gg:line 5 , 6"),
    "RiskDriver-label": ('skos:prefLabel "Lines cost more"@en', 'skos:prefLabel ""@en'),
    "RiskDriver-partOf": ("gg:partOf :risk", "gg:partOf :cost"),
    "Exposure": (":exposure a gg:Exposure", "[] a gg:Exposure"),
    "Exposure-risk": ("gg:Exposure ; gg:risk :risk ;", "gg:Exposure ;"),
    "Exposure-driver": ("gg:driver :driver ; gg:concept", "gg:driver :cost ; gg:concept"),
    "Exposure-concept": ("gg:concept :cost", "gg:concept :here"),
    "Exposure-lineItem": ("gg:LineItem", "gg:Concept"),
    "Exposure-effect": ('"increase"', '"up"'),
    "Exposure-basis": ('"stated"', '"guessed"'),
    "Exposure-sameRisk": ("gg:partOf :risk", "gg:partOf :other"),
    "Relationship": (":relationship a gg:Relationship", "[] a gg:Relationship"),
    "Relationship-document": ("gg:Relationship ; gg:document :document", "gg:Relationship"),
    "Relationship-line": ("gg:line 7 , 8 ;", ""),
    "Relationship-subject": ("gg:subject :there", "gg:subject :here"),
    "Relationship-object": ("gg:object :here", "gg:object :cost"),
    "Relationship-role": ("role:subsidiary", "category:subsidiary"),
    "Relationship-share": ("gg:share 0.51", "gg:share 1.51"),
    "Relationship-since": (f"gg:since {DAY}", 'gg:since "2009-01-01"^^xsd:date'),
    "Relationship-until": ('gg:until "2008-05-31"^^xsd:date', 'gg:until "2008"'),
    "Relationship-event": ("gg:event :event ;\n    gg:since", "gg:event :cost ;\n    gg:since"),
    "Event": (":bare a gg:Event", "[] a gg:Event"),
    "Event-document": ("gg:Event ; gg:document :document", "gg:Event ; gg:document :cost"),
    "Event-line": ("gg:Event ; gg:document :document ; gg:line 7", "gg:Event ; gg:document :document ; gg:line 0"),
    "Event-category": ("kind:acquisition", "kind:acquisition , kind:sale"),
    "Event-startDate": (f'"month" ;\n    gg:startDate {DAY}', '"month" ;\n    gg:startDate "2007-05"'),
    "Event-endDate": ('gg:endDate "2007-05-31"^^xsd:date ; gg:participant', 'gg:endDate "2007-05" ; gg:participant'),
    "Event-precision": ('"month"', '"about"'),
    "Event-participant": ("gg:participant :here , :there", "gg:participant :cost"),
    "Event-dated": ('"month"', '"day"'),
    "Mention": (":mention a gg:Mention", "[] a gg:Mention"),
    "Mention-document": ("gg:Mention ; gg:document :document", "gg:Mention ; gg:document :cost"),
    "Mention-line": ("gg:line 4", "gg:line 0"),
    "Mention-text": ('"Here Inc."', '""'),
    "Mention-entity": ("gg:mentioned :here", "gg:mentioned :cost"),
    "Hindsight": (":hindsight a gg:Hindsight", "[] a gg:Hindsight"),
    "Hindsight-earlier": ("gg:earlierReport :told", "gg:earlierReport :shown"),
    "Hindsight-later": ("gg:laterReport :shown", "gg:laterReport :cost"),
    "Outcome": (":curated a gg:Outcome", "[] a gg:Outcome"),
    "Outcome-hindsight": (":computed a gg:Outcome ; gg:hindsight :hindsight", ":computed a gg:Outcome"),
    "Outcome-risk": ("gg:risk :risk ; gg:outcome", "gg:outcome"),
    "Outcome-driver": ("gg:driver :driver ; gg:exposure", "gg:driver :driver , :other ; gg:exposure"),
    "Outcome-outcome": ("became:continuing", "kind:continuing"),
    "Outcome-evidence": ("; gg:evidence :now , :passage", ""),
    "Outcome-basis": ('"curated"', '"guessed"'),
    "Outcome-document": ('"computed" ; gg:document :later', '"computed"'),
    "Outcome-line": ("gg:line 20 , 21 ;", ""),
    "Outcome-later": (":then a gg:Fact ; gg:report :shown", ":then a gg:Fact ; gg:report :told"),
    "Outcome-sameRisk": ("gg:risk :risk ; gg:driver :driver ; gg:exposure", "gg:risk :other ; gg:exposure"),
    "Outcome-grounded": ('; skos:note "It stays."@en', ""),
    "Outcome-moved": ("gg:value 2.0", "gg:value 2.5"),
    "Comparison": (":comparison a gg:Comparison", "[] a gg:Comparison"),
    "Comparison-hindsight": ("gg:hindsight :hindsight ; gg:comparability", "gg:comparability"),
    "Comparison-earlier": ("gg:earlierFigure :before ;", ""),
    "Comparison-later": ("gg:laterFigure :then", "gg:laterFigure :cost"),
    "Comparison-comparability": ("how:equal", "kind:equal"),
    "Comparison-note": ('; skos:note "The same."@en', ""),
    "Comparison-reports": ("gg:earlierFigure :before", "gg:earlierFigure :now"),
    "Event-amounts": (f':may a gg:Duration ; gg:startDate {DAY} ; gg:endDate "2007-05-31"^^xsd:date',
                      ':may a gg:Duration ; gg:startDate "2009-01-01"^^xsd:date ; gg:endDate "2009-01-31"^^xsd:date'),
}  # fmt: skip


@cache
def risk_shapes() -> ShapesGraph:
    return load_shapes([SHAPES / "risk.ttl", SHAPES / "prefixes.ttl"])


def found(text: str, engine: str) -> set[str]:
    store = Store()
    store.load(text.encode(), format=RdfFormat.TURTLE)
    outcome = validate(store, risk_shapes(), engine)
    assert not outcome.not_evaluated
    return {getattr(result.source_shape, "value", "").removeprefix(PREFIX) for result in outcome.results}


def test_each_shape_has_a_case() -> None:
    graph = risk_shapes().graph
    nodes = [node for node in graph.subjects(SH.severity) if graph.has_type(node, SH.NodeShape, SH.PropertyShape)]
    assert {getattr(node, "value", "").removeprefix(PREFIX) for node in nodes} == set(BREAKS)


@pytest.mark.parametrize("engine", ENGINES)
def test_conforming_graph_has_no_result(engine: str) -> None:
    assert found(GRAPH, engine) == set()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("shape", BREAKS)
def test_a_broken_graph_has_the_shape_s_result(shape: str, engine: str) -> None:
    before, after = BREAKS[shape]
    assert GRAPH.count(before) == 1
    assert shape in found(GRAPH.replace(before, after), engine)


def test_fast_engine_needs_no_help() -> None:
    assert validate(Store(), risk_shapes()).handed_on == ()
