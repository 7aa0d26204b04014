"""Data under another base: every command reads what IRIs mean from their statements, never from their text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gaapgraph.cli import main

BASE = "https://example.org/data/"
INSTANCES = Path(__file__).parents[2] / "instances" / "iij"
INPUT = INSTANCES / "fy2008-release" / "input.txt"


@pytest.fixture(scope="module")
def rebased(tmp_path_factory) -> Path:
    """The tables of the release, built under another base."""
    path = tmp_path_factory.mktemp("base") / "release.nq"
    run("build", str(INPUT), "-o", str(path), "--base", BASE)
    return path


def run(*arguments: str) -> int:
    return main(list(arguments))


def test_data_are_named_under_the_base_and_the_vocabulary_is_not(rebased):
    text = rebased.read_text(encoding="utf-8")
    assert f"<{BASE}period/2008-04-01/2009-03-31>" in text
    assert "<https://w3id.org/gaapgraph/period/" not in text
    assert "<https://w3id.org/gaapgraph/us-gaap/Revenues>" in text


def test_a_check_finds_the_same_as_under_the_default_base(rebased, capsys, tmp_path):
    here = tmp_path / "here.nq"
    run("build", str(INPUT), "-o", str(here))
    found = []
    for data in (here, rebased):
        capsys.readouterr()
        assert run("check", str(data), "--format", "json") == 1
        found.append([(one["code"], one["message"], one["at"]) for one in json.loads(capsys.readouterr().out)])
    assert len(found[0]) > 20
    assert found[1] == found[0]


def test_a_question_finds_periods_and_prints_short_names(rebased, capsys):
    period = "period=2008-04-01/2009-03-31"
    assert run("ask", "compare_per_share", str(rebased), "--param", period) == 0
    out = capsys.readouterr().out
    assert "2008-04-01/2009-03-31" in out
    assert BASE not in out
    assert run("ask", "compare_per_share", str(rebased), "--param", "period=2001-04-01/2002-03-31") == 2
    assert "2008-04-01/2009-03-31" in capsys.readouterr().err


def test_a_figure_is_explained_in_words(rebased, capsys):
    assert run("explain", "407:5", str(rebased)) == 0
    out = capsys.readouterr().out
    assert "2008-04-01 to 2009-03-31" in out
    assert "us-gaap:OperatingIncomeLoss" in out
    assert [line for line in out.splitlines() if BASE in line and not line.startswith(("fact ", "tied to "))] == []


def test_a_page_has_no_iri_in_the_place_of_a_name(rebased, tmp_path):
    page = tmp_path / "page.html"
    assert run("report", str(rebased), "-o", str(page)) == 0
    text = page.read_text(encoding="utf-8")
    assert 'id="f407.5"' in text
    assert f"{BASE}period" not in text
    assert f"{BASE}unit" not in text


def test_a_workbook_names_periods_and_units(rebased, tmp_path):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is absent: pip install -e '.[test]'")
    book = tmp_path / "book.xlsx"
    assert run("export", str(rebased), "--to", "xlsx", "-o", str(book)) == 0
    cells = [str(cell.value) for row in openpyxl.load_workbook(book)["Facts"].iter_rows() for cell in row]
    assert "us-gaap:OperatingIncomeLoss" in cells
    assert [cell for cell in cells if cell.startswith((f"{BASE}period", f"{BASE}unit"))] == []


def test_two_bases_differ_in_names_alone(rebased, capsys, tmp_path):
    here = tmp_path / "here.nq"
    run("build", str(INPUT), "-o", str(here))
    capsys.readouterr()
    assert run("diff", str(here), str(rebased), "--no-results", "--no-answers") == 0
    assert "nothing differs" in capsys.readouterr().out
