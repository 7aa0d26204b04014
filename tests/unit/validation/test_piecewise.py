"""A check by parts says what a check of the whole says."""

from __future__ import annotations

import pytest

from gaapgraph.build.intake import read_sources
from gaapgraph.store import gather
from gaapgraph.store.apart import take_apart
from gaapgraph.validation.inspection import check_store
from gaapgraph.validation.piecewise import check_parts
from gaapgraph.write.file import write_file

NUM = "adsh\ttag\tversion\tddate\tqtrs\tuom\tsegments\tcoreg\tvalue\tfootnote\n"
TAG = "tag\tversion\tcustom\tdatatype\tiord\tcrdr\ttlabel\n" + "".join(
    f"{row}\n"
    for row in (
        "Assets\tus-gaap/2009\t0\tmonetary\tI\tD\tAssets",
        "Assets\tus-gaap/2011\t0\tmonetary\tI\tC\tAssets",  # versions of a taxonomy may disagree
        "Liabilities\tus-gaap/2009\t0\tmonetary\tI\tC\tLiabilities",
        "StockholdersEquity\tus-gaap/2009\t0\tmonetary\tI\tC\tEquity",
        "LiabilitiesAndStockholdersEquity\tus-gaap/2009\t0\tmonetary\tI\tC\tLiabilities and equity",
        "PaymentsOfDividends\tus-gaap/2009\t0\tmonetary\tD\tC\tDividends",
        "NetIncomeLoss\tus-gaap/2009\t0\tmonetary\tD\tC\tNet income",
        "WeightedAverageNumberOfSharesOutstandingBasic\tus-gaap/2009\t0\tshares\tD\t\tShares",
        "EarningsPerShareBasic\tus-gaap/2009\t0\tperShare\tD\t\tBasic",
    )
)


def write(folder, filings):
    folder.mkdir()
    sub, num, pre = "adsh\tcik\tname\tform\tperiod\tfiled\tformer\n", NUM, ""
    for number, (cik, filed, version, figures) in enumerate(filings, 1):
        adsh = f"{cik:010}-09-{number:06}"
        sub += f"{adsh}\t{cik}\tFILER {cik}\t10-Q\t20090630\t{filed}\t\n"
        for tag, value in figures.items():
            unit = "shares" if "Number" in tag else "USD"
            quarters = (
                0 if tag in ("Assets", "Liabilities", "StockholdersEquity", "LiabilitiesAndStockholdersEquity") else 2
            )
            num += f"{adsh}\t{tag}\t{version}\t20090630\t{quarters}\t{unit}\t\t\t{value}.0000\t\n".replace(
                ".25.0000", ".2500"
            )
            pre += f"{adsh}\t2\t{quarters + 1}\tBS\t0\t{tag}\t{version}\t{tag}\t0\n"
    for name, text in (("sub", sub), ("num", num), ("tag", TAG)):
        (folder / f"{name}.txt").write_text(text)
    (folder / "pre.txt").write_text("adsh\treport\tline\tstmt\tinpth\ttag\tversion\tplabel\tnegating\n" + pre)
    return folder


BALANCE = {"Assets": 900, "Liabilities": 500, "StockholdersEquity": 400, "LiabilitiesAndStockholdersEquity": 900}
FILINGS = [
    (1, "20090801", "us-gaap/2009", BALANCE),
    (2, "20090801", "us-gaap/2009", {**BALANCE, "StockholdersEquity": 300}),
    (3, "20090801", "us-gaap/2011", {"Assets": 100}),
    (4, "20090801", "us-gaap/2009", {"PaymentsOfDividends": -5}),
    (1, "20090901", "us-gaap/2009", {"Assets": 950}),
    (5, "20090801", "us-gaap/2009", {"NetIncomeLoss": 1000000, "EarningsPerShareBasic": "7.25"}),
]


@pytest.fixture
def quads(tmp_path):
    out = tmp_path / "all.nq"
    write_file(read_sources([write(tmp_path / "set", FILINGS)]), out)
    return out


def test_results_tallies_and_rows_are_those_of_the_whole(quads):
    whole = check_store(gather([quads]))
    parts = take_apart([quads], 0, 1)
    assert len(parts) == 5
    apart = check_parts(part.load() for part in parts)
    assert apart.results == whole.results
    assert apart.tallies == whole.tallies
    assert not apart.not_evaluated
    codes = {one.code for one in apart.results}
    assert "GG-DQC-0015" in codes
    assert "GG-MODEL-553" not in codes  # the balance of Assets is that of two versions, whichever part describes it


def test_documents_and_rows_are_told(quads):
    apart = check_parts(part.load() for part in take_apart([quads], 0, 1))
    assert set(apart.documents.values()) == {"num.txt"}
    assert len(apart.documents) == len(FILINGS)
    told = {one.report for one in apart.results} - {""}
    assert apart.rows.keys() == told


def test_data_without_facts_are_left_to_the_whole():
    assert check_parts([]) is None
