"""Cases of xBRL-JSON 1.0 and OIM Common 1.0, one a row of `cases.tsv`, and what Arelle says of each.

Run as `python tests/conformance/oim/reports.py PYTHON CACHE`, where PYTHON is that of another environment
(`pip install arelle-release==2.47.3`) and CACHE a folder in which Arelle finds the schemas of XBRL offline: it writes
each case as a report, has it loaded, and writes the codes of Arelle's errors into the column `arelle`.

A case is the sound report below with changes: `path := JSON` sets a value, `- path` takes one away, `text := JSON` is
the report as a whole. Changes are separated by ` ;; `, parts of a path by a blank.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["CASES", "Case", "read_cases", "write_report"]

CASES = Path(__file__).parent / "cases.tsv"
YEAR = "2020-01-01T00:00:00/2021-01-01T00:00:00"
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://example.org/e"
 xmlns:e="http://example.org/e" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:xbrldt="http://xbrl.org/2005/xbrldt" elementFormDefault="qualified">
 <xs:import namespace="http://www.xbrl.org/2003/instance"
  schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
 <xs:import namespace="http://xbrl.org/2005/xbrldt" schemaLocation="http://www.xbrl.org/2005/xbrldt-2005.xsd"/>
{items}
 <xs:element name="Abstract" id="e_Abstract" type="xbrli:stringItemType" substitutionGroup="xbrli:item"
  xbrli:periodType="duration" abstract="true" nillable="true"/>
 <xs:element name="Axis" id="e_Axis" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem"
  xbrli:periodType="duration" abstract="true" nillable="true"/>
 <xs:element name="Typed" id="e_Typed" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem"
  xbrli:periodType="duration" abstract="true" nillable="true" xbrldt:typedDomainRef="#e_domain"/>
 <xs:element name="domain" id="e_domain" type="xs:integer" nillable="true"/>
</xs:schema>
"""
ITEM = (
    ' <xs:element name="{name}" id="e_{name}" type="xbrli:{kind}ItemType" substitutionGroup="xbrli:item"'
    ' xbrli:periodType="{period}" nillable="{nillable}"/>'
)
ITEMS = (
    ("Amount", "monetary", "duration", "true"),
    ("Balance", "monetary", "instant", "true"),
    ("Never", "monetary", "duration", "false"),
    ("Text", "string", "duration", "true"),
    ("Flag", "boolean", "duration", "true"),
    ("Count", "integer", "duration", "true"),
    ("Ratio", "pure", "duration", "true"),
    ("Shares", "shares", "duration", "true"),
    ("Day", "date", "duration", "true"),
    ("Name", "QName", "duration", "true"),
    ("Year", "gYear", "duration", "true"),
    ("Part", "fraction", "duration", "true"),
    ("Member", "string", "duration", "true"),
)
BASE: dict[str, Any] = {
    "documentInfo": {
        "documentType": "https://xbrl.org/2021/xbrl-json",
        "namespaces": {
            "xbrl": "https://xbrl.org/2021",
            "xbrli": "http://www.xbrl.org/2003/instance",
            "iso4217": "http://www.xbrl.org/2003/iso4217",
            "e": "http://example.org/e",
            "s": "urn:scheme",
        },
        "taxonomy": ["e.xsd"],
    },
    "facts": {
        "f1": {
            "value": "1000",
            "decimals": -2,
            "dimensions": {"concept": "e:Amount", "entity": "s:1", "period": YEAR, "unit": "iso4217:EUR"},
        },
        "f2": {"value": "word", "dimensions": {"concept": "e:Text", "entity": "s:1", "period": YEAR, "language": "en"}},
    },
}


@dataclass(frozen=True, slots=True)
class Case:
    """A case: its clause, changes, our verdict (`valid` or part of a message), Arelle's, and why they differ."""

    case: str
    clause: str
    changes: str
    ours: str
    arelle: str
    note: str


def read_cases() -> list[Case]:
    """Return the cases."""
    with CASES.open(encoding="utf-8", newline="") as stream:
        return [Case(**row) for row in csv.DictReader(stream, delimiter="\t")]


def write_report(case: Case, folder: Path) -> Path:
    """Write the report of a case and its schema, and return its path."""
    items = "\n".join(ITEM.format(name=n, kind=k, period=p, nillable=nil) for n, k, p, nil in ITEMS)
    (folder / "e.xsd").write_text(SCHEMA.format(items=items), encoding="utf-8")
    path = folder / "report.json"
    report: Any = json.loads(json.dumps(BASE))
    for change in filter(None, case.changes.split(" ;; ")):
        left, sets, right = change.partition(" := ")
        if left == "text":
            path.write_text(json.loads(right), encoding="utf-8")
            return path
        *parents, last = left.removeprefix("- ").split(" ")
        holder = report
        for part in parents:
            holder = holder.setdefault(part, {})
        if sets:
            holder[last] = json.loads(right)
        else:
            del holder[last]
    path.write_text(json.dumps(report), encoding="utf-8")
    return path


ASK = """import json, sys
from arelle.api.Session import Session
from arelle.RuntimeOptions import RuntimeOptions
from arelle.logging.handlers.LogToXmlHandler import LogToXmlHandler
for path in sys.argv[2:]:
    options = RuntimeOptions(entrypointFile=path, internetConnectivity='offline', cacheDirectory=sys.argv[1],
        disablePersistentConfig=True, plugins='loadFromOIM', validate=True, logFormat='[%(messageCode)s] %(message)s')
    with Session() as session:
        session.run(options, logHandler=LogToXmlHandler(filename='logToBuffer'))
        log = json.loads(session.get_logs('json'))['log']
    levels = ('error', 'critical', 'warning', 'inconsistency')
    codes = sorted({one['code'] for one in log if one['level'].lower() in levels})
    print(json.dumps([path, codes]), flush=True)
"""


def _ask(python: str, cache: str) -> None:
    cases = read_cases()
    with tempfile.TemporaryDirectory() as name:
        paths = {}
        for case in cases:
            folder = Path(name) / case.case
            folder.mkdir()
            paths[str(write_report(case, folder))] = case
        done = subprocess.run([python, "-c", ASK, cache, *paths], capture_output=True, text=True, check=False)
    found = {paths[path].case: codes for path, codes in map(json.loads, done.stdout.splitlines())}
    with CASES.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, delimiter="\t", lineterminator="\n")
        rows.writerow(["case", "clause", "changes", "ours", "arelle", "note"])
        for one in cases:
            told = " ".join(found.get(one.case, ["no answer"])) or "valid"
            rows.writerow([one.case, one.clause, one.changes, one.ours, told, one.note])


if __name__ == "__main__":
    _ask(*sys.argv[1:])
