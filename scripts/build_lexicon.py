"""Write ontology/lexicon/us-gaap-labels.sssom.tsv: which concepts filers chose for the labels that they printed.

Labels are taken together that have the same words but for order, number and punctuation; a row stands for at least two
filers. Counts are facts about public filings; no text of them but the labels is kept.

    python scripts/build_lexicon.py [--labels ../shared/data/mapping/fsds-2009q3-us-label-tag.csv]
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from gaapgraph.iri import slug
from gaapgraph.language.fold import fold
from gaapgraph.tag.label.lexicon import Entry, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[1]
STATEMENTS = {
    "BS": "balance sheet",
    "IS": "income statement",
    "CF": "cash flow",
    "EQ": "equity",
    "CI": "comprehensive income",
}
LEAST = 2
COLUMNS = [
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "context",
    "dimensions",
    "sign",
    "measure",
    "unit",
    "period",
    "printed_concept",
    "comment",
]
HEAD = """\
#curie_map:
#  gg: https://w3id.org/gaapgraph/ns#
#  label: https://w3id.org/gaapgraph/us-gaap/label/
#  semapv: https://w3id.org/semapv/vocab/
#  skos: http://www.w3.org/2004/02/skos/core#
#  us-gaap: https://w3id.org/gaapgraph/us-gaap/
#mapping_set_id: https://w3id.org/gaapgraph/us-gaap/label
#mapping_set_title: Labels that SEC filers printed, and the US-GAAP concepts that they chose
#mapping_set_description: Counted over the filers of the third quarter of 2009..
#mapping_set_version: 0.1.0
#license: https://www.apache.org/licenses/LICENSE-2.0
#object_source_version: 2009-01-31
#extension_definitions:
#- slot_name: context
#  property: gg:mappingContext
#  type_hint: xsd:string
"""


def count_filers(rows: Iterable[dict[str, str]]) -> list[tuple[Entry, int]]:
    """Return each label with a concept and the number of filers of that label in any case, or in the same statement.

    Args:
        rows: With `label`, `tag`, `stmt`, `cik` and `version`.
    """
    chosen: dict[str, dict[str, dict[str, set[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        bag = " ".join(sorted(word if part == 1 else f"({word}" for word, part in words_of(row["label"]).items()))
        tag = row["tag"] if row["version"] != "custom" else ""
        chosen[bag][STATEMENTS.get(row["stmt"], "")][tag].add(row["cik"])
        names[bag][fold(row["label"])] += 1
    entries = []
    for bag, statements in sorted(chosen.items()):
        label = min(names[bag], key=lambda name: (-names[bag][name], name))
        entries.extend(_entries(label, statements))
    return entries


def _entries(label: str, statements: dict[str, dict[str, set[str]]]) -> list[tuple[Entry, int]]:
    """Return the entries of one label, one per concept; also one per statement where they differ on the first."""
    firsts = {min(tags, key=lambda tag: (-len(tags[tag]), tag)) for tags in statements.values()}
    if len(firsts) == 1:
        merged: dict[str, set[str]] = defaultdict(set)
        for tags in statements.values():
            for tag, filers in tags.items():
                merged[tag] |= filers
        statements = {"": merged}
    found = []
    for statement, tags in sorted(statements.items()):
        total = len(set().union(*tags.values()))
        for tag, filers in sorted(tags.items(), key=lambda item: (-len(item[1]), item[0])):
            if tag and len(filers) >= LEAST:
                found.append((Entry(label, tag, len(filers), statement), total))
    return found


def write_row(entry: Entry, total: int, taken: Counter[str]) -> str:
    """Return the SSSOM row of an entry; its identifier is unique among those taken."""
    name = slug(entry.label)[:40].strip("-")
    taken[name] += 1
    cells = dict.fromkeys(COLUMNS, "")
    share = entry.filers / total
    cells.update(
        subject_id=f"label:{name}" + (f".{taken[name]}" if taken[name] > 1 else ""),
        subject_label=entry.label,
        predicate_id="skos:exactMatch" if share >= 0.9 else "skos:closeMatch",
        object_id=f"us-gaap:{entry.concept}",
        mapping_justification="semapv:LexicalMatching",
        confidence=f"{share:.2f}",
        context=entry.statement,
        comment=f"{entry.filers} of {total} filers",
    )
    return "\t".join(cells.values())


def main() -> None:
    """Write the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=Path, default=ROOT.parent / "shared/data/mapping/fsds-2009q3-us-label-tag.csv")
    with parser.parse_args().labels.open(encoding="utf-8", newline="") as file:
        counted = count_filers(csv.DictReader(file))
    taken: Counter[str] = Counter()
    body = [write_row(entry, total, taken) for entry, total in counted]
    target = ROOT / "ontology" / "lexicon" / "us-gaap-labels.sssom.tsv"
    target.write_text(HEAD + "\t".join(COLUMNS) + "\n" + "\n".join(body) + "\n", encoding="utf-8")
    print(f"{target.relative_to(ROOT)}: {len(body)} rows, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
