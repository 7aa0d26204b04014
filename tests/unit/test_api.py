"""The public names, and what a report that was read can do."""

from __future__ import annotations

import importlib
from dataclasses import fields
from types import FunctionType

import pytest

import gaapgraph
from gaapgraph.api import ReadReport
from gaapgraph.errors import SourceError
from gaapgraph.model import Report
from gaapgraph.store import load_store
from gaapgraph.write import write_quads


@pytest.fixture
def report(sample_report):
    return ReadReport(**{field.name: getattr(sample_report, field.name) for field in fields(Report)})


def test_the_public_names_are_there():
    assert gaapgraph.__all__ == ["ReadReport", "__version__", "query", "read", "to_rdflib"]
    assert all(getattr(gaapgraph, name) for name in gaapgraph.__all__)
    with pytest.raises(AttributeError):
        gaapgraph.nothing  # noqa: B018 - the access is the test


def test_no_package_takes_the_name_of_a_public_function():
    importlib.import_module("gaapgraph.reader.release")
    assert isinstance(gaapgraph.read, FunctionType)
    with pytest.raises(SourceError, match="no such file"):
        gaapgraph.read("none.txt")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("gaapgraph.read")


def test_a_report_becomes_quads_a_graph_and_files(tmp_path, report, sample_report):
    quads = "".join(report.to_quads())
    assert quads == "".join(write_quads(sample_report))
    graph = report.to_rdflib()
    assert str(graph.identifier) == report.iri
    assert len(graph) == quads.count(" .\n") == len(gaapgraph.to_rdflib(sample_report))
    report.write(tmp_path / "a.trig.gz")
    assert len(load_store([tmp_path / "a.trig.gz"])) == len(graph)
