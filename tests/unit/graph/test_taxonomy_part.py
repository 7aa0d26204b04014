"""Labels, references, entities and terms in graphs that others wrote."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Store

from gaapgraph.graph import Dataset, read_report
from gaapgraph.graph.taxonomy_part import read_concepts

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
