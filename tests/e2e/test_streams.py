"""Processes without standard streams, in locales without Unicode: an answer, or one line."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from gaapgraph.cli import main

PROGRAM = "import sys; from gaapgraph.cli import main; sys.exit(main(sys.argv[1:]))"


def run(shell: str, *call: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment}
    command = ["sh", "-c", f'exec "$0" "$@" {shell}', sys.executable, "-c", PROGRAM, *call]
    return subprocess.run(command, env=given, capture_output=True, text=True, check=False, errors="replace")


@pytest.mark.skipif(os.name == "nt", reason="shells of POSIX close streams")
@pytest.mark.parametrize(("shell", "code"), [("<&-", 2), (">&-", 2), ("2>&-", 2), ("<&- >&- 2>&-", 2)])
def test_closed_streams_are_empty(shell: str, code: int) -> None:
    assert run(shell + ("" if "<&-" in shell else " </dev/null"), "query", "-").returncode == code
    assert run(shell, "ask", "--list").returncode == 0


def test_what_an_encoding_lacks_is_escaped() -> None:
    done = run("", "ask", "--list", "margin", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    done = run("", "explain", "53", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (["load", "--to", "http://[::1"], 2),
        (["mcp", "--http", "99999"], 2),
        (["check", "--timeout", "nan"], 2),
    ],
)
def test_odd_options_are_refused_in_a_line(call: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(call) == code
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_half_of_a_surrogate_pair_is_shown_by_its_number() -> None:
    text = "from gaapgraph.cli import _open_streams; _open_streams(); print('\\ud800')"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "\\ud800")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("seconds", [1.0, 2.0, 3.5])
def test_a_server_that_is_told_to_stop_while_it_loads_stops(seconds: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True
    ) as running:
        time.sleep(seconds)
        running.terminate()
        _, said = running.communicate(timeout=60)
    assert (running.returncode, "has ended" in said, "descriptor" in said) in ((0, False, False), (143, False, False))
