from __future__ import annotations

import pytest

from gaapgraph.reader.release import read_release
from gaapgraph.tag.figure.company import clash_of, corroborate, reconsider
from gaapgraph.tag.figure.line import read_sheets
from gaapgraph.tag.label.candidate import Offer, Proposer, load_proposer

TABLES = """Example Tools, Inc. Reports Fourth Quarter 2023 Results

Consolidated Balance Sheets
(in millions)
\tDecember 31, 2023\tDecember 31, 2022
Glue stock, opening\t51.5\t44.2
Glue stock, closing\t58.5\t51.5
Glue stock, all\t58.5\t51.5

Notes
(in millions)
\tDecember 31, 2023\tDecember 31, 2022
Sum of it\t58.5\t51.5
"""


@pytest.fixture(scope="module")
def proposer() -> Proposer:
    found = load_proposer()
    assert found is not None
    return found


def test_rows_of_one_period_and_several_figures_cannot_be_one_concept() -> None:
    reading = read_release(TABLES.encode(), "release.txt")
    clash = clash_of(read_sheets(reading)[0], reading)
    assert clash(0, 1)  # other figures of the same days
    assert clash(1, 2)  # a total and its only item


def test_a_concept_that_a_surer_row_has_is_less_likely(proposer: Proposer) -> None:
    sure = Offer(found=(("Assets", -0.1), ("Liabilities", -3.0)))
    unsure = Offer(found=(("Assets", -0.7), ("AssetsNet", -0.9)))
    assert reconsider([unsure, sure], proposer)[0].found[0][0] == "AssetsNet"
    assert reconsider([unsure, sure], proposer, lambda one, other: False)[0].found[0][0] == "Assets"


def test_lines_of_the_same_figures_speak_for_each_other() -> None:
    reading = read_release(TABLES.encode(), "release.txt")
    sheets = read_sheets(reading)
    none = Offer(found=())
    whole, note = Offer(found=(("Assets", -0.1),)), Offer(found=(("Liabilities", -0.6), ("Assets", -0.9)))
    settled = corroborate(sheets, [[none, none, whole], [note]], reading)
    assert settled[1][0].found[0][0] == "Assets"


def test_among_equals_the_concept_comes_first_that_filers_choose_beside_the_others(proposer: Proposer) -> None:
    beside = Offer(found=(("UnrecognizedTaxBenefitsIncreasesResultingFromPriorPeriodTaxPositions", -0.05),))
    equals = Offer(found=(("GoodwillAcquiredDuringPeriod", -0.8), ("UnrecognizedTaxBenefits", -0.9)))
    apart = Offer(found=(("GoodwillAcquiredDuringPeriod", -0.3), ("UnrecognizedTaxBenefits", -2.9)))
    assert reconsider([equals, beside], proposer)[0].found[0][0] == "UnrecognizedTaxBenefits"
    assert reconsider([apart, beside], proposer)[0].found[0][0] == "GoodwillAcquiredDuringPeriod"
