"""Periods, units and numbers as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.model import Duration

if TYPE_CHECKING:
    from gaapgraph.model import Forever, Period, Unit

__all__ = ["show_period", "show_unit", "thousands"]


def show_period(period: Period | Forever | None) -> str:
    """Return a period as people read it.

    >>> from datetime import date
    >>> show_period(Duration(date(2008, 4, 1), date(2009, 3, 31))), show_period(None)
    ('2008-04-01 to 2009-03-31', 'undated')
    """
    if period is None:
        return "undated"
    return f"{period.start} to {period.end}" if isinstance(period, Duration) else str(period)


def show_unit(unit: Unit | None) -> str:
    """Return a unit by the names of its measures; none is empty.

    >>> from gaapgraph.model import SHARES, currency_unit
    >>> show_unit(currency_unit("JPY").per(SHARES.numerator[0]))
    'JPY per shares'
    """
    return "" if unit is None else str(unit).replace(" / ", " per ")


def thousands(text: str) -> str:
    """Return a number with commas; any other text as it is.

    >>> thousands("-1234567.5"), thousands("none")
    ('-1,234,567.5', 'none')
    """
    whole, dot, rest = text.partition(".")
    digits = whole.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or whole == "-0":
        return text
    first = len(digits) % 3
    groups = [digits[:first]] * bool(first) + [digits[at : at + 3] for at in range(first, len(digits), 3)]
    return f"{'-' if whole != digits else ''}{','.join(groups)}{dot}{rest}"
