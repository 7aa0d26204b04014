"""Questions over the shipped documents and filings, written before they were asked: right, or refused."""

from __future__ import annotations

import sys
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaapgraph.errors import GaapGraphError
from gaapgraph.graph import Dataset
from gaapgraph.question import answer, answer_rows, bind_parameters, find_question
from gaapgraph.resource import read_rows
from gaapgraph.store import gather

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

sys.path.insert(0, str(Path(__file__).parent))  # for the sources, which are no tests

from derived_questions import FILINGS, SOURCES, gather_source
from hand_work import SCALES, work_out

FILES = {"unp": "unp-10-q-2025-07-24", "meta": "meta-10-k-2025-01-30", "ma": "ma-10-k-2025-02-12"}
SOURCES.update({of: FILINGS / "us-ixbrl" / f"{name}.html.xz" for of, name in FILES.items()})
SOURCES["tsla"] = FILINGS / "tsla-10q-2024q2" / "tsla-20240630_htm.xml"
SOURCES["ferc"] = FILINGS / "ferc-2021" / "Alexander_Connector,_LLC_form6_Q4_1650052345.xbrl"
SOURCES["ukgroup"] = FILINGS / "uk-ch" / "Prod223_2911_05078870_20200930.html"
SOURCES["ukfarm"] = FILINGS / "uk-ch" / "Prod223_2911_00787985_20200930.html"
SEVERAL = {  # of one company, asked together
    "aapl3": (
        FILINGS / "aapl-10k-fy2023" / "aapl-20230930_htm.xml",
        FILINGS / "aapl-10k-fy2024-4forms" / "aapl-20240928_htm.xml",
        FILINGS / "aapl-10q-2025q2-ixbrl" / "aapl-20250329_htm.xml",
    ),
}
FILERS = {  # of the SEC's data set of 2009
    "colgate": "21665",
    "mcd": "63908",
    "hd": "354950",
    "txn": "97476",
    "ups": "1090727",
    "kellogg": "55067",
    "jwn": "72333",
}
MOST_REFUSED, LEAST_RIGHT = Decimal("0.1"), Decimal("0.95")
NEAR = Decimal("0.000001")  # of six places that a ratio is told to

ROWS = list(read_rows(Path(__file__).parent / "questions-of-filings.tsv"))


READERS: list[Callable[[list[str]], Store]] = []  # of filers of that data set


@pytest.fixture(scope="module", autouse=True)
def reader(load_filers: Callable[[list[str]], Store]) -> None:
    READERS.append(load_filers)


@cache
def load(of: str) -> Store:
    if of in FILERS:
        return READERS[0]([FILERS[of]])
    sources = SEVERAL.get(of) or (SOURCES[of],)
    if not all(source is None or source.is_file() for source in sources):
        pytest.skip("the filing is not beside the project in shared/data")
    return gather(sources) if of in SEVERAL else gather_source(of)


def split(text: str) -> dict[str, str]:
    return dict(each.split("=", 1) for each in text.split(";") if each)


def is_same(found: str, wanted: str) -> bool:
    """Whether a cell says what was computed, to the places that it tells."""
    if not wanted or not found:
        return not wanted and not found
    scale = SCALES.get(wanted[-1], 1) if wanted[:-1].lstrip("-").isdigit() else 1
    try:
        expected = work_out(wanted if scale == 1 else wanted[:-1]) * scale
        told = Decimal(found)
    except (SyntaxError, AssertionError, InvalidOperation):
        return found == wanted
    return abs(told - expected) <= max(Decimal(10) ** int(told.as_tuple().exponent), abs(expected) * NEAR)


@cache
def judge(number: int) -> str:
    """Return `right`, `refused`, or what is wrong."""
    row = ROWS[number]
    store, question = load(row["of"]), find_question(row["ask"])
    try:
        bound = bind_parameters(store, question, split(row["given"]))
    except GaapGraphError:
        return "refused"
    heads, answered = answer_rows(answer(store, question, bound), Dataset(store))
    told = [dict(zip(heads, each, strict=True)) for each in answered]
    where, cells = split(row["where"]), split(row["cells"])
    meant = [each for each in told if all(each[name] == value for name, value in where.items())]
    wanted = [name for name, value in cells.items() if value]
    if not meant or (wanted and not any(each[name] for each in meant for name in wanted)):
        return "refused"
    if not cells:
        return f"wrong: {meant[0]}"
    wrong = {name: each[name] for each in meant for name, value in cells.items() if not is_same(each[name], value)}
    return f"wrong: {wrong}" if wrong else "right" if wanted else "refused"


@pytest.mark.parametrize(
    "number", range(len(ROWS)), ids=lambda number: f"{ROWS[number]['of']}: {ROWS[number]['question']}"
)
def test_no_answer_is_wrong(number: int) -> None:
    verdict = judge(number)
    assert not verdict.startswith("wrong")
    if not any(split(ROWS[number]["cells"]).values()):
        assert verdict == "refused"


def test_nearly_all_that_can_be_answered_is() -> None:
    verdicts = [judge(number) for number, row in enumerate(ROWS) if any(split(row["cells"]).values())]
    assert verdicts.count("right") >= LEAST_RIGHT * len(verdicts)
    assert verdicts.count("refused") <= MOST_REFUSED * len(verdicts)


def test_there_are_enough_of_them() -> None:
    assert len(ROWS) >= 65
    assert sum(not any(split(row["cells"]).values()) for row in ROWS) >= 10
