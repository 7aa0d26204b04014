"""A fault of the program is one line and exit code 3; what stands in a document is shown and never obeyed."""

from __future__ import annotations

import io
import sys

import pytest

from gaapgraph.cli import main
from gaapgraph.cli._group import COMMANDS

ESCAPE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
RELEASE = f"Example Corp. results\n\n\tFY2008\tFY2007\n\tJPY millions\tJPY millions\nReve{ESCAPE}nues\t1,234\t1,100\n"
UNSEEN = "\x1b\x07\x9b\u202e"


@pytest.fixture
def broken(monkeypatch, tmp_path):
    def fail(*_, **__):
        raise IndexError("list index out of range")

    monkeypatch.setattr("gaapgraph.cli.build_command.read_sources", fail)
    monkeypatch.chdir(tmp_path)
    return ["build", "a.txt", "-o", "out.nq"]


def test_a_fault_is_one_line_that_names_command_and_input(broken, capsys):
    assert main(broken) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.startswith("gaapgraph: gaapgraph build a.txt -o out.nq: IndexError: list index out of range; ")
    assert "--traceback" in told.err


@pytest.mark.parametrize("before", [True, False])
def test_the_traceback_is_shown_where_it_is_asked_for(broken, capsys, monkeypatch, before):
    call = ["--traceback", *broken] if before else [*broken, "--traceback"]
    assert main(call) == 3
    assert "Traceback (most recent call last)" in capsys.readouterr().err
    monkeypatch.setenv("GAAPGRAPH_TRACEBACK", "1")
    assert main(broken) == 3
    assert "Traceback (most recent call last)" in capsys.readouterr().err


@pytest.mark.parametrize("error", [RecursionError(), MemoryError(), KeyError("x"), AssertionError()])
def test_whatever_is_raised_is_caught(monkeypatch, capsys, tmp_path, error):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr("gaapgraph.cli.build_command.read_sources", fail)
    assert main(["build", "a.txt", "-o", str(tmp_path / "out.nq")]) == (2 if isinstance(error, MemoryError) else 3)
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_panic_of_an_engine_is_caught(monkeypatch, capsys):
    class Panic(BaseException):
        pass

    def fail(*_, **__):
        raise Panic("called `Option::unwrap()` on a `None` value")

    monkeypatch.setattr("gaapgraph.cli.build_command.read_sources", fail)
    assert main(["build", "a.txt", "-o", "out.nq"]) == 3
    assert "Panic" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_traceback(name, capsys):
    assert main([name, "--help"]) == 0
    assert "--traceback" in capsys.readouterr().out


def test_ctrl_c_is_no_fault(monkeypatch, tmp_path):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("gaapgraph.cli.build_command.read_sources", stop)
    assert main(["build", "a.txt", "-o", str(tmp_path / "out.nq")]) == 130


def test_what_ends_early_is_a_fault_and_no_ctrl_c(monkeypatch, capsys):
    def fail(*_, **__):
        raise EOFError("marshal data too short")

    monkeypatch.setattr("gaapgraph.cli.build_command.read_sources", fail)
    assert main(["build", "a.txt", "-o", "out.nq"]) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "ends early (marshal data too short)" in said


@pytest.fixture
def document(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(RELEASE, encoding="utf-8")
    assert main(["build", "a.txt", "-o", "a.nq"]) == 0
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ["explain", "5", "a.nq"],
        ["explain", "5:2", "a.nq"],
        ["coverage", "a.txt"],
        ["coverage", "a.txt", "--format", "json"],
        ["check", "a.nq"],
        ["check", "a.txt", "--verbose"],
        ["tag", f"Reve{ESCAPE}nues"],
        ["ask", f"no{ESCAPE}thing", "a.nq"],
        ["build", f"no{ESCAPE}thing", "-o", "b.nq"],
    ],
)
def test_controls_of_a_document_are_shown_not_sent(document, capsys, command):
    capsys.readouterr()
    main(command)
    told = capsys.readouterr()
    assert not set(UNSEEN) & set(told.out + told.err)


def test_a_terminal_gets_no_controls_from_csv_either(document, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    (document / "q.rq").write_text("SELECT ?label { ?o gg:label ?label } ORDER BY ?label")
    assert main(["query", "q.rq", "a.nq", "--format", "csv"]) == 0
    assert sys.stdout is screen
    assert "␛]0;owned␇" in screen.getvalue()
    assert not set(UNSEEN) & set(screen.getvalue())
