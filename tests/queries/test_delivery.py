"""`gaapgraph load` and `doctor` on the stores themselves: all graphs arrive whole, a second run sends nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from servers import COMMANDS, OTHERS, MissingError, Server, start

from gaapgraph.cli import main
from gaapgraph.remote.remote_store import open_remote
from gaapgraph.remote.transfer import deliver
from gaapgraph.store import load_store
from gaapgraph.store.content import GraphContent, list_contents

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.server
# What `doctor` finds where it finds anything that matters; docs/what-stores-do-otherwise.md tells more.
DEFECTS = {
    "blazegraph": set(),
    "oxigraph": set(),
    "fuseki": set(),
    "rdf4j": {"filters beside MINUS"},
    "virtuoso": {"division of whole numbers", "aggregates over nothing", "paths", "values at the end of a query"},
}


@pytest.fixture(
    scope="module",
    params=[pytest.param(name, marks=pytest.mark.xdist_group(f"{name} loaded")) for name in (*COMMANDS, *OTHERS)],
)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    try:
        server = start(request.param, tmp_path_factory.mktemp(request.param))
    except MissingError as exc:
        pytest.skip(str(exc))
    if server.name == "virtuoso":
        server.isql('GRANT SPARQL_UPDATE TO "SPARQL";')
    yield server
    server.stop()


def address(server: Server) -> str:
    root = f"http://127.0.0.1:{server.port}"
    return {"fuseki": f"{root}/reports", "oxigraph": root}.get(server.name, server.query_url)


def test_all_graphs_arrive_and_are_known_the_second_time(server: Server, capsys: pytest.CaptureFixture[str]):
    assert main(["load", "--to", address(server)]) == 0
    assert "sent in" in capsys.readouterr().err
    assert main(["load", "--to", address(server)]) == 0
    assert "sent in" not in capsys.readouterr().err


def test_one_report_is_replaced_and_the_others_stay(server: Server):
    target = open_remote(address(server))
    contents = list_contents(load_store())
    report = max(contents, key=lambda each: each.count)
    deliver([report], target)
    smaller = GraphContent(report.graph, tuple(report.quads)[: report.count // 2])
    (delivery,) = deliver([smaller], target)
    assert (delivery.arrived, delivery.before) == (True, report.count)
    assert target.count(report.graph) == smaller.count
    others = [each for each in contents if each.graph != report.graph]
    assert all(each.state == "same" for each in deliver(others, target) if each.before)
    target.remove(report.graph)
    assert target.count(report.graph) == 0


def test_the_graph_that_is_replaced_is_removed(server: Server):
    target = open_remote(address(server))
    old, new = ox.NamedNode("http://example.org/old"), ox.NamedNode("http://example.org/new")
    replaces, p = ox.NamedNode("http://purl.org/dc/terms/replaces"), ox.NamedNode("http://example.org/p")
    deliver([GraphContent(old.value, (ox.Quad(old, p, ox.Literal("é \"'\n"), old),))], target)
    deliver([GraphContent(new.value, (ox.Quad(new, replaces, old, new),))], target, replaces=True)
    assert (target.count(old.value), target.count(new.value)) == (0, 1)


def test_the_defects_are_those_that_are_known(server: Server):
    from gaapgraph.remote.probe import probe_store

    found = {each.case.name for each in probe_store(open_remote(address(server))) if each.matters}
    assert found == DEFECTS[server.name]
