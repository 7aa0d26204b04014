"""Tables: from rows and heads to figures with value, unit, period and label."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from gaapgraph.model import PURE, SHARES, Duration, Instant, Place, Unit, count_unit, currency_unit
from gaapgraph.read.release.cells import BodyRow, Number, split_sections
from gaapgraph.read.release.column import Column, cluster_columns, mend_heads, read_columns
from gaapgraph.read.release.figure import Figure, Row, Table
from gaapgraph.read.release.head import Quantity, currencies, read_quantity
from gaapgraph.read.release.label import RowLabel, clean_label, read_label
from gaapgraph.read.release.inlabel import figures_in_label
from gaapgraph.read.release.nesting import nest_sums
from gaapgraph.read.release.pairing import name_shares, pair_columns, translate_periods
from gaapgraph.read.release.period import find_phrases, parse_period
from gaapgraph.read.release.twin import join_twins
from gaapgraph.vocabulary import XBRLI

if TYPE_CHECKING:
    from gaapgraph.model import Period
    from gaapgraph.read.release.calendar import FiscalCalendar
    from gaapgraph.read.release.grid import Block, GridRow

__all__ = ["Context", "TableReading", "read_table"]

_KINDS = (
    ("cash-flow", r"cash\s+flows?"),
    ("equity", r"(?:shareholders|stockholders|owners)['’]?\s+equity|changes\s+in\s+equity|equity\s+statements?"),
    ("balance-sheet", r"balance\s+sheets?|financial\s+position|financial\s+condition"),
    ("income-statement", r"statements?\s+of\s+(?:\w+\s+)?(?:income|operations|earnings|loss|profit)|income\s+statements?|profit\s+and\s+loss"),
)  # fmt: skip
_BANDWIDTH = {"gbps": 9, "mbps": 6, "tbps": 12}
_EMPTY_ITEM = re.compile(r"^\W*commitments?\s+and\s+contingenc(?:ies|y)\b", re.IGNORECASE)
_FORECAST = re.compile(r"\b(?:targets?|guidance|outlook|forecasts?|projections?|projected)\b|\(E\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the document before a table is read."""

    calendar: FiscalCalendar
    currency: str | None
    period: Period | None = None
    labels: frozenset[str] = frozenset()


@dataclass(slots=True)
class TableReading:
    """What one table gave: its rows, its figures by row, its heads, and what was neither."""

    table: Table
    figures: list[Figure]
    columns: list[Column] = field(default_factory=list)
    head_lines: set[int] = field(default_factory=set)
    ghosts: list[tuple[int, int, str]] = field(default_factory=list)
    absent: list[tuple[int, int, str]] = field(default_factory=list)


def kind_of(titles: list[str]) -> str:
    """Return which statement a table is, from the lines that name it."""
    for title in reversed(titles):
        for kind, pattern in _KINDS:
            if re.search(pattern, title, re.IGNORECASE):
                return kind
    return "other"


def read_table(block: Block, titles: list[str], context: Context, index: int, first_figure: int) -> TableReading:
    """Return the figures of one table.

    Args:
        block: The table's rows.
        titles: The lines above it that name it, nearest last.
        context: Calendar and currency of the document.
        index: Number of the table in the document.
        first_figure: How many figures the document has before this table.
    """
    reading = TableReading(Table(tuple(titles), block.line, block.rows[-1].line, (), kind_of(titles)), [])
    rows: list[Row] = []
    previous: list[Column] = []
    for heads, body in split_sections(block.rows, context.calendar):
        heads = [replace(row, cells=mend_heads(row.cells, context.calendar)) for row in heads] if not block.has_spans else heads
        section = _Section(heads, body, titles, context, previous)
        previous = section.columns or previous
        rows.extend(section.read(index, first_figure, reading))
    inner = list(reading.table.titles)
    rows = nest_sums(rows, reading.figures, first_figure)
    reading.table = replace(reading.table, rows=tuple(rows), kind=kind_of(inner))
    return reading


class _Section:
    """One run of heads and the body below it, while it is read."""

    def __init__(
        self, heads: list[GridRow], body: list[BodyRow], titles: list[str], context: Context, previous: list[Column]
    ) -> None:
        self.body = join_twins(body, context.labels, context.calendar)
        body = self.body
        self.context = context
        self.heads = heads
        label_stop = _label_stop(body)
        captions = titles + [_caption(row, label_stop) for row in heads if _caption(row, label_stop)]
        self.own_titles = [_caption(row, label_stop) for row in heads if _is_title(row)]
        self.captions = captions
        intervals = Counter((number.cell.start, number.cell.stop) for row in body for number in row.numbers)
        spans = cluster_columns(intervals)
        head_rows = [row for row in heads if not _is_title(row)]
        self.columns = read_columns(spans, head_rows, captions, context.calendar, label_stop)
        if previous and not any(column.text for column in self.columns):
            _inherit(self.columns, previous)
        self.scale_hint = read_quantity(" ".join(captions[-4:]))
        self.counts_things = any(re.search(r"\bnumber\s+of\b", text, re.IGNORECASE) for text in captions[-1:])
        self.is_forecast = any(_FORECAST.search(text) for text in captions[-3:])
        self.kind = kind_of(captions)
        name_shares(self.columns, body, self.kind)
        pair_columns(self.columns)
        translate_periods(self.columns, body, context.currency)
        pair_columns(self.columns)

    def read(self, index: int, first: int, reading: TableReading) -> list[Row]:
        reading.columns.extend(self.columns)
        reading.head_lines.update(row.line for row in self.heads)
        reading.head_lines.update(cell.line for row in self.heads for cell in row.cells)
        if self.own_titles:
            reading.table = replace(reading.table, titles=(*reading.table.titles, *self.own_titles))
        groups = _Groups()
        rolling = _Rolling(self.body, self.context.calendar)
        rows = []
        for number, row in enumerate(self.body):
            label = read_label(row.label, groups.innermost(row))
            ghosts = _ghosts(row)
            headings = (*reading.table.titles, *groups.path(row, label))
            numbers = () if ghosts else row.numbers
            for cell in (*row.others, *(n.cell for n in row.numbers if ghosts)):
                reading.ghosts.append((cell.line, cell.column, cell.text))
            ids = []
            for value in numbers:
                figure = self._figure(value, row, label, headings, rolling.period(number), index, len(rows))
                if figure is None:
                    reading.absent.append((value.cell.line, value.cell.column, value.text))
                    continue
                ids.append(first + len(reading.figures))
                reading.figures.append(figure)
            for figure in figures_in_label(row, label, headings, self.context, index, len(rows)):
                ids.append(first + len(reading.figures))
                reading.figures.append(figure)
            rows.append(Row(row.line, label.text, headings, groups.depth, tuple(ids)))
        return rows

    def _figure(
        self, number: Number, row: BodyRow, label: RowLabel, headings: tuple[str, ...], rolled: Period | None, index: int, place: int
    ) -> Figure | None:
        printed = number.printed
        position = self._position(number)
        if printed.is_absent or position is None:
            return None
        column = self.columns[position]
        unit, scale, measure = self._quantity(number, column, label, position)
        period, comparative = self._period(column, row, label, rolled, measure)
        percent = unit == PURE and (printed.is_percent or (column.quantity.is_percent and printed.unit not in ("x", "times")))
        exponent = -2 if percent else (-4 if _is_basis(printed.unit, column) else scale)
        value = None if printed.value is None else printed.value.scaleb(exponent)
        forecast = self.is_forecast or column.quantity.is_forecast or bool(_FORECAST.search(row.label))
        return Figure(
            Place(number.cell.line, number.cell.column, None, number.cell.xpath, number.cell.element_id),
            number.text,
            None if value is None else value + 0,
            None if value is None or is_exact_count(unit, exponent, row.label) else printed.places - exponent,
            unit,
            period,
            strip_period(label.text, self.context.calendar),
            headings if column.outer in ("", column.head) else (*headings, column.outer),
            column.head,
            measure,
            comparative,
            is_nil=printed.is_nil,
            is_forecast=forecast,
            full_label=row.label,
            within=index,
            row=place,
            copy_of=row.copy_of,
        )

    def _position(self, number: Number) -> int | None:
        best, size = None, 0
        for position, column in enumerate(self.columns):
            overlap = min(column.stop, number.cell.stop) - max(column.start, number.cell.start)
            if overlap > size:
                best, size = position, overlap
        return best

    def _quantity(self, number: Number, column: Column, label: RowLabel, position: int) -> tuple[Unit, int, str | None]:
        printed, quantity = number.printed, column.quantity
        measure = quantity.measure
        code = printed.currency or quantity.currency or self.context.currency or "USD"
        if label.units and position < len(label.units):
            code = currencies(label.units[position])[0]
        if printed.is_percent or (quantity.is_percent and not printed.currency):
            if measure in (None, "change"):
                measure = ("growth" if measure == "change" or label.is_growth else "ratio") if not quantity.is_percent or column.pair is None else measure
            return PURE, -2, measure
        if printed.unit in ("bps", "bp", "basis points", "pts", "pt", "pp", "points", "percentage points") or quantity.is_points:
            return PURE, -4, "change"
        if printed.unit in _BANDWIDTH:
            return count_unit("bitPerSecond"), _BANDWIDTH[printed.unit], measure
        if printed.unit in ("x", "times"):
            return PURE, 0, "ratio"
        scale = printed.scale if printed.scale is not None else quantity.scale
        per = label.per or (quantity.per_share if not label.counts else None)
        counts = label.counts or quantity.shares or ("shares" if printed.unit == "shares" else "ADS" if printed.unit in ("ads", "adss") else None)
        if counts and not printed.currency:
            return self._count(counts, scale, quantity.share_scale, printed.places), _count_scale(scale, quantity.share_scale, label, printed.scale), measure
        if per:
            return currency_unit(code).per(XBRLI.shares if per == "shares" else count_unit("ADS").numerator[0]), printed.scale or 0, measure
        if _is_money(number, quantity, self.context.currency, label, self.counts_things):
            if label.is_ratio and printed.places and not printed.currency and quantity.currency is None and _is_plain_ratio(label):
                return PURE, 0, "ratio"
            return currency_unit(code), scale or 0, measure
        return _counted_unit(self.captions, label), (printed.scale or 0), measure

    def _count(self, counts: str, scale: int | None, share_scale: int | None, places: int) -> Unit:
        return SHARES if counts == "shares" else count_unit("ADS")

    def _period(
        self, column: Column, row: BodyRow, label: RowLabel, rolled: Period | None, measure: str | None
    ) -> tuple[Period | None, Period | None]:
        own = parse_period(row.label, self.context.calendar) if find_phrases(row.label, self.context.calendar) else None
        if label.amounts and own is not None:
            own = None
        period, comparative = column.period, None
        if column.pair is not None:
            current = self.columns[column.pair[0]].period
            past = self.columns[column.pair[1]].period if column.pair[1] is not None else None
            period, comparative = current, past
        if rolled is not None and (period is None or isinstance(rolled, Instant)):
            period = rolled
        elif own is not None and (period is None or column.is_guessed or isinstance(own, Duration)):
            period = own
        if period is None:
            period = self.context.period if not self.is_forecast else None
        moment = label.moment or read_label(column.head).moment or ("closing" if self.kind == "balance-sheet" and measure not in ("growth", "change") else None)
        if isinstance(period, Duration) and moment:
            period = period.opening if moment == "opening" else period.closing
            comparative = None if measure is None else comparative
        if measure in ("growth", "change") and period is not None:
            return _growth_period(period, comparative, self.context.calendar)
        return period, None


def is_exact_count(unit: Unit, scale: int, label: str) -> bool:
    """Say whether a figure counts things one by one: contracts or shares, but no weighted average of them."""
    counted = not unit.denominator and unit.currency is None and unit not in (PURE, count_unit("bitPerSecond"))
    return counted and scale == 0 and not re.search(r"\b(?:weighted|average)\b", label, re.IGNORECASE)


def strip_period(text: str, calendar: FiscalCalendar) -> str:
    """Return a row label without the period it names ("Fiscal year ended March 31, 2009" → "")."""
    kept = text
    for phrase in reversed(find_phrases(text, calendar)):
        kept = f"{kept[: phrase.start]} {kept[phrase.end :]}"
    if kept == text:
        return text
    kept = re.sub(r"\bfull\b\s*$|^\s*full\b|\(\s*(?:target|forecast|guidance)\s*\)", " ", kept, flags=re.IGNORECASE)
    return clean_label(re.sub(r"\s+", " ", kept)).strip(" ,-—–")


def _growth_period(period: Period, past: Period | None, calendar: FiscalCalendar) -> tuple[Period, Period | None]:
    if past is None:
        past = _year_before(period, calendar)
    if past.end >= period.end:
        return period, past
    return Duration(past.end + timedelta(days=1), period.end), past


def _year_before(period: Period, calendar: FiscalCalendar) -> Period:
    from gaapgraph.model import shift_months

    if isinstance(period, Instant):
        return Instant(calendar.nearest_end(shift_months(period.date, -12)))
    end = shift_months(period.end, -12)
    start = shift_months(period.start - timedelta(days=1), -12) + timedelta(days=1)
    if period.days % 7 == 0 and period.days < 380 and period.end.day not in (28, 29, 30, 31):
        end = period.end - timedelta(weeks=52)
        start = period.start - timedelta(weeks=52)
    return Duration(start, end)


def _is_basis(unit: str | None, column: Column) -> bool:
    if unit in ("pts", "pt", "pp", "points", "percentage points"):
        return False
    return unit in ("bps", "bp", "basis points") or (column.quantity.is_points and bool(re.search(r"bps|basis", column.text, re.IGNORECASE)))


def _count_scale(scale: int | None, share_scale: int | None, label: RowLabel, printed: int | None) -> int:
    if printed is not None:
        return printed
    own = read_quantity(label.text).scale
    if own is not None:
        return own
    if share_scale is not None:
        return share_scale
    return 0 if "(shares)" in label.text.lower() or "(adss)" in label.text.lower() else scale or 0


def _is_money(number: Number, head: Quantity, document: str | None, label: RowLabel, counts_things: bool) -> bool:
    if number.printed.currency or (head.currency and (head.scale is not None or not label.is_count)):
        return not label.is_number
    if label.is_count or (counts_things and head.currency is None and head.scale is None):
        return False
    return head.scale is not None or document is None or number.printed.places in (0, 2)


def _is_plain_ratio(label: RowLabel) -> bool:
    return bool(re.search(r"\bratio\b|\bturns?\b", label.text, re.IGNORECASE))


_UNITS = (("contract", "contracts"), ("employee", "persons"), ("headcount", "persons"), ("persons", "persons"),
          ("subscriber", "contracts"), ("machine", "machines"), ("segments", "segments"))  # fmt: skip


def _counted_unit(captions: list[str], label: RowLabel) -> Unit:
    text = " ".join([*captions[-2:], label.text]).lower()
    for word, name in _UNITS:
        if word in text and name != "contracts":
            return count_unit(name)
    return count_unit("contracts") if re.search(r"\bnumber of (?:\w+ )*contracts\b", text) else PURE


def _label_stop(body: list[BodyRow]) -> int:
    starts = [number.cell.start for row in body for number in row.numbers]
    return min(starts, default=1)


def _is_title(row: GridRow) -> bool:
    return len(row.cells) == 1 and (row.cells[0].start == 0 and (row.cells[0].span >= row.width or row.cells[0].span > 2))


def _caption(row: GridRow, label_stop: int) -> str:
    if _is_title(row):
        return row.cells[0].text
    return " ".join(cell.text for cell in row.cells if cell.stop <= label_stop)


def _inherit(columns: list[Column], previous: list[Column]) -> None:
    for column in columns:
        twin = next((old for old in previous if old.start < column.stop and column.start < old.stop), None)
        if twin is not None:
            column.period, column.quantity, column.head, column.text = twin.period, twin.quantity, twin.head, twin.text


def _ghosts(row: BodyRow) -> bool:
    """Say whether what stands beside a group's heading is no figure: glyphs that are not even numbers are among it."""
    return row.label.rstrip().endswith(":") and any(re.search(r"\d|^[,.]+$", cell.text) for cell in row.others)


class _Groups:
    """The headings above a row, from headings without figures, trailing colons, capitals and indentation."""

    def __init__(self) -> None:
        self.stack: list[tuple[int, str]] = []
        self.depth = 0

    def innermost(self, row: BodyRow) -> str:
        return self.stack[-1][1] if self.stack else ""

    def path(self, row: BodyRow, label: RowLabel) -> tuple[str, ...]:
        level = self._level(row)
        if _EMPTY_ITEM.search(row.label):
            level = 9
        total = re.match(r"(?:sub)?total\b|^net\s+cash\b", label.text, re.IGNORECASE)
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        path = tuple(text for _, text in self.stack)
        self.depth = len(path)
        if _EMPTY_ITEM.search(row.label):
            return path
        if row.label and (not row.numbers or label.opens_group or _ghosts(row)):
            self.stack.append((level, label.text or clean_label(row.label)))
        elif total and self.stack and self.stack[-1][0] >= 2:
            self.stack.pop()
        return path

    def _level(self, row: BodyRow) -> int:
        indent = row.label_cells[0].indent if row.label_cells else 0
        if row.label_cells and row.label_cells[0].start > 0:
            indent += row.label_cells[0].start
        is_heading = not row.numbers or row.label.rstrip().endswith(":")
        capitals = row.label.isupper() and len(row.label) > 4
        if is_heading:
            return int(row.label.rstrip().endswith(":")) if capitals else 2 + indent
        return 1 if capitals and indent == 0 else 3 + indent


class _Rolling:
    """Rows of a roll-forward: balances at dates, and movements between them."""

    def __init__(self, body: list[BodyRow], calendar: FiscalCalendar) -> None:
        self.moments: list[tuple[int, Instant]] = []
        for number, row in enumerate(body):
            if not row.numbers or not re.search(r"\bbalances?\b", row.label, re.IGNORECASE):
                continue
            phrases = find_phrases(row.label, calendar)
            if len(phrases) == 1 and isinstance(phrases[0].period, Instant):
                day = phrases[0].period.date
                opening = day.day == 1 and re.search(r"^\W*(?:opening\s+)?balances?", row.label, re.IGNORECASE)
                self.moments.append((number, Instant(day - timedelta(days=1)) if opening else phrases[0].period))

    def period(self, number: int) -> Period | None:
        """Return the instant of a balance, or the duration of a movement between two balances."""
        before = [moment for moment in self.moments if moment[0] <= number]
        after = [moment for moment in self.moments if moment[0] >= number]
        if before and before[-1][0] == number:
            return before[-1][1]
        if before and after and before[-1][1].date < after[0][1].date:
            return Duration(before[-1][1].date + timedelta(days=1), after[0][1].date)
        return None

