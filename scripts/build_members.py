"""Write ontology/lexicon/members.tsv: labels that filers print for members of dimensions, from ../shared.

A row stands for at least two filers: the words of the label, the axis and the standard member that most of them chose
(empty where they chose their own), how many did, and the share of filers for whom the label is a member and no concept.

    python scripts/build_members.py [--shared ../shared] [--check]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

from tagger_corpus import read_members, read_modern

from gaapgraph.tag.label.member import member_key

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "ontology/lexicon/members.tsv"
LEAST = 2


def build(shared: Path) -> str:
    """Return the table."""
    members: dict[str, set[str]] = defaultdict(set)
    choices: dict[str, dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for filer, label, axis, member in read_members(shared):
        key = member_key(label)
        if key:
            members[key].add(filer)
            if axis.partition(":")[0] in ("us-gaap", "srt") and member.partition(":")[0] in ("us-gaap", "srt"):
                choices[key][axis, member].add(filer)
    concepts: dict[str, set[str]] = defaultdict(set)
    for filed in read_modern(shared):
        for row in filed.table.rows:
            concepts[member_key(row.label)].add(filed.filer)
    lines = ["label\taxis\tmember\tfilers\tshare\n"]
    for key, filers in sorted(members.items()):
        if len(filers) < LEAST:
            continue
        counts = Counter({choice: len(found) for choice, found in choices[key].items()})
        axis, member = max(sorted(counts), key=lambda choice: counts[choice], default=("", ""))
        if counts[axis, member] < LEAST:
            axis, member = "", ""
        share = len(filers) / (len(filers) + len(concepts[key]))
        lines.append(f"{key}\t{axis}\t{member}\t{len(filers)}\t{share:.2f}\n")
    return "".join(lines)


def main() -> int:
    """Write the table, or say whether it is what the source makes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 where the table differs")
    arguments = parser.parse_args()
    text = build(arguments.shared)
    if arguments.check:
        return int(TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {text.count(chr(10)) - 1} labels")
    return 0


if __name__ == "__main__":
    sys.exit(main())
