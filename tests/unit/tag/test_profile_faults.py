"""What people write into a profile is refused in a line that names the place, never with a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gaapgraph.errors import InputError
from gaapgraph.tag import load_profile

IIJ = Path(__file__).parents[3] / "instances" / "iij"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("profile.ttl", "mappings.sssom.tsv", "annotations/fy2008-release.tsv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(IIJ / name, tmp_path / name)
    return tmp_path


def damage(path: Path, old: bytes, new: bytes) -> int:
    """Replace the first of some bytes, and return the line where they stand."""
    data = path.read_bytes()
    at = data.index(old)
    path.write_bytes(data[:at] + new + data[at + len(old) :])
    return data.count(b"\n", 0, at) + 1


def refusal(folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        load_profile(folder)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_folder_without_faults_is_read(folder: Path) -> None:
    assert load_profile(folder).annotations


@pytest.mark.parametrize("name", ["mappings.sssom.tsv", "annotations/fy2008-release.tsv"])
def test_bytes_that_are_no_utf8_are_told_with_their_line(folder: Path, name: str) -> None:
    lines = (folder / name).read_bytes().split(b"\n")
    lines[30] += b"\xff"
    (folder / name).write_bytes(b"\n".join(lines))
    assert f"{name.rsplit('/', 1)[-1]}:31" in refusal(folder)


@pytest.mark.parametrize("end", [b"--13-31", b"--02-30", b"March"])
def test_a_fiscal_year_ends_on_a_day(folder: Path, end: bytes) -> None:
    damage(folder / "profile.ttl", b"--03-31", end)
    assert end.decode() in refusal(folder)


def test_dates_of_annotations_exist(folder: Path) -> None:
    path = folder / "annotations/fy2008-release.tsv"
    line = damage(path, b"2009-03-31", b"2009-02-30")
    assert f"{path.name}:{line}" in refusal(folder)
