"""How far a misprint is from what would be right: digits changed, lost, added, or two neighbours swapped."""

from __future__ import annotations

import pytest

from gaapgraph.validation.diagnosis import _edits


@pytest.mark.parametrize(
    ("printed", "wanted", "edits"),
    [
        ("123", "123", 0),
        ("", "12", 2),
        ("12", "", 2),
        ("123", "124", 1),
        ("123", "13", 1),
        ("13", "123", 1),
        ("7039", "7309", 1),  # neighbours swapped
        ("12", "21", 1),
        ("12", "32", 1),
        ("12", "30", 2),  # no swap: only one of the two is there
        ("12", "23", 2),
        ("21", "12", 1),
        ("21", "10", 2),
        ("1234", "2143", 2),  # two swaps
        ("123", "312", 2),
        ("1000", "0001", 2),
    ],
)
def test_edits_between_two_prints(printed, wanted, edits):
    assert _edits(printed, wanted) == edits
    assert _edits(wanted, printed) == edits
