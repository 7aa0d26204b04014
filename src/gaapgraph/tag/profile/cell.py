"""What a cell of a table that people write may hold: each kind is a function that says what is wrong with a cell."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gaapgraph.document.place import parse_place
from gaapgraph.frozen_class import frozen
from gaapgraph.tag.label.lexicon import find_alike
from gaapgraph.tag.profile.annotation import parse_period, parse_unit
from gaapgraph.tag.profile.standard_term import list_versions
from gaapgraph.vocabulary import DEI, GG, ISO4217, SRT, US_GAAP, expand_curie

if TYPE_CHECKING:
    from collections.abc import Callable

    Test = Callable[[str, "Known"], str | None]

__all__ = [
    "Known",
    "accuracy",
    "amount",
    "any_of",
    "day",
    "dimensions",
    "each",
    "line",
    "maybe",
    "measure",
    "name",
    "offset",
    "one_of",
    "period",
    "place",
    "share",
    "term",
    "unit",
    "words",
]

_STANDARD = (US_GAAP, SRT, DEI)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
_CURRENCY = re.compile("[A-Z]{3}")


@frozen
class Known:
    """What a profile describes: namespaces by prefix, and the IRIs of its own concepts and members.

    Attributes:
        is_open: Concepts of its own need no description: they are described as the figures are that have them.
    """

    prefixes: dict[str, str]
    terms: frozenset[str]
    namespace: str
    is_open: bool = False

    def expand(self, name: str) -> str:
        """Return the IRI of a compact name.

        Raises:
            ValueError: Its prefix is unknown, or it is no IRI.
        """
        try:
            iri = expand_curie(name, self.prefixes)
        except KeyError:
            raise ValueError(f"{name!r} has an unknown prefix") from None
        if not _IRI.fullmatch(iri):
            raise ValueError(f"{name!r} is no IRI")
        return iri


def term(text: str, known: Known) -> str | None:
    """Say whether a concept, axis or member exists: in a version of its taxonomy, or in an extension of the profile."""
    try:
        iri = known.expand(text)
    except ValueError as exc:
        return str(exc)
    if iri in known.terms:
        return None
    if iri.startswith(_STANDARD):
        return None if list_versions(iri) else f"no version of the taxonomy at hand has {text}{_hint(iri)}"
    is_missing = iri.startswith(known.namespace) and not known.is_open
    return f"{text} is described in no extension of the profile" if is_missing else None


def _hint(iri: str) -> str:
    near = find_alike(iri)
    return f"; spelt most alike: {', '.join(near)}" if near else ""


def name(text: str, known: Known) -> str | None:
    """Say whether a compact name has a known prefix and makes an IRI."""
    try:
        known.expand(text)
    except ValueError as exc:
        return str(exc)
    return None


def dimensions(text: str, known: Known) -> str | None:
    """Say whether `axis=member` pairs, separated by `;`, name what exists."""
    for part in filter(str.strip, text.split(";")):
        axis, mark, member = (each.strip() for each in part.partition("="))
        if not (axis and mark and member):
            return f"{part.strip()!r} is no pair of axis and member"
        wrong = term(axis, known) or term(member, known)
        if wrong:
            return wrong
    return None


def line(text: str, _: Known) -> str | None:
    """Say whether it is the number of a line."""
    return None if _is_whole(text) and int(text) > 0 else f"{text!r} is no number of a line"


def place(text: str, _: Known) -> str | None:
    """Say whether it names a place of a document, as `gaapgraph explain` takes it."""
    return None if parse_place(text) is not None else f"{text!r} is no place such as t3:12:2"


def offset(text: str, _: Known) -> str | None:
    """Say whether it is a place in a line, counted from 0."""
    return None if _is_whole(text) else f"{text!r} is no offset in a line"


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def amount(text: str, _: Known) -> str | None:
    """Say whether it is a finite decimal number."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return f"{text!r} is no amount"
    return None if value.is_finite() and -100 < value.adjusted() < 100 else f"{text!r} is no amount"


def accuracy(text: str, _: Known) -> str | None:
    """Say whether it is a whole number of decimals that a print can have."""
    return None if re.fullmatch(r"-?\d{1,2}", text, re.ASCII) else f"{text!r} is no number of decimals"


def share(text: str, known: Known) -> str | None:
    """Say whether it is a fraction from 0 to 1."""
    return amount(text, known) or (None if 0 <= Decimal(text) <= 1 else f"{text!r} is not between 0 and 1")


def day(text: str, _: Known) -> str | None:
    """Say whether it is a day of the calendar."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return f"{text!r} is no day such as 2008-03-31"
    return None


def period(text: str, _: Known) -> str | None:
    """Say whether it is a day, or two days in their order."""
    try:
        parse_period(text)
    except ValueError as exc:
        return f"{text!r} is no period ({exc})"
    return None


def unit(text: str, known: Known) -> str | None:
    """Say whether it is a unit, with currencies that exist."""
    try:
        found = parse_unit(text)
    except (AttributeError, ValueError):
        return f"{text!r} is no unit"
    for one in (*found.numerator, *found.denominator):
        if one.startswith(ISO4217) and not _CURRENCY.fullmatch(one.removeprefix(ISO4217)):
            return f"{text!r} is no unit: currencies have three capitals"
    return None


def words(text: str, _: Known) -> str | None:
    """Say whether there are any words."""
    return None if text.strip() else "there are no words"


def measure(text: str, _: Known) -> str | None:
    """Say whether it is a kind of measure."""
    try:
        getattr(GG, text)
    except AttributeError:
        return f"{text!r} is no kind of measure"
    return None


def maybe(test: Test) -> Test:
    """Return a test that an empty cell passes."""
    return lambda text, known: test(text, known) if text else None


def each(test: Test) -> Test:
    """Return a test of each part of a cell between `|`; an empty cell passes."""
    return lambda text, known: next((wrong for part in text.split("|") if part and (wrong := test(part, known))), None)


def one_of(*names: str) -> Test:
    """Return a test whether a cell is one of some words."""
    return lambda text, _: None if text in names else f"{text!r} is none of {', '.join(filter(None, names))}"


def any_of(*tests: Test) -> Test:
    """Return a test that is passed with any of some; else what the first says."""
    return lambda text, known: None if any(test(text, known) is None for test in tests) else tests[0](text, known)
