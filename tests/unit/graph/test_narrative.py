"""What narrative sections say, as graphs that others wrote hold it."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.graph import Dataset
from gaapgraph.graph.exposition import read_narrative

HEAD = """@prefix gg: <https://w3id.org/gaapgraph/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <urn:x:> . :document a gg:Document . """


def tell(text: str):  # type: ignore[no-untyped-def]
    store = Store()
    store.load((HEAD + text).encode(), format=RdfFormat.TURTLE, to_graph=None)
    return read_narrative(Dataset(store), "urn:x:document")


@pytest.mark.parametrize("names", ["abc", "cba", "bac"])
def test_relationships_of_one_line_stand_in_the_order_of_their_days(names: str) -> None:
    days = ["2004-01-01", "2005-06-30", "2009-12-31"]
    said = (
        f""":{name} a gg:Relationship ; gg:document :document ; gg:line 7 ; gg:subject :we ; gg:object :they ;
        gg:relationshipRole :owner ; gg:since "2003-01-01"^^xsd:date ; gg:until "{day}"^^xsd:date ."""
        for name, day in zip(names, days, strict=True)
    )
    found = tell("\n".join(said))["relationships"]
    assert [one.until for one in found] == [date.fromisoformat(day) for day in days]


def test_a_mention_without_its_place_or_its_entity_is_left_out() -> None:
    found = tell(
        """:a a gg:Mention ; gg:document :document ; gg:line 3 ; gg:offset 0 ; gg:mentioned :acme ; gg:printedText "A" .
        :b a gg:Mention ; gg:document :document ; gg:line 4 ; gg:offset 0 ; gg:printedText "B" .
        :c a gg:Mention ; gg:document :document ; gg:mentioned :acme ; gg:printedText "C" ."""
    )["mentions"]
    assert [(one.entity, one.printed_text, one.place.line) for one in found] == [("urn:x:acme", "A", 3)]


def test_an_event_needs_a_category_and_stands_at_its_lines() -> None:
    (event,) = tell(
        """:a a gg:Event ; gg:document :document ; gg:line 12, 7, 1234567890 ; gg:category :acquisition .
        :b a gg:Event ; gg:document :document ; gg:line 8 ."""
    )["events"]
    assert (event.category, [place.line for place in event.places]) == ("urn:x:acquisition", [7, 12])
