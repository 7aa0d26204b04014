"""Property paths as shapes state them."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from gaapgraph.errors import InputError
from gaapgraph.shacl.path import Alternative, Inverse, Predicate, Repeat, Sequence, read_path
from gaapgraph.shacl.rdf_term import Graph

A, B = Predicate("urn:a"), Predicate("urn:b")


def read(text: str):
    prefix = "@prefix sh: <http://www.w3.org/ns/shacl#> ."
    triples = [quad.triple for quad in parse(f"{prefix} <urn:s> <urn:path> {text} .", RdfFormat.TURTLE)]
    graph = Graph(triples)
    return read_path(graph, graph.object(NamedNode("urn:s"), "urn:path"))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("<urn:a>", A),
        ("(<urn:a>)", A),
        ("(<urn:a> <urn:b>)", Sequence((A, B))),
        ("[sh:alternativePath (<urn:a> <urn:b>)]", Alternative((A, B))),
        ("[sh:inversePath <urn:a>]", Inverse(A)),
        ("[sh:zeroOrMorePath <urn:a>]", Repeat(A, "*")),
        ("[sh:oneOrMorePath [sh:inversePath <urn:a>]]", Repeat(Inverse(A), "+")),
        ("[sh:zeroOrOnePath (<urn:a> <urn:b>)]", Repeat(Sequence((A, B)), "?")),
    ],
)
def test_a_path_is_read_as_it_is_stated(text, path):
    assert read(text) == path


def nest(depth: int) -> str:
    return "[sh:inversePath " * depth + "<urn:a>" + "]" * depth


def test_a_path_is_no_deeper_than_fifty():
    assert isinstance(read(nest(51)), Inverse)
    with pytest.raises(InputError, match="refers to itself"):
        read(nest(52))


def test_what_is_no_path_is_refused():
    with pytest.raises(InputError):
        read("[<urn:other> <urn:a>]")


def test_alternatives_nest_no_deeper_than_other_paths():
    def alternatives(depth: int) -> str:
        return "[sh:alternativePath (<urn:b> " * depth + "<urn:a>" + ")]" * depth

    assert isinstance(read(alternatives(51)), Alternative)
    with pytest.raises(InputError, match="refers to itself"):
        read(alternatives(52))
