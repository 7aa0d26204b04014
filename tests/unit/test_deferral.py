"""Patterns that are compiled late, and that recall what they found."""

from __future__ import annotations

import re

import pytest

from gaapgraph import deferral
from gaapgraph.deferral import late_pattern, recalling_pattern


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that were compiled since."""
    sources: list[str] = []
    compile_it = re.compile

    def compile_noted(source: str, flags: int = 0) -> re.Pattern[str]:
        sources.append(source)
        return compile_it(source, flags)

    monkeypatch.setattr(deferral.re, "compile", compile_noted)
    return sources


@pytest.mark.parametrize("make", [late_pattern, recalling_pattern])
def test_is_compiled_when_it_is_first_used(make, compiled):
    pattern = make(r"\bnet\b", re.IGNORECASE)
    assert compiled == []
    assert pattern.search("Net income").span() == (0, 3)
    assert pattern.match("income") is None
    assert pattern.fullmatch("NET") is not None
    assert pattern.sub("gross", "net sales") == "gross sales"
    assert set(compiled) == {r"\bnet\b"}


def test_recalls_what_it_found_and_what_it_did_not():
    pattern = recalling_pattern(r"\d+")
    first = pattern.search("page 12")
    assert pattern.search("page 12") is first
    assert first[0] == "12"
    assert pattern.search("no page") is None
    assert pattern.search("no page") is None
    assert pattern.match("page 12") is None, "one method does not answer for another"


def test_long_texts_are_looked_at_each_time_and_not_kept():
    pattern = recalling_pattern(r"\d+")
    text = "page " * 500 + "12"
    assert pattern.search(text)[0] == "12"
    assert pattern.search(text) is not pattern.search(text)
