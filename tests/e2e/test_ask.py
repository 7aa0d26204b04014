"""`gaapgraph ask` as a user sees it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
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
        (["measure_tax_rate", "{data}", "-p", "period=sometime"], "is no period; give 2008-04-01/2009-03-31"),
        (["measure_tax_rate", "{data}", "-p", "period=1999-03-31"], "no period '1999-03-31' in the data"),
        (["measure_tax_rate", "{data}", "-p", "entity=Nobody"], "there is Internet Initiative Japan Inc."),
        (["measure_tax_rate", "{data}", "-p", "year=2008"], "it has entity, period"),
        (["measure_tax_rate", "{data}", "-p", "period=2009-13-01"], "is no period; give 2008-04-01/2009-03-31"),
        (["show_concept", "{data}", "-p", "concept=us-gaap:Asset"], "the nearest are us-gaap:Assets, "),
        (["trace_fact", "{data}", "-p", "fact=0"], "no fact '0' in the data; give its IRI or its key"),
        (["list_segment_results", "{data}", "-p", "period=2009-03-31", "--format", "svg"], "no row to draw"),
        (["measure_tax_rate", "{data}", "-o", "{data}/answer.csv"], "cannot be written"),
        (["trace_fact", "{data}", "--format", "png"], "the question has no chart"),
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


def test_an_answer_without_rows_says_what_there_is(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "list_segment_results", data, "-p", "period=2009-03-31"]) == 0
    assert "no row has all of these; period can be 2008-04-01/2009-03-31" in capsys.readouterr().err


def test_figures_of_a_table_have_their_thousands_apart(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "measure_tax_rate", data]) == 0
    head, columns, *_ = capsys.readouterr().out.splitlines()
    assert head.rstrip() == "Effective and current tax, Internet Initiative Japan Inc., JPY"
    assert columns.split()[0] == "period"


def test_an_answer_goes_into_a_file_by_its_ending(data: str, tmp_path: Path) -> None:
    for name, start in (("a.csv", b"entity,period"), ("a.json", b'{"head"'), ("a.txt", b"Effective and current tax")):
        assert main(["ask", "measure_tax_rate", data, "-o", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_bytes().startswith(start)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.json", "a.txt"]


def talk(arguments: list[str], words: list[str]) -> str:
    """Run a command at a terminal of its own, type words into it, and return what it showed."""
    main_end, other_end = pty.openpty()
    code = f"import sys; from gaapgraph.cli import main; sys.exit(main({arguments!r}))"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=other_end, stdout=other_end, stderr=other_end) as child:
        os.close(other_end)
        os.write(main_end, "".join(f"{word}\n" for word in words).encode())
        shown = b""
        while chunk := _read_some(main_end):
            shown += chunk
        assert child.wait() == 0
    os.close(main_end)
    return shown.decode()


def _read_some(end: int) -> bytes:
    try:
        return os.read(end, 65536)
    except OSError:  # what Linux says when the other end is closed
        return b""


def test_at_a_terminal_a_question_asks_for_what_it_needs(data: str) -> None:
    shown = talk(["ask", "show_concept", data], ["us-gaap:Goodwil", "us-gaap:Goodwill"])
    assert "concept (us-gaap:Revenues, a label, or the IRI) [all]:" in shown
    assert "no concept 'us-gaap:Goodwil' in the data" in shown
    assert "2,639,319,000" in shown
    assert "2,639,319,000" in talk(["ask", "show_concept", data, "-p", "concept=us-gaap:Goodwill"], [])


def test_in_a_pipe_nothing_is_asked(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "show_concept", data, "--format", "csv"]) == 0
    assert capsys.readouterr().out.count("\n") > 800


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


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_statements_that_cannot_be_used_are_counted_as_by_other_commands(
    data: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.nq"
    text = Path(data).read_text(encoding="utf-8")
    decimal = "^^<http://www.w3.org/2001/XMLSchema#decimal>"
    broken.write_text(text.replace(f'ns#value> "69731000000"{decimal}', f'ns#value> "many"{decimal}'), encoding="utf-8")
    assert main(["ask", "measure_tax_rate", str(broken), "--format", form]) == 0
    told = capsys.readouterr().err
    assert "statements of the data cannot be used and left out here; gaapgraph check names them" in told
    assert main(["export", str(broken), "--to", "xlsx", "-o", str(tmp_path / "book.xlsx")]) == 0
    assert told.splitlines()[-1] in capsys.readouterr().err
    assert main(["ask", "measure_tax_rate", data, "--format", form]) == 0
    assert "cannot be used" not in capsys.readouterr().err


def test_csv_of_an_answer_has_no_formula_unless_it_is_demanded(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil, name = tmp_path / "evil.nq", "=HYPERLINK(1)"
    text = Path(data).read_text(encoding="utf-8")
    evil.write_text(text.replace("Internet Initiative Japan Inc.", name), encoding="utf-8")
    ask = ["ask", "measure_tax_rate", str(evil), "--format", "csv", "--labels"]
    query = tmp_path / "labels.rq"
    query.write_text(f'SELECT ("{name}" AS ?label) (-5 AS ?n) {{}}', encoding="utf-8")
    for command in (ask, ["query", str(query), str(evil), "--format", "csv"]):
        assert main(command) == 0
        assert f"\n'{name}," in capsys.readouterr().out
        assert main([*command, "--raw"]) == 0
        assert f"\n{name}," in capsys.readouterr().out
