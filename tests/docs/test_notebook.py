"""The notebook of the documentation runs from the first cell to the last, and shows something in each."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"
pytestmark = pytest.mark.skipif(not NOTEBOOK.is_file(), reason="no checkout: the documentation is not installed")


def run(source: str, namespace: dict[str, Any]) -> Any:
    """Run a cell and return what its last line gives."""
    tree = ast.parse(source)
    *before, last = tree.body
    exec(compile(ast.Module(before, []), "cell", "exec"), namespace)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), "cell", "eval"), namespace)
    exec(compile(ast.Module([last], []), "cell", "exec"), namespace)
    return None


def test_every_cell_runs_and_shows_something(tmp_path, monkeypatch):
    pytest.importorskip("altair", reason="charts are an extra: pip install '.[charts]'")
    monkeypatch.chdir(tmp_path)
    told = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert told["nbformat"] == 4
    namespace: dict[str, Any] = {}
    shown = []
    for cell in told["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            found = run("".join(cell["source"]), namespace)
            html = getattr(found, "_repr_html_", None) or getattr(found, "_repr_svg_", None)
            shown.append(html() if html else repr(found))
    report, margins, plot, growth, results, trace, verified, cash = shown
    assert "Internet Initiative Japan Inc." in report
    assert "0.041838" in margins  # operating income 2,917,382 over revenue 69,730,730
    assert plot.startswith("<svg")
    assert "-0.387023" in growth  # 2,917,382 over 4,759,364 less one
    assert "GG-" in results
    assert "2,917,382" in trace
    assert "equal: " in verified
    assert "10187724000" in cash
    assert namespace["receipt"].is_sealed
    assert (tmp_path / "receipt.json").is_file()
