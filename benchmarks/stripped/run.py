"""How many tagged cells of inline filings are read right once their tags are stripped?

    python benchmarks/stripped/run.py SHARED [NAME...]

Strips each filing with `SHARED/tools/stripped.py`, builds the page and scores the graph; prints one line for each
with the share of cells whose value, unit and period are all right, and the share of each kind of miss.
"""

from __future__ import annotations

import importlib.util
import lzma
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from gaapgraph.cli._group import app


def filings(shared: Path) -> dict[str, bytes]:
    """Return the pages by short name: eleven packed filings and two of Apple."""
    folder = shared / "data" / "filings"
    found = {
        path.name.split("-")[0]: lzma.decompress(path.read_bytes())
        for path in sorted((folder / "us-ixbrl").glob("*.xz"))
    }
    found["aapl-10k"] = (folder / "aapl-10k-fy2024-4forms" / "aapl-20240928.htm").read_bytes()
    found["aapl-10q"] = (folder / "aapl-10q-2025q2-ixbrl" / "aapl-20250329.htm").read_bytes()
    return found


KINDS = ("missing", "value", "unit", "undated", "balance as flow", "flow as balance", "other day", "other start")


def kind_of(miss: tuple[Any, ...]) -> str:
    """Return of which kind a miss is that `stripped.py` lists: what was tagged, and what was read instead."""
    kind, _, _, _, tagged, _, read = miss
    if kind in ("missing", "value", "unit"):
        return str(kind)
    end, day = read[5:7]
    if day is None and end is None:
        return "undated"
    if (len(tagged) == 1) != (day is not None):
        return "balance as flow" if len(tagged) == 1 else "flow as balance"
    return "other day" if (day or end) != tagged[-1] else "other start"


def main(shared: Path, names: list[str]) -> None:
    spec = importlib.util.spec_from_file_location("stripped", shared / "tools" / "stripped.py")
    assert spec is not None and spec.loader is not None
    stripped = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(stripped)
    lines: list[tuple[Any, ...]] = []
    stripped.print = lambda *parts: lines.append(parts)  # type: ignore[attr-defined]  # what it lists is counted here
    heads = ("filing", "cells", "missing %", "value %", "unit %", "period %", "all three %", "doubtful + surplus %")
    print(*heads, *(f"{kind}, of misses %" for kind in KINDS), sep="\t")
    with tempfile.TemporaryDirectory() as folder:
        for name, page in filings(shared).items():
            if names and name not in names:
                continue
            source, target = Path(folder) / f"{name}.tagged.html", Path(folder) / f"{name}.html"
            source.write_bytes(page)
            stripped.strip(source, target)
            graph = target.with_suffix(".nq")
            app(["build", str(target), "-o", str(graph)], standalone_mode=False)
            lines.clear()
            count = stripped.score(target, graph, sys.maxsize)
            kinds = Counter(kind_of(line) for line in lines if line[0] != "doubtful")
            share = lambda part, whole: f"{100 * part / max(1, whole):.1f}"  # noqa: E731
            cells = count["cells"]
            print(
                name,
                cells,
                share(cells - count["read"], cells),
                *(share(count[kind], cells) for kind in ("value", "unit", "period", "all three")),
                share(count["doubtful"] + count["surplus"], count["figures"]),
                *(share(kinds[kind], kinds.total()) for kind in KINDS),
                sep="\t",
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
