"""What of an answer is drawn: rows with a figure, in an order that can be read, and where each bar starts and ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from gaapgraph.errors import NotFoundError
from gaapgraph.frozen_class import frozen
from gaapgraph.graph import read_decimal
from gaapgraph.question.wording import name_period, rank_period, spell_column, spell_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gaapgraph.question.question import Chart

__all__ = ["Record", "build_records", "tell_rest"]

_NONE = "(total)"  # what an empty cell means where others name a part
_ZERO = Decimal(0)
Cells = dict[str, str]


@frozen
class Record:
    """One mark of a drawing.

    Attributes:
        name: Where it stands on the axis without figures.
        series: What tells it apart from others there, or empty.
        panel: The drawing it belongs to, where there are several, or empty.
        figure: What is drawn.
        low, high: The interval that rounding allows, or None.
        start, end: Where its bar starts and ends.
        kind: Of a step of a waterfall: `rise`, `fall` or `total`; else empty.
        rank: The amount by which the greatest names are chosen.
        entity, period, unit: As the answer has them, or empty.
        is_expected: Whether the row has a scenario: what the company targets or forecasts.
    """

    name: str
    series: str
    panel: str
    figure: Decimal
    low: Decimal | None
    high: Decimal | None
    start: Decimal
    end: Decimal
    kind: str
    rank: Decimal
    entity: str
    period: str
    unit: str
    is_expected: bool = False

    @property
    def length(self) -> int:
        """What periods of one length have in common; no line joins those of two."""
        return rank_period(self.period)[0]


def build_records(chart: Chart, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Record]:
    """Return what is drawn, periods in the order of time, names by their greatest figure.

    Raises:
        NotFoundError: The chart names a column that the answer does not have.
    """
    for column in chart.columns:
        if column not in heads:
            raise NotFoundError("the chart has no such column", where=column, mend="mend the question's front matter")
    kept = _choose([dict(zip(heads, row, strict=True)) for row in rows], chart)
    records = [record for cells in kept for record in _read_row(chart, cells)]
    records = _sort(_keep_most(chart, _uncover(chart, records)), chart)
    if chart.mark == "waterfall":
        return _stack_steps(records, chart)
    return _stack_parts(records) if chart.is_stacked else records


def tell_rest(chart: Chart, heads: Sequence[str], rows: Sequence[Sequence[str]], drawn: int) -> str:
    """Return in words how many figures of an answer its drawing has; nothing where it has them all."""
    columns = [heads.index(name.removeprefix("-")) for name in chart.y]
    every = sum(_number(row[column]) is not None for row in rows for column in columns)
    return f"{drawn} of {every} figures are drawn" if drawn < every else ""


def _choose(rows: list[Cells], chart: Chart) -> list[Cells]:
    kept = [cells for cells in rows if all(cells[name] == value for name, value in chart.only)]
    kept = [cells for cells in kept if any(_number(cells[name.removeprefix("-")]) is not None for name in chart.y)]
    units = Counter(cells["unit"] for cells in kept if cells.get("unit"))
    if len(units) > 1:  # yen and shares share no axis
        chosen = units.most_common(1)[0][0]
        kept = [cells for cells in kept if cells.get("unit") == chosen]
    for column in chart.one:
        values = [cells[column] for cells in kept]
        if values:
            wanted = max(values, key=_rank_latest) if column == "period" else Counter(values).most_common(1)[0][0]
            kept = [cells for cells in kept if cells[column] == wanted]
    return kept


def _rank_latest(period: str) -> tuple[str, int]:
    length, end = rank_period(period)
    return end, -length


def _read_row(chart: Chart, cells: Cells) -> Iterator[Record]:
    for name in chart.y:
        column, is_turned = name.removeprefix("-"), name.startswith("-")
        found = _number(cells[column])
        if found is None:
            continue
        figure = -found if is_turned else found
        part = spell_column(column) if len(chart.y) > 1 or not chart.x else ""
        low, high = (
            _number(cells.get(given or column + end, "")) for given, end in ((chart.low, "Low"), (chart.high, "High"))
        )
        if is_turned:
            low, high = (None if each is None else -each for each in (high, low))
        yield Record(
            name=", ".join(filter(None, (_label(each, cells) for each in chart.x))) or part or _NONE,
            series=(_label(chart.series, cells) or _NONE) if chart.series else part if chart.x else "",
            panel=_label(chart.panel, cells) if chart.panel else "",
            figure=figure,
            low=None if high is None else low,
            high=None if low is None else high,
            start=_ZERO,
            end=figure,
            kind="",
            rank=abs((_number(cells[chart.by]) or _ZERO) if chart.by else figure),
            entity=cells.get("entity", ""),
            period=cells.get("period", ""),
            unit=cells.get("unit", ""),
            is_expected=bool(cells.get("scenario")),
        )


def _label(column: str, cells: Cells) -> str:
    text = cells[column].removesuffix(" [Member]")
    return name_period(text) if column == "period" else spell_name(text)


def _uncover(chart: Chart, records: list[Record]) -> list[Record]:
    """Return the records without those that others would cover, as where two reports state one period."""
    if chart.is_stacked or chart.mark == "waterfall":
        return records
    places = {(each.entity, each.panel, each.name, each.series): each for each in reversed(records)}
    return list(reversed(places.values()))


def _keep_most(chart: Chart, records: list[Record]) -> list[Record]:
    if chart.most is None:
        return records
    greatest: dict[str, Decimal] = {}
    for record in records:
        greatest[record.name] = max(record.rank, greatest.get(record.name, _ZERO))
    kept = sorted(greatest, key=lambda name: (-greatest[name], name))[: chart.most]
    return [record for record in records if record.name in kept]


def _sort(records: list[Record], chart: Chart) -> list[Record]:
    """Return periods in the order of time, the longest first; what is no step by its greatest figure."""
    if chart.mark == "waterfall" or not chart.x:
        return sorted(records, key=lambda record: (record.entity, *rank_period(record.period)))
    top = _measure(records, lambda record: record.name, max)
    sums = _measure(records, lambda record: record.series, lambda one, other: one + other)
    columns = {spell_column(name): number for number, name in enumerate(chart.y)}

    def rank(record: Record) -> tuple[object, ...]:
        along = rank_period(record.period) if chart.x == ("period",) else (-top[record.name], record.name)
        if chart.series == "period":
            return (record.entity, record.panel, *along, *rank_period(record.period))
        told = columns.get(record.series, -sums[record.series])
        return (record.entity, record.panel, *along, told, record.series)

    return sorted(records, key=rank)


def _measure(
    records: list[Record], name: Callable[[Record], str], join: Callable[[Decimal, Decimal], Decimal]
) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for record in records:
        key = name(record)
        found[key] = join(found[key], record.figure) if key in found else record.figure
    return found


def _stack_steps(records: list[Record], chart: Chart) -> list[Record]:
    """Return the steps of each waterfall, each from where the one before it ends; a total stands on the axis."""
    stacked = []
    for _, group in groupby(records, key=lambda record: (record.entity, record.period, record.panel)):
        steps, level = list(group), _ZERO
        for number, record in enumerate(steps):
            is_last = chart.has_total and number == len(steps) - 1
            start = _ZERO if is_last else level
            level = start + record.figure
            is_total = is_last or (not chart.x and number == 0)
            kind = "total" if is_total else "fall" if record.figure < 0 else "rise"
            stacked.append(replace(record, start=start, end=level, kind=kind))
    return stacked


def _stack_parts(records: list[Record]) -> list[Record]:
    """Return the parts of stacked bars, each beyond the one before it; negative parts go the other way."""
    levels: dict[tuple[str, str, str, bool], Decimal] = {}
    stacked = []
    for record in records:
        key = (record.entity, record.panel, record.name, record.figure < 0)
        start = levels.get(key, _ZERO)
        levels[key] = start + record.figure
        stacked.append(replace(record, start=start, end=levels[key]))
    return stacked


def _number(text: str) -> Decimal | None:
    return read_decimal(text)
