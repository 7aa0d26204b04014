"""Damaged xBRL-JSON and xBRL-CSV: what a fact states wrongly is a finding, the rest is read, and can be written."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import RdfFormat, parse

from gaapgraph.build import read_source
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

NAMESPACES = {
    "e": "http://e.org/e",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "xbrli": "http://www.xbrl.org/2003/instance",
    "xbrl": "https://xbrl.org/2021",
    "cik": "http://www.sec.gov/CIK",
}
YEAR = "2024-01-01T00:00:00/2025-01-01T00:00:00"
COMMON = {"entity": "cik:1", "period": YEAR}
JSON: dict[str, Any] = {
    "documentInfo": {
        "documentType": "https://xbrl.org/2021/xbrl-json",
        "namespaces": NAMESPACES,
        "taxonomy": ["e.xsd"],
        "linkTypes": {"footnote": "http://www.xbrl.org/2003/arcrole/fact-footnote"},
        "linkGroups": {"_": "http://www.xbrl.org/2003/role/link"},
        "features": {"xbrl:allowedDuplicates": "consistent"},
    },
    "facts": {
        "f1": {
            "value": "1500",
            "decimals": -2,
            "dimensions": {**COMMON, "concept": "e:Sales", "unit": "iso4217:EUR", "e:Axis": "e:Member", "e:T": "A 1"},
            "links": {"footnote": {"_": ["n"]}},
        },
        "f2": {
            "value": "-0.05",
            "decimals": 2,
            "dimensions": {**COMMON, "concept": "e:PerShare", "unit": "iso4217:EUR/xbrli:shares"},
        },
        "f3": {"value": None, "dimensions": {"entity": "cik:1", "concept": "e:Assets", "unit": "iso4217:EUR"}},
        "f4": {"value": "words", "dimensions": {**COMMON, "concept": "e:Name", "language": "en"}},
        "n": {"value": "Note", "dimensions": {"concept": "xbrl:note", "noteId": "n", "language": "en"}},
    },
}
CSV: dict[str, Any] = {
    "documentInfo": {
        "documentType": "https://xbrl.org/2021/xbrl-csv",
        "namespaces": NAMESPACES,
        "taxonomy": ["e.xsd"],
    },
    "parameters": {"year": "2023"},
    "dimensions": {"entity": "cik:1"},
    "decimals": 0,
    "tableTemplates": {
        "t": {
            "rowIdColumn": "id",
            "dimensions": {"period": "$period"},
            "columns": {
                "id": {},
                "period": {},
                "money": {},
                "Assets": {"dimensions": {"concept": "e:Assets", "unit": "$money"}, "decimals": -3},
                "Sales": {"dimensions": {"concept": "e:Sales", "unit": "iso4217:USD", "period": "$year"}},
                "Note": {"dimensions": {"concept": "e:Note", "language": "en"}, "propertiesFrom": ["id"]},
            },
        }
    },
    "tables": {"t": {"url": "t.csv"}, "other": {"template": "t", "url": "u.csv", "optional": True}},
}
TABLE = """id,period,money,Assets,Sales,Note
r1,2023@end,iso4217:USD,1000,7,hello
r2,2022Q4@end,iso4217:EUR,#nil,#none,"a ""quoted""
line"
r3,2022-01-01..2022-03-31,iso4217:USD,,8,#empty
"""
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 10**9, -(10**9), 1.5, 1e308, [], {}, [[]], {"": ""}, ["t.csv"], "", " ", "0", "²", "٣", "NaN",
    "INF", "1e9999999", "9" * 400, "#nil", "#empty", "#none", "##nil", "$period", "$", "$none", "$$", "e:", ":e", "q:x",
    "e:Sales", "xbrl:note", "xbrl:concept", "cik:1", "iso4217:USD", "(", "a*b/c", "iso4217:USD/iso4217:USD", "2023@end",
    "2024-02-30", "9999", "0000", "0001@start", "10000", "2023Q5", "2023W54", "2023@middle", YEAR, "2025/2024",
    "../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/t.csv", "t.csv", "m.json", "zz-",
    "https://xbrl.org/2021/xbrl-csv", "https://xbrl.org/2021/xbrl-json", "\x00", "\ud800", "\u202e", "\n", "A" * 400,
)  # fmt: skip


def walk(value: Any) -> list[tuple[Any, Any]]:
    """Return every place of a document: what holds it, and its key."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [place for key in keys for place in [(value, key), *walk(value[key])]]


def mutate(document: dict[str, Any], rng: random.Random) -> bytes:
    """Return a document with values and keys replaced, dropped, doubled or crossed, or cut."""
    found = copy.deepcopy(document)
    for _ in range(rng.randint(1, 4)):
        places = walk(found)
        if not places:
            break
        holder, key = rng.choice(places)
        kind = rng.randrange(6)
        if kind < 3:
            holder[key] = copy.deepcopy(rng.choice(ODD))
        elif kind == 3:
            del holder[key]
        elif kind == 4:
            other, another = rng.choice(places)
            holder[key] = copy.deepcopy(other.get(another) if isinstance(other, dict) else other)
        elif isinstance(holder, dict):
            holder[str(rng.choice(ODD))] = holder[key]
    text = json.dumps(found)
    return damage(text.encode(), rng)


def damage(data: bytes, rng: random.Random) -> bytes:
    if rng.random() < 0.9:
        return data
    place = rng.randrange(len(data) + 1)
    return data[:place] + bytes([rng.randrange(256)]) + (data[place + 1 :] if rng.random() < 0.7 else b"")


def mutate_table(rng: random.Random) -> bytes:
    """Return the table with cells replaced, rows doubled, cut or widened."""
    rows = [line.split(",") for line in TABLE.splitlines()]
    for _ in range(rng.randint(0, 4)):
        row, kind = rng.choice(rows), rng.randrange(6)
        if kind < 4 and row:
            row[rng.randrange(len(row))] = str(rng.choice(ODD))
        elif kind == 4:
            rows.insert(rng.randrange(len(rows) + 1), list(row))
        elif row:
            del row[rng.randrange(len(row)) :]
    text = "\n".join(",".join(row) for row in rows) + "\n"
    return damage(text.encode("utf-8", "surrogatepass"), rng)


def attempts(kind: str, folder: Path) -> Callable[[random.Random], None]:
    def read(rng: random.Random) -> None:
        (folder / "m.json").write_bytes(mutate(JSON if kind == "json" else CSV, rng))
        if kind == "csv":
            (folder / "t.csv").write_bytes(mutate_table(rng))
        for report in read_source(folder / "m.json"):
            list(parse("".join(write_quads(report)).encode(), RdfFormat.N_QUADS))

    return read


def test_the_seeds_are_read_whole(tmp_path: Path) -> None:
    (tmp_path / "j.json").write_text(json.dumps(JSON))
    (report,) = read_source(tmp_path / "j.json")
    assert (len(report.facts), len(report.footnotes)) == (4, 1)
    (tmp_path / "m.json").write_text(json.dumps(CSV))
    (tmp_path / "t.csv").write_text(TABLE)
    (report,) = read_source(tmp_path / "m.json")
    assert len(report.facts) == 6


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_few_damaged_reports_are_read_or_refused(kind, few, tmp_path) -> None:  # type: ignore[no-untyped-def]
    few(kind, 150, attempts(kind, tmp_path))


@pytest.mark.fuzz
@pytest.mark.parametrize("kind", ["json", "csv"])
def test_many_damaged_reports_are_read_or_refused(kind, many, tmp_path) -> None:  # type: ignore[no-untyped-def]
    many(kind, attempts(kind, tmp_path))
