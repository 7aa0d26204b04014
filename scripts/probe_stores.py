"""Start each store that is installed here, probe it with `gaapgraph doctor`, and write what was found for the site.

    python scripts/probe_stores.py [STORE…]     write docs/what-stores-do-otherwise.md

Which stores, and how they start, is said in tests/queries/servers.py; what is not installed keeps its column.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "queries"))

from servers import COMMANDS, OTHERS, MissingError, Server, start  # noqa: E402

from gaapgraph.remote.probe import Observation, probe_store  # noqa: E402
from gaapgraph.remote.remote_store import open_remote  # noqa: E402

TARGET = ROOT / "docs" / "what-stores-do-otherwise.md"
VERSIONS = {
    "oxigraph": "Oxigraph 0.5.13",
    "fuseki": "Fuseki 5.6.0",
    "rdf4j": "RDF4J 4.1.3",
    "virtuoso": "Virtuoso 7.2.5",
    "blazegraph": "Blazegraph 2.1.5",
}
HEAD = """# What stores do otherwise

Written by `scripts/probe_stores.py`, which starts each store and runs `gaapgraph doctor` on it: a small graph is put
there, asked, and removed again. **Defect**: answers about reports may be wrong for it. *Note*: to know of.

"""


def probe(name: str) -> list[Observation]:
    """Return what a store shows, started for it alone."""
    with tempfile.TemporaryDirectory() as folder:
        server = start(name, Path(folder))
        try:
            return probe_store(open_remote(address(server)))
        finally:
            server.stop()


def address(server: Server) -> str:
    """Return what `gaapgraph load --to` and `gaapgraph doctor` take for a server of the tests."""
    root = f"http://127.0.0.1:{server.port}"
    if server.name == "virtuoso":
        server.isql('GRANT SPARQL_UPDATE TO "SPARQL";')
    return {"fuseki": f"{root}/reports", "oxigraph": root}.get(server.name, server.query_url)


def write(found: dict[str, list[Observation]]) -> str:
    """Return the page."""
    names = list(found)
    rows = ["| case | " + " | ".join(VERSIONS[name] for name in names) + " |", "|---" * (len(names) + 1) + "|"]
    told = []
    for number, first in enumerate(found[names[0]]):
        cells = []
        for name in names:
            one = found[name][number]
            cells.append("as told" if one.is_as_told else "**defect**" if one.matters else "*note*")
            if not one.is_as_told:
                gave = " ".join(one.found.split()).replace("|", "/")[:160]
                told.append(f"- {VERSIONS[name]}, {one.case.name}: `{gave}`; {one.case.setting}.")
        rows.append(f"| {first.case.name} | " + " | ".join(cells) + " |")
    return HEAD + "\n".join(rows) + "\n\n## What each gave, and what to do\n\n" + "\n".join(told) + "\n"


def main() -> int:
    """Probe the stores that are named, or all, and write the page."""
    found = {}
    for name in sys.argv[1:] or [*COMMANDS, *OTHERS]:
        try:
            found[name] = probe(name)
        except MissingError as exc:
            print(f"{name}: {exc}")
    TARGET.write_text(write(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
