"""What a page repeats is bounded: names that are pages of text, and lists of what a thousand cells state."""

from __future__ import annotations

import re

import gaapgraph

INSTANCE = """<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:e="urn:e">
<context id="c"><entity><identifier scheme="http://www.sec.gov/CIK">1</identifier>{segment}</entity><period>
<instant>2024-12-31</instant></period></context><unit id="u"><measure>iso4217:USD</measure></unit>{facts}</xbrl>"""
FACT = '<e:Assets contextRef="c" unitRef="u" decimals="0">5</e:Assets>\n'
SEGMENT = '<segment><xbrldi:typedMember dimension="e:Axis"><e:d>{text}</e:d></xbrldi:typedMember></segment>'


def test_of_the_prints_of_one_fact_a_paper_lists_some_and_counts_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr("gaapgraph.page.paper._MOST_LINKS", 3_000)
    path = tmp_path / "report.xml"
    path.write_text(INSTANCE.format(segment="", facts=FACT * 150))
    page = gaapgraph.report(path)
    (first, *others) = re.findall(r"<h5>The same fact elsewhere</h5>\s*<ul[^>]*>(.*?)</ul>", page, re.DOTALL)
    assert len(others) == 149
    assert first.count("<li>") == 21
    assert first.endswith("<li>and 129 more</li>")


def test_a_member_that_is_a_page_of_text_is_named_by_its_beginning(tmp_path):
    path = tmp_path / "report.xml"
    path.write_text(INSTANCE.format(segment=SEGMENT.format(text="x" * 40_000), facts=FACT * 3))
    runs = {len(run) for run in re.findall("x{400,}", gaapgraph.report(path))}
    assert runs == {499}
