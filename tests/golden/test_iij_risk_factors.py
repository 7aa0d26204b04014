"""Item 3.D of the 20-F for the year to March 2008: what the graph has is what a person reads in the section."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Quad, QuerySolutions, RdfFormat, Store, parse

from gaapgraph.api import account_for, read
from gaapgraph.cli import main
from gaapgraph.graph.whole import read_reports
from gaapgraph.reader.narrative import Narrative, read_narrative
from gaapgraph.shacl import load_shapes, validate
from gaapgraph.store import load_store
from gaapgraph.vocabulary import BASE, GG, PREFIXES, shorten_iri
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    from gaapgraph.model import Report

ROOT = Path(__file__).parents[2]
SECTION = ROOT / ".." / "shared" / "seeds" / "iij-20f-fy2007-risk-factors.txt"
TABLES = ROOT / "instances" / "iij" / "annotations" / "fy2007-risk-factors"
IIJ = {**PREFIXES, "iij": f"{BASE}iij/"}
SCHEMES = {
    "risk-category": "risk-categories",
    "relationship-role": "relationship-roles",
    "event-category": "event-categories",
}
SHIPPED = ROOT / "instances" / "iij" / "fy2007-risk-factors" / "risk-factors.trig"
HEADINGS = [15, 35, 55, 65, 73, 77, 81, 85, 89, 93, 106, 110, 114, 118, 122, 132, 140, 144]
BULLETS = [*range(21, 32), *range(41, 46), *range(49, 54), *range(97, 101)]
GOLDEN = Path(__file__).parent / "iij-fy2007-risk-factors" / "facts.tsv"

needs_document = pytest.mark.skipif(not SECTION.is_file(), reason="the seed documents are not beside the project")


@cache
def report() -> Report:
    """Return what is read of the section, or what the shipped graph tells of it where only that is at hand."""
    if SECTION.is_file():
        return read(SECTION)
    (found,) = read_reports(load_store([SHIPPED]))
    return found


@cache
def proposals() -> Narrative:
    narrative = read_narrative(SECTION.read_bytes(), SECTION.name)
    assert narrative is not None
    return narrative


@cache
def store() -> Store:
    store = Store()
    for quad in parse("".join(write_quads(report())).encode(), format=RdfFormat.N_QUADS):
        store.add(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
    return store


def facts_at(line: int, printed: str) -> list[list[str]]:
    return [
        [
            shorten_iri(fact.dimensions.concept, IIJ),
            str(one.value),
            "" if one.decimals is None else str(one.decimals),
            str(fact.dimensions.unit or ""),
            str(fact.dimensions.period or ""),
            ",".join(shorten_iri(member, IIJ) for _, member in fact.dimensions.dimensions),
        ]
        for fact, one in report().occurrences
        if (one.place.line, one.printed_text) == (line, printed)
    ]


@needs_document
def test_every_headed_risk_and_bullet_is_found_by_the_grammar_and_settled() -> None:
    assert [one.line for one in proposals().headings] == HEADINGS == [risk.place.line for risk in report().risks]
    assert [bullet.line for _, bullet in proposals().bullets] == BULLETS
    assert [one.place.line for one in report().drivers if one.place.offset is None] == BULLETS


@needs_document
def test_every_bullet_belongs_to_the_risk_above_it() -> None:
    above = {bullet.line: heading.line for heading, bullet in proposals().bullets}
    assert {d.place.line: d.risk.line for d in report().drivers if d.place.offset is None} == above


@needs_document
def test_nothing_is_left_unsettled() -> None:
    assert report().findings == ()
    assert Counter(token.kind for token in account_for(SECTION))["unresolved"] == 0


@needs_document
def test_what_was_settled_is_what_the_grammar_reads() -> None:
    """Value, accuracy and unit of each annotation are those that the grammar finds at its place."""
    read_there = {(one.place.line, one.place.offset): one for one in proposals().amounts}
    compared = 0
    for fact, one in report().occurrences:
        found = read_there.get((one.place.line, one.place.offset))
        if found is not None and isinstance(one.value, Decimal):
            assert (abs(one.value), one.decimals, one.approximate) == (found.value, found.decimals, found.approximate)
            assert fact.dimensions.unit == found.unit
            compared += 1
    assert compared == 49


@pytest.mark.parametrize("row", GOLDEN.read_text(encoding="utf-8").splitlines()[1:])
def test_fact(row: str) -> None:
    line, printed, *expected = row.split("\t")
    assert facts_at(int(line), printed) == [expected]


def test_an_approximate_figure_keeps_its_rounding() -> None:
    (fact,) = (fact for fact in report().facts if fact.approximate)
    assert (fact.value, fact.decimals) == (Decimal(5900000000), -8)


def test_one_event_told_twice_joins_its_facts() -> None:
    query = f"""
    SELECT ?line ?value WHERE {{
      ?fact <{GG.event}> ?event ; <{GG.concept}> <{BASE}us-gaap/StockIssuedDuringPeriodSharesAcquisitions> .
      ?o <{GG.fact}> ?fact ; <{GG.line}> ?line ; <{GG.value}> ?value .
      ?event <{GG.line}> ?line ; <{GG.startDate}> ?day ; <{GG.precision}> "day" .
      FILTER (STR(?day) = "2007-05-11")
    }} ORDER BY ?line"""
    rows = store().query(query)
    assert isinstance(rows, QuerySolutions)
    assert [(row["line"].value, row["value"].value) for row in rows] == [
        ("59", "2178"),
        ("146", "2178"),
    ]


@needs_document
def test_every_name_is_an_entity_with_its_short_form() -> None:
    told = {name for one in report().entities.values() for name in (one.label, *one.alt_labels)}
    generic = {"Mobile Virtual Network Operator", "Mr. Koichi Suzuki", "Mr. Takashi Hiroi"}
    assert {one.printed for one in proposals().names} - told <= generic
    assert {one.short for one in proposals().names if one.short} - told == {"MVNO"}
    assert Counter(str(one.kind).partition("#")[2] for one in report().entities.values()) == {
        "Organization": 26, "CorporateGroup": 3, "GovernmentBody": 2, "Person": 2, "Exchange": 2,
    }  # fmt: skip


def test_one_company_is_supplier_and_competitor_and_of_the_largest_shareholder() -> None:
    roles = {
        (one.role.rsplit("/", 1)[-1], one.object.rsplit("/", 1)[-1])
        for one in report().relationships
        if one.subject.endswith("/ntt-communications-corporation")
    }
    assert {("supplier", "cik-0001090633"), ("competitor", "cik-0001090633"), ("group-member", "ntt-group")} <= roles


@needs_document
def test_every_event_of_the_dates_in_the_text_is_told() -> None:
    """Each month that the grammar reads is within an event that starts or ends there."""
    spans = [(one.start, one.end) for one in report().events if one.start and one.end]
    for dated in proposals().dates:
        if dated.precision == "month":
            assert any(start <= dated.end and dated.start <= end for start, end in spans), dated


def test_categories_and_roles_stand_in_their_schemes() -> None:
    used = {*(r.category for r in report().risks), *(e.category for e in report().events)}
    used |= {one.role for one in report().relationships}
    for iri in used:
        scheme, name = str(iri).removeprefix(f"{BASE}scheme/").split("/")
        text = (ROOT / "ontology" / "schemes" / f"{SCHEMES[scheme]}.ttl").read_text(encoding="utf-8")
        assert f'skos:notation "{name}"' in text, iri


def test_categories_and_roles_are_named_in_the_graph() -> None:
    names = {
        str(row["term"].value): (row["name"].value, row["scheme"].value.rsplit("/", 1)[-1])
        for row in store().query(  # type: ignore[union-attr]
            "SELECT DISTINCT ?term ?name ?scheme { ?it gg:category|gg:relationshipRole ?term . "
            "?term a skos:Concept ; skos:prefLabel ?name ; skos:inScheme ?scheme }",
            prefixes=PREFIXES,
        )
    }
    used = {risk.category for risk in report().risks} | {event.category for event in report().events}
    assert names.keys() == used | {one.role for one in report().relationships}
    assert names[f"{BASE}scheme/relationship-role/equity-method-investee"] == (
        "equity method investee",
        "relationship-role",
    )


@needs_document
def test_anchors_are_short_and_labels_are_no_copies() -> None:
    text = SECTION.read_text(encoding="utf-8")
    for path in sorted(TABLES.glob("*.tsv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            assert len(row.get("anchor", "").split()) <= 5, row
            words = row["label"].split() if path.stem in ("risks", "drivers", "events") else []
            assert not any(" ".join(words[at : at + 7]) in text for at in range(len(words) - 6)), row


def test_the_graph_conforms() -> None:
    files = [ROOT / "shapes" / name for name in ("risk.ttl", "model.ttl", "prefixes.ttl")]
    outcome = validate(store(), load_shapes(files))
    assert [(result.focus_node, result.messages) for result in outcome.results] == []
    assert not outcome.not_evaluated


@needs_document
def test_a_rebuild_gives_the_shipped_graph_to_the_byte(tmp_path: Path) -> None:
    assert main(["build", str(SECTION), "-o", str(tmp_path / "a.trig")]) == 0
    assert (tmp_path / "a.trig").read_bytes() == SHIPPED.read_bytes()
