"""What is published beside the shipped graphs: N-Quads with the same quads, and what describes them."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

ROOT = Path(__file__).parents[2]
GRAPHS = sorted((ROOT / "instances").glob("**/*.trig"))
VOID = ROOT / "instances" / "void.ttl"


def test_all_is_what_the_graphs_give() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "build_published.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), "run `just published`"


@pytest.mark.parametrize("path", GRAPHS, ids=lambda path: path.stem)
def test_n_quads_hold_the_same_quads_and_no_date_of_packing(path: Path) -> None:
    packed = path.with_suffix(".nq.gz").read_bytes()
    assert packed[4:8] == bytes(4)
    quads = parse(gzip.decompress(packed), format=RdfFormat.N_QUADS)
    assert set(quads) == set(parse(path=str(path), format=RdfFormat.TRIG))


@pytest.fixture(scope="module")
def described() -> Store:
    store = Store()
    store.load(path=str(VOID), format=RdfFormat.TURTLE)
    return store


def test_counts_are_those_of_the_graphs(described: Store) -> None:
    """Facts of both documents, counted again from the files."""
    counted = sum(
        quad.object.value.endswith("ns#Fact") and quad.predicate.value.endswith("#type")
        for path in GRAPHS
        for quad in parse(path=str(path), format=RdfFormat.TRIG)
        if hasattr(quad.object, "value")
    )
    query = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX gg: <https://w3id.org/gaapgraph/ns#>
      SELECT ?n { <https://w3id.org/gaapgraph/dataset/instances> void:classPartition ?part .
      ?part void:class gg:Fact ; void:entities ?n }"""
    assert [int(row["n"].value) for row in described.query(query)] == [counted]


def test_every_graph_has_a_licence_and_two_files_that_are_there(described: Store) -> None:
    query = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcterms: <http://purl.org/dc/terms/>
      PREFIX foaf: <http://xmlns.com/foaf/0.1/>
      SELECT ?graph ?file { ?set foaf:primaryTopic ?graph ; dcterms:license ?licence ; void:dataDump ?file }"""
    files: dict[str, set[str]] = {}
    for row in described.query(query):
        files.setdefault(row["graph"].value, set()).add(row["file"].value)
    assert len(files) >= len(GRAPHS)
    for names in files.values():
        assert {Path(name).suffix for name in names} == {".trig", ".gz"}
        assert all((ROOT / name.removeprefix("https://w3id.org/gaapgraph/")).is_file() for name in names)
