"""Columns: which logical columns hold figures, and what the rows of heads above them say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.date import MONTH, MONTHS, is_year_alone, parse_dates
from gaapgraph.language.quantity import Quantity, read_quantity, scales_by_name, strip_quantity
from gaapgraph.language.span import TRAILING, YEAR_TO_DATE, find_phrases, parse_period, quarter_in
from gaapgraph.model import Duration, Instant, month_end

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period
    from gaapgraph.reader.table.head import HeadStack

__all__ = ["Column", "expected_periods", "in_year_above", "part_of_year", "read_columns", "rolls_forward"]

_PAIR = 2
_LEAST_YEAR = 350  # days
_WEEK = timedelta(days=7)


@frozen(kw_only=True)
class Column:
    """One value column of a table.

    Attributes:
        start, stop: Logical columns that its figures cover.
        head: The words of its head without period, unit and scale.
        outer: The same of heads that it shares with neighbours.
        text: All words of the heads right above it.
        wide: Those and the words of heads that spread over it from the left.
        period: What its head alone, or with the caption's help, says of time.
        is_guessed: The period did not stand in the head but was inferred.
        pair: For a change or a share: index of the amount column it is about, and of the one compared with.
        compares: `quarter` or `year` where a change says against which period before ("QoQ", "YoY").
        versus: The two periods that a head such as "Q1 25 vs Q4 24" compares.
        against: The period that a head such as "Change vs. 1Q 2024" compares with.
        is_note: Its head says that it refers to notes: no figures.
        is_bare: No head stands above it alone.
        is_separator: It holds only the dashes between the ends of ranges.
        is_unmarked: No figure of it has a currency mark, while other columns have.
    """

    start: int
    stop: int
    head: str = ""
    outer: str = ""
    text: str = ""
    wide: str = ""
    period: Period | None = None
    quantity: Quantity = field(default_factory=Quantity)
    is_guessed: bool = False
    pair: tuple[int, int | None] | None = None
    compares: str | None = None
    versus: tuple[Period, Period] | None = None
    against: Period | None = None
    is_note: bool = False
    is_bare: bool = False
    is_separator: bool = False
    is_unmarked: bool = False
    head_lines: tuple[int, ...] = ()

    @property
    def is_amount(self) -> bool:
        """Whether its figures are the thing itself and no change or share of it."""
        return self.quantity.measure is None and not self.quantity.is_percent and not self.quantity.is_points


def read_columns(
    spans: list[tuple[int, int]],
    stacks: tuple[HeadStack, ...],
    captions: list[str],
    calendar: FiscalCalendar,
) -> tuple[Column, ...]:
    """Return the value columns with what their heads and captions say.

    Args:
        spans: Logical columns of the figures, left to right.
        stacks: The heads above each of them.
        captions: Titles, captions and stubs that govern the whole table, nearest last.
        calendar: The reporter's fiscal calendar.
    """
    columns = tuple(
        _read_head(start, stop, stack, calendar) for (start, stop), stack in zip(spans, stacks, strict=True)
    )
    columns = _name_parts(columns, stacks, calendar)
    columns = _share_period_words(columns, stacks, calendar)
    columns = _apply_captions(columns, captions)
    if rolls_forward(columns):  # "Increase / Decrease" between two days is no change of the day beside it
        columns = tuple(replace(column, quantity=replace(column.quantity, measure=None)) for column in columns)
    columns = tuple(_in_its_year(column, calendar) for column in _periods_from_captions(columns, captions, calendar))
    told = Counter(column.period for column in columns if column.is_amount)
    return tuple(_without_revision(column, told) for column in columns)


_REVISED = late_pattern(
    r"^\W*(?:as\s+)?(?:revised|restated|recast|reclassified)\W*(?:\(?(?:note|see)\b.*)?$", re.IGNORECASE
)


def _without_revision(column: Column, told: Mapping[Period | None, int]) -> Column:
    """Return a column of revised comparatives without that word, where no other column has its period as first told.

    "2010 Revised" beside "2011" is the year before; beside "2010 As reported" it is another version of that.

    Args:
        column: The column.
        told: How many columns of amounts have each period.
    """
    rivals = told[column.period] - column.is_amount
    if column.period is None or rivals or not _REVISED.match(column.head):
        return column
    return replace(column, head="", outer="" if _REVISED.match(column.outer) else column.outer)


_ENDS = late_pattern(rf"\b(?:ended|ending)\s+(?:{MONTH})\.?\s+\d{{1,2}}\W*$", re.IGNORECASE)


def part_of_year(column: Column, year: Period | None, calendar: FiscalCalendar) -> Period | None:
    """Return the quarter or the whole of a year that a head without a year names: "Third Quarter", "Year"."""
    if _YEAR.search(column.wide):
        return None
    return (
        year if _WHOLE_YEAR.fullmatch(column.text) else quarter_in(_ASIDE.sub("", column.text).strip(), year, calendar)
    )


_YEAR_ABOVE = late_pattern(r"\W*(?:fiscal(?:\s+year)?|FY|calendar)?\s*(?P<year>(?:19|20)\d\d)\W*", re.IGNORECASE)
_WHOLE_YEAR = late_pattern(r"\W*(?:(?:full|fiscal|total)\s+)*(?:years?|total)(?:\s+total)?\W*", re.IGNORECASE)
_ASIDE = late_pattern(r"\([^()]*\)|\b(?:un)?audited\b", re.IGNORECASE)


def in_year_above(column: Column, captions: Sequence[str], calendar: FiscalCalendar) -> Column:
    """Return a column headed by a day or quarter without its year, in the year that stands alone above the rows.

    "Quarter Ended December 31", or "First Quarter" and "Year", with "2004" between the head and the rows, and "2003"
    further down.
    """
    above = captions[-1] if captions else ""
    bare = _YEAR_ABOVE.fullmatch(above)
    if bare is None:
        return column
    year = calendar.year(int(bare["year"]))
    part = part_of_year(column, year, calendar)
    if part is not None:
        return replace(column, period=part, is_guessed=False, head="", outer="")
    if not _ENDS.search(column.wide):
        return column
    for number in (year.end.year, year.start.year):
        period = parse_period(f"{column.wide}, {number}", calendar)
        if period is not None and year.start <= period.end <= year.end:
            return replace(column, period=period, is_guessed=False)
    return column


def _in_its_year(column: Column, calendar: FiscalCalendar) -> Column:
    """Return a column headed by a quarter alone, to which a caption gave the year, with that quarter of the year."""
    quarter = quarter_in(column.text, column.period, calendar) if column.is_guessed else None
    return column if quarter is None else replace(column, period=quarter)


def _read_head(start: int, stop: int, stack: HeadStack, calendar: FiscalCalendar) -> Column:
    exact = [cell.text for cell in stack.exact]
    text = " ".join(exact)
    wide = " ".join(dict.fromkeys(cell.text for cell in stack.spread))
    quantity = _quantity_of(exact, wide)
    quantity = _over_many(quantity, stack)
    period = _in_weeks(_period_of(text, wide, calendar), wide)
    versus = _versus(text, wide, calendar) if quantity.measure is not None or _COMPARES.search(text) else None
    if versus is not None and quantity.measure is None:
        quantity, period = replace(quantity, measure="change"), versus[0]
    is_change = quantity.measure is not None and versus is None
    compared = (_COMPARED.search(text) or _COMPARED.search(wide)) if is_change else None
    against = parse_period(compared["past"], calendar) if compared is not None else None
    compares = None
    if quantity.measure in ("growth", "change"):
        compares = "quarter" if _QUARTERLY.search(wide) else "year" if _YEARLY.search(wide) else None
    outer = strip_head(" ".join(cell.text for cell in stack.outer), calendar)
    own = strip_head(" ".join(cell.text for cell in stack.own), calendar)
    return Column(
        start=start,
        stop=stop,
        head=_joined_head(own, outer),
        outer=outer,
        text=text,
        wide=wide,
        period=None if against is not None else period,
        quantity=quantity,
        compares=compares,
        versus=versus,
        against=against,
        is_note=bool(_NOTES.match(text)),
        is_bare=stack.is_bare,
        head_lines=tuple(dict.fromkeys(cell.line for cell in stack.spread)),
    )


def _joined_head(own: str, outer: str) -> str:
    """Return what a column's own head and those that it shares name together, where its own alone tells too little."""
    if not own or (_SIZE_ALONE.fullmatch(own) and _STOCK.fullmatch(outer)):
        return outer
    # "Previous Guidance" over "Low" and "High", beside "Updated Guidance" over the same
    return f"{outer} {own}" if _RANGE_END.fullmatch(own) and _VERSION.search(outer) else own


def _period_of(text: str, wide: str, calendar: FiscalCalendar) -> Period | None:
    """Return the period that the heads right above a column name, or else those that spread over it."""
    months = _months_within(text, calendar)
    if months is not None:
        return months
    text, wide = _HELD.sub(" ", text), _HELD.sub(" ", wide)
    if is_year_alone(text[-_YEAR_WORD:]):  # "Three Months Ended October 31, 2005 and 2004" over "2005" and "2004"
        last = text[-_YEAR_WORD:].strip()
        text, wide = (
            _YEAR_LIST.sub(lambda found: found["day"] if last in found["years"] else found[0], one)
            for one in (text, wide)
        )
    inner = _part_named(text, calendar)
    if inner is not None:
        return inner
    years = _YEAR.findall(text)
    named = [phrase.period for phrase in find_phrases(wide, calendar)]
    if years and _MANY_YEARS.search(wide) and is_year_alone(text[-_YEAR_WORD:]):
        return calendar.year(int(years[-1]))  # "Five fiscal years ended September 29, 1997" above "1997", "1996", ...
    if len(named) > 1 and years and is_year_alone(text[-_YEAR_WORD:]):
        ending = [period for period in named if period.end.year == int(years[-1])]
        if len(set(ending)) == 1:  # "Weeks Ended July 3, 2004 and June 28, 2003" above "2004" and "2003"
            return ending[0]
    period = parse_period(text, calendar) if text else None
    if period is None or (isinstance(period, Instant) and not parse_dates(text)):
        return parse_period(wide, calendar) or period
    if isinstance(period, Instant):
        longer = parse_period(wide, calendar)
        if isinstance(longer, Duration) and longer.end == period.date:
            return longer
    elif _PART_ENDED.search(text) and not parse_dates(text) and not _PART_DAY.search(text):
        whole = parse_period(wide, calendar)  # "June 30" stands over the first column only: "Six Months Ended | 1996"
        return whole if isinstance(whole, Duration) and whole.days < period.days else period
    return period


def _part_named(text: str, calendar: FiscalCalendar) -> Duration | None:
    """Return the part of a year that a head names below that year: "Fiscal 2014" over "Twelve Weeks Ended June 15".

    Each column of such a summary of quarters begins with the same year, which would tell none from the others.
    """
    named = [phrase.period for phrase in find_phrases(text, calendar)]
    if len(named) != _PAIR:
        return None
    year, part = named
    if not isinstance(year, Duration) or not isinstance(part, Duration) or year.days < _LEAST_YEAR:
        return None
    is_inside = part.days < _LEAST_YEAR and year.start - _WEEK <= part.start and part.end <= year.end + _WEEK
    return part if is_inside else None


_YEAR_LIST = re.compile(
    rf"(?P<day>\b(?:{MONTH})\.?\s+\d{{1,2}}),?\s*(?P<years>(?:19|20)\d\d(?:\s*(?:,|&|\band\b)+\s*(?:19|20)\d\d)+)",
    re.IGNORECASE,
)
_WEEKS = re.compile(r"\(\s*(?P<weeks>\d{1,2})[\s-]+weeks?\s*\)", re.IGNORECASE)
_MOST_APART = 10  # days


def _in_weeks(period: Period | None, wide: str) -> Period | None:
    """Return a span of a head in as many weeks as the head says beside it: "Fourth Quarter 1999 (13 weeks)"."""
    weeks = _WEEKS.search(wide)
    if weeks is None or not isinstance(period, Duration):
        return period
    days = 7 * int(weeks["weeks"])
    return Duration(period.end - timedelta(days - 1), period.end) if abs(period.days - days) <= _MOST_APART else period


_MONTHS_OF = late_pattern(rf"\(\s*(?P<first>{MONTH})\.?\s*[-–—]\s*(?P<last>{MONTH})\.?\s*\)", re.IGNORECASE)


def _months_within(text: str, calendar: FiscalCalendar) -> Period | None:
    """Return the months that a head names in parentheses, within its fiscal year: "3Q FY2024 (Apr.-Dec.)".

    Japanese companies head the year to date so, whatever quarter stands before.
    """
    months = _MONTHS_OF.search(text)
    period = parse_period(_MONTHS_OF.sub(" ", text), calendar) if months is not None else None
    if months is None or not isinstance(period, Duration) or calendar.weekday is not None:
        return None
    year = calendar.year(calendar.label_of(period.end))
    first, last = (MONTHS[months[name].lower()] for name in ("first", "last"))
    start = date(year.start.year + (first < year.start.month), first, 1)
    end = month_end(start.year + (last < first), last)
    return Duration(start, end) if year.start <= start and end <= year.end else None


_MANY_YEARS = re.compile(
    r"\b(?:two|three|four|five|six|seven|ten|eleven|\d{1,2})(?:[\s-]+(?:fiscal|calendar))?[\s-]+years?(?:\s+period)?\s+(?:ended|ending)\b",
    re.IGNORECASE,
)
_PART_ENDED = re.compile(r"\b(?:months?|weeks?|quarters?)\s+(?:ended|ending)\b", re.IGNORECASE)
_PART_DAY = late_pattern(rf"\b(?:{MONTH})\b", re.IGNORECASE)


def _quantity_of(exact: list[str], wide: str) -> Quantity:
    quantity = _own_quantity(exact)
    outer = read_quantity(wide)
    if quantity.scale is None and quantity.currency is None and not quantity.is_percent:
        if outer.measure is None and not outer.is_percent:
            quantity = quantity.over(outer)
    elif quantity.is_percent and quantity.measure is None and outer.measure in ("growth", "change"):
        quantity = replace(quantity, measure="growth")
    if quantity.per_share is None and not quantity.is_percent:
        quantity = replace(quantity, per_share=outer.per_share)
    return quantity


# Tables of unrealized losses part securities by how long they have lost: "Less than 12 Months", "12 Months or Greater".
_HELD = re.compile(
    r"\b(?:less|more|greater|longer)\s+than\s+(?:12|twelve|one)\s+(?:months?|years?)"
    r"|\b(?:12|twelve|one)\s+(?:months?|years?)\s+(?:or|and)\s+(?:greater|more|longer|over|less)\b",
    re.IGNORECASE,
)
# "% Change from" over "3Q24" and "4Q23", which Markdown has as one cell with a blank one beside it
_OPEN_CHANGE = late_pattern(r"\b(?:from|vs\.?|versus|over|compared\s+(?:to|with))\W*$", re.IGNORECASE)


def _over_many(quantity: Quantity, stack: HeadStack) -> Quantity:
    """Return the quantity of a head with the measure of one that goes on in it from the left: "% Change from"."""
    own = {id(cell) for cell in stack.exact}
    for cell in stack.spread:
        outer = read_quantity(cell.text) if id(cell) not in own and _OPEN_CHANGE.search(cell.text) else None
        if outer is not None and outer.measure is not None and quantity.measure is None and not quantity.is_percent:
            return quantity.over(outer)
    return quantity


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_WORD = 5
_PART_OF_YEAR = re.compile(
    r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:quarter|half)\b|\b[QH][1-4]\b|\b[1-4][QH]\b"
    r"|\b(?:months?|weeks?|quarters?)\s+(?:ended|ending)\b|\bas\s+of\b|\b(?:six|nine|6|9)[\s-]+months\b",
    re.IGNORECASE,
)
_VERSUS = late_pattern(r"\s*\b(?:vs\.?|versus|compared\s+(?:to|with))(?:\s|$)\s*", re.IGNORECASE)
_COMPARED = late_pattern(
    r"^(?:\W|change|chg|growth|variance|increase|decrease)*?(?:\b(?:vs\.?|versus|from|over|compared\s+(?:to|with)))\s+(?P<past>.*\d.*)$",
    re.IGNORECASE,
)


# "Three Months Ended July 31, 2024 Compared to Three Months Ended July 31, 2023" is growth without a word of it
_COMPARES = re.compile(r"\bcompared\s+(?:to|with)\b.*\d", re.IGNORECASE)


def _versus(text: str, wide: str, calendar: FiscalCalendar) -> tuple[Period, Period] | None:
    """Return the periods that a head compares; words that it shares with other heads hold for both."""
    parts = _VERSUS.split(text)
    if len(parts) != _PAIR:
        return None
    shared = wide.replace(text, " ")
    first, second = (parse_period(f"{shared} {part}".strip(), calendar) for part in parts)
    return (first, second) if first is not None and second is not None and first.end > second.end else None


_QUARTERLY = late_pattern(
    r"\b(?:qoq|q/q|q-o-q|qtr|sequential(?:ly)?|(?:linked|prior|previous|preceding)[\s-]quarter|quarter[\s-](?:over|on)[\s-]quarter)\b",
    re.IGNORECASE,
)
_YEARLY = late_pattern(
    r"\b(?:yoy|y/y|y-o-y|year[\s-](?:over|on|to)[\s-]year|(?:prior|previous)[\s-]year)\b", re.IGNORECASE
)
_NOTES = re.compile(r"^\W*(?:notes?|ref\.?|footnotes?)\W*$", re.IGNORECASE)


def _own_quantity(texts: list[str]) -> Quantity:
    quantity = read_quantity(" ".join(texts))
    shares = next((found for text in texts if (found := read_quantity(text).shares)), None)
    return replace(quantity, shares=quantity.shares or shares)


_PART_ALONE = re.compile(
    r"\W*(?:fiscal[\s-]+years?|full[\s-]+year|(?:first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?:quarter|half)|(?:three|six|nine|twelve|3|6|9|12)[\s-]+months)\W*",
    re.IGNORECASE,
)
_SPAN_ALONE = re.compile(r"\W*(?:for\s+the\s+)?(?:quarter(?:ly)?|year(?:ly)?|annual|interim|period)\W*", re.IGNORECASE)
# Statements of equity have "Common Stock" above "Shares" and "Amount", which their units tell apart.
_SIZE_ALONE = re.compile(r"\W*(?:(?:number\s+of\s+)?shares|amounts?|value)\W*", re.IGNORECASE)
_STOCK = late_pattern(
    r"\W*(?:(?:convertible|class|series|[A-Z])\s+)*(?:common|preferred|ordinary|treasury|capital)\s+(?:stock|shares?|units)\W*",
    re.IGNORECASE,
)
_RANGE_END = late_pattern(r"\W*(?:low|high|minimum|maximum|mid-?point)(?:\s+end)?\W*", re.IGNORECASE)
_VERSION = late_pattern(
    r"\b(?:previous(?:ly)?|prior|initial|original|old|former|updated|revised|current|new|latest)\b", re.IGNORECASE
)
_MONTH_ALONE = re.compile(rf"(?:for\s+the\b|and\b|{MONTH}|\d|\W)*", re.IGNORECASE)
# "(In thousands, except average order value)" over all columns names none of them
_EXCEPTING = late_pattern(r"\(in\s+(?:thousands|millions|billions)\b[^()]*\bexcept\b[^()]*\)", re.IGNORECASE)


def strip_head(text: str, calendar: FiscalCalendar) -> str:
    """Return a head's words without those that name a period, a unit or a scale."""
    text = _YEAR_LIST.sub(lambda found: f"{found['day']}, {found['years'][-4:]}", text)
    kept = text
    for phrase in reversed(find_phrases(text, calendar)):
        kept = f"{kept[: phrase.start]} {kept[phrase.end :]}"
    kept = re.sub(
        r"\b(?:as\s+(?:of|at)|at)\s*(?:,|/|and|or|and/or)+\s*for\b(?:\s+the\b)?|\b(?:for\s+the\s+)?(?:(?:\w+[\s-]){0,2}(?:months?|weeks?|years?|quarters?|periods?)\s+(?:ended|ending|to)|as\s+(?:of|at))\b",
        " ",
        kept,
        flags=re.IGNORECASE,
    )
    kept = re.sub(rf"\b(?:19|20)\d\d\b|\bended\b|\b(?:{MONTH})\b\.?\s*\d{{1,2}}\b,?", " ", kept, flags=re.IGNORECASE)
    kept = _WEEKS.sub(" ", re.sub(r"\b(?:vs|versus)\b\.?", " ", kept, flags=re.IGNORECASE))
    kept = TRAILING.sub(" ", YEAR_TO_DATE.sub(" ", kept))
    kept = "" if _PART_ALONE.fullmatch(kept) or _SPAN_ALONE.fullmatch(kept) else kept
    kept = "" if is_damaged(text) or _MONTH_ALONE.fullmatch(kept) else strip_quantity(_EXCEPTING.sub(" ", kept))
    return "" if not re.search(r"[A-Za-z]{2}", kept) else kept


def _name_parts(
    columns: tuple[Column, ...], stacks: tuple[HeadStack, ...], calendar: FiscalCalendar
) -> tuple[Column, ...]:
    """Read a bare year below blank cells with the quarter or half left of them, unless an earlier year has done so."""
    named: list[Column] = []
    for column, stack in zip(columns, stacks, strict=True):
        above = {id(cell) for cell in stack.exact}
        text = " ".join(cell.text for cell in stack.spread if id(cell) not in above and cell.span == 1)
        period = None
        is_open = _YEAR.search(column.text) and not _PART_OF_YEAR.search(column.text) and not parse_dates(column.text)
        if is_open and _PART_OF_YEAR.search(text):
            period = parse_period(f"{text} {column.text}", calendar)
        is_new = period is not None and all(other.period != period for other in named)
        named.append(replace(column, period=period) if is_new else column)
    return tuple(named)


def _share_period_words(
    columns: tuple[Column, ...], stacks: tuple[HeadStack, ...], calendar: FiscalCalendar
) -> tuple[Column, ...]:
    """Complete heads such as "June 30," whose year stands once for several columns, or the reverse."""
    return tuple(
        replace(column, period=parse_period(" ".join(cell.text for cell in stack.spread), calendar))
        if column.period is None and column.text
        else column
        for column, stack in zip(columns, stacks, strict=True)
    )


# Forms of Japanese exchanges say once how amounts were rounded, above "Millions of yen" and "Yen" for each share.
_ROUNDED = late_pattern(r"\b(?:rounded|truncated|omitted|disregarded|discarded)\b", re.IGNORECASE)
_COIN_HEAD = late_pattern(r"(?:^|\s)\(?(?:in\s+)?(?:yen|won)\)?\W*$", re.IGNORECASE)


def _apply_captions(columns: tuple[Column, ...], captions: list[str]) -> tuple[Column, ...]:
    """Return the columns with the unit, scale and kind of measure of captions, where their heads give none."""
    caption = Quantity()
    for text in reversed(captions):
        caption = caption.over(
            replace(read_quantity(text), is_percent=False, is_points=False, shares=None, per_share=None)
        )
    measure = next(
        (q.measure for text in reversed(captions) if (q := read_quantity(text)).measure and q.is_percent), None
    )
    base = replace(caption, measure=None)
    named = next((found for text in reversed(captions) if (found := scales_by_name(text))), ())
    is_rounded = any(map(_ROUNDED.search, captions)) or any(column.quantity.scale for column in columns)
    applied = []
    for index, column in enumerate(columns):
        quantity = column.quantity
        if quantity.is_percent and quantity.measure is None:
            own_head = index == 0 or column.head not in ("", columns[index - 1].head)
            quantity = replace(quantity, measure="ratio" if own_head else measure)
        if quantity.scale is None and named:
            words = set(column.head.lower().split())
            quantity = replace(quantity, scale=next((scale for what, scale in named if what <= words), None))
        if quantity.scale is None and is_rounded and _COIN_HEAD.search(column.text):
            quantity = replace(quantity, scale=0)
        applied.append(replace(column, quantity=quantity.over(base)))
    return tuple(applied)


def _periods_from_captions(
    columns: tuple[Column, ...], captions: list[str], calendar: FiscalCalendar
) -> tuple[Column, ...]:
    """Return the columns with periods that only a caption names: the one of the table, or those of damaged heads."""
    expected = expected_periods(captions, calendar)
    if not expected:
        return columns
    dated: list[Column] = []
    for column in columns:
        period = column.period
        if period not in expected and len(expected) > 1 and is_damaged(column.text):
            period = None
        dated.append(replace(column, period=period))
    gaps = [place for place, column in enumerate(dated) if column.period is None and column.is_amount]
    if len(expected) == 1:
        for place in gaps:
            dated[place] = replace(dated[place], period=expected[0], is_guessed=True)
        return tuple(dated)
    taken = {column.period for column in dated}
    left = [period for period in expected if period not in taken]
    if left and taken - {None} and not rolls_forward(dated):
        for place in gaps:
            if dated[place].text and left:
                period = left[0] if len(left) == 1 else left.pop(0)
                dated[place] = replace(dated[place], period=period, is_guessed=True)
    return tuple(dated)


def rolls_forward(columns: Sequence[Column]) -> bool:
    """Say whether columns of movements stand between two ascending days: "2022-12-31 | Increase | 2023-12-31".

    Percentages are none: "December 31, 2024 | YoY % Change | September 30, 2025 | QoQ % Change".
    """
    days = [place for place, column in enumerate(columns) if isinstance(column.period, Instant)]
    return any(
        last - first > 1
        and _end(columns[first]) < _end(columns[last])
        and all(
            (column.period is None or column.is_guessed) and not column.quantity.is_percent
            for column in columns[first + 1 : last]
        )
        for first, last in pairwise(days)
    )


def _end(column: Column) -> date:
    return date.min if column.period is None else column.period.end


_FRAGMENT = re.compile(
    r"^(?!in\b|of\b|as\b|for\b|at\b|and\b)[a-z]{1,5}\b|(?:ended|ending)\s+\d{1,2},|\b(?:Mont|Yea|Quart|Mar|Ma)$"
)


def is_damaged(text: str) -> bool:
    """Say whether a head has lost letters: it starts in mid-word, or its date lacks a month.

    >>> is_damaged("ear Ended 31, 2009"), is_damaged("Year ended March 31, 2009")
    (True, False)
    """
    return bool(_FRAGMENT.search(text.strip()))


def expected_periods(captions: list[str], calendar: FiscalCalendar) -> list[Period]:
    """Return the periods that the nearest caption with any names, in order."""
    for text in reversed(captions):
        periods = list(dict.fromkeys(phrase.period for phrase in find_phrases(text, calendar)))
        if periods:
            return periods
        single = (
            parse_period(text, calendar)
            if re.search(r"\b(?:ended|ending|as of|as at)\b", text, re.IGNORECASE)
            else None
        )
        if single is not None:
            return [single]
    return []
