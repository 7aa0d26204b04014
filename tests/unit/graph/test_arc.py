"""Networks in graphs that others wrote."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Store

from gaapgraph.graph import Dataset, list_networks

SAID = """@prefix gg: <https://w3id.org/gaapgraph/ns#> . @prefix : <urn:x:> .
:r a gg:Report . :n a gg:Network ; gg:report :r ; gg:networkRole :role ; gg:arcrole :arcrole .
:whole a gg:Arc ; gg:network :n ; gg:source :a ; gg:target :b ; gg:order 2 .
:headless a gg:Arc ; gg:network :n ; gg:target :b . :endless a gg:Arc ; gg:network :n ; gg:source :a ."""


def test_an_arc_needs_both_its_ends() -> None:
    store = Store()
    store.load(SAID.encode(), format=RdfFormat.TURTLE)
    dataset = Dataset(store)
    (network,) = list_networks(dataset, "urn:x:r")
    assert [(arc.source, arc.target, arc.order) for arc in network.arcs] == [("urn:x:a", "urn:x:b", 2)]
    assert {one.subject for one in dataset.unusable} == {"urn:x:headless", "urn:x:endless"}
