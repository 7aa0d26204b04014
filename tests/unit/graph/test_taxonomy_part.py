"""Labels, references, entities and terms in graphs that others wrote."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Store

from gaapgraph.graph import Dataset, read_report
from gaapgraph.graph.taxonomy_part import read_concepts, read_hypercubes, read_terms
from gaapgraph.model import Term

HEAD = """@prefix gg: <https://w3id.org/gaapgraph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <urn:x:> . """


def load(text: str) -> Store:
    store = Store()
    store.load((HEAD + text).encode(), format=RdfFormat.TURTLE)
    return store


def test_a_label_needs_its_concept_its_role_and_a_text() -> None:
    said = """:c a gg:Concept .
    :good a gg:ConceptLabel ; gg:labelled :c ; gg:labelRole :standard ; gg:text "Sales"@en .
    :bare a gg:ConceptLabel ; gg:labelled :c ; gg:text "no role" .
    :lost a gg:ConceptLabel ; gg:labelRole :standard ; gg:text "no concept" .
    :odd a gg:ConceptLabel ; gg:labelled :c ; gg:labelRole :standard ; gg:text :not-a-text ."""
    concept = read_concepts(Dataset(load(said)))["urn:x:c"]
    assert [(one.text, one.role, one.language) for one in concept.labels] == [("Sales", "urn:x:standard", "en")]


def test_what_a_document_names_of_its_taxonomy_is_read() -> None:
    said = """:r a gg:Report ; gg:document :d ; gg:entity :e .
    :ref a gg:Reference ; gg:report :r ; gg:document :d ; gg:referenceKind "schemaRef" ; gg:href "e.xsd" ."""
    assert [(one.kind, one.href) for one in read_report(load(said), "urn:x:r").references] == [("schemaRef", "e.xsd")]


def test_a_report_without_a_name_is_read() -> None:
    store = load("_:r a gg:Report ; gg:document :d ; gg:entity :e .")
    (iri,) = Dataset(store).instances("https://w3id.org/gaapgraph/ns#Report")
    assert read_report(store, iri).entity.iri == "urn:x:e"


def test_a_term_is_a_concept_of_a_scheme() -> None:
    said = (
        """:a a skos:Concept ; skos:inScheme :s ; skos:prefLabel "A"@en . :b a skos:Concept ; skos:prefLabel "B"@en ."""
    )
    assert read_terms(Dataset(load(said))) == {"urn:x:a": Term("urn:x:a", "A", "urn:x:s")}


def test_a_dimension_of_a_hypercube_needs_its_axis() -> None:
    said = """:r a gg:Report . :cube a gg:Hypercube ; gg:report :r ; gg:concept :table ; gg:networkRole :role .
    :one a gg:HypercubeDimension ; gg:hypercube :cube ; gg:hypercubeAxis :axis ;
      gg:hypercubeMember :m ; gg:defaultMember :d .
    :odd a gg:HypercubeDimension ; gg:hypercube :cube ; gg:hypercubeMember :n ."""
    (cube,) = read_hypercubes(Dataset(load(said)), "urn:x:r")
    assert [(one.axis, one.members, one.default) for one in cube.dimensions] == [
        ("urn:x:axis", ("urn:x:m",), "urn:x:d")
    ]
