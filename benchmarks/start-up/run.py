"""Time commands of this checkout and of another one, turn by turn, as whole processes, import included.

    python run.py --other ../../../d0c5f7d [--rounds 7] -o results.jsonl

The other checkout is one of the same repository, made with `git worktree add ../d0c5f7d d0c5f7d`; both run in the
environment of this interpreter. One line of JSON for each process: which checkout, which command, wall and CPU seconds,
peak memory in MB, the load of the machine at that moment; then a summary on the screen: median and least CPU time of
each. Modules are compiled in the first turn, as an installation does; with `--source` each process compiles them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
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
    "release": ["build", "{shared}/seeds/iij-fy2008-release.txt", "-o", "{scratch}/{project.name}-release.nq"],
    "risks": ["build", "{shared}/seeds/iij-20f-fy2007-risk-factors.txt", "-o", "{scratch}/{project.name}-risks.nq"],
    "page": ["build", "{shared}/data/releases/buckle-2024q3-ex99.1.html", "-o", "{scratch}/{project.name}-page.nq"],
    "ask": ["ask", "measure_tax_rate", "{project}/instances/iij/fy2008-release/release.trig", "--format", "json"],
    "check": ["check", "{project}/instances/iij/fy2008-release/release.trig", "--format", "json"],
    "report": ["report", "{project}/instances/iij/fy2008-release/release.trig", "-o", "{scratch}/{project.name}.html"],
}


def measure(project: Path, arguments: list[str], scratch: str, compiled: Path | None) -> dict[str, object]:
    """Run a command of a checkout to its end; return what it took."""
    environment = os.environ | {"PYTHONPATH": str(project / "src")}
    if compiled is not None:
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    filled = [each.format(project=project, scratch=scratch, shared=HERE.parent / "shared") for each in arguments]
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
    parser.add_argument("--source", action="store_true", help="let each process compile the modules")
    parser.add_argument("-o", "--output", type=Path, default=Path("results.jsonl"))
    given = parser.parse_args()
    took: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with given.output.open("w") as out, tempfile.TemporaryDirectory() as scratch:
        compiled = None if given.source else Path(scratch) / "compiled"
        for turn in range(given.rounds + 1):  # the first turn compiles the modules and is not counted
            for name in given.only:
                for which, project in (("other", given.other.resolve()), ("this", HERE)):
                    found = measure(project, COMMANDS[name], scratch, compiled)
                    if turn:
                        out.write(json.dumps({"checkout": which, "command": name, "turn": turn, **found}) + "\n")
                        took[name][which].append(float(str(found["cpu"])))
    for name, cpu in took.items():
        for what, of in (("median", statistics.median), ("least", min)):
            other, this = of(cpu["other"]), of(cpu["this"])
            print(f"{name:<8} {what:<7} other {other:.3f}  this {this:.3f}  ratio {this / other:.2f}")


if __name__ == "__main__":
    main()
