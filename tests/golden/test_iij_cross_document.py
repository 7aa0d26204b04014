"""What the risk factors and the release say of the same amounts is held against each other, and nothing else is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.check.result import Where
from gaapgraph.check.run import check_store, inspect_store
from gaapgraph.check.wording import spell
from gaapgraph.store import load_store

SHIPPED = Path(__file__).parents[2] / "instances" / "iij"
TOLD, SHOWN = "iij-20f-fy2007-risk-factors.txt", "iij-fy2008-release.txt"


@cache
def sentences() -> set[tuple[str, bool, str]]:
    _, bindings, figures = inspect_store(load_store([SHIPPED]))
    return {(one.code, one.ok, spell(one, figures)) for one in bindings if one.family == "cross-document"}


def test_every_amount_of_both_documents_is_compared_and_agrees() -> None:
    assert sentences() == {
        ("GG-XDOC-001", True, f"(1,653,275) ({SHOWN}, line 488) for the same fact, here ¥1.7 billion ({TOLD}, line 112)"),
        ("GG-XDOC-001", True, f"(288,643) ({SHOWN}, line 413) for the same fact, here ¥0.3 billion ({TOLD}, line 116)"),
        ("GG-XDOC-002", True, f"2,507,258 ({SHOWN}, line 340) + 3,400,117 ({SHOWN}, line 341) gives 5,907,375,000, "
                              f"printed ¥5.9 billion ({TOLD}, line 75)"),
        ("GG-XDOC-002", True, f"2,178 ({SHOWN}, line 448) gives 2,178, printed 2,178 new shares ({TOLD}, line 59)"),
        ("GG-XDOC-002", True, f"2,178 ({SHOWN}, line 448) gives 2,178, printed 2,178 shares ({TOLD}, line 146)"),
        ("GG-XDOC-003", True, f"¥0.8 billion ({TOLD}, line 116) is a part of 2,363,770 ({SHOWN}, line 338), and no greater"),
        ("GG-XDOC-004", True, f"2,178 new shares ({TOLD}, line 59) is a part of 2,178 ({SHOWN}, line 448), and no greater"),
        ("GG-XDOC-004", True, f"2,178 shares ({TOLD}, line 146) is a part of 2,178 ({SHOWN}, line 448), and no greater"),
        ("GG-XDOC-004", True, f"¥1,230 million ({TOLD}, line 59) is a part of (1,715,450) ({SHOWN}, line 536), "
                              "and no greater"),
        ("GG-XDOC-004", True, f"¥235 million ({TOLD}, line 61) is a part of (273,909) ({SHOWN}, line 501), and no greater"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "line", "code", "elsewhere"),
    [
        # the benefit of 1.7 billion, told as 1.9 billion: 1,653,275 thousand are out of its reach
        (("1700000000", "1750000000", "1650000000"), ("1900000000", "1950000000", "1850000000"), 112, "GG-XDOC-001", 488),
        # the intangible assets of 5.9 billion, told as 6.9 billion
        (("5900000000", "5950000000", "5850000000"), ("6900000000", "6950000000", "6850000000"), 75, "GG-XDOC-002", 340),
        # 235 million for Taihei Computer, told as 335 million: more than all investments of the year
        (("235000000", "235500000", "234500000"), ("335000000", "335500000", "334500000"), 61, "GG-XDOC-004", 501),
    ],
)  # fmt: skip
def test_a_figure_that_contradicts_the_later_document_is_found(
    right: tuple[str, ...], wrong: tuple[str, ...], line: int, code: str, elsewhere: int
) -> None:
    store = Store()
    for path in sorted(SHIPPED.rglob("*.trig")):
        text = path.read_text(encoding="utf-8")
        if path.name == "risk-factors.trig":
            for before, after in zip(right, wrong, strict=True):
                assert f'{before}"^^xsd:decimal' in text
                text = text.replace(f'{before}"^^xsd:decimal', f'{after}"^^xsd:decimal')
        store.bulk_load(text.encode(), RdfFormat.TRIG)
    report = check_store(store)
    [found] = [result for result in report.results if result.code.startswith("GG-XDOC")]
    assert (found.code, found.severity, found.at) == (code, "violation", (Where(line),))
    assert found.lines == (line,)
    assert elsewhere in {number for _, number in found.elsewhere}
    assert f"({TOLD}, line {line})" in found.message
