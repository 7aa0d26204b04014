"""Short names, periods and units as OIM writes them (OIM Common 1.0 §3; xBRL-JSON 1.0 §3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.model import FOREVER, Duration, Instant, QName, Unit
from gaapgraph.reader.xbrl.context import YEARS, read_day, show_moment
from gaapgraph.vocabulary import XBRLI

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gaapgraph.model import Forever, Period

__all__ = ["expand_name", "is_canonical_unit", "read_oim_moments", "read_oim_period", "read_oim_unit"]

_YEAR = re.compile(r"(\d{4})(?:-?(?:Q([1-4])|H([12])|W(\d\d))|-(\d\d)(?:-(\d\d))?)?(?:@(start|end))?")
_DAY_TEXT = r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?"
_MOMENTS = re.compile(rf"({_DAY_TEXT})(?:/({_DAY_TEXT}))?")


def expand_name(text: str, namespaces: Mapping[str, str]) -> QName:
    """Return the name that a short name stands for.

    Raises:
        ValueError: Its prefix is not among the namespaces.
    """
    prefix, colon, local = text.partition(":")
    if not colon or not local:
        raise ValueError(f"{text[:60]!r} is no name with a prefix")
    if prefix not in namespaces:
        raise ValueError(f"the prefix of {text[:60]!r} is not among the namespaces")
    return QName(namespaces[prefix], local)


def read_oim_period(text: str | None) -> Period | Forever:
    """Return a period: moments, of which midnight belongs to the day before, or an abbreviation of xBRL-CSV.

    Raises:
        ValueError: It is none.

    >>> str(read_oim_period("2009-04-01T00:00:00")), str(read_oim_period("2020Q2")), str(read_oim_period("2020@end"))
    ('2009-03-31', '2020-04-01/2020-06-30', '2020-12-31')
    """
    if text is None:
        return FOREVER
    found = _MOMENTS.fullmatch(text)
    if found is not None and (found[2] or "T" in text):
        first = read_day(found[1], is_end=not found[2])
        last = read_day(found[2], is_end=True) if found[2] else None
        if first is None or (found[2] and last is None):
            raise ValueError(f"{text[:60]!r} has a day that the calendar lacks")
        if last is None:
            return Instant(first[0])
        # a whole day as the end of an interval of dates is the day itself, midnight the day before
        return Duration(first[0], last[0])
    return _read_abbreviation(text)


def read_oim_moments(text: str | None) -> str | None:
    """Return a period that is no whole days as its moments; None where it is, or is abbreviated.

    >>> read_oim_moments("2009-03-31T12:00:00"), read_oim_moments("2009-04-01T00:00:00")
    ('2009-03-31T12:00:00', None)
    """
    found = None if text is None else _MOMENTS.fullmatch(text)
    if text is None or found is None:
        return None
    ends = [(part, bool(number) or not found[2]) for number, part in enumerate(found.groups()[:2]) if part]
    days = [read_day(part, is_end=is_end) for part, is_end in ends]
    if not any(day is not None and day[1] for day in days):
        return None
    return "/".join(show_moment(part, is_end=is_end) for part, is_end in ends)


def _read_abbreviation(text: str) -> Period:
    """Return what an abbreviation of xBRL-CSV stands for: a year, half, quarter, week, month or day, or its end."""
    from datetime import date, timedelta

    from gaapgraph.model import month_end

    if ".." in text:
        start, _, end = text.partition("..")
        first, last = _read_abbreviation(start), _read_abbreviation(end)
        return Duration(first.start if isinstance(first, Duration) else first.date, last.end)
    found = _YEAR.fullmatch(text)
    if found is None:
        raise ValueError(f"{text[:60]!r} is no period")
    year = int(found[1])
    if year not in YEARS:
        raise ValueError(f"{text[:60]!r} has a year that the calendar lacks")
    if found[4]:
        start_day = date.fromisocalendar(year, int(found[4]), 1)
        whole = Duration(start_day, start_day + timedelta(days=6))
    elif found[6]:
        day = date(year, int(found[5]), int(found[6]))
        whole = Duration(day, day)
    else:
        months = {"Q": 3, "H": 6, "M": 1, "Y": 12}["Q" if found[2] else "H" if found[3] else "M" if found[5] else "Y"]
        number = int(found[2] or found[3] or found[5] or 1)
        whole = Duration(date(year, (number - 1) * months + 1, 1), month_end(year, number * months))
    if found[7] is None:
        return whole
    return whole.opening if found[7] == "start" else whole.closing


def read_oim_unit(text: str, namespaces: Mapping[str, str]) -> Unit:
    """Return a unit: measures multiplied, over measures multiplied.

    Raises:
        ValueError: It is none.

    >>> str(read_oim_unit("i:USD/x:shares", {"i": "http://www.xbrl.org/2003/iso4217", "x": XBRLI.iri.rstrip("#")}))
    'USD / shares'
    """
    top, slash, bottom = text.partition("/")
    measures = [_read_measures(part, namespaces) for part in ((top, bottom) if slash else (top,))]
    return Unit(measures[0], measures[1] if slash else ())


def _read_measures(text: str, namespaces: Mapping[str, str]) -> tuple[str, ...]:
    inner = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    found = []
    for part in inner.split("*"):
        name = expand_name(part.strip(), namespaces)
        found.append(XBRLI.iri + name.local if name.namespace == XBRLI.iri.rstrip("#") else name.iri)
    return tuple(sorted(found))


def is_canonical_unit(text: str) -> bool:
    """Say whether a unit is written as OIM asks: measures in order, brackets only around several (OIM Common 1.0 §4).

    >>> is_canonical_unit("e:a*e:b/e:c"), is_canonical_unit("(e:a*e:b)/e:c"), is_canonical_unit("e:b*e:a")
    (False, True, False)
    """
    top, slash, bottom = text.partition("/")
    parts = [top, bottom] if slash else [top]
    for part in parts:
        is_bracketed = part.startswith("(") and part.endswith(")")
        measures = (part[1:-1] if is_bracketed else part).split("*")
        needs_brackets = bool(slash) and len(measures) > 1
        if is_bracketed != needs_brackets or measures != sorted(measures) or not all(measures):
            return False
    return True
