"""The vocabulary in Turtle and the names used in the program, the shapes, the questions and the instances agree."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Namespace, URIRef

from gaapgraph.vocabulary import GG as USED
from gaapgraph.vocabulary import PREFIXES

ROOT = Path(__file__).parents[2]
GG = Namespace("https://w3id.org/gaapgraph/ns#")
SH = Namespace("http://www.w3.org/ns/shacl#")
WRITTEN = sorted(
    [
        *(ROOT / "ontology").rglob("*.ttl"),
        *(ROOT / "shapes").rglob("*.ttl"),
        *(ROOT / "queries").rglob("*.r[qu]"),
        *(ROOT / "instances").glob("*/*.ttl"),
        *(ROOT / "src").rglob("*.py"),
    ]
)


@pytest.fixture(scope="module")
def core() -> Graph:
    return (
        Graph()
        .parse(ROOT / "ontology" / "gaapgraph.ttl")
        .parse(ROOT / "ontology" / "rules.ttl")
        .parse(ROOT / "ontology" / "risk.ttl")
    )


def defined(core: Graph) -> set[str]:
    return {str(term).removeprefix(GG) for term in core.subjects(RDFS.isDefinedBy) if str(term).startswith(GG)}


def names_in(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return set(re.findall(r"\bGG\.([A-Za-z]\w*)", text)) - {"iri"}
    return set(re.findall(r"(?<![\w:-])gg:([A-Za-z]\w*)", text))


def test_every_name_in_use_is_defined(core: Graph) -> None:
    known = defined(core)
    unknown = {f"{path.relative_to(ROOT)}: {name}" for path in WRITTEN for name in names_in(path) - known}
    assert unknown == set()


def test_every_name_that_the_program_may_use_is_defined(core: Graph) -> None:
    assert set(cast("list[str]", USED)) - defined(core) == set()


def test_classes_are_upper_camel_and_properties_lower(core: Graph) -> None:
    properties = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    for term in (URIRef(GG + name) for name in defined(core)):
        types, first = set(core.objects(term, RDF.type)), str(term).removeprefix(GG)[0]
        if OWL.Class in types:
            assert first.isupper(), term
        elif types & properties and GG.Dimension not in types:
            assert first.islower(), term


@pytest.mark.parametrize(
    ("name", "domain", "range_"),
    [
        ("fact", None, GG.Fact),
        ("lowerBound", None, XSD.decimal),
        ("date", "Instant", XSD.date),
        ("measure", "Concept", GG.Measure),
        ("denotes", "Member", GG.Entity),
        ("value", None, None),
    ],
)
def test_domain_and_range(core: Graph, name: str, domain: str | None, range_: URIRef | None) -> None:
    assert core.value(GG[name], RDFS.domain) == (GG[domain] if domain else None)
    assert core.value(GG[name], RDFS.range) == range_


def test_instants_and_durations_are_disjoint_periods(core: Graph) -> None:
    assert {GG.Instant, GG.Duration, GG.Forever} == set(core.subjects(RDFS.subClassOf, GG.Period))
    assert (GG.Instant, OWL.disjointWith, GG.Duration) in core or (GG.Duration, OWL.disjointWith, GG.Instant) in core


def test_labels_are_unique_within_a_kind(core: Graph) -> None:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        labels = [str(core.value(term, SKOS.prefLabel)) for term in core.subjects(RDF.type, kind)]
        assert len(labels) == len(set(labels))


def test_prefixes_are_those_of_the_program() -> None:
    graph = Graph().parse(ROOT / "ontology" / "prefixes.ttl")
    terms = set(graph.objects(None, SH.declare))
    declared = {str(graph.value(term, SH.prefix)): str(graph.value(term, SH.namespace)) for term in terms}
    assert declared.items() >= PREFIXES.items()
