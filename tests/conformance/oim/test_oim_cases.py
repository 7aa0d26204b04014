"""Each hand-made report of xBRL-JSON is judged as its clause says; beside it stands what Arelle says."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaapgraph.build import read_source
from gaapgraph.build.protocol import Context
from gaapgraph.errors import GaapGraphError

if TYPE_CHECKING:
    from types import ModuleType

FOLDER = Path(__file__).parent
VALID = "valid"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("oim_reports", FOLDER / "reports.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["oim_reports"] = module
    spec.loader.exec_module(module)
    return module


REPORTS = _load()
CASES = REPORTS.read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.case)
def test_report_is_judged_as_its_clause_says(case, tmp_path):
    path = REPORTS.write_report(case, tmp_path)
    try:
        (report,) = read_source(path, Context(folder=tmp_path))
        told = [one.message for one in report.findings if one.severity in ("violation", "warning")]
    except GaapGraphError as exc:
        told = [str(exc)]
    if case.ours == VALID:
        assert told == []
    else:
        assert any(case.ours in message for message in told), told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.case)
def test_verdict_is_arelles_unless_it_is_known_why_not(case):
    agrees = (case.ours == VALID) == (case.arelle == VALID)
    assert agrees != bool(case.note), f"Arelle says {case.arelle}"


def test_there_are_two_hundred_cases_for_what_has_no_suite():
    others = ("calculation", "inline")
    rows = [(FOLDER.parent / name / "cases.tsv").read_text(encoding="utf-8").splitlines() for name in others]
    stated = sum(1 for lines in rows for line in lines if line and not line.startswith(("#", "case\t")))
    assert stated + len(CASES) >= 200
