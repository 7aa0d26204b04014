"""The named graph of a report holds what the report says, and says it the same way each time."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from gaapgraph.errors import InputError
from gaapgraph.model import bounds, canonical
from gaapgraph.vocabulary import BASE, GG, RDF, XSD
from gaapgraph.write import Names, describe, write_quads, write_trig, write_triples, write_turtle


def load(report, base=BASE) -> Store:
    store = Store()
    store.bulk_load("".join(write_quads(report, base)).encode(), RdfFormat.N_QUADS)
    return store


def values(store: Store, subject: str, predicate: str) -> list[str]:
    return [quad.object.value for quad in store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, None)]


def test_every_value_comes_back_with_its_bounds(sample_report):
    store, names = load(sample_report), Names(sample_report)
    for fact in sample_report.facts:
        iri = names.fact(fact.dimensions)
        if fact.is_nil:
            assert values(store, iri, GG.value) == []
            assert values(store, iri, GG.isNil) == ["true"]
            continue
        lower, upper = bounds(fact.value, fact.decimals)
        assert values(store, iri, GG.value) == [canonical(fact.value)]
        assert values(store, iri, GG.lowerBound) == [canonical(lower)]
        assert values(store, iri, GG.upperBound) == [canonical(upper)]


def test_an_exact_value_has_no_decimals_and_both_bounds_equal_to_it(sample_report):
    store, fact = load(sample_report), sample_report.facts[-1]
    iri = Names(sample_report).fact(fact.dimensions)
    assert values(store, iri, GG.decimals) == []
    assert values(store, iri, GG.lowerBound) == values(store, iri, GG.upperBound) == ["-50"]


def test_decimals_are_typed_and_canonical(sample_report):
    store = load(sample_report)
    numbers = [quad.object for quad in store.quads_for_pattern(None, NamedNode(GG.value), None, None)]
    assert {number.datatype.value for number in numbers} == {XSD.decimal}
    assert all(number.value == canonical(Decimal(number.value)) for number in numbers)


def test_everything_referred_to_is_described_in_the_graph_itself(sample_report):
    quads = list(load(sample_report))
    subjects = {quad.subject.value for quad in quads}
    links = [
        "report",
        "fact",
        "document",
        "entity",
        "concept",
        "period",
        "comparativePeriod",
        "unit",
        "lineItem",
        "source",
        "target",
        "network",
        "event",
    ]
    predicates = {BASE + "ns#" + link for link in links}
    referred = {quad.object.value for quad in quads if quad.predicate.value in predicates}
    assert referred and referred <= subjects
    assert {quad.graph_name.value for quad in quads} == {sample_report.iri}


def test_each_resource_is_described_once_and_has_a_type(sample_report):
    resources = list(describe(sample_report))
    assert Counter(resource.iri for resource in resources).most_common(1)[0][1] == 1
    assert all(resource.statements[0][0] == RDF.type for resource in resources)


def test_a_figure_that_states_two_facts_has_two_occurrences(sample_report):
    subjects = {resource.iri for resource in describe(sample_report)}
    first = f"{sample_report.iri}/occurrence/60.2"
    assert {first, f"{first}.2"} <= subjects
    assert f"{sample_report.iri}/occurrence/12@14" in subjects


def test_a_finding_points_to_the_occurrences_at_its_place(sample_report):
    store, iri = load(sample_report), f"{sample_report.iri}/finding/GG-READ-001/60.2"
    assert sorted(values(store, iri, GG.occurrence)) == [
        f"{sample_report.iri}/occurrence/60.2",
        f"{sample_report.iri}/occurrence/60.2.2",
    ]
    assert values(store, iri, GG.message) == ["The row is printed twice.\nOnce is enough."]


def test_dimensions_are_properties_of_their_own(sample_report):
    store, fact = load(sample_report), sample_report.facts[3]
    ((axis, member),) = fact.dimensions.dimensions
    iri = Names(sample_report).fact(fact.dimensions)
    assert values(store, iri, axis) == [member]
    assert values(store, iri, GG.dimensionCount) == ["1"]


def test_there_are_no_blank_nodes(sample_report):
    assert all("_:" not in text for text in write_quads(sample_report))


def test_all_formats_hold_the_same_triples(sample_report):
    def triples(lines, rdf_format):
        return {quad.triple for quad in parse("".join(lines).encode(), format=rdf_format)}

    quads = triples(write_quads(sample_report), RdfFormat.N_QUADS)
    assert len(quads) > 150
    assert triples(write_trig(sample_report), RdfFormat.TRIG) == quads
    assert triples(write_turtle(sample_report), RdfFormat.TURTLE) == quads
    assert triples(write_triples(sample_report), RdfFormat.N_TRIPLES) == quads


def test_trig_keeps_the_name_of_the_graph(sample_report):
    quads = set(parse("".join(write_trig(sample_report)).encode(), format=RdfFormat.TRIG))
    assert quads == set(parse("".join(write_quads(sample_report)).encode(), format=RdfFormat.N_QUADS))


def test_another_base_renames_data_and_no_vocabulary(sample_report):
    store = load(sample_report, "https://example.org/data/")
    used = {quad.subject.value for quad in store}
    assert "https://example.org/data/period/2008-04-01/2009-03-31" in used
    assert "https://example.org/data/entity/cik/0001090997" in used
    assert f"{BASE}us-gaap/Revenues" in used
    assert not any(iri.startswith((f"{BASE}report/", f"{BASE}period/", f"{BASE}entity/")) for iri in used)
    keys = [quad.object for quad in store.quads_for_pattern(None, NamedNode(GG.key), None, None)]
    assert Literal(sample_report.facts[0].dimensions.key) in keys


@pytest.mark.parametrize("base", ["data", "https://example.org/data", "https://exa mple.org/", "<x>/", ""])
def test_a_base_that_is_no_namespace_is_refused(sample_report, base):
    with pytest.raises(InputError, match="no base for IRIs"):
        next(write_quads(sample_report, base))
