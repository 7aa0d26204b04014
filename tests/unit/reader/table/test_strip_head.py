"""What is left of a column's head when its period is taken out: a member only where other words remain."""

import pytest

from gaapgraph.language.calendar import FiscalCalendar
from gaapgraph.reader.table.column import strip_head


@pytest.mark.parametrize(
    ("head", "left"),
    [
        ("YTD 2025", ""),
        ("Year-to-date 2025", ""),
        ("LTM June 30, 2025", ""),
        ("Trailing twelve months", ""),
        ("Europe YTD 2025", "Europe"),
        ("Second Quarter", ""),
        ("Six Months", ""),
        ("Less than 12 months", "Less than 12 months"),
    ],
)
def test_the_words_of_a_longer_span_name_no_member(head: str, left: str) -> None:
    assert strip_head(head, FiscalCalendar()).strip() == left
