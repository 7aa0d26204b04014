"""One lenient reader for every graph in our vocabulary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.graph import Dataset, count_unusable
from gaapgraph.model import Duration, Instant
from gaapgraph.vocabulary import GG
from gaapgraph.write import write_quads

OTHER = "https://example.org/data/"
YEAR = Duration(date(2008, 4, 1), date(2009, 3, 31))


def load(text: str) -> Store:
    store = Store()
    store.bulk_load(text.encode(), RdfFormat.N_QUADS)
    return store


@pytest.fixture
def quads(sample_report) -> str:
    return "".join(write_quads(sample_report))


@pytest.fixture
def revenues(quads):
    return next(one for one in Dataset(load(quads)).figures() if one.text == "69,731" and one.line == 53)


def test_a_figure_is_read_with_its_fact(revenues):
    assert revenues.place.column == 2
    assert revenues.value == Decimal(69731000000)
    assert revenues.decimals == -6
    assert revenues.interval == (Decimal(69730500000), Decimal(69731500000))
    assert revenues.concept.endswith("us-gaap/Revenues")
    assert revenues.period == YEAR
    assert str(revenues.unit) == "JPY"


def test_figures_of_a_fact_a_line_and_a_document_are_the_same_objects_of_all(quads):
    dataset = Dataset(load(quads))
    every = dataset.figures()
    fact = next(one.fact.iri for one in every if one.line == 53 and one.text == "69,731")
    assert [one.line for one in dataset.figures(fact=fact)] == [12, 53, 396]
    assert dataset.figures(line=53) == [one for one in every if one.line == 53]
    assert dataset.figures(document=every[0].document) == every


def test_the_best_print_is_the_most_accurate_then_the_primary_one(quads, revenues):
    dataset = Dataset(load(quads))
    best = dataset.best(revenues.fact.iri)
    prints = dataset.figures(fact=revenues.fact.iri)
    finest = max(one.decimals for one in prints)
    assert best.decimals == finest
    assert best.value == revenues.fact.value


def test_an_exact_print_is_better_than_any_rounded_one_and_a_copy_is_never_the_best(revenues):
    exact, copy = replace(revenues, decimals=None, iri="b"), replace(revenues, decimals=None, copy_of="a", iri="c")
    finer, primary = replace(revenues, decimals=-3, iri="d"), replace(revenues, is_primary=True, iri="e")
    order = sorted([copy, revenues, primary, finer, exact], key=lambda figure: figure.rank)
    assert order == [exact, finer, primary, revenues, copy]


def test_two_graphs_with_the_same_statements_are_read_as_one(quads):
    graph = quads.rsplit(" ", 2)[1]
    twice = quads + quads.replace(f"{graph} .\n", "<http://example.org/copy> .\n")
    assert Dataset(load(twice)).figures() == Dataset(load(quads)).figures()


def test_another_base_changes_no_meaning(sample_report, quads):
    there = Dataset(load("".join(write_quads(sample_report, OTHER)))).figures()
    here = Dataset(load(quads)).figures()
    assert [(one.period, one.unit, one.concept, one.value, one.place) for one in there] == [
        (one.period, one.unit, one.concept, one.value, one.place) for one in here
    ]
    assert {one.report for one in there} != {one.report for one in here}


def test_the_report_of_a_resource_is_found_by_its_statements(sample_report):
    dataset = Dataset(load("".join(write_quads(sample_report, OTHER))))
    (report,) = dataset.instances(GG.Report)
    figure = dataset.figures()[0]
    (finding, *_) = dataset.instances(GG.Finding)
    assert {dataset.report_of(iri) for iri in (report, figure.iri, figure.fact.iri, figure.document, finding)} == {
        report
    }
    assert dataset.report_of("https://example.org/nothing") == ""


def test_periods_units_and_concepts_have_names_under_any_base(sample_report):
    dataset = Dataset(load("".join(write_quads(sample_report, OTHER))))
    assert dataset.name(f"{OTHER}period/2008-04-01/2009-03-31") == "2008-04-01/2009-03-31"
    assert dataset.name(f"{OTHER}unit/JPY") == "JPY"
    assert dataset.name("https://w3id.org/gaapgraph/us-gaap/Revenues") == "us-gaap:Revenues"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"69731000000"^^', '"NaN"^^', "is no number that can be used"),
        ('"69731000000"^^', '"abc"^^', "is no number that can be used"),
        ('"69731000000"^^', f'"{"9" * 30_000}"^^', "is no number that can be used"),
        ('decimals> "-6"^^', 'decimals> "-100000"^^', "is no accuracy that can be used"),
        ('decimals> "-6"^^', 'decimals> "INF"^^', "is no accuracy that can be used"),
        ('line> "53"^^', 'line> "fifty-three"^^', "is no whole number that can be used"),
        ('column> "2"^^', 'column> "0"^^', "is less than 1"),
        ('startDate> "2008-04-01"^^', 'startDate> "2008-02-30"^^', "is no day of the calendar"),
    ],
)
def test_what_cannot_be_used_is_left_out_and_noted(quads, old, new, reason):
    assert old in quads
    dataset = Dataset(load(quads.replace(old, new)))
    dataset.figures()
    assert reason in {note.reason for note in dataset.unusable}
    assert all(len(note.value) <= 60 for note in dataset.unusable)
    assert count_unusable(dataset.store) == len(dataset.unusable)


@pytest.mark.parametrize(
    ("old", "new"),
    [("ns#concept> <", "ns#said> <"), ("ns#fact> <", "ns#said> <"), ("ns#numerator> <", "ns#said> <")],
)
def test_what_lacks_a_statement_is_counted_without_reading_the_rest(quads, old, new):
    dataset = Dataset(load(quads.replace(old, new)))
    dataset.figures()
    assert count_unusable(dataset.store) >= len(dataset.unusable) > 0


def test_nothing_is_unusable_in_what_was_written(quads):
    assert count_unusable(load(quads)) == 0


def test_blank_nodes_as_facts_are_read(quads, revenues):
    name = f"<{revenues.fact.iri}>"
    dataset = Dataset(load(quads.replace(name, "_:fact")))
    figure = next(one for one in dataset.figures() if one.line == 53 and one.text == "69,731")
    assert figure.fact.iri.startswith("_:")
    assert figure.value == revenues.value
    assert len(dataset.figures(fact=figure.fact.iri)) == 3


def test_a_period_that_says_two_things_is_none(quads):
    mark = f"<{GG.startDate}>"
    line = next(line for line in quads.splitlines() if mark in line and '"2008-04-01"' in line)
    dataset = Dataset(load(quads + line.replace(mark, f"<{GG.date}>") + "\n"))
    assert dataset.period(line.split(" ", 1)[0].strip("<>")) is None
    assert dataset.period("https://w3id.org/gaapgraph/period/2009-03-31") == Instant(date(2009, 3, 31))
