"""Who reports is told by cover, header, dateline, title and headings, in that order, and never by running prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaapgraph.document.content import read_content
from gaapgraph.reader.release import read_release
from gaapgraph.reader.release.reporter import find_reporter

SHARED = Path(__file__).parents[4] / "../shared"
TABLE = "\n\n\tYear ended December 31, 2024\nRevenues\t1,234\nCosts\t1,000\n"


def name_of(text: str, file_name: str = "r.txt") -> str:
    return find_reporter(read_content((text + TABLE).encode(), file_name).blocks)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # covers of the forms 10-K, 20-F and 6-K
        ("FORM 10-K\nCommission file number 1-123\nBIRCH & SONS, INC.\n(Exact name of registrant as specified)", 0),
        ("Form 20-F\nBirch & Sons, Inc.\n(Translation of Registrant's name into English)", 1),
        ("FORM 10-Q\nCommission File Number: 1-123\nBirch & Sons, Inc.\nDelaware", 1),
        # a header of EDGAR
        ("<SEC-HEADER>\n\t\tCOMPANY CONFORMED NAME:\t\t\tBIRCH & SONS, INC.\n\t\tCENTRAL INDEX KEY:\t0000123", 0),
        # forms of exchanges
        ("Consolidated Financial Results\nCompany name: Birch & Sons, Inc.\nSecurities code: 6999", 1),
        ("Results\nName of listed company: Birch & Sons, Inc. (URL: https://example.org)", 1),
        # datelines
        ("Results\n\nOSLO, Norway, May 7, 2024 -- Birch & Sons, Inc. (NYSE: BRC) today reported sales.", 1),
        ("Results\n\nNEW YORK--(BUSINESS WIRE)--Birch & Sons, Inc. reported sales of Fir Corp.", 1),
        ("Results\n\nBOSTON--(BUSINESS WIRE)--May 8, 2025--Birch & Sons, Inc. (Nasdaq: BRC), a maker, today said", 1),
        ("Results\n\nTulsa, Okla., Jan. 5 /PRNewswire/ -- Birch & Sons, Inc. (Nasdaq: BRC), a maker, said", 1),
        ("Results\n\nBirch & Sons, Inc. (“Birch”, NASDAQ: BRC) announced its results.", 1),
        # titles
        ("Birch & Sons, Inc. Announces Results for 2024", 1),
        ("Results of Birch & Sons, Inc.", 1),
        ("Birch & Sons, Inc. Results (in thousands)", 1),
        ("Birch & Sons, Inc.’s third quarter", 1),
        # headings of statements
        ("Some figures.\n\nBirch & Sons, Inc.\nConsolidated Balance Sheets", 1),
        ("Some figures.\n\nBirch & Sons, Inc. and subsidiaries\nConsolidated Balance Sheets", 1),
    ],
)
def test_the_reporter_is_named_by(text, name):
    assert name_of(text) == ("BIRCH & SONS, INC.", "Birch & Sons, Inc.")[name]


@pytest.mark.parametrize(
    "text",
    [
        "Highlights\n\nThe charges relate to the transfer of services to Paragon Sciences Corporation (“PSC”).",
        "Highlights\n\nWe sold a plant, as reported to the SEC. The Company kept the rest.",
        "Third quarter 2024 results\n\nThe Company announced a dividend.",
        # two companies head as many statements each
        "Figures.\n\nand\nPine Corp.\nBalance Sheets\n\n" + "text\n" * 20 + "Oak Corp.\nBalance Sheets",
    ],
)
def test_prose_and_doubt_name_nobody(text):
    filler = "a line\n" * 15
    reading = read_release((filler + text + TABLE).encode(), "r.txt")
    assert reading.entity_name == ""
    assert [finding.code for finding in reading.findings] == ["GG-READ-ENTITY"]


def test_a_short_name_is_completed_by_a_heading():
    text = "Birch Reports Results\n\nText of the release.\n\nBIRCH & SONS, INC.\nCONSOLIDATED BALANCE SHEETS"
    assert name_of(text.replace("BIRCH & SONS", "BIRCH SONS")) == "BIRCH SONS, INC."


def test_cover_goes_before_dateline_and_title():
    text = (
        "Oak Corp. Reports Results\n\nOSLO, May 7, 2024 -- Pine Corp. (NYSE: PIN) said\n\n"
        "Birch & Sons, Inc.\n(Exact name of registrant as specified in its charter)"
    )
    assert name_of(text) == "Birch & Sons, Inc."


NAMES = {
    "apple-fy2024q1-ex99.1.htm.xz": "Apple Inc.",
    "buckle-2024q3-ex99.1.html": "The Buckle, Inc.",
    "computer-modelling-2025q3.md.xz": "Computer Modelling Group Ltd.",
    "imperial-petroleum-2024q4.md.xz": "IMPERIAL PETROLEUM INC.",
    "kornit-2024q4.md.xz": "Kornit Digital Ltd.",
    "martin-marietta-2024q4.md.xz": "Martin Marietta Materials, Inc.",
    "oracle-fy2022q4-ex99.1.htm.xz": "Oracle Corporation",
    "pennantpark-2025q1.md.xz": "PennantPark Investment Corporation",
    "royalty-pharma-2024q4.md.xz": "Royalty Pharma plc",
    "southern-fy2006-ex99.04.txt.xz": "Southern Company",
    "united-fire-2024q4.md.xz": "United Fire Group, Inc.",
    "vornado-2024q4.md.xz": "Vornado Realty Trust",
    "westwood-2024q4.md.xz": "Westwood Holdings Group, Inc.",
}


@pytest.mark.parametrize("file_name", NAMES)
def test_real_releases_name_their_company(file_name):
    import lzma

    path = SHARED / "data" / "releases" / file_name
    if not path.is_file():
        pytest.skip("the folder shared is not beside the project")
    data = path.read_bytes()
    content = read_content(lzma.decompress(data) if path.suffix == ".xz" else data, file_name.removesuffix(".xz"))
    assert find_reporter(content.blocks) == NAMES[file_name]
