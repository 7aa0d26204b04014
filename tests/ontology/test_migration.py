"""Graphs loaded under version 0.1 become what 0.2 writes, by one update that any store runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from gaapgraph.model import PURE, Duration, Fact, FactKey, Instant
from gaapgraph.vocabulary import BASE, GG
from gaapgraph.write import Names, write_quads

UPDATE = (Path(__file__).parents[2] / "ontology" / "migrate-0.2.ru").read_text(encoding="utf-8")
GROWTH = f"{BASE}measure/us-gaap/Revenues/growth"
YEAR = Duration(date(2008, 4, 1), date(2009, 3, 31))
QUARTER, QUARTER_BEFORE = Duration(date(2009, 1, 1), date(2009, 3, 31)), Duration(date(2008, 1, 1), date(2008, 3, 31))
MEMBERS = (
    (f"{BASE}ns#CounterpartyAxis", f"{BASE}iij/NTTMember"),
    (f"{BASE}srt/ProductOrServiceAxis", f"{BASE}iij/ConnectivityMember"),
)


def graph_of(sample, *keys):
    first = sample.facts[0]
    facts = tuple(
        Fact(key, Decimal("0.043"), 3, (replace(first.occurrences[0], value=Decimal("0.043"), decimals=3),))
        for key in keys
    )
    return replace(sample, facts=facts, findings=())


def load(report):
    store = Store()
    store.load("".join(write_quads(report)).encode(), RdfFormat.N_QUADS)
    return store


def growth(entity, period, comparative, dimensions=()):
    return FactKey(GROWTH, entity, period, PURE, dimensions, comparative)


def stated(store):
    """Return each fact's key and period."""
    query = f"SELECT ?key ?period {{ GRAPH ?g {{ ?fact <{GG.key}> ?key ; <{GG.period}> ?period }} }}"
    return {(row["key"].value, row["period"].value) for row in store.query(query)}


def test_growth_of_a_quarter_gets_its_own_period_and_the_key_that_is_written_today(sample_report):
    entity = sample_report.entity.iri
    old = [growth(entity, YEAR, QUARTER_BEFORE, members) for members in ((), MEMBERS)]
    balance = growth(entity, YEAR, Instant(date(2008, 3, 31)))
    new = [growth(entity, QUARTER, QUARTER_BEFORE, members) for members in ((), MEMBERS)]
    report = graph_of(sample_report, *old, balance)
    store, names = load(report), Names(report)
    for key, current in (*((key, QUARTER) for key in old), (balance, Instant(date(2009, 3, 31)))):
        fact, graph = NamedNode(names.fact(key)), NamedNode(names.report)
        store.add(Quad(fact, NamedNode(GG.currentPeriod), NamedNode(current.iri()), graph))
    for day, name in ((QUARTER.start, GG.startDate), (QUARTER.end, GG.endDate)):
        typed = Literal(day.isoformat(), datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))
        store.add(Quad(NamedNode(QUARTER.iri()), NamedNode(name), typed, NamedNode(names.report)))
    store.update(UPDATE)
    assert stated(store) == stated(load(graph_of(sample_report, *new, balance)))
    assert not list(store.quads_for_pattern(None, NamedNode(GG.currentPeriod), None))
    once = set(store)
    store.update(UPDATE)
    assert set(store) == once


def test_computed_outcomes_are_called_movements():
    store = Store()
    store.load(
        b"""PREFIX gg: <https://w3id.org/gaapgraph/ns#> PREFIX o: <https://w3id.org/gaapgraph/scheme/outcome/>
        PREFIX : <urn:> :told { :own gg:driver :d ; gg:basis "stated" ; gg:lineItem :research .
          :group gg:driver :d ; gg:basis "stated" ; gg:lineItem :net . }
        :shown { :arc gg:source :net ; gg:weight 1 . :net gg:dimensionCount 0 . }
        :became { :one gg:basis "computed" ; gg:outcome o:realised ; gg:exposure :own .
          :two gg:basis "computed" ; gg:outcome o:realised ; gg:exposure :group .
          :three gg:basis "curated" ; gg:outcome o:realised . }""",
        RdfFormat.TRIG,
    )
    store.update(UPDATE)
    found = {
        (quad.subject.value, quad.object.value.removeprefix(f"{BASE}scheme/outcome/"))
        for quad in store.quads_for_pattern(None, NamedNode(GG.outcome), None)
    }
    assert found == {("urn:one", "movedAsFeared"), ("urn:three", "realised")}
