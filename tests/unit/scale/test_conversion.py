"""A corpus by an engine of tables: the same quads as the reader of single submissions writes, whatever the rows are."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gaapgraph import errors
from gaapgraph.build.intake import read_sources
from gaapgraph.cli import main
from gaapgraph.input_file import digest_file
from gaapgraph.scale.conversion import convert
from gaapgraph.scale.manifest import Manifest, checksum
from gaapgraph.scale.partition import pack, skew_of
from gaapgraph.write.file import write_file

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

ONE, TWO, LATER = "0000000001-09-000001", "0000000002-09-000002", "0000000001-09-000009"
SUB = (
    "adsh\tcik\tname\tform\tperiod\tfiled\tformer\n"
    f"{ONE}\t1\tEXAMPLE CORP\t10-Q\t20090630\t20090807\tOLD NAME\n{TWO}\t2\tSECOND INC\t10-K\t20081231\t20090301\t\n"
)
AMENDED = f"adsh\tcik\tname\tform\tperiod\tfiled\tformer\n{LATER}\t1\tEXAMPLE CORP\t10-Q/A\t20090630\t20091001\t\n"
TAG = (
    'tag\tversion\tcustom\tdatatype\tiord\tcrdr\ttlabel\nAssets\tus-gaap/2009\t0\tmonetary\tI\tD\tAssets, "Total"\n'
    "EarningsPerShareBasic\tus-gaap/2009\t0\tperShare\tD\t\tEarnings Per Share, Basic\n"
    f"ProfitLoss\tus-gaap/2009\t0\tmonetary\tD\tC\tNet income\nProfitLoss\t{ONE}\t1\tmonetary\tD\tC\tNet income\n"
)
NUM = "adsh\ttag\tversion\tddate\tqtrs\tuom\tsegments\tcoreg\tvalue\tfootnote\n"
ROWS = [
    f"{TWO}\tAssets\tus-gaap/2009\t20081231\t0\tUSD\t\t\t7000000.0000\t",
    f"{ONE}\tAssets\tus-gaap/2009\t20090630\t0\tUSD\t\t\t20780000000.0000\t",
    f"{ONE}\tAssets\tus-gaap/2009\t20090630\t0\tUSD\t\t\t20781000000.0000\t",
    f"{ONE}\tEarningsPerShareBasic\tus-gaap/2009\t20090630\t2\tUSD\t\t\t1.5000\t",
    f"{ONE}\tEarningsPerShareBasic\tus-gaap/2009\t20090630\t1\tUSD\t\t\t-0.0350\t",
    f"{ONE}\tProfitLoss\t{ONE}\t20090630\t1\tUSD\tEquityComponents=NoncontrollingInterest;\t\t\t",
    f"{ONE}\tAssets\tus-gaap/2009\t20090630\t0\tUSD\t\tSubsidiaries\t5000000.0000\t",
    f"{ONE}\tProfitLoss\tus-gaap/2009\t20090630\t4\tbarrels\t\t\t0.0000\t",
]
ODD = {
    "exponent": f"{TWO}\tProfitLoss\tus-gaap/2009\t20081231\t4\tUSD\t\t\t1E+9\t",
    "day": f"{TWO}\tProfitLoss\tus-gaap/2009\t20080230\t4\tUSD\t\t\t10.0000\t",
    "segment": f"{TWO}\tProfitLoss\tus-gaap/2009\t20081231\t4\tUSD\tnothing;\t\t10.0000\t",
    "digits": f"{TWO}\tProfitLoss\tus-gaap/2009\t20081231\t4\tUSD\t\t\t{'9' * 30}.5\t",
    "amount": f"{TWO}\tProfitLoss\tus-gaap/2009\t20081231\t4\tUSD\t\t\tmany\t",
    "tag": f"{TWO}\tProfit Loss\tus-gaap/2009\t20081231\t4\tUSD\t\t\t10.0000\t",
    "cells": f"{TWO}\tProfitLoss\tus-gaap/2009\t20081231\t4\tUSD",
    "stub": f"{TWO}\tProfitLoss\tus-gaap/2009\t20081231\t0\tUSD\t\t\t10.0000\t",
    "blank": "",
}
PRE = (
    "adsh\treport\tline\tstmt\tinpth\ttag\tversion\tplabel\tnegating\n"
    f'{ONE}\t2\t9\tBS\t0\tAssets\tus-gaap/2009\tTotal "assets"\t0\n'
    f"{ONE}\t3\t4\tIS\t1\tEarningsPerShareBasic\tus-gaap/2009\tin parentheses\t0\n"
    f"{ONE}\t3\t5\tIS\t0\tEarningsPerShareBasic\tus-gaap/2009\tBasic\t1\n"
)


@pytest.fixture
def quarter(tmp_path):
    def write(name: str, sub: str = SUB, rows: list[str] = ROWS) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "sub.txt").write_text(sub)
        (folder / "num.txt").write_text(NUM + "".join(f"{row}\n" for row in rows))
        (folder / "pre.txt").write_text(PRE)
        (folder / "tag.txt").write_text(TAG)
        return folder

    return write


def build(sources: list[Path], out: Path) -> list[str]:
    write_file(read_sources(sources), out)
    return sorted(out.read_text(encoding="utf-8").splitlines())


def quads_of(folder: Path) -> list[str]:
    return sorted(line for path in folder.glob("quads/*.nq") for line in path.read_text(encoding="utf-8").splitlines())


def test_the_quads_are_those_of_build(quarter, tmp_path):
    source = quarter("q")
    manifest = convert([source], tmp_path / "out", partitions=2, tell=lambda _: None)
    assert quads_of(tmp_path / "out") == build([source], tmp_path / "plain.nq")
    assert manifest.facts == 7  # eight rows, of which two print the assets of the group


@pytest.mark.parametrize("kind", ODD)
def test_what_is_unusual_is_read_row_by_row_and_nothing_is_lost(kind, quarter, tmp_path):
    source = quarter("q", rows=[*ROWS, ODD[kind]])
    convert([source], tmp_path / "out", partitions=2, tell=lambda _: None)
    assert quads_of(tmp_path / "out") == build([source], tmp_path / "plain.nq")


@pytest.mark.parametrize("place", ["x\t1", "1\tx", f"{'9' * 30}\t1", f"1\t{'9' * 30}", "\t1", "2.5\t-1"])
def test_a_line_of_a_statement_without_its_place_leaves_the_submission_to_the_rows(place, quarter, tmp_path):
    source = quarter("q")
    (source / "pre.txt").write_text(PRE + f"{TWO}\t{place}\tBS\t0\tAssets\tus-gaap/2009\tTotal\t0\n")
    convert([source], tmp_path / "out", partitions=2, tell=lambda _: None)
    assert quads_of(tmp_path / "out") == build([source], tmp_path / "plain.nq")


def test_facts_of_later_filings_supersede_over_data_sets(quarter, tmp_path):
    rows = [
        f"{LATER}\tAssets\tus-gaap/2009\t20090630\t0\tUSD\t\t\t20990000000.0000\t",
        f"{LATER}\tEarningsPerShareBasic\tus-gaap/2009\t20090630\t2\tUSD\t\t\t1.5000\t",
    ]
    sources = [quarter("q2"), quarter("q3", AMENDED, rows)]
    convert(sources, tmp_path / "out", partitions=2, tell=lambda _: None)
    links = (tmp_path / "out" / "quads" / "links.nq").read_text().splitlines()
    assert len(links) == 1  # the assets; the earnings per share are the same
    assert quads_of(tmp_path / "out") == build(sources, tmp_path / "plain.nq")


def test_each_part_has_the_checksum_of_its_lines_and_a_second_run_keeps_it(quarter, tmp_path):
    source, told = quarter("q"), []
    out = tmp_path / "out"
    first = convert([source], out, partitions=2, tell=told.append)
    for part in first.parts:
        lines = (out / part.file).read_text(encoding="utf-8").splitlines()
        assert (part.quads, part.checksum) == (len(lines), checksum(lines)), part.file
    again = convert([source], out, partitions=2, tell=told.append)
    assert told[-1].endswith("is there already")
    assert sorted(again.parts, key=str) == sorted(first.parts, key=str)


def test_a_part_that_a_killed_run_left_is_written_again(quarter, tmp_path):
    source, out = quarter("q"), tmp_path / "out"
    convert([source], out, partitions=2, tell=lambda _: None)
    whole = quads_of(out)
    manifest = Manifest.open(out)
    manifest.sources.clear()  # as if the run had been stopped before its last step
    manifest.save()
    next(out.glob("quads/q-*.nq")).write_text("torn")
    convert([source], out, partitions=2, tell=lambda _: None)
    assert quads_of(out) == whole


def test_a_corpus_whose_conversion_was_stopped_is_not_taken_for_whole(quarter, tmp_path, capsys):
    out = tmp_path / "out"
    lacking = quarter("r")
    (lacking / "num.txt").write_text("adsh\n")
    with pytest.raises(errors.ReadError):
        convert([quarter("q"), lacking], out, partitions=2, tell=lambda _: None)
    (out / "unfinished-x").mkdir()  # where a run that was killed has worked
    assert main(["scale", "check", str(out)]) == 2
    err = capsys.readouterr().err
    assert "was stopped before the end (q, r)" in err and err.count("\n") == 1
    convert([tmp_path / "q"], out, partitions=2, tell=lambda _: None)
    assert not [*out.glob("unfinished-*")]
    assert main(["scale", "check", str(out)]) in {0, 1}


def test_a_first_run_that_came_to_nothing_binds_no_number_of_partitions(quarter, tmp_path):
    source, out = quarter("q"), tmp_path / "out"
    Manifest(folder=tmp_path, partitions=5).save()
    out.mkdir()
    (tmp_path / "manifest.json").rename(out / "manifest.json")
    assert convert([source], out, partitions=2, tell=lambda _: None).partitions == 2


def test_other_partitions_and_a_damaged_manifest_are_refused(quarter, tmp_path, capsys):
    source, out = quarter("q"), tmp_path / "out"
    convert([source], out, partitions=2, tell=lambda _: None)
    with pytest.raises(errors.InputError, match="has 2 partitions"):
        convert([source], out, partitions=3, tell=lambda _: None)
    (out / "manifest.json").write_text("{")
    assert main(["scale", "convert", str(source), "-o", str(out)]) == 2
    assert "is no manifest of a corpus" in capsys.readouterr().err
    other = tmp_path / "more" / "q"
    shutil.copytree(source, other)
    with pytest.raises(errors.InputError, match="two data sets have one name"):
        convert([source, other], tmp_path / "both", tell=lambda _: None)


def test_a_file_that_is_no_data_set_is_refused_in_a_line(tmp_path, capsys):
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK nothing")
    assert main(["scale", "convert", str(path), "-o", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_data_set_of_odd_submissions_alone_is_converted(quarter, tmp_path):
    source = quarter("q", rows=[ODD["exponent"], ROWS[1].replace("20780000000.0000", "1E+10")])
    convert([source], tmp_path / "out", partitions=2, tell=lambda _: None)
    assert quads_of(tmp_path / "out") == build([source], tmp_path / "plain.nq")


def test_a_disk_that_takes_no_more_is_told_in_a_line_and_the_next_run_goes_on(quarter, tmp_path):
    source, out = quarter("q"), tmp_path / "out"
    command = [sys.executable, "-m", "gaapgraph", "scale", "convert", str(source), "-o", str(out), "--partitions", "2"]

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))  # no file may be longer

    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # which would be cut short, too
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit, check=False, env=environment)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr
    assert not [*out.glob("*/*")]  # nothing half-written
    convert([source], out, partitions=2, tell=lambda _: None)
    assert quads_of(out) == build([source], tmp_path / "plain.nq")


@pytest.mark.parametrize(("table", "column"), [("facts", "value"), ("occurrences", "label"), ("statements", "graphs")])
def test_a_table_without_a_column_is_told_in_a_line(table, column, quarter, tmp_path, capsys):
    from pyarrow import parquet

    source, out = quarter("q"), tmp_path / "out"
    manifest = convert([source], out, partitions=1, tell=lambda _: None)
    (path,) = out.glob(f"{table}/*.parquet")
    parquet.write_table(parquet.read_table(path).drop_columns([column]), path)
    (part,) = (one for one in manifest.parts if one.source)
    part.tables[table] = digest_file(path)  # as if it had been written so
    manifest.save()
    words = ["ask", "list_reports", str(out)] if column == "graphs" else ["check", str(out)]
    capsys.readouterr()
    assert main(["scale", *words]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert column in err


def test_partitions_are_even():
    facts = {f"c{number}": 1 + number * number % 97 for number in range(400)}
    assert skew_of(facts, pack(facts, 16)) < 1.02
