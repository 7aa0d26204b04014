"""Columns that speak of other columns: changes, shares, and convenience translations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.currency import currencies
from gaapgraph.language.date import is_year_alone
from gaapgraph.model import Duration, Instant
from gaapgraph.reader.table.computed import name_computed, prove_pairs
from gaapgraph.reader.table.cover import covering
from gaapgraph.reader.table.percent_column import name_percents
from gaapgraph.reader.table.stub import read_label

if TYPE_CHECKING:
    from gaapgraph.model import Period
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.context import Context
    from gaapgraph.reader.table.row import BodyRow

__all__ = ["pair_columns", "relate_columns", "translate_periods"]

_PAIR = 2
_ALIKE = 20  # days by which spans of one kind differ: quarters of 12 and 14 weeks
_YEAR_APART = range(351, 380)  # days
_QUARTER_APART = range(81, 102)
_LEAST_TRANSLATED = 50  # a quotient of smaller figures is too coarse for a rate

_RATIOS = re.compile(r"\W*(?:ratios?|margin|mix|percent(?:age)?s?)\W*", re.IGNORECASE)
# "Rent Growth | NOI Growth | Occupancy": the last is none
_LEVEL = late_pattern(r"^\W*(?:\w+\s+)?(?:occupancy|occupied|leased|utili[sz]ation|margin|yield|NIM)\b", re.IGNORECASE)
_WHOLE = 100
_LEAST_COLUMNS = 2
_REFERENCE = re.compile(r"^\d{1,2}(?:,\s?\d{1,2})*$")


def relate_columns(
    columns: tuple[Column, ...], body: list[BodyRow], kind: str, titles: list[str], context: Context
) -> tuple[Column, ...]:
    """Return the columns with what they are to each other: changes, shares, translations, dashes of ranges.

    Args:
        columns: The columns as their heads and captions have them.
        body: The rows, which tell by their prints what heads leave open.
        kind: Which statement it is.
        titles: What names the table, nearest last.
        context: What is known of the document.
    """
    columns = _note_references(_note_prints(columns, body), body)
    columns = _name_changes(_name_ratios(name_percents(columns, body), body), body)
    columns = _name_shares(columns, body, kind, titles, context.percent_is_growth)
    columns = translate_periods(_name_currencies(columns, body), body, context.currency)
    columns = name_computed(columns, body)
    return _part_shares(prove_pairs(pair_columns(_date_between(columns)), body))


def _part_shares(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Head shares of a total that are headed alike with what each is of: "% of Total" right of "Area" and "Rent".

    Tables of property owners and of insurers' portfolios need it, whose shares would be two shares of one thing.
    """
    shares = [
        place
        for place, column in enumerate(columns)
        if column.quantity.is_percent
        and column.quantity.measure not in ("growth", "change")
        and column.pair is not None
    ]
    found = list(columns)
    for place in shares:
        column = columns[place]
        alike = [
            other for other in shares if (columns[other].head, columns[other].outer) == (column.head, column.outer)
        ]
        homes = {columns[columns[other].pair[0]].head: columns[other].period for other in alike}  # type: ignore[index]
        own = columns[column.pair[0]].head if column.pair is not None else ""
        if own and len(homes) == len(alike) > 1:
            found[place] = replace(column, head=f"{own} {column.head}".strip())
    return tuple(found)


def _date_between(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Date a column without a year between two of one period like those: "2022 GAAP | Adj. | 2022 Non-GAAP"."""
    line = list(columns)
    for place in range(1, len(line) - 1):
        left, column, right = line[place - 1 : place + 2]
        is_open = column.is_amount and (column.period is None or column.is_guessed)
        is_sure = left.period is not None and not left.is_guessed and not right.is_guessed
        if is_open and is_sure and left.period == right.period and left.head != right.head:
            line[place] = replace(column, period=left.period, is_guessed=False)
    return tuple(line)


def _name_ratios(columns: tuple[Column, ...], body: list[BodyRow]) -> tuple[Column, ...]:
    """Say that a column headed "Ratio" or alike holds percentages, though only its first figure bears the sign."""
    named = list(columns)
    for place, column in enumerate(columns):
        if _RATIOS.fullmatch(column.head) and not column.quantity.is_percent:
            prints = [
                number.printed
                for row in body
                for number in row.numbers
                if number.printed.value is not None and covering(columns, number.cell) == place
            ]
            if any(printed.is_percent for printed in prints) and not any(printed.currency for printed in prints):
                named[place] = replace(column, quantity=replace(column.quantity, is_percent=True, measure="ratio"))
    return tuple(named)


def _name_shares(
    columns: tuple[Column, ...], body: list[BodyRow], kind: str, titles: list[str], percent_is_growth: bool
) -> tuple[Column, ...]:
    """Say what a bare "%" column is a share of: the row that shows 100, or else what its statement implies.

    Where a note calls percentages changes against the year before, they are growth unless a row shows 100.
    """
    subject = " ".join(titles)
    named = []
    for index, column in enumerate(columns):
        quantity = column.quantity
        if (
            quantity.measure == "ratio"
            and re.search(r"\bof\s+(?:the\s+)?total\W*$", column.text, re.IGNORECASE)
            and re.search(r"\b(?:revenues?|sales)\b", subject, re.IGNORECASE)
        ):
            quantity = replace(quantity, measure="shareOfRevenue")
        if quantity.is_percent and quantity.measure is None:
            whole = _whole(columns, index, body)
            quantity = replace(quantity, measure=_share(whole, kind, percent_is_growth))
        named.append(replace(column, quantity=quantity))
    return tuple(named)


def _whole(columns: tuple[Column, ...], index: int, body: list[BodyRow]) -> str:
    """Return the label of the row that shows 100 in a column."""
    column = columns[index]
    return next(
        (
            row.label
            for row in body
            for number in row.numbers
            if number.printed.value == _WHOLE and number.cell.start < column.stop and column.start < number.cell.stop
        ),
        "",
    )


def _share(whole: str, kind: str, percent_is_growth: bool) -> str | None:
    if percent_is_growth and not whole:
        return "growth"
    if re.search(r"revenue|sales", whole, re.IGNORECASE) or (not whole and kind == "income-statement"):
        return "shareOfRevenue"
    if (whole and re.search(r"total|assets|liabilities", whole, re.IGNORECASE)) or kind == "balance-sheet":
        return "shareOfAssets"
    return None


_SIGNS = late_pattern(r"\bincrease\s*/?\s*\(\s*decrease\s*\)", re.IGNORECASE)


def _without_signs(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns without a head that only says what parentheses mean.

    "Increase/(Decrease)" over all periods of a statement of comprehensive income or cash flows heads no change of them.
    """
    headed = [column for column in columns if column.quantity.measure == "change"]
    periods = {column.period for column in columns if column.period is not None}
    is_compared = any(column.compares or column.versus or column.against for column in columns)
    if len(headed) < len(columns) or len(periods) < max(2, len(columns)) or is_compared:
        return columns
    if not all(_SIGNS.search(column.wide) for column in columns):
        return columns
    return tuple(replace(column, quantity=replace(column.quantity, measure=None)) for column in columns)


def _name_changes(columns: tuple[Column, ...], body: list[BodyRow]) -> tuple[Column, ...]:
    """Say of a column whose figures all print a per cent sign or points that it is growth.

    Its head says "change", or it stands right of a column of growth ("Change", "Constant currency").
    """
    columns = _without_signs(columns)
    printed: dict[int, list[bool]] = {}
    for row in body:
        for number in row.numbers:
            index = covering(columns, number.cell) if number.printed.value is not None else None
            if index is not None:
                is_part = number.printed.is_percent or number.printed.unit in ("bps", "bp", "pp", "pts", "pt")
                printed.setdefault(index, []).append(is_part)
    named: list[Column] = []
    for index, column in enumerate(columns):
        quantity = column.quantity
        may_grow = quantity.measure is None and not is_year_alone(column.text) and not _LEVEL.search(column.head)
        beside = bool(named) and may_grow and named[-1].quantity.measure == "growth"
        is_growth = (quantity.measure == "change" or beside) and not quantity.is_points
        if is_growth and printed.get(index) and all(printed[index]):
            quantity = replace(quantity, is_percent=True, measure="growth")
        named.append(replace(column, quantity=quantity))
    return tuple(named)


def _note_prints(columns: tuple[Column, ...], body: list[BodyRow]) -> tuple[Column, ...]:
    """Return the columns with two things that only their prints tell.

    A separator holds only the dashes between the ends of ranges: no own head, and figures on both sides. An unmarked
    column has no currency mark at all while other columns of the body have.
    """
    filled: Counter[int] = Counter()
    dashes: Counter[int] = Counter()
    marked: set[int | None] = set()
    for row in body:
        found = {covering(columns, number.cell): number.printed for number in row.numbers}
        for index, printed in found.items():
            if index is not None:
                sides = (found.get(index - 1), found.get(index + 1))
                is_dash = printed.is_nil and all(side is not None and side.value is not None for side in sides)
                (dashes if is_dash else filled)[index] += 1
                marked.update([index] if printed.currency else [])
    between = {index for index, column in enumerate(columns) if dashes[index] and not filled[index] and column.is_bare}
    ends = {index - 1: "low" for index in between} | {index + 1: "high" for index in between}
    return tuple(
        replace(
            column,
            is_separator=index in between,
            is_unmarked=bool(marked) and index not in marked,
            head=f"{column.head} {ends[index]}".strip() if index in ends and column.is_bare else column.head,
        )
        for index, column in enumerate(columns)
    )


def _note_references(columns: tuple[Column, ...], body: list[BodyRow]) -> tuple[Column, ...]:
    """Say of a last column without a head whose cells are "1", "2" or "4,7" that it refers to notes."""
    last = len(columns) - 1
    if last < _LEAST_COLUMNS or not (columns[last].is_bare or not columns[last].text):
        return columns
    texts = [number.text for row in body for number in row.numbers if covering(columns, number.cell) == last]
    if not texts or not all(_REFERENCE.match(text) for text in texts):
        return columns
    return (*columns[:-1], replace(columns[last], is_note=True))


def pair_columns(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Tie each change or share column to the amount column it is about, and a change to the one compared with.

    They stand right of their amounts, or, where a table starts with one and ends with an amount, left of them.
    """
    mirrored = bool(columns) and not columns[0].is_amount and columns[-1].is_amount
    line = list(columns[::-1] if mirrored else columns)
    codes = list(dict.fromkeys(one.quantity.currency for one in line if one.is_amount and one.quantity.currency))
    own = (codes[0], None) if len(codes) > 1 else None  # of a table in two currencies, those in the first are at home
    homes = [n for n, one in enumerate(line) if one.is_amount and (own is None or one.quantity.currency in own)]
    for index, column in enumerate(line):
        before = homes[: bisect_right(homes, index)]
        if column.is_amount or not before:
            continue
        pair: tuple[int, int | None]
        versus, period = column.versus, column.period
        if column.against is not None:
            pair, versus = _against(line, column, before)
        elif column.quantity.measure in ("growth", "change"):
            pair = _change_pair(line, index, before)
        else:
            home = _home_of(line, column, before)
            pair, period = (home, None), line[home].period
        pair = _unmirrored(pair, len(columns)) if mirrored else pair
        line[index] = replace(column, pair=pair, versus=versus or column.versus, period=period)
    return tuple(line[::-1] if mirrored else line)


def _home_of(columns: list[Column], column: Column, left: list[int]) -> int:
    """Return the amount column that a share is of: that of the period which its own head names, or the nearest."""
    if column.period is None or column.is_guessed:
        return left[-1]
    return next((place for place in reversed(left) if columns[place].period == column.period), left[-1])


def _against(
    columns: list[Column], column: Column, left: list[int]
) -> tuple[tuple[int, int | None], tuple[Period, Period] | None]:
    """Return the newest amount column left of a change and the one that its head names, and the periods compared."""
    past = column.against
    alike = [place for place in left if past is not None and _are_alike(columns[place].period, past)] or left
    ends = {place: period.end for place in alike if (period := columns[place].period) is not None}
    newest = max(ends, key=lambda place: (ends[place], -place), default=alike[-1])
    period = columns[newest].period
    if isinstance(period, Instant) and isinstance(past, Duration):
        past = past.closing  # "% Change from | 4Q23" right of balances
    versus = (period, past) if period is not None and past is not None and period.end > past.end else None
    return (newest, next((place for place in left if columns[place].period == past), None)), versus


def _are_alike(first: Period | None, second: Period) -> bool:
    """Say whether two periods are both days, or both durations of about one length."""
    if isinstance(first, Duration) and isinstance(second, Duration):
        return abs(first.days - second.days) <= _ALIKE
    return type(first) is type(second)


def _unmirrored(pair: tuple[int, int | None], count: int) -> tuple[int, int | None]:
    return count - 1 - pair[0], None if pair[1] is None else count - 1 - pair[1]


def _change_pair(columns: list[Column], index: int, left: list[int]) -> tuple[int, int | None]:
    changes = (place for place in range(index) if columns[place].quantity.measure in ("growth", "change"))
    last_change = max(changes, default=-1)  # "2024 | % of sales | % change": a share parts no columns
    own = [place for place in left if place > last_change] or left
    dated = [place for place in own if columns[place].period is not None]
    if columns[index].compares is not None:
        return _named_pair(
            columns, columns[index].compares, [place for place in left if columns[place].period is not None] or left
        )
    named = _change_of(columns, index, left)
    if named is not None:
        return named
    if len(own) == 1 or len(dated) < _PAIR:
        return own[-1], None
    alike = [place for place in dated if columns[index].head and columns[place].head == columns[index].head]
    if len(alike) > 1:
        dated = own = alike
    pool = dated[-2:] if last_change < 0 or len(own) > 1 else dated
    pool = _same_length(columns, pool) if len(pool) == _PAIR else pool
    if len(pool) < _PAIR:
        return own[-1], None
    newest = max(pool, key=lambda place: columns[place].period.end)  # type: ignore[union-attr]
    oldest = min(pool, key=lambda place: columns[place].period.end)  # type: ignore[union-attr]
    return (own[-1], None) if newest == oldest else (newest, oldest)


def _change_of(columns: list[Column], index: int, left: list[int]) -> tuple[int, int | None] | None:
    """Return the amount column of the year that a change names, and the one before: "2024 | 2023" below "Increase".

    Discussions of two years need it, which print "2024 | 2023 | 2022" and the change in 2024 and in 2023.
    """
    column = columns[index]
    if column.period is None or column.is_guessed:
        return None
    home = next((place for place in left if columns[place].period == column.period), None)
    if home is None or not columns[home].is_amount:
        return None
    earlier = {
        place: period.end
        for place in left
        if (period := columns[place].period) is not None
        and period.end < column.period.end
        and columns[place].head == columns[home].head
        and _are_alike(column.period, period)
    }
    past = max(earlier, key=lambda place: earlier[place], default=None)
    return None if past is None else (home, past)


def _named_pair(columns: list[Column], compares: str | None, left: list[int]) -> tuple[int, int | None]:
    """Return the newest amount column left of a change, and the one a quarter or a year before it."""
    newest = max(
        left, key=lambda place: (end.end.toordinal() if (end := columns[place].period) is not None else 0, place)
    )
    period = columns[newest].period
    for place in left:
        past = columns[place].period
        if period is None or past is None or not _are_alike(period, past):
            continue
        days = (period.end - past.end).days
        if days in (_YEAR_APART if compares == "year" else _QUARTER_APART):
            return newest, place
    return newest, None


def _same_length(columns: list[Column], pool: list[int]) -> list[int]:
    first, second = columns[pool[0]].period, columns[pool[1]].period
    return pool if second is not None and _are_alike(first, second) else pool[-1:]


def translate_periods(columns: tuple[Column, ...], body: list[BodyRow], home: str | None) -> tuple[Column, ...]:
    """Date a column in a foreign currency as the home column that it translates.

    A convenience translation divides every figure by one rate, so the quotient of the two columns is nearly constant.
    """
    codes = {column.quantity.currency for column in columns if column.is_amount and column.quantity.currency}
    if len(codes) < _PAIR:
        return columns
    values = _values(columns, body)
    base = home if home in codes else None
    homes = [index for index, column in enumerate(columns)
             if column.quantity.currency == base and column.is_amount and column.period is not None]  # fmt: skip
    dated = list(columns)
    for index, column in enumerate(columns):
        if not column.is_amount or column.quantity.currency in (None, base):
            continue
        best, spread = None, Decimal("0.02")
        for other in homes:
            width = _spread(values[index], values[other])
            if width is not None and width < spread:
                best, spread = other, width
        if best is not None:
            dated[index] = replace(column, period=dated[best].period)
    return tuple(dated)


def _name_currencies(columns: tuple[Column, ...], body: list[BodyRow]) -> tuple[Column, ...]:
    """Take the currencies of columns from labels such as "(JPY / U.S. Dollars / JPY)" where heads have none."""
    for row in body:
        units = read_label(row.label).units
        if len(units) == len(columns):
            return tuple(
                replace(column, quantity=replace(column.quantity, currency=currencies(unit)[0]))
                for column, unit in zip(columns, units, strict=True)
            )
    return columns


def _values(columns: tuple[Column, ...], body: list[BodyRow]) -> list[dict[int, Decimal]]:
    values: list[dict[int, Decimal]] = [{} for _ in columns]
    for place, row in enumerate(body):
        for number in row.numbers:
            index = covering(columns, number.cell)
            if number.printed.value is not None and index is not None:
                values[index][place] = number.printed.value
    return values


def _spread(translated: dict[int, Decimal], home: dict[int, Decimal]) -> Decimal | None:
    ratios = sorted(
        home[line] / translated[line]
        for line in translated
        if line in home and abs(translated[line]) > _LEAST_TRANSLATED and home[line]
    )
    if len(ratios) < _PAIR:
        return None
    low, high = ratios[len(ratios) // 10], ratios[-1 - len(ratios) // 10]
    return abs(high - low) / abs(ratios[len(ratios) // 2])
