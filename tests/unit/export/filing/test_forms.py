"""The forms of XBRL, from a report made by hand; what each states is held against its specification."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree

from gaapgraph.export.filing import list_filed
from gaapgraph.export.filing.csv_report import write_csv_facts, write_csv_metadata
from gaapgraph.export.filing.instance_document import ContextWriter, write_instance
from gaapgraph.export.filing.json_report import OMITTED, write_json
from gaapgraph.export.filing.output_file import list_files, pack
from gaapgraph.export.filing.partial_sum import Bindings
from gaapgraph.export.filing.taxonomy_reference import settle_taxonomy
from gaapgraph.model import Fact, FactKey, Footnote, Fraction, Literal, Occurrence, Place, Reference
from gaapgraph.vocabulary import BASE


@pytest.fixture
def report_of_2009(sample_report):
    """Return the report under the name that the taxonomy of 2009 has."""
    versions, own = ("http://xbrl.us/us-gaap/2009-01-31",), (("iij", f"{BASE}iij/"),)
    return replace(sample_report, taxonomy_versions=versions, namespaces=own)


_XBRLI = "{http://www.xbrl.org/2003/instance}"


def _json(report):
    filed = list_filed(report)
    stream = io.StringIO()
    write_json(filed, settle_taxonomy(filed, "iij-20090515").entry_points, stream)
    return json.loads(stream.getvalue()), filed


def _xml(report):
    filed = list_filed(report)
    taxonomy, stream = settle_taxonomy(filed, "iij-20090515"), io.BytesIO()
    write_instance(filed, taxonomy.references, ContextWriter(filed.names, taxonomy.domains), stream)
    return etree.fromstring(stream.getvalue()), taxonomy


def test_each_occurrence_is_a_fact_of_its_own_accuracy(report_of_2009):
    found, _ = _json(report_of_2009)
    revenues = [one for one in found["facts"].values() if one["dimensions"]["concept"] == "us-gaap:Revenues"]
    yen = [one for one in revenues if one["dimensions"]["unit"] == "iso4217:JPY" and len(one["dimensions"]) == 4]
    assert [(one["value"], one["decimals"]) for one in yen] == [
        ("69731000000", -6), ("69731000000", -6), ("69730730000", -3),
    ]  # fmt: skip
    assert len(found["facts"]) == len(report_of_2009.occurrences)


def test_json_ends_a_day_at_the_next_midnight_and_leaves_pure_out(report_of_2009):
    found, _ = _json(report_of_2009)
    by_concept = {one["dimensions"]["concept"]: one["dimensions"] for one in found["facts"].values()}
    assert by_concept["us-gaap:Assets"]["period"] == "2009-04-01T00:00:00"
    growth = next(one for name, one in by_concept.items() if name.endswith("RevenuesGrowth"))
    assert "unit" not in growth
    assert growth["gg:ComparativePeriodAxis"] == "2007-04-01/2008-03-31"
    assert found["documentInfo"]["documentType"] == "https://xbrl.org/2021/xbrl-json"
    assert found["documentInfo"]["namespaces"]["cik"] == "http://www.sec.gov/CIK"


def test_instance_says_nil_and_has_each_context_once(report_of_2009):
    root, _ = _xml(report_of_2009)
    nil = [one for one in root if one.get("{http://www.w3.org/2001/XMLSchema-instance}nil") == "true"]
    assert [etree.QName(one).localname for one in nil] == ["CostOfRevenue"]
    assert nil[0].get("decimals") is None
    assert nil[0].get("unitRef") is not None
    contexts = [etree.tostring(one).partition(b">")[2] for one in root.iter(f"{_XBRLI}context")]
    assert len(contexts) == len(set(contexts))


def test_an_exact_value_is_of_infinite_decimals(report_of_2009):
    root, _ = _xml(report_of_2009)
    assets = next(one for one in root if etree.QName(one).localname == "Assets")
    assert (assets.text, assets.get("decimals")) == ("-50", "INF")


def test_what_no_published_schema_has_is_declared_with_its_type(report_of_2009):
    _, taxonomy = _xml(report_of_2009)
    schema = etree.fromstring(taxonomy.files.get("iij-20090515.xsd", b""))
    declared = {one.get("name"): one for one in schema.iter("{http://www.w3.org/2001/XMLSchema}element")}
    assert declared["RevenuesGrowth"].get("type") == "num:percentItemType"
    assert declared["RevenuesGrowth"].get(f"{_XBRLI}periodType") == "duration"
    imports = {one.get("namespace") for one in schema.iter("{http://www.w3.org/2001/XMLSchema}import")}
    assert "http://xbrl.us/us-gaap/2009-01-31" in imports


def test_a_source_that_names_its_taxonomy_keeps_it(report_of_2009):
    named = replace(report_of_2009, references=(Reference("schemaRef", "iij-2009.xsd"),))
    root, taxonomy = _xml(named)
    assert taxonomy.files == {}
    assert root[0].get("{http://www.w3.org/1999/xlink}href") == "iij-2009.xsd"


def test_notes_that_are_markup_stay_markup_and_others_are_escaped_in_the_model(report_of_2009):
    key = report_of_2009.facts[0].dimensions
    markup = '<p xmlns="http://www.w3.org/1999/xhtml">restated</p>'
    notes = (Footnote(markup, (key,), role="http://www.xbrl.org/2003/role/link"), Footnote("less than <5>", (key,)))
    report = replace(report_of_2009, footnotes=notes)
    found, _ = _json(report)
    texts = [one["value"] for one in found["facts"].values() if one["dimensions"]["concept"] == "xbrl:note"]
    assert texts == [markup, "less than &lt;5&gt;"]
    root, _ = _xml(report)
    first, second = root.iter("{http://www.xbrl.org/2003/linkbase}footnote")
    assert first[0].tag == "{http://www.w3.org/1999/xhtml}p"
    assert second.text == "less than <5>"


def test_fractions_go_out_through_xbrl_alone(report_of_2009):
    third = Fact(
        replace(report_of_2009.facts[0].dimensions, concept=f"{BASE}iij/Share"), Fraction(Decimal(1), Decimal(3)), None,
        (Occurrence(Place(500, 2), "1/3", Fraction(Decimal(1), Decimal(3)), None),),
    )  # fmt: skip
    report = replace(report_of_2009, facts=(third,))
    root, _ = _xml(report)
    share = next(one for one in root if etree.QName(one).localname == "Share")
    assert [one.text for one in share] == ["1", "3"]
    found, filed = _json(report)
    assert found["facts"] == {}
    assert filed.remarks[OMITTED] == 1


def test_a_typed_member_stands_in_its_own_element(report_of_2009):
    axis = f"{BASE}ns#RecordDateAxis"
    key = replace(report_of_2009.facts[0].dimensions, dimensions=((axis, Literal("2009-03-31", "urn:date")),))
    report = replace(report_of_2009, facts=(replace(report_of_2009.facts[0], dimensions=key),))
    root, taxonomy = _xml(report)
    typed = next(root.iter("{http://xbrl.org/2006/xbrldi}typedMember"))
    assert (typed.get("dimension"), typed[0].text) == ("gg:RecordDateAxis", "2009-03-31")
    schema = taxonomy.files.get("iij-20090515-gg.xsd", b"")
    assert b'typedDomainRef="#gg_RecordDateAxis.domain"' in schema


@pytest.mark.parametrize("text", ["#none", "##", ""])
def test_cells_of_csv_cannot_be_taken_for_marks(report_of_2009, text):
    key = FactKey(f"{BASE}iij/Note", report_of_2009.entity.iri, report_of_2009.facts[0].dimensions.period, None)
    fact = Fact(key, text, None, (Occurrence(Place(9, 1), text, text, None),))
    filed, stream = list_filed(replace(report_of_2009, facts=(fact,))), io.BytesIO()
    write_csv_facts(filed, stream)
    row = next(iter(csv.DictReader(io.StringIO(stream.getvalue().decode()))))
    assert row["value"] == {"#none": "##none", "##": "###", "": "#empty"}[text]


def test_csv_says_nil_and_names_its_columns(report_of_2009):
    filed, stream, table = list_filed(report_of_2009), io.BytesIO(), io.BytesIO()
    write_csv_metadata(filed, ["iij.xsd"], "facts.csv", stream)
    write_csv_facts(filed, table)
    template = json.loads(stream.getvalue())["tableTemplates"]["facts"]
    rows = list(csv.DictReader(io.StringIO(table.getvalue().decode())))
    assert set(template["columns"]) == set(rows[0])
    assert [one["value"] for one in rows if one["concept"] == "us-gaap:CostOfRevenue"] == ["#nil"]


def test_an_undated_fact_of_an_instant_is_left_out_and_told(report_of_2009):
    base = report_of_2009.facts[-1]
    concepts = {**report_of_2009.concepts}
    concepts[base.dimensions.concept] = replace(report_of_2009.concepts[next(iter(concepts))], period_type="instant")
    report = replace(
        report_of_2009, facts=(replace(base, dimensions=replace(base.dimensions, period=None)),), concepts=concepts
    )
    filed = list_filed(report)
    assert filed.facts == []
    assert sum(filed.remarks.values()) == 1


def test_a_sum_is_stated_only_where_its_parts_alone_do_not_contradict_it(report_of_2009):
    revenue = report_of_2009.facts[0]
    period, unit = revenue.dimensions.period, revenue.dimensions.unit

    def state(name, value, end=period):
        key = replace(revenue.dimensions, concept=f"{BASE}us-gaap/{name}", period=end, unit=unit)
        return Fact(key, Decimal(value), 0, (Occurrence(Place(len(name), 2), value, Decimal(value), 0),))

    whole = [state("Assets", "100"), state("AssetsCurrent", "60"), state("AssetsNoncurrent", "39")]
    filed = list_filed(replace(report_of_2009, facts=tuple(whole)))
    total, first, second = (fact.concept for fact in sorted(filed.facts, key=lambda one: len(one.concept.local)))
    weights = {first: Decimal(1), second: Decimal(1)}
    assert not Bindings(filed.facts).is_partly_wrong(total, weights)  # wrong, but whole: a contradiction to be found
    alone = list_filed(replace(report_of_2009, facts=tuple(whole[:2])))
    assert Bindings(alone.facts).is_partly_wrong(total, weights)


def test_a_package_is_the_same_bytes_twice_and_says_its_kind(report_of_2009):
    packed = []
    for _ in range(2):
        stream = io.BytesIO()
        pack(list_files(report_of_2009, "xbrl", "iij.xbrl"), stream, "iij.zip")
        packed.append(stream.getvalue())
    assert packed[0] == packed[1]
    with zipfile.ZipFile(io.BytesIO(packed[0])) as package:
        names = package.namelist()
        kind = json.loads(package.read("iij/META-INF/reportPackage.json"))
    assert "iij/reports/iij.xbrl" in names
    assert kind == {"documentInfo": {"documentType": "https://xbrl.org/report-package/2023"}}
