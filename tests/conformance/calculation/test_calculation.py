"""Calculations 1.1 in round-to-nearest mode: our rule on each case of `cases.tsv`, beside what Arelle says of it."""

from __future__ import annotations

import importlib.util
import sys
from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph import resource
from gaapgraph.model import (
    SUMMATION_ITEM,
    Arc,
    Document,
    Duration,
    Entity,
    Fact,
    FactKey,
    LineItem,
    Network,
    Occurrence,
    Place,
    Report,
    currency_unit,
)
from gaapgraph.shacl import ENGINES, ShapesGraph, load_shapes, validate
from gaapgraph.validation.figure import load_figures
from gaapgraph.validation.rule import evaluate, find_rules
from gaapgraph.vocabulary import BASE
from gaapgraph.write import write_triples

if TYPE_CHECKING:
    from types import ModuleType

    from pyoxigraph import Triple


def load_module(path: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location(path.stem, path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[path.stem] = module
    specification.loader.exec_module(module)
    return module


judge = load_module(Path(__file__).parent / "judge.py")
CASES = judge.read_cases()
EXAMPLE = f"{BASE}example/"
RULE = "https://w3id.org/gaapgraph/shapes/Network-total-facts"
FILES = (resource.shapes() / "calculation.ttl", resource.shapes() / "prefixes.ttl")
ARELLE = {"consistent": "silent", "unbound": "silent", "blocked": "blocked", "inconsistent": "inconsistent"}
WRONG_IN_ARELLE = {"duplicate-inconsistent-equal-decimals"}


def build_report(case: object) -> Report:
    """Return the case as a report: statements that share all dimensions are occurrences of one fact."""
    stated: dict[FactKey, list[Occurrence]] = defaultdict(list)
    for line, fact in enumerate(case.facts, start=1):  # type: ignore[attr-defined]
        year = int(fact.period)
        member = ((EXAMPLE + "Axis", EXAMPLE + fact.member),) if fact.member else ()
        period, unit = Duration(date(year, 1, 1), date(year, 12, 31)), currency_unit(fact.unit)
        key = FactKey(EXAMPLE + fact.concept, EXAMPLE + "entity", period, unit, member)
        value = None if fact.value is None else Decimal(fact.value)
        stated[key].append(Occurrence(Place(line, 1), fact.value or "nil", value, fact.decimals))
    arcs = tuple(
        Arc(LineItem(EXAMPLE + total), LineItem(EXAMPLE + item), order, weight)
        for order, (total, item, weight) in enumerate(case.arcs, start=1)  # type: ignore[attr-defined]
    )
    return Report(
        f"{BASE}report/example/{case.name}",  # type: ignore[attr-defined]
        Entity(EXAMPLE + "entity", "Example", (("http://example.com", "1"),)),
        Document("case.xbrl", "0" * 64, "application/xml"),
        None,
        "",
        tuple(build_fact(key, tuple(places)) for key, places in stated.items()),
        networks=(Network(EXAMPLE + "role", "", SUMMATION_ITEM, arcs),),
    )


def build_fact(key: FactKey, places: tuple[Occurrence, ...]) -> Fact:
    figures = [place for place in places if place.value is not None]
    if not figures:
        return Fact(key, None, None, places, is_nil=True)
    best = max(figures, key=lambda place: 99 if place.decimals is None else place.decimals)
    return Fact(key, best.value, best.decimals, places)


def load(case: object) -> Store:
    store = Store()
    store.load("".join(write_triples(build_report(case))).encode(), RdfFormat.N_TRIPLES)
    return store


def bind(store: Store) -> list[bool]:
    """Return for each binding of our rule whether it is consistent."""
    rules = [rule for rule in find_rules(load_shapes(FILES)) if rule.shape == RULE]
    assert len(rules) == 1
    figures = load_figures(store)
    return [binding.ok for rule in rules for binding in evaluate(store, rule, figures)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_verdict_is_that_of_the_recommendation(case: object) -> None:
    found = bind(load(case))
    verdict = case.verdict  # type: ignore[attr-defined]
    if verdict in ("unbound", "blocked"):
        assert found == []
    else:
        assert found
        assert all(found) == (verdict == "consistent")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_verdict_is_arelles_where_arelle_is_right(case: object) -> None:
    agrees = ARELLE[case.verdict] == case.arelle  # type: ignore[attr-defined]
    assert agrees != (case.name in WRONG_IN_ARELLE)  # type: ignore[attr-defined]
    assert agrees or case.note  # type: ignore[attr-defined]


@pytest.mark.parametrize("engine", ENGINES)
def test_engines_find_the_inconsistent_cases(engine: str) -> None:
    found = {case.name for case in CASES if has_results(load(case), engine)}
    assert found == {case.name for case in CASES if case.verdict == "inconsistent"}


def has_results(store: Store, engine: str) -> bool:
    outcome = validate(store, rule_alone(), engine)
    assert not outcome.not_evaluated
    return bool(outcome.results)


@cache
def rule_alone() -> ShapesGraph:
    """Return the shapes with no target but that of the rule."""
    shapes = load_shapes(FILES)
    others = {rule.shape for rule in find_rules(shapes)} - {RULE}
    return load_shapes([t for t in shapes.graph.triples if not (is_target(t) and t.subject.value in others)])


def is_target(triple: Triple) -> bool:
    return triple.predicate.value.startswith("http://www.w3.org/ns/shacl#target")


def test_every_clause_has_a_case() -> None:
    assert len({case.clause for case in CASES}) >= 10
    assert len({case.name for case in CASES}) == len(CASES)
