"""Graphs that others wrote: whatever stands in the place of a term, what reads graphs gives an answer or a plain error.

A longer run: GAAPGRAPH_FUZZ=5000 pytest tests/property/test_graph_fuzz.py
"""

from __future__ import annotations

import os
import random

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.compare import compare_stores
from gaapgraph.errors import GaapGraphError
from gaapgraph.export import build_book
from gaapgraph.graph import Dataset, list_networks, list_notices, read_reports, trace
from gaapgraph.page import list_documents
from gaapgraph.page.chart_answer import answer_charts
from gaapgraph.page.filing_layout import is_filing, lay_out_filing
from gaapgraph.page.layout import lay_out
from gaapgraph.page.meaning import load_meanings
from gaapgraph.page.risk_view import list_risks
from gaapgraph.page.tree import grow_trees
from gaapgraph.write import write_quads

MUTANTS = int(os.environ.get("GAAPGRAPH_FUZZ", "40"))
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
    list(answer_charts(dataset))
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


@pytest.mark.parametrize("seed", range(10))
def test_no_statement_breaks_what_reads_it(lines, seed):
    chance, whole = random.Random(seed), load(lines)
    for number in range(max(MUTANTS // 10, 1)):
        mutant = mutate(lines, chance)
        try:
            read_everything(load(mutant), whole)
        except Exception as exc:
            raise AssertionError(f"seed {seed}, mutant {number}") from exc


def test_a_page_and_a_workbook_are_made_of_what_is_left(lines):
    from gaapgraph.page.page import build_page, render_page

    chance = random.Random(99)
    for _ in range(max(MUTANTS // 50, 2)):
        store = load(mutate(lines, chance))
        for make in (lambda store=store: render_page(build_page(store)), lambda store=store: build_book(store, [])):
            try:
                make()
            except GaapGraphError:
                continue
