"""Graphs that others wrote: whatever stands in the place of a term, what reads it gives an answer or a plain error."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.compare import compare_stores
from gaapgraph.errors import GaapGraphError, InputError
from gaapgraph.export import build_book
from gaapgraph.graph import Dataset, list_networks, list_notices, read_reports, trace
from gaapgraph.page import list_documents
from gaapgraph.page.filing_layout import is_filing, lay_out_filing
from gaapgraph.page.layout import lay_out
from gaapgraph.page.meaning import load_meanings
from gaapgraph.page.page import build_page, render_page
from gaapgraph.page.risk_view import list_risks
from gaapgraph.page.tree import grow_trees
from gaapgraph.question import answer, bind_parameters, collect, find_question
from gaapgraph.resource import queries
from gaapgraph.sparql import UNLIMITED
from gaapgraph.validation import format as formats
from gaapgraph.validation.inspection import check_store, inspect
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKED = 50  # every so many mutants are also checked, asked, shown on a page and in a workbook, which take longer
XSD = "http://www.w3.org/2001/XMLSchema#"
STRANGE = [
    *(f'"{text}"^^<{XSD}{kind}>' for text in ("NaN", "INF", "-1", "0", "abc", "9" * 300, "1e999", "²", "") for kind in
      ("decimal", "integer", "date", "boolean", "double")),
    f'"999999999"^^<{XSD}integer>', f'"-100000"^^<{XSD}integer>', f'"2008-02-30"^^<{XSD}date>', '"words"', '""',
    '"mots"@fr', "_:b1", "<urn:x:nothing>", "<https://w3id.org/gaapgraph/ns#Fact>",
]  # fmt: skip


@pytest.fixture
def lines(sample_report) -> list[str]:
    return "".join(write_quads(sample_report)).splitlines()


def mutate(lines: list[str], chance: random.Random) -> list[str]:
    """Replace the object of some statements, drop some, join two resources, or say it all again in another graph."""
    found = list(lines)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(found))
        subject, predicate, rest = found[at].split(" ", 2)
        graph = rest.rsplit(" ", 2)[1]
        kind = chance.randrange(6)
        if kind < 3:
            found[at] = f"{subject} {predicate} {chance.choice(STRANGE)} {graph} ."
        elif kind == 3:
            del found[at]
        elif kind == 4:
            other = chance.choice(found).split(" ", 1)[0]
            found[at] = f"{other} {predicate} {rest}"
        else:
            found.append(f"{subject} {predicate} {rest.rsplit(' ', 2)[0]} <urn:x:other> .")
    return found


def load(lines: list[str]) -> Store:
    store = Store()
    store.bulk_load("\n".join(lines).encode(), RdfFormat.N_QUADS)
    return store


def read_everything(store: Store, whole: Store) -> None:
    dataset = Dataset(store)
    figures = dataset.figures()
    for figure in figures:
        trace(dataset, figure.fact.iri)
        dataset.best(figure.fact.iri)
    list(read_reports(store))
    list_notices(dataset)
    meanings = load_meanings(dataset)
    list_risks(dataset)
    for document in list_documents(dataset):
        own = dataset.figures(document=document.iri)
        networks = list_networks(dataset, document.report)
        if is_filing(own, networks):
            lay_out_filing(own, networks)
        lay_out(own, networks)
        grow_trees(networks, own, meanings)
    for before, after in ((whole, store), (store, whole)):
        try:
            compare_stores(before, after, with_results=False, with_answers=False)
        except GaapGraphError:
            continue
    assert all(len(note.value) <= 60 for note in dataset.unusable)


QUESTIONS = sorted(path.stem for path in queries().glob("*.rq"))


def show_everything(store: Store, chance: random.Random) -> None:
    """Check a graph, ask it, and make a page and a workbook of what is left."""
    try:
        report = check_store(store)
        for name in ("text", "json", "html", "sarif"):
            getattr(formats, f"write_{name}")(report)
        formats.write_trig(inspect(store, as_engines_do=True).report)
    except InputError as refusal:
        assert "no fact" in str(refusal)
    for name in chance.sample(QUESTIONS, 4):
        question = find_question(name)
        try:
            collect(answer(store, question, bind_parameters(store, question, {}), limits=UNLIMITED), Dataset(store))
        except GaapGraphError:
            continue
    for make in (lambda: render_page(build_page(store)), lambda: build_book(store, [])):
        try:
            make()
        except GaapGraphError:
            continue


def attempts(lines: list[str]) -> Callable[[random.Random], None]:
    whole = load(lines)

    def attempt(chance: random.Random) -> None:
        mutant = load(mutate(lines, chance))
        read_everything(mutant, whole)
        if chance.randrange(CHECKED) == 0:
            show_everything(mutant, chance)

    return attempt


def test_some_mutants_are_read_as_far_as_they_can_be_used(lines, few):
    few("graph", 50, attempts(lines))


def test_what_is_shown_is_made_of_what_is_left(lines):
    for number in range(2):
        show_everything(load(mutate(lines, random.Random(number))), random.Random(number))


@pytest.mark.fuzz
def test_many_mutants_are_read_as_far_as_they_can_be_used(lines, many):
    many("graph", attempts(lines))


@pytest.mark.parametrize("number", [1146, 1563, 1588, 1685, 9500, 9767])
def test_mutants_that_once_broke_a_command_do_so_no_more(lines, number, few):
    few(f"graph {number}", 1, lambda _: attempts(lines)(random.Random(number)))
