"""What the engine settles holds, and nothing is to be told of it; all else is bound as in a check of the quads."""

from __future__ import annotations

import json

import pytest

from gaapgraph.scale.checking import CHECKS, check_corpus, check_quads
from gaapgraph.scale.conversion import convert
from gaapgraph.scale.settlement import Settlement
from gaapgraph.store import gather
from gaapgraph.validation.inspection import check_store

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

HEADS = {
    "sub": "adsh\tcik\tname\tform\tperiod\tfiled",
    "num": "adsh\ttag\tversion\tddate\tqtrs\tuom\tsegments\tcoreg\tvalue\tfootnote",
    "tag": "tag\tversion\tcustom\tdatatype\tiord\tcrdr\ttlabel",
    "pre": "adsh\treport\tline\tstmt\tinpth\ttag\tversion\tplabel\tnegating",
}
SUM = ("Revenues", "CostOfRevenue", "GrossProfit")
FILINGS = {  # revenues, costs and gross profit of a filing in dollars, each of them as often as it is printed
    "exact": ("44962000000", "24949000000", "20013000000"),
    "rounded": ("44962000000", "24949000000", "20012000000"),
    "broken": ("44962000000", "24949000000", "23013000000"),  # by more than a cost that is not told apart explains
    "twice": ("44962000000", "24949000000", "20013000000", "20013000000"),
    "huge": ("44962000000000000000", "24949000000000000000", "20013000000000000000"),
    "lone": ("44962000000",),
}


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("settled") / "2009q3"
    folder.mkdir()
    rows: dict[str, list[str]] = {name: [head] for name, head in HEADS.items()}
    rows["tag"] += [f"{tag}\tus-gaap/2009\t0\tmonetary\tD\t{'D' if 'Cost' in tag else 'C'}\t{tag}" for tag in SUM]
    for cik, (name, values) in enumerate(FILINGS.items(), 1):
        adsh = accession(name)
        rows["sub"].append(f"{adsh}\t{cik}\t{name}\t10-Q\t20090630\t20090731")
        for line, value in enumerate(values):
            tag = SUM[min(line, 2)]
            rows["num"].append(f"{adsh}\t{tag}\tus-gaap/2009\t20090630\t2\tUSD\t\t\t{value}.0000\t")
        for line, tag in enumerate(SUM[: len(values)], 1):
            rows["pre"].append(f"{adsh}\t2\t{line}\tIS\t0\t{tag}\tus-gaap/2009\t{tag}\t0")
    for name, lines in rows.items():
        (folder / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return [folder]


def accession(name):
    return f"0000000001-09-{[*FILINGS].index(name) + 1:06}"


@pytest.fixture
def held(monkeypatch):
    """Return what the engine settles, filled while a corpus is checked."""
    found, settle = [], Settlement.settle

    def note(self, number, rule, relation):
        made = settle(self, number, rule, relation)
        found.extend(made)
        return made

    monkeypatch.setattr(Settlement, "settle", note)
    return found


def tell(one):
    """Return what a result says, but for its message, in which the items of a sum may stand in another order."""
    arithmetic = (one.expected, one.reported, one.difference, one.tolerance)
    return one.code, one.severity, one.shape, one.report, one.at, one.lines, one.facts, *arithmetic


def read_counts(corpus):
    return json.loads((corpus / CHECKS).read_text(encoding="utf-8"))["evaluated"]


def test_results_and_counts_are_those_of_the_quads(sets, held, tmp_path):
    convert(sets, tmp_path / "corpus", partitions=1, tell=lambda _: None)
    report, whole = check_corpus(tmp_path / "corpus", lambda _: None), check_store(gather(sets))
    counts = read_counts(tmp_path / "corpus")
    assert held
    assert [*map(tell, report.results)] == [*map(tell, whole.results)]
    assert report.tallies == whole.tallies
    check_quads(tmp_path / "corpus", lambda _: None)
    assert counts == read_counts(tmp_path / "corpus")
    severities = {(one.severity, one.report.rsplit("/", 1)[-1]) for one in report.results if one.code == "GG-DER-003"}
    assert ("violation", accession("broken")) in severities
    assert ("info", accession("rounded")) in severities


def test_only_what_is_plain_is_settled(sets, held, tmp_path):
    """Not a sum that is broken or that rounding alone explains, nor one with a figure that stands in two rows."""
    convert(sets, tmp_path / "corpus", partitions=1, tell=lambda _: None)
    check_corpus(tmp_path / "corpus", lambda _: None)
    sums = {one.report.rsplit("/", 1)[-1]: one.count for one in held if one.code == "GG-DER-003"}
    assert sums == {accession("exact"): 1, accession("huge"): 1}
