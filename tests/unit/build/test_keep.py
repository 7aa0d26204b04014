"""A run over a folder that was killed is resumed: reports are kept exactly, and only values of the model come back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from gaapgraph.build import read_source
from gaapgraph.build.keep import Keep
from gaapgraph.cli import main
from gaapgraph.resource import release_inputs
from gaapgraph.write import write_quads

RELEASE = "{name}\n\n\tFY2008\tFY2007\n\tJPY millions\tJPY millions\nRevenues\t1,234\t1,100\n"


def test_a_report_comes_back_as_it_was(tmp_path, sample_report):
    keep, document = Keep(tmp_path / "out.nq"), tmp_path / "a.txt"
    (real,) = read_source(release_inputs()[0])
    for report in (sample_report, real):
        keep.put(document, b"abc", [report])
        (found,) = keep.find(document, b"abc")
        assert found == report
        assert "".join(write_quads(found)) == "".join(write_quads(report))
    assert keep.find(document, b"abd") is None
    assert Keep(tmp_path / "out.nq", "another profile").find(document, b"abc") is None
    keep.clear()
    assert keep.find(document, b"abc") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "{", "[1]", '[{"class": "Path", "fields": {}}]', '[{"class": "Report", "fields": {}}]']
)
def test_what_is_no_report_is_read_again(tmp_path, sample_report, text):
    keep, document = Keep(tmp_path / "out.nq"), tmp_path / "a.txt"
    keep.put(document, b"abc", [sample_report])
    (file,) = (tmp_path / next(path.name for path in tmp_path.iterdir())).iterdir()
    assert json.loads(file.read_text())
    file.write_text(text)
    assert keep.find(document, b"abc") is None


def test_a_killed_run_is_resumed(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("Ash Foods Inc.", "Birch Foods Inc.", "Cedar Foods Inc."):
        (folder / f"{name.split()[0].lower()}.txt").write_text(RELEASE.format(name=name))
    assert main(["build", str(folder), "-o", str(tmp_path / "whole.trig")]) == 0
    whole = (tmp_path / "whole.trig").read_bytes()
    from gaapgraph.build import release_page

    original, read = type(release_page.READER).read, []

    def stop_at_cedar(self, source, context):
        read.append(source.path.name)
        if len(read) == 3:
            raise KeyboardInterrupt
        return replace_nothing(original(self, source, context))

    def replace_nothing(reports):
        return (replace(report) for report in reports)

    monkeypatch.setattr(type(release_page.READER), "read", stop_at_cedar)
    assert main(["build", str(folder), "-o", str(tmp_path / "out.trig")]) == 130
    assert not (tmp_path / "out.trig").exists()
    assert main(["build", str(folder), "-o", str(tmp_path / "out.trig")]) == 0
    assert read == ["ash.txt", "birch.txt", "cedar.txt", "cedar.txt"]
    assert (tmp_path / "out.trig").read_bytes() == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == ["documents", "out.trig", "whole.trig"]
    assert capsys.readouterr().err.count("an earnings release, 2 facts") == 6
