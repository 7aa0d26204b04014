"""Graphs that others wrote badly, through every command that takes data: an answer or a refusal, never a fault."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from gaapgraph.cli import main

HOSTILE = Path(__file__).parents[2] / "../shared/cases/hostile"
GRAPHS = ("bnodes", "col-huge", "date-bad", "dec-str", "graph2", "line-str", "val-bad")
pytestmark = pytest.mark.skipif(not HOSTILE.is_dir(), reason="the cases are not beside the project in ../shared")


def unpack(name: str, folder: Path) -> str:
    path = folder / f"{name}.nq"
    path.write_bytes(lzma.decompress((HOSTILE / f"{name}.nq.xz").read_bytes()))
    return str(path)


@pytest.mark.parametrize("name", GRAPHS)
def test_no_command_fails_on_a_graph_that_others_wrote(name: str, tmp_path: Path, capsys) -> None:
    (tmp_path / "other").mkdir()
    data, other = unpack(name, tmp_path), unpack("line-str", tmp_path / "other")
    commands = {
        "check": ["check", data],
        "diff": ["diff", data, other, "--no-answers", "--no-results"],
        "diff the other way": ["diff", other, data, "--no-answers", "--no-results"],
        "ask": ["ask", "measure_margins", data],
        "explain": ["explain", "8", data],
        "export": ["export", data, "--to", "xlsx", "-o", str(tmp_path / "book.xlsx")],
    }
    codes = {title: main(command) for title, command in commands.items()}
    assert set(codes.values()) <= {0, 1, 2}, codes
    assert "Traceback" not in capsys.readouterr().err


def test_a_column_beyond_any_document_is_a_result(tmp_path: Path, capsys) -> None:
    assert main(["check", unpack("col-huge", tmp_path)]) == 1
    assert "violation GG-MODEL-326: no document reaches as far as column 999999999." in capsys.readouterr().out
