"""What a check knows of prints: whether the concepts are the filer's, and where a print of JSON stands."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.validation.figure import Figures, _number, load_figures
from gaapgraph.validation.sentence import place

_GRAPH = """
PREFIX gg: <https://w3id.org/gaapgraph/ns#>
<urn:r> a gg:Report ; gg:document <urn:d> .
<urn:d> gg:fileName "num.txt" ; gg:mediaType "MEDIA" .
<urn:f> a gg:Fact ; gg:report <urn:r> .
<urn:o> a gg:Occurrence ; gg:fact <urn:f> ; gg:label "Cash" ; gg:elementId "/facts/us-gaap/Cash/units/USD/0" ;
  gg:value 1.0 ; gg:lowerBound 1.0 ; gg:upperBound 1.0 .
"""


def load(media: str) -> Figures:
    store = Store()
    store.load(_GRAPH.replace("MEDIA", media).encode(), RdfFormat.TURTLE)
    return load_figures(store)


@pytest.mark.parametrize(
    ("media", "is_of_filer"),
    [
        ("text/tab-separated-values", True),
        ("application/xhtml+xml", True),
        ("application/xml", True),
        ("application/json", True),
        ("text/html", False),
        ("text/plain", False),
        ("text/markdown", False),
    ],
)
def test_labels_beside_tags_make_no_guess_of_them(media: str, is_of_filer: bool) -> None:
    assert load(media).is_curated("urn:r") is is_of_filer


def test_place_in_json_is_a_pointer() -> None:
    (one,) = load("application/json").prints.values()
    assert place(one) == "element /facts/us-gaap/Cash/units/USD/0"


@pytest.mark.parametrize(("text", "value"), [("1.5", Decimal("1.5")), ("9" * 300, None), ("INF", None), ("x", None)])
def test_a_number_is_finite_and_no_longer_than_anybody_prints(text: str, value: Decimal | None) -> None:
    assert _number(text) == value
