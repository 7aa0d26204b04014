"""What filers of today lean to, and how it is learned from filings that agree."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaapgraph.tag.label.leaning import Leanings, names_interests, surroundings

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).parents[3] / "scripts" / "tagger_leanings.py"
PARENT, WHOLE, OTHER = "NetIncomeLoss", "ProfitLoss", "InterestExpense"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    pytest.importorskip("numpy", reason="what the scripts learn needs numpy")
    spec = importlib.util.spec_from_file_location("tagger_leanings", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_surroundings_are_the_document_and_the_kind_of_table() -> None:
    assert names_interests(["Net income", "Non-controlling interest"])
    assert not names_interests(["Net income", "Interest expense"])
    assert surroundings("", has_interests=True) == ("anywhere", "with interests", "note")


def test_candidates_gain_and_others_are_offered_beside_the_first() -> None:
    leanings = Leanings({(PARENT, "without interests"): 1.0}, {OTHER: (("InterestExpenseNonoperating", -0.5),)})
    found = [(WHOLE, -0.4), (PARENT, -1.2)]
    assert leanings.weigh(found, surroundings("", has_interests=True)) == found
    assert dict(leanings.weigh(found, surroundings("", has_interests=False)))[PARENT] == pytest.approx(-0.2)
    assert leanings.widen([(OTHER, -0.1), (WHOLE, -2.0)])[-1] == ("InterestExpenseNonoperating", pytest.approx(-0.6))
    assert len(leanings.widen([(WHOLE, -0.1), (OTHER, -2.0)])) == 2  # only beside the first


def test_what_several_filings_agree_on_is_learned_and_what_one_shows_is_not(script: ModuleType) -> None:
    def case(filing: str, tag: str, around: tuple[str, ...]) -> object:
        return script.Case(filing=filing, found=((WHOLE, -0.5), (PARENT, -0.9)), around=around, tags=Counter({tag: 1}))

    without = surroundings("income-statement", has_interests=False)
    single = surroundings("equity", has_interests=True)
    cases = [case(filing, PARENT, without) for filing in "abc" for _ in range(3)]
    learned = script.fit_leanings([*cases, *(case("d", WHOLE, single) for _ in range(3))])
    assert learned.weights[PARENT, "without interests"] > 0 > learned.weights[WHOLE, "without interests"]
    assert (WHOLE, "with interests") not in learned.weights  # one filing shows it
    assert (PARENT, "anywhere") not in learned.weights  # one filing contradicts the others


def test_leanings_are_read_as_they_were_written(script: ModuleType, tmp_path: Path) -> None:
    leanings = Leanings({(PARENT, "note"): 0.25}, {OTHER: (("InterestExpenseNonoperating", -0.125),)})
    script.write_leanings(leanings, tmp_path / "leanings.tsv")
    assert Leanings.read(tmp_path / "leanings.tsv") == leanings
    assert Leanings.read(tmp_path / "none.tsv") == Leanings()
