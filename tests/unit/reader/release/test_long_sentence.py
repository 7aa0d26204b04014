"""A sentence of thousands of figures is not gone through for each of them; short ones are read as before."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from gaapgraph.language.span import Phrase
from gaapgraph.model import Instant
from gaapgraph.reader.release.prose import _cover
from gaapgraph.reader.release.sentence import _ATTACHED, _Segment

MANY = 50_000  # of which each with each would be two and a half billion
DAY = Instant(date(2024, 12, 31))


def test_the_first_kind_that_covers_a_place_is_told():
    date_, label = ("date", "date"), ("label", "note")
    assert _cover([(5, 9, date_), (0, 7, label)], [0, 4, 5, 7, 9]) == {0: label, 1: label, 2: date_, 3: date_}
    starts = [10 * number for number in range(MANY)]
    found = _cover([(start, start + 1, date_) for start in starts[::2]], starts)
    assert sorted(found) == list(range(0, MANY, 2))


@pytest.mark.parametrize("is_ordered", [True, False])
def test_phrases_around_a_figure_are_those_that_a_search_through_all_finds(is_ordered):
    random = Random(7)
    for _ in range(300):
        starts = [random.randrange(200) for _ in range(random.randrange(1, 9))]
        phrases = [Phrase(start, start + random.randrange(1, 9), DAY) for start in starts]
        if is_ordered:
            phrases.sort(key=lambda one: (one.start, one.end))
        segment = _Segment(0, 300, is_compared=False, phrases=phrases)
        for at in range(0, 220, 7):
            after = next((one for one in phrases if at <= one.start <= at + _ATTACHED), None)
            before = [one for one in phrases if one.end <= at]
            assert segment.first_after(at) is after
            assert segment.last_before(at) is (before[-1] if before else phrases[0])


def test_thousands_of_phrases_are_found_by_halving():
    phrases = [Phrase(10 * number, 10 * number + 4, DAY) for number in range(MANY)]
    segment = _Segment(0, 10 * MANY, is_compared=False, phrases=phrases)
    for number in range(1, MANY):
        assert segment.last_before(10 * number - 1) is phrases[number - 1]
        assert segment.first_after(10 * number - 1) is phrases[number]
