"""What XBRL 2.1 asks of schemas, linkbases and tuples, one rule at a time."""

from __future__ import annotations

import pytest
from lxml import etree

from gaapgraph.dts import FolderShelf, Library, discover, holds, is_allowed
from gaapgraph.dts.content_model import find_model_fault, read_model
from gaapgraph.dts.facet import find_bad_pattern
from gaapgraph.model import QName, Reference

NS = "http://example.org/e"
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://example.org/e"
 xmlns:e="http://example.org/e" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">
 <xs:import namespace="http://www.xbrl.org/2003/instance"
  schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
 <xs:annotation><xs:appinfo>{appinfo}<link:linkbase>{links}</link:linkbase></xs:appinfo></xs:annotation>
 <xs:element name="A" id="A" type="xbrli:{kind}ItemType" substitutionGroup="xbrli:item" {more}/>
 <xs:element name="B" id="B" type="xbrli:stringItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>
 {others}</xs:schema>"""
INSTANT = 'xbrli:periodType="instant"'
ROLE = '<link:roleType roleURI="http://e.org/r" id="r"><link:usedOn>link:{on}</link:usedOn></link:roleType>'
ROLE_REF = '<link:roleRef roleURI="{uri}" xlink:type="simple" xlink:href="#r"/>'
LOCATORS = (
    '<link:loc xlink:type="locator" xlink:href="#A" xlink:label="a"/>'
    '<link:loc xlink:type="locator" xlink:href="#B" xlink:label="b"/>'
)
LABEL = '<link:label xlink:type="resource" xlink:label="l" xlink:role="{role}" {language}>A</link:label>'
STANDARD = "http://www.xbrl.org/2003/role/"


def link(content: str, role: str = f"{STANDARD}link") -> str:
    return f'<link:labelLink xlink:type="extended" xlink:role="{role}">{content}</link:labelLink>'


def arc(end: str, arcrole: str = "concept-label", element: str = "labelArc") -> str:
    uri = f"http://www.xbrl.org/2003/arcrole/{arcrole}"
    return f'<link:{element} xlink:type="arc" xlink:from="a" xlink:to="{end}" xlink:arcrole="{uri}"/>'


def find(folder, *, appinfo="", links="", kind="string", more=INSTANT, others=""):
    text = SCHEMA.format(appinfo=appinfo, links=links, kind=kind, more=more, others=others)
    (folder / "e.xsd").write_text(text)
    library = Library(FolderShelf(folder), [])
    return [one.reason for one in discover([Reference("schemaRef", library.address("e.xsd"))], library).faults]


TUPLE = (
    '<xs:element name="T" substitutionGroup="xbrli:tuple" {more}><xs:complexType {mixed}><xs:sequence>'
    "<xs:element {part}/></xs:sequence></xs:complexType></xs:element>"
)
GOOD_LABEL = LABEL.format(role=f"{STANDARD}label", language='xml:lang="en"')


def tuple_of(*, more="", mixed="", part='ref="e:A"'):
    return TUPLE.format(more=more, mixed=mixed, part=part)


def test_a_sound_schema_has_no_fault(tmp_path):
    links = ROLE_REF.format(uri="http://e.org/r") + link(LOCATORS + GOOD_LABEL + arc("l"), "http://e.org/r")
    assert find(tmp_path, appinfo=ROLE.format(on="labelLink"), links=links, others=tuple_of()) == []


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ({"more": ""}, "A is an item and says nothing of its period"),
        ({"more": f'{INSTANT} xbrli:balance="debit"'}, "A has a balance, and is no amount of money"),
        ({"others": tuple_of(more='xbrli:balance="debit"')}, "T is a tuple with the attribute balance"),
        ({"others": tuple_of(mixed='mixed="true"')}, "T is a tuple with mixed content"),
        ({"others": tuple_of(part='name="x"')}, "T is a tuple whose part 'x' is no element of its own"),
        ({"appinfo": ROLE.format(on="labelLink") * 2}, "http://e.org/r is defined twice in one schema"),
        ({"appinfo": ROLE.format(on="x").replace("http://e.org/r", "")}, "has no roleURI"),
        ({"links": link(LABEL.format(role=f"{STANDARD}label", language=""))}, "a label says no language"),
        ({"links": link(LABEL.format(role=f"{STANDARD}link", language='xml:lang="en"'))}, "none of its own"),
        ({"links": link(GOOD_LABEL, f"{STANDARD}label")}, "labelLink has the role"),
        ({"links": link(LOCATORS + arc("b"))}, "is to lead to a resource of its link"),
        ({"links": link(LOCATORS + arc("b", "parent-child"))}, "stands on labelArc, and is of presentationArc"),
        ({"links": link(LOCATORS + GOOD_LABEL + arc("l") * 2)}, "stands there twice"),
        ({"links": link(GOOD_LABEL, "http://e.org/r")}, "the role http://e.org/r is used and not referred to"),
        ({"links": link(LOCATORS.replace("#A", "#C"))}, "a locator leads to e.xsd#C, where no element is"),
    ],
)
def test_each_rule_is_told(tmp_path, schema, reason):
    found = find(tmp_path, **schema)
    assert [one for one in found if reason in one], found


def test_a_role_is_for_the_elements_that_its_definition_names(tmp_path):
    links = ROLE_REF.format(uri="http://e.org/r") + link(GOOD_LABEL, "http://e.org/r")
    found = find(tmp_path, appinfo=ROLE.format(on="presentationLink"), links=links)
    assert found == ["http://e.org/r is used on labelLink, and is not for it"]


def test_a_reference_to_a_role_names_what_is_defined_there(tmp_path):
    found = find(tmp_path, appinfo=ROLE.format(on="labelLink"), links=ROLE_REF.format(uri="http://e.org/other"))
    assert found == ["what defines http://e.org/r is referred to as http://e.org/other"]


@pytest.mark.parametrize(
    ("text", "kind", "facets", "allowed"),
    [
        ("0000320193", "tokenItemType", ((("pattern", "[0-9]{10}"),),), True),
        ("320193", "tokenItemType", ((("pattern", "[0-9]{10}"),),), False),
        ("10-K", "stringItemType", ((("enumeration", "10-K"), ("enumeration", "10-Q")),), True),
        ("8-K", "stringItemType", ((("enumeration", "10-K"), ("enumeration", "10-Q")),), False),
        ("-1", "monetaryItemType", ((("minInclusive", "0"),),), False),
        ("5", "integerItemType", ((("maxInclusive", "9"),), (("minInclusive", "6"),)), False),
        ("x", "QNameItemType", ((("enumeration", "y"),),), True),
        ("a" * 900 + "b", "stringItemType", ((("pattern", "(a{1,900}){1,900}"),),), True),
    ],
)
def test_facets_of_every_derivation_hold(text, kind, facets, allowed):
    assert is_allowed(text, kind, facets) is allowed


def test_a_pattern_that_xml_schema_does_not_know_is_found():
    assert find_bad_pattern(((("pattern", r".+\@.+"),),)) == r".+\@.+"
    assert find_bad_pattern(((("pattern", r"\d+\\@"),),)) is None


def read(particles: str) -> str:
    declaration = f'<xs:complexType xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:e="{NS}">{particles}'
    model = read_model(etree.fromstring(f"{declaration}</xs:complexType>"))
    assert model is not None
    return model


def test_a_tuple_holds_its_parts_in_their_order_and_number():
    model = read(
        '<xs:sequence><xs:element ref="e:A"/><xs:element ref="e:B" minOccurs="0" maxOccurs="2"/></xs:sequence>'
    )
    a, b = QName(NS, "A"), QName(NS, "B")
    assert [holds(model, names) for names in ([a], [a, b, b], [b, a], [], [a, b, b, b])] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_parts_that_cannot_be_told_apart_are_found():
    first = '<xs:element ref="e:A" minOccurs="0"/>'
    assert find_model_fault(read(f'<xs:sequence>{first}<xs:element ref="e:A"/></xs:sequence>'))
    assert not find_model_fault(read(f'<xs:sequence>{first}<xs:element ref="e:B"/></xs:sequence>'))


def test_what_would_take_hours_to_compile_is_not_judged():
    many = '<xs:element ref="e:A" minOccurs="0"/>' * 3000
    nested = '<xs:element ref="e:A" minOccurs="99" maxOccurs="9999"/>'
    for particles in (f"<xs:sequence>{many}</xs:sequence>", f'<xs:sequence maxOccurs="9999">{nested}</xs:sequence>'):
        declaration = f'<xs:complexType xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:e="{NS}">{particles}'
        assert read_model(etree.fromstring(f"{declaration}</xs:complexType>")) is None


def test_an_arc_between_crowds_is_left_out_and_told(tmp_path):
    crowd = '<link:loc xlink:type="locator" xlink:href="#A" xlink:label="a"/>' * 400
    found = find(tmp_path, links=link(crowd + arc("a", "parent-child", "presentationArc")))
    assert "an arc joins 160,000 pairs, and was left out" in found


def test_a_pattern_that_takes_too_many_steps_is_not_judged():
    assert is_allowed("a" * 900, "stringItemType", ((("pattern", "(a|aa)+(a|aa)+(a|aa)+b"),),))
