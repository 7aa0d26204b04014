"""Figures of three releases and fifteen filers, computed by hand from the printed lines in `measures.tsv`."""

from __future__ import annotations

import lzma
import sys
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaapgraph.question import answer, bind_parameters, find_question
from gaapgraph.resource import read_rows
from gaapgraph.store import gather

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pyoxigraph import Store

sys.path.insert(0, str(Path(__file__).parent))  # for the arithmetic, which is no test

from hand_work import SCALES, work_out

DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
BASIS_POINTS = ("grossChange", "operatingChange", "netChange")
LEAST_BOUND = Decimal("0.8")
ROWS = list(read_rows(Path(__file__).parent / "measures.tsv"))


@dataclass(frozen=True)
class Sources:
    """Where documents are unpacked, and what gives the graphs of some filers."""

    folder: Path
    load_filers: Callable[[Collection[str]], Store]


@cache
def load(source: str, sources: Sources) -> Store | None:
    """Return the data of a row, or None where they are not at hand."""
    kind, mark, filer = source.partition(":")
    if mark:
        return sources.load_filers([filer])
    plain, packed = DATA / "releases" / kind, DATA / "releases" / f"{kind}.xz"
    if packed.is_file():
        plain = sources.folder / kind
        plain.write_bytes(lzma.decompress(packed.read_bytes()))
    return gather([plain]) if plain.is_file() else None


@cache
def ask(source: str, name: str, period: str, sources: Sources) -> dict[str, Decimal | None]:
    store = load(source, sources)
    if store is None:
        pytest.skip(f"{source} is not beside the project in shared/data")
    question = find_question(name)
    solutions = answer(store, question, bind_parameters(store, question, {"period": period}))
    names = [variable.value for variable in solutions.variables]
    [row] = list(solutions)
    found = {each: row[each] for each in names if row[each] is not None}
    return {
        each: Decimal(term.value) for each, term in found.items() if "decimal" in str(getattr(term, "datatype", ""))
    }


@pytest.fixture(scope="session")
def sources(tmp_path_factory, load_filers) -> Sources:
    return Sources(tmp_path_factory.mktemp("releases"), load_filers)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join((row["source"], row["question"], row["column"])))
def test_a_figure_is_the_one_that_the_statements_give(row: dict[str, str], sources: Sources) -> None:
    found = ask(row["source"], row["question"], row["period"], sources).get(row["column"])
    if row["arithmetic"] == "none":
        assert found is None
        return
    wanted = work_out(row["arithmetic"])
    if "/" not in row["arithmetic"]:
        wanted *= SCALES[row["scale"]]
    elif row["column"] in BASIS_POINTS:
        wanted *= 10_000
    assert found is not None
    assert found == wanted.quantize(found) or abs(found - wanted) <= Decimal(10) ** found.as_tuple().exponent


def test_most_of_what_the_statements_have_is_bound(sources: Sources) -> None:
    had = [row for row in ROWS if row["arithmetic"] != "none"]
    bound = [row for row in had if row["column"] in ask(row["source"], row["question"], row["period"], sources)]
    assert len(bound) >= LEAST_BOUND * len(had)
