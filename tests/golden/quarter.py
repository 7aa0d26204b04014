"""A quarter of the SEC's data sets without the filers that nobody asks about: the whole takes half a minute to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from pyoxigraph import RdfFormat, Store

from gaapgraph.api import read_reports
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["QUARTER", "read_filers"]

QUARTER = Path(__file__).parents[2] / ".." / "shared" / "data" / "fsds" / "2009q3.zip"


def read_filers(filers: Collection[str], folder: Path) -> Store:
    """Return the graphs of some filers, by their numbers, whose rows are put into a folder."""
    with ZipFile(QUARTER) as data:
        head, *rows = data.read("sub.txt").splitlines(keepends=True)
        kept = [row for row in rows if row.split(b"\t")[1].decode().lstrip("0") in filers]
        (folder / "sub.txt").write_bytes(b"".join([head, *kept]))
        names = tuple(row.partition(b"\t")[0] for row in kept)
        for table in ("num.txt", "pre.txt"):
            head, *rows = data.read(table).splitlines(keepends=True)
            (folder / table).write_bytes(b"".join([head, *(row for row in rows if row.startswith(names))]))
        (folder / "tag.txt").write_bytes(data.read("tag.txt"))
    store = Store()
    for report in read_reports(folder):
        store.bulk_load("".join(write_quads(report)).encode(), RdfFormat.N_QUADS)
    return store
