"""Namespaces, names, identifiers and tuples that XML cannot hold as the source gives them are exported all the same."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from gaapgraph.cli import main

INFO = {
    "documentType": "https://xbrl.org/2021/xbrl-json",
    "namespaces": {"ok": "http://example.org/ok", "odd": [], "e": "http://www.sec.gov/CIK", "iso4217": "http://www.xbrl.org/2003/iso4217"},
    "taxonomy": [],
}  # fmt: skip
NOW = {"concept": "ok:Assets", "entity": "e:1", "period": "2025-01-01T00:00:00", "unit": "iso4217:USD"}
INLINE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:e="http://example.org/e" xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"><body><div>
 <ix:header><ix:resources><xbrli:context id="c"><xbrli:entity>
 <xbrli:identifier
 scheme="http://www.sec.gov/CIK">1</xbrli:identifier></xbrli:entity>
 <xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>
 <xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header>
 <ix:tuple name="e:A" tupleID="a" tupleRef="b" order="1"/><ix:tuple name="e:B" tupleID="b" tupleRef="a" order="1"/>
 <ix:tuple name="e:C" tupleID="c" tupleRef="c" order="1"/>
 <ix:nonFraction name="e:Cash" contextRef="c" unitRef="u" decimals="0" tupleRef="a"
  order="2">5</ix:nonFraction></div></body></html>"""


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"concept": "odd:Assets"}, "{https://w3id.org/gaapgraph/unresolved/%5B%5D}Assets"),
        ({"concept": "ok:²"}, "{http://example.org/ok}_-"),
        ({"entity": "\0:1"}, "{http://example.org/ok}Assets"),
    ],
)
@pytest.mark.parametrize(("form", "ending"), [("xbrl", "xbrl"), ("xbrl-json", "json"), ("ixbrl", "xhtml")])
def test_a_fact_with_an_odd_name_is_written(form, ending, changes, shown, tmp_path, capsys):
    source, out = tmp_path / "report.json", tmp_path / f"out.{ending}"
    fact = {"value": "5", "decimals": 0, "dimensions": {**NOW, **changes}}
    source.write_text(json.dumps({"documentInfo": INFO, "facts": {"f": fact}}))
    assert main(["export", str(source), "--to", form, "-o", str(out)]) == 0, capsys.readouterr().err
    if form == "xbrl":
        assert any(str(one.tag).startswith(shown) and one.text == "5" for one in etree.parse(out).iter())


def test_tuples_that_hold_each_other_are_no_circle(tmp_path, capsys):
    source, out = tmp_path / "page.htm", tmp_path / "out.xbrl"
    source.write_text(INLINE)
    assert main(["export", str(source), "--to", "xbrl", "-o", str(out)]) == 0, capsys.readouterr().err
    tree = etree.parse(out)
    (cash,) = tree.iter("{*}Cash")
    assert {etree.QName(one).localname for one in cash.iterancestors()} >= {"A", "xbrl"}
    assert [len([*tree.iter(f"{{*}}{name}")]) for name in "ABC"] == [1, 1, 1]


@pytest.mark.parametrize("number", [[], "²", "a b", "<1>", "\ud800"])
def test_an_identifier_of_the_sec_that_is_none_makes_an_iri(number, tmp_path, capsys):
    point = {"end": "2024-12-31", "val": 5, "accn": f"0001-{number}", "form": "10-K", "filed": "2025-02-01"}
    source, out = tmp_path / "facts.json", tmp_path / "out.xbrl"
    facts = {"us-gaap": {"Assets": {"label": "Assets", "units": {"USD": [point]}}}}
    source.write_text(json.dumps({"cik": number, "entityName": "Larch Foods", "facts": facts}))
    assert main(["export", str(source), "--to", "xbrl", "-o", str(out)]) == 0, capsys.readouterr().err
    (fact,) = etree.parse(out).iter("{*}Assets")
    assert fact.text == "5"
