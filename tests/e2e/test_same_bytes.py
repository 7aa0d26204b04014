"""The same sources give the same bytes, whatever the time zone, the locale, the hash seed and the folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from importlib.util import find_spec

import pytest

from gaapgraph.resource import instances

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


MAIN = """
import json, sys
from gaapgraph.cli import main
for name, command in json.loads(sys.argv[1]).items():
    assert main([*command, "-o", name]) in (0, 1), name
"""
EXTRAS = {
    "answer.svg": ("vl_convert", "charts need an extra: pip install '.[charts]'"),
    "book.xlsx": ("xlsxwriter", "workbooks need an extra: pip install '.[xlsx]'"),
}


@pytest.fixture(scope="module")
def digests(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Return by place the digest of each file; the commands of a place are run in one process of its own."""
    commands = {name: each for name, each in COMMANDS.items() if name not in EXTRAS or find_spec(EXTRAS[name][0])}
    found = {}
    for place, environment in PLACES.items():
        folder = tmp_path_factory.mktemp("place")
        paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        done = subprocess.run(
            [sys.executable, "-c", MAIN, json.dumps(commands)],
            cwd=folder, env={**os.environ, **paths, **environment}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        found[place] = {name: sha256((folder / name).read_bytes()).hexdigest() for name in commands}
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_the_bytes_are_the_same_everywhere(digests, name):
    if name in EXTRAS:
        pytest.importorskip(EXTRAS[name][0], reason=EXTRAS[name][1])
    written = {place: files[name] for place, files in digests.items()}
    assert len(set(written.values())) == 1, written
