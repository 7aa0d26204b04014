"""When the numbers of a section hold, solved as one problem.

Every column (`column_time`), row, heading and caption offers times; for each cell (`cell_period`) the offers are
weighed together. Rows that are dated themselves (balances of a roll-forward, years beside labels, headings such as
"Fiscal 2024") take part likewise.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.date import is_year_alone
from gaapgraph.language.span import find_phrases
from gaapgraph.model import Duration, Instant
from gaapgraph.reader.table.cell_period import AVERAGE, AVERAGES, Cell, SectionTime
from gaapgraph.reader.table.column_time import is_unreadable, time_columns, to_date, years_of_rolls
from gaapgraph.reader.table.holding import holds_cash_flows, is_alike_at_end, is_of_inputs
from gaapgraph.reader.table.occasion import is_at_deal
from gaapgraph.reader.table.offer import TimeOffer, by_months, by_quarters, over_a_span, over_the_year, up_to_days
from gaapgraph.reader.table.operating import heads_operation
from gaapgraph.reader.table.row_time import date_rows
from gaapgraph.reader.table.stub import read_label
from gaapgraph.reader.table.surroundings import Spoken, is_day_of_issue, read_spoken
from gaapgraph.reader.table.unit_kind import lists_left_out

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.context import Context
    from gaapgraph.reader.table.section import Section
    from gaapgraph.reader.table.unit_problem import Measured

__all__ = ["rests_on_document", "solve_periods"]

_SEVERAL = 2
_OF_FLOWS = ("income-statement", "cash-flow")
_STATED_FLOWS = ("income-statement", "cash-flow", "equity")
_MOVES = 800
_CASH = 2000
_NEIGHBOURS = 50  # per cent
_MOST_NEIGHBOURS = 500
_MOST_OWN = 400
_TELLS = 100
# Below its last line a statement of cash flows reconciles the closing cash to the balance sheet.
_OWN_CASH = late_pattern(
    r"^\W*(?:total\s+)?(?:restricted\s+)?cash\b(?!.*\b(?:paid|received|payments?)\b)", re.IGNORECASE
)
# "CASH FLOW AND BALANCE SHEET DATA"
_BALANCES = re.compile(r"\bbalance\s+sheets?\b", re.IGNORECASE)
_OUTLOOK = late_pattern(
    r"\b(?P<year>20\d\d)\b[^.;]{0,60}\b(?:guidance|outlook|forecast|targets?)\b"
    r"|\b(?:guidance|outlook|forecast|targets?)\s+for\s+(?:the\s+)?(?:full[\s-])?(?:fiscal\s+)?(?:year\s+)?(?P<later>20\d\d)\b",
    re.IGNORECASE,
)
# "% of net revenue" above the last days of quarters
_SHARE_OF_SALES = late_pattern(
    r"^\W*(?:as\s+a\s+|in\s+)?(?:%|per\s?cent(?:age)?)\s+of\s+(?:total\s+|net\s+|consolidated\s+)*(?:revenues?|sales)\b",
    re.IGNORECASE,
)
_ISSUED = late_pattern(
    r"\b(?:provided|issued|announced|updated|given|published|prior|previous|current|guidance|outlook)\b", re.IGNORECASE
)


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
    shared = _shared_time(section, spoken, context)
    around, moved = _neighbours(section), _movements(section)
    solved = []
    for number, places in enumerate(section.places):
        row: list[tuple[Period | None, Period | None]] = []
        may_stand = section.kind not in _STATED_FLOWS or any(map(heads_operation, section.rows[number].path[-1:]))
        stands = may_stand and is_alike_at_end(section, number, measures[number], offers)
        for place, measured in zip(places, measures[number], strict=True):
            if place is None or measured is None:
                row.append((None, None))
                continue
            cell = Cell(
                section=section,
                shared=shared,
                number=number,
                place=place,
                dated=dated[number],
                around=around[number],
                flows=moved[number],
                measure=measured.measure,
                is_alike=stands,
            )
            row.append(cell.solve(offers, default, context.calendar))
        nature, stocks = section.natures[number].instant, _standing(section, number)
        solved.append(_agreed(row, places, offers, nature, stocks) if dated[number].is_open else tuple(row))
    return tuple(solved)


def rests_on_document(section: Section, context: Context) -> bool:
    """Say whether nothing in a section or next to it tells a time: what flows in it has that of the document."""
    if section.is_forecast or section.kind == "balance-sheet" or not isinstance(context.period, Duration):
        return False
    for column in section.columns:
        is_dated = column.versus is not None or (column.period is not None and not column.is_guessed)
        if is_dated or is_unreadable(column):
            return False
    texts = (*section.sayings, section.stub)
    if not read_spoken(texts, context.calendar).is_empty or any(section.years):
        return False
    names = {text for line in section.rows for text in (line.row.label, *line.path)}
    return not any(find_phrases(text, context.calendar) for text in names)


def _shared_time(section: Section, spoken: Spoken, context: Context) -> SectionTime:
    """Return what all cells of a section share that bears on their time."""
    inside = read_spoken((section.stub,), context.calendar)
    labels = [line.row.label for line in section.rows]
    is_of_both = any(_BALANCES.search(text) for text in section.captions[-_SEVERAL:])
    return SectionTime(
        is_of_inputs=is_of_inputs(section.sayings, [column.wide for column in section.columns]),
        is_of_cash=section.kind in ("cash-flow", "equity") or (holds_cash_flows(labels) and not is_of_both),
        compared=spoken.compared,
        is_headed=bool(inside.durations) and not inside.instants,
    )


def _times_around(section: Section, context: Context) -> tuple[tuple[Column, ...], Spoken, TimeOffer]:
    """Return the columns, what the captions say of time, and what holds for figures without a time of their own."""
    sayings = tuple(text for text in section.sayings if not is_day_of_issue(text, context.period))
    spoken = read_spoken((*sayings, section.stub), context.calendar)
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
    offers = years_of_rolls(section, time_columns(columns, spoken, default, context), calendar)
    offers = by_quarters(offers if section.is_forecast else to_date(columns, offers, context), calendar)
    offers = by_months(offers, [column.text for column in columns])
    if any(_SHARE_OF_SALES.search(text) for text in (section.stub, *section.captions[-1:])):
        offers = over_a_span(offers, context.period, calendar)
    if lists_left_out(section):
        offers = over_the_year(offers, calendar)
    if section.kind in _OF_FLOWS:
        spans = [column.period for column in columns if isinstance(column.period, Duration)]
        offers = up_to_days(offers, spans, calendar, is_cumulative=section.kind == "cash-flow")
    return offers


def _standing(section: Section, number: int) -> frozenset[int]:
    """Return the columns that name what stands at a day, in a row that is a year."""
    if not is_year_alone(section.rows[number].row.label):
        return frozenset()
    return frozenset(place for place, column in enumerate(section.columns) if read_label(column.head).is_stock)


def _agreed(
    row: list[tuple[Period | None, Period | None]],
    places: tuple[int | None, ...],
    offers: tuple[TimeOffer, ...],
    nature: int,
    stocks: frozenset[int],
) -> tuple[tuple[Period | None, Period | None], ...]:
    """Give the cells of a row whose columns say one and the same of time one time: balances or flows.

    Columns of places or segments differ in their names only, and a name such as "Mart" tells nothing of time. What the
    row's label names decides, or, where it names neither, what most cells are. Columns that name what stands at a day
    (`stocks`) keep it where rows are years: "Net cash" beside "Revenue".
    """
    told = {offers[place] for place in places if place is not None and not offers[place].is_empty}
    alike = [
        index
        for index, place in enumerate(places)
        if place is not None
        and place not in stocks
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


def _outlook(section: Section, calendar: FiscalCalendar) -> Period | None:
    """Return the year of an outlook whose title gives nothing but that year: "2025 Adjusted EBITDA Guidance"."""
    for text in reversed((*section.surroundings.captions, *section.captions)):
        found = _OUTLOOK.search(text)
        if found is not None and not find_phrases(text, calendar):
            return calendar.year(int(found["year"] or found["later"]))
    return None


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
    # "November 5, 2026 – Ashdown today reported ...": the day of issue, unless it says "as of"
    days = [day for day in spoken.instants if spoken.leaning > 0 or period is None or day.date <= period.end]
    instant = max(days, default=None)
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
    sums: dict[tuple[str, ...] | None, int] = {}  # of each group, and under None of the section
    counts: dict[tuple[str, ...] | None, int] = {}
    for leaning, line in zip(own, section.rows, strict=True):
        for group in (line.path, None) if line.row.numbers else ():
            sums[group] = sums.get(group, 0) + leaning
            counts[group] = counts.get(group, 0) + 1
    found = []
    for leaning, line in zip(own, section.rows, strict=True):
        total = sum(
            _mean_of_others(sums[group], counts[group], leaning) for group in (line.path, None) if group in sums
        )
        found.append(max(-_MOST_NEIGHBOURS, min(_MOST_NEIGHBOURS, total * _NEIGHBOURS // 100)))
    return tuple(found)


def _movements(section: Section) -> tuple[int, ...]:
    """Return for each row how far it must lean to flows: between opening and closing balances, or beside averages."""
    everywhere = AVERAGES if any(AVERAGE.search(column.wide) for column in section.columns) else 0
    found = [everywhere] * len(section.rows)
    opening: int | None = None
    is_over = False
    for number, line in enumerate(section.rows):
        if is_over:
            found[number] = everywhere - (_CASH if _OWN_CASH.match(line.label.text) else _MOVES // 2)
        if line.label.moment == "opening":
            opening = number
        elif line.label.moment == "closing" and opening is not None:
            found[opening + 1 : number] = [_MOVES + everywhere] * (number - opening - 1)
            is_over = True
            opening = None
    return tuple(found)


def _mean_of_others(total: int, count: int, own: int) -> int:
    return (total - own) // (count - 1) if count > 1 else 0
