"""What the release tells beyond figures: dates announced, listings, who is who."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.api import read
from gaapgraph.graph.whole import read_reports
from gaapgraph.iri import mint_iri
from gaapgraph.question.library import find_question
from gaapgraph.question.parameter import bind_parameters
from gaapgraph.store import load_store
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    from gaapgraph.model import Report

ROOT = Path(__file__).parents[2]
RELEASE = ROOT / ".." / "shared" / "seeds" / "iij-fy2008-release.txt"
TABLES = ROOT / "instances" / "iij" / "annotations" / "fy2008-release"
TOLD = ("entities", "events", "relationships")

needs_document = pytest.mark.skipif(not RELEASE.is_file(), reason="the seed documents are not beside the project")


@cache
def report(name: str = "fy2008-release/release.trig") -> Report:
    """Return what is read of a document, or what the shipped graph tells of it where only that is at hand."""
    document = RELEASE if name.startswith("fy2008") else RELEASE.with_name("iij-20f-fy2007-risk-factors.txt")
    if document.is_file():
        return read(document)
    (found,) = read_reports(load_store([ROOT / "instances" / "iij" / name]))
    return found


def spans(told: Report) -> dict[str, tuple[str, str, int]]:
    return {
        event.iri.rsplit("/", 1)[-1]: (str(event.start), str(event.end), event.places[0].line) for event in told.events
    }


def test_dates_that_the_release_announces_are_events() -> None:
    found = spans(report())
    assert found["results-of-2009"] == ("2009-05-15", "2009-05-15", 9)
    assert found["shareholders-meeting-of-2009"] == ("2009-06-26", "2009-06-26", 773)
    assert found["dividend-payment-of-2009"] == ("2009-06-29", "2009-06-29", 773)
    assert found["annual-report-of-2009"] == ("2009-06-29", "2009-06-29", 775)
    assert found["listing-on-nasdaq"] == ("1999-01-01", "1999-12-31", 310)
    assert found["listing-on-first-section"] == ("2006-01-01", "2006-12-31", 310)
    assert found["foundation"] == ("1992-01-01", "1992-12-31", 310)


@needs_document
def test_each_date_of_an_event_stands_in_its_line() -> None:
    lines = RELEASE.read_text(encoding="utf-8").split("\n")
    for event in report().events:
        if event.start is not None and event.precision in ("day", "year"):
            printed = f"{event.start:%B} {event.start.day}, " if event.precision == "day" else ""
            assert f"{printed}{event.start.year}" in lines[event.places[0].line - 1], event


def test_events_after_the_day_of_the_release_are_announced() -> None:
    assert report().issued == date(2009, 5, 15)
    ahead = {event.iri.rsplit("/", 1)[-1] for event in report().events if str(event.start or "") > "2009-05-15"}
    assert ahead == {"shareholders-meeting-of-2009", "dividend-payment-of-2009", "annual-report-of-2009"}


def test_entities_of_both_documents_are_the_same() -> None:
    others = report("fy2007-risk-factors/risk-factors.trig").entities
    shared = report().entities.keys() & others.keys()
    assert {mint_iri("entity", name) for name in ("koichi-suzuki", "trust-networks-inc", "hi-ho", "gdx")} <= shared
    assert {iri: report().entities[iri].label for iri in shared} == {iri: others[iri].label for iri in shared}


def test_the_reporter_is_known_by_its_tickers() -> None:
    codes = {scheme.rsplit("/", 1)[-1]: code for scheme, code in report().entity.identifiers}
    assert codes == {"CIK": "0001090633", "XNAS": "IIJI", "XTKS": "3774"}
    assert report().entity.identifiers[0][1] == "0001090633"
    store = Store()
    store.bulk_load("".join(write_quads(report())).encode(), RdfFormat.N_QUADS)
    for name in ("IIJI", "3774", "1090633"):
        assert bind_parameters(store, find_question("measure_tax_rate"), {"entity": name})


def test_every_row_of_the_tables_stands_in_the_release() -> None:
    assert not [one for one in report().findings if one.code == "GG-READ-ANNOTATION"]
    for name in TOLD:
        rows = [line.split("\t") for line in (TABLES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()]
        head, *rows = [row for row in rows if not row[0].startswith("#")]
        assert rows
        assert all(len(row[head.index("anchor")].split()) <= 5 for row in rows)


@needs_document
def test_rows_follow_their_line(tmp_path: Path) -> None:
    text = RELEASE.read_text(encoding="utf-8")
    moved = tmp_path / RELEASE.name
    moved.write_text("\n" * 3 + text.replace("today announced its full year", "today told of its full year"))
    told = read(moved)
    assert spans(told)["listing-on-nasdaq"] == ("1999-01-01", "1999-12-31", 313)
    assert "results-of-2009" not in spans(told)
    assert "The annotation expects “today announced its full year”" in " ".join(one.message for one in told.findings)
