"""The reader holds to the hand readings: of the IIJ release in every cell, of unseen releases in at least 97 %."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gaapgraph.reader.release import Figure, Reading, read_release

if TYPE_CHECKING:
    from types import ModuleType

HERE = Path(__file__).parent
SHARED = Path(__file__).parents[2] / ".." / "shared"
CASES = sorted(path.parent.name for path in (HERE / "releases").glob("*/cells.tsv"))
HELD_OUT = ("releases-heldout", "releases-third")
LEAST = Decimal("0.97")


def load_module(path: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location(path.stem, path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[path.stem] = module
    specification.loader.exec_module(module)
    return module


scoring = load_module(HERE / "score.py")


def read_shared(name: str) -> Reading:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} stands outside the project and is absent")
    return read_release(path.read_bytes(), path.name)


def read_case(case: str) -> Reading:
    if case == "buckle-2024q3":
        return read_shared("data/releases/buckle-2024q3-ex99.1.html")
    path = next((HERE / "releases" / case).glob("input.*"))
    return read_release(path.read_bytes(), path.name)


def in_cells(reading: Reading) -> list[Figure]:
    return [figure for figure in reading.figures if figure.within is not None and figure.place.column is not None]


def stated(figure: Figure) -> object:
    return scoring.Stated(
        figure.place.line,
        figure.place.column,
        figure.printed,
        figure.value,
        figure.decimals,
        str(figure.unit or "").replace(" ", ""),
        str(figure.period or ""),
        figure.measure or "",
        figure.is_nil,
        figure.label,
    )


@pytest.mark.parametrize("case", CASES)
def test_unseen_releases_are_read_right(case: str) -> None:
    pairs, extra = compare(HERE / "releases" / case / "cells.tsv", read_case(case))
    wrong = misses(pairs)
    assert 1 - Decimal(len(wrong)) / len(pairs) >= LEAST, wrong
    assert not extra
    assert all(other is None or other.value == cell.value for cell, other in pairs if cell.value is not None)


@pytest.mark.parametrize("corpus", HELD_OUT)
def test_releases_once_held_out_are_read_right(corpus: str) -> None:
    pairs, extra = [], []
    for folder in sorted(path.parent for path in (HERE / corpus).glob("*/cells.tsv")):
        path = next(folder.glob("input.*"))
        matched, unmatched = compare(folder / "cells.tsv", read_release(path.read_bytes(), path.name))
        pairs += matched
        extra += unmatched
    wrong = misses(pairs)
    assert len(pairs) > 1000
    assert 1 - Decimal(len(wrong)) / len(pairs) >= LEAST, wrong
    assert not extra


def misses(pairs: list[tuple[Any, Any]]) -> list[str]:
    return [str(scoring.Miss(cell, other, why)) for cell, other in pairs if (why := scoring._wrong(cell, other))]


def compare(cells: Path, reading: Reading) -> tuple[list[tuple[Any, Any]], list[object]]:
    """Return pairs of a cell read by hand and what the reader makes of it, and figures where the hand reads none."""
    expected = scoring._by_place(scoring.read_cells(cells))
    found = scoring._by_place([stated(figure) for figure in in_cells(reading)])
    pairs: list[tuple[Any, Any]] = []
    extra: list[object] = []
    for place in expected.keys() | found.keys():
        matched, unmatched = scoring._pair(expected.get(place, []), found.get(place, []))
        pairs += matched
        extra += unmatched
    return pairs, extra


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / "iij-fy2008-release" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def differences(row: dict[str, str], figure: Figure) -> list[str]:
    """Return what differs; signs, some units and moments are the mapping's to say, so they are not held to here."""
    expected = Decimal(row["value"]) if row["value"] else None
    decimals = "" if figure.decimals is None else str(figure.decimals)
    checks = {
        "value": (None if expected is None else abs(expected), None if figure.value is None else abs(figure.value)),
        "decimals": (row["decimals"] if expected is not None else "", decimals),
        "forecast": ("forecast" in row["dimensions"], figure.is_forecast),
        "end": (row["period"][-10:], str(figure.period)[-10:] if "/" in row["period"] else row["period"][-10:]),
    }
    return [f"{name}: {want}, found {got}" for name, (want, got) in checks.items() if want != got]


def first_digit(figure: Figure) -> int | None:
    """Return where the digits of a figure in a label start; the reader's place includes the currency mark."""
    if figure.place.offset is None:
        return None
    return figure.place.offset + next((at for at, character in enumerate(figure.printed) if character.isdigit()), 0)


def test_every_cell_of_the_iij_release_is_read_right() -> None:
    reading = read_shared("seeds/iij-fy2008-release.txt")
    found = defaultdict(list)
    for figure in reading.figures:
        found[figure.place.line, figure.place.column, first_digit(figure)].append(figure)
    wrong = []
    for row in rows("cells.tsv"):
        line, column, offset = (int(row[name]) if row[name] else None for name in ("line", "column", "offset"))
        place = (line, column, offset)
        best = min((differences(row, figure) for figure in found[place]), key=len, default=["absent"])
        if best:
            wrong.append((place, row["printed_text"], best))
    assert not wrong


def test_noise_of_the_iij_release_is_no_figure() -> None:
    reading = read_shared("seeds/iij-fy2008-release.txt")
    places = {(figure.place.line, figure.place.column) for figure in in_cells(reading)}
    for row in rows("noise.tsv"):
        if row["column"]:
            assert (int(row["line"]), int(row["column"])) not in places, row


def test_row_under_a_wrong_label_is_found_by_the_annual_statement() -> None:
    reading = read_shared("seeds/iij-fy2008-release.txt")
    (finding,) = [finding for finding in reading.findings if finding.code == "GG-READ-LABEL"]
    assert (finding.place.line, finding.place.column, finding.severity) == (752, 2, "violation")
    mended = [figure for figure in reading.figures if figure.printed_label]
    assert {figure.label for figure in mended} == {
        "Proceeds from issuance of subsidiary stock to minority shareholders"
    }
    (printed,) = {figure.printed_label for figure in mended}
    assert printed == "Acquisition of a newly controlled company, net of cash acquired"
