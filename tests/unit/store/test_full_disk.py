"""A disk without room, and one that cannot be written: one line each, and what stood there stands there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOUNT, UMOUNT = shutil.which("mount"), shutil.which("umount")


def mount(*arguments: str) -> None:
    done = subprocess.run([str(MOUNT), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of six megabytes with a store on it that holds one graph."""
    if MOUNT is None or UMOUNT is None:
        pytest.skip("nothing can be mounted here")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount("-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder))
    try:
        assert load(folder, one_graph(tmp_path)).returncode == 0
        yield folder
    finally:
        subprocess.run([str(UMOUNT), str(folder)], check=True)


def one_graph(folder: Path) -> Path:
    source = folder / "one.nq"
    source.write_text('<urn:s> <urn:p> "old" <urn:g> .\n', encoding="utf-8")
    return source


def load(disk: Path, *sources: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gaapgraph", "load", *map(str, sources), "--to", str(disk / "store")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def read(disk: Path) -> list[tuple[str, str]]:
    quads = ox.Store.read_only(str(disk / "store")).quads_for_pattern(None, None, None, ox.NamedNode("urn:g"))
    return [(str(quad.subject), str(quad.object)) for quad in quads]


@pytest.mark.slow
def test_a_disk_without_room_keeps_what_it_has(small: Path) -> None:
    done = load(small)  # the shipped graphs take more than six megabytes
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    *_, last = done.stderr.splitlines()
    assert last.startswith("gaapgraph: ")
    assert "did not arrive: https://w3id.org/gaapgraph/report/" in last
    assert read(small) == [("<urn:s>", '"old"')]


@pytest.mark.slow
def test_a_disk_that_cannot_be_written_is_told_in_one_line(small: Path, tmp_path: Path) -> None:
    mount("-o", "remount,ro", str(small))
    (tmp_path / "one.nq").write_text('<urn:s> <urn:p> "new" <urn:g> .\n', encoding="utf-8")
    done = load(small, tmp_path / "one.nq")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "the store cannot be written" in done.stderr
    assert read(small) == [("<urn:s>", '"old"')]
