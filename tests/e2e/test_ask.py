"""`gaapgraph ask` as a user sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gaapgraph.api import read
from gaapgraph.cli import main

INPUT = Path(__file__).parents[2] / "instances" / "iij" / "fy2008-release" / "input.txt"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("data") / "release.nq"
    read(INPUT).write(path)
    return str(path)


def test_a_list_shows_every_theme(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--list"]) == 0
    shown = capsys.readouterr().out
    assert "measure_tax_rate" in shown
    assert "\ngrowth\n" in shown


def test_an_answer_as_table(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "measure_tax_rate", data]) == 0
    shown = capsys.readouterr().out
    assert "Internet Initiative Japan Inc." in shown
    assert "0.492857" in shown


def test_an_answer_as_json_is_a_result_of_sparql(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["ask", "measure_tax_rate", data, "--param", "period=2008-04-01/2009-03-31", "--format", "json"]
    assert main(arguments) == 0
    [row] = json.loads(capsys.readouterr().out)["results"]["bindings"]
    assert row["rate"]["value"] == "0.492857"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["measure_tax_rte"], "did you mean measure_tax_rate"),
        (["measure_tax_rate", "{data}", "-p", "period=1999"], "is no period; give 2008-04-01/2009-03-31"),
        (["measure_tax_rate", "{data}", "-p", "period=1999-03-31"], "no period '1999-03-31' in the data"),
        (["measure_tax_rate", "{data}", "-p", "entity=Nobody"], "internet initiative japan inc."),
        (["measure_tax_rate", "{data}", "-p", "year=2008"], "it has entity, period"),
        (["trace_fact", "{data}", "-p", "line=x"], "is no whole number"),
        (["measure_tax_rate", "{data}", "-p", "period"], "write it as period=2009-03-31"),
    ],
)
def test_a_wrong_call_is_one_line(
    data: str, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", *(part.format(data=data) for part in arguments)]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


def test_a_chart_without_its_extra_says_how_to_get_it(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        import altair  # noqa: F401
        import vl_convert  # noqa: F401
    except ImportError:
        assert main(["ask", "measure_tax_rate", data, "--format", "svg"]) == 2
        assert "pip install 'gaapgraph[charts]'" in capsys.readouterr().err
    else:
        assert main(["ask", "measure_tax_rate", data, "--format", "svg"]) == 0
        assert "<svg" in capsys.readouterr().out
