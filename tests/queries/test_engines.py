"""Each question gives the same rows on every engine, whatever the default graph is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import read_rdflib
from gaapgraph.ask.library import list_questions

if TYPE_CHECKING:
    import rdflib

    from conftest import Ask

ABOUT_TWO = ("compare_documents", "find_facts_in_both_documents")
BESIDE = {question.name for question in list_questions() if question.theme == "risk" or question.name in ABOUT_TWO}
NAMES = [question.name for question in list_questions() if question.name not in BESIDE]
TEXTS = {question.name: question.text for question in list_questions()}


@pytest.mark.parametrize("name", NAMES)
def test_the_default_graph_does_not_matter(ask: Ask, name: str) -> None:
    rows = ask(name)
    assert rows == ask(name, union=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows(ask: Ask, dataset: rdflib.Dataset, name: str) -> None:
    assert read_rdflib(dataset, TEXTS[name]) == ask(name)


@pytest.mark.parametrize("name", sorted(BESIDE))
def test_the_default_graph_does_not_matter_for_what_needs_two_documents(ask_everything: Ask, name: str) -> None:
    rows = ask_everything(name)
    assert rows == ask_everything(name, union=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(BESIDE))
def test_rdflib_gives_the_same_rows_for_what_needs_two_documents(
    ask_everything: Ask, dataset_of_everything: rdflib.Dataset, name: str
) -> None:
    assert read_rdflib(dataset_of_everything, TEXTS[name]) == ask_everything(name)
