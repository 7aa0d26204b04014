"""Times the engines on generated facts, each measurement in a process of its own.

`python run.py 10000 100000 -o results.jsonl`; `--pyshacl-up-to`, `--jena DIR` (a folder of Jena's jars).
Loading is left out; memory is the peak of the whole process. One JSON object per measurement.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
CASES = {
    "fast core": ("fast", "core.ttl"),
    "handwritten core": ("handwritten", "core"),
    "fast rules": ("fast", "rules.ttl"),
    "handwritten rules": ("handwritten", "rules"),
    "fast rules in one pattern": ("fast", "rules-one-pattern.ttl"),
    "pyshacl core": ("pyshacl", "core.ttl"),
    "pyshacl rules in one pattern": ("pyshacl", "rules-one-pattern.ttl"),
    "pyshacl rules": ("pyshacl", "rules.ttl"),
}


def measure(engine: str, shapes: str, data: Path) -> dict[str, object]:
    from pyoxigraph import RdfFormat, Store

    store = Store()
    start = time.perf_counter()
    store.bulk_load(path=str(data), format=RdfFormat.N_TRIPLES)
    loaded = time.perf_counter()
    cpu = time.process_time()
    if engine == "handwritten":
        found, seconds, used = _by_hand(store, shapes, loaded, cpu)
    else:
        from gaapgraph.shacl import load_shapes, validate
        from gaapgraph.shacl.pyshacl_engine import PyShacl

        graph = load_shapes(HERE / shapes)
        if engine == "pyshacl":
            slow = PyShacl(store, graph)
            assert len(slow.data)  # converts the data, which is not timed
            begun, cpu = time.perf_counter(), time.process_time()
            results, _ = slow.evaluate_all()
            found = len(results)
        else:
            begun, cpu = time.perf_counter(), time.process_time()
            validation = validate(store, graph)
            assert not validation.not_evaluated
            assert not validation.handed_on
            found = len(validation.results)
        seconds, used = time.perf_counter() - begun, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "found": found, "seconds": round(seconds, 3), "cpu_seconds": round(used, 3),
        "load_seconds": round(loaded - start, 2), "peak_mb": memory,
    }  # fmt: skip


def _by_hand(store, family: str, begun: float, cpu: float) -> tuple[int, float, float]:
    sys.path.insert(0, str(HERE))
    import handwritten

    found = 0
    for query in handwritten.CORE if family == "core" else handwritten.RULES:
        found += len(set(map(str, store.query(handwritten.PREFIXES + query))))
    return found, time.perf_counter() - begun, time.process_time() - cpu


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sizes", nargs="*", type=int, default=[10_000])
    options.add_argument("-o", "--output", type=Path)
    options.add_argument("--pyshacl-up-to", type=int, default=10_000)
    options.add_argument("--only", default="")
    options.add_argument("--timeout", type=float, default=600)
    options.add_argument("--case", nargs=3, metavar=("ENGINE", "SHAPES", "DATA"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.case:
        print(json.dumps(measure(chosen.case[0], chosen.case[1], Path(chosen.case[2]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        for size in chosen.sizes:
            data = Path(folder) / f"{size}.nt"
            subprocess.run([sys.executable, str(HERE / "generate.py"), str(size), str(data)], check=True)
            for name, (engine, shapes) in CASES.items():
                if chosen.only in name and (engine != "pyshacl" or size <= chosen.pyshacl_up_to):
                    _report(size, name, [engine, shapes, str(data)], chosen)


def _report(size: int, name: str, case: list[str], chosen: argparse.Namespace) -> None:
    command = [sys.executable, str(Path(__file__)), "--case", *case]
    row: dict[str, object] = {"facts": size, "case": name}
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=chosen.timeout)
        row.update(json.loads(done.stdout.splitlines()[-1]))
    except subprocess.TimeoutExpired:
        row["unfinished_after"] = chosen.timeout
    print(json.dumps(row), flush=True)
    if chosen.output:
        with chosen.output.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
