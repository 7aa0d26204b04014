"""Damaged instances of XBRL 2.1, schemas and linkbases: findings or one line, and what is read can be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

from gaapgraph.build import read_source
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

SEED = {
    "a.xml": """<?xml version="1.0" encoding="utf-8"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xml:lang="en"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:e="http://e.org/e">
<link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>
<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">1</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate><xbrli:endDate>2024-12-31</xbrli:endDate></xbrli:period>
</xbrli:context>
<xbrli:context id="i"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">1</xbrli:identifier><xbrli:segment>
<xbrldi:explicitMember dimension="e:Axis">e:Member</xbrldi:explicitMember>
<xbrldi:typedMember dimension="e:Typed"><e:Key>k 1</e:Key></xbrldi:typedMember></xbrli:segment></xbrli:entity>
<xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
<xbrli:unit id="p"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unitNumerator>
<xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator></xbrli:divide></xbrli:unit>
<e:Sales id="f1" contextRef="c" unitRef="u" decimals="-3">1234000</e:Sales>
<e:Costs id="f2" contextRef="c" unitRef="u" precision="4">1000000</e:Costs>
<e:Profit id="f3" contextRef="c" unitRef="u" decimals="INF">234000.00</e:Profit>
<e:PerShare contextRef="c" unitRef="p" decimals="2">-0.05</e:PerShare>
<e:Assets contextRef="i" unitRef="u" xsi:nil="true"/>
<e:Name contextRef="c" xml:lang="de">Lärche &amp; Co</e:Name>
<e:Part contextRef="c" unitRef="u"><xbrli:numerator>1</xbrli:numerator><xbrli:denominator>3</xbrli:denominator></e:Part>
<e:Group><e:Name contextRef="c">inner</e:Name></e:Group>
<link:footnoteLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
<link:loc xlink:type="locator" xlink:href="#f1" xlink:label="l"/>
<link:footnote xlink:type="resource" xlink:label="n" xml:lang="en"
 xlink:role="http://www.xbrl.org/2003/role/footnote">note</link:footnote>
<link:footnoteArc xlink:type="arc" xlink:from="l" xlink:to="n"
 xlink:arcrole="http://www.xbrl.org/2003/arcrole/fact-footnote"/></link:footnoteLink></xbrli:xbrl>
""",
    "e.xsd": """<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:xbrldt="http://xbrl.org/2005/xbrldt" xmlns:e="http://e.org/e" targetNamespace="http://e.org/e">
<xs:annotation><xs:appinfo><link:linkbaseRef xlink:type="simple" xlink:href="e.xml"
 xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/></xs:appinfo></xs:annotation>
<xs:import namespace="http://www.xbrl.org/2003/instance" schemaLocation="http://e.org/xbrl-instance.xsd"/>
<xs:element name="Sales" id="e_Sales" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"
 xbrli:periodType="duration" xbrli:balance="credit" nillable="true"/>
<xs:element name="Costs" id="e_Costs" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"
 xbrli:periodType="duration" xbrli:balance="debit"/>
<xs:element name="Profit" id="e_Profit" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"
 xbrli:periodType="duration"/>
<xs:element name="Assets" id="e_Assets" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"
 xbrli:periodType="instant" nillable="true"/>
<xs:element name="PerShare" id="e_PerShare" type="xbrli:decimalItemType" substitutionGroup="xbrli:item"
 xbrli:periodType="duration"/>
<xs:element name="Part" id="e_Part" type="xbrli:fractionItemType" substitutionGroup="xbrli:item"
 xbrli:periodType="duration"/>
<xs:element name="Name" id="e_Name" type="e:nameType" substitutionGroup="xbrli:item" xbrli:periodType="duration"/>
<xs:element name="Axis" id="e_Axis" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem" abstract="true"
 xbrli:periodType="duration"/>
<xs:element name="Typed" id="e_Typed" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem"
 abstract="true" xbrli:periodType="duration" xbrldt:typedDomainRef="#e_Key"/>
<xs:element name="Key" id="e_Key" type="xs:string"/>
<xs:element name="Group" id="e_Group" substitutionGroup="xbrli:tuple"/>
<xs:complexType name="nameType"><xs:simpleContent><xs:restriction base="xbrli:stringItemType">
<xs:enumeration value="inner"/></xs:restriction></xs:simpleContent></xs:complexType></xs:schema>
""",
    "e.xml": """<?xml version="1.0"?>
<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">
<link:calculationLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
<link:loc xlink:type="locator" xlink:href="e.xsd#e_Profit" xlink:label="p"/>
<link:loc xlink:type="locator" xlink:href="e.xsd#e_Sales" xlink:label="s"/>
<link:loc xlink:type="locator" xlink:href="e.xsd#e_Costs" xlink:label="c"/>
<link:calculationArc xlink:type="arc" xlink:from="p" xlink:to="s" order="1" weight="1" use="optional" priority="0"
 xlink:arcrole="http://www.xbrl.org/2003/arcrole/summation-item"/>
<link:calculationArc xlink:type="arc" xlink:from="p" xlink:to="c" order="2" weight="-1"
 xlink:arcrole="http://www.xbrl.org/2003/arcrole/summation-item"/></link:calculationLink>
<link:presentationLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
<link:loc xlink:type="locator" xlink:href="e.xsd#e_Profit" xlink:label="p"/>
<link:loc xlink:type="locator" xlink:href="e.xsd#e_Sales" xlink:label="s"/>
<link:presentationArc xlink:type="arc" xlink:from="p" xlink:to="s" order="1.5"
 xlink:arcrole="http://www.xbrl.org/2003/arcrole/parent-child"
 preferredLabel="http://www.xbrl.org/2003/role/totalLabel"/></link:presentationLink>
<link:labelLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
<link:loc xlink:type="locator" xlink:href="e.xsd#e_Sales" xlink:label="s"/>
<link:label xlink:type="resource" xlink:label="t" xlink:role="http://www.xbrl.org/2003/role/label"
 xml:lang="en">Sales</link:label>
<link:labelArc xlink:type="arc" xlink:from="s" xlink:to="t"
 xlink:arcrole="http://www.xbrl.org/2003/arcrole/concept-label"/></link:labelLink></link:linkbase>
""",
}
ODD = (
    "", "0", "-1", "²", "٣", "NaN", "INF", "-INF", "1e9999999", "9" * 400, "-99999", "999999", "2024-02-30",
    "9999-12-31", "0001-01-01", "10000-01-01", "-0044-03-15", "2024-12-31T24:00:00", "2024-01-01T00:00:00+14:00",
    "x y", "e:", ":e", "q:x", "e:Sales", "e:Axis", "e:Member", "c", "i", "u", "p", "l", "f1", "#f1", "#", "#e_Sales",
    "e.xsd", "e.xml", "a.xml", "e.xsd#e_Profit", "e.xsd#element(/1/2)", "../../etc/passwd", "file:///etc/passwd",
    "http://127.0.0.1:9/x.xsd", "true", "maybe", "prohibited", "optional", "instant", "debit", "xbrli:item",
    "xbrli:monetaryItemType", "e:nameType", "xbrli:pure", "iso4217:XXX", "{}", "a b", "urn:x y", "<", "&#x202e;",
    "&#0;", "&undefined;", "http://www.xbrl.org/2003/instance", "http://www.w3.org/2001/XMLSchema", "de-", "A" * 400,
)  # fmt: skip


def mutate(rng: random.Random) -> dict[str, bytes]:
    """Return the files with values replaced, attributes dropped, elements doubled, nested, moved or renamed, or cut."""
    found = dict(SEED)
    for _ in range(rng.randint(1, 5)):
        name = rng.choice(("a.xml", "a.xml", *SEED))
        found[name] = change(found[name], rng)
    if rng.random() < 0.03:
        del found[rng.choice(("e.xsd", "e.xml"))]
    data = {name: text.encode("utf-8") for name, text in found.items()}
    if rng.random() < 0.05:
        name = rng.choice(tuple(data))
        place = rng.randrange(len(data[name]) + 1)
        rest = data[name][place + 1 :] if rng.random() < 0.5 else b""
        data[name] = data[name][:place] + bytes([rng.randrange(256)]) + rest
    return data


def change(text: str, rng: random.Random) -> str:
    kind = rng.randrange(8)
    elements = list(re.finditer(r"<([\w:]+)[^<>]*(?:/>|>[^<>]*</\1>)", text))
    spots = list(re.finditer(r'="[^"]*"' if kind < 3 else r">[^<>]+<" if kind == 3 else r' [\w:]+="[^"]*"', text))
    if not elements or not spots:
        return text
    spot, element = rng.choice(spots), rng.choice(elements)
    if kind < 3:
        return f'{text[: spot.start()]}="{rng.choice(ODD).replace("<", "&lt;")}"{text[spot.end() :]}'
    if kind == 3:
        return f"{text[: spot.start()]}>{rng.choice(ODD)}<{text[spot.end() :]}"
    if kind == 4:
        return text[: spot.start()] + text[spot.end() :]
    if kind == 5:
        return text[: element.end()] + element[0] * rng.choice((1, 2, 40)) + text[element.end() :]
    if kind == 6:
        place = rng.choice(elements).end()
        return text[:place] + element[0] + text[place:]
    names = sorted(set(re.findall(r"</?([\w]+:[\w]+)", text)))
    return text.replace(rng.choice(names), rng.choice(names), rng.choice((1, 2, -1)))


@pytest.fixture
def attempt(tmp_path: Path) -> Callable[[random.Random], None]:
    return attempts("instance", tmp_path)


def attempts(kind: str, folder: Path) -> Callable[[random.Random], None]:
    assert kind == "instance"

    def read(rng: random.Random) -> None:
        for name in SEED:
            (folder / name).unlink(missing_ok=True)
        for name, data in mutate(rng).items():
            (folder / name).write_bytes(data)
        for report in read_source(folder / "a.xml"):
            list(parse("".join(write_quads(report)).encode(), RdfFormat.N_QUADS))

    return read


def test_the_seed_is_read_whole(tmp_path: Path) -> None:
    for name, text in SEED.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (report,) = read_source(tmp_path / "a.xml")
    assert len(report.facts) == 8
    assert (len(report.tuples), len(report.footnotes)) == (1, 1)
    assert sum(len(network.arcs) for network in report.networks) == 3


def test_few_damaged_instances_are_read_or_refused(few, attempt) -> None:  # type: ignore[no-untyped-def]
    few("instance", 100, attempt)


@pytest.mark.fuzz
def test_many_damaged_instances_are_read_or_refused(many, attempt) -> None:  # type: ignore[no-untyped-def]
    many("instance", attempt)
