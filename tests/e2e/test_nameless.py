"""Graphs whose reports, facts and occurrences are blank nodes, through every command that takes data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from gaapgraph.cli import main
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"<https://w3id\.org/gaapgraph/(?:fact|occurrence|report|document)/([^>]*)>")


@pytest.fixture
def nameless(sample_report, tmp_path: Path) -> str:  # type: ignore[no-untyped-def]
    text = "".join(write_quads(sample_report))
    path = tmp_path / "nameless.nq"
    path.write_text(_NAME.sub(lambda found: "_:b" + re.sub(r"\W", "", found[1]), text), encoding="utf-8")
    assert "_:b" in path.read_text(encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "call",
    [
        ["check"], ["check", "-o", "page.html"], ["check", "--format", "turtle"], ["diff", "--no-results"],
        ["report", "-o", "report.html"], ["export", "--to", "xlsx", "-o", "book.xlsx"],
        ["export", "--to", "xbrl", "-o", "filing"], ["export", "--to", "parquet", "-o", "tables"],
    ],
)  # fmt: skip
def test_each_command_answers_or_refuses_in_a_line(call, nameless, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    data = [nameless, nameless] if call[0] == "diff" else [nameless]
    code = main([call[0], *data, *call[1:]])
    told = capsys.readouterr().err
    assert code in (0, 1, 2), told
    assert code != 2 or len(told.strip().splitlines()) == 1


@pytest.mark.parametrize("decimals", ["-999999999", "999999", "1e5", "INF"])
def test_accuracy_that_no_arithmetic_follows_is_a_result_of_check(decimals, sample_report, tmp_path, capsys):
    text = "".join(write_quads(sample_report))
    odd = re.sub(r'(ns#decimals> )"[^"]*"', rf'\1"{decimals}"', text)
    assert odd != text
    path = tmp_path / "odd.nq"
    path.write_text(odd, encoding="utf-8")
    codes = {
        title: main([title, str(path), *more])
        for title, more in {
            "check": [],
            "diff": [str(path)],
            "report": ["-o", str(tmp_path / "a.html")],
            "export": ["--to", "xlsx", "-o", str(tmp_path / "a.xlsx")],
        }.items()
    }
    assert set(codes.values()) <= {0, 1, 2}, (codes, capsys.readouterr().err)
