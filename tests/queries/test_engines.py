"""Each question gives the same rows on every engine, whatever the default graph is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import read_rdflib
from gaapgraph.ask.library import list_questions

if TYPE_CHECKING:
    import rdflib

    from conftest import Ask

NAMES = [question.name for question in list_questions()]
TEXTS = {question.name: question.text for question in list_questions()}


@pytest.mark.parametrize("name", NAMES)
def test_the_default_graph_does_not_matter(ask: Ask, name: str) -> None:
    rows = ask(name)
    assert rows == ask(name, union=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows(ask: Ask, dataset: rdflib.Dataset, name: str) -> None:
    assert read_rdflib(dataset, TEXTS[name]) == ask(name)
