"""When the numbers of a section hold, solved as one problem.

Every column, row, heading and caption offers times; for each cell the offers are weighed together. A column offers an
instant, a duration, or both; whether a cell is a balance or a flow is decided by the sum of all evidence, in hundredths
of a logit: how explicit the head is, what the caption says, which statement it is, what the row's label names, and what
the rows around it name. Rows that are dated themselves (balances of a roll-forward, years beside labels, headings such
as "Fiscal 2024") take part likewise.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.date import MONTH, MONTHS, is_year_alone
from gaapgraph.language.nature import guess_nature
from gaapgraph.language.span import TRAILING, YEAR_TO_DATE, find_phrases
from gaapgraph.model import Duration, Instant
from gaapgraph.reader.table.column import Column, rolls_forward
from gaapgraph.reader.table.comparison import compared_period, growth_period
from gaapgraph.reader.table.holding import holds_cash_flows, is_alike_at_end, is_holding, is_of_inputs, stands_at_day
from gaapgraph.reader.table.occasion import is_at_deal
from gaapgraph.reader.table.offer import (
    OF_A_SPAN,
    TimeOffer,
    by_quarters,
    offer_period,
    over_the_year,
    up_to_days,
    years_away,
)
from gaapgraph.reader.table.row_time import RowTime, date_rows, is_schedule
from gaapgraph.reader.table.stretch import trail
from gaapgraph.reader.table.stub import read_label
from gaapgraph.reader.table.surroundings import Spoken, read_spoken
from gaapgraph.reader.table.unit_kind import lists_left_out

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period
    from gaapgraph.reader.table.context import Context
    from gaapgraph.reader.table.section import Section
    from gaapgraph.reader.table.unit_problem import Measured

__all__ = ["solve_periods", "time_columns"]

_SEVERAL = 2

# How far the statement and the other rows lean toward balances (negative: flows), in hundredths of a logit.
_KINDS = {"balance-sheet": 900, "income-statement": -500, "cash-flow": -600, "equity": -150}
_OF_FLOWS = ("income-statement", "cash-flow")
_STATEMENTS = ("income-statement", "balance-sheet", "cash-flow")
_STANDS = 1200
_STATED_FLOWS = ("income-statement", "cash-flow", "equity")
_ALIKE = 2400  # more than spans and flows beside weigh together
_AVERAGES = 5000
_MOVES = 800
_CASH = 2000
_NEIGHBOURS = 50  # per cent
_MOST_NEIGHBOURS = 500
_GUESSED = 200  # where nothing dates the columns, what a note lists stands more often than it flows
_AHEAD = 500  # what is expected of a year flows in it
_MOST_OWN = 400
_HEADS = 70  # per cent
_WEAK = 250
_TELLS = 100
_HEADED = 900
_SPANNED = -650  # a head that names months or quarters settles more than a heading can
_MOST_GROUP = 400
_SPANS = -600
_SHARED_END = 500  # the quarter and the year to one day side by side

_LEAST = 2
_LEAST_YEAR = 360
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FISCAL_END = re.compile(r"\b(?:period|year|quarter|month)[\s-]end\b", re.IGNORECASE)
_AT_END = re.compile(
    r"^(?!.*\baverage).*?\W*(?:at|as\s+of|\()\s*(?:the\s+)?(?:(?:period|quarter|year|month)[\s-]end|end\s+of\s+(?:the\s+)?(?:period|quarter|year))\W*$",
    re.IGNORECASE,
)
# "BALANCE SHEET DATA:" below quarters
_BALANCE_SHEET = re.compile(
    r"^\W*(?:(?:selected|condensed|consolidated|period[\s-]end|summary|end\s+of\s+period)\s+)*(?:balance\s+sheets?|statements?\s+of\s+financial\s+(?:position|condition)|financial\s+(?:position|condition))"
    r"(?:\s+(?:data|items?|highlights?|information|summary|metrics|measures))?\s*(?:\([^()]*\))?\W*$",
    re.IGNORECASE,
)
_AVERAGED = re.compile(r"\baverages?\b|\bAvg\b", re.IGNORECASE)
_ON_DAY = re.compile(
    rf"\b(?:at|as\s+of|as\s+at|on)\s+(?:(?P<d1>\d{{1,2}})\s+(?P<m1>{MONTH})|(?P<m2>{MONTH})\.?\s+(?P<d2>\d{{1,2}}))"
    r"\b(?!,?\s*(?:19|20)\d\d)",
    re.IGNORECASE,
)
_BEARS_INTEREST = re.compile(
    r"(?:total\s+)?(?:net\s+)?(?:debt|cash|borrowings|indebtedness|(?:deposits|loans).*)", re.IGNORECASE
)
# Restructuring notes add up what a plan has cost since it began: an amount that stands at the day.
_TO_DATE = re.compile(
    r"\b(?:plan|program|project|inception|incurred|cumulative|life)[\s-]+to[\s-]+date\b|\bsince\s+inception\b|\bcumulative\s+(?:costs?|charges?|amounts?|to\b)",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\baverage\s+(?:\w+\s+)?balances?\b|^\W*averages?\b", re.IGNORECASE)
_ONLY_PART = re.compile(r"\b(?:included\s+in|related\s+to|recogni[sz]ed|portion\s+of)\b", re.IGNORECASE)
# Below its last line a statement of cash flows reconciles the closing cash to the balance sheet.
_OWN_CASH = re.compile(r"^\W*(?:total\s+)?(?:restricted\s+)?cash\b(?!.*\b(?:paid|received|payments?)\b)", re.IGNORECASE)
_QUARTERLY = re.compile(r"\b(?:quarterly|sequential|quarter[\s-](?:over|on)[\s-]quarter)\b", re.IGNORECASE)
_CHANGES = ("growth", "change")


def solve_periods(
    section: Section, measures: tuple[tuple[Measured | None, ...], ...], context: Context
) -> tuple[tuple[tuple[Period | None, Period | None], ...], ...]:
    """Return for each number of each row its period, and the one that it is measured against.

    Args:
        section: Rows, columns and what stands around them.
        measures: What each number measures; None where it is no figure.
        context: The document's calendar and the period that it reports on.
    """
    columns, spoken, default = _times_around(section, context)
    offers = _offered(section, columns, spoken, default, context)
    dated = date_rows(section, spoken, context.calendar, context.period)
    inside = read_spoken((section.stub,), context.calendar)
    is_headed = bool(inside.durations) and not inside.instants
    around = _neighbours(section)
    moved = _movements(section)
    is_of_cash = section.kind in ("cash-flow", "equity") or holds_cash_flows([line.row.label for line in section.rows])
    inputs = is_of_inputs(section.sayings, [column.wide for column in section.columns])
    solved = []
    for number, places in enumerate(section.places):
        row: list[tuple[Period | None, Period | None]] = []
        stands = section.kind not in _STATED_FLOWS and is_alike_at_end(section, number, measures[number], offers)
        for place, measured in zip(places, measures[number], strict=True):
            if place is None or measured is None:
                row.append((None, None))
                continue
            cell = _Cell(
                section=section,
                number=number,
                place=place,
                dated=dated[number],
                around=around[number],
                flows=moved[number],
                measure=measured.measure,
                standing=(_STANDS if inputs else 0) + (_ALIKE if stands else 0),
                is_of_cash=is_of_cash,
                compared=spoken.compared,
                is_headed=is_headed,
            )
            row.append(cell.solve(offers, default, context.calendar))
        own = dated[number]
        if own.own is None and own.rolled is None and not own.is_listed:
            solved.append(_agreed(row, section.places[number], offers, section.natures[number].instant))
        else:
            solved.append(tuple(row))
    return tuple(solved)


def _times_around(section: Section, context: Context) -> tuple[tuple[Column, ...], Spoken, TimeOffer]:
    """Return the columns, what the captions say of time, and what holds for figures without a time of their own."""
    spoken = read_spoken((*section.sayings, section.stub), context.calendar)
    ahead = _outlook(section, context.calendar) if section.is_forecast else None
    default = _default_time(spoken if ahead is None else Spoken(), ahead if section.is_forecast else context.period)
    columns = section.columns
    if is_at_deal(section.sayings, columns, context.calendar):
        spoken, default = Spoken(), TimeOffer(context.deal)
        columns = tuple(replace(column, period=None, is_guessed=False) for column in columns)
    if section.is_forecast:
        columns = tuple(_without_day_of_issue(column) for column in columns)
    if ahead is not None:
        columns = tuple(_unless_over(column, ahead) for column in columns)
    return columns, spoken, default


def _offered(
    section: Section, columns: tuple[Column, ...], spoken: Spoken, default: TimeOffer, context: Context
) -> tuple[TimeOffer, ...]:
    """Return what each column offers in the table that it heads."""
    calendar = context.calendar
    offers = _years_of_rolls(section, time_columns(columns, spoken, default, context), calendar)
    offers = by_quarters(offers if section.is_forecast else _to_date(columns, offers, context), calendar)
    if lists_left_out(section):
        offers = over_the_year(offers, calendar)
    if section.kind in _OF_FLOWS:
        spans = [column.period for column in columns if isinstance(column.period, Duration)]
        offers = up_to_days(offers, spans, calendar, is_cumulative=section.kind == "cash-flow")
    return offers


def _agreed(
    row: list[tuple[Period | None, Period | None]],
    places: tuple[int | None, ...],
    offers: tuple[TimeOffer, ...],
    nature: int,
) -> tuple[tuple[Period | None, Period | None], ...]:
    """Give the cells of a row whose columns say one and the same of time one time: balances or flows.

    Columns of places or segments differ in their names only, and a name such as "Mart" tells nothing of time. What the
    row's label names decides, or, where it names neither, what most cells are.
    """
    told = {offers[place] for place in places if place is not None and not offers[place].is_empty}
    alike = [
        index
        for index, place in enumerate(places)
        if place is not None
        and (len(told) == 1 or offers[place].is_empty or offers[place].is_guessed)
        and row[index][0] is not None
        and row[index][1] is None
    ]
    counts = Counter(row[index][0] for index in alike)
    if len(counts) < _SEVERAL or len({type(period) for period in counts}) < _SEVERAL:
        return tuple(row)
    flows = sum(count for period, count in counts.items() if isinstance(period, Duration))
    is_flow = nature < 0 if abs(nature) >= _TELLS else 2 * flows >= len(alike)
    kind = Duration if is_flow else Instant
    common = max((period for period in counts if isinstance(period, kind)), key=lambda period: counts[period])
    return tuple(
        (common, None) if index in alike and not isinstance(when[0], kind) else when for index, when in enumerate(row)
    )


def time_columns(
    columns: tuple[Column, ...], spoken: Spoken, default: TimeOffer, context: Context
) -> tuple[TimeOffer, ...]:
    """Return what each column offers, from its head and the caption.

    Args:
        columns: The columns.
        spoken: What the nearest caption says of time.
        default: What holds for figures without a time of their own.
        context: The document's calendar and the period that it reports on.
    """
    if is_schedule([column.text for column in columns], context.period):
        return (TimeOffer(default.instant, None, is_guessed=True),) * len(columns)
    columns = _closing_days(_undated_movements(columns), context.calendar)
    offers = [
        offer_period(column.period, column.wide, spoken, context.calendar, is_guessed=column.is_guessed)
        for column in columns
    ]
    return tuple(_spread_only_day(columns, _between_dates(columns, _of_one_kind(columns, offers))))


def _years_of_rolls(section: Section, offers: tuple[TimeOffer, ...], calendar: FiscalCalendar) -> tuple[TimeOffer, ...]:
    """Let days above a roll-forward be the ends of its years: "May 31, 2025" above "balance, beginning of the period".

    Notes on tax positions need it, which head what moved in a year "as of May 31". A day that ends no fiscal year
    leaves open how long the roll is.
    """
    moments = [line.label.moment for line in section.rows if line.row.numbers]
    if "opening" not in moments or "closing" not in moments[moments.index("opening") :]:
        return offers
    found = []
    for offer in offers:
        if offer.instant is not None and offer.duration is None:
            year = calendar.year(calendar.label_of(offer.instant.date))
            offer = replace(offer, duration=year, leaning=0) if year.end == offer.instant.date else offer
        found.append(offer)
    return tuple(found)


def _to_date(columns: tuple[Column, ...], offers: tuple[TimeOffer, ...], context: Context) -> tuple[TimeOffer, ...]:
    """Let bare years above a table of a quarterly report be the years to date, where the later one is not over yet."""
    now, calendar = context.period, context.calendar
    if not isinstance(now, Duration):
        return offers
    year = calendar.year(calendar.label_of(now.end))
    told = [YEAR_TO_DATE.search(column.text) is not None for column in columns]
    bare = [
        is_told or (is_year_alone(one.text) and not one.is_guessed) for one, is_told in zip(columns, told, strict=True)
    ]
    years = {offer.duration for offer, is_bare in zip(offers, bare, strict=True) if is_bare and offer.duration}
    is_few = len(years) < _LEAST and not any(told)
    if year.end <= now.end or year not in years or is_few or max(years) > year:
        return offers
    span = Duration(year.start, now.end)
    found = []
    for offer, is_bare in zip(offers, bare, strict=True):
        moved = years_away(span, offer.duration, calendar) if is_bare and offer.duration is not None else None
        is_year = moved is not None and offer.duration is not None and offer.duration.days > _LEAST_YEAR
        found.append(replace(offer, instant=moved.closing, duration=moved) if is_year and moved is not None else offer)
    return tuple(found)


def _of_one_kind(columns: tuple[Column, ...], offers: list[TimeOffer]) -> list[TimeOffer]:
    """Let days above columns be days where a column beside them, headed alike, can be nothing else."""
    only = {
        column.head
        for column, offer in zip(columns, offers, strict=True)
        if offer.instant is not None and offer.duration is None and not offer.is_guessed and column.is_amount
    }
    return [
        replace(offer, duration=None)
        if offer.leaning == OF_A_SPAN and column.head in only and column.is_amount and offer.instant is not None
        else offer
        for column, offer in zip(columns, offers, strict=True)
    ]


def _undated_movements(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Take guessed periods from columns between two ascending days, and spans from those days: they roll forward."""
    if not rolls_forward(columns):
        return columns
    return tuple(
        replace(column, period=None, is_guessed=False)
        if column.is_guessed
        else replace(column, wide=f"as of {column.wide}")
        if isinstance(column.period, Instant)
        else column
        for column in columns
    )


def _closing_days(columns: tuple[Column, ...], calendar: FiscalCalendar) -> tuple[Column, ...]:
    """Date balances headed by the first day of a fiscal year to the close before it: "April 1, 2023".

    Statements under IFRS print an opening balance sheet so. Beside a column of that close, the day is one of its own.
    """
    days = {column.period for column in columns}
    found = []
    for column in columns:
        period = column.period
        if isinstance(period, Instant) and period.date.day == 1 and period.date not in calendar.ends:
            closing = Instant(period.date - timedelta(days=1))
            is_first = calendar.year(calendar.label_of(period.date)).start == period.date
            if is_first and closing not in days and calendar.weekday is None:
                column = replace(column, period=closing)
        found.append(column)
    return tuple(found)


def _is_unreadable(column: Column) -> bool:
    """Say whether a head names a year and yet no time that can be: "February 30, 2008"."""
    return column.period is None and column.pair is None and bool(_YEAR.search(column.wide))


def _spread_only_day(columns: tuple[Column, ...], offers: list[TimeOffer]) -> list[TimeOffer]:
    """Date columns without a time like the only ones that have one: "December 31, 2023 | Level 1 | Level 2"."""
    dated = {offer for offer in offers if not offer.is_empty}
    if len(dated) != 1:
        return offers
    only = replace(dated.pop(), is_guessed=True)
    return [
        only if offer.is_empty and column.is_amount and column.text and not _is_unreadable(column) else offer
        for column, offer in zip(columns, offers, strict=True)
    ]


def _between_dates(columns: tuple[Column, ...], times: list[TimeOffer]) -> list[TimeOffer]:
    """Date columns of movements between two columns of balances: "December 31, 2022 | Increase | December 31, 2023"."""
    days = [place for place, time in enumerate(times) if time.duration is None and time.instant is not None]
    found = list(times)
    for first, last in pairwise(days):
        opening, closing = times[first].instant, times[last].instant
        gap = [place for place in range(first + 1, last) if columns[place].is_amount]
        if opening is None or closing is None or opening.date >= closing.date:
            continue
        if gap and all(times[place].is_empty or times[place].is_guessed for place in gap):
            span = Duration(opening.date + timedelta(days=1), closing.date)
            for place in gap:
                found[place] = TimeOffer(None, span)
    return found


_OUTLOOK = re.compile(
    r"\b(?P<year>20\d\d)\b[^.;]{0,60}\b(?:guidance|outlook|forecast|targets?)\b"
    r"|\b(?:guidance|outlook|forecast|targets?)\s+for\s+(?:the\s+)?(?:full[\s-])?(?:fiscal\s+)?(?:year\s+)?(?P<later>20\d\d)\b",
    re.IGNORECASE,
)


def _outlook(section: Section, calendar: FiscalCalendar) -> Period | None:
    """Return the year of an outlook whose title gives nothing but that year: "2025 Adjusted EBITDA Guidance"."""
    for text in reversed((*section.surroundings.captions, *section.captions)):
        found = _OUTLOOK.search(text)
        if found is not None and not find_phrases(text, calendar):
            return calendar.year(int(found["year"] or found["later"]))
    return None


_ISSUED = late_pattern(
    r"\b(?:provided|issued|announced|updated|given|published|prior|previous|current|guidance|outlook)\b", re.IGNORECASE
)


def _without_day_of_issue(column: Column) -> Column:
    """Return a column of an outlook without the day on which it was given: "Provided February 11, 2025"."""
    is_issue = isinstance(column.period, Instant) and _ISSUED.search(column.wide)
    return replace(column, period=None, is_guessed=False) if is_issue else column


def _unless_over(column: Column, ahead: Period) -> Column:
    """Return a column of an outlook without a period that was only guessed and is over before the outlook's."""
    is_over = column.is_guessed and column.period is not None and column.period.end < ahead.end
    return replace(column, period=None, is_guessed=False) if is_over else column


def _default_time(spoken: Spoken, period: Period | None) -> TimeOffer:
    """Return what cells without any time of their own have: the one period of the caption, or the document's."""
    instant = max(spoken.instants, default=None)
    duration = spoken.durations[0] if len(spoken.durations) == 1 else None
    if instant is None and duration is not None:
        instant = duration.closing
    if period is not None:
        instant = instant or Instant(period.end)
        duration = duration or (period if isinstance(period, Duration) and not spoken.durations else None)
    return TimeOffer(instant, duration, spoken.leaning, is_guessed=True)


def _neighbours(section: Section) -> tuple[int, ...]:
    """Return for each row how far the other rows of its group and of its section lean, by what they name."""
    own = [max(-_MOST_OWN, min(_MOST_OWN, nature.instant)) for nature in section.natures]
    filled = [bool(line.row.numbers) for line in section.rows]
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, line in enumerate(section.rows):
        if filled[number]:
            groups.setdefault(line.path, []).append(own[number])
    everyone = [value for value, is_filled in zip(own, filled, strict=True) if is_filled]
    found = []
    for number, line in enumerate(section.rows):
        group = groups.get(line.path, [])
        total = _mean_of_others(group, own[number]) + _mean_of_others(everyone, own[number])
        found.append(max(-_MOST_NEIGHBOURS, min(_MOST_NEIGHBOURS, total * _NEIGHBOURS // 100)))
    return tuple(found)


def _movements(section: Section) -> tuple[int, ...]:
    """Return for each row how far it must lean to flows: between opening and closing balances, or beside averages."""
    everywhere = _AVERAGES if any(_AVERAGE.search(column.wide) for column in section.columns) else 0
    found = [everywhere] * len(section.rows)
    opening: int | None = None
    for number, line in enumerate(section.rows):
        if line.label.moment == "opening":
            opening = number
        elif line.label.moment == "closing" and opening is not None:
            found[opening + 1 : number] = [_MOVES + everywhere] * (number - opening - 1)
            for after in range(number + 1, len(found)):
                is_cash = _OWN_CASH.match(section.rows[after].label.text)
                found[after] = everywhere - (_CASH if is_cash else _MOVES // 2)
            opening = None
    return tuple(found)


def _mean_of_others(values: list[int], own: int) -> int:
    return (sum(values) - own) // (len(values) - 1) if len(values) > 1 else 0


@frozen
class _Cell:
    """One cell with the evidence of its row."""

    section: Section
    number: int
    place: int
    dated: RowTime
    around: int
    flows: int
    measure: str | None
    standing: int
    is_of_cash: bool
    compared: tuple[Period, Period] | None = None
    is_headed: bool = False

    @property
    def column(self) -> Column:
        return self.section.columns[self.place]

    def solve(
        self, times: tuple[TimeOffer, ...], default: TimeOffer, calendar: FiscalCalendar
    ) -> tuple[Period | None, Period | None]:
        column = self.column
        period: Period | None
        past: Period | None
        if column.versus is not None:
            period, past = column.versus
        else:
            home, other = column.pair if column.pair is not None else (self.place, None)
            period = self._at(times[home], default)
            past = self._at(times[other], default) if other is not None else None
        moved = self._moved(period)
        if moved is not None and TRAILING.search(self.section.rows[self.number].row.label):
            moved = trail(moved, calendar)
        if moved != period:
            past = None if self.measure is None else past
            if isinstance(moved, Instant) and isinstance(past, Duration):
                past = past.closing if self._moment() == "closing" else past.opening
        if self.measure in _CHANGES and moved is not None:
            told = compared_period(self.section.rows[self.number].row.label, calendar) or self.compared
            if past is None and told is not None and told[0] == moved:
                past = told[1]
            return growth_period(moved, past, column.compares or self._compares(), calendar)
        return moved, None

    def _at(self, time: TimeOffer, default: TimeOffer) -> Period | None:
        """Return the period of this row in a column that offers a time."""
        dated = self.dated
        own = dated.own
        is_own_span = own is not None and own.duration is not None and isinstance(dated.rolled, Duration)
        is_open = time.is_empty or time.is_guessed or isinstance(dated.rolled, Instant)
        if dated.rolled is not None and is_open and not is_own_span:
            return dated.rolled
        if own is not None and (time.is_empty or time.is_guessed or own.duration is not None):
            time = own
        elif self.place in dated.combined:
            return dated.combined[self.place]
        elif time.is_empty and dated.offer is None and _is_unreadable(self.column):
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
        if path and _BALANCE_SHEET.match(path[-1]) and not _AVERAGED.search(label.text):
            leaning += _STANDS - _KINDS.get(kind, 0)
        if any(_AVERAGE.search(text) for text in path):  # "Average balances:" above loans and deposits
            leaning -= _AVERAGES
        if path and kind not in _STATEMENTS and time.leaning > _SPANNED and read_label(path[-1]).is_stock:
            leaning += _HEADED
        if self.measure is None and self.column.head:
            leaning += guess_nature(self.column.head).instant * _HEADS // 100
        if kind not in _STATEMENTS:
            leaning += self.around
        if stands_at_day(self.column.head) or (not self.is_of_cash and is_holding(label.text, path)):
            leaning += _STANDS
        if time.is_guessed:
            leaning += -_AHEAD if self.section.is_forecast else _GUESSED
        if any(_TO_DATE.search(text) for text in (label.full, self.column.wide, *path[-1:])):
            leaning += _STANDS
        bears_interest = kind == "income-statement" and _BEARS_INTEREST.fullmatch(label.text)
        if label.is_stock and not bears_interest and kind not in ("cash-flow", "equity"):
            leaning += _STANDS
        if (time is self.dated.offer and time.leaning <= _SPANNED) or (self.is_headed and time.is_guessed):
            leaning -= _STANDS  # a heading such as "Three Months Ended March 31, 2024" holds for all rows below it
        if not label.is_stock and time.leaning <= _SPANS and _share_end(self.section.columns):
            leaning -= _SHARED_END
        return leaning + self.standing - self.flows

    def _moved(self, period: Period | None) -> Period | None:
        """Return the day within or at an end of a duration to which the label or the head moves a figure."""
        day = _day_within(self.section.rows[self.number].row.label, period)
        if day is not None:
            return day
        moment = self._moment()
        if isinstance(period, Duration) and moment:
            return period.opening if moment == "opening" else period.closing
        return period

    def _compares(self) -> str | None:
        """Return the period before that the label compares with: "Quarterly increase in net asset value"."""
        return "quarter" if _QUARTERLY.search(self.section.rows[self.number].label.text) else None

    def _moment(self) -> str | None:
        """Return `opening` or `closing` where the label or the head names an end of the duration."""
        label = self.section.rows[self.number].label
        own = label.moment if not _ONLY_PART.search(label.text) else None
        path = self.section.rows[self.number].path
        if own is None and path and _AT_END.match(path[-1]):
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
        if period.start == day and read_label(label).moment == "opening":
            return period.opening  # "Beginning balance at January 1"
        if period.start <= day <= period.end:
            return Instant(day)
    return None
