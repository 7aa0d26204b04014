"""Figures inside row labels: par values, authorised and issued shares, allowances, taxes, each at the dates it holds.

"Common stock, $0.001 par value; 300 shares authorized, 227 and 225 shares issued" states a par value and a count that
hold at both dates of the columns, and a count for each date. Amounts are in the scale of the table, counts in that of
its share counts, amounts per share as printed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, product
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.date import MONTH
from gaapgraph.language.numeral import Printed, parse_printed
from gaapgraph.language.span import find_phrases
from gaapgraph.model import PURE, SHARES, Instant, Period, Unit, count_unit, currency_unit, shift_months
from gaapgraph.reader.table.figure import Figure
from gaapgraph.reader.table.scale import share_scale_of
from gaapgraph.reader.table.two_spans import periods_of_two_spans
from gaapgraph.vocabulary import XBRLI

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gaapgraph.language.span import Phrase
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.context import Context
    from gaapgraph.reader.table.group import GroupedRow
    from gaapgraph.reader.table.section import Section
    from gaapgraph.reader.table.stub import RowLabel

__all__ = ["figures_in_label"]

_NONE = Printed(Decimal(0))
_NO = re.compile(r"no(?:ne|\s+shares)$", re.IGNORECASE)
_STATES = late_pattern(r"authori[sz]ed|issued|outstanding", re.IGNORECASE)
_MOST = 1_000_000
_BREAK = re.compile(r"[—–;:]|,\s|\s-\s")
_THRESHOLD = re.compile(
    r"(?:\b(?:above|over|below|under|exceeding|more\s+than|less\s+than|greater\s+than|up\s+to|at\s+least)|[<>≤≥])\s*$",
    re.IGNORECASE,
)
_SIZE_AFTER = re.compile(
    r"\s*(?:or\s+(?:more|less|fewer|greater|over|above|under)\b|(?:to|[-–])\s?\d|sq\.?\s|square\b|acres\b|rooms\b|beds\b|miles\b|tons\b|TEU)",
    re.IGNORECASE,
)
_SIZE_BEFORE = re.compile(r"(?<![\d,])(?!(?:19|20)\d\d\b)\d[\d,]*\s*(?:to|[-–])\s*$", re.IGNORECASE)
_NAMED_AFTER = re.compile(
    r"\s*(?:(?!issued|outstanding|authori[sz]ed)\w+\s+(?!issued|outstanding|authori[sz]ed)\w+\s+)?(?:shares\s+)?((?:authori[sz]ed|issued|outstanding)(?:(?:,|\s+and|\s+or)\s+(?:issued|outstanding))*|par\s+value)\b",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    r"\b((?:authori[sz]ed|issued|outstanding)(?:(?:,|\s+and|\s+or)\s+(?:issued|outstanding))*)\s*[:–—-]?\s*$",
    re.IGNORECASE,
)
# What joins two counts that have a day each.
_LATER = re.compile(
    rf"[\s,]*(?:shares\s+)?(?:(?:issued|outstanding|held)\s+)?(?:at|as\s+of|in)\s+(?:(?:{MONTH})\.?\s+\d{{1,2}},?\s+)?(?:19|20)\d\d[\s,]*(?:and\s+)?",
    re.IGNORECASE,
)
_DATED_BEFORE = re.compile(r"(?<![\w,.] )\b(?P<year>(?:19|20)\d\d)\s*[:–—-]\s*$")
_ONE_MORE_YEAR = re.compile(r"\s*(?:,\s*and|,|and|&)\s+(?P<year>(?:19|20)\d\d)\b")
_PARTS = re.compile(r"\([^()]*\)")
_JOINT = re.compile(r"\s*\)?\s*(?:and|or|,|,\s*and)\s*(?:of\s+)?", re.IGNORECASE)
# What may stand between an amount and the time that it alone has: "48,000 shares issued as of December 31, 2024".
_LEADS_TO_TIME = re.compile(
    r"\)?\s*(?:shares\s+)?(?:(?:authori[sz]ed|issued|outstanding)(?:\s+and\s+(?:issued|outstanding))?\s+)?"
    r"(?P<time>in|at|as\s+of|for|during)\s+(?:fiscal\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_MORE_TIMES = re.compile(r"\s*(?:,|,?\s*and)\s+(?:[A-Z][a-z]+\.?\s+\d{1,2},?\s+)?(?:19|20)\d\d\b")
_LEAD = re.compile(r"^(?:and|or|net\s+of|less|including|of|with|respectively|,|;)\s+", re.IGNORECASE)
_TRAIL = re.compile(r"\s*\b(?:of|at|and|to|for|was|were|is)?\s*[,;:—–-]*\s*$", re.IGNORECASE)
_PAR = re.compile(r"\s*(?:(?:stated\s+)?par|per\s+(?:(?:common|equity|ordinary)\s+)?share|each)\b", re.IGNORECASE)
_PAR_BEFORE = late_pattern(r"\b(?:par|face|nominal)\s+value\W+(?:of\s+)?$", re.IGNORECASE)
_PER = re.compile(r"per\s", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:shares?|authori[sz]ed|issued|outstanding|treasury\s+stock)\b", re.IGNORECASE)


def figures_in_label(grouped: GroupedRow, context: Context, section: Section, days: list[Period]) -> Iterator[Figure]:
    """Yield the figures that a row's label states, one for each date where the label gives several.

    Where they stand in the table, and below which headings, is left to the reading of the table.

    "allowance of JPY 24,677 thousand and JPY 22,072 thousand at March 31, 2008 and March 31, 2009, respectively" dates
    each amount; "377,600 shares … at March 31, 2008 and March 31, 2009" states two facts with one figure.

    Args:
        grouped: The row.
        context: What is known of the document.
        section: Where the row stands.
        days: The periods of the row's own figures, in the order of the columns.
    """
    row, label = grouped.row, grouped.label
    if not label.amounts or not row.label_cells:
        return
    columns = [column for column in section.columns if column.is_amount and column.period is not None]
    known: list[Period | None] = [*days] or [_latest(columns, context)]
    names, dates = _names_and_dates(label, days, known, context)
    for position, text, printed in _amounts(label, context):
        unit = _unit(text, label, position, printed, context)
        scale = _scale(printed, unit, section, context)
        dated = dates[position][:1] if printed.is_percent else dates[position]
        for period, name in product(dated, _each(names[position])):
            yield Figure(
                place=row.label_cells[0].place_of(label.amounts[position][0]),
                printed=text,
                value=(printed.value or Decimal(0)).scaleb(scale) + 0,
                decimals=None if unit in (SHARES, count_unit("ADS")) else printed.places - scale,
                unit=unit,
                period=period,
                label=name,
                full_label=label.full,
            )


def _amounts(label: RowLabel, context: Context) -> Iterator[tuple[int, str, Printed]]:
    """Yield number and print of each amount of a label that states a figure: no threshold, no size of a thing."""
    for position, (start, end) in enumerate(label.amounts):
        text = _whole(label.full, start, end)
        printed = _NONE if _NO.match(text) else parse_printed(text, context.is_continental)
        if printed is None or printed.value is None or _THRESHOLD.search(label.full[:start]):
            continue
        if printed.currency or printed.is_percent or not _is_size(label.full, start, end):
            yield position, text, printed


def _is_size(full: str, start: int, end: int) -> bool:
    """Say whether a number in a label says how large a thing is: "50,000 to 169,999 sq. ft." of stores."""
    return _SIZE_AFTER.match(full, end) is not None or _SIZE_BEFORE.search(full[:start]) is not None


def _names_and_dates(
    label: RowLabel, days: list[Period], known: list[Period | None], context: Context
) -> tuple[list[str], list[list[Period | None]]]:
    """Return what each amount of a label is, and the periods for which it holds; none where they stay open."""
    outer, parents = _without_parts(label)
    names, runs = _names_and_runs(outer, known, context)
    spans = periods_of_two_spans(label.full, label.amounts, context.calendar)
    dates: list[list[Period | None]]
    if spans is not None:
        dates = [[*spans.get(place, ())] for place in range(len(label.amounts))]
        return [names[one] for one in parents], dates
    dates = []
    for one, (_, end) in zip(parents, label.amounts, strict=True):
        own = _own_time(label, end, context, days) if [one] in runs else None
        dates.append(
            [own] if own is not None else _days_of(outer, one, names=names, runs=runs, days=known, context=context)
        )
    return [names[one] for one in parents], dates


def _without_parts(label: RowLabel) -> tuple[RowLabel, list[int]]:
    """Return a label without the parts of its amounts in parentheses, and for each amount the one that it is part of.

    "12,460 (Class A 5,899, Class B 870, Class C 5,691) and 12,211 (…) shares issued": the classes are as their sum is.
    """
    full = label.full
    for group in _PARTS.finditer(label.full):
        inside = [one for one in label.amounts if group.start() < one[0] < group.end()]
        before = [one for one in label.amounts if one[1] <= group.start()]
        if len(inside) > 1 and before and not _STATES.search(group[0]):
            full = full[: group.start()] + " " * len(group[0]) + full[group.end() :]
    kept = tuple(one for one in label.amounts if not full[one[0] : one[1]].isspace())
    parents = [max(place for place, one in enumerate(kept) if one[0] <= start) for start, _ in label.amounts]
    return replace(label, full=full, amounts=kept), parents


def _days_of(
    label: RowLabel,
    position: int,
    *,
    names: list[str],
    runs: list[list[int]],
    days: list[Period | None],
    context: Context,
) -> list[Period | None]:
    """Return the days for which a figure in a label holds: its own, that of its place in a list, or all.

    "50,773,796 shares at November 2, 2024, 50,445,186 shares at February 3, 2024": each has its own day.
    """
    begin, end = label.amounts[position]
    before = _DATED_BEFORE.search(label.full[:begin])
    if before is not None and (named := _of_year(int(before["year"]), days, context)) is not None:
        return [named]
    phrases = _phrases_for(label.full, begin, context)
    after = next((phrase for phrase in phrases if phrase.start >= end), None)
    apart = all(any(one.end <= start < day.start for start, _ in label.amounts) for one, day in pairwise(phrases))
    if after is not None and apart and len(phrases) > 1 and not label.full[end : after.start].strip(" ,"):
        return [after.period]
    dated: list[Period | None] = list(dict.fromkeys(phrase.period for phrase in phrases)) or days
    run = next(run for run in runs if position in run)
    same = _beside(position, names)
    if len(run) not in (1, len(dated)) and len(same) != len(dated):
        return dated[:1]
    if len(run) == len(dated) > 1:
        return [dated[run.index(position)]]
    if len(same) == len(dated) > 1:
        return [dated[same.index(position)]]
    return dated


def _beside(position: int, names: list[str]) -> list[int]:
    """Return the amounts around one that are called as it is, with none of another name between them."""
    first = last = position
    while first and names[first - 1] == names[position]:
        first -= 1
    while last + 1 < len(names) and names[last + 1] == names[position]:
        last += 1
    return list(range(first, last + 1))


def _phrases_for(full: str, begin: int, context: Context) -> tuple[Phrase, ...]:
    """Return the times named in the part of a label where an amount stands, or else in all of it.

    "as of December 31, 2024 and 2023" names two.
    """
    phrases = [more for phrase in find_phrases(full, context.calendar) for more in _with_years(full, phrase, context)]
    start, stop = full.rfind(";", 0, begin) + 1, full.find(";", begin)
    own = [phrase for phrase in phrases if start <= phrase.start and (stop < 0 or phrase.start < stop)]
    return tuple(own or phrases)


def _with_years(full: str, phrase: Phrase, context: Context) -> list[Phrase]:
    found, at = [phrase], phrase.end
    while (more := _ONE_MORE_YEAR.match(full, at)) is not None and isinstance(phrase.period, Instant):
        year = int(more["year"])
        closing = context.calendar.year(year).end if _is_closing(phrase.period, context) else None
        day = closing or _day_in(phrase.period.date, year)
        found.append(replace(phrase, start=more.start("year"), end=more.end(), period=Instant(day)))
        at = more.end()
    return found


def _is_closing(period: Instant, context: Context) -> bool:
    return context.calendar.year(context.calendar.label_of(period.date)).end == period.date


def _day_in(day: date, year: int) -> date:
    return shift_months(day, 12 * (year - day.year))


def _of_year(year: int, days: list[Period | None], context: Context) -> Period | None:
    """Return the day of the columns that a bare year names."""
    named = context.calendar.year(year)
    return next((day for day in days if day is not None and named.start <= day.end <= named.end), None)


def _own_time(label: RowLabel, end: int, context: Context, days: list[Period]) -> Period | None:
    """Return the time that stands right after an amount, for it alone: "tax of $(39) in 2024, $15 in 2023".

    Args:
        label: The row's label.
        end: Where the amount ends in it.
        context: Whose calendar it is.
        days: The periods of the row's own figures, of which a bare year names one.
    """
    lead = _LEADS_TO_TIME.match(label.full, end)
    if lead is None:
        return None
    year = _YEAR.match(label.full, lead.end())
    phrases = find_phrases(label.full, context.calendar) if year is None else ()
    phrase = next((one for one in phrases if lead.start("time") <= one.start <= lead.end()), None)
    stop = year.end() if year is not None else phrase.end if phrase is not None else 0
    if not stop or _MORE_TIMES.match(label.full, stop):
        return None
    if year is None:
        return phrase.period if phrase is not None else None
    return _of_year(int(year[0]), list(days), context) or context.calendar.year(int(year[0]))


def _whole(full: str, start: int, end: int) -> str:
    """Return an amount with the parenthesis that opens right before it: "taxes of ($1.7) million"."""
    text = full[start:end].strip()
    return f"({text}" if ")" in text and "(" not in text and full[:start].endswith("(") else text


def _each(name: str) -> list[str]:
    """Return the names of what one count states: "shares issued and outstanding" are two facts."""
    states = _STATES.findall(name) if name.startswith("shares ") else []
    return [f"shares {state}" for state in states] if len(states) > 1 else [name]


def _runs(label: RowLabel, most: int) -> list[list[int]]:
    """Return the amounts that "and" joins: "$134, $63 and $49" are one run.

    A run of more than there are dates begins with another kind: "3,000 shares, 1,404 and 1,402 shares issued".
    """
    runs: list[list[int]] = []
    listed: list[int] = []  # what commas alone have joined so far: a list only where an "and" follows
    for position, (start, _) in enumerate(label.amounts):
        before = label.amounts[position - 1][1] if position else 0
        between = _AFTER_NUMBER.sub("", label.full[before:start]) if position else ""
        joint = _JOINT.fullmatch(between.strip(" (") + " ") if position else None
        if joint is None:
            runs, listed = [*runs, *([one] for one in listed)], [position]
        elif joint[0].strip() == ",":
            listed.append(position)
        else:
            runs, listed = [*runs, [*listed, position]], []
    runs = [*runs, *([one] for one in listed)]
    return [part for run in runs for part in ([*([one] for one in run[:-most]), run[-most:]] if most else [run])]


_AFTER_NUMBER = re.compile(r"^\s*\)?(?:\s*(?:thousand|million|billion)s?)?(?:\s*(?:shares|ADSs?))?", re.IGNORECASE)


def _scale(printed: Printed, unit: Unit, section: Section, context: Context) -> int:
    """Return the scale of an amount in a label: its own, or that of the table's amounts or share counts."""
    if printed.is_percent:
        return -2
    if printed.scale is not None or unit.denominator or (unit.currency is not None and printed.places > 1):
        return printed.scale or 0
    columns = [column for column in section.columns if column.is_amount]
    quantity = columns[0].quantity if columns else None
    scale = quantity.scale if quantity is not None else None
    if unit.currency is not None:
        return scale or 0
    own = quantity.share_scale if quantity is not None else None
    if own is None:
        own = share_scale_of((*section.surroundings.captions, *section.captions))
    if own is not None:
        return own
    if quantity is not None and quantity.is_of_money:
        return context.share_scale or 0
    return (
        (context.scale if scale is None else scale) or 0 if printed.value is not None and printed.value < _MOST else 0
    )


def _latest(amounts: list[Column], context: Context) -> Period | None:
    instants = [column.period for column in amounts if isinstance(column.period, Instant)]
    if instants:
        return max(instants, key=lambda instant: instant.date)
    return Instant(context.period.end) if context.period is not None else None


def _unit(text: str, label: RowLabel, position: int, printed: Printed, context: Context) -> Unit:
    start, end = label.amounts[position]
    if printed.is_percent:
        return PURE
    if printed.currency:
        unit = currency_unit(context.in_own_dollars(printed.currency, text))
        is_par = _PAR.match(label.full, end) or _PAR_BEFORE.search(label.full[:start])
        return unit.per(XBRLI.shares) if is_par else unit
    if re.search(r"\bADSs?\b", text):
        return count_unit("ADS")
    if _SHARE.search(f"{text} {label.full}"):
        return SHARES
    return currency_unit(context.currency or "USD")


def _names_and_runs(label: RowLabel, days: list[Period | None], context: Context) -> tuple[list[str], list[list[int]]]:
    """Return what each amount of a label is, and which amounts of one kind stand in a row."""
    dates = {phrase.period for start, _ in label.amounts for phrase in _phrases_for(label.full, start, context)}
    runs = _runs(label, len(dates or days))
    return _named_after(_names(label), label, runs), runs


_OPENED = re.compile(r"^.*\((?=\s*[A-Za-z][^()]*$)")


def _names(label: RowLabel) -> list[str]:
    names: list[str] = []
    previous = 0
    for start, end in label.amounts:
        before = _TRAIL.sub("", _DATED_BEFORE.sub("", label.full[previous:start])).strip(" ,;(")
        segment = re.sub(r"\s+", " ", _BREAK.split(before)[-1]).strip(" (")
        segment = _OPENED.sub("", segment)  # "Fixed maturities at fair value (amortized cost $5)"
        while _LEAD.match(segment + " "):
            segment = _LEAD.sub("", segment + " ").strip()
        if not segment and names and previous:
            segment = names[-1]
        if previous == 0 and segment and not _BREAK.search(before):
            after = _after(label.full[end:], label.full[start:end])
            segment = segment if _PER.match(after) else after or segment
        names.append(segment or _after(label.full[end:], label.full[start:end]))
        previous = end
    return names


def _named_after(names: list[str], label: RowLabel, runs: list[list[int]]) -> list[str]:
    """Return the names with those that stand after their figures, as in "100,000 shares authorized; 48,000 issued".

    What stands right before a figure goes first: "authorized 3,000 shares, 1,404 and 1,402 shares issued".
    """
    for run in reversed(runs):
        start, end = label.amounts[run[0]][0], label.amounts[run[-1]][1]
        tail = _NAMED_AFTER.match(label.full, end)
        before = _NAMED_BEFORE.search(label.full[:start])
        name = None
        if before is not None:
            name = re.sub(r"\s+", " ", before[1])
        elif tail is not None:
            name = f"shares {tail[1]}" if tail[1].lower() != "par value" else tail[1]
        elif run[0] and _LATER.fullmatch(label.full[label.amounts[run[0] - 1][1] : start]):
            name = names[run[0] - 1]  # "600 shares at December 31, 2024 and 598 shares at December 31, 2023"
        if name is not None:
            names[run[0] : run[-1] + 1] = [name] * len(run)
    return names


def _after(tail: str, amount: str) -> str:
    words = re.split(r"\s+(?:at|as\s+of|in)\s+|[,;(]", tail, maxsplit=1)[0].strip(" ,;—-")
    noun = "shares" if "shares" in amount.lower() else ""
    return f"{noun} {words}".strip() if words else ""
