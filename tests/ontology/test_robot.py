"""The ontology in the eyes of OWL tools: ROBOT finds it in OWL 2 DL, consistent and without errors.

The jars come from `mvn dependency:build-classpath` for org.obolibrary.robot:robot-command:1.9.8; the class path is
given in GAAPGRAPH_ROBOT_CLASSPATH, or the jars are looked for in the local Maven repository.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

ONTOLOGY = Path(__file__).parents[2] / "ontology"
REPORTS = sorted((ONTOLOGY.parent / "instances").glob("*/*/*.trig"))
POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>local</groupId><artifactId>robot</artifactId><version>1</version>
<dependencies><dependency><groupId>org.obolibrary.robot</groupId><artifactId>robot-command</artifactId>
<version>1.9.8</version></dependency></dependencies></project>
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def class_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    if shutil.which("java") is None:
        pytest.skip("java is not installed")
    given = os.environ.get("GAAPGRAPH_ROBOT_CLASSPATH")
    if given:
        return given
    jar = Path.home() / ".m2/repository/org/obolibrary/robot/robot-command/1.9.8/robot-command-1.9.8.jar"
    if not jar.is_file() or shutil.which("mvn") is None:
        pytest.skip("ROBOT 1.9.8 is not in ~/.m2, or mvn is missing; set GAAPGRAPH_ROBOT_CLASSPATH")
    folder = tmp_path_factory.mktemp("robot")
    (folder / "pom.xml").write_text(POM)
    command = ["mvn", "-q", "-B", "-o", "dependency:build-classpath", "-Dmdep.outputFile=classpath.txt"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mvn cannot put the class path of ROBOT together offline: {done.stdout[-200:]}")
    return (folder / "classpath.txt").read_text()


def robot(class_path: str, *arguments: str) -> str:
    command = ["java", "-Xmx1g", "-cp", class_path, "org.obolibrary.robot.CommandLineInterface", *arguments]
    done = subprocess.run(command, cwd=ONTOLOGY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def merged(class_path: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("merged") / "all.owl"
    robot(class_path, "merge", "--catalog", "catalog-v001.xml", "--input", "all.ttl", "--output", str(path))
    return path


def test_ontology_is_in_owl_2_dl(class_path: str, merged: Path) -> None:
    report = merged.with_suffix(".txt")
    robot(class_path, "validate-profile", "--profile", "DL", "--input", str(merged), "--output", str(report))
    assert "No violations" in report.read_text() or "in profile" in report.read_text()


def test_report_has_no_error(class_path: str, merged: Path) -> None:
    report = merged.with_suffix(".tsv")
    options = ["--base-iri", "https://w3id.org/gaapgraph/", "--fail-on", "ERROR"]
    robot(class_path, "report", "--input", str(merged), *options, "--output", str(report))
    assert "Level\tRule Name" in report.read_text()


@pytest.mark.parametrize("reasoner", ["hermit", "ELK"])
def test_ontology_is_consistent(class_path: str, merged: Path, reasoner: str) -> None:
    output = merged.with_name(f"{reasoner}.owl")
    robot(class_path, "reason", "--reasoner", reasoner, "--input", str(merged), "--output", str(output))
    assert output.stat().st_size > 0


def test_a_shipped_report_agrees_with_the_ontology(class_path: str, merged: Path) -> None:
    """What domains, ranges and disjoint classes imply of a whole report holds no contradiction."""
    if not REPORTS:
        pytest.skip("no report is shipped under instances/")
    data = merged.with_name("report.ttl")
    triples = {str(quad.triple) for quad in ox.parse(path=str(REPORTS[0]), format=ox.RdfFormat.TRIG)}
    data.write_text("".join(f"{triple} .\n" for triple in sorted(triples)), encoding="utf-8")
    both = merged.with_name("both.owl")
    robot(class_path, "merge", "--input", str(merged), "--input", str(data), "--output", str(both))
    robot(class_path, "reason", "--reasoner", "hermit", "--input", str(both), "--output", str(both.with_name("r.owl")))
