"""Lines that data claim and no document has are not gone through one by one."""

from __future__ import annotations

from gaapgraph.compare.alignment import Alignment, _fill


def test_lines_between_figures_move_with_them():
    found = Alignment(lines={2: 3, 5: 6})
    _fill(found, 7)
    assert found.lines == {1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 7, 7: 8}
    assert found.same == {1, 3, 4, 6, 7}


def test_a_gap_as_wide_as_no_document_is_left_alone():
    found = Alignment(lines={1: 1, 1_000_000_000: 1_000_000_000, 1_000_000_004: 1_000_000_004})
    _fill(found, 0)
    assert len(found.lines) == 6
