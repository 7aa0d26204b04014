"""What tests share: pages of the report, that of the shipped release and that of a small one; a document read once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaapgraph.build.protocol import Context
from gaapgraph.build.release_page import READER
from gaapgraph.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.build.origin import Source
    from gaapgraph.model import Report

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


@pytest.fixture(scope="session")
def readings() -> dict[bytes, tuple[Report, ...]]:
    return {}


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch, readings: dict[bytes, tuple[Report, ...]]) -> None:
    """Let the shipped document, unedited, be read once for all tests that ask for this: its report is frozen."""
    read, shipped = READER.read, RELEASE.with_name("input.txt").read_bytes()

    def keep(source: Source, context: Context) -> Iterator[Report]:
        if context != Context() or source.path.name != "input.txt" or source.data != shipped:
            return read(source, context)
        if shipped not in readings:
            readings[shipped] = tuple(read(source, context))
        return iter(readings[shipped])

    monkeypatch.setattr(READER, "read", keep)
