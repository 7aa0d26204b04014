"""Questions that a reader of the two documents asked without knowing the graph, in plain SPARQL of under 15 lines.

Each question is a file of `questions/`, beside it the rows that the reader computed from the printed figures.
A figure is given to the digit to which it was computed; ends of intervals are cut outwards.
"""

from __future__ import annotations

import csv
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaapgraph.store import load_store, run_query, tabulate

if TYPE_CHECKING:
    from pyoxigraph import Store

QUESTIONS = sorted((Path(__file__).parent / "questions").glob("*.rq"))
PREFIXES = ("#", "PREFIX")
ENDS = {"from": ROUND_FLOOR, "to": ROUND_CEILING}


@pytest.fixture(scope="module")
def store() -> Store:
    return load_store()


def read_pair(found: str, expected: str, column: str) -> tuple[Decimal | str, Decimal | str]:
    """Return what was found, rounded to the last digit of what is expected, and that; text as it is."""
    try:
        digits, value = Decimal(expected), Decimal(found)
    except InvalidOperation:
        return found, expected
    mode = next((mode for end, mode in ENDS.items() if column.lower().endswith(end)), ROUND_HALF_UP)
    return value.quantize(digits, mode), digits


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_the_graph_answers_as_the_reader_did(store: Store, path: Path) -> None:
    with path.with_suffix(".tsv").open(encoding="utf-8", newline="") as stream:
        expected = list(csv.DictReader(stream, delimiter="\t"))
    heads, rows = tabulate(run_query(store, path.read_text(encoding="utf-8"), path.name))
    found = [dict(zip(heads, row, strict=True)) for row in rows]
    assert len(found) == len(expected)
    for row, wanted in zip(found, expected, strict=True):
        pairs = {column: read_pair(row[column], cell, column) for column, cell in wanted.items()}
        assert {column: pair[0] for column, pair in pairs.items()} == {
            column: pair[1] for column, pair in pairs.items()
        }


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_is_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.strip() and not line.startswith(PREFIXES)]) < 15
    assert max(map(len, lines)) <= 120
    assert lines[0].startswith("# ")
    assert lines[0].endswith("?")
