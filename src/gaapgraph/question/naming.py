"""The names by which people call what is in the graph, and what there is instead of what is not."""

from __future__ import annotations

import csv
import re
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions

from gaapgraph.graph import Dataset, read_day
from gaapgraph.question.phrase import find_printed_concepts
from gaapgraph.resource import ontology
from gaapgraph.vocabulary import GG, PREFIXES, RDF, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

__all__ = ["find_terms", "list_nearest"]

# For each type of parameter: the terms that the graph has, each with the names by which a person may call it.
_NAMES = {
    "party": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?term a gg:Entity ; skos:prefLabel|skos:altLabel|skos:notation|gg:identifier ?name } } ORDER BY ?term ?name""",
    "term": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?thing gg:category|gg:relationshipRole|gg:outcome|gg:comparability ?term
        OPTIONAL { ?term skos:prefLabel|skos:notation ?name } } } ORDER BY ?term ?name""",
    "period": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?fact gg:period ?term .
        OPTIONAL { ?term gg:date ?day } OPTIONAL { ?term gg:startDate ?first ; gg:endDate ?last }
        BIND (COALESCE(STR(?day), CONCAT(STR(?first), "/", STR(?last))) AS ?name) } } ORDER BY ?term ?name""",
    "concept": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?fact gg:concept ?term . ?term skos:prefLabel ?name } } ORDER BY ?term ?name""",
    "member": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?term a gg:Member ; skos:prefLabel ?name } } ORDER BY ?term ?name""",
    "fact": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?term a gg:Fact ; gg:key ?name } } ORDER BY ?term ?name""",
}
_CALLED = [NamedNode(name) for name in (SKOS.prefLabel, SKOS.altLabel, SKOS.notation, GG.identifier)]
_OBJECTS = {"period": GG.period, "concept": GG.concept, "entity": GG.entity}
_IRI = re.compile(r"[^\s<>\"{}|^`\\]+")
_MOST, _NEAREST, _FARTHER = 12, 5, 20


def find_terms(store: Store, kind: str, value: str) -> list[NamedNode]:
    """Return what a person calls so: by IRI, compact name, label, short form, ticker or key.

    Args:
        store: The data.
        kind: A type of parameter whose values are things of the graph.
        value: As the person writes it; a concept also by the words that a document prints, or its standard label.
    """
    dataset = Dataset(store)
    iri = _expand(dataset, value)
    if iri is not None and _is_there(store, kind, iri):  # names need not be listed: there may be very many
        return [NamedNode(iri)]
    wanted = _fold(value)
    names = _list_names(store, kind)
    found = [
        NamedNode(term)
        for term, calls in names.items()
        if wanted in map(_fold, (*calls, term)) or wanted == _fold(dataset.name(term))
    ]
    if found or kind != "concept":
        return found
    return find_printed_concepts(store, value) or _find_standard(dataset, names, value)


def list_nearest(store: Store, kind: str, value: str) -> str:
    """Return in words what there is instead of a value: everything where that is little, else the nearest."""
    if kind == "fact":
        return "give its IRI or its key, which gaapgraph explain tells"
    names = _list_names(store, kind)
    if not names:
        return "the data have none"
    dataset = Dataset(store)
    is_party = kind in ("entity", "party")
    shown = {term: calls[0] if is_party and calls else dataset.name(term) for term, calls in names.items()}
    if len(names) <= _MOST:
        return f"there is {', '.join(sorted(shown.values(), key=str.casefold))}"
    if kind == "period":
        terms = sorted(names, key=lambda term: _measure_days(shown[term], value))
    else:
        from rapidfuzz import fuzz  # only where something was not found

        wanted = _take_local(value).casefold()

        def likeness(term: str) -> float:
            found = max(fuzz.ratio(wanted, call.casefold()) for call in (_take_local(shown[term]), *names[term]))
            return found - (_FARTHER if shown[term].startswith("measure:") else 0)  # people mean the base

        terms = sorted(names, key=lambda term: (-likeness(term), len(term), term))
    return f"the nearest are {', '.join(shown[term] for term in terms[:_NEAREST])}"


def _fold(name: str) -> str:
    """Return a name as names are compared: terms of schemes are written with hyphens or with spaces."""
    return name.casefold().replace("-", " ")


def _find_standard(dataset: Dataset, names: dict[str, list[str]], value: str) -> list[NamedNode]:
    """Return the concepts of the data whose standard label is so, without what it has in brackets or after a comma."""
    wanted, found = _strip(value), []
    space = dataset.prefixes.get("us-gaap", "")
    with (ontology() / "us-gaap-concepts.tsv").open(encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["label"] and space + row["name"] in names and _strip(row["label"]) == wanted:
                found.append(NamedNode(space + row["name"]))
    return found


def _strip(label: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\(.*?\)|\[.*?\]|,.*", " ", label).casefold()))


def _take_local(name: str) -> str:
    """Return a short name without its prefix."""
    return name.rpartition(":")[2]


def _expand(dataset: Dataset, value: str) -> str | None:
    """Return the IRI that a person writes whole, as a compact name, or as the days of a period."""
    if value.startswith(("http://", "https://")):
        return value if _IRI.fullmatch(value) else None
    prefix, mark, local = value.partition(":")
    if mark and re.fullmatch(r"[\w./-]+", local):
        return dataset.prefixes[prefix] + local if prefix in dataset.prefixes else None
    days = [read_day(day) for day in value.split("/")]
    return _find_period(dataset, days) if len(days) < 3 and None not in days else None


def _find_period(dataset: Dataset, days: list[date | None]) -> str | None:
    terms = [Literal(str(day), datatype=NamedNode(XSD.date)) for day in days]
    if len(terms) == 1:
        found = set(dataset.subjects(GG.date, terms[0]))
    else:
        found = {*dataset.subjects(GG.startDate, terms[0])} & {*dataset.subjects(GG.endDate, terms[1])}
    return min((iri for iri in found if dataset.find_period(iri) is not None), default=None)


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
    names: dict[str, set[str]] = {}
    for term, name in sorted(_list_reporters(store)) if kind == "entity" else _ask_names(store, kind):
        calls = names.setdefault(term, set())
        calls |= {name} if name else set()
        if kind in ("entity", "party"):
            calls.add(name.lstrip("0"))
    return {term: sorted(calls, key=lambda call: (-len(call), call)) for term, calls in names.items()}


def _ask_names(store: Store, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the terms of a kind with each of their names, empty where one has none."""
    rows = store.query(_NAMES[kind], prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        yield row["term"].value, "" if row["name"] is None else row["name"].value


def _list_reporters(store: Store) -> Iterator[tuple[str, str]]:
    """Yield the reporters with each of their names: nearly every question looks for one, and a query takes longer."""
    for filing in store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(GG.Report), None):
        graph = filing.graph_name
        if isinstance(graph, DefaultGraph):
            continue
        for told in store.quads_for_pattern(filing.subject, NamedNode(GG.entity), None, graph):
            if isinstance(told.object, NamedNode):
                for called in _CALLED:
                    for named in store.quads_for_pattern(told.object, called, None, graph):
                        yield told.object.value, getattr(named.object, "value", "")


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
