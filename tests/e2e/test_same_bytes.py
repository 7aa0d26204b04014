"""The same sources give the same bytes, whatever the time zone, the locale, the hash seed and the folder."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from gaapgraph.resource import instances

if TYPE_CHECKING:
    from pathlib import Path

RELEASE = instances() / "iij/fy2008-release"
PLACES = {
    "here": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
    "far away": {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "4711"},
    "long ago": {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "12"},
}
COMMANDS = {
    "release.nq": ["build", str(RELEASE / "input.txt")],
    "release.trig.gz": ["build", str(RELEASE / "input.txt")],
    "results.html": ["check", str(RELEASE / "release.trig")],
    "page.html": ["report", str(RELEASE / "release.trig")],
    "answer.csv": ["ask", "measure_tax_rate"],
    "answer.svg": ["ask", "measure_tax_rate"],
    "book.xlsx": ["export", "--to", "xlsx", str(RELEASE / "release.trig")],
}


def run(folder: Path, environment: dict[str, str], name: str) -> str:
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "gaapgraph", *COMMANDS[name], "-o", name]
    paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **paths, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return sha256((folder / name).read_bytes()).hexdigest()


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_the_bytes_are_the_same_everywhere(tmp_path, name):
    if name.endswith(".svg"):
        pytest.importorskip("vl_convert", reason="charts need an extra: pip install '.[charts]'")
    if name.endswith(".xlsx"):
        pytest.importorskip("xlsxwriter", reason="workbooks need an extra: pip install '.[xlsx]'")
    digests = {place: run(tmp_path / place, environment, name) for place, environment in PLACES.items()}
    assert len(set(digests.values())) == 1, digests
