"""Each hand-made report of xBRL-CSV is judged as its clause says; `arelle` is what Arelle 2.47.3 says of it."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from gaapgraph.build import read_source
from gaapgraph.build.protocol import Context
from gaapgraph.errors import GaapGraphError

SOUND: dict[str, Any] = {
    "documentInfo": {
        "documentType": "https://xbrl.org/2021/xbrl-csv",
        "namespaces": {"e": "http://example.org/e", "iso4217": "http://www.xbrl.org/2003/iso4217", "s": "http://s.org"},
        "taxonomy": ["e.xsd"],
    },
    "tableTemplates": {
        "t": {
            "rowIdColumn": "id",
            "columns": {
                "id": {},
                "year": {},
                "amount": {"dimensions": {"concept": "e:Amount", "unit": "iso4217:USD"}, "decimals": 0},
                "remark": {"comment": True},
            },
            "dimensions": {"entity": "s:1", "period": "$year"},
        }
    },
    "tables": {"t": {"url": "t.csv"}},
}
ROWS = "id,year,amount,remark\na,2020-01-01T00:00:00/2021-01-01T00:00:00,5,x\n"
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://example.org/e"
 xmlns:xbrli="http://www.xbrl.org/2003/instance"><xs:import namespace="http://www.xbrl.org/2003/instance"
 schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/><xs:element name="Amount" id="e_Amount"
 type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration" nillable="true"/>
</xs:schema>"""
T, COLUMNS = "tableTemplates t", "tableTemplates t columns"

# case: changes of the metadata (path, value), the table or None for the sound one, our words or "", Arelle's code or ""
CASES: dict[str, tuple[list[tuple[str, object]], str | None, str, str]] = {
    "sound": ([], None, "", ""),
    "unknown-property": ([("extra", 1)], None, "none of xBRL-CSV", "xbrlce:invalidJSONStructure"),
    "unknown-property-of-template": ([(f"{T} extra", 1)], None, "none of xBRL-CSV", "xbrlce:invalidJSONStructure"),
    "unknown-property-of-column": (
        [(f"{COLUMNS} amount extra", 1)],
        None,
        "none of xBRL-CSV",
        "xbrlce:invalidJSONStructure",
    ),
    "extension-property": ([("e:extra", 1)], None, "", ""),
    "no-taxonomy": ([("documentInfo taxonomy", [])], None, "names no taxonomy", "oime:noTaxonomy"),
    "reserved-prefix": (
        [("documentInfo namespaces xbrl", "http://other.org")],
        None,
        "is reserved",
        "oimce:invalidURIForReservedAlias",
    ),
    "column-id-with-dot": ([(f"{COLUMNS} a.b", {})], None, "no name", "xbrlce:invalidIdentifier"),
    "comment-with-dimensions": (
        [(f"{COLUMNS} remark dimensions", {"concept": "e:Amount"})],
        None,
        "is a comment",
        "xbrlce:conflictingColumnType",
    ),
    "row-id-column-unknown": (
        [(f"{T} rowIdColumn", "none")],
        None,
        "which is no column",
        "xbrlce:undefinedRowIdColumn",
    ),
    "reference-unknown": (
        [(f"{T} dimensions period", "$month")],
        None,
        "no column and no parameter",
        "xbrlce:invalidReferenceTarget xbrlce:unmappedCellValue",
    ),
    "reference-to-parameter": ([(f"{T} dimensions entity", "$who"), ("parameters", {"who": "s:1"})], None, "", ""),
    "decimals-no-number": (
        [(f"{COLUMNS} amount decimals", "two")],
        None,
        "no whole number",
        "xbrlce:invalidDecimalsValue",
    ),
    "properties-from-nowhere": (
        [(f"{COLUMNS} amount propertiesFrom", ["year"])],
        None,
        "no column with groups",
        "xbrlce:invalidPropertyGroupColumnReference",
    ),
    "unknown-column": ([], ROWS.replace("remark", "other"), "none of its template", "xbrlce:unknownColumn"),
    "column-twice": (
        [],
        ROWS.replace("remark", "year"),
        "more than once",
        "xbrlce:invalidPeriodRepresentation xbrlce:repeatedColumnIdentifier xbrlce:unmappedCellValue",
    ),
    "row-without-id": ([], ROWS.replace("\na,", "\n,"), "has no id", "xbrlce:missingRowIdentifier"),
    "row-id-no-name": (
        [],
        ROWS.replace("\na,", "\n1 a,"),
        "is no name",
        "xbrlce:invalidFactValue xbrlce:invalidRowIdentifier xbrlce:unmappedCellValue xmlSchema:valueError",
    ),
    "row-id-twice": (
        [],
        f"{ROWS}a,2020-01-01T00:00:00/2021-01-01T00:00:00,6,x\n",
        "an earlier row",
        "xbrlce:repeatedRowIdentifier xbrlce:unmappedCellValue xml.3.3.1:idMustBeUnique",
    ),
    "special-value": ([], ROWS.replace(",5,", ",#many,"), "no special value", "xbrlce:unknownSpecialValue"),
    "nil": ([], ROWS.replace(",5,", ",#nil,"), "has decimals", "oime:misplacedDecimalsProperty"),
    "none": (
        [],
        ROWS.replace(",5,", ",#none,"),
        "which states facts",
        "xbrlce:illegalUseOfNone xbrlce:unmappedCellValue",
    ),
    "table-missing": ([("tables t url", "u.csv")], None, "is missing", "xbrlce:missingRequiredCSVFile"),
    "table-missing-optional": ([("tables u", {"url": "u.csv", "template": "t", "optional": True})], None, "", ""),
    "template-missing": ([("tables t template", "u")], None, "no template", "xbrlce:unknownTableTemplate"),
}


def write_case(name: str, folder) -> Any:
    changes, rows, *_ = CASES[name]
    metadata = copy.deepcopy(SOUND)
    for path, value in changes:
        *way, last = path.split(" ")
        holder = metadata
        for step in way:
            holder = holder[step]
        holder[last] = value
    (folder / "t.csv").write_text(ROWS if rows is None else rows, encoding="utf-8")
    (folder / "e.xsd").write_text(SCHEMA, encoding="utf-8")
    (folder / "report.json").write_text(json.dumps(metadata), encoding="utf-8")
    return folder / "report.json"


@pytest.mark.parametrize("name", CASES)
def test_report_is_judged_as_its_clause_says(name, tmp_path):
    try:
        (report,) = read_source(write_case(name, tmp_path), Context(folder=tmp_path))
        told = [one.message for one in report.findings if one.severity in ("violation", "warning")]
    except GaapGraphError as exc:
        told = [str(exc)]
    words = CASES[name][2]
    assert any(words in one for one in told) if words else told == [], told


def test_every_verdict_is_that_of_arelle():
    assert {name for name, row in CASES.items() if bool(row[2]) != bool(row[3])} == set()
