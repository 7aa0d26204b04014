"""A whole check: results in order, once each, with their places; nothing checked is nothing said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from gaapgraph import resource
from gaapgraph.errors import InputError
from gaapgraph.model import (
    SHARES,
    SUMMATION_ITEM,
    Arc,
    Concept,
    Document,
    Duration,
    Entity,
    Fact,
    FactKey,
    Finding,
    Instant,
    LineItem,
    Network,
    Occurrence,
    Place,
    Report,
    currency_unit,
)
from gaapgraph.validation.check_result import CheckReport, Where
from gaapgraph.validation.figure import load_figures
from gaapgraph.validation.inspection import check_store, rules_of, with_knowledge
from gaapgraph.vocabulary import BASE, US_GAAP
from gaapgraph.write import write_quads

ENTITY = Entity(f"{BASE}entity/cik-0000000001", "Example", (("http://www.sec.gov/CIK", "1"),))
ROLE = f"{BASE}example/role/income"
TOTAL, FIRST, SECOND = (US_GAAP + name for name in ("Revenues", "SalesRevenueServicesNet", "SalesRevenueGoodsNet"))
YEARS = [Duration(date(year, 1, 1), date(year, 12, 31)) for year in (2008, 2009)]


def fact(line: int, column: int, concept: str, value: int) -> Fact:
    key = FactKey(concept, ENTITY.iri, YEARS[column - 2], currency_unit("USD"))
    place = Occurrence(Place(line, column), f"{value:,}", Decimal(value), 0, label="Sales", role=ROLE, is_primary=True)
    return Fact(key, Decimal(value), 0, (place,))


def make_report(*totals: int) -> Report:
    facts = [
        fact(line, column, concept, value)
        for column, total in enumerate(totals, start=2)
        for line, (concept, value) in enumerate([(FIRST, 600), (SECOND, 400), (TOTAL, total)], start=5)
    ]
    arcs = tuple(Arc(LineItem(TOTAL), LineItem(item), order, 1) for order, item in enumerate((FIRST, SECOND), start=1))
    concepts = {iri: Concept(iri, "duration", "credit", "monetaryItemType", "Sales") for iri in (TOTAL, FIRST, SECOND)}
    return Report(
        f"{BASE}report/cik-0000000001/0123456789abcdef",
        ENTITY,
        Document("release.txt", "0123456789abcdef" * 4, "text/plain"),
        date(2010, 1, 15),
        "Results",
        tuple(facts),
        networks=(Network(ROLE, "Income", SUMMATION_ITEM, arcs),),
        concepts=concepts,
        taxonomy_versions=("http://xbrl.us/us-gaap/2009-01-31",),
    )


def load(report: Report) -> Store:
    store = Store()
    store.bulk_load("".join(write_quads(report)).encode(), RdfFormat.N_QUADS)
    return store


def check(report: Report) -> CheckReport:
    return check_store(load(report))


def test_sums_that_foot_conform() -> None:
    report = check(make_report(1000, 1000))
    assert report.conforms
    assert ("calculation", 2, 2) in {(tally.family, tally.evaluated, tally.passed) for tally in report.tallies}


def test_sum_that_rounding_explains_is_an_info() -> None:
    (info,) = [result for result in check(make_report(1001)).results if result.code == "GG-CALC-001"]
    assert info.severity == "info"
    assert info.message.startswith("Rounding alone explains it: ")
    assert info.difference == "1"


def test_broken_sum_is_one_violation_with_its_arithmetic() -> None:
    report = check(make_report(1100))
    (violation,) = [result for result in report.results if result.severity == "violation"]
    assert not report.conforms
    assert violation.code == "GG-CALC-001"
    assert violation.lines == (5, 6, 7)
    assert len(violation.facts) == 3
    assert violation.difference in ("100", "-100")
    assert violation.tolerance == "1.5"
    assert [(tally.evaluated, tally.passed) for tally in report.tallies if tally.family == "calculation"] == [(1, 0)]


def test_results_come_in_the_order_of_severity_and_document() -> None:
    report = replace(
        make_report(1100, 1000), findings=(Finding("GG-READ-DASH", "warning", Place(1, 2), "A dash was misread."),)
    )
    severities = [result.severity for result in check(report).results]
    assert severities == sorted(severities, key=["violation", "warning", "info"].index)
    assert severities.count("violation") == 1


def test_finding_of_the_reader_comes_along_with_its_place() -> None:
    report = replace(
        make_report(1000), findings=(Finding("GG-READ-DASH", "warning", Place(1, 2), "A dash was misread."),)
    )
    (found,) = [result for result in check(report).results if result.code == "GG-READ-DASH"]
    assert found.at == (Where(1, 2),)
    assert found.message == "A dash was misread."
    again = check_store(
        load(report), "pyshacl", shapes=[resource.shapes() / f"{name}.ttl" for name in ("presentation", "prefixes")]
    )
    (same,) = [result for result in again.results if result.at == (Where(1, 2),)]
    assert (same.code, same.message, same.severity) == (found.code, found.message, found.severity)


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
def test_a_shape_copied_with_another_code_has_that_code_whatever_its_message_begins_with(engine, tmp_path) -> None:
    for name in ("presentation", "prefixes"):
        text = (resource.shapes() / f"{name}.ttl").read_text(encoding="utf-8")
        text = text.replace('"{?code}: {?text}"', '"GG-READ: {?text}"').replace("?code", "?other")
        (tmp_path / f"{name}.ttl").write_text(text.replace('"GG-READ-WARNING"', '"EX-COPY-1"'), encoding="utf-8")
    report = replace(
        make_report(1000), findings=(Finding("GG-READ-DASH", "warning", Place(1, 2), "A dash was misread."),)
    )
    found = check_store(load(report), engine, shapes=sorted(tmp_path.iterdir())).results
    assert [one.code for one in found if one.severity == "warning"] == ["EX-COPY-1"]


def test_same_words_about_one_fact_at_several_places_are_one_result() -> None:
    shares = f"{US_GAAP}CommonStockSharesIssued"
    key = FactKey(shares, ENTITY.iri, Instant(date(2009, 12, 31)), SHARES)
    held = FactKey(f"{US_GAAP}TreasuryStockShares", ENTITY.iri, Instant(date(2009, 12, 31)), SHARES)
    places = (Place(20, 2), Place(31, None, 5))
    prints = tuple(Occurrence(place, "900", Decimal(900), None, "Shares outstanding") for place in places)
    list_item = replace(prints[1], place=Place(41, None, 5), label_line=40)
    report = make_report(1000)
    issued = Fact(key, Decimal(900), None, (*prints, list_item))
    treasury = Fact(held, Decimal(10), None, (Occurrence(Place(50, None, 5), "10", Decimal(10), None, "Held"),))
    concepts = {iri: Concept(iri, "instant", None, "sharesItemType", "Shares") for iri in (shares, held.concept)}
    report = replace(report, facts=(*report.facts, issued, treasury), concepts={**report.concepts, **concepts})
    for engine in ("fast", "pyshacl"):
        again = check_store(
            load(report), engine, shapes=[resource.shapes() / f"{name}.ttl" for name in ("presentation", "prefixes")]
        )
        (found,) = [result for result in again.results if result.code == "GG-PRES-005"]
        assert found.at == (Where(20, 2), Where(31), Where(40), Where(41))
        assert found.severity == "warning"
        assert len(found.prints) == 3


def test_data_are_not_changed() -> None:
    store = load(make_report(1100))
    before = len(store)
    check_store(store)
    assert len(store) == before


def test_two_reports_are_not_mixed() -> None:
    other = replace(make_report(1100), iri=f"{BASE}report/cik-0000000001/fedcba9876543210")
    store = load(make_report(1000))
    store.bulk_extend(load(other))
    tallies = {tally.family: tally for tally in check_store(store).tallies}
    assert (tallies["calculation"].evaluated, tallies["calculation"].passed) == (2, 1)


def test_store_without_facts_is_refused() -> None:
    store = Store()
    store.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c")))
    with pytest.raises(InputError, match="no gg:Fact"):
        check_store(store)


def test_rules_of_a_fact_are_told_whether_they_hold_or_not() -> None:
    report = make_report(1100, 1000)
    store = load(report)
    prints = load_figures(with_knowledge(store)).prints.values()
    for column, ok in ((2, False), (3, True)):
        (total,) = [one for one in prints if (one.line, one.column) == (7, column)]
        for iri in (total.iri, total.fact):
            ((binding, sentence),) = rules_of(store, iri)
            assert binding.ok is ok
            assert sentence.startswith(f"600 (line 5, cell {column}) + 400 (line 6, cell {column}) = 1,000, printed ")


def test_rules_of_an_unknown_fact_are_none() -> None:
    assert rules_of(load(make_report(1000)), "urn:nothing") == []
