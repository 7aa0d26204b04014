"""A later filing's figure supersedes an earlier one of the same point: as written, as loaded and in SPARQL alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from gaapgraph.store.succession import link_superseded
from gaapgraph.vocabulary import BASE, GG
from gaapgraph.write import Supersession, write_file, write_quads

UPDATE = Path(__file__).parents[3] / "ontology" / "supersede.ru"


def report(sample, name, issued, value, decimals):
    fact = sample.facts[0]
    occurrence = replace(fact.occurrences[0], value=value, decimals=decimals)
    one = replace(fact, value=value, decimals=decimals, occurrences=(occurrence,), is_nil=value is None)
    return replace(sample, iri=f"{BASE}report/{name}", issued=issued, facts=(one,), findings=())


def links(store):
    found = store.quads_for_pattern(None, NamedNode(GG.supersededBy), None)
    return {(quad.graph_name.value[-1], quad.subject.value[-27], quad.object.value[-27]) for quad in found}


CASES = {
    "restated": ((Decimal(100_000_000), -6), (Decimal(90_000_000), -6), True),
    "the same": ((Decimal(100_000_000), -6), (Decimal(100_000_000), -6), False),
    "more accurate": ((Decimal(100_000_000), -6), (Decimal(100_200_000), -3), True),
    "less accurate, within rounding": ((Decimal(100_200_000), -3), (Decimal(100_000_000), -6), False),
    "less accurate, but apart": ((Decimal(100_200_000), -3), (Decimal(90_000_000), -6), True),
    "told where it was nil": ((None, None), (Decimal(90_000_000), -6), True),
    "words that differ": (("old", None), ("new", None), True),
}


@pytest.mark.parametrize(("first", "second", "expected"), CASES.values(), ids=CASES)
def test_three_ways_agree(sample_report, tmp_path, first, second, expected):
    earlier = report(sample_report, "a", date(2008, 6, 30), *first)
    later = report(sample_report, "b", date(2009, 6, 30), *second)
    wanted = {("a", "a", "b")} if expected else set()

    supersession = Supersession()
    list(supersession.watch([later, earlier]))  # order does not matter
    assert len(list(supersession.links())) == len(wanted)

    quads = "".join(text for one in (earlier, later) for text in write_quads(one)).encode()
    loaded, updated, written = Store(), Store(), Store()
    loaded.load(quads, RdfFormat.N_QUADS)
    updated.load(quads, RdfFormat.N_QUADS)
    link_superseded(loaded)
    updated.update(UPDATE.read_text(encoding="utf-8"))
    write_file([earlier, later], tmp_path / "both.trig")
    written.load(path=str(tmp_path / "both.trig"), format=RdfFormat.TRIG)
    assert links(loaded) == links(updated) == links(written) == wanted


def test_reports_of_other_entities_and_of_one_day_supersede_nothing(sample_report):
    earlier = report(sample_report, "a", date(2008, 6, 30), Decimal(1), None)
    twin = report(sample_report, "b", date(2008, 6, 30), Decimal(2), None)
    other = replace(twin, iri=f"{BASE}report/c", issued=date(2009, 6, 30), entity=replace(twin.entity, iri="urn:other"))
    supersession = Supersession()
    assert len(list(supersession.watch([earlier, twin, other]))) == 3
    assert list(supersession.links()) == []


def test_bounds_that_are_no_numbers_do_no_harm(sample_report):
    quads = "".join(write_quads(report(sample_report, "a", date(2008, 6, 30), Decimal(1), None)))
    quads += "".join(write_quads(report(sample_report, "b", date(2009, 6, 30), Decimal(2), None)))
    store = Store()
    store.load(quads.replace('"1"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"one"').encode(), RdfFormat.N_QUADS)
    link_superseded(store)
    assert len(links(store)) == 1
