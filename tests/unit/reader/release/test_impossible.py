"""What nothing can be is a finding at its cell or line, and the rest is read."""

from __future__ import annotations

import pytest

from gaapgraph.reader.release import read_release

TEXT = "Larch Inc.\n\n\tThree months ended March 31, 2009\t{head}\nRevenues\t1,234\t{cell}\nCosts\t900\t800\n"


@pytest.mark.parametrize(
    ("head", "cell", "line", "words"),
    [
        ("0 months ended March 31, 2008", "1,100", 3, "no time at all"),
        ("Three months ended February 30, 2008", "1,100", 3, "no calendar has"),
        ("Three months ended March 31, 2008", "9" * 200, 4, "200 digits"),
        ("Three months ended March 31, 2008", "²³", 4, "no decimal digits"),
    ],
)
def test_a_finding_stands_at_its_cell_and_the_rest_is_read(head, cell, line, words):
    reading = read_release(TEXT.format(head=head, cell=cell).encode(), "r.txt")
    found = [finding for finding in reading.findings if finding.code == "GG-READ-CELL"]
    assert [(finding.place.line, finding.place.column) for finding in found] == [(line, 3)]
    assert words in found[0].message
    first = {figure.printed: str(figure.period) for figure in reading.figures}
    assert first["1,234"] == "2009-01-01/2009-03-31"
    if line == 3:
        assert first.get("1,100", "None") == "None"
