"""The shipped release, checked once for all tests of what the report makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaapgraph.graph import Dataset
from gaapgraph.page import list_documents
from gaapgraph.store import load_store
from gaapgraph.validation.inspection import inspect

RELEASE = Path(__file__).parents[3] / "instances" / "iij" / "fy2008-release" / "release.trig"


@pytest.fixture(scope="session")
def release():
    return load_store([RELEASE])


@pytest.fixture(scope="session")
def dataset(release):
    return Dataset(release)


@pytest.fixture(scope="session")
def document(dataset):
    return list_documents(dataset)[0]


@pytest.fixture(scope="session")
def figures(dataset, document):
    return dataset.figures(document=document.iri)


@pytest.fixture(scope="session")
def inspection(release):
    found = inspect(release)
    return found.report, list(found.bindings), found.figures
