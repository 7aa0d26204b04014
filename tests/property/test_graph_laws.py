"""Laws of reading a graph: read ∘ write = same, for reports of every part and value that the model has.

RDF keeps no order, and describes what a report only names: both sides are put in one order, and what is described
without being given is bare.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, parse

from gaapgraph.graph import read_report, read_reports
from gaapgraph.model import (
    FOREVER,
    PARENT_CHILD,
    SUMMATION_ITEM,
    Arc,
    Concept,
    ConceptLabel,
    Document,
    Duration,
    Entity,
    Event,
    Exposure,
    Fact,
    FactKey,
    Finding,
    Footnote,
    Hypercube,
    HypercubeDimension,
    Instant,
    LabelMapping,
    LineItem,
    Literal,
    Member,
    Mention,
    Network,
    Occurrence,
    Place,
    Proposal,
    Relationship,
    Report,
    RiskDriver,
    RiskFactor,
    Term,
    Unit,
)
from gaapgraph.store import load_store
from gaapgraph.vocabulary import BASE, GG, ISO4217, SKOS, XSD
from gaapgraph.write import write_quads

INSTANCES = Path(__file__).parents[2] / "instances" / "iij"
RELAXED = settings(
    max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
WORDS = st.text("abcdefgh XYZ-,0123", min_size=1, max_size=8)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15)
DAYS = st.dates(date(1990, 1, 2), date(2060, 12, 30))
LANGUAGES = st.sampled_from(["en", "ja", "de-ch"])
DURATIONS = st.tuples(DAYS, DAYS).map(lambda ends: Duration(min(ends), max(ends)))
PERIODS = st.one_of(st.builds(Instant, DAYS), DURATIONS)


def name(kind: str, most: int = 5):
    """Return a strategy of IRIs of a kind, few enough that they meet."""
    return st.integers(1, most).map(lambda number: f"{BASE}{kind}/{kind.title()}{number}")


def some(one, most: int = 2, key=None):
    return st.lists(one, max_size=most, unique_by=key or repr).map(tuple)


def ordered(one, most: int = 2):
    return some(one, most).map(lambda found: tuple(sorted(found)))


CONCEPTS, AXES, MEMBERS = name("us-gaap"), name("axis", 3), name("member", 4)
MEASURES = st.sampled_from([ISO4217 + "JPY", ISO4217 + "USD", GG.contracts, "https://example.org/m#a"])
UNITS = st.builds(
    Unit, st.sets(MEASURES, min_size=1, max_size=2).map(sorted).map(tuple), st.sets(MEASURES, max_size=1).map(tuple)
)
TYPED = st.builds(Literal, TEXTS, st.sampled_from([XSD.string, XSD.date, "https://example.org/type"]))
DIMENSIONS = st.dictionaries(AXES, st.one_of(MEMBERS, TYPED), max_size=2).map(lambda d: tuple(sorted(d.items())))
ITEMS = st.builds(LineItem, CONCEPTS, DIMENSIONS)
VALUES = st.one_of(
    NUMBERS,
    TEXTS,
    DAYS,
    st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)),
    st.booleans(),
    st.builds(Literal, TEXTS, st.sampled_from(["http://www.w3.org/2001/XMLSchema#gMonthDay", "urn:x:duration"])),
)
NAMED_LABELS = ordered(st.builds(ConceptLabel, TEXTS, name("label-role", 2), LANGUAGES), 2)
MATCHES = ordered(name("fasb", 4))


PROPOSALS = some(
    st.builds(Proposal, CONCEPTS, st.integers(1, 3), st.one_of(st.none(), NUMBERS)), 2, lambda one: one.rank
).map(lambda found: tuple(sorted(found, key=lambda one: one.rank)))


@st.composite
def stated(draw):
    """A value with an accuracy where it is a number."""
    value = draw(st.one_of(st.none(), VALUES))
    decimals = draw(st.one_of(st.none(), st.integers(-9, 6))) if isinstance(value, Decimal) else None
    return value, decimals


@st.composite
def keys(draw) -> FactKey:
    return FactKey(
        draw(CONCEPTS),
        draw(name("entity", 2)),
        draw(st.one_of(st.none(), st.just(FOREVER), PERIODS)),
        draw(st.one_of(st.none(), UNITS)),
        draw(DIMENSIONS),
        draw(st.one_of(st.none(), PERIODS)),
        draw(st.one_of(st.none(), LANGUAGES)),
        draw(st.one_of(st.none(), name("event", 2))),
    )


@st.composite
def places(draw) -> Place:
    line, column = draw(st.integers(1, 99)), draw(st.one_of(st.none(), st.integers(1, 9)))
    offset = draw(st.one_of(st.none(), st.integers(0, 99)))
    in_table = column is not None and draw(st.booleans())
    table, row = (draw(st.integers(1, 3)), draw(st.integers(1, 30))) if in_table else (None, None)
    marked = draw(st.booleans())
    path = f"/html/body/table[{table}]/tr[{row}]/td[{column}]" if marked and in_table else None
    return Place(line, column, offset, path, "e1" if marked else None, table, row)


@st.composite
def facts(draw) -> tuple[Fact, ...]:
    chosen = draw(st.lists(keys(), max_size=4, unique_by=lambda one: one.key))
    pool = draw(st.lists(places(), max_size=8, unique_by=lambda one: one.order))
    found = []
    for key in chosen:
        value, decimals = draw(stated())
        own = draw(st.lists(st.sampled_from(pool), max_size=2, unique=True)) if pool else []
        prints = [draw(occurrences(place)) for place in sorted(own, key=lambda place: place.order)]
        found.append(
            Fact(
                key, value, decimals, tuple(prints),
                is_nil=draw(st.booleans()),
                approximate=draw(st.booleans()),
                translation_of=draw(st.one_of(st.none(), st.sampled_from(chosen))),
                exchange_rate=draw(st.one_of(st.none(), NUMBERS)),
                event=draw(st.one_of(st.none(), name("event", 2))) if key.event is None else None,
                superseded_by=draw(ordered(name("later", 3))),
            )
        )  # fmt: skip
    used = [one.place for fact in found for one in fact.occurrences]
    return tuple(
        replace(fact, occurrences=tuple(draw(copies(one, used)) for one in fact.occurrences)) for fact in found
    )


@st.composite
def copies(draw, one: Occurrence, used: list[Place]) -> Occurrence:
    return replace(one, copy_of=draw(st.sampled_from(used))) if draw(st.booleans()) else one


@st.composite
def occurrences(draw, place: Place) -> Occurrence:
    value, decimals = draw(stated())
    return Occurrence(
        place, draw(TEXTS), value, decimals, draw(TEXTS), draw(TEXTS),
        mapping=draw(st.one_of(st.none(), name("mapping", 3))),
        is_primary=draw(st.booleans()),
        approximate=draw(st.booleans()),
        printed_value=draw(st.one_of(st.none(), NUMBERS)),
        printed_period=draw(st.one_of(st.none(), PERIODS)),
        printed_concept=draw(st.one_of(st.none(), CONCEPTS)),
        role=draw(st.one_of(st.none(), name("role", 2))),
        label_line=draw(st.one_of(st.none(), st.integers(1, 99))),
        proposals=draw(PROPOSALS),
    )  # fmt: skip


ENTITIES = st.builds(
    Entity,
    name("entity", 4),
    TEXTS,
    some(st.tuples(name("scheme", 3), WORDS), 3, lambda pair: pair).map(lambda found: (*found[:1], *sorted(found[1:]))),
    ordered(TEXTS),
    st.one_of(st.none(), st.just(GG.Person)),
)
ARCS = st.builds(
    Arc, ITEMS, ITEMS, st.integers(0, 9), st.one_of(st.none(), st.integers(-2, 2), NUMBERS), st.one_of(st.none(), WORDS)
)
NETWORKS = st.builds(
    Network, name("role", 2), TEXTS, st.sampled_from([PARENT_CHILD, SUMMATION_ITEM]),
    some(ARCS, 3, lambda arc: (repr(arc.source), repr(arc.target), arc.order, arc.preferred_label or "")),
)  # fmt: skip
CUBE_AXES = some(
    st.builds(HypercubeDimension, AXES, ordered(MEMBERS), st.none() | MEMBERS, st.none() | st.just(XSD.date)),
    2, lambda one: one.axis,
).map(lambda found: tuple(sorted(found, key=lambda one: one.axis)))  # fmt: skip
CUBES = st.builds(
    Hypercube, name("cube", 2), name("role", 2), ordered(CONCEPTS), CUBE_AXES,
    is_closed=st.booleans(), is_excluded=st.booleans(),
)  # fmt: skip
SPOTS = st.builds(Place, st.integers(1, 99), st.none(), st.one_of(st.none(), st.integers(0, 99)))
LINES = st.one_of(
    SPOTS.map(lambda spot: (spot,)),
    st.sets(st.integers(1, 99), min_size=2, max_size=3).map(lambda found: tuple(Place(line) for line in sorted(found))),
)
EVENTS = st.builds(
    Event, name("event", 4), LINES, TEXTS, name("category", 2), st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS),
    st.sampled_from(["day", "month", "undated"]), ordered(name("entity", 4)),
)  # fmt: skip
RELATIONSHIPS = st.builds(
    Relationship, LINES, name("entity", 4), name("relation", 2), name("entity", 4),
    share=st.one_of(st.none(), NUMBERS), since=st.one_of(st.none(), DAYS), until=st.one_of(st.none(), DAYS),
    event=st.one_of(st.none(), name("event", 4)),
)  # fmt: skip


def by_iri(found):
    return {one.iri: one for one in found}


@st.composite
def narratives(draw) -> dict[str, object]:
    risks = draw(
        some(st.builds(RiskFactor, SPOTS, TEXTS, st.one_of(st.none(), name("category", 2))), 3, lambda r: r.place)
    )
    heads = [risk.place for risk in risks]
    drivers = (
        draw(some(st.builds(RiskDriver, SPOTS, TEXTS, st.sampled_from(heads)), 3, lambda d: d.place)) if heads else ()
    )
    spots = [driver.place for driver in drivers]
    exposures = st.builds(
        Exposure, st.sampled_from(heads), CONCEPTS, st.sampled_from(["increase", "decrease"]), st.just("stated"),
        driver=st.one_of(st.none(), st.sampled_from(spots)) if spots else st.none(),
        dimensions=st.dictionaries(AXES, MEMBERS, max_size=1).map(lambda d: tuple(d.items())),
    ) if heads else None  # fmt: skip
    ends = lambda r: (r.subject, r.role, r.object, r.since, r.until)  # noqa: E731
    return {
        "risks": risks,
        "drivers": drivers,
        "exposures": draw(some(exposures, 3)) if exposures is not None else (),
        "relationships": draw(some(RELATIONSHIPS, 2, ends)),
        "events": draw(some(EVENTS, 2, lambda event: event.iri)),
        "terms": by_iri(draw(some(st.builds(Term, name("term", 3), TEXTS, name("scheme", 2)), 2, lambda t: t.iri))),
        "mentions": draw(some(st.builds(Mention, SPOTS, TEXTS, name("entity", 4)), 2, lambda m: m.place)),
    }


@st.composite
def reports(draw) -> Report:
    found = draw(facts())
    told = [fact.dimensions for fact in found]
    notes = st.builds(Footnote, TEXTS, st.lists(st.sampled_from(told), min_size=1, max_size=2, unique=True).map(tuple),
                      LANGUAGES, name("role", 2), name("arcrole", 2)) if told else None  # fmt: skip
    words, links = st.one_of(st.none(), WORDS), st.one_of(st.none(), CONCEPTS)
    concepts = st.builds(
        Concept, CONCEPTS, words, words, words, st.one_of(st.none(), TEXTS), links, links, links, NAMED_LABELS, MATCHES
    )
    axes = st.builds(Concept, AXES, label=st.one_of(st.none(), TEXTS), exact_matches=MATCHES)
    members = st.builds(
        Member, MEMBERS, st.one_of(st.none(), TEXTS), st.one_of(st.none(), name("entity", 4)), NAMED_LABELS, MATCHES
    )
    rows = st.builds(
        LabelMapping, name("mapping", 3), TEXTS, st.sampled_from([SKOS.exactMatch, SKOS.broadMatch]), CONCEPTS, WORDS,
        st.sampled_from(["", "0.5", "1"]), TEXTS, MATCHES,
    )  # fmt: skip
    used = {axis for key in told for axis, _ in key.dimensions}
    return Report(
        f"{BASE}report/example/1",
        draw(ENTITIES),
        Document(draw(TEXTS), draw(WORDS), draw(WORDS)),
        draw(st.one_of(st.none(), DAYS)),
        draw(TEXTS),
        found,
        draw(some(st.builds(Finding, WORDS, st.just("warning"), places(), TEXTS), 2)),
        draw(some(NETWORKS, 2)),
        concepts={**by_iri(draw(some(concepts, 3, lambda one: one.iri))),
                  **{iri: one for iri, one in by_iri(draw(some(axes, 2, lambda one: one.iri))).items() if iri in used}},
        members=by_iri(draw(some(members, 3, lambda one: one.iri))),
        entities=by_iri(draw(some(ENTITIES, 2, lambda one: one.iri))),
        taxonomy_versions=draw(MATCHES),
        mappings=draw(some(rows, 2, lambda row: row.iri)),
        footnotes=draw(some(notes, 2)) if notes is not None else (),
        hypercubes=draw(some(CUBES, 2, lambda cube: (cube.iri, cube.role))),
        namespaces=draw(some(st.tuples(WORDS, name("namespace", 3)), 2, lambda pair: pair[1])),
        license=draw(st.one_of(st.none(), name("license", 1))),
        replaces=draw(st.one_of(st.none(), name("report", 1))),
        **draw(narratives()),
    )  # fmt: skip


UNORDERED = ("mappings", "risks", "drivers", "exposures", "relationships", "events", "mentions", "hypercubes")


def settle(report: Report) -> Report:
    """Put in one order what has none in RDF."""

    def rank(fact: Fact):
        first = fact.occurrences[0].place.order if fact.occurrences else (999,)
        return first, fact.dimensions.key

    notes = (replace(note, facts=tuple(sorted(note.facts, key=lambda key: key.key))) for note in report.footnotes)
    networks = (replace(one, arcs=tuple(sorted(one.arcs, key=repr_arc))) for one in report.networks)
    return replace(
        report,
        facts=tuple(sorted(report.facts, key=rank)),
        findings=tuple(sorted(report.findings, key=repr)),
        networks=tuple(sorted(networks, key=lambda one: (one.role, one.arcrole, one.title, *map(repr_arc, one.arcs)))),
        footnotes=tuple(sorted(notes, key=repr)),
        namespaces=tuple(sorted(report.namespaces)),
        concepts={}, members={}, entities={},
        **{part: tuple(sorted(getattr(report, part), key=repr)) for part in UNORDERED},
    )  # fmt: skip


def repr_arc(arc: Arc) -> str:
    return f"{arc.source} {arc.target} {arc.order} {arc.preferred_label} {Decimal(arc.weight or 0):f}"


def load(report: Report, base: str = BASE) -> Store:
    store = Store()
    store.bulk_load("".join(write_quads(report, base)).encode(), RdfFormat.N_QUADS)
    return store


@RELAXED
@given(reports())
def test_what_is_written_is_read_back(report):
    (found,) = read_reports(load(report))
    here, there = settle(report), settle(found)
    for part in here.__dataclass_fields__:
        assert getattr(there, part) == getattr(here, part), part
    for given_, read in ((report.concepts, found.concepts), (report.members, found.members)):
        assert {iri: read[iri] for iri in given_} == given_
        assert all(one == type(one)(iri) for iri, one in read.items() if iri not in given_)
    others = {iri: one for iri, one in report.entities.items() if iri != report.entity.iri}
    assert {iri: found.entities[iri] for iri in others} == others
    denoted = {member.denotes for member in report.members.values()} - {None}
    assert found.entities.keys() - others.keys() <= denoted


@RELAXED
@given(reports())
def test_a_second_trip_changes_nothing_at_all(report):
    (first,) = read_reports(load(report))
    (second,) = read_reports(load(first))
    assert second == first


@RELAXED
@given(reports())
def test_another_base_changes_names_alone(report):
    (here,) = read_reports(load(report))
    (there,) = read_reports(load(report, "https://example.org/data/"))
    values = [(one.value, one.decimals, one.dimensions.period, one.dimensions.unit) for one in here.facts]
    assert sorted(map(repr, values)) == sorted(
        repr((one.value, one.decimals, one.dimensions.period, one.dimensions.unit)) for one in there.facts
    )
    assert (there.networks, there.findings, there.risks) == (here.networks, here.findings, here.risks)


@pytest.mark.parametrize("path", ["fy2008-release/release.trig", "fy2007-risk-factors/risk-factors.trig"])
def test_the_shipped_graphs_are_read_and_written_again_quad_by_quad(path):
    store = load_store([INSTANCES / path])
    (report,) = read_reports(store)
    assert report == read_report(store, report.iri)
    assert set(parse("".join(write_quads(report)), format=RdfFormat.N_QUADS)) == set(store)
