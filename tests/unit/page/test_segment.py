"""Figures are found in the text where they stand."""

from __future__ import annotations

import pytest

from gaapgraph.model import Place
from gaapgraph.page import Cell, Passage
from gaapgraph.page.segment import cut_cells, cut_text, quote_cell, quote_passage

LINE = "Revenue was 12 million, up 12 % from 12 million."


@pytest.fixture
def figure(make_figure):
    def make(text: str, offset: int | None, **more):
        place = Place(1, 2) if offset is None else Place(1, offset=offset)
        return make_figure(text=text, place=place, **more)

    return make


def shown(segments) -> list[tuple[str, int]]:
    return [(segment.text, len(segment.figures)) for segment in segments]


def test_a_figure_stands_at_its_offset(figure):
    parts = cut_text(LINE, [figure("12", 27), figure("12 million", 37)])
    assert shown(parts) == [
        ("Revenue was 12 million, up ", 0), ("12", 1), (" % from ", 0), ("12 million", 1), (".", 0),
    ]  # fmt: skip


def test_a_print_that_states_two_facts_is_one_stretch(figure):
    parts = cut_text("377,600 shares", [figure("377,600 shares", 0), figure("377,600 shares", 0)])
    assert shown(parts) == [("377,600 shares", 2)]


def test_in_a_label_of_unknown_place_figures_are_found_in_their_order(figure):
    label = Cell("net of JPY 24 and JPY 24", 0, 1, 1, (figure("JPY 24", 500), figure("JPY 24", 511)))
    assert shown(quote_cell(label)) == [("net of ", 0), ("JPY 24", 1), (" and ", 0), ("JPY 24", 1)]
    twice = Cell("377,600 shares", 0, 1, 1, (figure("377,600 shares", 500), figure("377,600 shares", 500)))
    assert shown(quote_cell(twice)) == [("377,600 shares", 2)]


def test_a_figure_that_the_text_does_not_have_is_left_out(figure):
    assert shown(cut_text("No figure.", [figure("12", 3)])) == [("No figure.", 0)]
    assert shown(cut_text("", [])) == [("", 0)]


def test_without_its_sentence_a_figure_stands_behind_its_label(figure):
    passage = Passage(3, None, (figure("12", 27, label="Revenue"),))
    assert shown(quote_passage(passage)) == [("Revenue: ", 0), ("12", 1), ("  ", 0)]


def test_cells_of_a_source_line_are_found_from_their_offset(figure):
    cells = [(0, "10", ()), (3, "10", (figure("10", None),))]
    assert shown(cut_cells("10\t10\t", cells)) == [("10\t", 0), ("10", 1), ("\t", 0)]
