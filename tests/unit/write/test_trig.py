"""TriG that a person can read."""

from __future__ import annotations

import re

from gaapgraph.write import write_trig


def test_names_are_short_and_numbers_bare(sample_report):
    text = "".join(write_trig(sample_report))
    assert "gg:concept us-gaap:Revenues" in text
    assert "gg:line 53" in text
    assert "gg:value 0.043" in text
    assert 'gg:value "69731000000"^^xsd:decimal' in text
    assert "at:53.2\n    a gg:Occurrence" in text
    assert "/occurrence/12@14>\n    a gg:Occurrence" in text
    assert "srt:ProductOrServiceAxis iij:ConnectivityMember" in text


def test_no_local_name_has_an_escape_which_a_store_might_keep(sample_report):
    text = re.sub(r'"(?:[^"\\]|\\.)*"', "", "".join(write_trig(sample_report)))
    assert "\\" not in text


def test_an_occurrence_follows_its_fact(sample_report):
    text = "".join(write_trig(sample_report))
    fact = text.index(f"fact:{sample_report.facts[1].dimensions.key}\n    a gg:Fact")
    occurrence = text.index("at:396.4\n")
    following = text.index(f"fact:{sample_report.facts[2].dimensions.key}\n    a gg:Fact")
    assert fact < occurrence < following
