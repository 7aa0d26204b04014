"""A filing, written and read back, is what it was: tuples, fractions, footnotes, links, references, networks too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.build import read_source
from gaapgraph.graph import read_reports
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    from gaapgraph.model import Report

FILINGS = Path(__file__).parents[5] / "shared/data/filings"
INSTANCE = """<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:e="http://example.org/e">
<link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>
<link:roleRef xlink:type="simple" xlink:href="e.xsd#r" roleURI="http://example.org/role"/>
<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="urn:x">1</xbrli:identifier><xbrli:segment>
<xbrldi:typedMember dimension="e:Axis"><e:id>7</e:id></xbrldi:typedMember></xbrli:segment></xbrli:entity>
<xbrli:period><xbrli:instant>2020-12-31</xbrli:instant></xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>
<e:R contextRef="c" unitRef="u"><xbrli:numerator>2</xbrli:numerator><xbrli:denominator>7</xbrli:denominator></e:R>
<e:G><e:H><e:A id="a" contextRef="c">one</e:A></e:H><e:A id="b" contextRef="c">two</e:A></e:G>
<link:footnoteLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
<link:loc xlink:type="locator" xlink:href="#a" xlink:label="a"/>
<link:loc xlink:type="locator" xlink:href="#b" xlink:label="b"/>
<link:footnote xlink:type="resource" xlink:label="n" xml:lang="en">Note</link:footnote>
<link:footnoteArc xlink:type="arc" xlink:from="a" xlink:to="n"/>
<link:footnoteArc xlink:type="arc" xlink:from="a" xlink:to="b"
 xlink:arcrole="http://www.xbrl.org/2009/arcrole/fact-explanatoryFact"/>
</link:footnoteLink></xbrli:xbrl>"""


def write_and_read(report: Report) -> Report:
    store = Store()
    store.bulk_load("".join(write_quads(report)).encode(), RdfFormat.N_QUADS)
    (found,) = read_reports(store)
    return found


def test_every_part_comes_back(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(INSTANCE, encoding="utf-8")
    (report,) = read_source(path)
    found = write_and_read(report)
    assert len(report.tuples) == 2
    assert len(report.fact_links) == 1
    assert found.facts == report.facts
    assert found.tuples == report.tuples
    assert found.fact_links == report.fact_links
    assert found.footnotes == report.footnotes
    assert sorted(found.references) == sorted(report.references)
    assert found.concepts["http://example.org/e#Axis"].typed_domain == "http://example.org/e#id"


@pytest.mark.skipif(not FILINGS.is_dir(), reason="the shared filings are not beside the project")
@pytest.mark.parametrize("name", ["nflx-10k-fy2009/nflx-20091231.xml", "tsla-10q-2024q2/tsla-20240630_htm.xml"])
def test_a_real_filing_comes_back(name):
    (report,) = read_source(FILINGS / name)
    found = write_and_read(report)
    there, here = ({fact.dimensions.key: fact for fact in one.facts} for one in (found, report))
    changed = [here[key].value for key in here if there.get(key) != here[key]]
    assert there.keys() == here.keys()
    # the store writes P12M as P1Y; the print keeps what the filing has
    assert {str(value) for value in changed} <= {'"P12M"^^<http://www.w3.org/2001/XMLSchema#duration>'}
    assert found.hypercubes == tuple(sorted(report.hypercubes, key=lambda cube: (cube.iri, cube.role)))
    by_order = sorted(found.networks, key=lambda network: network.order or 0)
    assert [(one.role, one.arcrole, one.title) for one in by_order] == [
        (one.role, one.arcrole, one.title) for one in report.networks
    ]
    assert [len(one.arcs) for one in by_order] == [len(one.arcs) for one in report.networks]
