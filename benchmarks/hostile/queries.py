"""Queries that would take the machine, at every door: stopped in time and memory, and none of them asks anybody.

    python benchmarks/hostile/queries.py OUT.tsv [DOOR…]

Limits are 4 seconds and 700 megabytes. A line for each query and door: seconds of the clock from the first process to the last, those of
the same door with `ASK {}` (what starting takes), the most megabytes that a process of the call held, its exit code or status, what it
asked of the network, and what it said. What breaks a promise begins with `!`.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import psutil

ROOT = Path(__file__).parents[2]
DATA = ROOT / "instances" / "iij" / "fy2008-release" / "release.trig"
SECONDS, MEGABYTES = 4, 700
GG = "https://w3id.org/gaapgraph/ns#"
_V = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
QUERIES = {
    "nothing": "SELECT ?this { } LIMIT 1",
    "product, ordered": f"SELECT * {{ {_V} }} ORDER BY ?c ?f ?i",
    "product, distinct": f"SELECT DISTINCT ?c ?f ?i {{ {_V} }}",
    "product, counted": f"SELECT (COUNT(*) AS ?n) {{ {_V} }}",
    "product, grouped": f"SELECT ?c ?f (COUNT(*) AS ?n) {{ {_V} }} GROUP BY ?c ?f ?i",
    "product, built": f"CONSTRUCT {{ ?a ?e ?i }} {{ {_V} }}",
    "product of OPTIONAL": "SELECT * { ?a ?b ?c OPTIONAL { ?d ?e ?f } OPTIONAL { ?g ?h ?i } } ORDER BY DESC(?i)",
    "MINUS": "SELECT * { ?a ?b ?c . ?d ?e ?f MINUS { ?c ?x ?y . ?z ?f ?w } } ORDER BY ?c",
    "EXISTS": f"SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ {_V.replace('?a', '?k')} FILTER(?c = ?i && ?f > ?c) }} }}",
    "string growth": "SELECT (STRLEN(?z) AS ?n) { BIND('aaaaaaaaaa' AS ?s0) "
    + " ".join(f"BIND(CONCAT({', '.join([f'?s{n}'] * 10)}) AS ?s{n + 1})" for n in range(10))
    + " BIND(?s10 AS ?z) }",
    "REPLACE growth": "SELECT (STRLEN(?s12) AS ?n) { BIND('aaaaaaaa' AS ?s0) "
    + " ".join(f"BIND(REPLACE(?s{n}, 'a', 'aaaaaaaa') AS ?s{n + 1})" for n in range(12)) + " }",
    "ENCODE_FOR_URI growth": "SELECT (STRLEN(?s20) AS ?n) { BIND('%%%%%%%%%%%%%%%%' AS ?s0) "
    + " ".join(f"BIND(ENCODE_FOR_URI(?s{n}) AS ?s{n + 1})" for n in range(20)) + " }",
    "GROUP_CONCAT": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?x) { ?a ?b ?c . ?d ?e ?f }",
    "GROUP_CONCAT, distinct": "SELECT (GROUP_CONCAT(DISTINCT CONCAT(STR(?c), STR(?f)); separator=', ') AS ?x) { ?a ?b ?c . ?d ?e ?f }",
    "braces": "SELECT * " + "{ " * 5_000 + "?s ?p ?o" + " }" * 5_000,
    "parentheses": "SELECT * { FILTER(" + "(" * 5_000 + "1" + ")" * 5_000 + ") }",
    "signs": "SELECT * { FILTER(" + "!" * 5_000 + "1) }",
    "sums": "SELECT (" + "1+" * 50_000 + "1 AS ?x) {}",
    "OPTIONALs": "SELECT * { ?a ?b ?c " + "OPTIONAL { ?a ?b ?c } " * 3_000 + "}",
    "UNIONs": "SELECT * { " + " UNION ".join(["{ ?a ?b ?c }"] * 3_000) + " }",
    "OPTIONALs, few": "SELECT * { ?a ?b ?c " + " ".join(f"OPTIONAL {{ ?a{n} ?b{n} ?c{n} }}" for n in range(200)) + "}",
    "sub-selects": "SELECT * { " + "{ SELECT * { " * 45 + _V + " } }" * 45 + " } ORDER BY ?i",
    "regex, nested": "SELECT * { ?s ?p ?o . ?a ?b ?c FILTER REGEX(CONCAT(STR(?o), STR(?c)), '(a+)+(b+)+(c+)+$') } ORDER BY ?o",
    "regex, large": "SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), '" + "(a{1,100}){1,100}" * 10 + "') }",
    "regex, counted": "SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), 'a{1000}{1000}{1000}') }",
    "paths": "SELECT (COUNT(*) AS ?n) { ?a (<u:a>|!<u:b>)* ?b . ?c (<u:a>|!<u:b>)* ?d . ?e (<u:a>|^!<u:b>)* ?f }",
    "path, deep": "SELECT * { ?a " + "(" * 90 + "!<u:a>" + ")*" * 90 + " ?b . ?c (!<u:a>)* ?d } ORDER BY ?d",
    "path, long": "SELECT * { ?a " + "/".join(["(!<u:a>)*"] * 400) + " ?b } ORDER BY ?b",
    "VALUES": "SELECT * { VALUES ?x { " + "1 " * 100_000 + "} VALUES ?y { " + "1 " * 100_000 + "} } ORDER BY ?x",
    "VALUES, huge": "SELECT * { VALUES ?x { " + "1 " * 450_000 + "} ?a ?b ?c }",
    "VALUES, wide": "SELECT * { VALUES (" + " ".join(f"?v{n}" for n in range(5_000)) + ") { (" + "1 " * 5_000 + ") } }",
    "IN, huge": "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(?c IN (" + ", ".join(map(str, range(80_000))) + ")) }",
    "IRI, long": "SELECT * { ?s <u:" + "a" * 900_000 + "> ?o }",
    "text, longer than 1 MB": "SELECT * { ?s ?p '" + "a" * 1_100_000 + "' }",
    "variables": "SELECT * { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(3_000)) + " } ORDER BY ?c5",
    "BNODE, RAND": f"SELECT DISTINCT ?x ?y {{ {_V} BIND(BNODE() AS ?x) BIND(RAND() AS ?y) }} ORDER BY ?y",
    "numbers": "SELECT (" + "9" * 400_000 + " * " + "9" * 400_000 + " AS ?x) {}",
    "surrogate": "SELECT * { ?s ?p '\\uD800' }",
    "SERVICE": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SERVICE SILENT": "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } VALUES ?x { <http://127.0.0.1:9/> } }",
    "SERVICE, escaped": "SELECT * { \\u0053ERVIC\\U00000045 <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "FROM": "SELECT * FROM <http://127.0.0.1:9/g> { ?s ?p ?o }",
    "FROM NAMED, file": "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "LOAD": "LOAD <http://127.0.0.1:9/g>",
    "LOAD, silent": "LOAD SILENT <file:///etc/passwd> INTO GRAPH <u:g>",
    "INSERT": "INSERT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}  # fmt: skip
SHAPE = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . <u:s> a sh:NodeShape ; sh:targetClass <{0}Fact> ; "
    'sh:sparql [ sh:message "x" ; sh:select {1} ] .'
)
API = "import sys, gaapgraph\nfrom gaapgraph.sparql import Limits\ntry:\n r = gaapgraph.query(open(sys.argv[1]).read(), sys.argv[2], limits=Limits({0}, {1})); print(len(r.rows))\nexcept gaapgraph.errors.GaapGraphError as e: print(e, file=sys.stderr); sys.exit(2)"
MCP = "import sys\nfrom gaapgraph.assistant.toolbox import Toolbox\nfrom gaapgraph.sparql import Limits\nfrom gaapgraph.store import load_store\nfrom pathlib import Path\nimport gaapgraph.errors\ntry: print(len(str(Toolbox(load_store([Path(sys.argv[2])]), limits=Limits({0}, {1})).sparql(open(sys.argv[1]).read()))))\nexcept gaapgraph.errors.GaapGraphError as e: print(e, file=sys.stderr); sys.exit(2)"


def as_rule(query: str) -> str:
    """Return a query as a rule may state it: every SELECT gives $this, and what counts groups by it."""
    if "?this" in query or not query.startswith("SELECT"):
        return query
    found = re.sub(r"SELECT( DISTINCT)?( \*)?", r"SELECT\1 $this", query)
    if "GROUP BY" in found:
        return found.replace("GROUP BY", "GROUP BY $this")
    return f"{found} GROUP BY $this" if re.match(r"SELECT \$this \((COUNT|GROUP_CONCAT)\(", found) else found


def find_call(door: str, query: str, folder: Path) -> list[str]:
    """Return the call of a door with a query."""
    file = folder / "q.rq"
    file.write_text(query)
    limits = ["--timeout", str(SECONDS), "--memory", str(MEGABYTES)]
    command = [sys.executable, "-m", "gaapgraph"]
    if door == "query":
        return [*command, "query", str(file), str(DATA), "--format", "csv", *limits]
    if door == "ask":
        return [*command, "ask", str(file), str(DATA), "--format", "csv", *limits]
    if door in ("check", "pyshacl"):
        shapes = folder / "s.ttl"
        shapes.write_text(SHAPE.format(GG, json.dumps(as_rule(query))))
        engine = ["--engine", "pyshacl"] if door == "pyshacl" else []
        return [*command, "check", str(DATA), "--shapes", str(shapes), *engine, *limits]
    if door == "verify":
        told = json.loads((folder.parent / "receipt.json").read_text())
        (folder / "r.json").write_text(json.dumps({**told, "sparql": query}))
        return [*command, "verify", str(folder / "r.json"), str(DATA), "--engine", "oxigraph", *limits]
    return [sys.executable, "-c", (API if door == "API" else MCP).format(SECONDS, MEGABYTES), str(file), str(DATA)]


def measure(call: list[str], log: Path) -> tuple[float, int, object, str, str]:
    """Return seconds, megabytes, exit code, what was asked of the network, and what was said."""
    trace = ["strace", "-f", "-qqq", "-e", "trace=connect", "-e", "signal=none", "-o", str(log)]
    begun, most = time.monotonic(), 0
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen([*trace, *call], stdout=subprocess.DEVNULL, stderr=told, start_new_session=True)
        while process.poll() is None:
            most = max(most, weigh(process.pid))
            if time.monotonic() - begun > 120:
                os.killpg(process.pid, signal.SIGKILL)
                return 120.0, most, "hangs", "", ""
            time.sleep(0.02)
        seconds = time.monotonic() - begun
        told.seek(0)
        said = told.read().decode("utf-8", "replace")
    asked = [each for each in log.read_text(errors="replace").splitlines() if "AF_UNIX" not in each]
    return seconds, most, process.returncode, asked[0][:100] if asked else "", said


def weigh(parent: int) -> int:
    """Return the most megabytes that a process of a call holds, strace left out."""
    try:
        children = psutil.Process(parent).children(recursive=True)
        return max((each.memory_info().rss for each in children if each.name() != "strace"), default=0) >> 20
    except psutil.Error:
        return 0


def serve(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """Start a server and return it with its address."""
    log = folder / "serve.strace"
    trace = ["strace", "-f", "-qqq", "-e", "trace=connect", "-e", "signal=none", "-o", str(log)]
    limits = ["--timeout", str(SECONDS), "--memory", str(MEGABYTES), "--quiet", "--port", "0", "--workers", "2"]
    call = [*trace, sys.executable, "-m", "gaapgraph", "serve", str(DATA), *limits]
    process = subprocess.Popen(call, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()
    return process, shlex.split(line)[1].rstrip("/")


def post(address: str, query: str, server: int) -> tuple[float, int, object, str]:
    """Return what a server answers: seconds, megabytes, status, and what it says."""
    request = urllib.request.Request(
        f"{address}/sparql", query.encode(), {"Content-Type": "application/sparql-query", "Accept": "*/*"}
    )
    begun = time.monotonic()
    try:
        with urllib.request.urlopen(request, timeout=100) as answered:
            said, status = answered.read(500).decode("utf-8", "replace"), answered.status
    except HTTPError as exc:
        said, status = exc.read(500).decode("utf-8", "replace"), exc.code
    except OSError as exc:
        said, status = str(exc), 0
    return time.monotonic() - begun, weigh(server), status, said


def main() -> None:
    """Ask every query at every door that is given."""
    out, doors = (
        Path(sys.argv[1]),
        sys.argv[2:] or ["query", "ask", "API", "mcp", "check", "verify", "serve", "pyshacl"],
    )
    home = Path(tempfile.mkdtemp(prefix="queries-"))
    receipt = ["ask", "measure_margins", str(DATA), "--receipt", str(home / "receipt.json"), "--format", "csv"]
    subprocess.run([sys.executable, "-m", "gaapgraph", *receipt], check=True, stdout=subprocess.DEVNULL)
    for door in doors:
        folder, start = home / door, 0.0
        folder.mkdir()
        server, address = serve(folder) if door == "serve" else (None, "")
        for name, query in QUERIES.items():
            if server is None:
                seconds, most, code, asked, said = measure(find_call(door, query, folder), folder / "log")
            else:
                seconds, most, code, said = post(address, query, server.pid)
                asked = (folder / "serve.strace").read_text(errors="replace")
                asked = next((each[:100] for each in asked.splitlines() if "AF_INET" in each), "")
            if name == "nothing":
                start = seconds
            is_right = code in (0, 1, 2, 200, 400, 403, 413, 415, 503) and not asked and most < 1.5 * MEGABYTES
            late = seconds - (0 if server else start) > SECONDS + 2
            line = (
                "!" if not is_right else "late" if late else "",
                door,
                name,
                f"{seconds:.1f}",
                f"{start:.1f}",
                most,
                code,
                asked,
                " ".join(said.split())[-160:],
            )
            with out.open("a") as file:
                file.write("\t".join(map(str, line)) + "\n")
        if server is not None:
            for each in psutil.Process(server.pid).children():
                each.terminate()
            server.wait(30)


if __name__ == "__main__":
    main()
