"""Values of tagged elements: transformed, scaled and signed (Inline XBRL 1.1 §7, §10, §11, §12)."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import cache
from typing import TYPE_CHECKING

from gaapgraph.reader.inline.inline_text import read_markup, read_text
from gaapgraph.reader.inline.transformation import TransformationError, transform

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

__all__ = ["is_nil", "read_number", "read_words"]

_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_RESULT = re.compile(rf"[+-]?(?:{_NUMBER.pattern})")
_NO_NUMBERS = frozenset({"INF", "-INF", "NaN"})
_SCALE = re.compile(r"[+-]?[0-9]{1,3}")
_MOST_SCALE, _MOST_DIGITS = 100, 200
_BLANK = " \t\r\n"
_EXACT = Context(prec=3 * _MOST_DIGITS)
_TRUE = ("true", "1")
_SHORT = 40  # characters up to which what a print stands for is remembered
_SHOWN = 60  # characters of a print that a message shows


def is_nil(element: _Element) -> bool:
    """Say whether an element states that there is no value."""
    return (element.get(_NIL) or "").strip() in _TRUE


def read_number(element: _Element, problems: list[str]) -> str | None:
    """Return the number that a `nonFraction`, `numerator` or `denominator` states; None where it cannot be told.

    Args:
        element: The element; a nested one of the same kind gives its text.
        problems: Gets why it cannot be told, each a sentence without its full stop.
    """
    inner = [one for one in element if one.tag == element.tag]
    text = read_text([element])
    if inner and (len(element) > 1 or text.strip() != read_text(inner).strip()):
        problems.append("a figure stands in it and something beside that (§10.1.2)")
        return None
    if len(text) > 10 * _MOST_DIGITS:
        problems.append(f"its text has {len(text):,} characters, and no number has so many")
        return None
    form = element.get("format")
    if form is None:
        found = text.strip(_BLANK)
        if not _NUMBER.fullmatch(found):
            problems.append(
                f"{_quote(text)} is no number as XML Schema writes it, and no format says how to read it (§10.1)"
            )
            return None
    else:
        transformed = _transform(element, form, text, problems)
        if transformed is None:
            return None
        found = transformed
        if found in _NO_NUMBERS:
            return found
        if not _RESULT.fullmatch(found):
            problems.append(f"the format {form!r} makes {_quote(found)} of {_quote(text)}, which is no number")
            return None
    return _scale(element, found, problems)


def _scale(element: _Element, number: str, problems: list[str]) -> str | None:
    """Return a number with scale and sign."""
    scale, sign = element.get("scale", "0").strip(), element.get("sign", "").strip()
    if not _SCALE.fullmatch(scale) or abs(int(scale)) > _MOST_SCALE:
        problems.append(f"its scale {scale[:20]!r} is no whole number that can be used (§10.1.1)")
        return None
    if sign not in ("", "-"):
        problems.append(f"its sign {sign[:20]!r} is not the only one that there is, “-” (§10.1.1)")
        return None
    value = Decimal(number)
    if len(value.as_tuple().digits) > _MOST_DIGITS:
        problems.append(f"{_quote(number)} has more digits than can be used")
        return None
    value = value.scaleb(int(scale), _EXACT)
    return f"{-value if sign and value else value:f}"


def read_words(chain: Iterable[_Element], form: str | None, *, is_escaped: bool, problems: list[str]) -> str | None:
    """Return the value of a `nonNumeric`, with its continuations; None where its format cannot read it."""
    elements = list(chain)
    text = read_markup(elements) if is_escaped else read_text(elements)
    return text if form is None else _transform(elements[0], form, text, problems)


def _transform(element: _Element, form: str, text: str, problems: list[str]) -> str | None:
    prefix, _, name = form.strip().rpartition(":")
    namespace = element.nsmap.get(prefix or None)
    if namespace is None or not prefix:
        problems.append(f"the prefix of its format {form[:60]!r} is not declared")
        return None
    try:
        return _transform_text(namespace, name, text)
    except TransformationError as exc:
        problems.append(str(exc))
        return None


@cache
def _transform_short(namespace: str, name: str, text: str) -> str:
    return transform(namespace, name, text)


def _transform_text(namespace: str, name: str, text: str) -> str:
    """Return what a text stands for; a page has the same short prints many times."""
    return _transform_short(namespace, name, text) if len(text) < _SHORT else transform(namespace, name, text)


def _quote(text: str) -> str:
    shown = " ".join(text.split())
    return f"“{shown}”" if len(shown) <= _SHOWN else f"“{shown[:_SHOWN]}…”"
