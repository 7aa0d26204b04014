"""What a call names is a file of a bounded size: no pipe is waited for, no device is read without end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from gaapgraph.cli import main
from gaapgraph.errors import ReadError, SourceError
from gaapgraph.input_file import read_input, require_file

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")


@pytest.fixture
def odd(tmp_path: Path) -> dict[str, Path]:
    """Return paths at which no file stands, by what is said of them."""
    os.mkfifo(tmp_path / "pipe.nq")
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(tmp_path / "s.nq"))
    (tmp_path / "zero.nq").symlink_to("/dev/zero")
    (tmp_path / "loop.nq").symlink_to(tmp_path / "loop.nq")
    (tmp_path / "gone.nq").symlink_to(tmp_path / "gone")
    return {
        "is a pipe": tmp_path / "pipe.nq", "is a socket": tmp_path / "s.nq", "is a device": tmp_path / "zero.nq",
        "cannot be read": tmp_path / "loop.nq", "no such file": tmp_path / "gone.nq", "is a folder": tmp_path,
    }  # fmt: skip


def test_what_is_no_file_is_told_by_what_it_is(odd: dict[str, Path]) -> None:
    for said, path in odd.items():
        with pytest.raises(SourceError, match=said):
            read_input(path)
    require_file(odd["is a folder"], or_folder=True)


def test_a_file_that_is_too_large_is_refused_and_one_that_just_fits_is_not(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_input(tmp_path / "a", 5) == b"12345"
    with pytest.raises(ReadError, match="larger than 4 bytes"):
        read_input(tmp_path / "a", 4)


def test_a_pipe_that_the_shell_opened_is_read(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"ASK {}")
    os.close(writing)
    try:
        assert read_input(Path(f"/dev/fd/{reading}")) == b"ASK {}"
    finally:
        os.close(reading)


@pytest.mark.parametrize(
    "call",
    [
        ["build", "?", "-o", "out.nq"], ["check", "?"], ["check", "--shapes", "?"], ["check", "--waive", "?"],
        ["query", "?"], ["ask", "list_reports", "?"], ["diff", "?", "?"], ["report", "?", "-o", "out.html"],
        ["verify", "?"],
        ["coverage", "?"], ["init", "?", "-o", "out"], ["taxonomy", "show", "?"], ["build", "a.txt", "-o", "?"],
        ["build", "a.txt", "-o", "out.nq", "--profile", "?"], ["build", "a.txt", "-o", "out.nq", "--taxonomy", "?"],
        ["build", "a.txt", "-o", "out.nq", "--corrections", "?"], ["outcomes", "?", "a.txt", "-o", "out.trig"],
        ["scale", "convert", "?", "-o", "out"], ["explain", "8", "?"], ["load", "?", "--to", "out"],
        ["export", "?", "--to", "xbrl", "-o", "out.xbrl"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_waits_for_a_pipe_or_reads_a_device(
    odd: dict[str, Path],
    call: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Larch Foods Inc.\n\n\tDecember 31, 2024\nTotal assets\t1,200\n")
    for path in list(odd.values())[:5]:
        assert main([str(path) if each == "?" else each for each in call]) == 2
        said = capsys.readouterr().err.splitlines()
        assert [each for each in said if each.startswith("gaapgraph: ")] == said[-1:]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell with <( )")
def test_what_lies_in_a_folder_beside_the_data_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.htm")
    os.mkfifo(tmp_path / "pipe.nq")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "a.txt").write_text("Larch Foods Inc.\n\n\tDecember 31, 2024\nTotal assets\t1,200\n")
    call = [sys.executable, "-m", "gaapgraph", "build", str(tmp_path), "-o", str(tmp_path / "out.trig")]
    done = subprocess.run(call, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, "1 report" in done.stderr) == (0, True), done.stderr
