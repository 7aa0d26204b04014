"""The SEC's company facts: each filing a report of its own, dates as they are, accuracy unknown."""

from __future__ import annotations

import gzip
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gaapgraph.build import Source, find_reader, read_source
from gaapgraph.errors import ReadError
from gaapgraph.model import Duration, Instant

SHARED = Path(__file__).parents[5] / "shared" / "data" / "companyfacts"
POINT = {
    "val": 1566000000,
    "accn": "0000000001-24-000001",
    "form": "10-K",
    "filed": "2024-03-01",
    "fy": 2023,
    "fp": "FY",
}
FACTS = {
    "cik": 320193,
    "entityName": "EXAMPLE INC",
    "facts": {
        "us-gaap": {
            "Assets": {"label": "Assets", "units": {"USD": [{**POINT, "end": "2023-12-30"}]}},
            "EarningsPerShareBasic": {
                "label": "Earnings Per Share, Basic",
                "units": {"USD/shares": [{**POINT, "val": 1.25, "start": "2023-01-01", "end": "2023-12-30"}]},
            },
            "Revenues": {
                "label": "Revenues",
                "units": {
                    "USD": [
                        {**POINT, "val": 2000000000, "start": "2022-01-02", "end": "2022-12-31"},
                        {
                            **POINT,
                            "val": 2001000000,
                            "start": "2022-01-02",
                            "end": "2022-12-31",
                            "accn": "0000000001-23-000009",
                            "filed": "2023-03-01",
                        },
                        {**POINT, "val": "much", "end": "2023-12-30"},
                    ]
                },
            },
        }
    },
}


def _write(folder: Path, content: object, name: str = "facts.json") -> Path:
    (folder / name).write_text(json.dumps(content))
    return folder / name


def test_each_filing_is_a_report_in_the_order_of_filing(tmp_path: Path) -> None:
    earlier, later = read_source(_write(tmp_path, FACTS))
    assert [earlier.issued, later.issued] == [date(2023, 3, 1), date(2024, 3, 1)]
    assert later.iri == "https://w3id.org/gaapgraph/report/cik-0000320193/0000000001-24-000001"
    assert later.entity.label == "EXAMPLE INC"
    assert [fact.value for fact in earlier.facts] == [Decimal(2001000000)]


def test_dates_are_those_of_the_figure_and_accuracy_is_unknown(tmp_path: Path) -> None:
    _, report = read_source(_write(tmp_path, FACTS))
    assets, earnings, revenues = report.facts
    assert assets.dimensions.period == Instant(date(2023, 12, 30))
    assert revenues.dimensions.period == Duration(date(2022, 1, 2), date(2022, 12, 31))
    assert earnings.dimensions.unit is not None
    assert str(earnings.dimensions.unit) == "USD / shares"
    assert (assets.decimals, assets.accuracy_unknown) == (-6, True)
    assert assets.occurrences[0].place.element_id == "/facts/us-gaap/Assets/units/USD/0"


def test_halves_of_surrogate_pairs_are_mended_wherever_they_are_escaped(tmp_path: Path) -> None:
    text = json.dumps(FACTS).replace("EXAMPLE", "\\ud800EXAMPLE").replace('"0000000001-24', '"\\udfff')
    reports = [*read_source(_write(tmp_path, json.loads(text)))]
    assert {report.entity.label for report in reports} == {"\ufffdEXAMPLE INC"}
    assert "https://w3id.org/gaapgraph/report/cik-0000320193/%EF%BF%BD-000001" in {report.iri for report in reports}


def test_what_is_no_amount_is_told(tmp_path: Path) -> None:
    _, report = read_source(_write(tmp_path, FACTS))
    (finding,) = report.findings
    assert finding.code == "GG-READ-SEC-ROW"
    assert "'much' is no amount" in finding.message


def test_frames_and_concepts_are_read_alike(tmp_path: Path) -> None:
    frame = {
        "taxonomy": "us-gaap",
        "tag": "AccountsPayableCurrent",
        "ccp": "CY2019Q1I",
        "uom": "USD",
        "label": "Accounts Payable, Current",
        "pts": 1,
        "data": [{"accn": "1", "cik": 1750, "entityName": "AAR CORP", "end": "2019-02-28", "val": 218600000}],
    }
    (report,) = read_source(_write(tmp_path, frame))
    assert report.entity.iri.endswith("/cik-0000001750")
    assert report.facts[0].value == Decimal(218600000)
    concept = {
        "cik": 1,
        "taxonomy": "dei",
        "tag": "X",
        "entityName": "N",
        "units": {"shares": [{**POINT, "end": "2020-01-01"}]},
    }
    (report,) = read_source(_write(tmp_path, concept))
    assert report.facts[0].dimensions.concept.endswith("/dei/X")


@pytest.mark.parametrize("text", ['{"cik": 1, "facts": {', '{"cik": 1, "facts": {}}', '{"cik": 1, "facts": {"a": 7}}'])
def test_what_states_nothing_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "facts.json").write_text(text)
    with pytest.raises(ReadError) as caught:
        list(read_source(tmp_path / "facts.json"))
    assert "\n" not in str(caught.value)


def test_packed_facts_are_read_and_other_packed_files_are_not_taken_for_them(tmp_path: Path) -> None:
    (tmp_path / "facts.json.gz").write_bytes(gzip.compress(json.dumps(FACTS).encode()))
    assert len(list(read_source(tmp_path / "facts.json.gz"))) == 2
    (tmp_path / "other.json.gz").write_bytes(gzip.compress(b'{"a": 1}'))
    assert find_reader(Source(tmp_path / "other.json.gz")).name == "something that cannot be read"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the facts stand beside the checkout, in shared/data/companyfacts")
def test_real_facts_come_whole() -> None:
    reports = list(read_source(SHARED / "snow_facts.json.gz"))
    assert sum(len(fact.occurrences) for report in reports for fact in report.facts) == 8163
    assert not any(report.findings for report in reports)
