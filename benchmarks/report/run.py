"""CPU time of `gaapgraph report` on the shipped data, beside the same command of another checkout, in one run.

    python run.py --other ../../../base/src [--rounds 3] -o results.jsonl

Each process starts anew, import included; rounds alternate, and the least of each side counts. One line of JSON per
process: side, CPU seconds, bytes of the page, elements in it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parents[2] / "src"
COMMAND = [sys.executable, "-c", "from gaapgraph.cli import main; import sys; sys.exit(main())", "report", "-o"]


def measure(side: str, source: Path, folder: Path) -> dict[str, object]:
    """Write one page; return what it took."""
    page = folder / f"{side}.html"
    page.unlink(missing_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(source)}
    subprocess.run([*COMMAND, str(page)], env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    text = page.read_text(encoding="utf-8")
    built = re.sub(r"<noscript>.*?</noscript>", "", text, flags=re.DOTALL)
    return {"side": side, "cpu": round(cpu, 2), "bytes": len(text), "elements": len(re.findall(r"<[a-z]", built))}


def main() -> None:
    """Measure both sides, and say how they compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--other", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sides = (("this", HERE), ("other", given.other))
        rows = [measure(name, path, Path(folder)) for _ in range(given.rounds) for name, path in sides]
    given.output.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    least = {name: min(float(str(row["cpu"])) for row in rows if row["side"] == name) for name, _ in sides}
    print(f"{least['this']} s, {least['other']} s: {least['this'] / least['other']:.2f}")


if __name__ == "__main__":
    main()
