from __future__ import annotations

import csv
import importlib.util
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaapgraph.reader.release import read_release
from gaapgraph.tag import find_profile, tag_release
from gaapgraph.tag.label.candidate import CONFIDENT
from gaapgraph.tag.label.lexicon import Index
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from types import ModuleType

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SHARED = ROOT.parent / "shared" / "data"
RELEASE = SHARED / "releases" / "buckle-2024q3-ex99.1.html"
LABELS = SHARED / "mapping" / "fsds-2009q3-us-label-tag.csv"


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


def load_benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tagging_benchmark", ROOT / "benchmarks" / "tagging" / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not LABELS.is_file(), reason="the labels are not beside the project: ../shared/data/mapping")
def test_answers_about_unseen_filers_are_right_nine_times_in_ten() -> None:
    benchmark = load_benchmark()
    rows = benchmark.read_labels()
    filers = sorted({row["cik"] for row in rows})
    random.Random(2009).shuffle(filers)
    known = set(filers[: len(filers) * 7 // 10])
    proposer = benchmark.make_proposer([row for row in rows if row["cik"] in known], Index(), benchmark.load_concepts())
    asked = random.Random(3).sample([row for row in rows if row["cik"] not in known], 1500)
    answers = [(row, found[0]) for row in asked if (found := benchmark.ask(row, proposer))]
    sure = [(row, one) for row, one in answers if one.confidence >= CONFIDENT]
    assert sum(benchmark.is_right(row, one) for row, one in answers) / len(asked) > 0.55  # exact labels: 0.44
    assert sum(benchmark.is_right(row, one) for row, one in sure) / len(sure) >= 0.9
    assert len(sure) / len(asked) > 0.35
