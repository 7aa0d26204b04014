"""What loading takes in CPU, beside pyoxigraph's own loader and rdflib, in one run.

    python benchmarks/load/run.py [--copies 10] [--rounds 5]

The shipped release some times over, each copy a report of its own: as facts in memory, and as one file of N-Quads with
the same statements. `Store.bulk_load` of the file, ours of the file, ours of the facts, and rdflib; into memory and,
all but rdflib, into a store folder. CPU of all threads, each time in a process of its own. Prints a JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

import pyoxigraph as ox  # noqa: E402
import rdflib  # noqa: E402

import gaapgraph  # noqa: E402
from gaapgraph.store import gather, load_store, write_reports  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.model import Report

RELEASE = ROOT / "instances" / "iij" / "fy2008-release" / "input.txt"


def read_copies(count: int) -> list[Report]:
    """Return the release some times, each time of another reporter."""
    report = gaapgraph.read(str(RELEASE))
    return [_move(report, f"-{number}") for number in range(count)]


def _move(report: Report, mark: str) -> Report:
    entity = replace(report.entity, iri=report.entity.iri + mark)
    facts = [replace(fact, dimensions=replace(fact.dimensions, entity=entity.iri)) for fact in report.facts]
    return replace(report, iri=report.iri + mark, entity=entity, facts=type(report.facts)(facts))


def cpu(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that some work takes in a process of its own."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        before = resource.getrusage(resource.RUSAGE_SELF)
        kept = work()
        after = resource.getrusage(resource.RUSAGE_SELF)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        os.write(writer, f"{spent}".encode())
        del kept
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as told:
        spent = float(told.read())
    os.waitpid(process, 0)
    return spent


def bulk(path: Path, folder: str | None = None) -> ox.Store:
    """Load as pyoxigraph does."""
    store = ox.Store() if folder is None else ox.Store(folder)
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    return store


def main() -> int:
    """Measure, and print medians and ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    reports = read_copies(given.copies)
    with tempfile.TemporaryDirectory() as work:
        path, numbers = Path(work) / "all.nq", iter(range(10_000))
        write_reports(reports, path)

        def fresh() -> str:
            return f"{work}/{next(numbers)}"

        kinds: dict[str, Callable[[], object]] = {
            "memory: bulk_load of a file": lambda: bulk(path),
            "memory: ours of the file": lambda: load_store([path]),
            "memory: ours of facts": lambda: gather(reports),
            "memory: rdflib of the file": lambda: rdflib.Dataset().parse(str(path), format="nquads"),
            "folder: bulk_load of a file": lambda: bulk(path, fresh()),
            "folder: ours of facts": lambda: write_reports(reports, Path(fresh())),
        }
        times: dict[str, list[float]] = {name: [] for name in kinds}
        for number in range(given.rounds):
            for name, what in kinds.items():
                if "rdflib" not in name or number == 0:
                    times[name].append(cpu(what))
        quads = len(bulk(path))
    middle = {name: statistics.median(each) for name, each in times.items()}
    theirs, folder = middle["memory: bulk_load of a file"], middle["folder: bulk_load of a file"]
    ratios = {
        "of facts, memory": theirs / middle["memory: ours of facts"],
        "of facts, folder": folder / middle["folder: ours of facts"],
        "of a file, memory": theirs / middle["memory: ours of the file"],
        "times rdflib": middle["memory: rdflib of the file"] / middle["memory: ours of the file"],
    }
    told = {"quads": quads, "cpu_s": {name: round(each, 2) for name, each in middle.items()}}
    print(json.dumps(told | {"ratios": {name: round(each, 2) for name, each in ratios.items()}}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
