"""Write which concepts are added up to which, from ../shared: by the standard taxonomies, and by filers.

`ontology/lexicon/calculations.tsv` has the arcs of the standard taxonomies of all years at hand, each once; where years
differ on a weight, the latest says it. `filed-calculations.tsv` has the arcs between standard concepts that at least
three filers state in their own calculations, nine in ten of them with one weight: in the taxonomies many totals stand
over others than in statements (comprehensive income over what noncontrolling interests have of it).

    python scripts/build_calculations.py [--shared ../shared] [--check]
"""

from __future__ import annotations

import argparse
import csv
import lzma
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "ontology/lexicon/calculations.tsv"
FILED = ROOT / "ontology/lexicon/filed-calculations.tsv"
PREFIX = "us-gaap:"
LEAST_FILERS, LEAST_AGREEMENT = 3, 0.9
Arcs = dict[tuple[str, str], int]


def read_arcs(shared: Path) -> Arcs:
    """Return the weight of each arc by total and item."""
    arcs: Arcs = {}
    path = shared / "data/mapping/us-gaap-2023-2025-calculations.csv.xz"
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: row["year"]):
            if row["parent"].startswith(PREFIX) and row["child"].startswith(PREFIX):
                key = row["parent"].removeprefix(PREFIX), row["child"].removeprefix(PREFIX)
                arcs[key] = int(float(row["weight"]))
    return arcs


def read_filed(shared: Path) -> Arcs:
    """Return the weight of each arc that filers state, by total and item."""
    filers: dict[tuple[str, str], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    with lzma.open(shared / "data/mapping/modern-labels.csv.xz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for parent, weight in zip(row["calc_parent"].split("|"), row["weight"].split("|"), strict=False):
                if parent.startswith(PREFIX) and row["concept"].startswith(PREFIX) and weight:
                    key = parent.removeprefix(PREFIX), row["concept"].removeprefix(PREFIX)
                    filers[key][int(float(weight))].add(row["filer"])
    arcs: Arcs = {}
    for key, found in filers.items():
        weight, most = max(found.items(), key=lambda item: (len(item[1]), item[0]))
        every = len(set().union(*found.values()))
        if every >= LEAST_FILERS and len(most) >= LEAST_AGREEMENT * every:
            arcs[key] = weight
    return arcs


def main() -> int:
    """Write the tables, or say whether they are what the sources make."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 where a table differs")
    arguments = parser.parse_args()
    status = 0
    for target, arcs in ((TARGET, read_arcs(arguments.shared)), (FILED, read_filed(arguments.shared))):
        text = "total\titem\tweight\n" + "".join(
            f"{total}\t{item}\t{weight}\n" for (total, item), weight in sorted(arcs.items())
        )
        if arguments.check:
            status |= int(not target.is_file() or target.read_text(encoding="utf-8") != text)
        else:
            target.write_text(text, encoding="utf-8")
            print(f"{target.relative_to(ROOT)}: {len(arcs)} arcs")
    return status


if __name__ == "__main__":
    sys.exit(main())
