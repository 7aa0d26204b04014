"""From a narrative section to its report: what is settled holds only where the text says so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gaapgraph.api import read
from gaapgraph.errors import InputError, ReadError
from gaapgraph.model import Place
from gaapgraph.vocabulary import GG
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    from pathlib import Path

    from gaapgraph.model import Report

PROFILE = """\
@prefix gg: <https://w3id.org/gaapgraph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix acme: <https://w3id.org/gaapgraph/acme/> .
acme:profile a gg:Profile ; gg:entity <https://w3id.org/gaapgraph/entity/acme> ; gg:namespacePrefix "acme" ;
    gg:namespaceIri "https://w3id.org/gaapgraph/acme/" .
<https://w3id.org/gaapgraph/entity/acme> a gg:Entity ; skos:prefLabel "Acme Inc."@en .
"""
SECTION = """\
Risk Factors

We may lose our partner.

In May 2007, we paid about $200 million for 51% of Bolt Inc. ("Bolt"), our partner. {more}

- Bolt may leave.
""".format(more="Without it, we could not go on as we do today. " * 5)
TABLES = {
    "risks": "line\tanchor\tcategory\tlabel\n3\tWe may lose\tkey-persons\tThe partner goes\n",
    "drivers": "risk\tline\tanchor\tform\tlabel\n3\t7\tBolt may leave\tbullet\tIt leaves\n"
    "3\t5\tcould not go on\tinline\tNothing replaces it\n",
    "exposures": "risk\tline\tanchor\tconcept\teffect\tbasis\n3\t\t\tus-gaap:Revenues\tdecrease\tinferred\n"
    "3\t7\tBolt may leave\tus-gaap:CostOfRevenue\tincrease\tstated\n",
    "entities": "line\tanchor\tentity\tlabel\talternatives\tkind\n3\tour\tacme\tAcme Inc.\t\torganization\n"
    "5\tBolt Inc.\tbolt-inc\tBolt Inc.\tBolt\torganization\n",
    "events": "event\tlines\tanchor\tcategory\tlabel\tstart\tend\tprecision\tparticipants\n"
    "purchase\t5|7\twe paid\tacquisition\tA partner is bought\t2007-05-01\t2007-05-31\tmonth\tacme|bolt-inc\n",
    "relationships": "lines\tanchor\tsubject\trole\tobject\tshare\tsince\tuntil\tevent\n"
    "5\tour partner\tbolt-inc\tsubsidiary\tacme\t0.51\t2007-05-01\t\tpurchase\n",
    "facts": "line\toffset\tprinted_text\tconcept\tmeasure\tvalue\tdecimals\tunit\tperiod\tdimensions\tapproximate\t"
    "event\tlabel\tcomment\n"
    "5\t27\t$200 million\tus-gaap:PaymentsToAcquireBusinessesGross\t\t200000000\t-8\tUSD\t2007-05-01/2007-05-31\t\t"
    "true\tpurchase\tpaid\t\n",
}


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "acme"
    tables = folder / "annotations" / "risks"
    tables.mkdir(parents=True)
    (folder / "profile.ttl").write_text(PROFILE, encoding="utf-8")
    for name, table in TABLES.items():
        (tables / f"{name}.tsv").write_text(f"# document: Risks of Acme\n{table}", encoding="utf-8")
    return folder


def read_section(folder: Path, text: str = SECTION, profile: Path | None = None) -> Report:
    path = folder / "risks.txt"
    path.write_text(text, encoding="utf-8")
    return read(path, profile)


def test_settled_rows_become_the_report(tmp_path: Path, profile: Path) -> None:
    report = read_section(tmp_path, profile=profile)
    assert report.title == "Risks of Acme"
    assert [(one.place, one.label) for one in report.risks] == [(Place(3), "The partner goes")]
    assert [(one.place.line, one.place.offset is None, one.risk.line) for one in report.drivers] == [
        (7, True, 3), (5, False, 3),
    ]  # fmt: skip
    assert [(one.effect, one.driver) for one in report.exposures] == [("decrease", None), ("increase", Place(7))]
    (event,) = report.events
    assert (event.start, event.end, len(event.places)) == (date(2007, 5, 1), date(2007, 5, 31), 2)
    (one,) = report.relationships
    assert (one.share, one.event) == (Decimal("0.51"), event.iri)
    (fact,) = report.facts
    assert (fact.value, fact.decimals, fact.approximate, fact.event) == (Decimal(200000000), -8, True, event.iri)
    assert [finding.code for finding in report.findings] == ["GG-READ-UNSETTLED"]


def test_an_event_does_not_keep_filings_from_joining(tmp_path: Path, profile: Path) -> None:
    (fact,) = read_section(tmp_path, profile=profile).facts
    assert fact.dimensions.event is None


def test_a_row_without_its_words_is_set_aside_and_leaves_nothing_dangling(tmp_path: Path, profile: Path) -> None:
    report = read_section(tmp_path, SECTION.replace("Bolt Inc.", "Bold Inc."), profile)
    aside = [finding for finding in report.findings if finding.code == "GG-READ-ANNOTATION"]
    assert [(one.place.line, "entities" in one.message) for one in aside] == [(5, True)]
    assert report.relationships == ()
    assert [len(event.participants) for event in report.events] == [1]


def test_a_risk_that_is_gone_takes_its_drivers_along(tmp_path: Path, profile: Path) -> None:
    report = read_section(tmp_path, SECTION.replace("We may lose our", "We could lose our"), profile)
    assert (report.risks, report.drivers, report.exposures) == ((), (), ())


def test_without_tables_the_proposals_stand(tmp_path: Path) -> None:
    report = read_section(tmp_path)
    assert [(one.label, one.category) for one in report.risks] == [("We may lose our partner", None)]
    assert [one.label for one in report.drivers] == ["Bolt may leave"]
    assert [(one.label, one.alt_labels, one.kind) for one in report.entities.values()] == [
        ("Bolt Inc.", ("Bolt",), GG.Organization)
    ]
    assert report.facts == ()
    assert [finding.code for finding in report.findings] == ["GG-READ-UNSETTLED"] * 2


def test_text_without_tables_and_risk_factors_is_still_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no table with figures"):
        read_section(tmp_path, SECTION.replace("Risk Factors\n", "Prospects\n"))


@pytest.mark.parametrize(
    ("table", "old", "new", "reason"),
    [
        ("risks", "key-persons\t", "", "3 cells"),
        ("events", "2007-05-31", "2007-05-32", "no day"),
        ("entities", "organization\n5", "company\n5", "no kind of entity"),
        ("exposures", "us-gaap:Revenues", "gaap:Revenues", "unknown prefix"),
        ("facts", "\t-8\t", "\teight\t", "no number of decimals"),
        ("drivers", "\t7\t", "\tseven\t", "no number of a line"),
        ("risks", "category", "kind", "column 'category' is missing"),
        ("exposures", "\n3\t\t", "\n4\t\t", "names '4', which risks has not"),
        ("events", "acme|bolt-inc", "acme|nut-inc", "names 'nut-inc', which entities has not"),
        ("facts", "\tpurchase\t", "\tsale\t", "names 'sale', which events has not"),
        ("relationships", "0.51", "half", "no amount"),
    ],
)
def test_a_bad_table_is_told_with_its_line(
    tmp_path: Path, profile: Path, table: str, old: str, new: str, reason: str
) -> None:
    path = profile / "annotations" / "risks" / f"{table}.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=rf"{table}\.tsv:\d.*{reason}"):
        read_section(tmp_path, profile=profile)


def test_every_resource_is_described_once(tmp_path: Path, profile: Path) -> None:
    quads = "".join(write_quads(read_section(tmp_path, profile=profile))).splitlines()
    assert len(quads) == len(set(quads))
    assert "_:" not in "".join(quads)


def test_another_base_renames_reports_entities_and_events(tmp_path: Path, profile: Path) -> None:
    quads = "".join(write_quads(read_section(tmp_path, profile=profile), "https://example.org/data/"))
    for kind in ("report", "entity", "event"):
        assert f"https://w3id.org/gaapgraph/{kind}/" not in quads
