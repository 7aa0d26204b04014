"""Large documents are built into a file before they are checked: nothing else is told, and nothing is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gaapgraph.cli import check_command, main
from gaapgraph.resource import release_inputs

DATA_SET = Path(__file__).parents[2] / ".." / "shared/data/fsds/20250701.zip"
SLOW = """
import sys, time
from gaapgraph.cli import check_command, main
check_command._LARGE = 0
check_command._check_apart = lambda *_: time.sleep(60)
check_command.CHECK_SECONDS = 4
main(["check", sys.argv[1]])
"""


def told(sources: list[str], kind: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["check", *sources, "--format", kind])
    return code, capsys.readouterr().out


@pytest.mark.parametrize("kind", ["text", "json"])
def test_a_document_that_is_built_first_is_judged_alike(monkeypatch, capsys, kind):
    source = str(release_inputs()[0])
    before = told([source], kind, capsys)
    monkeypatch.setattr(check_command, "_LARGE", 0)
    assert told([source], kind, capsys) == before
    assert before[0] == 1


@pytest.mark.skipif(not DATA_SET.is_file(), reason="../shared is absent")
def test_a_data_set_is_checked_part_by_part_and_judged_alike(monkeypatch, capsys, tmp_path):
    before = told([str(DATA_SET)], "json", capsys)
    from gaapgraph.store import apart
    from gaapgraph.validation import piecewise

    parts = []
    check_parts = piecewise.check_parts
    monkeypatch.setattr(
        piecewise, "check_parts", lambda found: check_parts(parts.append(part) or part for part in found)
    )
    monkeypatch.setattr(check_command, "_LARGE", 0)
    monkeypatch.setattr(apart.take_apart, "__defaults__", (0, 200_000))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert told([str(DATA_SET)], "json", capsys) == before
    assert len(parts) > 1
    assert list(tmp_path.iterdir()) == []


def test_a_check_that_is_ended_leaves_no_file(tmp_path):
    process = subprocess.run(
        [sys.executable, "-c", SLOW, str(release_inputs()[0])],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert process.returncode == 2
    assert process.stderr.endswith("took longer than 4 s; check less at once, or raise --timeout\n")
    assert list(tmp_path.iterdir()) == []
