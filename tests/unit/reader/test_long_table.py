"""A table of more rows than are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.reader.release import coverage
from gaapgraph.reader.release.reader import open_release, read_opened
from gaapgraph.reader.table import chain

if TYPE_CHECKING:
    import pytest

ROWS = "".join(f"Revenue of kind {n}\t{1_201 + n:,}\t{1_101 + n:,}\n" for n in range(5))
TEXT = (
    f"Example Corp.\n\nConsolidated Statements of Income (in thousands)\n\n\tYear ended June 30,\n\t2024\t2023\n{ROWS}"
)


def test_rows_after_the_last_that_is_read_are_told(monkeypatch: pytest.MonkeyPatch):
    for module in (chain, coverage):
        monkeypatch.setattr(module, "MOST_ROWS", 4)  # the heads and two rows
    reading = read_opened(open_release(TEXT.encode(), "a.txt"))
    assert sorted({figure.place.line for figure in reading.figures}) == [7, 8]
    (found,) = (one for one in reading.findings if one.code == "GG-READ-UNREAD")
    assert found.place.line == 9
    left = [(token.place.line, token.text) for token in reading.tokens if token.kind == "unresolved"]
    wanted = [(line, text) for line in (9, 10, 11) for text in (str(line - 7), f"1,{194 + line}", f"1,{94 + line}")]
    assert left == wanted


def test_no_ordinary_table_loses_a_row():
    reading = read_opened(open_release(TEXT.encode(), "a.txt"))
    assert len(reading.figures) == 10
    assert not [one for one in reading.findings if one.code == "GG-READ-UNREAD"]
