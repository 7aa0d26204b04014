"""The rdflib graph of a report."""

from __future__ import annotations

from decimal import Decimal

from rdflib import URIRef

from gaapgraph.vocabulary import GG
from gaapgraph.write import Names
from gaapgraph.write.as_rdflib import build_graph


def test_the_graph_is_named_by_the_report_and_can_be_asked(sample_report):
    graph = build_graph(sample_report)
    fact = URIRef(Names(sample_report).fact(sample_report.facts[0].dimensions))
    assert str(graph.identifier) == sample_report.iri
    assert graph.value(fact, URIRef(GG.value)).toPython() == Decimal(69730730000)
    assert len(list(graph.query("SELECT ?f WHERE { ?f a gg:Fact }"))) == len(sample_report.facts)
