"""Each query that the guide to questions shows runs, and finds something in the shipped instances."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gaapgraph.store import load_store, run_query, tabulate

TEXT = (Path(__file__).parents[2] / "queries" / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```sparql\n(.*?)```", TEXT, re.DOTALL)
PATTERNS = re.findall(r"^\| .* \| `(.*?)`", TEXT, re.MULTILINE)


@pytest.mark.parametrize("text", SHOWN)
def test_a_query_of_the_guide_finds_something(text: str) -> None:
    assert tabulate(run_query(load_store(), text))[1]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_of_the_guide_finds_something(pattern: str) -> None:
    if pattern.startswith("MINUS"):
        pattern = f"?fact a gg:Fact {pattern}"
    elif re.fullmatch(r"[\w-]+:\w+", pattern):
        pattern = f"?fact {pattern} ?member"
    elif not pattern.startswith("?"):
        pattern = f"?fact {pattern}"
    assert tabulate(run_query(load_store(), f"SELECT * WHERE {{ {pattern} }} LIMIT 1"))[1]


def test_the_guide_shows_queries_and_patterns() -> None:
    assert len(SHOWN) == 3
    assert len(PATTERNS) == 15
