"""Triple stores as servers, for tests: each on the loopback interface alone, in a folder of its own, stopped after.

Fuseki: `mvn dependency:get -Dartifact=org.apache.jena:jena-fuseki-server:5.6.0 -Dtransitive=false`, Java 17.
RDF4J: so too `org.eclipse.rdf4j:rdf4j-http-server:4.1.3:war` and `org.eclipse.jetty:jetty-runner:9.4.57.v20241219`.
Blazegraph: so too `com.blazegraph:blazegraph-jar:2.1.5`, in the same Jetty.
Oxigraph: `pip install oxigraph`. Virtuoso: Debian's `virtuoso-opensource-7-bin`.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

MAVEN = Path.home() / ".m2" / "repository"
FUSEKI = MAVEN / "org/apache/jena/jena-fuseki-server/5.6.0/jena-fuseki-server-5.6.0.jar"
RDF4J = MAVEN / "org/eclipse/rdf4j/rdf4j-http-server/4.1.3/rdf4j-http-server-4.1.3.war"
BLAZEGRAPH = MAVEN / "com/blazegraph/blazegraph-jar/2.1.5/blazegraph-jar-2.1.5.jar"
JETTY = MAVEN / "org/eclipse/jetty/jetty-runner/9.4.57.v20241219/jetty-runner-9.4.57.v20241219.jar"
MEMORY = "-Xmx1500m"
PATIENCE = 90  # seconds until a server must answer
TYPES = {".nq": "application/n-quads", ".trig": "application/trig"}
REPOSITORY = """
@prefix rep: <http://www.openrdf.org/config/repository#> .
@prefix sr: <http://www.openrdf.org/config/repository/sail#> .
@prefix sail: <http://www.openrdf.org/config/sail#> .
[] a rep:Repository ; rep:repositoryID "reports" ; rep:repositoryImpl [ rep:repositoryType "openrdf:SailRepository" ;
   sr:sailImpl [ sail:sailType "openrdf:MemoryStore" ] ] .
"""
VIRTUOSO = """
[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 40000
MaxCheckpointRemap = 2000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
[SPARQL]
DefaultQuery = ASK {{}}
"""


class MissingError(Exception):
    """A store is not installed here."""


@dataclass
class Server:
    """A running store; `stop` ends it."""

    name: str
    process: subprocess.Popen[bytes]
    query_url: str
    data_url: str
    folder: Path
    port: int
    sql: int = 0
    log: Path = field(default=Path())

    def load(self, path: Path) -> None:
        """Load one file of quads, TriG or N-Quads."""
        if self.name == "virtuoso":
            copy = self.folder / path.name
            shutil.copy(path, copy)
            flags = 512 if path.suffix == ".nq" else 256
            self.isql(f"DB.DBA.TTLP (file_open ('{copy}'), '', 'urn:none', {flags});")
            return
        request(self.data_url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})

    def insert(self, graph: str, triples: str) -> None:
        """Put triples, in Turtle without prefixes, into a graph."""
        if self.name == "virtuoso":
            self.isql(f"SPARQL INSERT DATA {{ GRAPH <{graph}> {{ {triples} }} }};")
            return
        request(self.data_url, f"<{graph}> {{ {triples} }}".encode(), {"Content-Type": TYPES[".trig"]})

    def clear(self, graph: str) -> None:
        """Remove a graph."""
        if self.name == "virtuoso":
            self.isql(f"SPARQL CLEAR GRAPH <{graph}>;")
            return
        name = urllib.parse.quote(f"<{graph}>" if self.name == "rdf4j" else graph, safe="")
        parameter = "context" if self.name == "rdf4j" else "graph"
        request(f"{self.data_url}?{parameter}={name}", None, {}, "DELETE")

    def query(self, text: str) -> str:
        """Return the result of a SELECT in SPARQL 1.1 JSON."""
        form = urllib.parse.urlencode({"query": text}).encode()
        try:
            return request(self.query_url, form, {"Accept": "application/sparql-results+json"}).decode()
        except OSError as exc:
            state = "runs" if self.process.poll() is None else f"ended with {self.process.returncode}"
            raise AssertionError(f"{self.name} {state}: {exc}; {self.log.read_text(errors='replace')[-1500:]}") from exc

    def dump(self) -> set[tuple[str, ...]]:
        """Return all quads as text of their terms; decimals by value, as stores write them each in its way."""
        rows = json.loads(self.query("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"))["results"]["bindings"]
        return {tuple(show(row[name]) for name in "spog") for row in rows}

    def isql(self, statement: str) -> str:
        """Return what Virtuoso's own console says to a statement."""
        command = ["isql-vt", f"127.0.0.1:{self.sql}", "dba", "dba", f"exec={statement}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        if "Error" in done.stdout + done.stderr:
            raise AssertionError(done.stdout + done.stderr)
        return done.stdout

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def start(name: str, folder: Path) -> Server:
    """Start a store in an empty folder.

    Raises:
        MissingError: It is not installed.
    """
    port, sql = find_port(), find_port()
    command, query, data = (COMMANDS | OTHERS)[name](folder, port, sql)
    log = folder / "server.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=stream, cwd=folder)
    base = f"http://127.0.0.1:{port}"
    server = Server(name, process, base + query, base + data, folder, port, sql, log)
    try:
        wait(server)
        if name == "rdf4j":
            target = f"{base}/rdf4j-server/repositories/reports"
            request(target, REPOSITORY.encode(), {"Content-Type": "text/turtle"}, "PUT")
        if name == "virtuoso":
            server.isql("DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);")
    except BaseException:
        server.stop()
        raise
    return server


def wait(server: Server) -> None:
    end = time.monotonic() + PATIENCE
    ready = f"http://127.0.0.1:{server.port}" + {
        "fuseki": "/$/ping",
        "rdf4j": "/rdf4j-server/protocol",
        "blazegraph": "/blazegraph/status",
    }.get(server.name, "/sparql?query=ASK%7B%7D" if server.name == "virtuoso" else "/query?query=ASK%7B%7D")
    while time.monotonic() < end:
        if server.process.poll() is not None:
            break
        try:
            urllib.request.urlopen(ready, timeout=5).read()
        except (OSError, urllib.error.URLError):
            time.sleep(0.3)
        else:
            return
    raise AssertionError(f"{server.name} did not start: {server.log.read_text(errors='replace')[-1500:]}")


def request(url: str, body: bytes | None, headers: dict[str, str], method: str = "POST") -> bytes:
    call = urllib.request.Request(url, body, headers, method=method)
    try:
        with urllib.request.urlopen(call, timeout=300) as answer:
            return answer.read()
    except urllib.error.HTTPError as exc:
        raise AssertionError(f"{exc.code}: {exc.read()[:1500].decode(errors='replace')}") from exc


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def show(term: dict[str, str]) -> str:
    """Return a term of a JSON result as text; numbers without the zeros that a store may add or drop."""
    kind = term.get("datatype", "")
    if kind.endswith(("#decimal", "#integer")):
        value = term["value"]
        value = value.rstrip("0").rstrip(".") if "." in value else value
        return f"{value}^^{kind}"
    if term["type"] == "uri":
        return f"<{term['value']}>"
    return json.dumps(term["value"]) + (
        f"@{term['xml:lang'].lower()}" if "xml:lang" in term else f"^^{kind}" if kind else ""
    )


def _fuseki(folder: Path, port: int, _: int) -> tuple[list[str], str, str]:
    _require(FUSEKI, "java")
    command = ["java", MEMORY, "-jar", str(FUSEKI), "--localhost", f"--port={port}", "--update", "--mem", "/reports"]
    return command, "/reports/sparql", "/reports/data"


def _rdf4j(folder: Path, port: int, _: int) -> tuple[list[str], str, str]:
    _require(RDF4J, "java")
    _require(JETTY, "java")
    home = f"-Dorg.eclipse.rdf4j.appdata.basedir={folder}"
    server = ["--host", "127.0.0.1", "--port", str(port), "--path", "/rdf4j-server", str(RDF4J)]
    command = ["java", MEMORY, home, f"-Djava.io.tmpdir={folder}", "-jar", str(JETTY), *server]
    return command, "/rdf4j-server/repositories/reports", "/rdf4j-server/repositories/reports/statements"


def _oxigraph(_: Path, port: int, __: int) -> tuple[list[str], str, str]:
    import sys

    beside = Path(sys.executable).parent / "oxigraph"
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    if program is None:
        raise MissingError("oxigraph is not installed: pip install oxigraph")
    return [program, "serve", "--bind", f"127.0.0.1:{port}"], "/query", "/store"


def _virtuoso(folder: Path, port: int, sql: int) -> tuple[list[str], str, str]:
    if shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None:
        raise MissingError("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(folder=folder, port=port, sql=sql))
    return ["virtuoso-t", "+foreground", "+configfile", str(folder / "virtuoso.ini")], "/sparql", "/sparql-graph-crud"


def _blazegraph(folder: Path, port: int, _: int) -> tuple[list[str], str, str]:
    """Its own server does not start on Java 17: its pages are deployed in a Jetty."""
    _require(BLAZEGRAPH, "java")
    _require(JETTY, "java")
    with zipfile.ZipFile(BLAZEGRAPH) as jar:
        jar.extractall(folder, [each for each in jar.namelist() if each.startswith("war/")])
    path = f"{JETTY}{os.pathsep}{BLAZEGRAPH}"
    runner = ["-cp", path, "org.eclipse.jetty.runner.Runner", "--host", "127.0.0.1", "--port", str(port)]
    endpoint = "/blazegraph/namespace/kb/sparql"
    return ["java", MEMORY, *runner, "--path", "/blazegraph", str(folder / "war")], endpoint, endpoint


def _require(path: Path, program: str) -> None:
    if shutil.which(program) is None:
        raise MissingError(f"{program} is not installed")
    if not path.exists():
        raise MissingError(f"{path.name} is not in ~/.m2: see the head of servers.py")


# Those of whose answers to all questions the tests know; `OTHERS` are loaded and probed.
OTHERS = {"blazegraph": _blazegraph}
COMMANDS = {"oxigraph": _oxigraph, "fuseki": _fuseki, "rdf4j": _rdf4j, "virtuoso": _virtuoso}
