"""Patterns in an order that begins at what is bound: the same answers, by fewer steps."""

from __future__ import annotations

import pytest
import rdflib
import rdflib.plugins.sparql as engine
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import URIRef, Variable

from gaapgraph.sparql.pattern_order import in_order, patterns_in_order

EX = "http://example.org/"
TYPE, EVENT, START, PERIOD = (URIRef(f"{EX}{name}") for name in ("type", "event", "start", "period"))
THIS, FACT, DURATION, DAY = (Variable(name) for name in ("this", "fact", "duration", "day"))
QUERY = f"""
PREFIX : <{EX}>
SELECT ?fact ?duration WHERE {{
  ?this :start ?start .
  ?fact a :Fact ; :event ?this ; :period ?duration .
  ?duration a :Duration ; :start ?day .
  FILTER (?day > ?start)
}}
"""


def test_a_pattern_follows_those_that_bind_it() -> None:
    fact, duration = (FACT, TYPE, URIRef(f"{EX}Fact")), (DURATION, TYPE, URIRef(f"{EX}Duration"))
    event, period, day = (FACT, EVENT, THIS), (FACT, PERIOD, DURATION), (DURATION, START, DAY)
    ordered = in_order([fact, duration, event, period, day], {FACT, DURATION, DAY}, {THIS})
    assert ordered == [event, fact, period, duration, day]


def test_where_nothing_is_bound_the_order_is_that_of_the_library() -> None:
    one, other = (FACT, TYPE, URIRef(f"{EX}Fact")), (FACT, PERIOD, DURATION)
    assert in_order([one, other], {FACT, DURATION}, set()) == [one, other]


@pytest.fixture
def graph() -> rdflib.Graph:
    lines = [f":e{n} :start {n} . :d{n} a :Duration ; :start {n + n % 2} ." for n in range(60)]
    lines += [f":f{n} a :Fact ; :event :e{n} ; :period :d{n} ." for n in range(60)]
    return rdflib.Graph().parse(data=f"@prefix : <{EX}> . {' '.join(lines)}", format="turtle")


def test_answers_are_the_same_and_few_triples_are_looked_at(
    graph: rdflib.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0
    triples = rdflib.Graph.triples

    def count(self: rdflib.Graph, pattern):  # type: ignore[no-untyped-def]
        nonlocal looked
        for triple in triples(self, pattern):
            looked += 1
            yield triple

    monkeypatch.setattr(rdflib.Graph, "triples", count)
    query = prepareQuery(QUERY)
    bindings = {"this": URIRef(f"{EX}e7")}
    plain = list(graph.query(query, initBindings=bindings))
    before, looked = looked, 0
    with patterns_in_order():
        assert list(graph.query(query, initBindings=bindings)) == plain
    assert [row.fact for row in plain] == [URIRef(f"{EX}f7")]  # day 8 is after its start, 7
    assert looked < 20 < before


def test_the_library_is_left_as_it_was() -> None:
    before = dict(engine.CUSTOM_EVALS)
    with pytest.raises(ValueError, match="stop"), patterns_in_order():
        assert before != engine.CUSTOM_EVALS
        raise ValueError("stop")
    assert before == engine.CUSTOM_EVALS
