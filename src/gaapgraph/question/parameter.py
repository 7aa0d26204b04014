"""Values of parameters, from what a person writes to the terms of the graph that are meant."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from gaapgraph.errors import InputError, NotFoundError
from gaapgraph.question.naming import find_terms, list_nearest
from gaapgraph.question.phrase import find_periods, is_phrase
from gaapgraph.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Store

    from gaapgraph.question.question import Parameter, Question

__all__ = ["bind_parameters"]

_WHOLE = re.compile(r"-?[0-9]{1,18}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_IS_INSTANT = re.compile(r"(?:the )?instant")
_PERIOD = re.compile(r"\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?|https?://.*")


def bind_parameters(store: Store, question: Question, given: Mapping[str, str]) -> dict[str, list[NamedNode | Literal]]:
    """Return for each parameter that has a value the terms that it may be.

    Args:
        store: The data that will be asked.
        question: Whose parameters are meant.
        given: Values as a person writes them; `all` leaves a parameter open.

    Raises:
        InputError: The question has no such parameter, or the value is not of its type.
        NotFoundError: The value is of the right type, but the graph has no such thing.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            has = ", ".join(known) or "none"
            raise InputError("no such parameter", where=f"{question.name} {name}", mend=f"it has {has}")
    bound: dict[str, list[NamedNode | Literal]] = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value is not None and value.strip().lower() != "all":
            entities = bound.get("entity", ())
            at_close = any(column == "period" and _IS_INSTANT.match(told) for column, told in question.returns)
            bound[name] = _resolve(store, parameter, value.strip(), entities, at_close=at_close)
    return bound


def _resolve(
    store: Store, parameter: Parameter, value: str, entities: Sequence[NamedNode | Literal], *, at_close: bool
) -> list[NamedNode | Literal]:
    if parameter.type == "integer":
        if not _WHOLE.fullmatch(value):
            raise InputError(f"{value!r} is no whole number", where=parameter.name, mend="give one such as 53")
        return [Literal(str(int(value)), datatype=NamedNode(XSD.integer))]
    if parameter.type == "text":
        if not value:
            raise InputError("is empty", where=parameter.name, mend="give what to look for, or leave it out")
        return [Literal(value)]
    if parameter.type == "date":
        return [_read_date(parameter, value)]
    is_said = parameter.type == "period" and is_phrase(value)
    if parameter.type == "period" and not is_said and not _is_period(value):
        mend = "give 2008-04-01/2009-03-31, 2009-03-31, March 2009, FY2008, 4Q08 or last year"
        raise InputError(f"{value!r} is no period", where=parameter.name, mend=mend)
    if is_said:
        found = find_periods(store, value, entities, at_close=at_close)
    else:
        found = find_terms(store, parameter.type, value)
    if not found:
        mend = list_nearest(store, parameter.type, value)
        raise NotFoundError(f"no {parameter.type} {value!r} in the data", where=parameter.name, mend=mend)
    return list(found)


def _is_period(value: str) -> bool:
    if not _PERIOD.fullmatch(value):
        return False
    try:
        ends = [date.fromisoformat(day) for day in value.split("/")] if value[0].isdigit() else []
    except ValueError:
        return False
    return ends == sorted(ends)


def _read_date(parameter: Parameter, value: str) -> Literal:
    try:
        if not _DAY.fullmatch(value):  # weeks and dates without marks are dates of ISO 8601, and none of XML Schema
            raise ValueError
        return Literal(date.fromisoformat(value).isoformat(), datatype=NamedNode(XSD.date))
    except ValueError as exc:
        raise InputError(f"{value!r} is no date", where=parameter.name, mend="give one such as 2008-03-31") from exc
