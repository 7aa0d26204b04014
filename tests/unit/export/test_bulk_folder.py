"""A folder for bulk loaders has every statement once, in parts of one graph each."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from gaapgraph.cli import main
from gaapgraph.errors import OutputError
from gaapgraph.export.bulk_folder import write_bulk_folder
from gaapgraph.store import load_store
from gaapgraph.store.content import list_contents

if TYPE_CHECKING:
    from pathlib import Path


def test_the_parts_have_every_statement_once(tmp_path: Path):
    store = load_store()
    names = write_bulk_folder(store, tmp_path / "out", part=10_000)
    quads = [
        quad
        for name in names
        for quad in ox.parse(gzip.decompress((tmp_path / "out" / name).read_bytes()), ox.RdfFormat.N_QUADS)
    ]
    expected = {quad for content in list_contents(store) for quad in content.quads}
    assert (len(quads), set(quads)) == (len(expected), expected)
    for name in names:
        lines = gzip.decompress((tmp_path / "out" / name).read_bytes()).decode().splitlines()
        graph = (tmp_path / "out" / f"{name}.graph").read_text()
        assert len(lines) <= 10_000
        assert all(line.endswith(f"<{graph}> .") for line in lines)


def test_the_same_data_give_the_same_bytes(tmp_path: Path):
    for name in "ab":
        assert main(["export", "--to", "nquads-dir", "-o", str(tmp_path / name)]) == 0
    one, two = ({each.name: each.read_bytes() for each in (tmp_path / name).iterdir()} for name in "ab")
    assert one == two
    assert json.loads(one["parts.json"])["triples"] > 50_000


def test_what_is_no_such_folder_is_left_alone(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(OutputError):
        write_bulk_folder(load_store(), tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "mine"
