"""What a line has in common with what was settled before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gaapgraph.model import Duration, Entity, FactKey, Instant, Period
from gaapgraph.tag.figure.settlement import _Book

ENTITY = Entity("urn:x:e", "Example")
DAY, YEAR = Instant(date(2009, 3, 31)), Duration(date(2008, 4, 1), date(2009, 3, 31))
FIRST, SECOND, ELSEWHERE = (0, 1, "a", "", ""), (0, 2, "b", "", ""), (1, 1, "a", "", "")


def key(period: Period) -> FactKey:
    return FactKey("urn:x:Cash", ENTITY, period, None)


@pytest.mark.parametrize(
    ("period", "line", "has_more", "tells_flows", "is_agreed"),
    [
        (DAY, SECOND, False, False, False),  # two rows of a table are no one balance
        (DAY, SECOND, True, False, True),  # but where the one closes a period and the other opens the next
        (DAY, SECOND, False, True, True),  # or where cash flows state it again
        (YEAR, SECOND, True, True, False),  # flows never are
        (DAY, ELSEWHERE, False, False, True),
        (YEAR, ELSEWHERE, False, False, True),
    ],
)
def test_rows_of_one_table_are_one_fact_where_their_periods_meet(period, line, has_more, tells_flows, is_agreed):
    book, span = _Book(), (Decimal(99), Decimal(101))
    book.enter({key(period): span}, FIRST)
    more = {key(Instant(date(2010, 3, 31))): span} if has_more else {}
    found = book.meet({key(period): span, **more}, line, tells_flows=tells_flows)
    assert found == ((1, []) if is_agreed else (0, [FIRST]))
