"""A corpus as tasks: what workers are given and give back can be sent, and comes to what one process does."""

from __future__ import annotations

import json
import pickle
from contextlib import contextmanager

import pytest

from gaapgraph.cli import main
from gaapgraph.scale.checking import check_corpus
from gaapgraph.scale.conversion import convert
from gaapgraph.scale.generator import generate

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")


class Workers:
    """What a cluster does, in this process and in the opposite order; everything goes through pickle as on a wire."""

    def run(self, work, tasks):
        for task in [*tasks][::-1]:
            yield task, pickle.loads(pickle.dumps(work(pickle.loads(pickle.dumps(task)))))


@contextmanager
def connect_here(master, tell):
    yield Workers()


def say_nothing(line):
    pass


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated")
    generate(folder, entities=6, quarters=3, seed=11, share=0.6)
    return sorted(folder.glob("2*"))


def files(folder):
    parts = json.loads((folder / "manifest.json").read_text())["parts"]
    return [(one["file"], one["facts"], one["quads"], one["checksum"]) for one in parts]


def test_tasks_come_to_what_one_process_does(sets, tmp_path, monkeypatch):
    monkeypatch.setattr("gaapgraph.scale.cluster.connect_cluster", connect_here)
    here, there = tmp_path / "here", tmp_path / "there"
    convert(sets, here, partitions=2, tell=say_nothing)
    convert(sets, there, partitions=2, master="local[2]", tell=say_nothing)
    assert files(here) == files(there)
    one, other = check_corpus(here, say_nothing), check_corpus(there, say_nothing, master="local[2]")
    assert one == other
    assert one.results
    assert (here / "checks.json").read_bytes() == (there / "checks.json").read_bytes()


def test_a_master_that_nobody_answers_for_is_refused_in_a_line(sets, tmp_path, capsys):
    words = ["scale", "convert", str(sets[0]), "-o", str(tmp_path / "c")]
    assert main([*words, "--engine", "spark", "--master", "spark://127.0.0.1:9"]) == 2
    err = capsys.readouterr().err
    assert "cannot be reached" in err and err.count("\n") == 1


@pytest.mark.server
def test_spark_comes_to_what_one_process_does(sets, tmp_path):
    pytest.importorskip("pyspark")
    here, there = tmp_path / "here", tmp_path / "there"
    convert(sets, here, partitions=2, tell=say_nothing)
    convert(sets, there, partitions=2, master="local[2]", tell=say_nothing)
    assert files(here) == files(there)
    assert check_corpus(here, say_nothing) == check_corpus(there, say_nothing, master="local[2]")
