"""What the risk factors and the release say of the same amounts is held against each other, and nothing else is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.store import load_store
from gaapgraph.validation.check_result import Where
from gaapgraph.validation.inspection import check_store, inspect
from gaapgraph.validation.sentence import spell

SHIPPED = Path(__file__).parents[2] / "instances" / "iij"
TOLD, SHOWN = "iij-20f-fy2007-risk-factors.txt", "iij-fy2008-release.txt"


@cache
def sentences() -> set[tuple[str, bool, str]]:
    found = inspect(load_store([SHIPPED]))
    bindings, figures = list(found.bindings), found.figures
    return {(one.code, one.ok, spell(one, figures)) for one in bindings if one.family == "cross-document"}


SENTENCES = """
GG-XDOC-001 (1,653,275) (SHOWN, line 488, cell 2) for the same fact, here ¥1.7 billion (TOLD, line 112)
GG-XDOC-001 (288,643) (SHOWN, line 413, cell 2) for the same fact, here ¥0.3 billion (TOLD, line 116)
GG-XDOC-002 2,178 (SHOWN, line 448, cell 2) = 2,178, printed 2,178 (TOLD, line 146)
GG-XDOC-002 2,178 (SHOWN, line 448, cell 2) = 2,178, printed 2,178 (TOLD, line 59)
GG-XDOC-002 2,507,258 (SHOWN, line 340, cell 2) + 3,400,117 (SHOWN, line 341, cell 2) = 5,907,375, printed 5,900,000 (“¥5.9 billion”, TOLD, line 75)
GG-XDOC-003 ¥0.8 billion (TOLD, line 116) is a part of 2,363,770 (SHOWN, line 338, cell 2), and no greater
GG-XDOC-004 2,178 new shares (TOLD, line 59) is a part of 2,178 (SHOWN, line 448, cell 2), and no greater
GG-XDOC-004 2,178 shares (TOLD, line 146) is a part of 2,178 (SHOWN, line 448, cell 2), and no greater
GG-XDOC-004 ¥1,230 million (TOLD, line 59) is a part of (1,715,450) (SHOWN, line 536, cell 2), and no greater
GG-XDOC-004 ¥235 million (TOLD, line 61) is a part of (273,909) (SHOWN, line 501, cell 2), and no greater
"""  # noqa: E501 - one sentence a line


def test_every_amount_of_both_documents_is_compared_and_agrees() -> None:
    wanted = SENTENCES.replace("SHOWN", SHOWN).replace("TOLD", TOLD).strip().splitlines()
    assert sentences() == {(line[:11], True, line[12:]) for line in wanted}


def bounds(value: int, half: int) -> tuple[str, ...]:
    return str(value), str(value + half), str(value - half)


@pytest.mark.parametrize(
    ("right", "wrong", "half", "line", "code", "elsewhere"),
    [
        # the benefit of 1.7 billion, told as 1.9 billion: 1,653,275 thousand are out of its reach
        (1_700_000_000, 1_900_000_000, 50_000_000, 112, "GG-XDOC-001", 488),
        # the intangible assets of 5.9 billion, told as 6.9 billion
        (5_900_000_000, 6_900_000_000, 50_000_000, 75, "GG-XDOC-002", 340),
        # 235 million for Taihei Computer, told as 335 million: more than all investments of the year
        (235_000_000, 335_000_000, 500_000, 61, "GG-XDOC-004", 501),
    ],
)
def test_a_figure_that_contradicts_the_later_document_is_found(
    right: int, wrong: int, half: int, line: int, code: str, elsewhere: int
) -> None:
    store = Store()
    for path in sorted(SHIPPED.rglob("*.trig")):
        text = path.read_text(encoding="utf-8")
        if path.name == "risk-factors.trig":
            for before, after in zip(bounds(right, half), bounds(wrong, half), strict=True):
                assert f'{before}"^^xsd:decimal' in text
                text = text.replace(f'{before}"^^xsd:decimal', f'{after}"^^xsd:decimal')
        store.bulk_load(text.encode(), RdfFormat.TRIG)
    report = check_store(store)
    [found] = [result for result in report.results if result.code.startswith("GG-XDOC")]
    assert (found.code, found.severity, found.at) == (code, "violation", (Where(line),))
    assert found.lines == (line,)
    assert elsewhere in {number for _, number in found.elsewhere}
    assert f"{TOLD}, line {line})" in found.message
