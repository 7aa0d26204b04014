"""Write instances/*/networks.ttl, the calculation networks of an entity's statements, from networks.tsv beside it.

    python scripts/build_networks.py [--check]

A row is one arc: the network by its last name, its title, the total, its place in order, the weight, and the item.
Total and item are CURIEs, with dimensions as `axis=member` pairs behind, separated by `;`. Line items and arcs are
named by their content, as in reports; each has a label that says what it is.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from format_turtle import format_turtle

from gaapgraph.iri import digest, mint_iri
from gaapgraph.model import SUMMATION_ITEM, LineItem
from gaapgraph.vocabulary import BASE, PREFIXES, expand_curie, shorten_iri

ROOT = Path(__file__).resolve().parents[1]
USED = ("gg", "skos", "srt", "us-gaap", "dcterms")
Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a table, without the remarks at its head."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [dict(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def read_item(concept: str, dimensions: str, own: dict[str, str]) -> LineItem:
    """Return the line item that two cells name."""
    pairs = [part.split("=") for part in dimensions.split(";") if part]
    return LineItem(
        expand_curie(concept, own),
        tuple(sorted((expand_curie(axis, own), expand_curie(member, own)) for axis, member in pairs)),
    )


def name_item(item: LineItem) -> str:
    """Return the IRI of a line item, as reports name it."""
    return mint_iri("line-item", digest([item.concept, *(f"{axis}={member}" for axis, member in item.dimensions)]))


def label_item(item: LineItem, own: dict[str, str]) -> str:
    """Return what a person reads: the concept, and the members behind it."""
    members = ", ".join(shorten_iri(member, own) for _, member in item.members)
    return shorten_iri(item.concept, own) + (f" ({members})" if members else "")


def state_item(item: LineItem, own: dict[str, str]) -> str:
    """Return the Turtle of a line item."""
    key = ";".join(f"{axis.removeprefix(BASE)}={member.removeprefix(BASE)}" for axis, member in item.members)
    dimensions = "".join(f" ; <{axis}> <{member}>" for axis, member in item.members)
    return (
        f"<{name_item(item)}> a gg:LineItem ; gg:concept <{item.concept}> ; gg:dimensionCount {len(item.dimensions)} ; "
        f'gg:dimensionKey "{key}" ; skos:prefLabel "{label_item(item, own)}"@en{dimensions} .'
    )


def write_networks(table: Path) -> str:
    """Return the Turtle of a table of networks."""
    prefix = table.parent.name
    own = {prefix: f"{BASE}{prefix}/"}
    head = "".join(f"PREFIX {name}: <{({**PREFIXES, **own})[name]}>\n" for name in (*USED, prefix))
    blocks, items = [head], set()
    for row in read_rows(table):
        network = f"{BASE}{prefix}/calculation/{row['network']}"
        total = read_item(row["total"], row["total_dimensions"], own)
        item = read_item(row["item"], row["item_dimensions"], own)
        items |= {total, item}
        blocks.append(
            f'<{network}> a gg:Network ; gg:arcrole <{SUMMATION_ITEM}> ; skos:prefLabel "{row["title"]}"@en ; '
            f"gg:networkRole <{BASE}{prefix}/role/{row['network']}> ."
        )
        arc = digest([name_item(total), name_item(item), row["order"]], 12)
        label = f"{label_item(total, own)} {'+' if int(row['weight']) > 0 else '−'} {label_item(item, own)}"
        blocks.append(
            f"<{network}/{arc}> a gg:Arc ; gg:network <{network}> ; "
            f"gg:order {row['order']} ; gg:weight {row['weight']} ; "
            f'gg:source <{name_item(total)}> ; gg:target <{name_item(item)}> ; skos:prefLabel "{label}"@en .'
        )
    blocks += [state_item(item, own) for item in sorted(items)]
    return format_turtle("\n".join(blocks))


def main() -> int:
    """Write all files, or only say which would change."""
    options = argparse.ArgumentParser(description="Write instances/*/networks.ttl from networks.tsv.")
    options.add_argument("--check", action="store_true", help="change nothing; exit with 1 where a file would change")
    given = options.parse_args()
    changed = False
    for table in sorted(ROOT.glob("instances/*/networks.tsv")):
        path, text = table.with_suffix(".ttl"), write_networks(table)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            changed = True
            print(path.relative_to(ROOT))
            if not given.check:
                path.write_text(text, encoding="utf-8")
    return int(changed and given.check)


if __name__ == "__main__":
    sys.exit(main())
