"""Taxonomies: what schemas and linkbases say, where they are found, and what they must not say."""

from __future__ import annotations

import json
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gaapgraph.dts import FolderShelf, Library, Taxonomy, discover, open_shelf, open_shelves, pin_packages
from gaapgraph.errors import InputError, ReadError, SourceError
from gaapgraph.model import QName, Reference

if TYPE_CHECKING:
    from pathlib import Path

NS = "http://example.org/e"
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:xbrldt="http://xbrl.org/2005/xbrldt" xmlns:e="http://example.org/e" targetNamespace="http://example.org/e">
 <xs:annotation><xs:appinfo>
  <link:roleType roleURI="http://example.org/role/bs" id="x"><link:definition>Balance sheet</link:definition>
   <link:usedOn>link:calculationLink</link:usedOn></link:roleType>
  <link:linkbaseRef xlink:type="simple" xlink:href="e-cal.xml"
   xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>
 </xs:appinfo></xs:annotation>
 {imports}
 <xs:complexType name="ours"><xs:simpleContent><xs:restriction base="xbrli:monetaryItemType"/></xs:simpleContent>
 </xs:complexType>
 <xs:element name="Total" id="e_Total" type="e:ours" substitutionGroup="xbrli:item" xbrli:periodType="instant"
  xbrli:balance="debit"/>
 <xs:element name="Part" id="e_Part" type="xbrli:monetaryItemType" substitutionGroup="e:Total"
  xbrli:periodType="instant"/>
 <xs:element name="Words" id="e_Words" type="xbrli:stringItemType" substitutionGroup="xbrli:item"
  xbrli:periodType="instant"/>
 <xs:element name="Axis" id="e_Axis" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem"
  abstract="{abstract}"
  xbrli:periodType="instant"/>
</xs:schema>"""
LINKBASE = """<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">
 <link:roleRef roleURI="http://example.org/role/bs" xlink:type="simple" xlink:href="e.xsd#x"/>
 <link:calculationLink xlink:type="extended" xlink:role="http://example.org/role/bs">
  <link:loc xlink:type="locator" xlink:href="e.xsd#e_Total" xlink:label="t"/>
  <link:loc xlink:type="locator" xlink:href="e.xsd#{target}" xlink:label="p"/>
  {arcs}
 </link:calculationLink></link:linkbase>"""
ARC = (
    '<link:calculationArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/summation-item" '
    'xlink:from="t" xlink:to="p" weight="{weight}" order="1.5" {more}/>'
)


def write(folder: Path, *arcs: str, target: str = "e_Part", imports: str = "", abstract: str = "true") -> None:
    (folder / "e.xsd").write_text(SCHEMA.format(imports=imports, abstract=abstract))
    (folder / "e-cal.xml").write_text(LINKBASE.format(target=target, arcs="".join(arcs)))


def read(folder: Path, *packages: Path) -> Taxonomy:
    library = Library(FolderShelf(folder), [open_shelf(path) for path in packages])
    return discover([Reference("schemaRef", library.address("e.xsd"))], library)


def test_elements_have_kind_base_type_period_and_balance(tmp_path):
    write(tmp_path)
    taxonomy = read(tmp_path)
    total, part, axis = (taxonomy.declarations[QName(NS, name)] for name in ("Total", "Part", "Axis"))
    assert (total.kind, total.base_type) == ("item", "monetaryItemType")
    assert (total.period_type, total.balance) == ("instant", "debit")
    assert total.type_name == QName(NS, "ours")
    assert part.kind == "item"
    assert axis.kind == "dimension"
    assert taxonomy.roles["http://example.org/role/bs"].definition == "Balance sheet"
    assert taxonomy.faults == []


def test_an_arc_has_weight_and_order(tmp_path):
    write(tmp_path, ARC.format(weight="1.0", more=""))
    (relation,) = read(tmp_path).relations
    assert (relation.source.local, relation.target.local) == ("Total", "Part")
    assert (relation.weight, relation.order) == (Decimal("1.0"), Decimal("1.5"))


def test_a_prohibiting_arc_of_higher_priority_takes_another_away(tmp_path):
    write(tmp_path, ARC.format(weight="1", more=""), ARC.format(weight="1", more='use="prohibited" priority="1"'))
    assert read(tmp_path).relations == []


def test_at_equal_priority_prohibition_wins(tmp_path):
    write(tmp_path, ARC.format(weight="1", more='use="prohibited"'), ARC.format(weight="1", more=""))
    assert read(tmp_path).relations == []


@pytest.mark.parametrize(
    ("target", "weight", "abstract", "words"),
    [
        ("e_Words", "1", "true", "is no number"),
        ("e_Part", "0", "true", "no weight"),
        ("e_None", "1", "true", "where no element is"),
        ("e_Part", "1", "false", "is not abstract"),
    ],
)
def test_a_broken_rule_is_a_fault(tmp_path, target, weight, abstract, words):
    write(tmp_path, ARC.format(weight=weight, more=""), target=target, abstract=abstract)
    assert any(words in fault.reason for fault in read(tmp_path).faults)


def test_what_is_missing_is_named_with_who_needs_it(tmp_path):
    write(tmp_path, imports='<xs:import namespace="http://x.org/b" schemaLocation="http://x.org/tax/b.xsd"/>')
    assert read(tmp_path).missing == {"http://x.org/tax/b.xsd": "e.xsd"}


@pytest.mark.parametrize("has_catalog", [True, False])
def test_a_package_is_looked_through_with_and_without_a_catalogue(tmp_path, has_catalog):
    folder, package = tmp_path / "filing", tmp_path / "package.zip"
    folder.mkdir()
    write(folder, imports='<xs:import namespace="http://x.org/b" schemaLocation="http://x.org/tax/b.xsd"/>')
    with zipfile.ZipFile(package, "w") as packed:
        xs = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        schema = f'<xs:schema {xs} targetNamespace="http://x.org/b"><xs:element name="B"/></xs:schema>'
        packed.writestr("p/own/b.xsd" if has_catalog else "x.org/tax/b.xsd", schema)
        if has_catalog:
            rule = '<rewriteURI uriStartString="http://x.org/tax/" rewritePrefix="../own/"/>'
            catalog = f'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">{rule}</catalog>'
            packed.writestr("p/META-INF/catalog.xml", catalog)
    taxonomy = read(folder, package)
    assert QName("http://x.org/b", "B") in taxonomy.declarations
    assert taxonomy.missing == {}


def test_circles_of_includes_types_and_groups_end(tmp_path):
    (tmp_path / "e.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:e="http://example.org/e" '
        'targetNamespace="http://example.org/e"><xs:include schemaLocation="e.xsd"/>'
        '<xs:element name="a" type="e:T" substitutionGroup="e:a"/><xs:complexType name="T"><xs:simpleContent>'
        '<xs:extension base="e:T"/></xs:simpleContent></xs:complexType></xs:schema>'
    )
    assert read(tmp_path).declarations[QName(NS, "a")].base_type == ""


def test_a_schema_with_a_document_type_is_a_fault(tmp_path):
    (tmp_path / "e.xsd").write_text(
        '<!DOCTYPE x [<!ENTITY a "b">]><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>'
    )
    (fault,) = read(tmp_path).faults
    assert "document type" in fault.reason


def test_a_package_that_is_a_bomb_is_refused(tmp_path):
    package = tmp_path / "bomb.zip"
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("x/b.xsd", b" " * 20_000_000)
        packed.writestr("../up.xsd", b"")
    shelf = open_shelf(package)
    assert shelf.names == ("x/b.xsd",)
    with pytest.raises(ReadError, match="unpacks to"):
        shelf.read("x/b.xsd")


def test_a_folder_gives_nothing_from_outside(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    (tmp_path / "secret.xsd").write_text("x")
    (folder / "link.xsd").symlink_to(tmp_path / "secret.xsd")
    shelf = FolderShelf(folder)
    assert shelf.read("../secret.xsd") is None
    assert shelf.read("link.xsd") is None


def test_a_lock_refuses_what_was_changed(tmp_path):
    package, lock = tmp_path / "package", tmp_path / "t.lock"
    package.mkdir()
    (package / "b.xsd").write_text("<a/>")
    lock.write_text(pin_packages([package], tmp_path))
    (one,) = json.loads(lock.read_text())["packages"]
    assert (one["path"], one["files"]) == ("package", 1)
    assert [shelf.where for shelf in open_shelves(lock)] == [str(package)]
    (package / "b.xsd").write_text("<b/>")
    with pytest.raises(InputError, match="not the package that was pinned"):
        open_shelves(lock)


def test_a_package_that_is_absent_is_an_error(tmp_path):
    with pytest.raises(SourceError, match="no such package"):
        open_shelves(tmp_path / "none.zip")
