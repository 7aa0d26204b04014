"""Views of our graphs in the vocabularies of others, and theirs in ours: one CONSTRUCT each way."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaapgraph.graph import read_reports
from gaapgraph.resource import instances, ontology
from gaapgraph.store import gather

RELEASE = instances() / "iij" / "fy2008-release" / "release.trig"
ALIGNMENTS = ontology() / "alignments"


def view(store: ox.Store, name: str) -> ox.Store:
    """Return what a CONSTRUCT makes of all graphs of a store, taken as one."""
    found = ox.Store()
    triples = store.query((ALIGNMENTS / name).read_text(encoding="utf-8"), use_default_graph_as_union=True)
    found.extend(ox.Quad(*triple) for triple in triples)
    return found


@pytest.fixture(scope="module")
def release() -> ox.Store:
    return gather([RELEASE])


def _facts(store: ox.Store) -> Counter[tuple[object, ...]]:
    return Counter(
        (fact.dimensions.concept, fact.dimensions.period, fact.dimensions.unit, fact.dimensions.dimensions, fact.value,
         fact.decimals, fact.is_nil)
        for report in read_reports(store) for fact in report.facts
        if fact.dimensions.period is not None and not fact.dimensions.comparative
    )  # fmt: skip


def test_there_and_back_the_holon_keeps_the_facts(release):
    there = view(release, "to_holon.rq")
    back = view(there, "from_holon.rq")
    ours, theirs = _facts(release), _facts(back)
    explicit = Counter({key: count for key, count in ours.items() if all(isinstance(m, str) for _, m in key[3])})
    assert sum(explicit.values()) > 800
    assert explicit - theirs == {}


def test_keys_are_those_of_a_graph_that_was_built_here(release):
    back = view(view(release, "to_holon.rq"), "from_holon.rq")
    key = ox.NamedNode("https://w3id.org/gaapgraph/ns#key")
    theirs = {quad.object.value for quad in back.quads_for_pattern(None, key, None)}
    plain = {
        fact.dimensions.key
        for report in read_reports(release) for fact in report.facts
        if fact.dimensions.period is not None and not fact.dimensions.comparative and fact.dimensions.unit is not None
        and all(isinstance(member, str) for _, member in fact.dimensions.dimensions)
        and not fact.dimensions.unit.denominator
    }  # fmt: skip
    assert len(plain) > 700
    assert plain <= theirs


def _ask(store: ox.Store, pattern: str) -> bool:
    prefixes = (
        "PREFIX qb: <http://purl.org/linked-data/cube#> PREFIX gg: <https://w3id.org/gaapgraph/ns#> "
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    )
    return bool(store.query(f"{prefixes} ASK {{ {pattern} }}"))


# Integrity constraints of the recommendation, §11.1; each asks for what breaks it.
CONSTRAINTS = {
    "IC-1": "{ ?o a qb:Observation . FILTER NOT EXISTS { ?o qb:dataSet ?d } } UNION "
            "{ ?o a qb:Observation ; qb:dataSet ?d, ?e . FILTER (?d != ?e) }",
    "IC-2": "{ ?d a qb:DataSet . FILTER NOT EXISTS { ?d qb:structure ?s } } UNION "
            "{ ?d a qb:DataSet ; qb:structure ?s, ?t . FILTER (?s != ?t) }",
    "IC-3": "?s a qb:DataStructureDefinition . "
            "FILTER NOT EXISTS { ?s qb:component/qb:measure ?m . ?m a qb:MeasureProperty }",
    "IC-4": "?d a qb:DimensionProperty . FILTER NOT EXISTS { ?d rdfs:range ?r }",
    "IC-11": "?o qb:dataSet/qb:structure/qb:component/qb:dimension ?d . FILTER NOT EXISTS { ?o ?d ?v }",
    "IC-14": "?o qb:dataSet/qb:structure/qb:component/qb:measure ?m . FILTER NOT EXISTS { ?o ?m ?v }",
}  # fmt: skip


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_cubes_keep_the_constraints_of_the_recommendation(cubes, name):
    assert not _ask(cubes, CONSTRAINTS[name])


@pytest.fixture(scope="module")
def cubes(release) -> ox.Store:
    return view(release, "to_data_cube.rq")


def test_no_two_observations_of_a_cube_have_the_same_dimensions(cubes):
    """IC-12, reckoned here: the query of the recommendation compares each pair."""
    kinds = "PREFIX qb: <http://purl.org/linked-data/cube#> "
    rows = cubes.query(
        kinds + "SELECT ?o ?c ?d ?v { ?o qb:dataSet ?c . ?c qb:structure/qb:component/qb:dimension ?d . ?o ?d ?v }"
    )
    keys: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        keys.setdefault(str(row["o"]), {("cube", str(row["c"]))}).add((str(row["d"]), str(row["v"])))
    assert len(keys) > 800
    doubles = [key for key, count in Counter(map(frozenset, keys.values())).items() if count > 1]
    assert doubles == []


@pytest.mark.conformance
def test_a_graph_of_xbrlkit_is_read_and_checked(release, tmp_path):
    tavi = pytest.importorskip("xbrlkit.deserialize.tavi", reason="needs xbrlkit, which writes the holon")
    from xbrlkit.serialize.holon import to_holon

    from gaapgraph.cli import main

    compiled, holon = tmp_path / "release.json", tmp_path / "holon.nq"
    assert main(["export", str(RELEASE), "--to", "tavi", "-o", str(compiled)]) == 0
    model, _ = tavi.from_tavi_report(compiled.read_text())
    import rdflib

    dataset = rdflib.Dataset()
    written = to_holon(model)
    dataset.parse(data=written if isinstance(written, str) else json.dumps(written), format="json-ld")
    dataset.serialize(holon, format="nquads")
    theirs = ox.Store()
    theirs.bulk_load(path=str(holon), format=ox.RdfFormat.N_QUADS)
    ours = view(theirs, "from_holon.rq")
    output = Path(tmp_path / "ours.nt")
    ours.dump(str(output), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    facts = [fact for report in read_reports(ours) for fact in report.facts]
    assert len(facts) > 900
    assert main(["check", str(output)]) in (0, 1)
