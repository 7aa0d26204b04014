"""The names by which people call what is in the graph, and what there is instead of what is not."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QuerySolutions

from gaapgraph.vocabulary import BASE, GG, PREFIXES, RDF, shorten_iri

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["find_terms", "list_nearest", "shorten_own"]

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
        ?fact gg:concept ?term . ?term skos:prefLabel ?name } } ORDER BY ?term ?name""",
    "member": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?term a gg:Member ; skos:prefLabel ?name } } ORDER BY ?term ?name""",
    "fact": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?term a gg:Fact ; gg:key ?name } } ORDER BY ?term ?name""",
}
_OBJECTS = {"period": GG.period, "concept": GG.concept, "entity": GG.entity}
_MOST, _NEAREST, _FARTHER = 12, 5, 20


def find_terms(store: Store, kind: str, value: str) -> list[NamedNode]:
    """Return what a person calls so: by IRI, compact name, label, short form, ticker or key.

    Args:
        store: The data.
        kind: A type of parameter whose values are things of the graph.
        value: As the person writes it.
    """
    iri = _expand(value)
    if iri is not None and _is_there(store, kind, iri):  # names need not be listed: there may be very many
        return [NamedNode(iri)]
    wanted = value.casefold()
    names = _list_names(store, kind)
    return [
        NamedNode(term)
        for term, calls in names.items()
        if wanted in {call.casefold() for call in calls} | {term.casefold(), shorten_own(term).casefold()}
    ]


def list_nearest(store: Store, kind: str, value: str) -> str:
    """Return in words what there is instead of a value: everything where that is little, else the nearest."""
    if kind == "fact":
        return "give its IRI or its key, which gaapgraph explain tells"
    names = _list_names(store, kind)
    if not names:
        return "the data have none"
    shown = {
        term: calls[0] if kind in ("entity", "party") and calls else shorten_own(term) for term, calls in names.items()
    }
    if len(names) <= _MOST:
        return f"there is {', '.join(sorted(shown.values(), key=str.casefold))}"
    if kind == "period":
        terms = sorted(names, key=lambda term: _measure_days(shown[term], value))
    else:
        from rapidfuzz import fuzz  # only where something was not found

        wanted = _take_local(value).casefold()

        def likeness(term: str) -> float:
            found = max(fuzz.ratio(wanted, call.casefold()) for call in (_take_local(shown[term]), *names[term]))
            return found - (_FARTHER if shown[term].startswith("measure/") else 0)  # people mean the base

        terms = sorted(names, key=lambda term: (-likeness(term), len(term), term))
    return f"the nearest are {', '.join(shown[term] for term in terms[:_NEAREST])}"


def shorten_own(iri: str) -> str:
    """Return an IRI without the base of the project's own: periods as dates, concepts as compact names.

    >>> [shorten_own(BASE + name) for name in ("period/2009-03-31", "us-gaap/Revenues", "iij/OrderBacklog")]
    ['2009-03-31', 'us-gaap:Revenues', 'iij:OrderBacklog']
    """
    if (short := shorten_iri(iri)) != iri:
        return short.removeprefix("period:")
    local = iri.removeprefix(BASE)
    if local.startswith("period/"):
        return local.removeprefix("period/")
    if local.startswith("scheme/"):
        return local.rpartition("/")[2]
    return local.replace("/", ":", 1) if local.count("/") == 1 else local


def _take_local(name: str) -> str:
    return re.split(r"[:/#]", name)[-1]


def _expand(value: str) -> str | None:
    if value.startswith(("http://", "https://")):
        return value
    prefix, mark, local = value.partition(":")
    if mark and re.fullmatch(r"[\w.-]+", local):
        return PREFIXES.get(prefix, f"{BASE}{prefix}/") + local
    return f"{BASE}period/{value}" if re.fullmatch(r"[\d/-]+", value) else None


def _is_there(store: Store, kind: str, iri: str) -> bool:
    node = NamedNode(iri)
    if kind in _OBJECTS:
        return next(store.quads_for_pattern(None, NamedNode(_OBJECTS[kind]), node, None), None) is not None
    types = {"member": GG.Member, "fact": GG.Fact, "party": GG.Entity}
    if kind not in types:
        return False
    return next(store.quads_for_pattern(node, NamedNode(RDF.type), NamedNode(types[kind]), None), None) is not None


def _list_names(store: Store, kind: str) -> dict[str, list[str]]:
    """Return the names of each term, the longest first."""
    rows = store.query(_NAMES[kind], prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)
    names: dict[str, set[str]] = {}
    for row in rows:
        calls = names.setdefault(row["term"].value, set())
        calls.add(row["name"].value)
        if kind in ("entity", "party"):
            calls.add(row["name"].value.lstrip("0"))
    return {term: sorted(calls, key=lambda call: (-len(call), call)) for term, calls in names.items()}


def _measure_days(period: str, wanted: str) -> tuple[bool, int, str]:
    """Return how far a period is from another: whether it is of the other kind, and the days between their ends."""
    is_other = ("/" in period) != ("/" in wanted)
    ends = [re.search(r"\d{4}-\d{2}-\d{2}$", text) for text in (period, wanted)]
    if ends[0] is None or ends[1] is None:
        return True, 0, period
    try:
        days = (date.fromisoformat(ends[0][0]) - date.fromisoformat(ends[1][0])).days
    except ValueError:
        return True, 0, period
    return is_other, abs(days), period
