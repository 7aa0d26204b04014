"""Sums of pages whose currency marks stand in cells of their own: columns are those of figures, not of cells."""

from __future__ import annotations

import json

import pytest

from gaapgraph.cli import main

# Each row: label, then the cells. Rows with a mark have one cell more for each figure than those without.
PAGE = """<html><body><p>Alder Tool Company</p><p>Consolidated Statements of Income</p>
<p>(in thousands)</p><table>
<tr><td></td><td colspan="2">Year ended December 31, 2023</td><td colspan="2">Year ended December 31, 2022</td></tr>
<tr><td>Product sales</td><td>$</td><td>41,275</td><td>$</td><td>38,140</td></tr>
<tr><td>Service sales</td><td colspan="2">12,468</td><td colspan="2">11,903</td></tr>
<tr><td>Total revenues</td><td colspan="2">{total}</td><td colspan="2">50,043</td></tr>
<tr><td>Cost of revenues</td><td colspan="2">30,016</td><td colspan="2">28,877</td></tr>
<tr><td>Gross profit</td><td>$</td><td>{profit}</td><td>$</td><td>21,166</td></tr>
</table></body></html>"""


def check(tmp_path, capsys, **figures: str) -> list[dict]:
    page = tmp_path / "alder.html"
    page.write_text(PAGE.format(**figures))
    main(["check", str(page), "--format", "json"])
    return json.loads(capsys.readouterr().out)


def test_a_sum_with_marks_in_cells_of_their_own_holds(tmp_path, capsys):
    # 41,275 + 12,468 = 53,743 and 53,743 - 30,016 = 23,727
    assert [r for r in check(tmp_path, capsys, total="53,743", profit="23,727") if r["severity"] == "violation"] == []


@pytest.mark.parametrize(("total", "profit", "cell"), [("53,743", "24,727", (6, 3)), ("53,473", "23,727", (4, 2))])
def test_a_wrong_total_among_them_is_found_where_it_stands(tmp_path, capsys, total, profit, cell):
    results = check(tmp_path, capsys, total=total, profit=profit)
    places = {(p["row"], p["column"]) for r in results if r["severity"] == "violation" for p in r["places"]}
    assert cell in places
