"""What is written is whole or not there, and replaces nothing but what the program itself could have written."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from gaapgraph.errors import OutputError
from gaapgraph.write import FORMATS, only, replace_each, replace_whole, write_file
from gaapgraph.write.kind import MARK, is_page, is_picture, is_rdf, is_workbook, mark_png, starts_as

anything = only(lambda path: True, "no file")
_PIXEL = bytes.fromhex(  # a PNG of one pixel
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001"
    "f61738550000000049454e44ae426082"
)
_WRITER = """
import sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Quad
from pyoxigraph import Store
from gaapgraph.write import only, replace_whole
folder, mark = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
while True:
    with replace_whole(folder, lambda path: None) as part:
        part.mkdir()
        store = Store(str(part))
        for number in range(20):
            store.add(Quad(NamedNode(f"x:{number}"), NamedNode("x:by"), Literal(mark)))
        store.flush()
        del store
    print("written", flush=True)
"""


def stock(folder: Path, mark: str) -> None:
    with replace_whole(folder, lambda path: None) as part:
        part.mkdir()
        store = Store(str(part))
        for number in range(20):
            store.add(Quad(NamedNode(f"x:{number}"), NamedNode("x:by"), Literal(mark)))
        store.flush()
        del store


def marks(folder: Path) -> list[str]:
    store = Store.read_only(str(folder))
    return [quad.object.value for quad in store]


def hidden(folder: Path) -> list[Path]:
    return list(folder.glob(".gaapgraph-*"))


def test_a_file_is_there_only_at_the_end(tmp_path):
    path = tmp_path / "a.txt"
    with replace_whole(path, anything) as part:
        part.write_text("new")
        assert not path.exists()
    assert path.read_text() == "new"
    assert hidden(tmp_path) == []


def test_after_an_error_the_old_file_stands_and_nothing_is_left(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError), replace_whole(path, anything) as part:
        part.write_text("new")
        raise RuntimeError
    assert path.read_text() == "old"
    assert hidden(tmp_path) == []


def test_a_store_is_exchanged_whole(tmp_path):
    stock(tmp_path / "store", "old")
    stock(tmp_path / "store", "new")
    assert marks(tmp_path / "store") == ["new"] * 20
    assert hidden(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a store is replaced in two steps")
def test_the_place_of_a_store_is_never_empty(tmp_path, monkeypatch):
    stock(tmp_path / "store", "old")
    seen = []
    remove = shutil.rmtree
    monkeypatch.setattr(
        "gaapgraph.write.output.shutil.rmtree",
        lambda *a, **k: (seen.append(marks(tmp_path / "store")), remove(*a, **k)),
    )
    monkeypatch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(OSError(39, "not empty")))
    stock(tmp_path / "store", "new")
    assert seen == [["new"] * 20]


def test_where_nothing_can_be_exchanged_a_store_is_renamed(tmp_path, monkeypatch):
    monkeypatch.setattr("gaapgraph.write.output._exchange", lambda *_: False)
    stock(tmp_path / "store", "old")
    stock(tmp_path / "store", "new")
    assert marks(tmp_path / "store") == ["new"] * 20
    assert hidden(tmp_path) == []


def test_parts_of_a_killed_run_are_removed_and_those_of_a_living_one_stay(tmp_path):
    (tmp_path / ".gaapgraph-1-dead.part").mkdir()
    (tmp_path / ".gaapgraph-1-dead.part" / "new").write_text("half")
    with replace_whole(tmp_path / "a.txt", anything) as part:
        part.write_text("a")
        assert [path.name for path in hidden(tmp_path)] == [part.parent.name]
        with replace_whole(tmp_path / "b.txt", anything) as other:
            other.write_text("b")
            assert part.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def start_writer(folder, mark):
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(folder), mark],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a store is replaced in two steps")
@pytest.mark.parametrize(
    ("kills", "writers"),
    [(20, 1), (5, 2), pytest.param(200, 1, marks=pytest.mark.fuzz), pytest.param(50, 2, marks=pytest.mark.fuzz)],
)
def test_a_kill_at_any_moment_leaves_a_whole_store(tmp_path, kills, writers):
    folder, chance, seen = tmp_path / "store", random.Random(20281128), set()
    stock(folder, "old")
    for turn in range(kills + 1):
        running = [start_writer(folder, f"{turn}-{number}") for number in range(writers)]
        begun = time.monotonic()
        if turn == 0:  # how long a write takes here and now: the kills come within twice that
            assert running[0].stdout.readline() == "written\n"
            whole = time.monotonic() - begun
        else:
            time.sleep(chance.uniform(0, 2 * whole))
        for process in running:
            process.send_signal(signal.SIGKILL)
            process.wait()
            process.stdout.close()
        found = marks(folder)
        assert len(found) == 20
        assert len(set(found)) == 1
        seen.update(found)
    assert len(seen) > 2 or kills < 20  # some writes had come to their end, and not the first alone
    stock(folder, "last")
    assert hidden(tmp_path) == []
    assert marks(folder) == ["last"] * 20


_ONCE = """
import sys
from pathlib import Path
from gaapgraph.write import replace_whole
with replace_whole(Path(sys.argv[1]), lambda path: None) as part:
    part.mkdir()
    for number in range(3):
        (part / str(number)).write_text("new")
"""
_CALLS = "rename,renameat2,unlink,unlinkat,rmdir,mkdir,flock,write,openat,close"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_kill_between_any_two_system_calls_leaves_a_whole_folder(tmp_path):
    folder = tmp_path / "store"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
    command = ["strace", "-f", "-qq", "-o", str(tmp_path / "log")]

    def run(*options: str) -> int:
        done = subprocess.run(
            [*command, *options, sys.executable, "-c", _ONCE, str(folder)],
            env=environment,
            capture_output=True,
            check=False,
        )
        return done.returncode

    with replace_whole(folder, lambda path: None) as part:
        part.mkdir()
        for number in range(3):
            (part / str(number)).write_text("old")
    if run("-e", "trace=none") != 0:
        pytest.skip("strace may not trace here")
    for call in ("renameat2", "rename", "unlinkat", "rmdir", "mkdir", "flock"):
        for turn in range(1, 5):
            code = subprocess.run(
                ["strace", "-f", "-qq", "-o", str(tmp_path / "log"), "-e", f"trace={call}", "-e",
                 f"inject={call}:signal=SIGKILL:when={turn}", sys.executable, "-c", _ONCE, str(folder)],
                env=environment, capture_output=True, check=False,
            ).returncode  # fmt: skip
            found = {path.read_text() for path in folder.iterdir()}
            assert len(found) == 1, (call, turn)
            assert len(list(folder.iterdir())) == 3, (call, turn)
            if code == 0:
                break  # there is no further such call
    assert run("-e", "trace=none") == 0
    assert hidden(tmp_path) == []


def test_rdf_is_ours_where_it_speaks_of_reports(tmp_path, sample_report):
    for extension, rdf_format in FORMATS.items():
        path = tmp_path / f"a{extension}"
        write_file([sample_report], path)
        assert is_rdf(path, rdf_format)
    (tmp_path / "own.ttl").write_text("<x:a> <http://purl.org/dc/terms/title> 'my ontology' .\n")
    assert not is_rdf(tmp_path / "own.ttl", FORMATS[".ttl"])
    with pytest.raises(OutputError, match=r"own\.ttl: exists and is no RDF file of gaapgraph"):
        write_file([sample_report], tmp_path / "own.ttl")


def test_pages_pictures_and_workbooks_are_told_by_their_mark(tmp_path):
    path = tmp_path / "a"
    path.write_text(f"<!DOCTYPE html><html><head>{MARK}")
    assert is_page(path)
    path.write_text("<!DOCTYPE html><html><head><title>gaapgraph notes</title>")
    assert not is_page(path)
    path.write_bytes(_PIXEL)
    assert not is_picture(path)
    path.write_bytes(mark_png(_PIXEL))
    assert is_picture(path)
    assert not is_workbook(path)
    path.write_text("a,b\n1,2\n")
    assert starts_as("a,b\r\n7,8\r\n")(path)
    assert not starts_as("a,c\n")(path)


def test_an_empty_file_may_be_replaced_and_a_folder_not(tmp_path):
    refuse = only(lambda path: False, "nothing of ours")
    (tmp_path / "empty").touch()
    refuse(tmp_path / "empty")
    refuse(tmp_path / "absent")
    with pytest.raises(OutputError, match="exists and is no file"):
        refuse(tmp_path)


def test_a_link_that_leads_nowhere_is_left_alone(tmp_path):
    loop = tmp_path / "loop.nq"
    loop.symlink_to(loop)
    with pytest.raises(OutputError, match="a symbolic link that leads nowhere"), replace_whole(loop, anything) as part:
        part.write_text("new")
    assert loop.is_symlink()


def test_many_files_go_through_one_hidden_folder_and_each_is_whole_as_soon_as_it_is_written(tmp_path, monkeypatch):
    swept: list[Path] = []
    monkeypatch.setattr("gaapgraph.write.output._sweep", swept.append)
    (tmp_path / "3.txt").write_text("somebody's own")
    mine = only(lambda path: path.read_bytes() == b"old", "no file of ours")
    (tmp_path / "1.txt").write_text("old")
    written = [(tmp_path / f"{number}.txt", lambda stream: stream.write(b"new")) for number in range(5)]
    with pytest.raises(OutputError, match=r"3\.txt: exists and is no file of ours"):
        replace_each(written, mine)
    assert swept == [tmp_path]
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "0.txt": "new", "1.txt": "new", "2.txt": "new", "3.txt": "somebody's own",
    }  # fmt: skip


def test_a_file_that_cannot_be_written_leaves_what_stood_there(tmp_path):
    def fail(stream) -> None:
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(OutputError, match="No space left on device"):
        replace_each([(tmp_path / "a.txt", fail)], anything)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "old")]
