"""How well is a page read that differs from a real one only in what does not matter, or in what the key knows?

    python benchmarks/metamorphic/run.py SHARED [--only VARIANT] [--keep FOLDER] [NAME...]

Changes each stripped filing (`benchmarks/stripped`) by each variant of `variant.py`, together with its key, builds
it, and prints the share of cells whose value, unit and period are all right. With `--keep` pages, keys and lists of
misses stay.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from lxml import html
from variant import VARIANTS

from gaapgraph.cli._group import app


def load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem + "_module", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--only", action="append")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_intermixed_args()
    stripped = load(given.shared / "tools" / "stripped.py")
    pages = load(Path(__file__).parents[1] / "stripped" / "run.py").filings(given.shared)
    lines: list[tuple[Any, ...]] = []
    stripped.print = lambda *parts: lines.append(parts)
    names = [name for name in pages if not given.names or name in given.names]
    print("variant", *names, "median", sep="\t", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for title, change in VARIANTS.items():
            if given.only and title not in given.only:
                continue
            shares = []
            for name in names:
                lines.clear()
                share = measure(stripped, pages[name], folder / f"{name}.html", change)
                shares.append(share)
                (folder / f"{title} {name}.txt".replace(" ", "_")).write_text("\n".join(map(str, lines)))
            known = sorted(share for share in shares if share is not None)
            median = f"{known[len(known) // 2]:.1f}" if known else ""
            print(title, *("" if s is None else f"{s:.1f}" for s in shares), median, sep="\t", flush=True)


def measure(stripped: Any, page: bytes, target: Path, change: Any) -> float | None:
    """Return the share of cells read right, in per cent, or nothing where the variant cannot be made of the page."""
    source = target.with_suffix(".tagged")
    source.write_bytes(page)
    stripped.strip(source, target)
    answers = Path(f"{target}.key.json")
    tree, key = html.fromstring(target.read_bytes().decode()), json.loads(answers.read_text())
    try:
        change(tree, key)
    except ValueError:
        return None
    target.write_bytes(html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>"))
    answers.write_text(json.dumps(key, indent=0))
    graph = target.with_suffix(".nq")
    with contextlib.redirect_stdout(io.StringIO()):
        app(["build", str(target), "-o", str(graph)], standalone_mode=False)
    count = stripped.score(target, graph, sys.maxsize)
    return 100 * count["all three"] / max(1, count["cells"])


if __name__ == "__main__":
    main()
