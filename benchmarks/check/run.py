"""Time `gaapgraph check` on the shipped data as whole processes, import included.

    python run.py [--rounds 15] -o results.jsonl

Each round runs it with compiled modules, and every third one without, as a fresh checkout has it. One line of JSON
per process: wall and CPU seconds, peak memory in MB, and how many processes wanted a core at that moment.
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


def measure(command: list[str], compiled: str) -> dict[str, object]:
    """Run a command to its end; return what it took."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = compiled
    busy = os.getloadavg()[0]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return {
        "wall": round(wall, 3),
        "cpu": round(usage.ru_utime + usage.ru_stime, 3),
        "megabytes": round(usage.ru_maxrss * 1024 / 1e6, 1),
        "exit": process.returncode,
        "load": round(busy, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    command = [str(Path(sys.executable).with_name("gaapgraph")), "check"]
    runs: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as compiled:
        measure(command, compiled)
        for number in range(options.rounds):
            runs.append({"case": "compiled", "round": number, **measure(command, compiled)})
            if number % 3 == 0:
                with tempfile.TemporaryDirectory() as nothing:
                    runs.append({"case": "not compiled", "round": number, **measure(command, nothing)})
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    options.output.write_text("".join(json.dumps(line) + "\n" for line in [machine, *runs]), encoding="utf-8")
    for case in ("compiled", "not compiled"):
        for what in ("wall", "cpu", "megabytes"):
            figures = sorted(float(str(run[what])) for run in runs if run["case"] == case)
            print(f"{case:14} {what:10} best {figures[0]:7.2f}  median {figures[len(figures) // 2]:7.2f}")


if __name__ == "__main__":
    main()
