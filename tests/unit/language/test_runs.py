"""Marks and spaces that repeat themselves are gone through once: each way of dividing such a run would be tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gaapgraph.document import fixed
from gaapgraph.document.fixed import find_fixed_tables
from gaapgraph.document.flat import find_flat_tables
from gaapgraph.language.fold import clean_label
from gaapgraph.language.numeral import parse_printed
from gaapgraph.language.quantity import scales_by_name, strip_quantity
from gaapgraph.reader.release import prose, reporter
from gaapgraph.reader.table import column, column_time, stub
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

FAR = 100_000  # of which a search that begins anew at each sign would need minutes
CALLS += [
    lambda: clean_label("Cash " + "(1)" * FAR + "x"),
    lambda: strip_quantity("$ " * FAR + "x"),
    lambda: scales_by_name("options of " * FAR),
    lambda: column_time._MONTHS_OF.match("(" * FAR + "x"),
    lambda: column._MONTH_ALONE.fullmatch(" ." * FAR + "x"),
    lambda: list(stub._AMOUNT.finditer("Common stock, 31, 32" + ",111" * FAR)),
    lambda: fixed._WORDED.search("1." * FAR),
    lambda: find_flat_tables(["1 " * FAR], [0]),
    lambda: find_flat_tables(["- " * FAR + "x"], [0]),
    lambda: reporter._AFTER_WIRE.search("(BUSINESS WIRE)" + "-" * FAR),
    lambda: reporter._TRUSTEE.search("-" * FAR),
    lambda: reporter._TICKER_AFTER_DASH.search("-" * FAR),
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


@pytest.mark.parametrize(
    ("label", "amounts"),
    [
        ("Common stock, 31, 32 and 1,200 shares authorized", ["31", "32", "1,200 shares"]),
        ("Common stock, 80,000,000 and 90,000,000 shares issued", ["80,000,000", "90,000,000 shares"]),
        ("Notes of 2023, 31,111 in all", ["31,111"]),
    ],
)
def test_amounts_of_a_list_belong_to_what_stands_behind_it(label, amounts):
    assert [match[0] for match in stub._AMOUNT.finditer(label)] == amounts


@pytest.mark.parametrize(
    ("text", "is_worded"),
    [("5,980 million yen", True), ("5. million", True), ("some million", False), ("5 millions", False), ("1.5", False)],
)
def test_an_amount_with_a_word_stands_in_a_sentence(text, is_worded):
    assert (fixed._WORDED.search(text) is not None) is is_worded
