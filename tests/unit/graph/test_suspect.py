"""How many statements nobody can use, without reading those that look right."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from gaapgraph.graph.suspect import _find_suspects, count_unusable
from gaapgraph.vocabulary import GG, RDF
from gaapgraph.write import write_quads


@pytest.fixture
def store(sample_report) -> Store:
    found = Store()
    found.bulk_load("".join(write_quads(sample_report)).encode(), RdfFormat.N_QUADS)
    return found


def change(store: Store, predicate: str, value: str, count: int = 1) -> None:
    """Give some statements of occurrences, facts and their periods another value of the same datatype."""
    kinds = [NamedNode(kind) for kind in (GG.Occurrence, GG.Fact, GG.Duration)]
    told = {quad.subject for kind in kinds for quad in store.quads_for_pattern(None, NamedNode(RDF.type), kind, None)}
    quads = [quad for quad in store.quads_for_pattern(None, NamedNode(predicate), None, None) if quad.subject in told]
    for quad in sorted(quads, key=str)[:count]:
        store.remove(quad)
        found = Literal(value, datatype=quad.object.datatype)
        store.add(Quad(quad.subject, quad.predicate, found, quad.graph_name))


def test_what_we_write_is_usable_and_nothing_of_it_is_suspect(store):
    assert list(_find_suspects(store)) == []
    assert count_unusable(store) == 0


@pytest.mark.parametrize(
    ("predicate", "value"), [(GG.value, "NaN"), (GG.line, "many"), (GG.startDate, "2009-02-30"), (GG.decimals, "-900")]
)
def test_what_cannot_be_used_is_counted(store, predicate, value):
    change(store, predicate, value)
    assert count_unusable(store) >= 1


def test_each_statement_counts(store):
    change(store, GG.line, "many")
    once = count_unusable(store)
    change(store, GG.line, "many", 3)
    assert count_unusable(store) == 3 * once > 0
