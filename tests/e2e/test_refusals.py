"""What cannot be used is refused: one line on stderr, exit code 2, no file left, little memory; each in a process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RELEASE = Path(__file__).parents[2] / "instances" / "iij" / "fy2008-release" / "release.trig"
LIMIT = 2**20  # bytes in a mebibyte
ROW = "Revenues\t1,234\t1,100\n"
TABLE = "Results of Example Corp.\n\n\tFY2008\tFY2007\n\tJPY millions\tJPY millions\n" + ROW

# The peak of the process itself: getrusage counts that of the parent before the exec as well.
_SCRIPT = """
import re, sys
from gaapgraph.cli import main
code = main()
with open("/proc/self/status") as stream:
    print(int(re.search(r"VmHWM:\\s+(\\d+) kB", stream.read())[1]) // 1024)
sys.exit(code)
"""


def run(folder: Path, *arguments: str, most: int = 150) -> subprocess.CompletedProcess[str]:
    """Run `gaapgraph` in a folder and see that its memory stays below so many MiB."""
    command = [sys.executable, "-c", _SCRIPT, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    assert int(done.stdout.splitlines()[-1]) < most
    return done


def refuse(folder: Path, *arguments: str, most: int = 150) -> str:
    """Return the one line of a refusal, after which the folder holds what it held."""
    before = {path: path.lstat().st_mtime_ns for path in folder.rglob("*")}
    done = run(folder, *arguments, most=most)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("gaapgraph: ")
    assert {path: path.lstat().st_mtime_ns for path in folder.rglob("*")} == before
    return done.stderr


pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is told by /proc")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t\n", ""),
        ("binary.txt", bytes(range(256)) * 64, "binary"),
        ("program.txt", Path(sys.executable).read_bytes()[:20_000], "binary"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(3000), "an image (PNG)"),
        ("japanese.txt", ("売上高 売上原価\n" * 50).encode("shift_jis") + b"\x80\xff", "UTF-8"),
        ("latin.txt", "Société générale\n".encode("latin-1") + TABLE.encode(), "UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    line = refuse(tmp_path, "build", name, "-o", "out.nq")
    assert name in line
    assert words in line


def test_a_document_without_tables_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear shareholders,\n\nwe had a good year.\n")
    assert "letter.txt" in refuse(tmp_path, "build", "letter.txt", "-o", "out.nq")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cut.txt", TABLE + "Cost of revenues\t1,0"),
        ("cut.md", "# Results\n\n| JPY millions | FY2008 | FY2007 |\n|---|---|---|\n| Revenues | 1,234 | 1,1"),
        (
            "cut.html",
            "<html><body><p>Results, in thousands of dollars</p><table><tr><td></td><td>2008</td></tr>"
            "<tr><td>Revenues</td><td>1,234</td></tr><tr><td>Cost of reve",
        ),
    ],
)
def test_a_truncated_table_is_refused(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    assert name in refuse(tmp_path, "build", name, "-o", "out.nq")


def test_a_last_row_that_is_short_but_ended_is_read(tmp_path):
    (tmp_path / "short.txt").write_text(TABLE + "Cost of revenues\t1,021\n")
    done = run(tmp_path, "build", "short.txt", "-o", "out.nq")
    assert done.returncode == 0
    assert done.stderr == "short.txt: an earnings release, 3 facts\nout.nq: 1 report, 3 facts\n"


def test_text_with_a_byte_order_mark_is_read(tmp_path):
    (tmp_path / "wide.txt").write_bytes(TABLE.encode("utf-16"))
    assert run(tmp_path, "build", "wide.txt", "-o", "out.nq").returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("content", ["zeros", "digits"])
def test_one_line_of_200_megabytes_is_refused_in_little_memory(tmp_path, content):
    path = tmp_path / "long.txt"
    with path.open("wb") as stream:
        if content == "digits":
            for _ in range(200):
                stream.write(b"1,234 " * (LIMIT // 6))
        stream.truncate(200 * LIMIT)
    assert "long.txt" in refuse(tmp_path, "build", "long.txt", "-o", "out.nq", most=400)
    path.unlink()


def test_a_source_that_is_absent_or_a_folder_is_refused(tmp_path):
    (tmp_path / "folder").mkdir()
    assert "absent.txt: no such file" in refuse(tmp_path, "build", "absent.txt", "-o", "out.nq")
    assert "folder: is a folder" in refuse(tmp_path, "build", "folder", "-o", "out.nq")


def test_an_output_that_is_something_else_stays_as_it_is(tmp_path):
    (tmp_path / "release.txt").write_text(TABLE)
    (tmp_path / "diary.nq").write_text("Dear diary,\n")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"\xff\xd8")
    assert "diary.nq" in refuse(tmp_path, "build", "release.txt", "-o", "diary.nq")
    assert "photos" in refuse(tmp_path, "build", "release.txt", "-o", "photos")
    assert "release.txt" in refuse(tmp_path, "build", "release.txt", "-o", "release.txt")
    assert "release.docx" in refuse(tmp_path, "build", "release.txt", "-o", "release.docx")


def test_an_output_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "release.txt").write_text(TABLE)
    assert "none/out.nq" in refuse(tmp_path, "build", "release.txt", "-o", "none/out.nq")
    assert "release.txt/out.nq" in refuse(tmp_path, "build", "release.txt", "-o", "release.txt/out.nq")
    if Path("/dev/full").exists():
        refuse(tmp_path, "build", "release.txt", "-o", "/dev/full")
    if os.geteuid():  # root may write anywhere
        (tmp_path / "locked").mkdir(mode=0o500)
        assert "locked/out.nq" in refuse(tmp_path, "build", "release.txt", "-o", "locked/out.nq")
        (tmp_path / "kept.nq").touch(mode=0o400)
        assert "write-protected" in refuse(tmp_path, "build", "release.txt", "-o", "kept.nq")


@pytest.mark.skipif(os.name == "nt", reason="shells of POSIX bound files")
@pytest.mark.parametrize(
    "call", [("build", "-o", "out.nq"), ("export", "--to", "xlsx", "-o", "out.xlsx"), ("report", "-o", "out.html")]
)
def test_a_disk_without_room_is_told_in_a_line_and_nothing_is_left(tmp_path, call):
    if "xlsx" in call:
        pytest.importorskip("xlsxwriter")
    (tmp_path / "release.txt").write_text(TABLE)
    command = [
        "sh",
        "-c",
        'ulimit -f 2; exec "$0" "$@"',
        sys.executable,
        "-m",
        "gaapgraph",
        call[0],
        "release.txt",
        *call[1:],
    ]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "cannot be written (File too large)" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["release.txt"]


def test_an_earlier_output_survives_a_failed_build(tmp_path):
    (tmp_path / "release.txt").write_text(TABLE)
    assert run(tmp_path, "build", "release.txt", "-o", "out.nq").returncode == 0
    before = (tmp_path / "out.nq").read_bytes()
    refuse(tmp_path, "build", "release.txt", "absent.txt", "-o", "out.nq")
    assert (tmp_path / "out.nq").read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep a limit on addresses")
@pytest.mark.parametrize(
    ("megabytes", "call", "said"),
    [(300, ["report", str(RELEASE), "-o", "out.html"], "may address 300 MB of memory, and gaapgraph needs 400"),
     (500, ["build", str(RELEASE.with_name("input.txt")), "-o", "out"], "and a store folder needs 750"),
     (500, ["load", str(RELEASE), "--to", "out"], "and a store folder needs 750")],
)  # fmt: skip
def test_too_few_addresses_are_said_instead_of_an_abort(tmp_path, megabytes, call, said):
    done = subprocess.run(
        ["sh", "-c", f'ulimit -v {megabytes * 1024}; exec "$0" "$@"', sys.executable, "-m", "gaapgraph", *call],
        capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert said in line
    assert not list(tmp_path.iterdir())
