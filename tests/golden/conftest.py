"""What tests of several filers share: a quarter of the SEC's data sets without the filers that nobody asks about."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from zipfile import ZipFile

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.api import read_reports
from gaapgraph.write import write_quads

QUARTER = Path(__file__).parents[2] / ".." / "shared" / "data" / "fsds" / "2009q3.zip"
LoadFilers = Callable[[Collection[str]], Store]


@pytest.fixture(scope="session")
def load_filers(tmp_path_factory: pytest.TempPathFactory) -> LoadFilers:
    """Return what gives the graphs of some filers, by their numbers; the whole quarter takes half a minute to read."""

    def load(filers: Collection[str]) -> Store:
        if not QUARTER.is_file():
            pytest.skip("the SEC's data set is not beside the project in shared/data/fsds")
        folder = tmp_path_factory.mktemp("quarter")
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

    return load
