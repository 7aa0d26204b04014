"""The inline page of a document of HTML has its tables, and each figure is tagged in its own cell."""

from __future__ import annotations

from lxml import etree

from gaapgraph.cli import main

_PAGE = """<html><body><p>Made Up Corp. reports results for the quarter ended March 31, 2024</p>
<p>CONSOLIDATED STATEMENTS OF OPERATIONS (in thousands, except per share amounts)</p>
<table><tr><td></td><td colspan="4">Three months ended March 31,</td></tr>
<tr><td></td><td colspan="2">2024</td><td colspan="2">2023</td></tr>
<tr><td>Revenues</td><td>$</td><td>12,345</td><td>$</td><td>11,200</td></tr>
<tr><td>Cost of revenues</td><td></td><td>8,000</td><td></td><td>7,900</td></tr>
<tr><td>Gross profit</td><td></td><td>4,345</td><td></td><td>3,300</td></tr>
<tr><td>Net loss</td><td>$</td><td>(455)</td><td>$</td><td>(600)</td></tr></table></body></html>
"""
_IX = "{http://www.xbrl.org/2013/inlineXBRL}"
_TD = "{http://www.w3.org/1999/xhtml}td"


def test_each_figure_of_a_table_is_tagged_in_its_cell(tmp_path):
    source, graph, page = (tmp_path / name for name in ("release.html", "release.nq", "page.xhtml"))
    source.write_text(_PAGE, encoding="utf-8")
    assert main(["build", str(source), "-o", str(graph)]) == 0
    assert main(["export", str(graph), str(source), "--to", "ixbrl", "-o", str(page)]) == 0
    root = etree.parse(page).getroot()
    assert root.find(f".//{_IX}hidden") is None
    tagged = {one.text: one for one in root.iter(f"{_IX}nonFraction")}
    assert set(tagged) == {"12,345", "11,200", "8,000", "7,900", "4,345", "3,300", "455", "600"}
    for one in tagged.values():
        assert one.getparent().tag == _TD
        assert one.get("scale") == "3"
    assert "(455)" in "".join(tagged["455"].getparent().itertext())
    assert tagged["455"].get("name") == "us-gaap:NetIncomeLoss"
    assert tagged["455"].get("sign") == "-"
    assert tagged["12,345"].getparent().getparent().findtext(_TD) == "Revenues"
