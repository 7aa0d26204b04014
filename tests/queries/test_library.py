"""The files of the library keep their form."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from gaapgraph.question.library import THEMES, list_questions
from gaapgraph.question.parameter import bind_parameters
from gaapgraph.question.run import answer

if TYPE_CHECKING:
    import pyoxigraph as ox

    from gaapgraph.question.question import Question

QUESTIONS = list_questions()
VERBS = set("break bridge check compare count derive find imply list measure reconcile roll show split trace".split())  # noqa: SIM905


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)
def test_front_matter_says_what_the_query_is(question: Question, everything: ox.Store) -> None:
    assert question.name.split("_")[0] in VERBS
    assert question.theme in THEMES
    assert question.question.endswith("?")
    columns = [variable.value for variable in answer(everything, question).variables]
    assert [name for name, _ in question.returns] == columns
    for parameter in question.parameters:
        assert f"?{parameter.name}" in question.text
    if question.chart is not None:
        assert set(question.chart.columns) <= set(columns)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)
def test_a_query_is_standard_ordered_and_holds_no_text_to_replace(question: Question) -> None:
    body = "\n".join(line for line in question.text.splitlines() if not line.startswith("#"))
    assert "ORDER BY" in body
    assert "GRAPH ?" in body
    assert not re.search(r"\{\{|%s|\$\{|SERVICE|FROM ", body)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)
def test_a_question_takes_less_than_a_second(question: Question, compared_annual: ox.Store) -> None:
    start = time.process_time()
    assert list(answer(compared_annual, question))
    assert time.process_time() - start < 1


def test_an_entity_and_a_period_narrow_an_answer(store: ox.Store) -> None:
    [question] = [each for each in QUESTIONS if each.name == "measure_tax_rate"]
    for entity in ("IIJ", "Internet Initiative Japan Inc.", "1090633", "0001090633"):
        bound = bind_parameters(store, question, {"entity": entity, "period": "2008-04-01/2009-03-31"})
        assert len(list(answer(store, question, bound))) == 1
