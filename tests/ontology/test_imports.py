"""The ontology files form one closed set: all imports are met offline, and the core depends on nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from rdflib import OWL, RDF, Graph, URIRef

ONTOLOGY = Path(__file__).parents[2] / "ontology"
FILES = sorted(ONTOLOGY.rglob("*.ttl"))
CATALOG = {
    node.get("name"): node.get("uri")
    for node in etree.parse(ONTOLOGY / "catalog-v001.xml").iter("{urn:oasis:names:tc:entity:xmlns:xml:catalog}uri")
}


def header(path: Path) -> tuple[Graph, URIRef]:
    graph = Graph().parse(path)
    (name,) = graph.subjects(RDF.type, OWL.Ontology)
    assert isinstance(name, URIRef)
    return graph, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_catalogue_leads_to_the_file(path: Path) -> None:
    graph, name = header(path)
    for iri in (name, graph.value(name, OWL.versionIRI)):
        assert CATALOG[str(iri)] == str(path.relative_to(ONTOLOGY))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_imports_are_in_the_catalogue(path: Path) -> None:
    graph, name = header(path)
    assert {str(iri) for iri in graph.objects(name, OWL.imports)} <= CATALOG.keys()


def test_core_imports_nothing() -> None:
    graph, name = header(ONTOLOGY / "gaapgraph.ttl")
    assert set(graph.objects(name, OWL.imports)) == set()


def test_load_file_imports_every_other_vocabulary() -> None:
    """Derivations are data, under an IRI of their own: whoever wants them loads them."""
    graph, name = header(ONTOLOGY / "all.ttl")
    names = {header(path)[1] for path in FILES} - {name}
    vocabularies = {iri for iri in names if iri.startswith("https://w3id.org/gaapgraph/ontology/")}
    assert set(graph.objects(name, OWL.imports)) == vocabularies


def test_catalogue_names_no_missing_file() -> None:
    assert {uri for uri in CATALOG.values() if not (ONTOLOGY / str(uri)).is_file()} == set()
