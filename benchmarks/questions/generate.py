"""Generates reports of other entities, in two manners.

`copies`: each report has the concepts, tables and places of a shipped one, with other amounts and an entity of its own.
Concepts, periods, units and line items are shared, as they are between real filings of one taxonomy.
`plain`: balance sheets as `benchmarks/shacl` generates them, each entity's in a graph of its own, in US-GAAP concepts.

`python generate.py copies 100000 facts.nq` writes N-Quads of at least so many facts.
"""

from __future__ import annotations

import hashlib
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "instances" / "iij" / "fy2008-release" / "release.trig"
BASE = "https://w3id.org/gaapgraph/"
GG = BASE + "ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
ENTITY = BASE + "entity/cik-0001090633"
AMOUNTS = re.compile(rf'(<{GG}(?:value|lowerBound|upperBound)> ")(-?[\d.]+)("\^\^<{XSD}decimal>)')
KEY = re.compile(rf'(<{GG}key> ")([0-9a-f]+)(")')
SHEET = """
    Assets AssetsCurrent CashAndCashEquivalentsAtCarryingValue AccountsReceivableNetCurrent InventoryNet Liabilities
    LiabilitiesCurrent ShortTermBorrowings AccountsPayableCurrent StockholdersEquity Goodwill
    CapitalLeaseObligationsCurrent CapitalLeaseObligationsNoncurrent OtherAssetsNoncurrent
""".split()  # noqa: SIM905
FLOWS = """
    Revenues CostOfRevenue SellingAndMarketingExpense GeneralAndAdministrativeExpense OperatingIncomeLoss NetIncomeLoss
    InterestExpense IncomeTaxExpenseBenefit NetCashProvidedByUsedInOperatingActivities
    PaymentsToAcquirePropertyPlantAndEquipment DepreciationDepletionAndAmortization
""".split()  # noqa: SIM905
YEARS = range(2001, 2021)


def write_copies(count: int) -> Iterator[str]:
    """Yield the quads of whole reports until there are enough facts."""
    import pyoxigraph as ox

    quads = list(ox.parse(path=str(SHIPPED)))
    [graph] = {quad.graph_name.value for quad in quads}
    text = "".join(f"{quad} .\n" for quad in quads)
    facts = sum(quad.object == ox.NamedNode(GG + "Fact") for quad in quads)
    for number in range(1, -(-count // facts) + 1):
        yield _vary(text, graph, number)


def _vary(text: str, graph: str, number: int) -> str:
    factor = Decimal(100 + number) / 100
    text = text.replace(graph, f"{BASE}report/cik-{number:010}/{number:016x}")
    text = text.replace(ENTITY, f"{BASE}entity/cik-{number:010}")
    text = text.replace("Internet Initiative Japan Inc.", f"Generated {number} Inc.").replace(
        '"0001090633"', f'"{number:010}"'
    )
    text = KEY.sub(
        lambda found: found[1] + hashlib.sha256(f"{found[2]}{number}".encode()).hexdigest()[:20] + found[3], text
    )
    return AMOUNTS.sub(lambda found: f"{found[1]}{_scale(found[2], factor)}{found[3]}", text)


def _scale(text: str, factor: Decimal) -> str:
    value = f"{Decimal(text) * factor:f}"
    return value.rstrip("0").rstrip(".") if "." in value else value


def write_plain(count: int) -> Iterator[str]:
    """Yield the quads of one entity after the other: twenty years of figures, 25 a year, 13 quads each."""
    each = len(YEARS) * (len(SHEET) + len(FLOWS))
    for entity in range(1, -(-count // each) + 1):
        yield "".join(_write_entity(entity))


def _write_entity(entity: int) -> Iterator[str]:
    graph = f"<{BASE}report/plain-{entity}>"
    owner = f"<{BASE}entity/plain-{entity}>"

    def quad(subject: str, predicate: str, value: str) -> str:
        return f"{subject} <{predicate if ':' in predicate else GG + predicate}> {value} {graph} .\n"

    yield quad(graph, TYPE, f"<{GG}Report>") + quad(graph, "entity", owner)
    yield quad(owner, TYPE, f"<{GG}Entity>") + quad(owner, LABEL, f'"Plain {entity}"@en')
    yield quad(f"<{BASE}unit/JPY>", "numerator", "<http://www.xbrl.org/2003/iso4217#JPY>")
    for concept in (*SHEET, *FLOWS):
        yield quad(f"<{BASE}us-gaap/{concept}>", LABEL, f'"{concept}"@en')
    for year in YEARS:
        closing, opening = f"<{BASE}period/{year}-03-31>", f"<{BASE}period/{year - 1}-03-31>"
        duration = f"<{BASE}period/{year - 1}-04-01/{year}-03-31>"
        yield quad(duration, "startDate", f'"{year - 1}-04-01"^^<{XSD}date>')
        yield quad(duration, "endDate", f'"{year}-03-31"^^<{XSD}date>')
        yield quad(duration, "openingInstant", opening) + quad(duration, "closingInstant", closing)
        if year > YEARS[0]:
            yield quad(duration, "yearEarlier", f"<{BASE}period/{year - 2}-04-01/{year - 1}-03-31>")
            yield quad(closing, "yearEarlier", opening)
        for place, concept in enumerate((*SHEET, *FLOWS)):
            node = f"<{BASE}report/plain-{entity}/fact/{year}-{concept}>"
            value = ((entity * 20 + year) * 7919 + place * 104729) % 90_000 * 1000 + 1_000_000
            yield quad(node, TYPE, f"<{GG}Fact>") + quad(node, "report", graph) + quad(node, "entity", owner)
            yield quad(node, "concept", f"<{BASE}us-gaap/{concept}>") + quad(node, "unit", f"<{BASE}unit/JPY>")
            yield quad(node, "period", closing if concept in SHEET else duration)
            yield quad(node, "lineItem", f"<{BASE}line-item/{concept}>")
            yield quad(node, "decimals", f'"-3"^^<{XSD}integer>') + quad(node, "dimensionCount", f'"0"^^<{XSD}integer>')
            for name, shift in (("value", 0), ("lowerBound", -500), ("upperBound", 500)):
                yield quad(node, name, f'"{value + shift}"^^<{XSD}decimal>')
            yield quad(node, "key", f'"{entity:08x}{year:04x}{place:08x}"')


MANNERS = {"copies": write_copies, "plain": write_plain}

if __name__ == "__main__":
    manner, amount, path = sys.argv[1:]
    with Path(path).open("w", encoding="utf-8") as out:
        out.writelines(MANNERS[manner](int(amount)))
