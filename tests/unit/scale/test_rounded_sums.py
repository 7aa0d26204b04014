"""A sum that rounding alone explains is told as a check of the quads does, though nothing in its filing is broken."""

from __future__ import annotations

import pytest

from gaapgraph.scale.checking import check_corpus
from gaapgraph.scale.conversion import convert
from gaapgraph.store import gather
from gaapgraph.validation.inspection import check_store

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

ADSH = "0000000001-09-000001"
TABLES = {  # revenues less costs is a million more than the gross profit that is stated, all in millions
    "sub": ["adsh\tcik\tname\tform\tperiod\tfiled", f"{ADSH}\t1\tA\t10-Q\t20090630\t20090731"],
    "num": [
        "adsh\ttag\tversion\tddate\tqtrs\tuom\tsegments\tcoreg\tvalue\tfootnote",
        *(
            f"{ADSH}\t{tag}\tus-gaap/2009\t20090630\t2\tUSD\t\t\t{value}000000.0000\t"
            for tag, value in (("Revenues", 44962), ("CostOfRevenue", 24949), ("GrossProfit", 20012))
        ),
    ],
    "tag": [
        "tag\tversion\tcustom\tdatatype\tiord\tcrdr\ttlabel",
        *(
            f"{tag}\tus-gaap/2009\t0\tmonetary\tD\t{balance}\t{tag}"
            for tag, balance in (("Revenues", "C"), ("CostOfRevenue", "D"), ("GrossProfit", "C"))
        ),
    ],
    "pre": [
        "adsh\treport\tline\tstmt\tinpth\ttag\tversion\tplabel\tnegating",
        *(
            f"{ADSH}\t2\t{line}\tIS\t0\t{tag}\tus-gaap/2009\t{tag}\t0"
            for line, tag in enumerate(("Revenues", "CostOfRevenue", "GrossProfit"), 1)
        ),
    ],
}


def test_a_rounded_sum_in_a_filing_without_errors_is_told(tmp_path):
    folder = tmp_path / "2009q3"
    folder.mkdir()
    for name, lines in TABLES.items():
        (folder / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    convert([folder], tmp_path / "corpus", partitions=1, tell=lambda _: None)
    report, whole = check_corpus(tmp_path / "corpus", lambda _: None), check_store(gather([folder]))
    told = [(one.code, one.severity, one.difference, one.lines) for one in report.results]
    assert ("GG-DER-003", "info", "-1000000", (4,)) in told
    assert report.results == whole.results
    assert report.tallies == whole.tallies
