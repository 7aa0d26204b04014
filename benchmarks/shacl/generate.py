"""Generates facts in the manner of balance sheets, about 12 triples a fact, with 100 faults put in.

`python generate.py 10000 facts.nt` writes N-Triples; the faults are spread evenly and the same in every run.
80 break a core shape (ten of each kind), 20 break a calculation.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

GG = "https://w3id.org/gaapgraph/ns#"
BASE = "https://w3id.org/gaapgraph/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"
# totals with their items: a statement of 25 concepts in three levels
NETWORK = {
    "Assets": ["CurrentAssets", "FixedAssets", "OtherAssets"],
    "CurrentAssets": [f"CurrentAsset{i}" for i in range(8)],
    "FixedAssets": [f"FixedAsset{i}" for i in range(7)],
    "OtherAssets": [f"OtherAsset{i}" for i in range(5)],
}
LEAVES = [item for items in NETWORK.values() for item in items if item not in NETWORK]
# The last concept is part of no sum; the core faults are there.
CONCEPTS = [*NETWORK, *LEAVES, "Backlog"]
PERIODS = 20
CORE_FAULTS = (
    "no unit",
    "two periods",
    "value is text",
    "concept is text",
    "bad key",
    "bounds swapped",
    "dimensions",
    "no entity",
)


def iri(kind: str, name: object) -> str:
    return f"<{BASE}{kind}/{name}>"


def triple(subject: str, predicate: str, value: str) -> str:
    return f"{subject} <{predicate if ':' in predicate else GG + predicate}> {value} .\n"


def literal(value: object, kind: str) -> str:
    return f'"{value}"^^<{XSD}{kind}>'


def statement(number: int) -> dict[str, int]:
    """Return the values of one statement in thousands: totals are sums of their items."""
    leaves = [*LEAVES, "Backlog"]
    values = {leaf: (number * 7919 + place * 104729) % 90_000 + 1_000 for place, leaf in enumerate(leaves)}
    for total in ("CurrentAssets", "FixedAssets", "OtherAssets", "Assets"):
        values[total] = sum(values[item] for item in NETWORK[total])
    return values


def facts(count: int) -> Iterator[tuple[int, int, int, str, int]]:
    """Yield number, entity, period, concept and value of each fact, whole statements only."""
    number = 0
    for sheet in range(count // len(CONCEPTS)):
        values = statement(sheet)
        for concept in CONCEPTS:
            yield number, sheet // PERIODS, sheet % PERIODS, concept, values[concept] * 1000
            number += 1


def faults(count: int) -> dict[int, str]:
    """Say which facts are damaged, and how: core faults at the last fact of a statement, sums at the first."""
    sheets = count // len(CONCEPTS)
    chosen = [sheet * sheets // 100 for sheet in range(100)]
    size = len(CONCEPTS)
    plan = {sheet * size + size - 1: CORE_FAULTS[place % 8] for place, sheet in enumerate(chosen[:80])}
    plan.update({sheet * size: "sum" for sheet in chosen[80:]})
    return plan


def write_fact(number: int, entity: int, period: int, concept: str, value: int, *, fault: str | None) -> str:
    node = iri("fact", number)
    value += 123_000_000 if fault == "sum" else 0
    low, high = value - 500, value + 500
    if fault == "bounds swapped":
        low, high = high, low
    key = "not a key" if fault == "bad key" else f"{number * 2654435761 % 2**80:020x}"
    lines = [
        triple(node, TYPE, f"<{GG}Fact>"),
        triple(node, "report", iri("report", entity)),
        triple(node, "concept", f'"{concept}"' if fault == "concept is text" else iri("us-gaap", concept)),
        triple(node, "period", iri("period", period)),
        triple(node, "value", f'"{value}"' if fault == "value is text" else literal(value, "decimal")),
        triple(node, "decimals", literal(-3, "integer")),
        triple(node, "lowerBound", literal(low, "decimal")),
        triple(node, "upperBound", literal(high, "decimal")),
        triple(node, "dimensionCount", literal(-1 if fault == "dimensions" else 0, "integer")),
        triple(node, "key", f'"{key}"'),
    ]
    if fault != "no unit":
        lines.append(triple(node, "unit", iri("unit", "JPY")))
    if fault != "no entity":
        lines.append(triple(node, "entity", iri("entity", entity)))
    if fault == "two periods":
        lines.append(triple(node, "period", iri("period", (period + 1) % PERIODS)))
    return "".join(lines)


def write_frame(count: int) -> str:
    """Return what the facts refer to: concepts, network, periods, units, entities, reports."""
    lines = [triple(iri("us-gaap", concept), TYPE, f"<{GG}Concept>") for concept in CONCEPTS]
    lines += [triple(iri("period", number), TYPE, f"<{GG}Instant>") for number in range(PERIODS)]
    lines.append(triple(f"<{GG}Instant>", "http://www.w3.org/2000/01/rdf-schema#subClassOf", f"<{GG}Period>"))
    lines.append(triple(iri("unit", "JPY"), TYPE, f"<{GG}Unit>"))
    for number in range(count // len(CONCEPTS) // PERIODS + 1):
        lines.append(triple(iri("entity", number), TYPE, f"<{GG}Entity>"))
        lines.append(triple(iri("report", number), TYPE, f"<{GG}Report>"))
    arcs = [(total, item) for total, items in NETWORK.items() for item in items]
    for number, (total, item) in enumerate(arcs):
        arc = iri("arc", number)
        lines.append(triple(arc, TYPE, f"<{GG}Arc>"))
        lines.append(triple(arc, "source", iri("us-gaap", total)))
        lines.append(triple(arc, "target", iri("us-gaap", item)))
        lines.append(triple(arc, "weight", literal(1, "integer")))
    return "".join(lines)


def write(count: int, file: Path) -> None:
    """Write the facts and what they refer to."""
    plan = faults(count)
    with file.open("w", encoding="utf-8") as out:
        out.write(write_frame(count))
        for fact in facts(count):
            out.write(write_fact(*fact, fault=plan.get(fact[0])))


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
