"""The period of one cell, weighed from all that is said around it.

A column offers an instant, a duration, or both. Whether a cell is a balance or a flow is decided by the sum of all
evidence, in hundredths of a logit: how explicit the head is, what the caption says, which statement it is, what the
row's label names, and what the rows around it name.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern, recalling_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.date import MONTH, MONTHS, is_year_alone
from gaapgraph.language.nature import AVERAGED, guess_nature
from gaapgraph.language.span import TRAILING
from gaapgraph.model import Duration, Instant
from gaapgraph.reader.table.column_time import is_unreadable
from gaapgraph.reader.table.comparison import compared_period, growth_period
from gaapgraph.reader.table.holding import is_holding, stands_at_day
from gaapgraph.reader.table.stretch import trail
from gaapgraph.reader.table.stub import read_label

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.offer import TimeOffer
    from gaapgraph.reader.table.row_time import RowTime
    from gaapgraph.reader.table.section import Section

__all__ = ["AVERAGE", "AVERAGES", "Cell"]

# How far the statement and the other rows lean toward balances (negative: flows), in hundredths of a logit.
_KINDS = {"balance-sheet": 900, "income-statement": -500, "cash-flow": -600, "equity": -150}
_STATEMENTS = ("income-statement", "balance-sheet", "cash-flow")
_STANDS = 1200
_ALIKE = 2400  # more than spans and flows beside weigh together
AVERAGES = 5000
_OUTLOOK = late_pattern(r"\b(?:guidance|outlook)\b", re.IGNORECASE)
_GUESSED = 200  # where nothing dates the columns, what a note lists stands more often than it flows
_AHEAD = 500  # what is expected of a year flows in it
_HEADS = 70  # per cent
_WEAK = 250
_HEADED = 900
_SPANNED = -650  # a head that names months or quarters settles more than a heading can
_MOST_GROUP = 400
_SPANS = -600
_SHARED_END = 500  # the quarter and the year to one day side by side
_FISCAL_END = re.compile(r"\b(?:period|year|quarter|month)[\s-]end\b", re.IGNORECASE)
_AT_END = recalling_pattern(
    r"^(?!.*\baverage).*?\W*(?:at|as\s+of|\(|,)\s*(?:the\s+)?(?:(?:period|quarter|year|month)[\s-]end|end\s+of\s+(?:the\s+)?(?:period|quarter|year))\W*$",
    re.IGNORECASE,
)
# "BALANCE SHEET DATA:" below quarters
_BALANCE_SHEET = recalling_pattern(
    r"^\W*(?:(?:selected|condensed|consolidated|period[\s-]end|summary|end\s+of\s+period)\s+)*(?:balance\s+sheets?|statements?\s+of\s+financial\s+(?:position|condition)|financial\s+(?:position|condition))"
    r"(?:\s+(?:data|items?|highlights?|information|summary|metrics|measures))?\s*(?:\([^()]*\))?\W*$",
    re.IGNORECASE,
)
# Ratios of what flowed, below balances too
_OF_FLOWS = recalling_pattern(
    r"^(?:\w+\s+)?(?:efficiency|overhead|combined|loss|expense|operating|underwriting|(?:dividend\s+)?pay-?out|book[\s-]to[\s-]bill)\s+ratio\b"
    r"|^(?:adjusted\s+)?(?:NIM|RO[AE]|RO(?:AA|AE|TCE|ATCE|ATE|IC|CE))\b|^(?:\w+\s+)?return\s+on\b|^net\s+interest\s+(?:margin|spread)\b|\bcharge-?offs\b.*\bto\s+average\b|^book[\s-]to[\s-]bill\b",
    re.IGNORECASE,
)
# "Interest expense:" above deposits and borrowings
_OF_INTEREST = recalling_pattern(
    r"^\W*(?:total\s+)?interest\s+(?:and\s+\w+\s+)?(?:income|expenses?|paid|earned|revenues?)\W*(?:on\W*)?$",
    re.IGNORECASE,
)
# "Segment assets" above the segments, below quarters as Indian companies head them
_OF_SEGMENTS = re.compile(
    r"(?:segment|identifiable|total)\s+(?:assets|liabilities)|(?:segment\s+)?capital\s+employed\W*.*", re.IGNORECASE
)
_PAID = recalling_pattern(r"\b(?:dividends?|distributions?)\b(?!.*\bpayable\b).*\b(?:paid|declared)\b", re.IGNORECASE)
_ON_DAY = recalling_pattern(
    rf"(?:\b(?:at|as\s+of|as\s+at|on)\s+|,\s*(?=[^,]*$)|\(\s*(?=[^()]*\)\W*$))(?:(?P<d1>\d{{1,2}})\s+(?P<m1>{MONTH})|(?P<m2>{MONTH})\.?\s+(?P<d2>\d{{1,2}}))"
    r"\b(?!,?\s*(?:19|20)\d\d)",
    re.IGNORECASE,
)
_BEARS_INTEREST = re.compile(
    r"(?:total\s+)?(?:net\s+)?(?:debt|cash|borrowings|indebtedness|(?:deposits|loans).*)", re.IGNORECASE
)
# Restructuring notes add up what a plan has cost since it began: an amount that stands at the day.
_TO_DATE = recalling_pattern(
    r"\b(?:plan|program|project|inception|incurred|cumulative|life)[\s-]+to[\s-]+date\b|\bsince\s+inception\b|\bcumulative\s+(?:costs?|charges?|amounts?|to\b)",
    re.IGNORECASE,
)
AVERAGE = recalling_pattern(
    r"\baverage\s+(?:\w+\s+)?balances?\b|^\W*averages?\b(?!\s+(?:headcount|number|employees|share))", re.IGNORECASE
)
_AS_OF = recalling_pattern(r"\b(?:at|as\s+of|as\s+at)\b", re.IGNORECASE)
_AVERAGE_OF = late_pattern(r"\b(?:averages?|basic|diluted|weighted)\b", re.IGNORECASE)
_ONLY_PART = recalling_pattern(r"\b(?:included\s+in|related\s+to|recogni[sz]ed|portion\s+of)\b", re.IGNORECASE)
_QUARTERLY = late_pattern(r"\b(?:quarterly|sequential|quarter[\s-](?:over|on)[\s-]quarter)\b", re.IGNORECASE)
_CHANGES = ("growth", "change")


@frozen(kw_only=True)
class SectionTime:
    """What all cells of a section share that bears on their time.

    Attributes:
        is_of_inputs: The table lists what a value is reckoned from.
        is_of_cash: It states movements of cash or of equity.
        compared: The periods that a caption compares.
        is_headed: The words above the labels name a span and no day.
    """

    is_of_inputs: bool
    is_of_cash: bool
    compared: tuple[Period, Period] | None
    is_headed: bool


@frozen
class Cell:
    """One cell with the evidence of its row and of its section."""

    section: Section
    shared: SectionTime
    number: int
    place: int
    dated: RowTime
    around: int
    flows: int
    measure: str | None
    is_alike: bool  # its amounts stand where the balances beside do

    @property
    def column(self) -> Column:
        """The column that the cell stands in."""
        return self.section.columns[self.place]

    def solve(
        self, times: tuple[TimeOffer, ...], default: TimeOffer, calendar: FiscalCalendar
    ) -> tuple[Period | None, Period | None]:
        """Return the period of the cell, and the one that it is measured against.

        Args:
            times: What each column offers.
            default: What holds where nothing else does.
            calendar: The reporter's.
        """
        column = self.column
        period: Period | None
        past: Period | None
        if column.versus is not None:
            period, past = column.versus
            if self._stands_in(period, times, default) and isinstance(past, Duration) and isinstance(period, Duration):
                period, past = period.closing, past.closing
        else:
            home, other = column.pair if column.pair is not None else (self.place, None)
            period = self._of_span(self._at(times[home], default), times[home])
            past = self._at(times[other], default) if other is not None else None
        moved = self._moved(period)
        if moved is not None and TRAILING.search(self.section.rows[self.number].row.label):
            moved = trail(moved, calendar)
        if moved != period:
            past = None if self.measure is None else past
            if isinstance(moved, Instant) and isinstance(past, Duration):
                is_closing = self._moment() == "closing" or (period is not None and moved.date == period.end)
                past = past.closing if is_closing else past.opening
        if self.measure in _CHANGES and moved is not None:
            told = compared_period(self.section.rows[self.number].row.label, calendar) or self.shared.compared
            if past is None and told is not None and told[0] == moved:
                past = told[1]
            return growth_period(moved, past, column.compares or self._compares(), calendar)
        return moved, None

    def _stands_in(self, span: Period | None, times: tuple[TimeOffer, ...], default: TimeOffer) -> bool:
        """Say whether the amount of the row in a span is a balance, whose growth is between days then.

        Managers of assets need it: "% Change vs. Q2 2025" right of assets under management of three quarters.
        """
        for place, column in enumerate(self.section.columns):
            if column.is_amount and column.versus is None and span is not None and times[place].duration == span:
                return isinstance(self._at(times[place], default), Instant)
        return False

    def _of_span(self, period: Period | None, time: TimeOffer) -> Period | None:
        """Return the day that a label names of the span of a column, though what it names stands at the end of that."""
        if not isinstance(period, Instant) or self.column.pair is not None:
            return period
        return _day_within(self.section.rows[self.number].row.label, time.duration) or period

    def _at(self, time: TimeOffer, default: TimeOffer) -> Period | None:
        """Return the period of this row in a column that offers a time."""
        dated = self.dated
        if self.place in dated.beside:
            return dated.beside[self.place]
        own = dated.own
        is_own_span = own is not None and own.duration is not None and isinstance(dated.rolled, Duration)
        is_open = time.is_empty or time.is_guessed or isinstance(dated.rolled, Instant)
        if dated.rolled is not None and is_open and not is_own_span:
            return dated.rolled
        if own is not None and (time.is_empty or time.is_guessed or own.duration is not None):
            time = own
        elif self.place in dated.combined:
            return dated.combined[self.place]
        elif time.is_empty and dated.offer is None and is_unreadable(self.column):
            return None
        elif time.is_empty or (time.is_guessed and dated.offer is not None):
            time = dated.offer or default
        if time.instant is None or time.duration is None:
            return time.instant or time.duration
        if self._moment() is not None:
            return time.duration
        return time.instant if self._leaning(time) > 0 else time.duration

    def _leaning(self, time: TimeOffer) -> int:
        label = self.section.rows[self.number].label
        kind = self.section.kind
        leaning = time.leaning + self.dated.leaning + _KINDS.get(kind, 0) + self.section.natures[self.number].instant
        path = self.section.rows[self.number].path
        if path and time.leaning > _SPANNED and abs(self.section.natures[self.number].instant) < _WEAK:
            leaning += max(-_MOST_GROUP, min(_MOST_GROUP, guess_nature(path[-1]).instant * _HEADS // 100))
        if path and _BALANCE_SHEET.match(path[-1]) and not AVERAGED.search(label.text):
            leaning += _STANDS - _KINDS.get(kind, 0)
        if any(AVERAGE.search(text) for text in path):  # "Average balances:" above loans and deposits
            leaning -= AVERAGES
        if _PAID.search(label.text):  # below "Book value per share at period-end", too
            leaning -= AVERAGES
        if path and kind not in _STATEMENTS and time.leaning > _SPANNED and read_label(path[-1]).is_stock:
            leaning += _HEADED if not _AVERAGE_OF.search(label.text) else 0
        if _OF_FLOWS.search(label.text) or (path and _OF_INTEREST.match(path[-1])):
            leaning -= AVERAGES
        if path and _OF_SEGMENTS.fullmatch(path[-1].strip()):
            leaning += _STANDS
        if self.measure is None and self.column.head and not label.is_stock:
            leaning += guess_nature(self.column.head).instant * _HEADS // 100
        if kind not in _STATEMENTS:
            leaning += self.around
        if self._head_stands() or (not self.shared.is_of_cash and is_holding(label.text, path)):
            leaning += _STANDS
        leaning += self._ahead(time)
        if any(_TO_DATE.search(text) for text in (label.full, self.column.wide, *path[-1:])):
            leaning += _STANDS
        bears_interest = kind == "income-statement" and (label.counts or _BEARS_INTEREST.fullmatch(label.text))
        if label.is_stock and not bears_interest and kind not in ("cash-flow", "equity"):
            leaning += _STANDS
        if (time is self.dated.offer and time.leaning <= _SPANNED) or (self.shared.is_headed and time.is_guessed):
            leaning -= _STANDS  # a heading such as "Three Months Ended March 31, 2024" holds for all rows below it
        if not label.is_stock and time.leaning <= _SPANS and _share_end(self.section.columns):
            leaning -= _SHARED_END
        return leaning + _STANDS * self.shared.is_of_inputs + _ALIKE * self.is_alike - self.flows

    def _head_stands(self) -> bool:
        """Say whether the head names what stands at a day: among columns of a row that is a year, "Net cash" does."""
        is_of_year = is_year_alone(self.section.rows[self.number].row.label)
        return stands_at_day(self.column.head) or (is_of_year and read_label(self.column.head).is_stock)

    def _ahead(self, time: TimeOffer) -> int:
        """Return how far guesses lean to balances, and outlooks to flows."""
        if time.is_guessed:
            return -_AHEAD if self.section.is_forecast else _GUESSED
        texts = (self.column.wide, *self.section.captions[-3:])
        return -_AHEAD if any(_OUTLOOK.search(text) for text in texts) else 0

    def _moved(self, period: Period | None) -> Period | None:
        """Return the day within or at an end of a duration to which the label or the head moves a figure."""
        day = _day_within(self.section.rows[self.number].row.label, period) or self._day_above(period)
        if day is not None:
            return day
        moment = self._moment()
        if isinstance(period, Duration) and moment:
            return period.opening if moment == "opening" else period.closing
        return period

    def _day_above(self, period: Period | None) -> Instant | None:
        """Return the day that the heading right above names: "Backlog as of June 30," above segments of quarters."""
        line = self.section.rows[self.number]
        if not line.path or _PAID.search(line.label.text) or AVERAGED.search(line.label.text):
            return None
        return _day_within(line.path[-1], period) if _AS_OF.search(line.path[-1]) else None

    def _compares(self) -> str | None:
        """Return the period before that the label compares with: "Quarterly increase in net asset value"."""
        return "quarter" if _QUARTERLY.search(self.section.rows[self.number].label.text) else None

    def _moment(self) -> str | None:
        """Return `opening` or `closing` where the label or the head names an end of the duration."""
        label = self.section.rows[self.number].label
        own = label.moment if not _ONLY_PART.search(label.text) else None
        path = self.section.rows[self.number].path
        is_of_span = _PAID.search(label.text) or AVERAGED.search(label.text)
        if own is None and path and _AT_END.match(path[-1]) and not is_of_span:
            return "closing"  # "AT PERIOD END" above balances, below quarters
        return own or read_label(_FISCAL_END.sub(" ", self.column.head)).moment


def _share_end(columns: tuple[Column, ...]) -> bool:
    """Say whether two columns give spans of two lengths that end on one day: heads of flows, not of balances."""
    spans = {column.period for column in columns if isinstance(column.period, Duration) and not column.is_guessed}
    return len({span.end for span in spans}) < len(spans)


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
        if period.start == day and (read_label(label).moment == "opening" or found[0].startswith(",")):
            return period.opening  # "Beginning balance at January 1"
        if period.start <= day <= period.end:
            return Instant(day)
    return None
