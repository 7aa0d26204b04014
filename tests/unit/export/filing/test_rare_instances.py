"""What few filings have, from an instance through a graph into an instance: times of day, markup in dimensions, INF."""

from __future__ import annotations

import io
import json
from decimal import Decimal

import pytest
from lxml import etree
from pyoxigraph import RdfFormat, Store

from gaapgraph.build import read_source
from gaapgraph.cli import main
from gaapgraph.export.filing import list_filed
from gaapgraph.export.filing.instance_document import ContextWriter, write_instance
from gaapgraph.export.filing.json_report import OMITTED, write_json
from gaapgraph.export.filing.taxonomy_reference import settle_taxonomy
from gaapgraph.graph import read_reports
from gaapgraph.model import Fraction, Unit
from gaapgraph.write import write_quads

SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://e.org/x"
 xmlns:e="http://e.org/x" xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldt="http://xbrl.org/2005/xbrldt">
 <xs:element name="N" type="xbrli:doubleItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration"/>
 <xs:element name="D" type="xbrli:dateItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration"/>
 <xs:element name="S" type="xbrli:stringItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration"/>
 <xs:element name="I" type="xbrli:pureItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>
 <xs:element name="M" type="xbrli:dateTimeItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration"/>
 <xs:element name="B" type="xbrli:booleanItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration"/>
 <xs:element name="T" type="xbrli:timeItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration"/>
 <xs:element name="V" type="xbrli:QNameItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration"/>
 <xs:element name="Q" type="xbrli:fractionItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration"/>
 <xs:element name="Axis" abstract="true" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem"
  xbrli:periodType="duration" xbrldt:typedDomainRef="#d"/>
 <xs:element name="d" id="d"/>
</xs:schema>"""
HEAD = """<xbrli:xbrl xml:lang="de" xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:e="http://e.org/x"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:xbrldi="http://xbrl.org/2006/xbrldi"><link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>
<link:roleRef roleURI="http://e.org/r" xlink:type="simple" xlink:href="e.xsd#r"/>
<link:arcroleRef arcroleURI="http://e.org/a" xlink:type="simple" xlink:href="e.xsd#a"/>
<xbrli:unit id="u"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>"""
YEAR = "<xbrli:startDate>2020-01-01</xbrli:startDate><xbrli:endDate>2020-12-31</xbrli:endDate>"
XBRLI = "{http://www.xbrl.org/2003/instance}"


def context(name: str, period: str = YEAR, segment: str = "") -> str:
    entity = f'<xbrli:entity><xbrli:identifier scheme="urn:x">1</xbrli:identifier>{segment}</xbrli:entity>'
    return f'<xbrli:context id="{name}">{entity}<xbrli:period>{period}</xbrli:period></xbrli:context>'


@pytest.fixture
def report(tmp_path):
    """Return a function that reads an instance, and what was read of its graph."""

    def read(*parts: str):
        (tmp_path / "e.xsd").write_text(SCHEMA)
        (tmp_path / "a.xml").write_text(f"{HEAD}{''.join(parts)}</xbrli:xbrl>", encoding="utf-8")
        (found,) = read_source(tmp_path / "a.xml")
        store = Store()
        store.bulk_load("".join(write_quads(found)).encode(), RdfFormat.N_QUADS)
        (again,) = read_reports(store)
        return found, again

    return read


def to_xml(report) -> etree._Element:
    filed = list_filed(report)
    taxonomy, stream = settle_taxonomy(filed, "e"), io.BytesIO()
    contexts = ContextWriter(filed.names, taxonomy.domains, taxonomy.container)
    write_instance(filed, taxonomy.references, contexts, stream)
    return etree.fromstring(stream.getvalue())


def as_json(report):
    filed, stream = list_filed(report), io.StringIO()
    write_json(filed, settle_taxonomy(filed, "e").entry_points, stream)
    return json.loads(stream.getvalue())


def to_json(report):
    filed, stream = list_filed(report), io.StringIO()
    write_json(filed, settle_taxonomy(filed, "e").entry_points, stream)
    return json.loads(stream.getvalue())["facts"], filed.remarks


def test_times_of_day_of_a_period_go_out_as_they_came(report):
    times = "<xbrli:startDate>2020-01-01T06:00:00</xbrli:startDate><xbrli:endDate>2020-01-02T18:30:00</xbrli:endDate>"
    moment = "<xbrli:instant>2020-12-31T15:30:00</xbrli:instant>"
    days = "<xbrli:startDate>2020-01-01</xbrli:startDate><xbrli:endDate>2020-01-02</xbrli:endDate>"
    first, graph = report(
        context("t", times), context("m", moment), context("w", days),
        '<e:N contextRef="t" unitRef="u" decimals="0">1</e:N><e:I contextRef="m" unitRef="u" decimals="0">2</e:I>',
        '<e:N contextRef="w" unitRef="u" decimals="0">3</e:N>',
    )  # fmt: skip
    assert len(first.facts) == 3  # two days, and thirty-six hours of them, are two periods
    told = [one.message for one in first.findings if one.code == "GG-READ-XBRL-CONTEXT"]
    assert told == [f"Context {name!r}: its period is counted in days, and its times of day are kept as gg:exactPeriod."
                    for name in ("t", "m")]  # fmt: skip
    root = to_xml(graph)
    periods = [["".join(part.itertext()) for part in one] for one in root.iter(f"{XBRLI}period")]
    assert periods == [["2020-01-01T06:00:00", "2020-01-02T18:30:00"], ["2020-12-31T15:30:00"],
                       ["2020-01-01", "2020-01-02"]]  # fmt: skip
    assert next(root.iter(f"{XBRLI}segment"), None) is None
    facts, _ = to_json(graph)
    assert [one["dimensions"]["period"] for one in facts.values()] == [
        "2020-01-01T06:00:00/2020-01-02T18:30:00", "2020-12-31T15:30:00", "2020-01-01T00:00:00/2020-01-03T00:00:00",
    ]  # fmt: skip


def test_markup_of_a_typed_member_stands_in_its_element(report):
    member = '<xbrldi:typedMember dimension="e:Axis"><e:d><e:a>1</e:a><e:b>2</e:b></e:d></xbrldi:typedMember>'
    segment = f"<xbrli:segment>{member}</xbrli:segment>"
    _, graph = report(context("c", segment=segment), '<e:N contextRef="c" unitRef="u" decimals="0">1</e:N>')
    holder = next(to_xml(graph).iter("{http://xbrl.org/2006/xbrldi}typedMember"))
    assert [etree.QName(one).localname for one in holder.iter()] == ["typedMember", "d", "a", "b"]
    facts, remarks = to_json(graph)
    assert facts == {}
    assert remarks[OMITTED] == 1


def test_what_is_no_number_of_a_double_is_not_lost(report):
    _, graph = report(context("c"), '<e:N contextRef="c" unitRef="u" decimals="INF">-INF</e:N>')
    assert to_xml(graph).findtext("{http://e.org/x}N") == "-INF"


def test_a_day_keeps_its_time_zone(report):
    _, graph = report(context("c"), '<e:D contextRef="c">2020-02-29+01:00</e:D>')
    assert to_xml(graph).findtext("{http://e.org/x}D") == "2020-02-29+01:00"


def test_an_empty_language_is_none(report):
    _, graph = report(context("c"), '<e:S contextRef="c">a</e:S><e:S contextRef="c" xml:lang="">b</e:S>')
    languages = [
        one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in to_xml(graph).iter("{http://e.org/x}S")
    ]
    assert languages == ["de", None]


def test_an_accuracy_that_nobody_knows_stays_unknown(report):
    _, graph = report(context("c"), '<e:N contextRef="c" unitRef="u" precision="0">7</e:N>')
    number = to_xml(graph).find("{http://e.org/x}N")
    assert (number.get("precision"), number.get("decimals")) == ("0", None)


def test_references_have_the_order_of_the_schema(report):
    _, graph = report(context("c"), '<e:S contextRef="c">a</e:S>')
    kinds = [etree.QName(one).localname for one in to_xml(graph)]
    assert kinds[:3] == ["schemaRef", "roleRef", "arcroleRef"]


def test_a_measure_multiplied_by_itself_stays_so(report):
    square, speed = "<xbrli:measure>e:m</xbrli:measure>" * 2, "<xbrli:measure>e:s</xbrli:measure>" * 2
    units = f"""<xbrli:unit id="m2">{square}</xbrli:unit><xbrli:unit id="a"><xbrli:divide>
        <xbrli:unitNumerator><xbrli:measure>e:m</xbrli:measure></xbrli:unitNumerator>
        <xbrli:unitDenominator>{speed}</xbrli:unitDenominator></xbrli:divide></xbrli:unit>"""
    facts = "".join(f'<e:N contextRef="c" unitRef="{unit}" decimals="0">1</e:N>' for unit in ("m2", "a"))
    _, graph = report(context("c"), units, facts)
    assert [one.dimensions.unit for one in graph.facts] == [
        Unit(("http://e.org/x#m",) * 2), Unit(("http://e.org/x#m",), ("http://e.org/x#s",) * 2),
    ]  # fmt: skip
    counts = [len(list(one.iter(f"{XBRLI}measure"))) for one in to_xml(graph).iter(f"{XBRLI}unit")]
    assert counts == [2, 3]
    stated, _ = to_json(graph)
    assert [one["dimensions"]["unit"] for one in stated.values()] == ["e:m*e:m", "e:m/(e:s*e:s)"]


def test_moments_and_flags_are_written_as_the_source_writes_them(report):
    values = {"M": ["2024-03-31T09:00:00.250+09:00", "2024-03-31T09:00:00"], "B": ["1", "false", "0", "true"]}
    elements = [f'<e:{name} contextRef="c">{text}</e:{name}>' for name, texts in values.items() for text in texts]
    _, graph = report(context("c"), *elements)
    root = to_xml(graph)
    assert {name: [one.text for one in root.iter(f"{{http://e.org/x}}{name}")] for name in values} == values


@pytest.mark.parametrize(
    ("text", "has_language"),
    [("09:30:00", False), ("2024-02-29+09:00", False), ("--03-31Z", False), ("https://e.org/a?b=1", False),
     ("see https://e.org", True), ("2024", True), ("9:30", True), ("東京", True)],
)  # fmt: skip
def test_what_no_schema_types_has_a_language_unless_it_looks_like_no_text(report, text, has_language):
    _, graph = report(context("c"), f'<e:Unknown contextRef="c">{text}</e:Unknown>')
    (fact,) = to_json(graph)[0].values()
    assert ("language" in fact["dimensions"]) == has_language


def test_what_xbrl_allows_breaks_no_rule_of_the_model(report, tmp_path, capsys):
    """Times of day, bare elements in segment and scenario, forever, fractions, and a float that is no number."""
    moment = "<xbrli:startDate>2020-01-01T06:00:00</xbrli:startDate><xbrli:endDate>2020-01-02T18:30:00</xbrli:endDate>"
    report(
        context("t", moment), context("s", segment="<xbrli:segment><e:d>x</e:d></xbrli:segment>"),
        context("f", "<xbrli:forever/>"), context("c"),
        *(f'<e:N contextRef="{name}" unitRef="u" decimals="0">1</e:N>' for name in "tsf"),
        '<e:Q contextRef="c" unitRef="u"><xbrli:numerator>1</xbrli:numerator>'
        "<xbrli:denominator>3</xbrli:denominator></e:Q>",
        '<e:N contextRef="c" unitRef="u" decimals="INF">NaN</e:N>',
    )  # fmt: skip
    code = main(["check", str(tmp_path / "a.xml"), "--format", "json"])
    found = [(one["code"], one["message"]) for one in json.loads(capsys.readouterr().out)]
    assert [one for one in found if one[0].startswith("GG-MODEL")] == []
    assert code == 0, found


def test_thousands_of_measures_are_one_short_name(report):
    unit = f"<xbrli:unit id='m'>{'<xbrli:measure>xbrli:pure</xbrli:measure>' * 5000}</xbrli:unit>"
    first, graph = report(context("c"), unit, '<e:N contextRef="c" unitRef="m" decimals="0">1</e:N>')
    assert len(graph.facts[0].dimensions.unit.numerator) == 5000
    assert sum(map(len, write_quads(first))) < 300_000  # the instance has 200,000


def test_a_scheme_that_is_no_iri_goes_out_as_it_came(report):
    """The tax office of the Netherlands identifies who files by `www.belastingdienst.nl/identificatie`."""
    scheme = "www.belastingdienst.nl/identificatie"
    entity = f'<xbrli:entity><xbrli:identifier scheme="{scheme}">111055684</xbrli:identifier></xbrli:entity>'
    whole = f'<xbrli:context id="c">{entity}<xbrli:period>{YEAR}</xbrli:period></xbrli:context>'
    _, again = report(whole, '<e:S contextRef="c">van den</e:S>')
    filed = list_filed(again)
    assert filed.facts[0].entity == (scheme, "111055684")
    stated = as_json(again)
    assert scheme in stated["documentInfo"]["namespaces"].values()


def test_json_has_the_reserved_prefix_of_a_namespace_and_of_no_other(report):
    """A unit `xsd:nonNegativeInteger`, as Tokyo's exchange counts companies; and `iso4217` for something else."""
    foreign = ' xmlns:iso4217="http://e.org/other"'
    unit = (
        f'<xbrli:unit id="n" xmlns:xsd="http://www.w3.org/2001/XMLSchema"{foreign}>'
        "<xbrli:measure>xsd:nonNegativeInteger</xbrli:measure></xbrli:unit>"
    )
    other = f'<xbrli:unit id="o"{foreign}><xbrli:measure>iso4217:EUR</xbrli:measure></xbrli:unit>'
    facts = '<e:N contextRef="c" unitRef="n" decimals="0">3</e:N><e:N contextRef="c" unitRef="o" decimals="0">4</e:N>'
    _, again = report(unit, other, context("c"), facts)
    stated = as_json(again)
    namespaces = stated["documentInfo"]["namespaces"]
    units = [fact["dimensions"]["unit"] for fact in stated["facts"].values()]
    assert units[0] == "xs:nonNegativeInteger"
    assert namespaces["xs"] == "http://www.w3.org/2001/XMLSchema"
    assert list(namespaces.values()).count("http://www.w3.org/2001/XMLSchema") == 1
    prefix, _, local = units[1].partition(":")
    assert (prefix != "iso4217", namespaces[prefix], local) == (True, "http://e.org/other", "EUR")
    assert namespaces.get("iso4217", "http://www.xbrl.org/2003/iso4217") == "http://www.xbrl.org/2003/iso4217"


def test_the_namespace_of_a_name_that_is_a_value_is_kept(report):
    first, graph = report(
        context("c"),
        '<e:V contextRef="c" id="a">e:N</e:V>',
        '<e:V contextRef="c" id="b" xmlns:x="http://e.org/x">x:N</e:V>',
        '<e:V contextRef="c" id="c1" xmlns:q="http://e.org/q1">q:one</e:V>',
        '<e:V contextRef="c" id="d" xmlns:q="http://e.org/q2">q:two</e:V>',
        '<e:V contextRef="c" id="f">xbrli:pure</e:V>',
    )
    assert graph.facts == first.facts
    meant = [
        "http://e.org/x N",
        "http://e.org/x N",
        "http://e.org/q1 one",
        "http://e.org/q2 two",
        f"{XBRLI[1:-1]} pure",
    ]
    elements = [one for one in to_xml(graph) if one.tag == "{http://e.org/x}V"]
    split = [(one, one.text.partition(":")) for one in elements]
    assert [f"{one.nsmap[prefix]} {local}" for one, (prefix, _, local) in split] == meant
    stated = as_json(graph)
    spaces = stated["documentInfo"]["namespaces"]
    found = [fact["value"].partition(":") for fact in stated["facts"].values()]
    assert [f"{spaces[prefix]} {local}" for prefix, _, local in found] == meant


def test_the_namespace_of_what_may_be_a_name_is_kept_without_a_schema(report):
    _, graph = report(
        context("c"),
        '<z:Place xmlns:z="http://e.org/z" xmlns:y="http://e.org/y" contextRef="c">y:Here</z:Place>',
        '<z:Place xmlns:z="http://e.org/z" contextRef="c">Note: there</z:Place>',
        '<z:Place xmlns:z="http://e.org/z" contextRef="c">no:where</z:Place>',
    )
    stated = as_json(graph)
    assert stated["documentInfo"]["namespaces"]["y"] == "http://e.org/y"
    assert not {"Note", "no"} & set(stated["documentInfo"]["namespaces"])
    assert [fact["value"] for fact in stated["facts"].values()] == ["y:Here", "Note: there", "no:where"]


def test_the_end_of_a_day_is_written_as_the_source_writes_it(report):
    texts = {
        "M": ["2020-02-29T24:00:00", "2020-03-01T00:00:00", "2020-02-30T24:00:00"],
        "T": ["24:00:00Z", "00:00:00Z"],
    }
    _, graph = report(
        context("c"),
        *(f'<e:{kind} contextRef="c">{text}</e:{kind}>' for kind, found in texts.items() for text in found),
    )
    assert [one.text for one in to_xml(graph) if one.tag.startswith("{http://e.org/x}")] == [*texts["M"], *texts["T"]]


def test_precision_goes_out_as_the_decimals_that_it_means(report):
    # XBRL 2.1 §4.6.6: decimals = precision - (digits before the point); of a zero all digits are known
    stated = [("1234.5", "3", "-1"), ("0.0025", "1", "3"), ("99.5", "INF", "INF"), ("0", "4", "INF"), ("12", "5", "3")]
    _, graph = report(
        context("c"),
        *(f'<e:N contextRef="c" unitRef="u" precision="{precision}">{value}</e:N>' for value, precision, _ in stated),
    )
    elements = [one for one in to_xml(graph) if one.tag == "{http://e.org/x}N"]
    assert [(one.text, one.get("decimals")) for one in elements] == [(value, meant) for value, _, meant in stated]


def test_a_number_of_precision_0_is_left_out_where_it_would_be_exact(report):
    _, graph = report(
        context("c"),
        '<e:N contextRef="c" unitRef="u" precision="0">1234</e:N><e:N contextRef="c" unitRef="u" decimals="0">0</e:N>',
    )
    facts, remarks = to_json(graph)
    assert [fact["value"] for fact in facts.values()] == ["0"]
    assert remarks == {OMITTED: 1}
    assert [one.get("precision") for one in to_xml(graph) if one.tag == "{http://e.org/x}N"] == ["0", None]


def test_the_parts_of_a_fraction_are_known_by_their_names(report):
    parts = "<xbrli:denominator>7.5</xbrli:denominator><xbrli:numerator>-22</xbrli:numerator>"
    first, _ = report(context("c"), f'<e:Q contextRef="c" unitRef="u">{parts}</e:Q>')
    (fact,) = first.facts
    assert fact.value == Fraction(Decimal("-22"), Decimal("7.5"))
