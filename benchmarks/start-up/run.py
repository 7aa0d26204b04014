"""Time commands of this checkout and of another one, turn by turn, as whole processes, import included.

    python run.py --other ../../../d0c5f7d [--rounds 7] -o results.jsonl

The other checkout is one of the same repository, made with `git worktree add ../d0c5f7d d0c5f7d`; both run in the
environment of this interpreter. One line of JSON for each process: which checkout, which command, wall and CPU seconds,
peak memory in MB, the load of the machine at that moment; then a summary on the screen: the least CPU time of each.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parents[2]
MAIN = "import sys; from gaapgraph.cli import main; sys.exit(main(sys.argv[1:]))"
COMMANDS = {
    "version": ["--version"],
    "help": ["--help"],
    "tag": ["tag", "Total revenues"],
    "build": ["build", "{project}/instances/iij/fy2008-release/input.txt", "-o", "{scratch}/{project.name}.nq"],
    "ask": ["ask", "measure_tax_rate", "{project}/instances/iij/fy2008-release/release.trig", "--format", "json"],
    "check": ["check", "{project}/instances/iij/fy2008-release/release.trig", "--format", "json"],
    "report": ["report", "{project}/instances/iij/fy2008-release/release.trig", "-o", "{scratch}/{project.name}.html"],
}


def measure(project: Path, arguments: list[str], scratch: str) -> dict[str, object]:
    """Run a command of a checkout to its end; return what it took."""
    environment = os.environ | {"PYTHONPATH": str(project / "src")}
    filled = [each.format(project=project, scratch=scratch) for each in arguments]
    busy, start = os.getloadavg()[0], time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, *filled], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
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
    """Run all commands of both checkouts by turns."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--other", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", nargs="*", choices=list(COMMANDS), default=list(COMMANDS))
    parser.add_argument("-o", "--output", type=Path, default=Path("results.jsonl"))
    given = parser.parse_args()
    least: dict[str, dict[str, float]] = defaultdict(dict)
    with given.output.open("w") as out, tempfile.TemporaryDirectory() as scratch:
        for turn in range(given.rounds + 1):  # the first turn compiles the modules and is not counted
            for name in given.only:
                for which, project in (("other", given.other.resolve()), ("this", HERE)):
                    found = measure(project, COMMANDS[name], scratch)
                    if turn:
                        out.write(json.dumps({"checkout": which, "command": name, "turn": turn, **found}) + "\n")
                        cpu = float(str(found["cpu"]))
                        least[name][which] = min(cpu, least[name].get(which, cpu))
    for name, cpu in least.items():
        print(f"{name:<8} other {cpu['other']:.3f}  this {cpu['this']:.3f}  ratio {cpu['this'] / cpu['other']:.2f}")


if __name__ == "__main__":
    main()
