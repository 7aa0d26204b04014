"""What can be loaded, and what is said of what cannot."""

from __future__ import annotations

import gzip

import pytest

from gaapgraph.errors import GaapGraphError, InputError, ReadError, SourceError
from gaapgraph.store import load_store, write_reports
from gaapgraph.write import write_quads


@pytest.fixture
def count(sample_report):
    return "".join(write_quads(sample_report)).count(" .\n")


@pytest.mark.parametrize("name", ["a.nq", "a.trig", "a.ttl", "a.nt", "a.nq.gz", "a.ttl.gz", "folder"])
def test_what_is_written_is_loaded(tmp_path, sample_report, count, name):
    write_reports([sample_report], tmp_path / name)
    assert len(load_store([tmp_path / name])) == count


def test_files_and_stores_are_loaded_together(tmp_path, sample_report, count):
    write_reports([sample_report], tmp_path / "a.nq")
    write_reports([sample_report], tmp_path / "folder")
    assert len(load_store([tmp_path / "a.nq", tmp_path / "folder"])) == count


def test_a_folder_stands_for_the_rdf_files_in_it(tmp_path, sample_report, count):
    (tmp_path / "deep").mkdir()
    (tmp_path / "notes.md").write_text("# notes")
    write_reports([sample_report], tmp_path / "deep" / "a.trig")
    assert len(load_store([tmp_path])) == count


def test_a_store_folder_is_replaced_and_a_foreign_folder_is_not(tmp_path, sample_report, count):
    write_reports([sample_report], tmp_path / "folder")
    write_reports([sample_report], tmp_path / "folder")
    assert len(load_store([tmp_path / "folder"])) == count
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "diary.txt").write_text("Dear diary")
    with pytest.raises(GaapGraphError, match="exists and is no store folder"):
        write_reports([sample_report], tmp_path / "other")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "other"]


@pytest.mark.parametrize("name", ["a.nq", "a.ttl", "a.trig"])
def test_broken_rdf_is_told_with_its_line(tmp_path, name):
    path = tmp_path / name
    path.write_text("<a:a> <a:b> <a:c> .\nnonsense here\n")
    with pytest.raises(ReadError) as error:
        load_store([path])
    assert error.value.where == f"{path}:2"
    assert "\n" not in str(error.value)


def test_a_file_that_is_no_gzip_is_told(tmp_path):
    (tmp_path / "a.nq.gz").write_text("plain")
    with pytest.raises(SourceError, match="cannot be read"):
        load_store([tmp_path / "a.nq.gz"])


def test_absent_empty_and_unknown_sources_are_told(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        load_store([tmp_path / "none.nq"])
    with pytest.raises(SourceError, match="no RDF file"):
        load_store([tmp_path])
    (tmp_path / "a.docx").write_text("x")
    with pytest.raises(InputError, match="names no RDF format"):
        load_store([tmp_path / "a.docx"])


def test_a_folder_is_loaded_without_copies_and_without_its_description(tmp_path):
    """A .nq.gz beside the .trig has the same quads; void.ttl says what the data are, and is none of them."""
    (tmp_path / "a.trig").write_text("<urn:g> { <urn:s> <urn:p> <urn:o> }")
    with gzip.open(tmp_path / "a.nq.gz", "wt") as packed:
        packed.write("<urn:s> <urn:p> <urn:copy> <urn:g> .\n")
    with gzip.open(tmp_path / "b.nq.gz", "wt") as packed:
        packed.write("<urn:s> <urn:p> <urn:alone> <urn:g> .\n")
    (tmp_path / "void.ttl").write_text("<urn:d> a <http://rdfs.org/ns/void#Dataset> .")
    found = {quad.object.value for quad in load_store([tmp_path])}
    assert found == {"urn:o", "urn:alone"}
