"""Pages that the tests of the report share: that of the shipped release, and that of a small one."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaapgraph.cli import main

ROOT = Path(__file__).parents[2]
RELEASE = ROOT / "instances" / "iij" / "fy2008-release" / "release.trig"
SMALL = ROOT / "tests" / "golden" / "releases" / "cellara-2q24" / "input.txt"


def write_page(folder: Path, *data: Path) -> Path:
    output = folder / "report.html"
    assert main(["report", *map(str, data), "-o", str(output)]) == 0
    return output


@pytest.fixture(scope="session")
def release_page(tmp_path_factory) -> Path:
    return write_page(tmp_path_factory.mktemp("release"), RELEASE)


@pytest.fixture(scope="session")
def small_page(tmp_path_factory) -> Path:
    return write_page(tmp_path_factory.mktemp("small"), SMALL)
