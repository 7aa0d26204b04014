"""A question without rows says what the data lack and which would answer; own questions need their reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gaapgraph.question import find_question, list_questions, search_questions
from gaapgraph.question.silence import explain_silence, list_absent
from gaapgraph.resource import instances
from gaapgraph.store import load_store
from gaapgraph.store.unknown import list_unknown

if TYPE_CHECKING:
    import pyoxigraph as ox

RISKS = instances() / "iij" / "fy2007-risk-factors" / "risk-factors.trig"


@pytest.fixture(scope="module")
def risks() -> ox.Store:
    return load_store([RISKS])


@pytest.fixture(scope="module")
def everything() -> ox.Store:
    return load_store()


def test_concepts_and_dimensions_that_are_absent_are_named(risks: ox.Store, everything: ox.Store) -> None:
    concepts, _ = list_absent(risks, find_question("measure_net_debt"))
    assert "https://w3id.org/gaapgraph/us-gaap/Assets" in concepts
    concepts, _ = list_absent(everything, find_question("measure_net_debt"))
    assert "https://w3id.org/gaapgraph/us-gaap/Assets" not in concepts
    assert list_absent(everything, find_question("list_segment_results"))[1] == []
    told = explain_silence(risks, find_question("measure_net_debt"), list_questions(entities=()))
    assert told.startswith("the data have no answer: of its concepts the data lack us-gaap:Assets, ")


def test_a_question_that_would_answer_is_named(everything: ox.Store) -> None:
    told = explain_silence(everything, find_question("measure_net_debt"), list_questions())
    assert "measure_leverage" in told or "compare_balances" in told
    assert told.endswith("would answer")


def test_questions_are_found_by_the_words_of_analysts() -> None:
    def found(words: str) -> set[str]:
        return {question.name for question in search_questions(words)}

    assert {"measure_days_outstanding", "measure_days_on_averages"} == found("DSO")
    assert {"measure_leverage", "measure_net_debt"} <= found("leverage")
    assert {"bridge_cash", "measure_free_cash_flow", "measure_cash_conversion"} <= found("cash flow")
    assert {"measure_margins", "compare_gross_margins"} <= found("margins")
    assert found("no such words") == set()


def test_own_questions_are_those_of_the_reporters_in_the_data() -> None:
    own = {question.name for question in list_questions() if question.entity}
    assert "measure_book_to_bill" in own
    assert own.isdisjoint(question.name for question in list_questions(entities=["0000320193"]))
    assert own <= {question.name for question in list_questions(entities=["0001090633"])}


def test_terms_that_exist_nowhere_are_told_with_the_nearest(everything: ox.Store) -> None:
    text = "SELECT * { ?f gg:concep us-gaap:Revenuess ; gg:value ?v ; skos:prefLabel us-gaap:Goodwill ; <urn:x> ?y }"
    lines = list_unknown(everything, text)
    assert [line.split(";")[0] for line in lines] == [
        "neither data nor vocabulary have gg:concep",
        "neither data nor vocabulary have us-gaap:Revenuess",
    ]
    assert "did you mean gg:concept" in lines[0]
    assert "did you mean us-gaap:Revenues " in lines[1]
    assert list_unknown(everything, "SELECT * { ?f gg:concept us-gaap:GoodwillImpairmentLoss }") == []
