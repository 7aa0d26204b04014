"""A report of which a graph names no document, as others write graphs, is exported all the same."""

from __future__ import annotations

from gaapgraph.cli import main

DATA = """
@prefix gg: <https://w3id.org/gaapgraph/ns#> .
@prefix : <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:r { :r a gg:Report ; gg:entity :e . :e a gg:Entity ; gg:identifier "1" ; gg:scheme "http://www.sec.gov/CIK" .
 :f a gg:Fact ; gg:report :r ; gg:concept <https://w3id.org/gaapgraph/us-gaap/Assets> ; gg:entity :e ;
  gg:period :p ; gg:unit :u ; gg:value 7 ; gg:decimals 0 . :p a gg:Instant ; gg:date "2024-12-31"^^xsd:date .
 :u a gg:Unit ; gg:numerator <http://www.xbrl.org/2003/iso4217#USD> . }
"""


def test_its_facts_are_hidden_ones_of_a_page_without_text(tmp_path, capsys):
    data, page = tmp_path / "data.trig", tmp_path / "page.xhtml"
    data.write_text(DATA)
    assert main(["export", str(data), "--to", "ixbrl", "-o", str(page)]) == 0, capsys.readouterr().err
    hidden = page.read_text().partition("<ix:hidden>")[2].partition("</ix:hidden>")[0]
    assert 'format="ixt:num-dot-decimal">7<' in hidden
