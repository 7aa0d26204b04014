"""CPU of whole processes to read one filing: ours, Arelle to a loaded model and to RDF, xbrlkit to RDF.

    python benchmarks/instances/peers.py FILING CACHE PEER [PLUGINS]

FILING is an instance or a page, CACHE a folder in which Arelle finds taxonomies (`../shared/tools/arelle/caches.sh`),
PEER the interpreter of an environment that has `arelle-release` and `xbrlkit`, PLUGINS those of Arelle that a page
needs. Each line is a run: seconds of user and system time. What a filing names of its taxonomy is read from beside
it; Arelle and xbrlkit need the base taxonomy too, which ours do without.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

READ = (
    "import sys; from pathlib import Path; from gaapgraph.build import read_source; "
    "list(read_source(Path(sys.argv[1])))"
)
BUILD = "import sys; from gaapgraph.cli import main; main(['build', sys.argv[1], '-o', sys.argv[2]])"
ARELLE = """
import sys
from arelle.api.Session import Session
from arelle.RuntimeOptions import RuntimeOptions
from arelle.logging.handlers.LogToXmlHandler import LogToXmlHandler
options = RuntimeOptions(entrypointFile=sys.argv[1], internetConnectivity="offline", cacheDirectory=sys.argv[2],
                         disablePersistentConfig=True, keepOpen=True, plugins=sys.argv[3] or None)
with Session() as session:
    session.run(options, logHandler=LogToXmlHandler(filename="logToBuffer"))
    assert len(session.get_models()[0].factsInInstance)
"""
XBRLKIT = """
import inspect, sys
from pathlib import Path
from xbrlkit import model
from xbrlkit.parse import load_model, to_xbrl_model
from xbrlkit.serialize.holon import to_holon
loaded = load_model(sys.argv[1], Path(sys.argv[2]), offline=True)
names = [name for name, one in inspect.signature(model.FilingMeta).parameters.items() if one.default is inspect._empty]
print(len(to_holon(to_xbrl_model(loaded, model.FilingMeta(**dict.fromkeys(names, "1"))))))
"""
RUNS = 3


def store_rdf(filing: str, cache: str, plugins: str, output: str) -> list[str]:
    """Return the arguments by which Arelle's own plugin writes a filing as Turtle (xbrlDB, XbrlSemanticRdfDB)."""
    return [
        "--file", filing, "--workOffline", "--cacheDirectory", cache, "--disablePersistentConfig",
        "--plugins", "|".join(filter(None, ("xbrlDB", plugins))),
        "--store-to-XBRL-DB", f"rdfTurtleFile,,,,{output},,rdfDB",
    ]  # fmt: skip


def measure(call: list[str]) -> str:
    """Return the seconds of a call, with its code where it failed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(call, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{seconds:.2f}" + (f" (exit {done.returncode})" if done.returncode else "")


def main() -> None:
    """Print each run."""
    filing, cache, peer = sys.argv[1:4]
    plugins = sys.argv[4] if len(sys.argv) > 4 else ""
    print("read", "build to N-Quads", "Arelle, loaded", "xbrlkit, holon", "Arelle, RDF", sep="\t")
    for _ in range(RUNS):
        folder = tempfile.mkdtemp()
        calls = [
            [sys.executable, "-c", READ, filing],
            [sys.executable, "-c", BUILD, filing, str(Path(folder) / "out.nq")],
            [peer, "-c", ARELLE, filing, cache, plugins],
            [peer, "-c", XBRLKIT, filing, cache],
            [str(Path(peer).with_name("arelleCmdLine")), *store_rdf(filing, cache, plugins, f"{folder}/arelle.ttl")],
        ]
        print(*map(measure, calls), sep="\t", flush=True)


if __name__ == "__main__":
    main()
