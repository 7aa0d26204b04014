"""`gaapgraph demo`: everything on the shipped release."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from gaapgraph.api import read
from gaapgraph.cli._screen import console, print_table
from gaapgraph.cli.explain_command import print_explanation
from gaapgraph.errors import SourceError
from gaapgraph.graph import Dataset
from gaapgraph.resource import instances, release_inputs
from gaapgraph.store import load_store, run_query, tabulate
from gaapgraph.write import Names

if TYPE_CHECKING:
    from gaapgraph.model import Fact, Report

__all__ = ["demo"]

_QUERY = """SELECT ?label ?period ?value (COUNT(?occurrence) AS ?places) WHERE {
  ?occurrence gg:fact ?fact .
  ?fact gg:concept ?concept ; gg:value ?value ; gg:dimensionCount 0 ; gg:unit/gg:numerator iso4217:JPY ;
        gg:period ?duration .
  ?duration gg:startDate ?start ; gg:endDate ?end .
  ?concept skos:prefLabel ?label .
  BIND (CONCAT(STR(?start), " to ", STR(?end)) AS ?period)
} GROUP BY ?label ?period ?value ORDER BY DESC(?places) DESC(?value) LIMIT 8"""


def demo() -> None:
    """Build the shipped release, explain one of its facts, and ask it a question; offline."""
    inputs = release_inputs()
    if not inputs:
        raise SourceError("no shipped release", where=str(instances()), mend="install gaapgraph again")
    start = time.perf_counter()
    report = read(inputs[0])
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "release.nq"
        report.write(output)
        seconds = time.perf_counter() - start
        store = load_store([output])
    screen = console()
    screen.print(f"1. gaapgraph build {inputs[0].parent.name}/{inputs[0].name} -o release.nq", style="bold")
    print_table(["what", "how many"], _summarise(report, len(store), seconds))
    fact = _choose_fact(report)
    if fact is not None:
        screen.print(f"\n2. gaapgraph explain {fact.dimensions.key}", style="bold")
        print_explanation(Dataset(store), Names(report).fact(fact.dimensions))
    screen.print("\n3. gaapgraph query - release.nq", style="bold")
    screen.print(f"{_QUERY}\n", style="dim", markup=False)
    print_table(*tabulate(run_query(store, _QUERY)))


def _summarise(report: Report, quads: int, seconds: float) -> list[list[str]]:
    numbers = {
        "facts": len(report.facts),
        "places that state them": len(report.occurrences),
        "findings of the reader": len(report.findings),
        "networks": len(report.networks),
        "statements of RDF": quads,
    }
    return [*([name, f"{count:,}"] for name, count in numbers.items()), ["seconds", f"{seconds:.2f}"]]


def _choose_fact(report: Report) -> Fact | None:
    """Return the fact that most places state, the first of them."""
    return max(report.facts, key=lambda fact: len(fact.occurrences), default=None)
