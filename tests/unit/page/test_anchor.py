"""Each place and each concept of a page has a name of its own."""

from __future__ import annotations

from types import SimpleNamespace

from gaapgraph.model import Place
from gaapgraph.page.anchor import Anchors


def test_the_second_of_a_name_is_told_apart():
    figures = [
        SimpleNamespace(iri=f"urn:o{number}", report=report, place=Place(line, column))
        for number, (report, line, column) in enumerate(
            [("r", 5, 2), ("r", 5, 2), ("s", 5, 2), ("r", 5, 2), ("r", 6, 2)]
        )
    ]
    anchors = Anchors(["r", "s"], figures, lambda iri: iri.rpartition("#")[2])
    assert [anchors.figure(f"urn:o{number}") for number in range(5)] == ["f5.2", "f5.2.2", "2-f5.2", "f5.2.3", "f6.2"]
    named = [anchors.concept(iri) for iri in ("urn:a#x", "urn:b#x", "urn:c#x.2", "urn:d#x", "urn:a#x")]
    assert named == ["k-x", "k-x.2", "k-x-2", "k-x.3", "k-x"]
