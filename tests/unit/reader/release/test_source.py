"""Bad input: one clear error each, and no more memory than the limits allow."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from gaapgraph.errors import GaapGraphError, SourceError
from gaapgraph.reader.release import load, read_release

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"%PDF-1.7 \x00\x01", "binary"),
        (b"PK\x03\x04....", "binary"),
        (b"Revenue\x00\x00\x01", "binary"),
        ("Umsätze\t1\t2\n".encode("latin-1"), "not UTF-8"),
        (b"A letter to shareholders.\nNothing else.\n", "no table"),
        (b"<html><body><p>No table here.</p></body></html>", "no table"),
        (b"<html><table><tr><td>Name</td><td>Address</td></tr></table></html>", "no table"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(GaapGraphError, match=message) as caught:
        read_release(data, "release")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("release: ")


def test_declared_encodings_are_honoured() -> None:
    head = '<html><head><meta charset="iso-8859-1"></head><body><table>'
    rows = "<tr><td></td><td>2024</td></tr><tr><td>Umsätze (€ million)</td><td>1.5</td></tr>"
    reading = read_release(f"{head}{rows}</table></body></html>".encode("cp1252"), "x.htm")
    assert reading.figures[0].label.startswith("Umsätze")


def test_absent_file_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        load(tmp_path / "absent.txt")


def test_endless_line_is_refused_with_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as stream:
        for _ in range(200):
            stream.write(b"x" * 1024 * 1024)
    tracemalloc.start()
    try:
        with pytest.raises(GaapGraphError, match="line 1 is longer"):
            load(path)
        assert tracemalloc.get_traced_memory()[1] < 40 * 1024 * 1024
    finally:
        tracemalloc.stop()
