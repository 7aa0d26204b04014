"""What each column of a table offers of time, from its head, the caption and the columns beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.date import MONTH, MONTHS, is_year_alone
from gaapgraph.language.span import YEAR_TO_DATE, span_ending
from gaapgraph.model import Duration, Instant, month_end, shift_months
from gaapgraph.reader.table.column import Column, rolls_forward
from gaapgraph.reader.table.offer import OF_A_SPAN, TimeOffer, offer_period, years_away
from gaapgraph.reader.table.row_time import is_schedule

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.reader.table.context import Context
    from gaapgraph.reader.table.section import Section
    from gaapgraph.reader.table.surroundings import Spoken

__all__ = ["is_unreadable", "time_columns", "to_date", "years_of_rolls"]

_LEAST = 2
_LEAST_YEAR = 360
_LIKE_PARTS = -700  # hundredths of a logit, as of "Three Months Ended"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


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
    columns = tuple(_in_its_months(column, context) for column in columns)
    columns = _closing_days(_undated_movements(columns), context.calendar)
    offers = [
        offer_period(column.period, column.wide, spoken, context.calendar, is_guessed=column.is_guessed)
        for column in columns
    ]
    offers = _in_named_years(columns, _years_beside_parts(columns, offers), spoken, context.calendar)
    return tuple(_spread_only_day(columns, _between_dates(columns, _of_one_kind(columns, offers))))


def _years_beside_parts(columns: tuple[Column, ...], offers: list[TimeOffer]) -> list[TimeOffer]:
    """Let bare years beside quarters be no days and none of these quarters, whatever a caption says.

    "1Q25 | 2Q25 | 2026" below "as of ...", "4Q22 | 4Q21 | 2022 | 2021" below "Results of the fourth quarter of 2022".
    """
    parts = [
        offer.duration is not None and offer.duration.days < _LEAST_YEAR and not offer.is_guessed for offer in offers
    ]
    if sum(parts) < _LEAST:
        return offers
    headed = {column.period for column in columns if not is_year_alone(column.text) and not column.is_guessed}
    offers = [
        replace(offer, instant=column.period.closing, duration=column.period)  # "4Q22 | 4Q21 | 2022 | 2021"
        if is_year_alone(column.text) and isinstance(column.period, Duration) and offer.duration in headed
        else offer
        for column, offer in zip(columns, offers, strict=True)
    ]
    return [
        replace(offer, leaning=_LIKE_PARTS) if is_year_alone(column.text) and offer.leaning > 0 else offer
        for column, offer in zip(columns, offers, strict=True)
    ]


def _in_named_years(
    columns: tuple[Column, ...], offers: list[TimeOffer], spoken: Spoken, calendar: FiscalCalendar
) -> list[TimeOffer]:
    """Let bare years be those in which the span of a caption ends, where the later one is, and no fiscal years.

    "Three months ended December 31, 2024 and 2023" above "2024 | 2023", of a fiscal year that ends in September.
    """
    latest = max(
        (span for span in spoken.durations if span.days < _LEAST_YEAR), key=lambda span: span.end, default=None
    )
    years = [
        calendar.label_of(column.period.end)
        if isinstance(column.period, Duration) and column.period.days >= _LEAST_YEAR and _is_part(offer)
        else None
        for column, offer in zip(columns, offers, strict=True)
    ]
    named = {year for year in years if year is not None}
    if latest is None or len(named) < _LEAST or max(named) != latest.end.year or calendar.label_of(latest.end) in named:
        return offers
    found = []
    for offer, year in zip(offers, years, strict=True):
        span = None if year is None else _years_before(latest, latest.end.year - year, calendar)
        found.append(offer if span is None else replace(offer, instant=span.closing, duration=span))
    return found


def _is_part(offer: TimeOffer) -> bool:
    """Say whether an offer has a part of a year, and that for sure."""
    return offer.duration is not None and offer.duration.days < _LEAST_YEAR and not offer.is_guessed


def _years_before(span: Duration, years: int, calendar: FiscalCalendar) -> Duration:
    """Return a span so many years before."""
    before, end = (
        calendar.nearest_end(shift_months(day, -12 * years)) for day in (span.start - timedelta(days=1), span.end)
    )
    return Duration(before + timedelta(days=1), end) if years else span


_MONTHS_OF = late_pattern(
    rf"^\W*+(?:(?:[369]M|12M|[1-4]Q|Q[1-4]|YTD)\W*+)?(?P<first>{MONTH})\.?\s*[-–—]\s*(?P<last>{MONTH})\.?\W*$",
    re.IGNORECASE,
)
_HALF_OF = late_pattern(r"^\W*(?:H\s?(?P<after>[12])|(?P<before>[12])\s?H)\W*$", re.IGNORECASE)
_COUNT_OF = re.compile(r"^\W*(?P<count>3|6|9|12)\s?M\W*$", re.IGNORECASE)


def _in_its_months(column: Column, context: Context) -> Column:
    """Return a column headed by months without a year with those that end when the document's own period does.

    "9M (January – September)" and "9M" beside "3Q", in a release of a third quarter.
    """
    main, months = context.period, _MONTHS_OF.match(column.text)
    part = _in_its_part(column, context)
    if part is not None:
        return replace(column, period=part, is_guessed=False)
    count, half = _COUNT_OF.match(column.text), _HALF_OF.match(column.text)
    if not isinstance(main, Duration) or (column.period is not None and not column.is_guessed):
        return column
    if half is not None and column.period is None:  # "1H" right of the months of the half
        return replace(
            column,
            period=context.calendar.half(context.calendar.label_of(main.end), int(half["after"] or half["before"])),
        )
    number = 0
    if months is not None and MONTHS[months["last"].lower()] == main.end.month:
        number = (main.end.month - MONTHS[months["first"].lower()]) % 12 + 1
    elif count is not None:
        number = int(count["count"])
    if not number:
        return column
    return replace(column, period=span_ending(main.end, number, "months", context.calendar), is_guessed=False)


# "Quarter" over "2024", "June" over "2024"
_QUARTER_OF = late_pattern(r"^\W*(?:(?:the|current|reported)\s+)?quarter\W+(?P<year>(?:19|20)\d\d)\W*$", re.IGNORECASE)
_MONTH_YEAR = late_pattern(rf"^\W*(?P<month>{MONTH})\.?,?\s+(?P<year>(?:19|20)\d\d)\W*$", re.IGNORECASE)
_LONGEST_MONTH = 31  # days


def _in_its_part(column: Column, context: Context) -> Duration | None:
    """Return the part of a year that a head names without its last day: that on which the document reports.

    Releases of single months need it, which head "June" over "2024 | 2023" and "Quarter" over the same: the quarter up
    to that month.
    """
    main, calendar = context.period, context.calendar
    if not isinstance(main, Duration):
        return None
    quarter, month = _QUARTER_OF.match(column.wide), _MONTH_YEAR.match(column.wide)
    if quarter is not None and main.days < _LEAST_YEAR:
        label = calendar.label_of(main.end)
        number = next((one for one in range(1, 5) if calendar.quarter(label, one).end == main.end), None)
        year = label + int(quarter["year"]) - main.end.year
        return None if number is None else calendar.quarter(year, number)
    if month is not None and main.days <= _LONGEST_MONTH and MONTHS[month["month"].lower()] == main.end.month:
        year = int(month["year"])
        return Duration(date(year, main.end.month, 1), month_end(year, main.end.month))
    return None


def years_of_rolls(section: Section, offers: tuple[TimeOffer, ...], calendar: FiscalCalendar) -> tuple[TimeOffer, ...]:
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


def to_date(columns: tuple[Column, ...], offers: tuple[TimeOffer, ...], context: Context) -> tuple[TimeOffer, ...]:
    """Let bare years above a table of a quarterly report be the years to date, where the later one is not over yet."""
    now, calendar = context.period, context.calendar
    if not isinstance(now, Duration):
        return offers
    year = calendar.year(calendar.label_of(now.end))
    told = [YEAR_TO_DATE.search(column.wide) is not None for column in columns]
    # a caption may have made a quarter of a bare year to date: what its head says goes first
    offers = tuple(
        replace(offer, duration=column.period)
        if is_told and isinstance(column.period, Duration) and column.period.days > _LEAST_YEAR
        else offer
        for column, offer, is_told in zip(columns, offers, told, strict=True)
    )
    bare = [is_year_alone(one.text) and not one.is_guessed for one in columns]
    years = {offer.duration for offer, is_bare in zip(offers, bare, strict=True) if is_bare and offer.duration}
    is_few = len(years) < _LEAST and not any(told)
    if year.end <= now.end:
        return offers
    if year not in years or is_few or max(years) > year:
        bare = [False] * len(bare)  # only what is told
    span = Duration(year.start, now.end)
    found = []
    for offer, is_bare, is_told in zip(offers, bare, told, strict=True):
        if (is_bare or is_told) and offer.duration is not None and offer.duration.days > _LEAST_YEAR:
            moved = years_away(span, offer.duration, calendar)
            offer = offer if moved is None else replace(offer, instant=moved.closing, duration=moved)
        found.append(offer)
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


def is_unreadable(column: Column) -> bool:
    """Say whether a head names a year and yet no time that can be: "February 30, 2008"."""
    return column.period is None and column.pair is None and bool(_YEAR.search(column.wide))


def _spread_only_day(columns: tuple[Column, ...], offers: list[TimeOffer]) -> list[TimeOffer]:
    """Date columns without a time like the only ones that have one: "December 31, 2023 | Level 1 | Level 2"."""
    dated = {offer for offer in offers if not offer.is_empty}
    if len(dated) != 1:
        return offers
    only = replace(dated.pop(), is_guessed=True)
    return [
        only if offer.is_empty and column.is_amount and column.text and not is_unreadable(column) else offer
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
