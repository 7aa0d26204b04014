"""Jena, RDF4J and TopBraid run `shapes/all.ttl` over the shipped graphs and report what `check` does as Turtle.

The shapes and `ontology/rule-data.ttl` are taken as they are shipped, without network. The set of shape, focus node and
severity is the same. The engines are fetched once by Maven; where they are not in its folder, the test is skipped.
RDF4J and TopBraid take some minutes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, Triple, parse, serialize

from gaapgraph.cli import main

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(__file__).parent / "engines"
ENGINES = {
    "JenaShacl": ("org.apache.jena", "jena-shacl", "5.2.0", "jar"),
    "Rdf4jShacl": ("org.eclipse.rdf4j", "rdf4j-storage", "5.1.0", "pom"),
    "TopBraidShacl": ("org.topbraid", "shacl", "1.4.4", "jar"),
}
POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>local</groupId><artifactId>engine</artifactId><version>1</version><dependencies>
<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version><type>{}</type></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.16</version></dependency>
</dependencies></project>
"""
REPORTED = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?shape ?focus ?severity {
  ?result a sh:ValidationResult ; sh:sourceShape ?shape ; sh:focusNode ?focus ; sh:resultSeverity ?severity
}
"""
Found = set[tuple[str, ...]]
pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped graphs as one, results of checks left out: SHACL knows no named graphs."""
    triples: dict[Triple, None] = {}
    for path in sorted((ROOT / "instances").rglob("*.trig")):
        if path.name != "check-results.trig":
            quads = parse(path=str(path), format=RdfFormat.TRIG)
            triples.update(dict.fromkeys(Triple(quad.subject, quad.predicate, quad.object) for quad in quads))
    path = tmp_path_factory.mktemp("data") / "data.nt"
    path.write_bytes(serialize(list(triples), format=RdfFormat.N_TRIPLES) or b"")
    return path


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Found:
    path = tmp_path_factory.mktemp("ours") / "report.ttl"
    main(["check", "--format", "turtle", "-o", str(path)])
    store = Store()
    store.load(path=str(path), format=RdfFormat.TURTLE)
    rows = store.query(REPORTED)
    return {tuple(row[name].value for name in ("shape", "focus", "severity")) for row in rows}  # type: ignore[union-attr]


def class_path(engine: str, folder: Path) -> str:
    """Return the class path of an engine, or skip the test."""
    if shutil.which("java") is None:
        pytest.skip("java is not installed")
    if given := os.environ.get(f"GAAPGRAPH_{engine.upper()}_CLASSPATH"):
        return given
    if shutil.which("mvn") is None:
        pytest.skip(f"mvn is not installed; set GAAPGRAPH_{engine.upper()}_CLASSPATH")
    (folder / "pom.xml").write_text(POM.format(*ENGINES[engine]))
    command = ["mvn", "-q", "-B", "-o", "dependency:build-classpath", "-Dmdep.outputFile=classpath.txt"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        name = ":".join(ENGINES[engine][:3])
        pytest.skip(f"{name} is not in Maven's folder: run mvn -f pom.xml dependency:build-classpath once online")
    return (folder / "classpath.txt").read_text()


@pytest.mark.parametrize("engine", ENGINES)
def test_the_engine_reports_what_we_report(engine: str, data: Path, ours: Found, tmp_path: Path) -> None:
    files = [ROOT / "shapes" / "all.ttl", ROOT / "ontology" / "rule-data.ttl", data]
    program = [str(PROGRAMS / f"{engine}.java"), *map(str, files)]
    command = ["java", "-Xmx2g", "-cp", class_path(engine, tmp_path), *program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert {tuple(line.split("\t")) for line in done.stdout.splitlines()} == ours
    assert len(ours) > 50
