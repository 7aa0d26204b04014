"""Hand-made schemas and linkbases, one for each demand of XBRL 2.1 §3.5, §4.9, §5: our verdict beside Arelle's."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from gaapgraph.build.protocol import Context
from gaapgraph.build.taxonomy_source import find_taxonomy
from gaapgraph.model import Reference

HERE = Path(__file__).parent


def read_cases() -> list[dict[str, str]]:
    lines = (HERE / "cases.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line for line in lines if not line.startswith("#"))
    return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


CASES = {row["case"]: row for row in read_cases()}


def list_faults(edits: list[tuple[str, str, str]], folder: Path) -> list[str]:
    """Return what is said of the schema and the linkbase once the edits are made."""
    for name in ("own.xsd", "own.xml"):
        text = (HERE / name).read_text(encoding="utf-8")
        for file, old, new in edits:
            if file == name:
                assert old in text
                text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")
    taxonomy = find_taxonomy([Reference("schemaRef", "own.xsd")], folder / "own.xsd", folder, Context(folder=folder))
    return [one.reason for one in taxonomy.faults] + [one for one in taxonomy.missing if "//" not in one]


@pytest.mark.parametrize("case", CASES)
def test_a_taxonomy_is_judged_as_its_clause_says(case, tmp_path):
    row = CASES[case]
    faults = list_faults(json.loads(row["edits"]), tmp_path)
    assert bool(faults) == (row["ours"] == "fault"), faults


def test_differences_from_arelle_are_explained():
    differing = {name for name, row in CASES.items() if (row["ours"] == "valid") != (row["arelle"] == "valid")}
    assert differing == {name for name, row in CASES.items() if row["note"]}
    assert len(CASES) == 78
