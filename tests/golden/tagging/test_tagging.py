from __future__ import annotations

import csv
import importlib.util
import lzma
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaapgraph.reader.release import read_release
from gaapgraph.tag import find_profile, tag_release
from gaapgraph.tag.label.candidate import Calibration, Proposer, load_proposer
from gaapgraph.tag.label.leaning import Leanings
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from types import ModuleType

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SHARED = ROOT.parent / "shared" / "data"
RELEASE = SHARED / "releases" / "buckle-2024q3-ex99.1.html"
FILINGS = SHARED / "filings" / "us-ixbrl"


@pytest.mark.skipif(not RELEASE.is_file(), reason="the release is not beside the project: ../shared/data/releases")
def test_rows_of_a_release_have_the_concepts_that_a_reader_gives_them() -> None:
    reading = read_release(RELEASE.read_bytes(), RELEASE.name)
    report = tag_release(reading, find_profile(reading))
    labels = {figure.place: figure.label for figure in reading.figures}
    found: dict[str, set[str]] = {}
    for fact, occurrence in report.occurrences:
        if occurrence.place.column is not None and labels[occurrence.place]:
            concept = fact.dimensions.concept
            name = f"us-gaap:{concept.removeprefix(US_GAAP)}" if concept.startswith(US_GAAP) else ""
            found.setdefault(labels[occurrence.place], set()).add(name)
    with (HERE / "buckle-2024q3.tsv").open(encoding="utf-8", newline="") as file:
        expected = {row["label"]: {row["concept"]} for row in csv.DictReader(file, delimiter="\t")}
    assert found == expected


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calibrate_tagger", ROOT / "scripts" / "calibrate_tagger.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not FILINGS.is_dir(), reason="the filings are not beside the project: ../shared/data/filings")
def test_answers_about_a_filing_that_nothing_was_learned_from(tmp_path: Path) -> None:
    script = load_script()
    shipped = load_proposer()
    assert shipped is not None
    # leanings and confidence were fitted on other companies
    part = ROOT / "benchmarks/tagging/parts" / next(part for part, names in script.PARTS.items() if "nvda" in names)
    calibration, leanings = Calibration.read(part / "calibration.json"), Leanings.read(part / "leanings.tsv")
    proposer = Proposer(shipped.classifier, calibration, leanings)
    page, tagged = tmp_path / "nvda.html", tmp_path / "tagged.html"
    tagged.write_bytes(lzma.decompress(next(FILINGS.glob("nvda-*.xz")).read_bytes()))
    script.load_tool(SHARED.parent).strip(tagged, page)
    reading = read_release(page.read_bytes(), page.name)
    tags = script.tagged_figures(page, reading)
    filing = script.read_filing("nvda", reading, tags, Proposer(shipped.classifier, calibration))
    shares = script.measure(list(script.answers(filing, proposer)), calibration)
    assert shares["first proposal"] > 0.66
    assert shares["right of given"] > 0.85
    assert shares["own abstained"] >= 0.8
    # since the taxonomy of 2024 interest below operating income has a concept of its own, which labels do not tell
    interest = [case for case in filing.cases if case.tags["InterestExpenseNonoperating"]]
    assert interest
    assert all(case.found[0][0] == "InterestExpense" for case in interest)
    leaned = [proposer.leanings.weigh(case.found, case.around) for case in interest]
    assert all(max(found, key=lambda one: one[1])[0] == "InterestExpenseNonoperating" for found in leaned)
