from __future__ import annotations

import pytest

from gaapgraph.reader.release import Reading, read_release
from gaapgraph.tag.figure.dispute import disputes, yield_to_surer
from gaapgraph.tag.figure.line import Sheet, read_sheets
from gaapgraph.tag.label.candidate import Offer, Standing, load_proposer

TABLES = """Example Tools, Inc. Reports Fourth Quarter 2023 Results

Consolidated Balance Sheets
(in millions)
\tDecember 31, 2023\tDecember 31, 2022
Glue stock, opening\t51.5\t44.2
Glue stock, closing\t58.5\t51.5
Glue stock, all\t158.5\t151.5

Notes
(in millions)
\tDecember 31, 2023\tDecember 31, 2022
Sum of it\t58.5\t151.5
Other sum\t9.5\t8.5
"""
SURE = Offer(found=(("Assets", -0.1), ("Liabilities", -4.0)))
UNSURE = Offer(found=(("Assets", -0.6), ("Goodwill", -0.9)))
NONE = Offer(found=())


@pytest.fixture(scope="module")
def read() -> tuple[Reading, list[Sheet]]:
    reading = read_release(TABLES.encode(), "release.txt")
    return reading, read_sheets(reading)


def test_a_line_of_other_amounts_yields_to_the_surer_line_of_a_statement(read: tuple[Reading, list[Sheet]]) -> None:
    reading, sheets = read
    proposer = load_proposer()
    assert proposer is not None
    settled = yield_to_surer(sheets, [[NONE, NONE, SURE], [UNSURE, UNSURE]], reading, proposer)
    assert settled[0][2].found[0][0] == "Assets"
    assert settled[1][0].found[0][0] == "Assets"  # one of its two amounts is that of the statement
    assert settled[1][1].found[0][0] == "Goodwill"


def test_the_share_of_figures_that_a_line_of_the_same_concept_states_otherwise(
    read: tuple[Reading, list[Sheet]],
) -> None:
    reading, sheets = read
    assert disputes(sheets, [[NONE, NONE, SURE], [UNSURE, NONE]], reading) == [[0.0, 0.0, 0.5], [0.5, 0.0]]
    assert disputes(sheets, [[NONE, NONE, SURE], [NONE, NONE]], reading)[0][2] == 0.0


def test_a_disputed_concept_is_less_sure() -> None:
    proposer = load_proposer()
    assert proposer is not None
    calm, disputed = (proposer.confide(SURE, Standing(0.5, share))[0][1] for share in (0.0, 1.0))
    assert disputed < calm
