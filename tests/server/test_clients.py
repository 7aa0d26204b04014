"""Clients that nobody here wrote, and what is ready-made for stores."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import yaml

from gaapgraph.question import find_question

if TYPE_CHECKING:
    from conftest import Running

ROOT = Path(__file__).parents[2]
STORES = ROOT / "docs" / "stores"
RELEASE = "https://w3id.org/gaapgraph/report/cik-0001090633/b2460efcbaefe249"
COUNT = "SELECT (COUNT(*) AS ?n) { ?f a <https://w3id.org/gaapgraph/ns#Fact> }"
RDF4J = """\
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>local</groupId><artifactId>client</artifactId><version>1</version><dependencies>
<dependency><groupId>org.eclipse.rdf4j</groupId><artifactId>rdf4j-storage</artifactId><version>5.1.0</version>
<type>pom</type></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.16</version></dependency>
</dependencies></project>
"""


@pytest.fixture(scope="module")
def rdf4j_class_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the class path of RDF4J's client, or skip the test."""
    if shutil.which("java") is None or shutil.which("mvn") is None:
        pytest.skip("java or mvn is not installed")
    folder = tmp_path_factory.mktemp("rdf4j")
    (folder / "pom.xml").write_text(RDF4J, encoding="utf-8")
    command = ["mvn", "-q", "-B", "-o", "dependency:build-classpath", "-Dmdep.outputFile=classpath.txt"]
    if subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode:
        pytest.skip("RDF4J 5.1.0 is not in Maven's folder")
    return (folder / "classpath.txt").read_text(encoding="utf-8")


def test_the_example_of_sparqlwrapper_runs(server: Running, capsys: pytest.CaptureFixture[str]):
    pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    text = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(compile(example.replace("http://127.0.0.1:8480/", server.address), "serve.md", "exec"), {})
    rows = dict(line.split() for line in capsys.readouterr().out.splitlines())
    assert rows["2008-04-01"] == "69730730000"  # line 396 of the release
    assert rows["2009-01-01"]


@pytest.mark.server
def test_jena_s_rsparql(server: Running, jena_class_path: str):
    asked = ["--service", f"{server.address}sparql", "--results", "CSV", COUNT]
    command = ["java", "-cp", jena_class_path, "arq.rsparql", *asked]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout.split() == ["n", count_facts(server)], done.stderr[-1500:]


@pytest.mark.server
def test_rdf4j_s_client(server: Running, rdf4j_class_path: str):
    describe = f"DESCRIBE <{RELEASE}>"
    program = str(Path(__file__).parent / "Rdf4jClient.java")
    asked = [f"{server.address}sparql", COUNT, "ASK { ?s a <urn:nothing> }", describe]
    done = subprocess.run(
        ["java", "-cp", rdf4j_class_path, program, *asked], capture_output=True, text=True, check=False, timeout=240
    )
    triples = list(ox.parse(server.ask(describe, Accept="application/n-triples").body, ox.RdfFormat.N_TRIPLES))
    assert done.stdout.split() == [count_facts(server), "false", str(len(triples))], done.stderr[-1500:]


@pytest.mark.server
@pytest.mark.parametrize("name", ["measure_tax_rate", "list_ownership", "bridge_cash"])
def test_comunica_s_command_line(server: Running, name: str):
    """All 94 questions gave the same rows on November 29, 2026: benchmarks/clients."""
    given = os.environ.get("GAAPGRAPH_COMUNICA")
    command = Path(given) if given else Path(__file__).parent / "node_modules/.bin/comunica-sparql"
    if not command.is_file() or shutil.which("node") is None:
        pytest.skip("Comunica is not installed: npm install --prefix tests/server")
    text = find_question(name).text
    done = subprocess.run(
        ["node", str(command), f"sparql@{server.address}sparql", text, "-t", "application/sparql-results+json"],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    theirs, ours = json.loads(done.stdout)["results"]["bindings"], server.ask(text).json()["results"]["bindings"]
    assert ours
    assert sorted(map(show_row, theirs)) == sorted(map(show_row, ours))


def show_row(row: dict[str, dict[str, str]]) -> str:
    return json.dumps({name: term["value"] for name, term in row.items()}, sort_keys=True)


def count_facts(server: Running) -> str:
    return str(server.ask(COUNT).json()["results"]["bindings"][0]["n"]["value"])


def test_rdflib_s_client(server: Running):
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = Graph(SPARQLStore(f"{server.address}sparql"))
    rows = list(graph.query("SELECT (COUNT(*) AS ?n) { ?f a <https://w3id.org/gaapgraph/ns#Fact> }"))
    assert int(rows[0][0]) > 1000


@pytest.mark.parametrize("name", ["fuseki.ttl", "rdf4j.ttl"])
def test_configurations_are_turtle(name: str):
    assert len(list(ox.parse(path=str(STORES / name), format=ox.RdfFormat.TURTLE, base_iri="http://x/"))) > 5


def test_the_compose_file_publishes_to_this_machine_alone():
    compose = yaml.safe_load((STORES / "compose.yaml").read_text(encoding="utf-8"))
    for name, service in compose["services"].items():
        assert service["profiles"] == [name]
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])
        assert "@" in service["image"] or ":" in service["image"]
    named = {volume.partition(":")[0] for each in compose["services"].values() for volume in each["volumes"]}
    assert {each for each in named if each.isalpha()} == set(compose["volumes"])


def test_the_pages_name_what_the_server_answers(server: Running):
    told = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
    for path in (
        "sparql",
        "data",
        "void",
        "examples",
        "openapi.json",
        "healthz",
        "metrics",
        "search?q=1",
        "entities",
        "statements",
    ):
        assert f"/{path.partition('?')[0]}" in told
        assert server.call(path, Accept="*/*").status == 200, path


def test_open_tells_the_address_of_the_document(tmp_path: Path):
    source = tmp_path / "data.nq"
    source.write_text('<urn:r> <urn:p> "x" <urn:g> .\n', encoding="utf-8")
    command = [sys.executable, "-m", "gaapgraph", "open", "--no-browser", str(source)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()
    process.terminate()
    process.stderr.close()
    assert process.wait(30) == 0
    assert re.search(r"http://127\.0\.0\.1:\d+/#documents", line)


def test_metrics_and_health(server: Running):
    assert server.call("healthz").json()["status"] == "ok"
    assert "gaapgraph_requests_total" in server.call("metrics").text


@pytest.mark.parametrize(
    "path",
    [
        "report/cik-0001090633/b2460efcbaefe249",
        "us-gaap/Revenues",
        "period/2008-04-01/2009-03-31",
        "entity/cik-0001090633",
        "question/measure_net_debt",
        "ns",
    ],
)
def test_an_iri_is_rdf_or_a_page(server: Running, path: str):
    answer = server.call(path, Accept="text/turtle")
    assert answer.status == 200
    assert len(list(ox.parse(answer.body, ox.RdfFormat.TURTLE))) > 2
    page = server.call(path, Accept="text/html")
    assert page.status == 303
    assert page.headers["location"].startswith("/#")


def test_a_fact_is_found_by_its_iri(server: Running):
    fact = server.ask("SELECT ?f { ?f a <https://w3id.org/gaapgraph/ns#Fact> } LIMIT 1").json()["results"]["bindings"][
        0
    ]["f"]["value"]
    answer = server.call(fact.removeprefix("https://w3id.org/gaapgraph/"), Accept="application/n-triples")
    assert f"<{fact}> <https://w3id.org/gaapgraph/ns#value>".encode() in answer.body


def test_a_question_by_its_address(server: Running):
    answer = server.call("question/measure_tax_rate?entity=IIJ&period=FY2008&format=csv")
    head, *rows = answer.text.strip().splitlines()
    assert head.startswith("entity,period,unit")
    assert len(rows) == 1
    assert "0.492857" in rows[0]
    wrong = server.call("question/measure_tax_rate?entity=Nobody&format=csv")
    assert (wrong.status, "Nobody" in wrong.json()["error"]) == (404, True)
    assert server.call("question/measure_luck?format=csv").status == 404
    assert server.call("question/measure_tax_rate?colour=red&format=csv").status == 400


def test_a_receipt_holds(server: Running, tmp_path: Path):
    from gaapgraph.cli import main

    file = tmp_path / "receipt.json"
    file.write_bytes(server.call("receipt/measure_tax_rate?period=FY2008").body)
    assert main(["verify", str(file)]) == 0
