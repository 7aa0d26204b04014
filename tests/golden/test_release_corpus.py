"""The hand readings are where they say they are, and the variants of the IIJ release say the same as the original."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter, defaultdict
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

CORPUS = Path(__file__).parent / "releases"
SHARED = Path(__file__).parents[2] / ".." / "shared"
CASES = sorted(path.parent.name for path in CORPUS.glob("*/cells.tsv"))


def load_module(path: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location(path.stem, path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[path.stem] = module
    specification.loader.exec_module(module)
    return module


scoring = load_module(Path(__file__).parent / "score.py")
variants = load_module(Path(__file__).parents[2] / "scripts" / "make_iij_variants.py")


FIGURE = re.compile(r"[$€£(−–-]*\d[\d.,’ ]*[%xp)]*")
HEAD = re.compile(r"€000|20\d\d|\d\d\.\d\d\.\d{4}")


class CellParser(HTMLParser):
    """Collects the text of every table cell by the line of its start tag and its index in the row."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[tuple[int, int], list[str]] = defaultdict(list)
        self._column = 0
        self._open: tuple[int, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._column = 0
        if tag in ("td", "th"):
            self._column += 1
            self._open = (self.getpos()[0], self._column)
            self.cells[self._open].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.cells[self._open][-1] += data


def input_of(case: str) -> Path:
    if case == "buckle-2024q3":
        path = SHARED / "data" / "releases" / "buckle-2024q3-ex99.1.html"
        if not path.exists():
            pytest.skip("the release of The Buckle, Inc. stands outside the project and is absent")
        return path
    return next((CORPUS / case).glob("input.*"))


def read_grid(path: Path) -> dict[tuple[int, int], list[str]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".htm", ".html"):
        parser = CellParser()
        parser.feed(text)
        return parser.cells
    grid: dict[tuple[int, int], list[str]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        parts = re.split(r"(?<!\\)\|", line)[1:-1] if path.suffix == ".md" else line.split("\t")
        grid |= {(number, column): [part] for column, part in enumerate(parts, start=1)}
    return grid


def plain(text: str) -> str:
    return " ".join(text.replace("**", "").split())


@pytest.mark.parametrize("case", CASES)
def test_every_printed_figure_stands_at_its_place(case: str) -> None:
    grid = read_grid(input_of(case))
    for cell in scoring.read_cells(CORPUS / case / "cells.tsv"):
        assert cell.printed in [plain(text) for text in grid[cell.line, cell.column]], cell


@pytest.mark.parametrize("case", [case for case in CASES if case != "buckle-2024q3"])
def test_no_cell_of_digits_is_left_out(case: str) -> None:
    read = Counter((cell.line, cell.column) for cell in scoring.read_cells(CORPUS / case / "cells.tsv"))
    for place, texts in read_grid(input_of(case)).items():
        figures = [text for text in map(plain, texts) if FIGURE.fullmatch(text) and not HEAD.fullmatch(text)]
        assert place[1] == 1 or len(figures) <= read[place], (place, figures)


@pytest.mark.parametrize("case", CASES)
def test_every_cell_has_a_unit_and_a_period(case: str) -> None:
    for cell in scoring.read_cells(CORPUS / case / "cells.tsv"):
        assert cell.unit, cell
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d[/|]?)+", cell.period), cell
        assert cell.is_nil == (cell.value is None), cell


def iij_text() -> str:
    path = SHARED / "seeds" / "iij-fy2008-release.txt"
    if not path.exists():
        pytest.skip("the IIJ release stands outside the project and is absent")
    return path.read_text(encoding="utf-8")


def test_cells_of_variants_print_what_the_original_prints(tmp_path: Path) -> None:
    text = iij_text()
    original = [line.split("\t") for line in text.split("\n")]
    for variant in variants.make_variants(text):
        if "rescaled" in variant.name:
            continue
        path = tmp_path / f"{variant.name}.{variant.suffix}"
        path.write_text(variant.text, encoding="utf-8")
        grid = read_grid(path)
        for place, (line, column) in variant.places.items():
            (printed,) = grid[place]
            tail = original[line - 1][column - 1].strip()
            assert tail.removesuffix("%").rstrip("%)") == plain(printed).rstrip("%)") or plain(tail) == plain(printed)


def test_rescaled_figures_keep_their_meaning() -> None:
    rescaled = next(variant for variant in variants.make_variants(iij_text()) if variant.name == "rescaled")
    lines = rescaled.text.split("\n")
    assert lines[52].split("\t")[1:3] == ["66,835,000", "4.3%"] or lines[52].split("\t")[1] == "69,731,000"
    assert lines[51].split("\t")[1] == "Thousands of JPY"
    assert lines[329].split("\t")[1] == "11,470.980"
    assert lines[326].split("\t")[1:4] == ["JPY millions", "%", "Thousands of U.S. Dollars"]


def test_every_cell_of_the_hand_reading_is_in_every_unscaled_variant() -> None:
    cells = scoring.read_cells(Path(__file__).parent / "iij-fy2008-release" / "cells.tsv")
    for variant in variants.make_variants(iij_text()):
        moved = scoring.relocate(cells, variant.places)
        if "rescaled" not in variant.name:
            assert len(moved) == len(cells), variant.name
        assert len(moved) > 0.9 * len(cells)
