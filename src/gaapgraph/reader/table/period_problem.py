"""When a number holds: the period of its column, its row, or between two balances, and what a change compares."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gaapgraph.language.date import MONTH, MONTHS
from gaapgraph.language.fold import clean_label
from gaapgraph.language.span import find_phrases, parse_period
from gaapgraph.model import Duration, Instant, month_end, shift_months
from gaapgraph.reader.table.stub import RowLabel, read_label

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.row import BodyRow

__all__ = ["Dating", "strip_period"]

_FISCAL_END = re.compile(r"\b(?:period|year|quarter|month)[\s-]end\b", re.IGNORECASE)
_ON_DAY = re.compile(
    rf"\b(?:at|as\s+of|as\s+at|on)\s+(?:(?P<d1>\d{{1,2}})\s+(?P<m1>{MONTH})|(?P<m2>{MONTH})\.?\s+(?P<d2>\d{{1,2}}))\b(?!,?\s*(?:19|20)\d\d)",
    re.IGNORECASE,
)
_BEARS_INTEREST = re.compile(
    r"(?:total\s+)?(?:net\s+)?(?:debt|cash|borrowings|indebtedness|(?:deposits|loans).*)", re.IGNORECASE
)
_AVERAGE = re.compile(r"\baverages?\b", re.IGNORECASE)
_LEAD = re.compile(
    r"\b(?:months?|weeks?|quarters?|half[\s-]years?|years?|periods?)\s+(?:ended|ending)\W*$", re.IGNORECASE
)


class Dating:
    """Dates the numbers of one section."""

    def __init__(
        self, columns: list[Column], kind: str, calendar: FiscalCalendar, default: Period | None, stub: str = ""
    ) -> None:
        self.columns = columns
        self.kind = kind
        self.calendar = calendar
        self.default = default
        self.is_average = any(_AVERAGE.search(column.text) for column in columns)
        self.lead = stub if _LEAD.search(stub) else ""

    def date(
        self, column: Column, row: BodyRow, label: RowLabel, rolled: Period | None, measure: str | None
    ) -> tuple[Period | None, Period | None]:
        """Return the period of a number, and the one that it is measured against.

        Args:
            column: The number's column.
            row: Its row.
            label: What the row's label says.
            rolled: The period that a roll-forward gives the row.
            measure: What kind of measure the number is.
        """
        own = self._own(row, label)
        period, past = column.period, None
        if column.pair is not None:
            period = self.columns[column.pair[0]].period
            past = self.columns[column.pair[1]].period if column.pair[1] is not None else None
        if column.versus is not None:
            period, past = column.versus
        elif rolled is not None and (period is None or isinstance(rolled, Instant)):
            period = rolled
        elif own is not None and (period is None or column.is_guessed or isinstance(own, Duration)):
            period = own
        period = period or self.default
        moment = self._moment(column, label, measure)
        day = _day_within(row.label, period)
        if day is not None:
            period = day
        elif isinstance(period, Duration) and moment:
            period = period.opening if moment == "opening" else period.closing
            past = None if measure is None else past
        if measure in ("growth", "change") and period is not None:
            return growth_period(period, past, column.compares, self.calendar)
        return period, None

    def _own(self, row: BodyRow, label: RowLabel) -> Period | None:
        if label.amounts or not find_phrases(row.label, self.calendar):
            return None
        own = parse_period(row.label, self.calendar)
        if self.lead and isinstance(own, Instant) and not strip_period(row.label, self.calendar):
            return parse_period(f"{self.lead} {row.label}", self.calendar)
        return own

    def _moment(self, column: Column, label: RowLabel, measure: str | None) -> str | None:
        changes = measure in ("growth", "change")
        return (
            label.moment
            or read_label(_FISCAL_END.sub(" ", column.head)).moment
            or ("closing" if self.kind == "balance-sheet" and not changes else None)
            or ("closing" if self._stands(label) and not changes else None)
        )

    def _stands(self, label: RowLabel) -> bool:
        """Say whether a label names what stands at a day, in a table that does not give what flows or averages."""
        if self.kind == "income-statement":
            return label.is_stock and not _BEARS_INTEREST.fullmatch(label.text)
        return label.is_stock and self.kind not in ("cash-flow", "equity") and not self.is_average


def _day_within(label: str, period: Period | None) -> Instant | None:
    """Return the day that a label names without its year, where it falls into the period: "Employees at 30 June"."""
    found = _ON_DAY.search(label) if isinstance(period, Duration) else None
    if found is None or not isinstance(period, Duration):
        return None
    month, number = MONTHS[(found["m1"] or found["m2"]).lower()], int(found["d1"] or found["d2"])
    for year in (period.end.year, period.end.year - 1):
        try:
            day = date(year, month, number)
        except ValueError:
            return None
        if period.start <= day <= period.end:
            return Instant(day)
    return None


def strip_period(text: str, calendar: FiscalCalendar) -> str:
    """Return a row label without the period it names ("Fiscal year ended March 31, 2009" → "")."""
    kept = text
    for phrase in reversed(find_phrases(text, calendar)):
        kept = f"{kept[: phrase.start]} {kept[phrase.end :]}"
    if kept == text:
        return text
    kept = re.sub(r"\bfull\b\s*$|^\s*full\b|\(\s*(?:target|forecast|guidance)\s*\)", " ", kept, flags=re.IGNORECASE)
    return clean_label(re.sub(r"\s+", " ", kept)).strip(" ,-—–")


def growth_period(
    period: Period, past: Period | None, compares: str | None, calendar: FiscalCalendar
) -> tuple[Period, Period | None]:
    """Return the period that grew, and the one that it is measured against.

    An amount grew in its own period; a balance over all days since the one that it is measured against.

    Args:
        period: Of the later figure: a duration of an amount, an instant of a balance.
        past: What it is measured against, where a column shows it.
        compares: `quarter` or `year` where the head names the period before.
        calendar: The reporter's fiscal calendar.
    """
    if past is None:
        past = quarter_before(period, calendar) if compares == "quarter" else year_before(period, calendar)
    if isinstance(period, Duration) or past.end >= period.end:
        return period, past
    return Duration(past.end + timedelta(days=1), period.end), past


def quarter_before(period: Period, calendar: FiscalCalendar) -> Period:
    """Return the quarter right before a quarter, or the balance date a quarter before another."""
    if isinstance(period, Instant):
        return Instant(calendar.nearest_end(shift_months(period.date, -3)))
    end = period.start - timedelta(days=1)
    return Duration(
        shift_months(end, -3) + timedelta(days=1) if period.days % 7 else end - timedelta(days=period.days - 1), end
    )


def year_before(period: Period, calendar: FiscalCalendar) -> Period:
    """Return the same period a year before; in calendars of weeks, 52 weeks before."""
    if isinstance(period, Instant):
        return Instant(calendar.nearest_end(shift_months(period.date, -12)))
    end = shift_months(period.end, -12)
    start = shift_months(period.start - timedelta(days=1), -12) + timedelta(days=1)
    is_months = period.start.day == 1 and period.end == month_end(period.end.year, period.end.month)
    if period.days % 7 == 0 and period.days < 380 and not is_months:
        end = period.end - timedelta(weeks=52)
        start = period.start - timedelta(weeks=52)
    return Duration(start, end)
