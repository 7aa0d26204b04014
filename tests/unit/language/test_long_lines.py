"""Lines that name thousands of days: how far back each looks, and that amounts beside years are no work."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gaapgraph.language import date as dates
from gaapgraph.language import span
from gaapgraph.language.calendar import FiscalCalendar
from gaapgraph.model import Duration
from gaapgraph.reader.release.contradiction import note_self_comparisons

if TYPE_CHECKING:
    import re

MOST = 400  # characters before a day
CALENDAR = FiscalCalendar(12, 31)


class Counting:
    """A pattern that counts its searches, and how many characters they may go through."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.searches = self.characters = 0

    def _count(self, text: str, start: int, stop: int) -> tuple[str, int, int]:
        self.searches += 1
        self.characters += min(stop, len(text)) - start
        return text, start, stop

    def search(self, text: str, start: int = 0, stop: int = 1 << 40) -> re.Match[str] | None:
        return self.pattern.search(*self._count(text, start, stop))

    def finditer(self, text: str, start: int = 0, stop: int = 1 << 40) -> object:
        return self.pattern.finditer(*self._count(text, start, stop))


@pytest.mark.parametrize(
    "piece",
    ["the year ended March 31, 2024, ", "0 months ended March 31, 2024, ", "FY ended March 2024, ", "June 2024 and "],
)
def test_what_leads_to_a_day_is_sought_near_it(piece: str, monkeypatch: pytest.MonkeyPatch):
    patterns = {name: Counting(getattr(span, name)) for name in ("_SPAN", "_FY_ENDED", "_DEFINED", "_NOTHING", "_AT")}
    for name, pattern in patterns.items():
        monkeypatch.setattr(span, name, pattern)
    span.find_phrases(piece * 500, CALENDAR)
    assert {name: each.characters for name, each in patterns.items() if each.characters > 2 * MOST * 500} == {}


def test_a_span_far_into_a_line_is_read():
    found = span.find_phrases("x " * 5_000 + "for the six months ended June 30, 2024", CALENDAR)
    assert [phrase.period for phrase in found] == [Duration(date(2024, 1, 1), date(2024, 6, 30))]


def test_amounts_beside_years_are_not_searched_for_dates(monkeypatch: pytest.MonkeyPatch):
    counted = Counting(dates.DATE)
    monkeypatch.setattr(dates, "DATE", counted)
    text = "net income of $41.2 million and $40.1 million in 2023, " * 500
    assert dates.parse_dates(text) == ()
    assert dates.impossible_dates(text) == []
    assert counted.searches == 0


@pytest.mark.parametrize(
    "text",
    [
        "March 31, 2024", "31 March 2024", "2024-03-31", "3/31/2024", "31-MAR-24", "31.3.2024", "31. 3. 2024",
        "Mar. 31, '24", "31 mar '24", "2024.3.31", "2024/3/31", "31-03-2024", "31.03.24",
    ],
)  # fmt: skip
def test_each_way_to_write_a_day_is_one(text: str):
    assert [day for *_, day in dates.parse_dates(f"{'at ' * 40}{text} it")] == [date(2024, 3, 31)]


def test_a_self_comparison_is_found_among_many_periods():
    pair = "income in fiscal 2024 compared with income in fiscal 2023, "
    text = pair * 50 + "income in fiscal 2024 compared with income in fiscal 2024, " + pair * 50
    (found,) = note_self_comparisons([(7, text)], CALENDAR)
    assert found.place.line == 7
    assert text[found.place.offset or 0 :].startswith("fiscal 2024, income")
