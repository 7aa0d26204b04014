"""Each hand-made page states what its clause says, and what is wrong is found; beside it stands what Arelle says."""

from __future__ import annotations

import importlib.util
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaapgraph.reader.inline.inline_page import parse_page
from gaapgraph.reader.inline.inline_set import read_set

if TYPE_CHECKING:
    from types import ModuleType

    from gaapgraph.reader.xbrl import ReportedItem

FOLDER = Path(__file__).parent
VALID = "valid"
DIFFERENCES = {
    "relationship-of-facts": "Arelle misses the declaration of the arcrole, which is the taxonomy's and not the page's",
    "tuple-in-tuple": "Arelle takes a tuple for its own member because both have the same order and name",
}


@cache
def _pages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("inline_pages", FOLDER / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["inline_pages"] = module
    spec.loader.exec_module(module)
    return module


CASES = _pages().load_cases()


def _show(item: ReportedItem) -> str:
    if item.fraction is not None:
        return f"{item.concept.local}={'/'.join(item.fraction)}"
    if item.text is None:
        return f"{item.concept.local}=nil"
    text = (
        f"{Decimal(item.text):f}" if item.unit is not None or item.concept.local in ("Amount", "Other") else item.text
    )
    return f"{item.concept.local}={text}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.case)
def test_page_states_what_its_clause_says(case) -> None:
    pages = [
        parse_page(text.encode(), name, is_first=number == 0) for number, (name, text) in enumerate(case.pages.items())
    ]
    targets = read_set(pages)
    facts = [_show(item) for reported in targets.values() for item in reported.items]
    found = [finding.message for reported in targets.values() for finding in reported.findings]
    assert sorted(facts) == sorted(case.facts.split(" | ") if case.facts else [])
    if case.ours == VALID:
        assert found == []
    else:
        assert any(case.ours in message for message in found), found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.case)
def test_verdict_is_arelles_unless_it_is_known_why_not(case) -> None:
    agrees = (case.ours == VALID) == (case.arelle == VALID)
    assert agrees != (case.case in DIFFERENCES), f"Arelle says {case.arelle}"


def test_there_is_a_case_for_each_clause() -> None:
    assert {case.clause.split(".")[0] for case in CASES} == {
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
        "11",
        "12",
        "13",
        "14",
        "15",
    }
    assert len(CASES) >= 70
