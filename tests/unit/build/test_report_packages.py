"""Packages as regulators give them: EDINET's folders, ESEF's from before Report Packages 1.0, two languages."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gaapgraph.build import read_source, read_sources

if TYPE_CHECKING:
    from pathlib import Path

_SPACES = """xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="{ix}" xmlns:ixt="{ixt}"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
 xmlns:jppfs_cor="http://disclosure.edinet-fsa.go.jp/taxonomy/jppfs/2023-12-01/jppfs_cor"
 xmlns:jpdei_cor="http://disclosure.edinet-fsa.go.jp/taxonomy/jpdei/2013-08-31/jpdei_cor"
 xmlns:ifrs-full="https://xbrl.ifrs.org/taxonomy/2022-03-24/ifrs-full" xmlns:own="http://example.com/own" """
_EDINET = {
    "ix": "http://www.xbrl.org/2008/inlineXBRL",
    "ixt": "http://www.xbrl.org/inlineXBRL/transformation/2011-07-31",
}
_ESEF = {
    "ix": "http://www.xbrl.org/2013/inlineXBRL",
    "ixt": "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12",
}
_SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
 targetNamespace="http://example.com/own">
<xs:annotation><xs:appinfo><link:linkbaseRef xlink:type="simple" xlink:href="own_def.xml"
 xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/></xs:appinfo></xs:annotation>
<xs:import namespace="https://xbrl.ifrs.org/taxonomy/2022-03-24/ifrs-full"
 schemaLocation="https://xbrl.ifrs.org/taxonomy/2022-03-24/full_ifrs/full_ifrs-cor_2022-03-24.xsd"/>
<xs:element id="own_Cost" name="Cost" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"
 xbrli:periodType="duration" xbrli:balance="debit" nillable="true"/></xs:schema>"""
_ANCHORS = """<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">
<link:definitionLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
<link:loc xlink:type="locator" xlink:label="w"
 xlink:href="https://xbrl.ifrs.org/taxonomy/2022-03-24/full_ifrs/full_ifrs-cor_2022-03-24.xsd#ifrs-full_OtherExpenseByNature"/>
<link:loc xlink:type="locator" xlink:label="n" xlink:href="own.xsd#own_Cost"/>
<link:definitionArc xlink:type="arc" xlink:from="w" xlink:to="n"
 xlink:arcrole="http://www.esma.europa.eu/xbrl/esef/arcrole/wider-narrower"/></link:definitionLink></link:linkbase>"""


def page(body: str, spaces: dict[str, str], header: str = "", language: str = "ja") -> str:
    return f'<html {_SPACES.format(**spaces)} xml:lang="{language}"><body>{header}{body}</body></html>'


def header(schema: str, entity: str) -> str:
    scheme, identifier = entity.split(" ")
    who = f'<xbrli:entity><xbrli:identifier scheme="{scheme}">{identifier}</xbrli:identifier></xbrli:entity>'
    year = "<xbrli:startDate>2023-04-01</xbrli:startDate><xbrli:endDate>2024-03-31</xbrli:endDate>"
    end = "<xbrli:instant>2024-03-31</xbrli:instant>"
    alone = (
        '<xbrli:scenario><xbrldi:explicitMember dimension="jppfs_cor:ConsolidatedOrNonConsolidatedAxis">'
        "jppfs_cor:NonConsolidatedMember</xbrldi:explicitMember></xbrli:scenario>"
    )
    contexts = "".join(
        f'<xbrli:context id="{name}">{who}<xbrli:period>{period}</xbrli:period>{more}</xbrli:context>'
        for name, period, more in (("year", year, ""), ("end", end, ""), ("alone", end, alone))
    )
    units = '<xbrli:unit id="u"><xbrli:measure>iso4217:JPY</xbrli:measure></xbrli:unit>'
    reference = f'<link:schemaRef xlink:type="simple" xlink:href="{schema}"/>'
    resources = f"<ix:resources>{contexts}{units}</ix:resources>"
    return f"<ix:header><ix:references>{reference}</ix:references>{resources}</ix:header>"


_JAPAN = "http://disclosure.edinet-fsa.go.jp E99999-000"
_LEI = "http://standards.iso.org/iso/17442 529900T8BM49AURSDO55"
_CASH = """<ix:nonFraction contextRef="end" name="jppfs_cor:CashAndDeposits" unitRef="u" decimals="-6" scale="6"
 format="ixt:numdotdecimal">45,678</ix:nonFraction>"""
_STOCK = """△<ix:nonFraction contextRef="alone" name="jppfs_cor:TreasuryStock" unitRef="u" decimals="-6" scale="6"
 sign="-" format="ixt:numdotdecimal">12</ix:nonFraction><ix:nonFraction contextRef="year" unitRef="u" xsi:nil="true"
 name="jppfs_cor:ExtraordinaryIncome"/>"""
_CODE = '<ix:nonNumeric contextRef="end" name="jpdei_cor:EDINETCodeDEI">E99999</ix:nonNumeric>'
_INSTANCE = '<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance"/>'
EDINET = {
    "XBRL/PublicDoc/manifest_PublicDoc.xml": "<manifest/>",
    "XBRL/PublicDoc/0000000_header_ixbrl.htm": page("<p>表紙</p>", _EDINET, header("own.xsd", _JAPAN)),
    "XBRL/PublicDoc/0101010_honbun_ixbrl.htm": page(_CASH, _EDINET),
    "XBRL/PublicDoc/0105010_honbun_ixbrl.htm": page(_STOCK, _EDINET),
    "XBRL/PublicDoc/own.xsd": _SCHEMA,
    "XBRL/PublicDoc/own.xbrl": _INSTANCE,  # the same report once more, as an instance
    "XBRL/AuditDoc/jpaud_ixbrl.htm": page(_CODE, _EDINET, header("own.xsd", _JAPAN)),
    "XBRL/AuditDoc/own.xsd": _SCHEMA,
}
_REVENUE = """<ix:nonFraction contextRef="year" name="ifrs-full:Revenue" unitRef="u" decimals="-3" scale="3"
 format="ixt:num-dot-decimal">12,345</ix:nonFraction>(<ix:nonFraction contextRef="year" name="own:Cost" unitRef="u"
 decimals="-3" scale="3" format="ixt:num-dot-decimal">99</ix:nonFraction>)"""
_CATALOG = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<rewriteURI uriStartString="http://example.com/xbrl/" rewritePrefix="../example.com/xbrl/"/></catalog>"""
_AT = "http://example.com/xbrl/own.xsd"
ESEF = {
    "x/META-INF/taxonomyPackage.xml": '<p xmlns="http://xbrl.org/2016/taxonomy-package"/>',
    "x/META-INF/catalog.xml": _CATALOG,
    "x/reports/x-2024-03-31-en.xhtml": page(_REVENUE, _ESEF, header(_AT, _LEI), "en"),
    "x/example.com/xbrl/own.xsd": _SCHEMA,
    "x/example.com/xbrl/own_def.xml": _ANCHORS,
}


def pack(files: dict[str, str], path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as target:
        for name, text in files.items():
            target.writestr(name, text)
    return path


def unpacked(files: dict[str, str], folder: Path) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("give", [pack, unpacked])
def test_both_folders_of_edinet_are_reports_and_the_pages_of_each_one_set(give, tmp_path):
    audit, public = read_sources([give(EDINET, tmp_path / "S100TEST.zip")])
    assert [fact.value for fact in audit.facts] == ["E99999"]
    stated = {fact.dimensions.concept.rpartition("/")[2]: fact.value for fact in public.facts}
    assert stated == {
        "CashAndDeposits": Decimal(45_678_000_000),
        "TreasuryStock": Decimal(-12_000_000),
        "ExtraordinaryIncome": None,
    }
    alone = {fact.dimensions.dimensions for fact in public.facts if fact.dimensions.concept.endswith("TreasuryStock")}
    base = "https://w3id.org/gaapgraph/jppfs/"
    assert alone == {((f"{base}ConsolidatedOrNonConsolidatedAxis", f"{base}NonConsolidatedMember"),)}


@pytest.mark.parametrize("give", [pack, unpacked])
def test_a_package_of_esef_is_read_with_its_own_taxonomy_and_anchors(give, tmp_path):
    (report,) = read_sources([give(ESEF, tmp_path / "x.zip")])
    assert report.entity.identifiers[0][1] == "529900T8BM49AURSDO55"
    cost = report.concepts["http://example.com/own#Cost"]
    assert (cost.data_type, cost.balance) == ("monetaryItemType", "debit")
    assert cost.anchor == "https://w3id.org/gaapgraph/ifrs-full/OtherExpenseByNature"


def test_a_report_in_two_languages_is_two_reports(tmp_path):
    german = ESEF["x/reports/x-2024-03-31-en.xhtml"].replace('xml:lang="en"', 'xml:lang="de"')
    found = list(read_source(pack({**ESEF, "x/reports/x-2024-03-31-de.xhtml": german}, tmp_path / "x.xbri")))
    assert [one.document.file_name for one in found] == ["x-2024-03-31-de.xhtml", "x-2024-03-31-en.xhtml"]
    assert [len(one.facts) for one in found] == [2, 2]
