"""Derived, cross-document and trap questions: right, or refused, and never wrong with confidence."""

from __future__ import annotations

import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaapgraph.errors import NotFoundError
from gaapgraph.graph import Dataset
from gaapgraph.question import answer, answer_rows, bind_parameters, find_question

if TYPE_CHECKING:
    from pyoxigraph import Store

sys.path.insert(0, str(Path(__file__).parent))  # for the questions, which are no tests

from derived_questions import QUESTIONS, SOURCES, Asked, gather_source, judge_rows

MOST_REFUSED = Decimal("0.1")
LEAST_RIGHT = Decimal("0.95")


@cache
def load(of: str) -> Store:
    return gather_source(of)


def is_there(of: str) -> bool:
    source = SOURCES[of]
    return source is None or source.is_file()


def judge(asked: Asked) -> str:
    """Return `right`, `refused`, or what is wrong."""
    store, question = load(asked.of), find_question(asked.ask)
    try:
        bound = bind_parameters(store, question, asked.given)
    except NotFoundError:
        return "refused"
    heads, rows = answer_rows(answer(store, question, bound), Dataset(store))
    return judge_rows(asked, [dict(zip(heads, row, strict=True)) for row in rows])


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: f"{asked.of}: {asked.question}")
def test_no_answer_is_wrong(asked: Asked) -> None:
    if not is_there(asked.of):
        pytest.skip("the filing is not beside the project in shared/data")
    verdict = judge(asked)
    assert not verdict.startswith("wrong")
    if not any(asked.cells.values()) and not asked.where:
        assert verdict in ("refused", "right")


def test_nearly_all_that_can_be_answered_is() -> None:
    asked = [each for each in QUESTIONS if is_there(each.of)]
    answerable = [each for each in asked if any(each.cells.values())]
    verdicts = [judge(each) for each in answerable]
    assert verdicts.count("refused") <= MOST_REFUSED * len(answerable)
    assert verdicts.count("right") >= LEAST_RIGHT * len(answerable)


def test_there_are_enough_of_them() -> None:
    assert len(QUESTIONS) >= 65
    assert sum(not any(each.cells.values()) for each in QUESTIONS) >= 10
