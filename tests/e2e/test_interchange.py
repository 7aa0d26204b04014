"""What `build` writes is read alike by pyoxigraph, rdflib and Apache Jena."""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from gaapgraph.cli import main

INPUT = Path(__file__).parents[2] / "instances" / "iij" / "fy2008-release" / "input.txt"
FORMATS = {
    ".nq": (ox.RdfFormat.N_QUADS, "nquads"),
    ".trig": (ox.RdfFormat.TRIG, "trig"),
    ".ttl": (ox.RdfFormat.TURTLE, "turtle"),
    ".nt": (ox.RdfFormat.N_TRIPLES, "nt"),
}
Triples = set[tuple[str, str, str]]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the shipped tables of the release, built in each format."""
    folder = tmp_path_factory.mktemp("outputs")
    paths = {name: folder / f"release{name}" for name in (*FORMATS, ".nq.gz")}
    for path in paths.values():
        assert main(["build", str(INPUT), "-o", str(path)]) == 0
    return paths


@pytest.fixture(scope="module")
def expected(outputs: dict[str, Path]) -> Triples:
    return read_with_oxigraph(outputs[".nq"], ox.RdfFormat.N_QUADS)


def read_with_oxigraph(path: Path, rdf_format: ox.RdfFormat) -> Triples:
    return {
        (str(quad.subject), str(quad.predicate), str(quad.object))
        for quad in ox.parse(path=str(path), format=rdf_format)
    }


def read_with_rdflib(path: Path, rdf_format: str) -> Triples:
    dataset = rdflib.Dataset(default_union=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)  # else `12.5` is written anew as it is read
        dataset.parse(path, format=rdf_format)
    return {(s.n3(), p.n3(), o.n3()) for s, p, o in dataset.triples((None, None, None))}


def canonical(triples: Triples) -> Triples:
    """Return triples as Oxigraph writes them, so that quotes and escapes do not count."""
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
    quads = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


@pytest.mark.parametrize("name", FORMATS)
def test_oxigraph_reads_the_same_triples_of_every_format(outputs, expected, name):
    assert len(expected) > 10_000
    assert read_with_oxigraph(outputs[name], FORMATS[name][0]) == expected


@pytest.mark.parametrize("name", FORMATS)
def test_rdflib_reads_the_same_triples_of_every_format(outputs, expected, name):
    assert canonical(read_with_rdflib(outputs[name], FORMATS[name][1])) == expected


def test_formats_for_quads_have_one_named_graph(outputs):
    for name in (".nq", ".trig"):
        graphs = {quad.graph_name.value for quad in ox.parse(path=str(outputs[name]), format=FORMATS[name][0])}
        assert len(graphs) == 1
        assert "/report/" in graphs.pop()


def test_gzip_holds_the_same_bytes(outputs):
    assert gzip.decompress(outputs[".nq.gz"].read_bytes()) == outputs[".nq"].read_bytes()


@pytest.mark.slow
def test_jena_finds_every_output_valid_and_counts_the_same_triples(outputs, expected, jena_class_path):
    riot = ["java", "-Xmx512m", "-cp", jena_class_path, "riotcmd.riot"]
    files = [str(path) for path in outputs.values()]
    done = subprocess.run([*riot, "--validate", "--strict", *files], capture_output=True, text=True, check=False)
    told = (done.stdout + done.stderr).replace("\x1b[0m", "")
    complaints = [line for line in told.splitlines() if line and "SLF4J" not in line]
    assert (done.returncode, complaints) == (0, [])
    for name in FORMATS:
        done = subprocess.run([*riot, "--output=nquads", str(outputs[name])], capture_output=True, check=True)
        quads = ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS)
        assert {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads} == expected
