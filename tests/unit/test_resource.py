"""Shipped tables: remarks and blank lines are no rows; a row of other cells than the header is refused by its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gaapgraph.errors import InputError
from gaapgraph.resource import read_rows

if TYPE_CHECKING:
    from pathlib import Path

TABLE = '# from a form\nname\tlabel\n\n# of 2009\nAssets\tTotal “assets”, "net"\nCash\t\n'


def test_rows_are_read_by_column(tmp_path: Path):
    (tmp_path / "one.tsv").write_text(TABLE, encoding="utf-8")
    assert list(read_rows(tmp_path / "one.tsv")) == [
        {"name": "Assets", "label": 'Total “assets”, "net"'},
        {"name": "Cash", "label": ""},
    ]


@pytest.mark.parametrize("row", ["Liabilities", "Liabilities\tTotal\t2"])
def test_a_row_of_other_cells_is_refused_by_its_line(tmp_path: Path, row: str):
    (tmp_path / "one.tsv").write_text(f"{TABLE}{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match="the header has 2") as refused:
        list(read_rows(tmp_path / "one.tsv"))
    assert "one.tsv:7" in str(refused.value)
