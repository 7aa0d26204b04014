"""Marks and spaces that repeat themselves are gone through once: each way of dividing such a run would be tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gaapgraph.document.fixed import find_fixed_tables
from gaapgraph.language.fold import clean_label
from gaapgraph.language.numeral import parse_printed
from gaapgraph.reader.release import prose
from gaapgraph.reader.table.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable

RUN = 2_000  # of which an exponential search would need longer than there is time
CALLS: list[Callable[[], object]] = [
    lambda: clean_label("Cash " + "*" * RUN + "x"),
    lambda: clean_label("Cash " + "¹" * RUN + "x"),
    lambda: parse_printed("5" + " " * RUN + "y"),
    lambda: parse_printed("$" + " " * RUN + "y"),
    lambda: prose._PER_SHARE.match(" " * RUN),
    lambda: prose._DATED.split("sales" + " " * RUN),
    lambda: find_fixed_tables(["_" * RUN + "x"], [0]),
    lambda: Surroundings().after("\\" * RUN, frozenset()),
]


@pytest.mark.parametrize("call", CALLS)
def test_a_run_is_no_riddle(call):
    call()


@pytest.mark.parametrize(
    ("label", "cleaned"),
    [
        ("Net income **", "Net income"),
        ("Net income (1)(2):", "Net income"),
        ("Net income ¹²", "Net income"),
        (r"Net income \*\*", "Net income"),
        ("Net income * and more", "Net income * and more"),
    ],
)
def test_marks_of_notes_are_taken_from_the_end(label, cleaned):
    assert clean_label(label) == cleaned


@pytest.mark.parametrize(
    ("text", "value"),
    [("( 1,200 )", -1200), ("$  ( 5 )", -5), ("5  %", 5), ("¥ 5  million", 5), ("5   -", -5), ("  $ 7 ", 7)],
)
def test_spaces_within_a_figure_change_nothing(text, value):
    printed = parse_printed(text)
    assert printed is not None
    assert printed.value == value
