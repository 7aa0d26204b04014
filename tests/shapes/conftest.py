"""Small graphs for the rules that work on any filer, and two ways to run the rules on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from gaapgraph.model import (
    PURE,
    SHARES,
    Concept,
    Document,
    Duration,
    Entity,
    Fact,
    FactKey,
    Instant,
    Occurrence,
    Period,
    Place,
    Report,
    Unit,
    currency_unit,
)
from gaapgraph.shacl.pyshacl_engine import DataGraph
from gaapgraph.vocabulary import expand_curie
from gaapgraph.write import write_triples

SHAPES = Path(__file__).parents[2] / "shapes"
RULE_DATA = SHAPES.parent / "ontology" / "rule-data.ttl"
UNITS: dict[str, Unit | None] = {"USD": currency_unit("USD"), "shares": SHARES, "pure": PURE, "": None}
ENTITY = Entity("https://w3id.org/gaapgraph/entity/cik-0000000001", "Example", (("http://www.sec.gov/CIK", "1"),))

FactRow = tuple[str, str, str, str]
"""Concept (with `axis=member` behind it, if any), period, unit (`USD`, `USD:monetary`) and value."""

FindViolations = Callable[..., list[str]]


def read_period(text: str) -> Period:
    days = [date.fromisoformat(day) for day in text.split("/")]
    return Instant(days[0]) if len(days) == 1 else Duration(days[0], days[1])


def read_value(text: str) -> Decimal | str | date:
    try:
        return Decimal(text)
    except ArithmeticError:
        return date.fromisoformat(text) if text[:4].isdigit() else text


def build_report(rows: list[FactRow], anchors: dict[str, str] | None = None) -> Report:
    facts, concepts = [], {}
    for line, (what, when, unit, printed) in enumerate(rows, start=1):
        name, *pairs = what.split()
        measure, _, kind = unit.partition(":")
        iri, value, period = expand_curie(name), read_value(printed), read_period(when)
        dimensions = tuple((expand_curie(axis), expand_curie(member)) for axis, member in (p.split("=") for p in pairs))
        key = FactKey(iri, ENTITY.iri, period, UNITS[measure], dimensions)
        decimals = -6 if isinstance(value, Decimal) and measure == "USD" else None
        occurrence = Occurrence(Place(line, 1), printed, value, decimals)
        facts.append(Fact(key, value, decimals, (occurrence,)))
        period_type = "instant" if isinstance(period, Instant) else "duration"
        anchor = (anchors or {}).get(name)
        concepts[iri] = Concept(
            iri,
            period_type,
            data_type=f"{kind}ItemType" if kind else None,
            anchor=expand_curie(anchor) if anchor else None,
        )
    return Report(
        iri="https://w3id.org/gaapgraph/report/example/1",
        entity=ENTITY,
        document=Document("example", "0" * 64, "text/plain"),
        issued=None,
        title="Example",
        facts=tuple(facts),
        concepts=concepts,
    )


@cache
def read_shapes(shapes: str) -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES / shapes).parse(SHAPES / "prefixes.ttl")


@cache
def read_constraints(shapes: str) -> tuple[tuple[str, str], ...]:
    """Return what each constraint of a shapes file tells (the beginning of its message) and asks."""
    graph = read_shapes(shapes)
    found = []
    for constraint in graph.subjects(RDF.type, SH.SPARQLConstraint):
        prefixes = "".join(
            f"PREFIX {graph.value(part, SH.prefix)}: <{graph.value(part, SH.namespace)}>\n"
            for source in graph.objects(constraint, SH.prefixes)
            for part in graph.objects(source, SH.declare)
        )
        message = str(graph.value(constraint, SH.message)).partition(":")[0]
        found.append((message, prefixes + str(graph.value(constraint, SH.select))))
    return tuple(found)


@pytest.fixture
def find_violations() -> FindViolations:
    return _find_violations


@pytest.fixture
def validate() -> FindViolations:
    return _validate


def _find_violations(shapes: str, rows: list[FactRow], anchors: dict[str, str] | None = None) -> list[str]:
    """Return the messages' codes that a shapes file gives, its queries run set-based with `$this` unbound."""
    store = ox.Store()
    text = "".join(write_triples(build_report(rows, anchors)))
    store.load(input=text.encode(), format=ox.RdfFormat.N_TRIPLES)
    store.load(path=str(RULE_DATA), format=ox.RdfFormat.TURTLE)
    found = []
    for message, query in read_constraints(shapes):
        for row in store.query(query):
            found.append(row["code"].value if message == "{?code}" else message)
    return sorted(found)


def _validate(shapes: str, rows: list[FactRow]) -> list[str]:
    """Return the codes of the messages that pySHACL reports, the shapes taken as they are."""
    data = DataGraph().parse(data="".join(write_triples(build_report(rows))), format="nt")
    data.parse(RULE_DATA)
    _, report, _ = pyshacl.validate(data, shacl_graph=read_shapes(shapes), inference="none")
    assert isinstance(report, rdflib.Graph)
    return sorted(str(message).partition(":")[0] for message in report.objects(None, SH.resultMessage))
