"""The questions in ontology/checks/ find nothing in the data we ship, and each finds the fault it is made for."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml

ROOT = Path(__file__).parents[2]
CHECKS = sorted((ROOT / "ontology" / "checks").glob("*.rq"))
DATA = sorted([*(ROOT / "ontology").rglob("*.ttl"), *(ROOT / "instances").glob("*/*.ttl")])
REPORTS = sorted((ROOT / "instances").glob("*/*/*.trig"))
CORE = "<https://w3id.org/gaapgraph/ontology/core>"
PREFIXES = """
PREFIX gg: <https://w3id.org/gaapgraph/ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX ex: <https://example.org/>
"""
FAULTS = {
    "find_anchors_to_nothing": "ex:Cost gg:anchor ex:Unknown .",
    "find_axes_without_members": "ex:Axis a gg:Dimension, owl:ObjectProperty .",
    "find_blank_nodes": "ex:Class rdfs:subClassOf [ a owl:Restriction ] .",
    "find_concepts_without_type": 'ex:Cost a gg:Concept ; gg:dataType "monetaryItemType" ; gg:periodType "forever" .',
    "find_incomplete_headers": "<https://w3id.org/gaapgraph/ontology/new> a owl:Ontology .",
    "find_labels_that_differ": 'ex:Cost rdfs:label "Cost"@en ; skos:prefLabel "Costs"@en .',
    "find_notations_used_twice": "ex:a skos:notation 1; skos:inScheme ex:s. ex:b skos:notation 1; skos:inScheme ex:s.",
    "find_terms_without_definition": f"ex:term rdfs:isDefinedBy {CORE} .",
    "find_terms_without_one_label": f'ex:term rdfs:isDefinedBy {CORE} ; skos:prefLabel "one"@en, "two"@en .',
    "find_terms_without_source": f"ex:term rdfs:isDefinedBy {CORE} .",
    "find_undeclared_classes": "ex:term rdfs:range gg:Nothing .",
    "find_uses_outside_domain": "gg:fact rdfs:domain gg:Occurrence . ex:o gg:fact ex:f .",
    "find_uses_outside_range": "gg:line rdfs:range ex:integer . ex:o gg:line 1 .",
    "find_undeclared_terms": "ex:Cost gg:priodType ex:instant .",
}


@pytest.fixture(scope="module")
def ontology() -> ox.Store:
    store = ox.Store()
    for path in DATA:
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    for path in REPORTS:
        store.load(path=str(path), format=ox.RdfFormat.TRIG)
    return store


def ask(store: ox.Store, check: Path) -> list[str]:
    solutions = store.query(check.read_text(encoding="utf-8"), use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    return [f"{row['focus']} {row['property']} {row['value']}" for row in solutions]


@pytest.mark.parametrize("check", CHECKS, ids=lambda path: path.stem)
def test_check_finds_nothing_in_the_ontology(ontology: ox.Store, check: Path) -> None:
    assert ask(ontology, check) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda path: path.stem)
def test_check_finds_its_fault(check: Path) -> None:
    store = ox.Store()
    store.load(PREFIXES + FAULTS[check.stem], format=ox.RdfFormat.TURTLE)
    assert ask(store, check) != []


@pytest.mark.parametrize("check", CHECKS, ids=lambda path: path.stem)
def test_check_tells_problem_and_solution(check: Path) -> None:
    lines = check.read_text(encoding="utf-8").splitlines()
    head = yaml.safe_load("\n".join(line[2:] for line in lines if line.startswith("#+")))
    assert set(head) == {"summary", "returns", "problem", "solution", "source"}
    assert head["returns"] == ["focus", "property", "value"]
