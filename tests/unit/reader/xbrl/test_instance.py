"""Instances of XBRL 2.1: what stands in them, and what is refused."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gaapgraph.build import Context, read_source
from gaapgraph.errors import ReadError
from gaapgraph.model import FOREVER, Duration, Fraction, Instant, Literal, QName, Report
from gaapgraph.reader.xbrl.context import read_day
from gaapgraph.reader.xbrl.typed_value import read_accuracy, read_typed
from gaapgraph.vocabulary import BASE, GG

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    '<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" '
    'xmlns:us-gaap="http://fasb.org/us-gaap/2024" xmlns:e="http://example.org/e" xml:lang="en-US">\n'
)
SCHEMA_REF = '<link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>\n'
ENTITY = '<xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">320193</xbrli:identifier>{}</xbrli:entity>'
DURATION = "<xbrli:startDate>2023-01-01</xbrli:startDate><xbrli:endDate>2023-12-31</xbrli:endDate>"
INSTANT = "<xbrli:instant>2023-12-31</xbrli:instant>"
USD = '<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>\n'
PER_SHARE = (
    '<xbrli:unit id="eps"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure>'
    "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure>"
    "</xbrli:unitDenominator></xbrli:divide></xbrli:unit>\n"
)


def context(name: str, period: str = DURATION, segment: str = "") -> str:
    inner = f"<xbrli:segment>{segment}</xbrli:segment>" if segment else ""
    return f'<xbrli:context id="{name}">{ENTITY.format(inner)}<xbrli:period>{period}</xbrli:period></xbrli:context>\n'


def read(folder: Path, *parts: str, packages: tuple[Path, ...] = ()) -> Report:
    path = folder / "a.xml"
    path.write_text(HEAD + SCHEMA_REF + "".join(parts) + "</xbrli:xbrl>", encoding="utf-8")
    (report,) = read_source(path, Context(taxonomy=packages))
    return report


def codes(report: Report) -> list[str]:
    return [one.code for one in report.findings if one.severity != "info"]


def test_an_item_has_value_accuracy_unit_period_and_place(tmp_path):
    report = read(
        tmp_path,
        context("c"),
        USD,
        '<us-gaap:Revenues id="f1" contextRef="c" unitRef="usd" decimals="-6">391035000000</us-gaap:Revenues>',
    )
    (fact,) = report.facts
    assert fact.dimensions.concept == f"{BASE}us-gaap/Revenues"
    assert report.concepts[fact.dimensions.concept].exact_matches == ("http://fasb.org/us-gaap/2024#Revenues",)
    assert (fact.value, fact.decimals) == (Decimal(391035000000), -6)
    assert fact.dimensions.period == Duration(date(2023, 1, 1), date(2023, 12, 31))
    assert fact.dimensions.unit is not None
    assert fact.dimensions.unit.currency == "USD"
    (occurrence,) = fact.occurrences
    assert occurrence.place.element_id == "f1"
    assert occurrence.place.xpath == "/*/*[4]"
    assert occurrence.place.line == 5
    assert report.entity.identifiers == (("http://www.sec.gov/CIK", "320193"),)
    assert report.entity.iri == f"{BASE}entity/cik-0000320193"
    assert report.taxonomy_versions == ("http://fasb.org/us-gaap/2024",)
    assert codes(report) == []


def test_copies_are_occurrences_and_the_most_accurate_is_the_value(tmp_path):
    report = read(
        tmp_path,
        context("c"),
        context("d"),
        USD,
        '<e:A contextRef="c" unitRef="usd" decimals="-6">5000000</e:A>',
        '<e:A contextRef="d" unitRef="usd" decimals="-3">5012000</e:A>',
    )
    (fact,) = report.facts
    assert (fact.value, fact.decimals) == (Decimal(5012000), -3)
    assert [one.value for one in fact.occurrences] == [Decimal(5000000), Decimal(5012000)]
    assert codes(report) == []


def test_copies_that_disagree_are_told(tmp_path):
    report = read(
        tmp_path,
        context("c"),
        USD,
        '<e:A contextRef="c" unitRef="usd" decimals="-3">5000000</e:A>',
        '<e:A contextRef="c" unitRef="usd" decimals="-3">7000000</e:A>',
    )
    assert codes(report) == ["GG-READ-XBRL-DUPLICATE"]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (INSTANT, Instant(date(2023, 12, 31))),
        ("<xbrli:instant>2024-01-01T00:00:00</xbrli:instant>", Instant(date(2023, 12, 31))),
        ("<xbrli:forever/>", FOREVER),
        (
            "<xbrli:startDate>2023-01-01T00:00:00</xbrli:startDate><xbrli:endDate>2024-01-01T00:00:00</xbrli:endDate>",
            Duration(date(2023, 1, 1), date(2023, 12, 31)),
        ),
    ],
)
def test_midnight_at_an_end_is_the_end_of_the_day_before(tmp_path, period, expected):
    report = read(tmp_path, context("c", period), '<e:A contextRef="c">x</e:A>')
    assert report.facts[0].dimensions.period == expected


def test_explicit_and_typed_dimensions_and_other_content_of_segments(tmp_path):
    segment = (
        '<xbrldi:explicitMember dimension="e:Axis">e:Member</xbrldi:explicitMember>'
        '<xbrldi:typedMember dimension="e:Typed"><e:id>A 1</e:id></xbrldi:typedMember><e:note>n</e:note>'
    )
    report = read(tmp_path, context("c", segment=segment), '<e:A contextRef="c">x</e:A>')
    members = dict(report.facts[0].dimensions.dimensions)
    assert members["http://example.org/e#Axis"] == "http://example.org/e#Member"
    assert members["http://example.org/e#Typed"] == Literal("A 1", "http://www.w3.org/2001/XMLSchema#string")
    assert report.concepts["http://example.org/e#Typed"].typed_domain == "http://example.org/e#id"
    assert str(members[GG.segment].lexical) == '<e:note xmlns:e="http://example.org/e">n</e:note>'


def test_a_typed_member_may_hold_elements(tmp_path):
    inner = "<e:v><e:a>1</e:a> and\n <e:b><e:c/></e:b></e:v>"
    segment = f'<xbrldi:typedMember dimension="e:Typed">{inner}</xbrldi:typedMember>'
    report = read(tmp_path, context("c", segment=segment), '<e:A contextRef="c">x</e:A>')
    ((_, member),) = report.facts[0].dimensions.dimensions
    ns = ' xmlns:e="http://example.org/e"'
    assert str(member.lexical) == f"<e:a{ns}>1</e:a> and\n <e:b{ns}><e:c></e:c></e:b>"


def test_nil_fraction_tuple_and_language(tmp_path):
    report = read(
        tmp_path,
        context("c", INSTANT),
        USD,
        '<e:Nil contextRef="c" unitRef="usd" xsi:nil="true"/>',
        '<e:Ratio contextRef="c" unitRef="usd"><xbrli:numerator>1</xbrli:numerator>'
        "<xbrli:denominator>3</xbrli:denominator></e:Ratio>",
        '<e:Group><e:Name contextRef="c" xml:lang="de">Müller</e:Name></e:Group>',
        '<e:Group><e:Name contextRef="c">Miller</e:Name></e:Group>',
    )
    nil, ratio, german, english = report.facts
    assert nil.is_nil
    assert nil.value is None
    assert ratio.value == Fraction(Decimal(1), Decimal(3))
    assert (german.dimensions.language, english.dimensions.language) == ("de", "en-us")
    assert german.dimensions.parent == "/*/*[6]"
    assert [one.concept for one in report.tuples] == ["http://example.org/e#Group"] * 2
    assert english.dimensions.key != german.dimensions.key


def test_labels_that_many_footnotes_share_do_not_multiply(tmp_path, monkeypatch):
    """A hundred facts and a hundred notes of one label each are ten thousand relations."""
    monkeypatch.setattr("gaapgraph.reader.xbrl.reported._MOST_RELATIONS", 1_000)
    facts = "".join(
        f'<e:A id="f{number}" contextRef="c" unitRef="usd" decimals="0">{number}</e:A>' for number in range(100)
    )
    ends = "".join(
        f'<link:loc xlink:type="locator" xlink:href="#f{number}" xlink:label="l"/>'
        f'<link:footnote xlink:type="resource" xlink:label="n{number // 50}" xml:lang="en">{number}</link:footnote>'
        for number in range(100)
    )
    arcs = "".join(
        f'<link:footnoteArc xlink:type="arc" xlink:from="l" xlink:to="{end}"/>' for end in ("n9", "n0", "n1", "l")
    )
    link = f'<link:footnoteLink xlink:type="extended">{ends}{arcs}</link:footnoteLink>'
    report = read(tmp_path, context("c"), USD, facts, link)
    assert len(report.facts) == 1  # of a hundred places
    assert (report.footnotes, report.fact_links) == ((), ())
    told = [one.message for one in report.findings if "relations" in one.message]
    assert told == ["Footnotes belong to facts in more than 1,000 relations; from here on they are left out."]


def test_a_footnote_belongs_to_the_print_that_it_names(tmp_path):
    link = (
        '<link:footnoteLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">'
        '<link:loc xlink:type="locator" xlink:href="#f1" xlink:label="l"/>'
        '<link:footnote xlink:type="resource" xlink:label="n" xml:lang="fr" '
        'xlink:role="http://www.xbrl.org/2003/role/footnote">Note <e:b>une</e:b></link:footnote>'
        '<link:footnoteArc xlink:type="arc" xlink:from="l" xlink:to="n" '
        'xlink:arcrole="http://www.xbrl.org/2003/arcrole/fact-footnote"/></link:footnoteLink>'
    )
    report = read(tmp_path, context("c"), '<e:A id="f1" contextRef="c">x</e:A>', link)
    (note,) = report.footnotes
    assert note.elements == ("f1",)
    assert note.facts == (report.facts[0].dimensions,)
    assert note.language == "fr"
    assert note.text.startswith("Note <e:b")


def test_what_is_wrong_is_told_and_the_fact_stays(tmp_path):
    report = read(
        tmp_path,
        context("c", "<xbrli:instant>2023-02-30</xbrli:instant>"),
        '<e:A contextRef="c">1</e:A><e:B contextRef="none">2</e:B><e:C contextRef="c" unitRef="none">x1</e:C>',
    )
    assert len(report.facts) == 3
    assert codes(report) == [
        "GG-READ-XBRL-CONTEXT",
        "GG-READ-XBRL-CONTEXT",
        "GG-READ-XBRL-UNIT",
        "GG-READ-XBRL-VALUE",
    ]


def test_a_missing_schema_is_named_and_no_error(tmp_path):
    report = read(tmp_path, context("c"), '<e:A contextRef="c">1</e:A>')
    (missing,) = [one for one in report.findings if one.code == "GG-READ-XBRL-MISSING"]
    assert "e.xsd" in missing.message
    assert missing.severity == "info"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]>' + HEAD + "&a;</xbrli:xbrl>", "document type declaration"),
        (HEAD + "<e:t>" * 10_000 + "</e:t>" * 10_000 + "</xbrli:xbrl>", "Excessive depth"),
        (HEAD + "<e:a>", "is not XML that can be read"),
        (HEAD + "<e:a>" + "x" * 11_000_000 + "</e:a></xbrli:xbrl>", "Text node too long"),
    ],
)
def test_hostile_xml_is_refused_in_one_line(tmp_path, text, words):
    path = tmp_path / "a.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=words) as caught:
        list(read_source(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("href", ["file:///etc/passwd", "../../../../etc/passwd", "http://127.0.0.1:9/a.xsd"])
def test_nothing_outside_the_filing_is_opened(tmp_path, href, monkeypatch):
    import socket

    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("the network was asked"))
    folder = tmp_path / "filing"
    folder.mkdir()
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "passwd").write_text("<x/>")
    path = folder / "a.xml"
    reference = f'<link:schemaRef xlink:type="simple" xlink:href="{href}"/>'
    path.write_text(HEAD + reference + context("c") + '<e:A contextRef="c">1</e:A></xbrli:xbrl>', encoding="utf-8")
    (report,) = read_source(path)
    assert len(report.facts) == 1
    assert "GG-READ-XBRL-MISSING" in [one.code for one in report.findings]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("1.5E3", "doubleItemType", Decimal("1.5E+3")),
        ("INF", "doubleItemType", Literal("INF", "http://www.w3.org/2001/XMLSchema#double")),
        ("true", "booleanItemType", True),
        ("2023-12-31", "dateItemType", date(2023, 12, 31)),
        ("2023-12-31T12:30:00", "dateTimeItemType", datetime(2023, 12, 31, 12, 30)),
        ("2023-12-31T24:00:00", "dateTimeItemType", datetime(2024, 1, 1)),
        ("--12-31", "gMonthDayItemType", Literal("--12-31", "http://www.w3.org/2001/XMLSchema#gMonthDay")),
        ("P5Y", "durationItemType", Literal("P5Y", "http://www.w3.org/2001/XMLSchema#duration")),
        (" a  b ", "tokenItemType", "a b"),
        (" a  b ", "stringItemType", " a  b "),
    ],
)
def test_values_have_the_types_of_their_concepts(text, kind, expected):
    assert read_typed(text, kind) == (expected, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1,000", "monetaryItemType"),
        ("yes", "booleanItemType"),
        ("5 years", "durationItemType"),
        ("", "decimalItemType"),
    ],
)
def test_a_value_of_another_type_is_kept_as_text(text, kind):
    value, problem = read_typed(text, kind)
    assert value == text
    assert problem is not None


def test_decimals_follow_from_precision():
    assert read_accuracy(Decimal(123456), None, "3") == (-3, False)
    assert read_accuracy(Decimal("0.00123"), None, "2") == (4, False)
    assert read_accuracy(Decimal(123456), None, "0") == (None, True)
    assert read_accuracy(Decimal(123456), None, None) == (None, True)
    assert read_accuracy(Decimal(123456), "INF", None) == (None, False)


def test_a_day_that_the_calendar_lacks_is_none():
    assert read_day("2023-02-29", is_end=True) is None
    assert read_day("9999-12-31T24:00:00", is_end=False) is None
    assert read_day("2023-03-01T12:00:00", is_end=True) == (date(2023, 3, 1), True)


@pytest.mark.parametrize(
    "name", [QName("http://x.org/a", "B"), QName("http://x.org/a#", "B"), QName("a b", "C"), QName("", "D")]
)
def test_an_exact_name_comes_back_from_its_iri(name):
    assert QName.of_iri(name.iri) == name


def test_what_has_no_canonical_form_costs_a_context_its_segment_alone(tmp_path):
    """Canonical XML is not defined for relative namespaces (Canonical XML 1.1 §1.3): libxml2 gives up."""
    report = read(
        tmp_path,
        context("c", segment='<x:part xmlns:x="part">1</x:part>'),
        USD,
        '<e:A contextRef="c" unitRef="usd" decimals="0">5</e:A>',
    )
    (fact,) = report.facts
    assert fact.value == Decimal(5)
    assert any("no canonical form" in one.message for one in report.findings)


def test_an_element_of_thousands_of_attributes_is_refused(tmp_path):
    more = " ".join(f'xmlns:n{number}="http://n/{number}" n{number}:a="1"' for number in range(1_001))
    fact = f'<e:T xmlns:e="http://e.org" contextRef="c" {more}>x</e:T>'
    path = tmp_path / "a.xml"
    path.write_text(f'<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance">{fact}</xbrli:xbrl>')
    with pytest.raises(ReadError, match="attributes, more than any report"):
        list(read_source(path))


@pytest.mark.parametrize(
    "there",
    ["http://[::1", "//[x", "/dev/zero", "file:///dev/zero", "../../../etc/passwd", "http://a:b:c/", "%00", "\\\\h\\s"],
)
def test_a_schema_that_stands_at_no_address_is_not_at_hand(tmp_path, there):
    fact = '<e:A contextRef="c" unitRef="usd" decimals="0">5</e:A>'
    names = 'xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"'
    reference = f'<link:schemaRef {names} xlink:type="simple" xlink:href="{there}"/>'
    report = read(tmp_path, reference, context("c"), USD, fact)
    assert [one.value for one in report.facts] == [Decimal(5)]
