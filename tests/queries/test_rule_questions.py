"""Questions about the results of the rules: what a person found wrong in the printed pages, line by line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Ask


def test_list_rule_results(ask_everything: Ask) -> None:
    rows = ask_everything("list_rule_results", code="GG-DER-201", severity="Violation")
    # Adjusted EBITDA fell from 3,101 to 2,550, by 17.8 % and not by 23.3 %; depreciation rose from 1,293 to 1,477
    assert [(row["line"], row["column"], row["file"]) for row in rows] == [
        (614, 4, "iij-fy2008-release.txt"),
        (616, 4, "iij-fy2008-release.txt"),
    ]
    assert "(17.8%)" in str(rows[0]["message"])
    assert "14.2%" in str(rows[1]["message"])
    [sign] = ask_everything("list_rule_results", line="461", severity="Violation")
    assert (sign["code"], sign["column"]) == ("GG-READ-SIGN", 6)


def test_count_rule_results(ask_everything: Ask) -> None:
    rows = {row["family"]: row for row in ask_everything("count_rule_results")}
    assert {"calculation", "derived", "occurrence", "roll-forward", "tie", "translation"} <= set(rows)
    # every sum of the statements is right within rounding; growth and ratios are not, in lines 614 and 616
    assert rows["calculation"]["failed"] == 0
    assert Decimal(rows["derived"]["failed"] or 0) >= 2
    for row in rows.values():
        assert Decimal(row["passed"] or 0) + Decimal(row["failed"] or 0) == row["evaluated"]
