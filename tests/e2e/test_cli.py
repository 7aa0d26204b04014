"""The commands as a user sees them: what they print, and one plain line where they cannot."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

import gaapgraph
from gaapgraph.api import ReadReport
from gaapgraph.build import release_page
from gaapgraph.cli import main
from gaapgraph.cli._group import COMMANDS, app
from gaapgraph.cli._overview import describe_commands
from gaapgraph.model import Report
from gaapgraph.write import Names, write_file


@pytest.fixture
def data(tmp_path, sample_report):
    path = tmp_path / "sample.nq"
    write_file([sample_report], path)
    return str(path)


@pytest.fixture
def built(monkeypatch, tmp_path, sample_report):
    """Let `build` find the sample in every source."""
    for name in ("release.txt", "a.txt", "b.txt"):
        (tmp_path / name).write_text("anything")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(release_page.READER, "read", lambda source, context: iter([sample_report]))


def refuse(capsys, *arguments: str) -> str:
    """Run a command that cannot be done; return its one line."""
    assert main(list(arguments)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("gaapgraph: ")
    assert captured.err.count("\n") == 1
    return captured.err


def test_version_and_help_are_told(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"gaapgraph {gaapgraph.__version__}\n"
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in ("build", "query", "explain", "tag", "demo", "coverage"))


def test_every_command_has_a_help(capsys):
    for name in app_commands():
        assert main([name, "--help"]) == 0
        assert "Usage" in capsys.readouterr().out


def test_the_list_of_commands_says_what_each_says_of_itself():
    for name, summary in COMMANDS.items():
        function = getattr(importlib.import_module(f"gaapgraph.cli.{name}_command"), name)
        assert " ".join(function.__doc__.split("\n\n")[0].split()) == summary


def test_the_list_of_commands_says_what_the_parser_of_options_would(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["--help"]) == 0
    drawn = capsys.readouterr().out
    app(["--help"], prog_name="gaapgraph", standalone_mode=False)
    parsed = capsys.readouterr().out.replace("<bool>", "")
    assert words_of(drawn) == words_of(parsed)
    assert {len(line) for line in drawn.splitlines() if line.startswith(("╭", "│", "╰"))} == {100}


def words_of(shown: str) -> list[str]:
    """Return the words of a help in the order of their alphabet: it is laid out in other lines."""
    return sorted(re.findall(r"[^\s│╭╮╰╯─]+", shown))


@pytest.mark.parametrize("width", [40, 57, 200])
def test_the_list_of_commands_is_as_wide_as_the_terminal(width: int):
    plain = describe_commands(width)
    assert max(map(len, plain.splitlines())) == max(width, 45)
    coloured = describe_commands(width, is_coloured=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def app_commands() -> list[str]:
    from typer.main import get_command

    names = get_command(app).list_commands(None)
    assert set(names) <= set(COMMANDS)
    return names


@pytest.mark.parametrize("name", ["out.nq", "out.trig.gz", "out.ttl", "out.nt", "folder"])
def test_build_writes_what_query_reads(built, tmp_path, capsys, name):
    output = str(tmp_path / name)
    assert main(["build", "release.txt", "-o", output]) == 0
    assert capsys.readouterr().err == f"release.txt: an earnings release, 6 facts\n{output}: 1 report, 6 facts\n"
    (tmp_path / "q.rq").write_text("SELECT (COUNT(?fact) AS ?n) { ?fact a gg:Fact }")
    assert main(["query", str(tmp_path / "q.rq"), output, "--format", "csv"]) == 0
    assert capsys.readouterr().out.split() == ["n", "6"]


def test_the_same_document_twice_is_one_report(built, tmp_path, capsys):
    assert main(["build", "a.txt", "b.txt", "-o", str(tmp_path / "out.nq")]) == 0
    assert "b.txt: an earnings release, given before\n" in (told := capsys.readouterr().err)
    assert "out.nq: 1 report," in told


def test_the_base_can_be_chosen(built, tmp_path):
    output = tmp_path / "out.nq"
    assert main(["build", "a.txt", "-o", str(output), "--base", "https://example.org/d/"]) == 0
    assert "<https://example.org/d/report/" in output.read_text()


def test_query_shows_a_table_and_sparql_json(data, monkeypatch, capsys):
    text = "SELECT ?text ?line { ?o gg:printedText ?text ; gg:line ?line FILTER (?line = 53) } ORDER BY ?text"
    monkeypatch.setattr("sys.stdin.read", lambda _: text, raising=False)
    assert main(["query", "-", data]) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["text", "line"],
        ["4.3%", "53"],
        ["69,731", "53"],
    ]
    assert main(["query", "-", data, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["results"]["bindings"][1]["text"]["value"] == "69,731"


def test_explain_shows_the_row_the_value_and_what_it_is_tied_to(data, sample_report, capsys):
    fact = sample_report.facts[0]
    assert main(["explain", Names(sample_report).fact(fact.dimensions), data]) == 0
    shown = capsys.readouterr().out
    assert "▶ 69,731 ◀" in shown
    assert "69,730,730,000, accurate to -3 decimals: 69,730,729,500 to 69,730,730,500" in shown
    assert "2008-04-01 to 2009-03-31" in shown
    assert "us-gaap:Revenues “Revenues” duration, credit, monetaryItemType" in shown
    assert "12@14 JPY69,731 million; 53:2 69,731; 396:5 69,730,730 (primary statement)" in shown
    assert "dimensions     none (total)" in shown
    assert "sum of + Revenues, Connectivity 33,000,000,000 = 33,000,000,000, which rounding does not explain" in shown
    assert "translated as 703285000" in shown


def test_explain_tells_the_first_figure_of_a_line_in_full_and_each_other_one_in_short(data, capsys):
    assert main(["explain", "53", data]) == 0
    shown = capsys.readouterr().out
    assert shown.count("release.txt, line 53") == 1
    assert "▶ 69,731 ◀" in shown
    assert "same line      53:4 4.3%: 0.043 pure, 2008-04-01 to 2009-03-31, measure:us-gaap/Revenues/growth" in shown
    assert len(shown.splitlines()) <= 40
    assert main(["explain", "53", "--column", "4", data]) == 0
    one = capsys.readouterr().out
    assert "▶ 4.3% ◀" in one
    assert "▶ 69,731 ◀" not in one
    assert "period         2008-04-01 to 2009-03-31, against 2007-04-01 to 2008-03-31" in one


def test_explain_takes_the_document_that_is_named(data, capsys):
    assert main(["explain", "53:2", "--document", "release", data]) == 0
    assert "69,731" in capsys.readouterr().out
    assert main(["explain", "53:2", "--document", "other", data]) == 2
    assert "there is release.txt" in capsys.readouterr().err


def test_explain_finds_a_figure_in_prose_by_its_offset(data, capsys):
    assert main(["explain", "12@14", data]) == 0
    assert "▶ JPY69,731 million ◀" in capsys.readouterr().out


def test_explain_shows_what_the_reader_found_and_where_the_print_differs(data, capsys):
    assert main(["explain", "60", data]) == 0
    shown = capsys.readouterr().out
    assert "finding        60:2 GG-READ-001 (warning): The row is printed twice." in shown
    assert "print differs  at 60:2 the print says value 33000, period 2007-04-01/2008-03-31" in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "No such command"),
        (["build", "a.txt"], "Missing option '-o'"),
        (["build", "-o", "a.nq"], "Missing argument"),
        (["build", "--none"], "No such option"),
        (["build", "none.txt", "-o", "out.nq"], "none.txt: no such file; check the path"),
        (["build", "{tmp}", "-o", "{tmp}/out.nq"], "is a folder in which no document can be read (2 tried)"),
        (["build", "{tmp}/empty.txt", "-o", "{tmp}/out.nq"], "the file is empty"),
        (["build", "{tmp}/binary.txt", "-o", "{tmp}/out.nq"], "binary"),
        (["build", "{tmp}/empty.txt", "-o", "{tmp}/none/out.nq"], ""),
        (["build", "{tmp}/empty.txt", "-o", "{tmp}/out.docx"], "names no RDF format"),
        (["build", "{tmp}/empty.txt", "-o", "{tmp}/diary.nq"], "exists and is no RDF file"),
        (["build", "{tmp}/empty.txt", "-o", "{tmp}"], "exists and is no store folder"),
        (["build", "x" * 4000, "-o", "{tmp}/out.nq"], "xxx: cannot be read (File name too long)"),
        (["build", "{tmp}/empty.txt", "-o", "{tmp}/" + "x" * 300 + ".nq"], "xxx.nq: cannot be written"),
        (["query", "{tmp}/none.rq"], "none.rq: no such file"),
        (["query", "{tmp}/bad.rq", "{tmp}/diary.nq"], "diary.nq:1: is no valid .nq"),
        (["query", "{tmp}/bad.rq", "{tmp}/ok.nq"], "bad.rq:1:13: is no SPARQL query"),
        (["query", "{tmp}/bad.rq", "{tmp}/ok.nq", "--format", "xml"], "Invalid value for '--format'"),
        (["explain", "7", "{tmp}/ok.nq"], "line 7: no figure stands there"),
        (["explain", "abcdef", "{tmp}/ok.nq"], "no fact has this name"),
        (["coverage", "{tmp}/none.txt"], "no such file"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(tmp_path, capsys, arguments, words):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "diary.nq").write_text("Dear diary,\n")
    (tmp_path / "ok.nq").write_text("<a:a> <a:b> <a:c> .\n")
    (tmp_path / "bad.rq").write_text("SELECT WHERE")
    before = sorted(path.name for path in tmp_path.iterdir())
    assert words in refuse(capsys, *(argument.replace("{tmp}", str(tmp_path)) for argument in arguments))
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert (tmp_path / "diary.nq").read_text() == "Dear diary,\n"


def test_completion_names_the_commands():
    environment = {"_GAAPGRAPH_COMPLETE": "complete_bash", "COMP_WORDS": "gaapgraph bu", "COMP_CWORD": "1"}
    shown = CliRunner().invoke(app, [], env=environment, prog_name="gaapgraph").output
    assert "build" in shown


def test_a_closed_pipe_is_no_error(data, tmp_path):
    (tmp_path / "q.rq").write_text("SELECT ?s ?p ?o { ?s ?p ?o }")
    command = [sys.executable, "-c", "import sys; from gaapgraph.cli import main; sys.exit(main())"]
    with subprocess.Popen(
        [*command, "query", str(tmp_path / "q.rq"), data], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


def test_build_imports_nothing_that_is_slow_and_not_needed():
    script = (
        "import sys, gaapgraph.cli.build_command\n"
        "print(*{'rdflib', 'pyshacl', 'rich', 'pydantic', 'rapidfuzz', 'yaml'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_demo_builds_explains_and_asks(monkeypatch, tmp_path, sample_report, capsys):
    report = ReadReport(**{field.name: getattr(sample_report, field.name) for field in fields(Report)})
    monkeypatch.setattr("gaapgraph.cli.demo_command.release_inputs", lambda: [tmp_path / "input.txt"])
    monkeypatch.setattr("gaapgraph.cli.demo_command.read", lambda path: report)
    assert main(["demo"]) == 0
    shown = capsys.readouterr().out
    assert ["places", "that", "state", "them", "9"] in [line.split() for line in shown.splitlines()]
    assert "▶ 69,731 ◀" in shown
    assert shown.splitlines()[-1].split() == ["Revenues", "2008-04-01", "to", "2009-03-31", "69730730000", "3"]


def test_coverage_counts_tokens_and_lists_the_unresolved(tmp_path, capsys):
    path = tmp_path / "release.txt"
    path.write_text("Results\n\n\tFY2008\tFY2007\n\tJPY millions\tJPY millions\nTotal Revenues\t69,731\t66,835\n")
    assert main(["coverage", str(path), "--format", "json"]) == 0
    tokens = json.loads(capsys.readouterr().out)
    assert [(token["line"], token["column"], token["kind"]) for token in tokens if token["text"] == "69,731"] == [
        (5, 2, "fact")
    ]
    assert main(["coverage", str(path)]) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[0].split() == ["kind", "reason", "tokens"]
    assert [line.split()[-1] for line in shown.splitlines() if line.startswith("all")] == [str(len(tokens))]


def test_a_whole_release_is_built_in_little_memory(tmp_path):
    release = Path(__file__).parents[2] / ".." / "shared" / "seeds" / "iij-fy2008-release.txt"
    if not release.is_file():
        pytest.skip("the release is not beside the project")
    script = (
        "import re; from gaapgraph.cli import main; code = main()\n"
        "status = open('/proc/self/status').read()\n"
        "print(code, int(re.search(r'VmHWM:\\s+(\\d+) kB', status)[1]) // 1024)"
    )
    command = [sys.executable, "-c", script, "build", str(release), "-o", str(tmp_path / "release.nq")]
    code, mebibytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert code == "0"
    assert int(mebibytes) < 150
