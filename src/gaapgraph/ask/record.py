"""What a chart draws: the rows of an answer that have a figure, their periods named and in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import TYPE_CHECKING

from gaapgraph.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.ask.question import Chart

__all__ = ["Record", "build_records", "name_period"]

_PERIOD = re.compile(r"(?:(\d{4}-\d\d-\d\d)/)?(\d{4}-\d\d-\d\d)")
_GROUPING = ("entity", "unit", "period")
_ALL = "all"  # what a cell means that names no part
_DAYS_OF_MONTH = Decimal("30.44")


@dataclass(frozen=True, slots=True)
class Record:
    """One mark of a drawing.

    Attributes:
        category: Where it stands on the axis without figures.
        series: What tells it apart from others there, or empty.
        group: The panel it belongs to: what else tells rows apart, such as an entity or a unit.
        low, high: The interval that rounding allows, or None.
        start: Where a step of a waterfall begins; zero elsewhere.
        is_total: It is the last step of a waterfall, which stands on the axis.
        unit, entity: As the answer has them, or empty.
    """

    category: str
    series: str
    group: str
    figure: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    entity: str
    start: Decimal = field(default=Decimal(0))
    is_total: bool = False


def build_records(chart: Chart, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Record]:
    """Return what is drawn, periods from the earliest to the latest, else in the order of the answer.

    Raises:
        NotFoundError: The chart names a column that the answer does not have.
    """
    wanted = [chart.x, chart.y, *filter(None, (chart.series, chart.low, chart.high))]
    for column in (*wanted, *(name for name, _ in chart.only)):
        if column not in heads:
            raise NotFoundError("the chart has no such column", where=column, mend="mend the question's front matter")
    kept = []
    for row in rows:
        cells = dict(zip(heads, row, strict=True))
        if _number(cells[chart.y]) is not None and all(cells[name] == value for name, value in chart.only):
            kept.append(cells)
    grouping = _choose_grouping(chart, heads, kept)
    columns = (*grouping, *filter(None, (chart.series,)), chart.x)
    kept.sort(key=lambda cells: tuple(_order(cells[column]) for column in columns))
    records = [_record(chart, cells, grouping) for cells in kept]
    return _stack_steps(records, chart) if chart.mark == "waterfall" else records


def name_period(text: str) -> str:
    """Return a period as an axis names it; other texts stay.

    >>> [name_period(text) for text in ("2008-04-01/2009-03-31", "2009-01-01/2009-03-31", "2009-03-31")]
    ['12 months to 2009-03-31', '3 months to 2009-03-31', '2009-03-31']
    """
    match = _PERIOD.fullmatch(text)
    if match is None or match[1] is None:
        return text
    days = (date.fromisoformat(match[2]) - date.fromisoformat(match[1])).days + 1
    months = round(days / _DAYS_OF_MONTH)
    if abs(days - months * _DAYS_OF_MONTH) > 8 or not months:
        return f"{match[1]} to {match[2]}"
    return f"{months} {'month' if months == 1 else 'months'} to {match[2]}"


def _choose_grouping(chart: Chart, heads: Sequence[str], kept: list[dict[str, str]]) -> tuple[str, ...]:
    """Return the columns by which panels are made, so that no two marks of a panel have the same place."""
    placed = [chart.x, *filter(None, (chart.series,))]
    figures = {column for column in heads if any(_number(cells[column]) is not None for cells in kept)}
    others = [column for column in heads if column not in (*placed, *_GROUPING) and column not in figures]
    chosen: list[str] = []
    for column in (*_GROUPING, *others):
        if column in placed or column not in heads or len({cells[column] for cells in kept}) < 2:
            continue
        crowded = len({tuple(cells[name] for name in (*placed, *chosen)) for cells in kept}) < len(kept)
        if column in ("entity", "unit") or crowded or (column == "period" and chart.mark == "waterfall"):
            chosen.append(column)
    return tuple(chosen)


def _order(text: str) -> tuple[str, int, str]:
    """Return by what texts are sorted: periods by their end, the longer one last; others keep their order."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return "", 0, ""
    days = (date.fromisoformat(match[2]) - date.fromisoformat(match[1])).days if match[1] else 0
    return match[2], days, ""


def _record(chart: Chart, cells: dict[str, str], grouping: tuple[str, ...]) -> Record:
    figure = _number(cells[chart.y])
    assert figure is not None
    return Record(
        category=name_period(cells[chart.x]) or _ALL,
        series=(name_period(cells[chart.series]) or _ALL) if chart.series else "",
        group=", ".join(name_period(cells[column]) for column in grouping if cells[column]),
        figure=figure,
        low=_number(cells[chart.low]) if chart.low else None,
        high=_number(cells[chart.high]) if chart.high else None,
        unit=cells.get("unit", ""),
        entity=cells.get("entity", ""),
    )


def _stack_steps(records: list[Record], chart: Chart) -> list[Record]:
    """Return the steps of each waterfall, each from where the one before it ends; a total stands on the axis."""
    stacked = []
    for _, group in groupby(records, key=lambda record: record.group):
        steps = list(group)
        level = Decimal(0)
        for number, record in enumerate(steps):
            is_total = chart.has_total and number == len(steps) - 1
            start = Decimal(0) if is_total else level
            stacked.append(replace(record, start=start, is_total=is_total))
            level = start + record.figure
    return stacked


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
