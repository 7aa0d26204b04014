"""Rules see all graphs as one, each triple once, with what they read beside the data."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from gaapgraph import resource
from gaapgraph.shacl.rdf_term import SHACL
from gaapgraph.validation.knowledge import rule_data, shape_files, with_knowledge

A, B, P, Q = (NamedNode(f"urn:{name}") for name in "abpq")


def test_triple_in_two_graphs_counts_once() -> None:
    store = Store()
    store.extend([Quad(A, P, Literal("x\n“y”", language="en"), graph) for graph in (A, B)] + [Quad(A, P, B)])
    data = with_knowledge(store)
    found = list(data.quads_for_pattern(A, None, None))
    assert {str(quad.object) for quad in found} == {'"x\\n“y”"@en', "<urn:b>"}
    assert len(found) == 2
    assert not list(data.named_graphs())


def test_blank_node_of_two_graphs_stays_one_node() -> None:
    node, store = BlankNode("one"), Store()
    store.extend([Quad(A, P, node, A), Quad(node, Q, B, B)])
    data = with_knowledge(store)
    assert [quad.object for quad in data.quads_for_pattern(A, P, None)] == [node]
    assert [quad.subject for quad in data.quads_for_pattern(None, Q, B)] == [node]


def test_the_bundle_is_left_out_of_the_files_of_shapes() -> None:
    assert {path.name for path in set(resource.shapes().glob("*.ttl")) - set(shape_files())} == {"all.ttl"}


def test_what_rules_read_states_no_shape() -> None:
    used = {quad.predicate.value for quad in parse(path=str(rule_data()), format=RdfFormat.TURTLE)}
    assert not any(predicate.startswith(SHACL) for predicate in used)


def test_what_rules_read_is_there() -> None:
    data = with_knowledge(Store())
    kinds = ("Derivation", "SumRelation", "NonNegativeConcept")
    for kind in kinds:
        query = f"ASK {{ ?x a <https://w3id.org/gaapgraph/ns#{kind}> }}"
        assert data.query(query), kind
