"""Time whole processes, import included: `gaapgraph build` beside edgartools' earnings reader on the same exhibit.

    python run.py --release RELEASE.txt --exhibit EX99.html --peer PEER_VENV/bin/python [--rounds 7] -o results.jsonl

Rounds go through all cases in turn, so that a busy spell of the machine meets each of them alike. One line of
JSON per process: wall and CPU seconds, peak memory in MB (of the process itself, by wait4), and what it printed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent


def measure(command: list[str]) -> dict[str, object]:
    """Run a command to its end; return what it took."""
    with tempfile.TemporaryFile("w+") as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        lines = said.read().strip().splitlines()
    return {
        "wall": round(wall, 3),
        "cpu": round(usage.ru_utime + usage.ru_stime, 3),
        "megabytes": round(usage.ru_maxrss * 1024 / 1e6, 1),
        "exit": process.returncode,
        "said": lines[-1].rpartition(": ")[2] if lines else "",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--release", type=Path, required=True)
    parser.add_argument("--exhibit", type=Path, required=True)
    parser.add_argument("--peer", required=True, help="the Python that has edgartools")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        build = [str(Path(sys.executable).with_name("gaapgraph")), "build", "-o", f"{scratch}/out.nq"]
        cases = {
            "gaapgraph, IIJ release": [*build, str(options.release)],
            "gaapgraph, EX-99": [*build, str(options.exhibit)],
            "edgartools, EX-99": [options.peer, str(HERE / "earnings_reader.py"), str(options.exhibit)],
        }
        runs = [
            {"case": case, "round": number, **measure(command)}
            for number in range(options.rounds)
            for case, command in cases.items()
        ]
    machine = {"python": platform.python_version(), "machine": platform.machine(), "load": os.getloadavg()}
    options.output.write_text("".join(json.dumps(line) + "\n" for line in [machine, *runs]), encoding="utf-8")
    best = {
        case: {what: min(run[what] for run in runs if run["case"] == case) for what in ("wall", "cpu", "megabytes")}
        for case in cases
    }
    for case, least in best.items():
        print(f"{case:24} {least}")
    ours, theirs = best["gaapgraph, EX-99"], best["edgartools, EX-99"]
    print("edgartools / gaapgraph  ", {what: round(theirs[what] / ours[what], 2) for what in ours})


if __name__ == "__main__":
    main()
