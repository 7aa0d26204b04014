"""A file is whole or not there, and two builds have the same bytes."""

from __future__ import annotations

import gzip

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset

from gaapgraph.errors import InputError, OutputError
from gaapgraph.write import FORMATS, find_format, write_file, write_quads

NAMES = [f"out{extension}{packing}" for extension in FORMATS for packing in ("", ".gz")]


def read(path):
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


@pytest.mark.parametrize("name", NAMES)
def test_two_builds_are_byte_identical(tmp_path, sample_report, name):
    (tmp_path / "a").mkdir()
    first, second = tmp_path / name, tmp_path / "a" / f"other-{name}"
    write_file([sample_report], first)
    write_file([sample_report], second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_every_format_is_valid_for_two_parsers(tmp_path, sample_report, name):
    path = tmp_path / name
    write_file([sample_report], path)
    extension = find_format(path)
    parsed = set(parse(read(path), format=FORMATS[extension]))
    rdflib_name = {".nq": "nquads", ".trig": "trig", ".ttl": "turtle", ".nt": "nt"}[extension]
    assert len(Dataset(default_union=True).parse(data=read(path), format=rdflib_name)) == len(parsed)


def test_the_union_of_two_reports_is_written_to_one_file(tmp_path, sample_report):
    path = tmp_path / "two.trig"
    write_file([sample_report, sample_report], path)
    assert set(parse(path=str(path), format=RdfFormat.TRIG)) == set(
        parse("".join(write_quads(sample_report)), format=RdfFormat.N_QUADS)
    )


@pytest.mark.parametrize("name", ["out.json", "out.txt", "out.gz", "out"])
def test_an_unknown_extension_is_refused(tmp_path, sample_report, name):
    with pytest.raises(InputError, match="names no RDF format"):
        write_file([sample_report], tmp_path / name)


@pytest.mark.parametrize("name", ["a.nq", "a.trig", "a.ttl.gz", "a.nt"])
def test_something_that_is_no_rdf_is_not_overwritten(tmp_path, sample_report, name):
    path = tmp_path / name
    path.write_text("Dear diary,\n")
    with pytest.raises(OutputError, match="exists and is no RDF file"):
        write_file([sample_report], path)
    assert path.read_text() == "Dear diary,\n"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_is_not_overwritten(tmp_path, sample_report):
    (tmp_path / "a.nq").mkdir()
    with pytest.raises(OutputError, match="exists and is no file"):
        write_file([sample_report], tmp_path / "a.nq")


def test_an_empty_file_and_an_older_build_are_replaced(tmp_path, sample_report):
    path = tmp_path / "a.nq"
    path.touch()
    write_file([sample_report], path)
    size = path.stat().st_size
    write_file([sample_report], path)
    assert path.stat().st_size == size > 0


def test_after_an_error_the_old_file_stands_and_nothing_is_left(tmp_path, sample_report):
    path = tmp_path / "a.nq"
    write_file([sample_report], path)
    before = path.read_bytes()

    def reports():
        yield sample_report
        raise RuntimeError("in the midst")

    with pytest.raises(RuntimeError):
        write_file(reports(), path)
    assert path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.nq"]


def test_a_missing_folder_is_one_plain_error(tmp_path, sample_report):
    with pytest.raises(OutputError, match="cannot be written"):
        write_file([sample_report], tmp_path / "none" / "a.nq")


def test_gzip_keeps_neither_time_nor_name(tmp_path, sample_report):
    path = tmp_path / "a.nq.gz"
    write_file([sample_report], path)
    header = path.read_bytes()[:10]
    assert header[3] == 0, "no file name"
    assert header[4:8] == bytes(4), "no time"
