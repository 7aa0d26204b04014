"""Generated corpora: what is planted is known, and found, and nothing else is."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from gaapgraph.cli import main
from gaapgraph.scale.checking import check_corpus, check_quads
from gaapgraph.scale.conversion import convert
from gaapgraph.scale.generator import generate
from gaapgraph.store import gather
from gaapgraph.validation.inspection import check_store

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")
READ = ("sub.txt", "num.txt", "tag.txt", "pre.txt")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated")
    planted = generate(folder / "sets", entities=8, quarters=3, seed=11, share=0.6)
    sets = sorted((folder / "sets").glob("2*"))
    convert(sets, folder / "corpus", partitions=2, tell=lambda _: None)
    return folder, sets, planted


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path):
    def read(name, seed):
        generate(tmp_path / name, entities=3, quarters=2, seed=seed)
        return [path.read_bytes() for path in sorted((tmp_path / name).glob("2*/*.txt"))]

    assert read("a", 5) == read("b", 5)
    assert read("a", 5) != read("c", 6)


def test_what_is_planted_is_found_and_nothing_is_invented(corpus):
    folder, _, planted = corpus
    assert {one.kind for one in planted} == {"sum", "sign", "restatement", "renaming"}
    report = check_corpus(folder / "corpus", lambda _: None)
    found = sorted((one.code, one.report.rsplit("/", 1)[-1]) for one in report.results)
    assert found == sorted((one.code, one.accession) for one in planted if one.code)
    links = (folder / "corpus" / "quads" / "links.nq").read_text(encoding="utf-8").splitlines()
    later = sorted(line.split()[2].split("/fact/")[0].rsplit("/", 1)[-1] for line in links)
    assert later == sorted(one.accession for one in planted if one.kind == "restatement")


def test_a_check_by_parts_of_a_corpus_says_what_a_check_of_the_data_sets_says(corpus, monkeypatch):
    folder, sets, _ = corpus
    monkeypatch.setattr("gaapgraph.scale.checking.take_apart", small_parts)
    report, whole = check_quads(folder / "corpus", lambda _: None), check_store(gather(sets))
    assert report.results == whole.results
    assert report.tallies == whole.tallies


def test_plans_over_tables_say_what_a_check_of_the_data_sets_says(corpus):
    """Focus, code, severity, place and arithmetic of every result; only the items of a sum may be in another order."""
    folder, sets, _ = corpus
    report, whole = check_corpus(folder / "corpus", lambda _: None), check_store(gather(sets))
    assert [unordered(one) for one in report.results] == [unordered(one) for one in whole.results]
    assert report.tallies == whole.tallies
    assert not report.not_evaluated


def test_partitions_that_are_checked_at_once_come_to_what_each_does_alone(corpus, monkeypatch):
    folder, _, _ = corpus
    told: list[str] = []
    together = check_corpus(folder / "corpus", told.append)
    monkeypatch.setattr("gaapgraph.scale.checking._FACTS_OF_A_MEGABYTE", 0)
    alone = check_corpus(folder / "corpus", told.append)
    assert told == [
        "partition 0, 1 is checked, 2 of 2",
        "partition 0 is checked, 1 of 2",
        "partition 1 is checked, 2 of 2",
    ]
    assert together == alone
    assert together.results


def unordered(result):
    """Return a result with the items of the sum that its message tells in the order of their text."""

    def sort(match):
        return "(" + " ".join(sorted(re.findall(r"[+-] \S+ \S+", match[0]))) + ")"

    return replace(result, message=re.sub(r"\([+-] [^()]*\)", sort, result.message), turn=())


def small_parts(paths, least):
    from gaapgraph.store.apart import take_apart

    parts = take_apart(paths, least, 1)
    assert len(parts) == 8
    return parts


def test_the_command_writes_results_and_exits_by_the_verdict(corpus, capsys):
    folder, _, _ = corpus
    assert main(["scale", "check", str(folder / "corpus")]) == 1
    assert "does not conform" in capsys.readouterr().out
    results = json.loads((folder / "corpus" / "results.json").read_text())
    assert {one["code"] for one in results} >= {"GG-FAC-BS5A", "GG-DQC-0015"}


def test_a_torn_and_a_missing_file_are_refused_in_a_line(corpus, capsys, tmp_path):
    _, sets, _ = corpus
    out = tmp_path / "corpus"
    convert(sets[:1], out, partitions=2, tell=lambda _: None)
    for pattern, engine in (
        ("quads/2*.nq", "store"),
        ("facts/*.parquet", "duckdb"),
        ("statements/*.parquet", "duckdb"),
    ):
        part = min(out.glob(pattern))
        whole = part.read_bytes()
        part.write_bytes(whole[:-50])
        assert main(["scale", "check", str(out), "--engine", engine]) == 2
        assert "is not what was converted" in capsys.readouterr().err
        part.unlink()
        assert main(["scale", "check", str(out), "--engine", engine]) == 2
        assert capsys.readouterr().err.count("\n") == 1
        assert not (out / "results.json").exists()
        part.write_bytes(whole)


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["check", "a", "b"],
        ["convert", "x"],
        ["convert", "-o", "x"],
        ["generate"],
        ["generate", "a", "-o", "x"],
    ],
)
def test_what_is_missing_is_said_in_a_line(words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["scale", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_folder_without_a_manifest_is_no_corpus(tmp_path, capsys):
    assert main(["scale", "check", str(tmp_path)]) == 2
    assert "is no corpus" in capsys.readouterr().err


def test_data_sets_are_generated_by_the_command(tmp_path, capsys):
    assert (
        main(["scale", "generate", "-o", str(tmp_path / "g"), "--entities", "2", "--quarters", "5", "--seed", "3"]) == 0
    )
    assert "5 data sets" in capsys.readouterr().out
    assert sorted(path.name for path in (tmp_path / "g").glob("2*")) == [
        "2009q1",
        "2009q2",
        "2009q3",
        "2009q4",
        "2010q1",
    ]
    assert {path.name for path in (tmp_path / "g" / "2010q1").iterdir()} == set(READ)
