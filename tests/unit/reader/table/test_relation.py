"""What the columns of a table are to each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from gaapgraph.model import Duration
from gaapgraph.reader.release import read_release
from gaapgraph.reader.table.column import Column
from gaapgraph.reader.table.relation import _date_between, _spread

PAGE = """Larch Foods Inc. reports results for the year ended December 31, 2022

Reconciliation of results
(in millions of dollars)
\t2022 GAAP\tAdjustments\t2022 Non-GAAP
Operating income\t100.5\t5.2\t105.7
Income before income taxes\t90.5\t4.2\t94.7
"""


def test_a_column_between_two_of_one_year_is_of_that_year() -> None:
    found = {figure.printed: str(figure.period) for figure in read_release(PAGE.encode(), "r.txt").figures}
    assert found["5.2"] == found["100.5"] == found["105.7"] == "2022-01-01/2022-12-31"


def test_one_misprint_in_ten_does_not_widen_the_rate_of_a_translation() -> None:
    dollars = {line: Decimal(100 + line) for line in range(10)}
    yen = {line: value * 99 for line, value in dollars.items()}
    assert _spread(dollars, yen) == 0
    assert _spread(dollars, {**yen, 3: yen[3] * 10}) == 0
    two = _spread(dollars, {**yen, 3: yen[3] * 10, 4: yen[4] * 10})
    assert two is not None
    assert two > 1


RATES = """Larch Foods Inc. reports results for the year ended December 31, 2022

Key figures
\t2022\t2021
Growth of sales\t4.4%\t3.1%
Effective tax rate\t25.2%\t26.3%
"""


def test_a_percentage_grows_where_its_label_says_so() -> None:
    figures = read_release(RATES.encode(), "r.txt").figures
    assert {figure.printed: figure.measure for figure in figures} == {
        "4.4%": "growth", "3.1%": "growth", "25.2%": "ratio", "26.3%": "ratio",
    }  # fmt: skip


def test_only_a_column_whose_year_is_open_takes_that_of_its_neighbours() -> None:
    """Reconciliations print "2022 GAAP | Adj. | 2022 Non-GAAP": the year stands above the first and the last alone."""
    year, other = (Duration(date(number, 1, 1), date(number, 12, 31)) for number in (2022, 2021))
    left, right = (
        Column(start=0, stop=9, head="2022 GAAP", period=year),
        Column(start=20, stop=29, head="2022 Non-GAAP", period=year),
    )
    middle = Column(start=10, stop=19, head="Adj.")

    def date_middle(column: Column) -> Duration | None:
        return _date_between((left, column, right))[1].period  # type: ignore[return-value]

    assert date_middle(middle) == year
    assert date_middle(replace(middle, period=other, is_guessed=True)) == year
    assert date_middle(replace(middle, period=other)) == other
    assert _date_between((left, middle, replace(left, start=20, stop=29)))[1].period is None
