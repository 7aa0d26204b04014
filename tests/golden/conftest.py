"""What tests of several filers share: a quarter of the SEC's data sets without the filers that nobody asks about."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from pyoxigraph import Store

sys.path.insert(0, str(Path(__file__).parent))  # for the quarter, which is no test

from quarter import QUARTER, read_filers

LoadFilers = Callable[[Collection[str]], Store]


@pytest.fixture(scope="session")
def load_filers(tmp_path_factory: pytest.TempPathFactory) -> LoadFilers:
    """Return what gives the graphs of some filers, by their numbers; the whole quarter takes half a minute to read."""

    def load(filers: Collection[str]) -> Store:
        if not QUARTER.is_file():
            pytest.skip("the SEC's data set is not beside the project in shared/data/fsds")
        return read_filers(filers, tmp_path_factory.mktemp("quarter"))

    return load
