"""Reads a small document given as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gaapgraph.reader.release import Figure, Reading, read_release

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def read() -> Callable[..., Reading]:
    def read_text(text: str, name: str = "release.txt") -> Reading:
        return read_release(text.encode(), name)

    return read_text


@pytest.fixture
def cell(read: Callable[..., Reading]) -> Callable[..., Figure]:
    """Return the only figure of a document at a line and column."""

    def find(text: str, line: int, column: int, name: str = "release.txt") -> Figure:
        (found,) = [one for one in read(text, name).figures if (one.place.line, one.place.column) == (line, column)]
        return found

    return find


@pytest.fixture
def stated() -> Callable[[Reading, str], list[tuple[str, str, str]]]:
    """Return what gives value, unit and period of the figures of tables at a label."""

    def list_stated(reading: Reading, label: str) -> list[tuple[str, str, str]]:
        return [
            (f"{figure.value.normalize():f}", str(figure.unit), str(figure.period))
            for figure in reading.figures
            if figure.label == label and figure.within is not None and figure.value is not None
        ]

    return list_stated
