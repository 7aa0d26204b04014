"""The questions as SPARQL examples: one for each, of the form that SIB's endpoints and editors read, and generated."""

from __future__ import annotations

import subprocess
import sys

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from conftest import ROOT
from gaapgraph.question.library import list_questions

EXAMPLES = ROOT / "queries" / "examples.ttl"
SHAPES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<urn:example> a sh:NodeShape ; sh:targetClass sh:SPARQLExecutable ;
  sh:or ( [ sh:class sh:SPARQLSelectExecutable ] [ sh:class sh:SPARQLAskExecutable ] ) ;
  sh:xone ( [ sh:path sh:select ; sh:minCount 1 ] [ sh:path sh:ask ; sh:minCount 1 ] ) ;
  sh:property [ sh:path sh:select ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
    [ sh:path rdfs:comment ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype rdf:langString ] ,
    [ sh:path rdfs:label ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path schema:target ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path schema:keywords ; sh:minCount 1 ; sh:datatype xsd:string ] ,
    [ sh:path sh:prefixes ; sh:minCount 1 ; sh:node <urn:prefixes> ] .
<urn:prefixes> a sh:NodeShape ; sh:property [ sh:path sh:declare ; sh:minCount 1 ; sh:node <urn:prefix> ] .
<urn:prefix> a sh:NodeShape ;
  sh:property [ sh:path sh:prefix ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
    [ sh:path sh:namespace ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:anyURI ] .
"""


@pytest.mark.slow
def test_the_examples_have_the_form_of_sib() -> None:
    data, shapes = rdflib.Graph().parse(EXAMPLES), rdflib.Graph().parse(data=SHAPES, format="turtle")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes)
    assert conforms, text
    focus = next(data.subjects(rdflib.RDF.type, rdflib.SH.SPARQLExecutable))
    data.remove((focus, rdflib.SH.prefixes, None))
    assert not pyshacl.validate(data, shacl_graph=shapes)[0]


def test_each_question_is_an_example_that_parses() -> None:
    store = ox.Store()
    store.load(path=str(EXAMPLES), format=ox.RdfFormat.TURTLE)
    found = {
        quad.subject.value.rpartition("/")[2]: quad.object.value
        for quad in store.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/ns/shacl#select"), None, None)
    }
    questions = {question.name: question.text for question in list_questions()}
    assert found.keys() == questions.keys()
    for name, text in found.items():
        assert questions[name].endswith(text.strip() + "\n")
        ox.Store().query(text)


@pytest.mark.parametrize("script", ["build_examples.py", "build_questions.py"])
def test_what_is_generated_is_current(script: str) -> None:
    command = [sys.executable, str(ROOT / "scripts" / script), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
