"""What XBRL reports have beyond releases is written: typed dimensions, other datatypes, labels, footnotes, cubes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.model import (
    FOREVER,
    Concept,
    ConceptLabel,
    FactKey,
    Footnote,
    Hypercube,
    HypercubeDimension,
    Literal,
    Place,
    Proposal,
)
from gaapgraph.vocabulary import BASE, GG, XSD
from gaapgraph.write import write_quads

REVENUES, AXIS, CUBE = BASE + "us-gaap/Revenues", BASE + "acme/PlantAxis", BASE + "acme/PlantTable"
PREFIX = f"PREFIX gg: <{GG.iri}> PREFIX xsd: <{XSD.iri}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


@pytest.fixture
def store(sample_report):
    first = sample_report.facts[0]
    typed = Literal("Aomori", XSD.string)
    key = FactKey(REVENUES, sample_report.entity.iri, FOREVER, None, ((AXIS, typed),))
    occurrence = replace(
        first.occurrences[0],
        place=Place(0, 2, table=3, row=12, xpath="/html/body/table[3]/tr[12]/td[2]"),
        proposals=(Proposal(REVENUES, 1, Decimal("0.4")),),
    )
    day = replace(
        first, dimensions=key, value=Literal("--03-31", XSD.gMonthDay), decimals=None, occurrences=(occurrence,)
    )
    german = ConceptLabel("Umsatzerlöse", "http://www.xbrl.org/2003/role/terseLabel", "de")
    report = replace(
        sample_report,
        facts=(day,),
        findings=(),
        concepts={REVENUES: Concept(REVENUES, label="Revenues", labels=(german,), exact_matches=("urn:revenues",))},
        footnotes=(Footnote("Unaudited.", (key,)),),
        hypercubes=(Hypercube(CUBE, "urn:role", (REVENUES,), (HypercubeDimension(AXIS, datatype=XSD.string),), True),),
        namespaces=(("acme", BASE + "acme/"),),
        license="urn:licence",
        replaces=BASE + "report/acme/older",
    )
    store = Store()
    store.load("".join(write_quads(report)).encode(), RdfFormat.N_QUADS)
    return store


@pytest.mark.parametrize(
    "pattern",
    [
        f'?f a gg:Fact ; <{AXIS}> "Aomori" ; gg:value "--03-31"^^xsd:gMonthDay ; gg:period <{BASE}period/forever>',
        f"<{BASE}period/forever> a gg:Forever",
        "?o gg:proposal ?p . ?p a gg:Proposal ; gg:rank 1 ; gg:confidence 0.4",
        "?o a gg:Occurrence ; gg:table 3 ; gg:row 12 ; gg:column 2 . FILTER NOT EXISTS { ?o gg:line ?line }",
        f'?l a gg:ConceptLabel ; gg:labelled <{REVENUES}> ; gg:text "Umsatzerlöse"@de',
        f"<{REVENUES}> skos:exactMatch <urn:revenues>",
        '?n a gg:Footnote ; gg:fact ?f ; gg:text "Unaudited."@en',
        f"?h gg:primaryItem <{REVENUES}> ; gg:isClosed true . ?d gg:hypercube ?h ; gg:hypercubeAxis <{AXIS}>",
        f'<{BASE}acme/> <http://purl.org/vocab/vann/preferredNamespacePrefix> "acme"',
        f"?r a gg:Report ; <http://purl.org/dc/terms/license> <urn:licence> ; "
        f"<http://purl.org/dc/terms/replaces> <{BASE}report/acme/older>",
    ],
)
def test_each_is_in_the_graph(store, pattern):
    assert store.query(f"{PREFIX} ASK {{ GRAPH ?g {{ {pattern} }} }}")


def test_a_typed_member_is_another_point_than_an_explicit_one():
    keys = {
        FactKey(REVENUES, "urn:e", None, None, ((AXIS, member),)).key
        for member in ("Aomori", Literal("Aomori", XSD.string), Literal("Aomori", XSD.anyURI))
    }
    assert len(keys) == 3
