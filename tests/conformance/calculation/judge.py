"""Cases of Calculations 1.1, one a row of `cases.tsv`, and what Arelle says of each.

Run as `python tests/conformance/calculation/judge.py ARELLE`, where ARELLE is the `arelleCmdLine` of another
environment (`pip install arelle-release==2.47.3`): it writes each case as an XBRL report, has it judged in
round-to-nearest mode, and writes the verdict into the column `arelle`.

A fact is `CONCEPT VALUE DECIMALS`, then any of `unit=…`, `period=…` and `member=…`; `nil` has no decimals. An arc is
`TOTAL ITEM WEIGHT`. Facts and arcs are separated by `;`.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

__all__ = ["CASES", "Case", "StatedFact", "read_cases"]

CASES = Path(__file__).parent / "cases.tsv"
CODES = {
    "calc11e:inconsistentCalculationUsingRounding": "inconsistent",
    "calc11e:excessDigits": "blocked",
    "oime:disallowedDuplicateFacts": "blocked",
}
NS = "http://example.com/case"
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:xbrldt="http://xbrl.org/2005/xbrldt" xmlns:c="{ns}" targetNamespace="{ns}" elementFormDefault="qualified">
<xs:annotation><xs:appinfo>
<link:linkbaseRef xlink:type="simple" xlink:href="case-cal.xml"
 xlink:role="http://www.xbrl.org/2003/role/calculationLinkbaseRef"
 xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>
</xs:appinfo></xs:annotation>
<xs:import namespace="http://www.xbrl.org/2003/instance"
 schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
<xs:import namespace="http://xbrl.org/2005/xbrldt" schemaLocation="http://www.xbrl.org/2005/xbrldt-2005.xsd"/>
{elements}
</xs:schema>
"""
ITEM = (
    '<xs:element name="{name}" id="c_{name}" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"'
    ' xbrli:periodType="duration" nillable="true"/>'
)
DIMENSION = (
    '<xs:element name="Axis" id="c_Axis" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem"'
    ' abstract="true" xbrli:periodType="duration" nillable="true"/>'
    '<xs:element name="{member}" id="c_{member}" type="xbrli:stringItemType" substitutionGroup="xbrli:item"'
    ' abstract="true" xbrli:periodType="duration" nillable="true"/>'
)
LINKBASE = """<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">
<link:arcroleRef arcroleURI="https://xbrl.org/2023/arcrole/summation-item" xlink:type="simple"
 xlink:href="https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"/>
<link:calculationLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
{parts}
</link:calculationLink></link:linkbase>
"""
INSTANCE = """<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:c="{ns}">
<link:schemaRef xlink:type="simple" xlink:href="case.xsd"/>
{parts}
</xbrli:xbrl>
"""


@dataclass(frozen=True, slots=True)
class StatedFact:
    """One statement of a fact; `value` is None for nil, `decimals` is None where it is exact."""

    concept: str
    value: str | None
    decimals: int | None
    unit: str = "USD"
    period: str = "2023"
    member: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A few facts and a network, with the verdicts `consistent`, `inconsistent`, `blocked` or `unbound`."""

    name: str
    clause: str
    facts: tuple[StatedFact, ...]
    arcs: tuple[tuple[str, str, int], ...]
    verdict: str
    arelle: str
    note: str


def read_cases() -> list[Case]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [_case(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _case(row: dict[str, str]) -> Case:
    arcs = [arc.split() for arc in row["arcs"].split(";")]
    return Case(
        row["case"],
        row["clause"],
        tuple(_fact(text) for text in row["facts"].split(";")),
        tuple((total, item, int(weight)) for total, item, weight in arcs),
        row["verdict"],
        row["arelle"],
        row["note"],
    )


def _fact(text: str) -> StatedFact:
    concept, value, *rest = text.split()
    decimals = next((part for part in rest if "=" not in part), "INF")
    more = dict(part.split("=") for part in rest if "=" in part)
    return StatedFact(concept, None if value == "nil" else value, None if decimals == "INF" else int(decimals), **more)


def write_xbrl(case: Case, folder: Path) -> Path:
    """Write a case as schema, linkbase and instance; return the instance."""
    concepts = sorted({fact.concept for fact in case.facts} | {end for arc in case.arcs for end in arc[:2]})
    members = sorted({fact.member for fact in case.facts if fact.member})
    elements = [ITEM.format(name=name) for name in concepts] + [DIMENSION.format(member=name) for name in members]
    (folder / "case.xsd").write_text(SCHEMA.format(ns=NS, elements="\n".join(elements)), encoding="utf-8")
    locators = [
        f'<link:loc xlink:type="locator" xlink:href="case.xsd#c_{name}" xlink:label="{name}"/>' for name in concepts
    ]
    arcs = [
        '<link:calculationArc xlink:type="arc" xlink:arcrole="https://xbrl.org/2023/arcrole/summation-item"'
        f' xlink:from="{total}" xlink:to="{item}" order="{order}" weight="{weight}"/>'
        for order, (total, item, weight) in enumerate(case.arcs, start=1)
    ]
    (folder / "case-cal.xml").write_text(LINKBASE.format(parts="\n".join(locators + arcs)), encoding="utf-8")
    instance = folder / "case.xbrl"
    instance.write_text(INSTANCE.format(ns=NS, parts="\n".join(_instance_parts(case))), encoding="utf-8")
    return instance


def _instance_parts(case: Case) -> list[str]:
    parts = [
        f'<xbrli:unit id="{unit}"><xbrli:measure>iso4217:{unit}</xbrli:measure></xbrli:unit>'
        for unit in sorted({fact.unit for fact in case.facts})
    ]
    for period, member in sorted({(fact.period, fact.member) for fact in case.facts}):
        explicit = f'<xbrldi:explicitMember dimension="c:Axis">c:{member}</xbrldi:explicitMember>'
        segment = f"<xbrli:segment>{explicit}</xbrli:segment>" if member else ""
        parts.append(
            f'<xbrli:context id="{_context(period, member)}"><xbrli:entity>'
            f'<xbrli:identifier scheme="http://example.com">1</xbrli:identifier>{segment}</xbrli:entity>'
            f"<xbrli:period><xbrli:startDate>{period}-01-01</xbrli:startDate>"
            f"<xbrli:endDate>{period}-12-31</xbrli:endDate></xbrli:period></xbrli:context>"
        )
    for fact in case.facts:
        start = f"<c:{fact.concept} contextRef={quoteattr(_context(fact.period, fact.member))} unitRef='{fact.unit}'"
        decimals = "INF" if fact.decimals is None else fact.decimals
        end = f" decimals='{decimals}'>{fact.value}</c:{fact.concept}>"
        parts.append(start + (' xsi:nil="true"/>' if fact.value is None else end))
    return parts


def _context(period: str, member: str) -> str:
    return f"p{period}{member}"


def ask_arelle(command: str, case: Case) -> str:
    """Return Arelle's verdict: `inconsistent`, `blocked`, or `silent`, which is consistent or not bound."""
    with tempfile.TemporaryDirectory() as folder:
        instance = write_xbrl(case, Path(folder))
        call = [command, "--file", str(instance), "--validate", "--calc", "c11r", "--logFormat", "[%(messageCode)s]"]
        call += ["--internetConnectivity", "offline", "--cacheDirectory", str(_bundled_schemas(command))]
        done = subprocess.run(call, capture_output=True, text=True, check=True)
    found = {verdict for code, verdict in CODES.items() if f"[{code}]" in done.stdout}
    others = [line for line in done.stdout.splitlines() if line.startswith(("[xml", "[xbrl", "[IO", "[xmlSchema"))]
    if others:
        raise SystemExit(f"{case.name}: {others}")
    return "+".join(sorted(found)) or "silent"


def _bundled_schemas(command: str) -> Path:
    """Return the folder of the standard schemas that Arelle is shipped with."""
    return next(Path(command).parents[1].glob("lib/python*/site-packages/arelle/resources/cache"))


def _main(command: str) -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        header, *lines = file.read().splitlines()
    column = header.split("\t").index("arelle")
    for number, case in enumerate(read_cases()):
        cells = lines[number].split("\t")
        cells[column] = ask_arelle(command, case)
        print(case.name, case.verdict, cells[column])
        lines[number] = "\t".join(cells)
    CASES.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _main(*sys.argv[1:])
