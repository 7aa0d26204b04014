"""Derived, cross-document and trap questions asked as an assistant asks them: by the tools, over the protocol.

The questions and what is right are those of `tests/golden/derived_questions.py`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

mcp = pytest.importorskip("mcp", reason="the extra mcp is not installed")

from gaapgraph.assistant.tool_server import build_tool_server  # noqa: E402
from gaapgraph.assistant.toolbox import Toolbox  # noqa: E402

sys.path.insert(0, str(Path(__file__).parents[1] / "golden"))  # for the questions, which are no tests

from derived_questions import QUESTIONS, SOURCES, Asked, gather_source, judge_rows  # noqa: E402

MOST_REFUSED = 0.1


@cache
def serve(of: str) -> Any:
    return build_tool_server(Toolbox(gather_source(of)))


def call(server: Any, name: str, arguments: dict[str, Any]) -> dict[str, Any] | None:
    """Return what a tool says, or None where it refuses; a refusal has a reason."""

    async def run() -> Any:
        async with mcp.Client(server) as client:
            return await client.call_tool(name, arguments)

    said = asyncio.run(run())
    texts = [each.text for each in said.content]
    if said.is_error:
        assert len(" ".join(texts).removeprefix("refused: ")) > len("refused: ")
        return None
    found: dict[str, Any] = json.loads(texts[0])
    return found


@cache
def judge(number: int) -> str:
    """Return `right`, `refused`, or what is wrong; an answer has a receipt with a place for each of its facts."""
    asked = QUESTIONS[number]
    found = call(serve(asked.of), "ask", {"question": asked.ask, "parameters": asked.given})
    if found is None:
        return "refused"
    assert found["receipt"]["documents"]
    assert all(each["place"] for each in found["receipt"]["facts"].values())
    return judge_rows(asked, found["rows"])


def is_there(asked: Asked) -> bool:
    source = SOURCES[asked.of]
    return source is None or source.is_file()


@pytest.mark.parametrize("number", range(len(QUESTIONS)), ids=lambda number: QUESTIONS[number].question)
def test_no_tool_is_wrong(number: int) -> None:
    if not is_there(QUESTIONS[number]):
        pytest.skip("the filing is not beside the project in shared/data")
    assert not judge(number).startswith("wrong")


def test_few_questions_that_can_be_answered_are_refused() -> None:
    answerable = [n for n, each in enumerate(QUESTIONS) if is_there(each) and any(each.cells.values())]
    assert sum(judge(number) == "refused" for number in answerable) <= MOST_REFUSED * len(answerable)
