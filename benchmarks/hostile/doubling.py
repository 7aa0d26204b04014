"""What each command takes as one dimension of its input doubles, for each reader.

    python benchmarks/hostile/doubling.py [WORD…] > benchmarks/hostile/doubling.tsv

Each input is made in three sizes, each twice the one before; one process calls all commands with it, after a call with a
small one has loaded what is loaded once. A line for each call: input, size, bytes, command, exit code, CPU seconds, and the ratio
to the size before. Ratios of calls below a second say little.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "document")]

spec = importlib.util.spec_from_file_location("document", HERE.parent / "document" / "run.py")
document = importlib.util.module_from_spec(spec)
spec.loader.exec_module(document)
from further import FIGURE, IX  # noqa: E402
from inputs import CONTEXT, FACT, INSTANCE  # noqa: E402

STEPS = 3
COMMANDS = {
    "build": ("{given}", "-o", "{out}.trig"),
    "check": ("{given}",),
    "report": ("{given}", "-o", "{out}.html"),
    "coverage": ("{given}",),
    "explain": ("1", "{given}"),
    "diff": ("{given}", "{given}"),
    "ask": ("list_findings", "{given}"),
    "export": ("{given}", "--to", "xbrl-json", "-o", "{out}.json"),
}
DRIVER = """
import contextlib, io, json, sys, time
from gaapgraph.cli import main
for title, call in json.load(sys.stdin):
    start = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            code = main(call)
        except SystemExit as end:
            code = end.code
    print(json.dumps([title, code, time.process_time() - start]), file=sys.__stdout__, flush=True)
"""


def markdown(size: int) -> str:
    rows = "".join(
        f"| Revenue of kind {n} | {n * 7919 % 9999 + 100:,} | {n * 104729 % 9999 + 100:,} |\n" for n in range(size)
    )
    return f"# Example Corp.\n\nStatements of Income (in thousands)\n\n| Year ended December 31, | 2024 | 2023 |\n|---|---|---|\n{rows}"


def facts(size: int) -> str:
    some = (FACT.replace("us-gaap:Assets", f"us-gaap:Item{n}").replace(">5<", f">{n}<") for n in range(size))
    return INSTANCE % (CONTEXT + "".join(some))


def values(size: int) -> str:
    return INSTANCE % (CONTEXT + "".join(FACT.replace(">5<", f">{n}<") for n in range(size)))


def inline(size: int) -> str:
    return IX % ("", "".join(f"<p>{FIGURE % (n, '')}</p>" for n in range(size)))


def oim_json(size: int) -> str:
    head = {"documentType": "https://xbrl.org/2021/xbrl-json", "namespaces": {
        "us-gaap": "http://fasb.org/us-gaap/2024", "cik": "http://www.sec.gov/CIK", "iso4217": "http://www.xbrl.org/2003/iso4217"}}  # fmt: skip
    stated = {
        f"f{n}": {"value": str(n), "decimals": 0, "dimensions": {
            "concept": f"us-gaap:Item{n}", "entity": "cik:0000000001", "period": "2025-01-01T00:00:00", "unit": "iso4217:USD"}}
        for n in range(size)
    }  # fmt: skip
    return json.dumps({"documentInfo": head, "facts": stated})


def company_facts(size: int) -> str:
    ago = {
        "end": "2024-12-31",
        "accn": "0000000001-25-000001",
        "fy": 2024,
        "fp": "FY",
        "form": "10-K",
        "filed": "2025-02-01",
    }
    stated = {
        f"Item{n}": {"label": f"Item {n}", "description": "", "units": {"USD": [{**ago, "val": n}]}}
        for n in range(size)
    }
    return json.dumps({"cik": 1, "entityName": "Example Corp.", "facts": {"us-gaap": stated}})


KINDS = {
    "text columns": (document.columns, 100, "txt"),
    "text rows": (document.rows, 250, "txt"),
    "text line": (document.line_length, 50_000, "txt"),
    "Markdown rows": (markdown, 250, "md"),
    "HTML spans": (document.spans, 250, "htm"),
    "HTML cells": (document.html_cells, 100, "htm"),
    "inline figures": (inline, 250, "htm"),
    "instance facts": (facts, 250, "xml"),
    "instance values": (values, 250, "xml"),
    "xBRL-JSON facts": (oim_json, 250, "json"),
    "companyfacts": (company_facts, 250, "json"),
}


def call_all(path: Path, folder: Path) -> list[tuple[str, object, float]]:
    """Return command, exit code and CPU seconds of each call with an input."""
    calls = [
        (name, [name, *(word.format(given=path, out=folder / "out") for word in words)])
        for name, words in COMMANDS.items()
    ]
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        input=json.dumps([*calls[:2], *calls]),
        capture_output=True,
        text=True,
        check=False,
    )
    told = [tuple(json.loads(line)) for line in done.stdout.splitlines()]
    return told[2:]


def main() -> None:
    """Run what is asked for."""
    words = sys.argv[1:] or [""]
    print("input\tsize\tbytes\tcommand\tcode\tseconds\tratio")
    for name, (make, first, ending) in KINDS.items():
        if not any(word in name for word in words):
            continue
        before: dict[str, float] = {}
        for step in range(STEPS):
            size = first * 2**step
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / f"input.{ending}"
                path.write_text(make(size), encoding="utf-8")
                for command, code, seconds in call_all(path, Path(folder)):
                    ratio = f"{seconds / before[command]:.2f}" if command in before else ""
                    print(name, size, path.stat().st_size, command, code, f"{seconds:.2f}", ratio, sep="\t", flush=True)
                    before[command] = seconds


if __name__ == "__main__":
    main()
