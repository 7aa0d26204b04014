"""Columns: what their heads say, in time that is proportional to how many there are."""

from __future__ import annotations

import pytest

from gaapgraph import read
from gaapgraph.reader.table.column import Column
from gaapgraph.reader.table.stub import read_label

HEADS = "\t".join(f"December 31, {2024 - number % 3}" for number in range(300))
DOCUMENT = "Larch Foods Inc.\nConsolidated Balance Sheets\n\n\t{heads}\nTotal assets\t{figures}\n"


def test_each_column_is_looked_at_as_often_however_many_there_are(tmp_path, monkeypatch):
    looks = []
    is_amount = Column.is_amount.fget
    monkeypatch.setattr(Column, "is_amount", property(lambda column: looks.append(1) or is_amount(column)))
    calls = {}
    for count in (100, 200):
        looks.clear()
        path = tmp_path / f"{count}.txt"
        heads = "\t".join(HEADS.split("\t")[:count])
        path.write_text(DOCUMENT.format(heads=heads, figures="\t".join(map(str, range(1_000, 1_000 + count)))))
        assert len(read(path).occurrences) == count
        calls[count] = len(looks)
    assert calls[200] <= 2.1 * calls[100]


@pytest.mark.parametrize("length", [3_000, 300_000])
def test_of_a_label_that_is_no_name_only_the_beginning_is_looked_at(length):
    label = read_label("Cash of $5 million " + "and more " * (length // 9) + "$7 million")
    assert len(label.full) == 2_000
    assert [label.full[start:end] for start, end in label.amounts] == ["$5 million"]
