"""Write ontology/lexicon/calculations.tsv: which concepts the standard taxonomies add up to which, from ../shared.

The arcs of all years at hand, each once; where years differ on a weight, the latest says it.

    python scripts/build_calculations.py [--shared ../shared] [--check]
"""

from __future__ import annotations

import argparse
import csv
import lzma
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "ontology/lexicon/calculations.tsv"
PREFIX = "us-gaap:"


def read_arcs(shared: Path) -> dict[tuple[str, str], int]:
    """Return the weight of each arc by total and item."""
    arcs: dict[tuple[str, str], int] = {}
    path = shared / "data/mapping/us-gaap-2023-2025-calculations.csv.xz"
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: row["year"]):
            if row["parent"].startswith(PREFIX) and row["child"].startswith(PREFIX):
                key = row["parent"].removeprefix(PREFIX), row["child"].removeprefix(PREFIX)
                arcs[key] = int(float(row["weight"]))
    return arcs


def main() -> int:
    """Write the table, or say whether it is what the source makes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 where the table differs")
    arguments = parser.parse_args()
    arcs = read_arcs(arguments.shared)
    text = "total\titem\tweight\n" + "".join(
        f"{total}\t{item}\t{weight}\n" for (total, item), weight in sorted(arcs.items())
    )
    if arguments.check:
        return int(TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(arcs)} arcs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
