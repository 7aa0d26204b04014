"""The names by which people call what is in the graph, and what there is instead of what is not."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions

from gaapgraph.errors import InputError
from gaapgraph.graph import Dataset, read_day
from gaapgraph.language.words import load_words
from gaapgraph.question.phrase import find_computed, find_printed_concepts
from gaapgraph.resource import ontology, read_rows
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
        ?fact gg:concept ?term OPTIONAL { ?term skos:prefLabel ?name } } } ORDER BY ?term ?name""",
    "member": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?term a gg:Member ; skos:prefLabel ?name } } ORDER BY ?term ?name""",
    "fact": """SELECT DISTINCT ?term ?name WHERE { GRAPH ?report {
        ?term a gg:Fact ; gg:key ?name } } ORDER BY ?term ?name""",
}
_CALLED = [NamedNode(name) for name in (SKOS.prefLabel, SKOS.altLabel, SKOS.notation, GG.identifier)]
_OBJECTS = {"period": GG.period, "concept": GG.concept, "entity": GG.entity}
_IRI = re.compile(r"[^\s<>\"{}|^`\\]+")
_MEASURED = re.compile(r",\s*(?:net|total|value|at carrying value|excluding assessed tax|including assessed tax)\s*$")
_MOST, _NEAREST, _FARTHER = 12, 5, 20
_SHORT, _WITHIN, _SURE = 4, 10, 85  # a short name is a part of too many; to be a part is less than to be alike
_SYMBOL = NamedNode(f"{PREFIXES['dei']}TradingSymbol")


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
    if kind == "entity" and (called := _find_called(store, value)):
        return called
    wanted = _fold(value)
    names = _list_names(store, kind)
    found = [
        NamedNode(term)
        for term, calls in names.items()
        if wanted in map(_fold, (*calls, term)) or wanted == _fold(dataset.name(term))
    ]
    if not found and kind == "entity":
        found = _find_by_symbol(store, value) or _find_by_short_name(names, value)
    return _find_concepts(store, dataset, names, found, value) if kind == "concept" else found


def _find_called(store: Store, value: str) -> list[NamedNode]:
    """Return the reporters that have exactly this name: no others need be listed, of whom there may be thousands."""
    found = {
        quad.subject
        for name in _CALLED
        for said in (Literal(value), Literal(value, language="en"))
        for quad in store.quads_for_pattern(None, name, said, None)
    }
    reporters = [term for term in found if isinstance(term, NamedNode) and _is_there(store, "entity", term.value)]
    return sorted(reporters, key=str)


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

        same = set(_list_alternatives(value)) if kind == "concept" else set()

        def likeness(term: str) -> float:
            calls = [call.casefold() for call in (_take_local(shown[term]), *names[term])]
            part = max(fuzz.partial_ratio(wanted, call) for call in calls) if len(wanted) > _SHORT else 0
            found = max(part - _WITHIN if part >= _SURE else 0, *(fuzz.ratio(wanted, call) for call in calls))
            if shown[term] in same:  # by which others state the same
                return found + 100
            return found - (_FARTHER if shown[term].startswith("measure:") else 0)  # people mean the base

        terms = sorted(names, key=lambda term: (-likeness(term), len(term), term))
    return f"the nearest are {', '.join(shown[term] for term in terms[:_NEAREST])}"


def _fold(name: str) -> str:
    """Return a name as names are compared: terms of schemes are written with hyphens or with spaces."""
    return name.casefold().replace("-", " ")


def _find_standard(dataset: Dataset, names: dict[str, list[str]], value: str) -> list[NamedNode]:
    """Return the concepts of the data whose standard label is so, without what it has in brackets.

    Only what says nothing of its own is left out behind a comma: liabilities are more than `Liabilities, Current`.
    """
    wanted, found = _strip(value), []
    space = dataset.prefixes.get("us-gaap", "")
    for row in read_rows(ontology() / "us-gaap-concepts.tsv"):
        if row["label"] and space + row["name"] in names and _strip(row["label"]) == wanted:
            found.append(NamedNode(space + row["name"]))
    return found


def _find_concepts(
    store: Store, dataset: Dataset, names: dict[str, list[str]], labelled: list[NamedNode], value: str
) -> list[NamedNode]:
    """Return the concepts of figures that words name: by their labels, by what is printed, or by what people mean.

    Where the words mean a quantity that the data have, only its concepts are named: a row of a note may have the words
    of a line of a statement of which it tells, and a change the words of the balance that changed.

    Raises:
        InputError: A label and what is printed or meant are of different concepts, so that either may be asked for.
    """
    figures = [term for term in labelled if _is_figure(store, term)]
    printed = [term for term in find_printed_concepts(store, value) if _is_figure(store, term)]
    stated = {_expand(dataset, concept) for concept in _list_alternatives(value)} & names.keys()
    if stated and not _is_of_several(value):
        for found in (printed, figures):
            if meant := [term for term in found if term.value in stated]:
                return meant
    if stated:
        return _agree(dataset, value, figures, _find_by_word(dataset, names, value))
    if figures or (printed and not find_computed(value)):
        return _agree(dataset, value, figures, printed)
    ways = (_find_by_word, _find_standard, _find_local)
    return next((found for way in ways if (found := way(dataset, names, value))), labelled)


def _agree(dataset: Dataset, value: str, one: list[NamedNode], other: list[NamedNode]) -> list[NamedNode]:
    """Return what two ways of finding have in common, or the one that finds something.

    Raises:
        InputError: They have nothing in common.
    """
    common = [term for term in one if term in other]
    if one and other and not common:
        may = " or ".join(dataset.name(term.value) for term in (*one, *other))
        raise InputError(f"{value} may be {may}", where="concept", mend="give one of them")
    return common or one or other


def _is_figure(store: Store, term: NamedNode) -> bool:
    """Say whether the data have an amount of a concept, and not text or a line of a table alone."""
    unit = NamedNode(GG.unit)
    return any(
        next(store.quads_for_pattern(fact.subject, unit, None, fact.graph_name), None) is not None
        for fact in store.quads_for_pattern(None, NamedNode(GG.concept), term, None)
    )


def _is_of_several(value: str) -> bool:
    """Say whether a word may mean several quantities."""
    wanted = _fold_words(value)
    return any(" or " in row["quantity"] for row in load_words("figure") if _fold_words(row["word"]) == wanted)


def _find_local(dataset: Dataset, names: dict[str, list[str]], value: str) -> list[NamedNode]:
    """Return the one concept whose own name is so, in one word or in several: a filing may come without any labels."""
    wanted = value.replace(" ", "").casefold()
    found = [term for term in names if _take_local(dataset.name(term)).casefold() == wanted]
    return [NamedNode(found[0])] if len(found) == 1 else []


@cache
def _read_quantities() -> dict[str, list[list[str]]]:
    """Return of each quantity the alternatives by which filers state it, the preferred first, as compact names."""
    found: dict[str, dict[int, list[str]]] = {}
    for folder in ("derivations", "measures"):
        for row in read_rows(ontology() / folder / "quantity.tsv"):
            found.setdefault(row["quantity"], {}).setdefault(int(row["order"]), []).append(row["concept"])
    return {name: [found[name][rank] for rank in sorted(found[name])] for name in found}


def _find_by_word(dataset: Dataset, names: dict[str, list[str]], value: str) -> list[NamedNode]:
    """Return the first concept that the data have of the quantity that a word means: `capex`, `net sales`.

    Raises:
        InputError: The data have several that it may mean, or none has it, as it is computed.
    """
    wanted = _fold_words(value)
    for row in load_words("figure"):
        if _fold_words(row["word"]) == wanted:
            meant = [_find_first(dataset, names, each) for each in row["quantity"].split(" or ")]
            found = list(dict.fromkeys(term for term in meant if term is not None))
            if len(found) > 1:
                may = " or ".join(dataset.name(term.value) for term in found)
                raise InputError(f"{value} may be {may}", where="concept", mend="give one of them")
            if found:
                return found
    if question := find_computed(value):
        raise InputError(f"{value} is computed, and no concept", where="concept", mend=f"ask {question}")
    return []


def _find_first(dataset: Dataset, names: dict[str, list[str]], quantity: str) -> NamedNode | None:
    """Return the first concept that the data have of those by which filers state a quantity."""
    for alternative in _read_quantities().get(quantity, [[quantity]]):
        terms = [_expand(dataset, concept) for concept in alternative]
        if len(terms) == 1 and terms[0] in names:
            return NamedNode(terms[0])
    return None


def _list_alternatives(value: str) -> list[str]:
    """Return the concepts that state the same as one, or as what a word means, as compact names."""
    wanted = _fold_words(value)
    rows = [row for row in load_words("figure") if _fold_words(row["word"]) == wanted]
    meant = {each for row in rows for each in row["quantity"].split(" or ")}
    quantities = _read_quantities().items()
    return [
        concept
        for name, alternatives in quantities
        if name in meant or [value] in alternatives
        for each in alternatives
        for concept in each
    ]


def _find_by_symbol(store: Store, value: str) -> list[NamedNode]:
    """Return who is traded under a symbol, which may stand behind its exchange: `UNP`, `NYSE:UNP`."""
    symbol = value.rpartition(":")[2].strip().upper()
    found = set()
    for fact in store.quads_for_pattern(None, NamedNode(GG.concept), _SYMBOL, None):
        told = store.quads_for_pattern(fact.subject, NamedNode(GG.value), None, fact.graph_name)
        if any(getattr(each.object, "value", "").upper() == symbol for each in told):
            of = store.quads_for_pattern(fact.subject, NamedNode(GG.entity), None, fact.graph_name)
            found |= {each.object for each in of}
    return sorted((term for term in found if isinstance(term, NamedNode)), key=str)


def _find_by_short_name(names: dict[str, list[str]], value: str) -> list[NamedNode]:
    """Return who is called so but for the legal form at the end, or by a symbol behind an exchange; one alone."""
    wanted = {_drop_form(value), _drop_form(value.rpartition(":")[2])}
    found = [NamedNode(term) for term, calls in names.items() if wanted & {_drop_form(call) for call in calls}]
    return found if len(found) == 1 else []


def _drop_form(name: str) -> str:
    """Return the words of a name of a company without its legal form.

    >>> _drop_form("Internet Initiative Japan Inc."), _drop_form("UNION PACIFIC CORP")
    ('internet initiative japan', 'union pacific')
    """
    forms = {_fold_words(row["word"]) for row in load_words("company")}
    words = _fold_words(name).split()
    while len(words) > 1 and words[-1] in forms:
        words.pop()
    return " ".join(words)


def _fold_words(text: str) -> str:
    """Return words as they are compared, without marks but `&`, which stands between letters."""
    return " ".join(re.findall(r"[\w&]+", text.casefold().replace("'", "").replace("\u2019", "")))


def _strip(label: str) -> str:
    """Return the words of a label without what only says how it is measured.

    >>> _strip("Property, Plant and Equipment, Net"), _strip("Liabilities, Current"), _strip("Net Income (Loss)")
    ('property plant and equipment', 'liabilities current', 'net income')
    """
    plain = re.sub(r"\(.*?\)", " ", label).casefold().strip()
    return " ".join(re.findall(r"\w+", _MEASURED.sub("", plain)))


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
