"""Days at the ends of the calendar, beside which there are none."""

from __future__ import annotations

from datetime import date

import pytest

from gaapgraph.model import Duration, Instant
from gaapgraph.model.period import find_year_earlier
from gaapgraph.reader.xbrl.context import read_day


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "9999-12-31T24:00:00", "0000-01-01"])
def test_a_day_at_the_end_of_the_calendar_is_none(text):
    assert read_day(text, is_end=True) is None


def test_the_first_year_has_none_before_it():
    first, last = Instant(date(1, 3, 1)), Duration(date(9999, 1, 1), date.max)
    assert find_year_earlier(first, [first, last]) is None
    assert find_year_earlier(last, [first, last]) is None
