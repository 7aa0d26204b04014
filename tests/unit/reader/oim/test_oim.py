"""Reports in xBRL-JSON and xBRL-CSV."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gaapgraph.build import read_source
from gaapgraph.errors import ReadError
from gaapgraph.model import FOREVER, Duration, Instant, Literal
from gaapgraph.reader.oim.json_report import read_json_report
from gaapgraph.reader.oim.short_name import read_oim_period, read_oim_unit
from gaapgraph.write import write_quads

SHARED = Path(__file__).parents[5] / "shared/data"
NAMESPACES = {
    "e": "http://example.org/e",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "xbrli": "http://www.xbrl.org/2003/instance",
    "xbrl": "https://xbrl.org/2021",
    "cik": "http://www.sec.gov/CIK",
}


def read(folder: Path, facts: dict[str, object], **info: object):
    head = {"documentType": "https://xbrl.org/2021/xbrl-json", "namespaces": NAMESPACES, "taxonomy": ["e.xsd"], **info}
    path = folder / "a.json"
    path.write_text(json.dumps({"documentInfo": head, "facts": facts}), encoding="utf-8")
    (report,) = read_source(path)
    return report


def test_a_fact_has_its_dimensions(tmp_path):
    dimensions = {
        "concept": "e:Revenue", "entity": "cik:0000000001", "unit": "iso4217:EUR",
        "period": "2023-01-01T00:00:00/2024-01-01T00:00:00", "e:Axis": "e:Member", "e:Typed": "A 1",
    }  # fmt: skip
    (fact,) = read(tmp_path, {"f1": {"value": "1500", "decimals": -2, "dimensions": dimensions}}).facts
    assert (fact.value, fact.decimals) == (Decimal(1500), -2)
    assert fact.dimensions.period == Duration(date(2023, 1, 1), date(2023, 12, 31))
    assert dict(fact.dimensions.dimensions) == {
        "http://example.org/e#Axis": "http://example.org/e#Member",
        "http://example.org/e#Typed": Literal("A 1", "http://www.w3.org/2001/XMLSchema#string"),
    }
    assert fact.occurrences[0].place.element_id == "f1"


def test_a_footnote_is_linked(tmp_path):
    facts = {
        "f1": {"value": "x", "dimensions": {"concept": "e:A", "entity": "cik:1"}, "links": {"footnote": {"_": ["n"]}}},
        "n": {"value": "Note", "dimensions": {"concept": "xbrl:note", "noteId": "n", "language": "en"}},
    }
    links = {"footnote": "http://www.xbrl.org/2003/arcrole/fact-footnote"}
    report = read(tmp_path, facts, linkTypes=links, linkGroups={"_": "http://www.xbrl.org/2003/role/link"})
    (note,) = report.footnotes
    assert (note.text, note.elements, note.role) == ("Note", ("f1",), "http://www.xbrl.org/2003/role/link")


def test_no_value_is_nil_and_no_decimals_is_exact(tmp_path):
    facts = {
        "a": {"value": None, "dimensions": {"concept": "e:A", "entity": "cik:1", "unit": "iso4217:EUR"}},
        "b": {"value": "7", "dimensions": {"concept": "e:B", "entity": "cik:1", "unit": "xbrli:shares"}},
    }
    nil, exact = read(tmp_path, facts).facts
    assert nil.is_nil
    assert (exact.value, exact.decimals, exact.accuracy_unknown) == (Decimal(7), None, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1, "a": 2}', "stands there twice"),
        ("[" * 100_000, "nested deeper"),
        ('{"documentInfo": ', "no JSON"),
        ("{}", "no documentInfo and facts"),
    ],
)
def test_bad_json_is_refused_in_one_line(tmp_path, text, words):
    from gaapgraph.reader.oim import read_json_report

    with pytest.raises(ReadError, match=words):
        read_json_report(text.encode(), "a.json")


def test_a_fact_that_cannot_be_understood_is_told(tmp_path):
    facts = {"a": {"value": "1", "dimensions": {"concept": "none:A"}}, "b": 3, "c": {"dimensions": {"concept": 1}}}
    report = read(tmp_path, facts)
    assert report.facts == ()
    told = [one.code for one in report.findings if one.severity == "violation"]
    assert told == ["GG-READ-XBRL-INVALID"] * 4  # the third has no value either


def test_tables_of_csv_state_facts(tmp_path):
    columns = {
        "id": {},
        "period": {},
        "Assets": {"dimensions": {"concept": "e:Assets", "unit": "iso4217:USD"}, "decimals": -3},
        "Note": {"dimensions": {"concept": "e:Note", "language": "en"}},
    }
    template = {"rowIdColumn": "id", "dimensions": {"entity": "cik:1", "period": "$period"}, "columns": columns}
    info = {"documentType": "https://xbrl.org/2021/xbrl-csv", "namespaces": NAMESPACES}
    metadata = {"documentInfo": info, "tableTemplates": {"t": template}, "tables": {"t": {"url": "t.csv"}}}
    (tmp_path / "m.json").write_text(json.dumps(metadata))
    (tmp_path / "t.csv").write_text("id,period,Assets,Note\nr1,2023@end,1000,hello\nr2,2022Q4@end,#nil,\n")
    (report,) = read_source(tmp_path / "m.json")
    first, note, second = report.facts
    assert (first.value, first.decimals, first.dimensions.period) == (Decimal(1000), -3, Instant(date(2023, 12, 31)))
    assert note.value == "hello"
    assert second.is_nil
    assert second.dimensions.period == Instant(date(2022, 12, 31))
    assert first.occurrences[0].place.document == "t.csv"


def write_extended(folder: Path, own: dict[str, object], base: dict[str, object], **info: object) -> Path:
    """Write metadata that extend others in a folder beside them; both are of one document type."""
    kind = {"documentType": "https://xbrl.org/2021/xbrl-csv"}
    (folder / "base").mkdir()
    stated = {"namespaces": NAMESPACES, "taxonomy": ["e.xsd", "http://example.org/f.xsd"], **info}
    (folder / "base" / "b.json").write_text(json.dumps({"documentInfo": {**kind, **stated}, **base}))
    (folder / "m.json").write_text(json.dumps({"documentInfo": {**kind, "extends": ["base/b.json"]}, **own}))
    (folder / "t.csv").write_text("Assets\n1000\n")
    return folder / "m.json"


TEMPLATES = {
    "t": {
        "dimensions": {"entity": "cik:1", "period": "$day", "unit": "iso4217:USD"},
        "columns": {"Assets": {"dimensions": {"concept": "e:Assets"}}},
    }
}


def test_metadata_have_what_they_extend(tmp_path):
    base = {"tableTemplates": TEMPLATES, "decimals": -3, "parameters": {"day": "2023@end"}}
    (report,) = read_source(write_extended(tmp_path, {"tables": {"t": {"url": "t.csv"}}}, base))
    (fact,) = report.facts
    assert (fact.value, fact.decimals, fact.dimensions.period) == (Decimal(1000), -3, Instant(date(2023, 12, 31)))
    assert [one.href for one in report.references] == ["base/e.xsd", "http://example.org/f.xsd"]
    assert [one.file_name for one in (report.document, *report.documents)] == ["m.json", "base/b.json", "t.csv"]
    assert not [one for one in report.findings if one.code == "GG-READ-XBRL-INVALID"]


def test_metadata_that_say_otherwise_than_what_they_extend_are_told(tmp_path):
    own = {"tables": {"t": {"url": "t.csv"}}, "decimals": 0, "parameters": {"day": "2022@end", "more": "1"}}
    base = {"tableTemplates": TEMPLATES, "decimals": -3, "parameters": {"day": "2023@end"}}
    (report,) = read_source(write_extended(tmp_path, own, base, final={"parameters": True, "tables": True}))
    assert [fact.dimensions.period for fact in report.facts] == [Instant(date(2022, 12, 31))]
    told = [one.message for one in report.findings if "which it extends" in one.message]
    assert [message.partition("The report ")[2] for message in told] == [
        "states tables, which is final in base/b.json, which it extends.",
        "states decimals otherwise than base/b.json, which it extends.",
        "adds to parameters, which is final in base/b.json, which it extends.",
        "states parameters otherwise than base/b.json, which it extends.",
    ]


@pytest.mark.parametrize(
    ("extends", "reason"), [("absent.json", "which is missing"), ("../m.json", "which leads back to it")]
)
def test_metadata_that_cannot_be_extended_are_refused(tmp_path, extends, reason):
    path = write_extended(tmp_path, {"tables": {}}, {}, extends=[extends])
    with pytest.raises(ReadError, match=reason):
        list(read_source(path))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", "2023-01-01/2023-12-31"), ("2023-02", "2023-02-01/2023-02-28"), ("2023Q3", "2023-07-01/2023-09-30"),
        ("2023H1", "2023-01-01/2023-06-30"), ("2023W01", "2023-01-02/2023-01-08"),
        ("2023-05-06", "2023-05-06/2023-05-06"),
        ("2023@start", "2022-12-31"), ("2023Q1..2023Q2", "2023-01-01/2023-06-30"),
        ("2024-01-01T00:00:00", "2023-12-31"),
    ],
)  # fmt: skip
def test_periods_of_oim(text, expected):
    assert str(read_oim_period(text)) == expected


def test_no_period_is_forever():
    assert read_oim_period(None) == FOREVER


def test_a_unit_may_have_measures_above_and_below():
    unit = read_oim_unit("(iso4217:USD*e:kWh)/xbrli:shares", NAMESPACES)
    assert unit.numerator == ("http://example.org/e#kWh", "http://www.xbrl.org/2003/iso4217#USD")
    assert unit.denominator == ("http://www.xbrl.org/2003/instance#shares",)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared filings are not beside the project")
def test_a_real_report_is_read_whole():
    (report,) = read_source(SHARED / "xbrl-json/kainos_2022.json")
    assert sum(len(fact.occurrences) for fact in report.facts) == 314  # counted in the file's "facts"
    assert report.entity.identifiers == (("http://standards.iso.org/iso/17442", "213800H2PQMIF3OVZY47"),)


def test_half_of_a_surrogate_pair_costs_nothing_but_itself(tmp_path):
    """JSON can escape what no Unicode text can hold (RFC 8259 §8.2); Python's reader lets it through."""
    dimensions = {"concept": "e:Name", "entity": "cik:1", "language": "en"}
    (fact,) = read(tmp_path, {"f\ud800": {"value": "A \udc00 B", "dimensions": dimensions}}).facts
    assert (fact.value, fact.occurrences[0].place.element_id) == ("A \ufffd B", "f\ufffd")
    "".join(write_quads(read(tmp_path, {"f": {"value": "\ud800", "dimensions": dimensions}}))).encode()


@pytest.mark.parametrize("period", ["0001@start", "0000", "9999W52", "9999-12@end", "2024-02-30"])
def test_periods_beyond_the_calendar_are_told(tmp_path, period):
    with pytest.raises(ValueError, match=r"calendar|day|month"):
        read_oim_period(period)
    dimensions = {"concept": "e:A", "entity": "cik:1", "unit": "iso4217:EUR", "period": period}
    report = read(tmp_path, {"a": {"value": "1", "dimensions": dimensions}})
    assert [one.code for one in report.findings if one.severity == "violation"].count("GG-READ-XBRL-INVALID") >= 1


def test_metadata_of_odd_types_cost_a_fact_at_most(tmp_path):
    columns = {"A": {"dimensions": {"concept": "e:A", "unit": "iso4217:USD"}}}
    template = {"dimensions": {"entity": ["cik:1"], "period": {"a": 1}}, "columns": columns}
    info = {"documentType": "https://xbrl.org/2021/xbrl-csv", "namespaces": {**NAMESPACES, "x": True}}
    metadata = {"documentInfo": info, "tableTemplates": {"t": template}, "tables": {"t": {"url": "t.csv"}}}
    (tmp_path / "m.json").write_text(json.dumps(metadata))
    (tmp_path / "t.csv").write_text("A\n7\n")
    (report,) = read_source(tmp_path / "m.json")
    assert "GG-READ-XBRL-INVALID" in [one.code for one in report.findings]


@pytest.mark.parametrize("uri", [["http://example.org/e"], {}, None, True, " "])
def test_a_prefix_that_stands_for_no_uri_is_told_and_the_rest_is_read(tmp_path, uri):
    dimensions = {"concept": "e:A", "entity": "cik:1", "language": "en"}
    report = read(tmp_path, {"a": {"value": "x", "dimensions": dimensions}}, namespaces={**NAMESPACES, "odd": uri})
    assert [fact.value for fact in report.facts] == ["x"]
    assert any("'odd' stands for no URI" in one.message for one in report.findings)


def test_a_report_is_read_without_anybody_who_knows_its_concepts() -> None:
    about = {"concept": "e:Sales", "entity": "cik:1", "unit": "iso4217:EUR", "period": "2024-01-01T00:00:00"}
    head = {"documentType": "https://xbrl.org/2021/xbrl-json", "namespaces": NAMESPACES, "taxonomy": ["e.xsd"]}
    facts = {"f1": {"value": "5", "decimals": 0, "dimensions": about}}
    reported, _ = read_json_report(json.dumps({"documentInfo": head, "facts": facts}).encode(), "a.json")
    assert [one.message for one in reported.findings] == []
    asked = []
    read_json_report(json.dumps({"documentInfo": head, "facts": facts}).encode(), "a.json", asked.append)
    assert [(name.namespace, name.local) for name in asked] == [(NAMESPACES["e"], "Sales")]
