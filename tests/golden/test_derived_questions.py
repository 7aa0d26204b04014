"""Derived, cross-document and trap questions: right, or refused, and never wrong with confidence."""

from __future__ import annotations

import sys
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaapgraph.errors import NotFoundError
from gaapgraph.graph import Dataset
from gaapgraph.question import answer, answer_rows, bind_parameters, find_question
from gaapgraph.store import gather

if TYPE_CHECKING:
    from pyoxigraph import Store

sys.path.insert(0, str(Path(__file__).parent))  # for the questions, which are no tests

from derived_questions import QUESTIONS, Asked

FILINGS = Path(__file__).parents[2] / ".." / "shared" / "data" / "filings"
SOURCES = {
    "iij": None,
    "nflx": FILINGS / "nflx-10k-fy2009" / "nflx-20091231.xml",
    "aapl": FILINGS / "aapl-10k-fy2010" / "aapl-20100925.xml",
    "msft": FILINGS / "msft-10k-fy2015" / "msft-20150630.xml",
}
MOST_REFUSED = Decimal("0.1")
LEAST_RIGHT = Decimal("0.95")


@cache
def load(of: str) -> Store:
    source = SOURCES[of]
    return gather([] if source is None else [source])


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
    found = [dict(zip(heads, row, strict=True)) for row in rows]
    found = [row for row in found if all(row[name] == value for name, value in asked.where.items())]
    if not found or all(not row[name] for row in found for name in asked.cells if asked.cells[name]):
        return "refused" if not found or any(asked.cells.values()) else "right"
    wrong = {
        name: row[name] for row in found for name, value in asked.cells.items() if not is_same(row[name], value, name)
    }
    return f"wrong: {wrong}, not {asked.cells}" if wrong else "right"


def is_same(found: str, wanted: str, name: str) -> bool:
    if not wanted or not found or not wanted.lstrip("-").replace(".", "", 1).isdigit():
        return found == wanted
    mode = {"low": ROUND_FLOOR, "high": ROUND_CEILING}.get(name, ROUND_HALF_UP)
    return Decimal(found).quantize(Decimal(wanted), mode) == Decimal(wanted)


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
