"""How drawings say periods, columns and figures."""

from __future__ import annotations

import re
from calendar import month_abbr, monthrange
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["name_period", "name_unit", "rank_period", "show_figure", "spell_column", "spell_name"]

_PERIOD = re.compile(r"(\d{4}-\d{2}-\d{2})(?:/(\d{4}-\d{2}-\d{2}))?")
_UNITS = {"pure": ""}


def name_period(text: str) -> str:
    """Return a period as people call it.

    >>> [name_period(each) for each in ("2008-04-01/2009-03-31", "2009-01-01/2009-03-31", "2009-03-31")]
    ['year to Mar 2009', '3 months to Mar 2009', '31 Mar 2009']
    """
    found = _PERIOD.fullmatch(text)
    if found is None:
        return text or "undated"
    first = date.fromisoformat(found[1])
    if found[2] is None:
        return f"{first.day} {month_abbr[first.month]} {first.year}"
    last = date.fromisoformat(found[2])
    months = _count_months(first, last)
    end = f"{month_abbr[last.month]} {last.year}"
    if months == 0:
        return f"{first.isoformat()} to {last.isoformat()}"
    if last.day != monthrange(last.year, last.month)[1]:
        end = f"{last.day} {end}"
    length = {1: "month", 12: "year"}.get(months, f"{months} months")
    return f"{length} to {end}"


def rank_period(text: str) -> tuple[int, str]:
    """Return by what periods are put in order: the longest first, then by their end."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return (1, text)
    first, last = date.fromisoformat(found[1]), date.fromisoformat(found[2] or found[1])
    return (-_count_months(first, last) if found[2] else 0, last.isoformat())


def spell_column(name: str) -> str:
    """Return the name of a column in words.

    >>> spell_column("netDebtToEbitda")
    'net debt to ebitda'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def spell_name(text: str) -> str:
    """Return the name of a concept or member in words; other text stays as it is.

    >>> [spell_name(text) for text in ("us-gaap:OperatingIncomeLoss", "JPY")]
    ['Operating Income Loss', 'JPY']
    """
    prefix, mark, local = text.partition(":")
    is_name = mark and local.isalnum() and prefix.replace("-", "").isalnum()
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local) if is_name else text


def name_unit(unit: str, scale: int) -> str:
    """Return a unit with what its figures are counted in.

    >>> name_unit("JPY", 1_000_000)
    'JPY million'
    """
    words = {1_000_000: "million", 1_000: "thousand"}
    return f"{_UNITS.get(unit, unit)} {words.get(scale, '')}".strip()


def show_figure(value: Decimal, form: str) -> str:
    """Return a figure for a label, with thousands apart and a minus sign.

    >>> from decimal import Decimal
    >>> show_figure(Decimal("-3263.4"), ",.0f")
    '−3,263'
    >>> show_figure(Decimal("0.4928"), ".1%")
    '49.3%'
    """
    text = format(value, form)
    return text.replace("-", "−") if any(digit in text for digit in "123456789") else text.lstrip("-")


def _count_months(first: date, last: date) -> int:
    days = (last - first).days + 1
    months = round(days / 30.4375)
    return months if abs(days - months * 30.4375) < 5 else 0
