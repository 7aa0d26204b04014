"""A row is found by halving, wherever it stands; the shipped tables are in the order that this needs."""

from __future__ import annotations

import pytest

from gaapgraph.ordered_table import OrderedTable
from gaapgraph.resource import ontology

SHIPPED = ("us-gaap-concepts.tsv", "srt-concepts.tsv", "dei-concepts.tsv")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_row_of_a_shipped_table_is_found(name: str) -> None:
    lines = (ontology() / name).read_text(encoding="utf-8").splitlines()[1:]
    table = OrderedTable.read(ontology() / name)
    assert [table.row(line.partition("\t")[0]) for line in lines] == [line.split("\t") for line in lines]
    assert list(table.rows()) == [line.split("\t") for line in lines]


def test_remarks_above_the_head_hide_no_row() -> None:
    path = ontology() / "dqc" / "sign.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines()[1:] if not line.startswith("#")][1:]
    table = OrderedTable.read(path)
    assert [table.row(line.partition("\t")[0]) for line in lines] == [line.split("\t") for line in lines]


def test_what_is_no_row_is_not_found() -> None:
    table = OrderedTable(b"name\tkind\nAssets\t1\nAssetsCurrent\t2\nCash\t3")  # the last line has no end
    assert [table.row(name) for name in ("name", "Asset", "AssetsC", "Z", "", "Assets\t")] == [None] * 6
    assert table.row("AssetsCurrent") == ["AssetsCurrent", "2"]


def test_the_last_line_needs_no_end() -> None:
    assert OrderedTable(b"name\tkind\nAssets\t1\nCash\t3").row("Cash") == ["Cash", "3"]


def test_an_empty_table_has_no_row(tmp_path) -> None:
    assert OrderedTable.read(tmp_path / "none.tsv").row("Assets") is None
