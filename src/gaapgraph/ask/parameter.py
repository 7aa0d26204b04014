"""Values of parameters, from what a person writes to the terms of the graph that are meant."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolutions

from gaapgraph.errors import InputError, NotFoundError
from gaapgraph.vocabulary import BASE, PREFIXES, XSD, shorten_iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from gaapgraph.ask.question import Parameter, Question

__all__ = ["bind_parameters"]

# For each type of parameter: the terms that the graph has, each with the names by which a person may call it.
_NAMES = {
    "entity": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?filing a gg:Report ; gg:entity ?term .
        ?term skos:prefLabel|skos:altLabel|skos:notation|gg:identifier ?name } } ORDER BY ?term ?name""",
    "party": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?term a gg:Entity ; skos:prefLabel|skos:altLabel|skos:notation|gg:identifier ?name } } ORDER BY ?term ?name""",
    "term": """SELECT DISTINCT ?term (REPLACE(STR(?term), "^.*/", "") AS ?name) WHERE { GRAPH ?report {
        ?thing gg:category|gg:relationshipRole|gg:outcome|gg:comparability ?term } } ORDER BY ?term""",
    "period": """SELECT DISTINCT ?term (STR(?term) AS ?name) WHERE { GRAPH ?report {
        ?fact gg:period ?term } } ORDER BY ?term""",
    "concept": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?fact gg:concept ?term . ?term skos:prefLabel ?name } } ORDER BY ?term""",
    "member": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?term a gg:Member ; skos:prefLabel ?name } } ORDER BY ?term""",
    "fact": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?term a gg:Fact ; gg:key ?name } } ORDER BY ?term""",
}
_PERIOD = re.compile(r"\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?")


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
    bound = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value is not None and value.strip().lower() != "all":
            bound[name] = _resolve(store, parameter, value.strip())
    return bound


def _resolve(store: Store, parameter: Parameter, value: str) -> list[NamedNode | Literal]:
    if parameter.type == "integer":
        if not re.fullmatch(r"-?\d+", value):
            raise InputError(f"{value!r} is no whole number", where=parameter.name, mend="give one such as 53")
        return [Literal(value, datatype=NamedNode(XSD.integer))]
    if parameter.type == "text":
        return [Literal(value)]
    if parameter.type == "date":
        return [_read_date(parameter, value)]
    if parameter.type == "period" and not _is_iri(value) and not _PERIOD.fullmatch(value):
        mend = "give 2008-04-01/2009-03-31 or 2009-03-31"
        raise InputError(f"{value!r} is no period", where=parameter.name, mend=mend)
    names = _list_names(store, parameter.type)
    found = [term for term, calls in names.items() if value.casefold() in calls]
    if not found:
        raise NotFoundError(
            f"no {parameter.type} {value!r} in the data", where=parameter.name, mend=_describe(parameter, value, names)
        )
    return [NamedNode(term) for term in found]


def _read_date(parameter: Parameter, value: str) -> Literal:
    try:
        return Literal(date.fromisoformat(value).isoformat(), datatype=NamedNode(XSD.date))
    except ValueError as exc:
        raise InputError(f"{value!r} is no date", where=parameter.name, mend="give one such as 2008-03-31") from exc


def _list_names(store: Store, kind: str) -> dict[str, set[str]]:
    rows = store.query(_NAMES[kind], prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)
    names: dict[str, set[str]] = {}
    for row in rows:
        term = row["term"].value
        short = shorten_iri(term)
        calls = names.setdefault(term, {term.casefold(), short.casefold(), _shorten_own(term).casefold()})
        calls.add(row["name"].value.casefold())
        if kind == "entity":
            calls.add(row["name"].value.lstrip("0").casefold())
    return names


def _shorten_own(iri: str) -> str:
    """Return an IRI of our own without its base: periods as dates, extension concepts as `iij:OrderBacklog`."""
    local = iri.removeprefix(BASE)
    if local.startswith("period/"):
        return local.removeprefix("period/")
    if local.startswith("scheme/"):
        return local.rpartition("/")[2]
    return local.replace("/", ":", 1) if local.count("/") == 1 else local


def _describe(parameter: Parameter, value: str, names: Mapping[str, set[str]]) -> str:
    """Say what there is instead: everything where that is little, else the nearest."""
    from rapidfuzz import process  # only where something was not found

    shown = sorted({_shorten_own(term) for term in names}, reverse=parameter.type == "period")
    if parameter.type == "entity":
        shown = sorted({max(calls - {term.casefold()}, key=len) for term, calls in names.items()})
    if not shown:
        return "the data have none"
    if len(shown) > 12:
        shown = [match for match, _, _ in process.extract(value, shown, limit=5)]
        return f"the nearest are {', '.join(shown)}"
    return f"there is {', '.join(shown)}"


def _is_iri(value: str) -> bool:
    return value.startswith(("http://", "https://"))
