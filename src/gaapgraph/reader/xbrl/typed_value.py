"""Lexical values to values, by the item type of their concept, or by what can be told without it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.model import Literal
from gaapgraph.vocabulary import XSD

if TYPE_CHECKING:
    from gaapgraph.model import Value

__all__ = ["is_numeric_type", "read_accuracy", "read_number", "read_typed"]

_XSD = XSD.iri
_FLOATS = frozenset({"float", "double"})
_WHOLES = frozenset(
    {"integer", "nonPositiveInteger", "negativeInteger", "long", "int", "short", "byte"}
    | {"nonNegativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "positiveInteger"}
)
_NUMBERS = _FLOATS | _WHOLES | {"decimal", "monetary", "shares", "pure"}
_TEXTS = frozenset(["string", "normalizedString", "token", "language", "Name", "NCName"])
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_FLOAT = re.compile(_NUMBER.pattern + r"(?:[eE][+-]?[0-9]{1,4})?")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_NO_NUMBERS = frozenset({"INF", "-INF", "NaN"})
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_MOMENT = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?:T(?P<time>\d\d:\d\d:\d\d(?:\.\d+)?))?(?P<zone>Z|[+-]\d\d:\d\d)?")
_MOST_DIGITS = 200
_PATTERNS = {
    "duration": re.compile(r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"),
    "gYear": re.compile(r"-?\d{4,}(Z|[+-]\d\d:\d\d)?"),
    "gYearMonth": re.compile(r"-?\d{4,}-\d\d(Z|[+-]\d\d:\d\d)?"),
    "gMonthDay": re.compile(r"--\d\d-\d\d(Z|[+-]\d\d:\d\d)?"),
    "gDay": re.compile(r"---\d\d(Z|[+-]\d\d:\d\d)?"),
    "gMonth": re.compile(r"--\d\d(Z|[+-]\d\d:\d\d)?"),
    "time": re.compile(r"\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"),
    "hexBinary": re.compile(r"([0-9A-Fa-f]{2})*"),
    "base64Binary": re.compile(r"[A-Za-z0-9+/=\s]*"),
    "QName": re.compile(r"[^\s:]+(:[^\s:]+)?"),
    "anyURI": re.compile(r"\S*( \S+)*"),
}


def _primitive(base_type: str) -> str:
    return base_type.removesuffix("ItemType")


def is_numeric_type(base_type: str) -> bool:
    """Say whether a base item type is numeric: `monetaryItemType` is, `stringItemType` and an unknown one are not."""
    return _primitive(base_type) in _NUMBERS


def read_typed(text: str, base_type: str, *, has_unit: bool = False) -> tuple[Value, str | None]:
    """Return the value of an item, and what is wrong with it, or None.

    A value that its type does not allow is kept as text.

    Args:
        text: Lexical value.
        base_type: Local name of the item type of XBRL 2.1, such as `dateItemType`; empty where it is not known.
        has_unit: Whether the item has a unit, which is what tells a number where the type is not known.

    >>> read_typed("1.50", "", has_unit=True), read_typed(" 2009-03-31 ", "dateItemType")
    ((Decimal('1.50'), None), (datetime.date(2009, 3, 31), None))
    """
    kind = _primitive(base_type)
    if kind in _NUMBERS or (not kind and has_unit):
        return _read_figure(text.strip(), kind)
    if kind in _TEXTS or not kind:
        return (
            text if kind in ("", "string") else " ".join(text.split()) if kind != "normalizedString" else text
        ), None
    stripped = text.strip()
    if kind == "boolean":
        found = _BOOLEANS.get(stripped)
        return (found, None) if found is not None else (text, f"{stripped[:40]!r} is neither true nor false")
    if kind in ("date", "dateTime"):
        return _read_date(stripped, kind)
    pattern = _PATTERNS.get(kind)
    if pattern is not None and not pattern.fullmatch(stripped):
        return text, f"{stripped[:40]!r} is no value of xsd:{kind}"
    return Literal(stripped, _XSD + kind), None


def read_number(text: str) -> Decimal | None:
    """Return a number of a size that arithmetic can follow."""
    if len(text) > 3 * _MOST_DIGITS or not _FLOAT.fullmatch(text):
        return None
    value = Decimal(text)
    return value if -_MOST_DIGITS <= value.adjusted() <= _MOST_DIGITS or not value else None


def read_accuracy(value: Value | None, decimals: str | None, precision: str | None) -> tuple[int | None, bool]:
    """Return decimals (None is exact) and whether the accuracy is unknown.

    Source: XBRL 2.1 §4.6.6, inferring decimals from precision; a precision of 0 says nothing.

    >>> read_accuracy(Decimal(1234567), None, "4"), read_accuracy(Decimal(5), "INF", None)
    ((-3, False), (None, False))
    """
    if decimals is not None:
        text = decimals.strip()
        known = re.fullmatch(r"[+-]?\d{1,3}", text) is not None and abs(int(text)) <= _MOST_DIGITS
        return (int(text), False) if known else (None, text != "INF")
    text = "" if precision is None else precision.strip()
    if text == "INF":
        return None, False
    if not re.fullmatch(r"\d{1,3}", text) or int(text) == 0 or not isinstance(value, Decimal):
        return None, isinstance(value, Decimal)
    return (int(text) - value.adjusted() - 1, False) if value else (None, False)


def _read_figure(text: str, kind: str) -> tuple[Value, str | None]:
    if text in _NO_NUMBERS and kind in ("", *_FLOATS):
        return Literal(text, _XSD + (kind or "double")), None
    value = read_number(text) if kind in ("", *_FLOATS) or _NUMBER.fullmatch(text) else None
    if value is None:
        return text, f"{text[:40]!r} is no number" if text else "it is empty, and a number is due"
    if kind in _WHOLES and not _is_whole(text, kind):
        return text, f"{text[:40]!r} is no value of xsd:{kind}"
    return value, None


def _is_whole(text: str, kind: str) -> bool:
    """Say whether a number is one of a type of whole numbers; how large those are is not judged."""
    if not _WHOLE.fullmatch(text):
        return False
    number = int(text)
    if kind.startswith(("nonNegative", "unsigned", "positive")) and number < (kind == "positiveInteger"):
        return False
    return not (kind.startswith(("nonPositive", "negative")) and number > -(kind == "negativeInteger"))


def _read_date(text: str, kind: str) -> tuple[Value, str | None]:
    found = _MOMENT.fullmatch(text)
    if found is None or (kind == "date" and found["time"]):
        return text, f"{text[:40]!r} is no {'date' if kind == 'date' else 'date or moment'}"
    try:
        if not found["time"]:
            day = date.fromisoformat(found["day"])
            return (Literal(text, XSD.date) if found["zone"] else day), None
        is_next = found["time"].startswith("24:00:00")
        moment = datetime.fromisoformat(
            found["day"] + "T" + ("00:00:00" if is_next else found["time"]) + (found["zone"] or "")
        )
        return moment + timedelta(days=is_next), None
    except (ValueError, OverflowError):
        return text, f"{text[:40]!r} is no day of the calendar"
