"""Graphs sent to a store that fails, changes what it gets, or wants to know who asks."""

from __future__ import annotations

import base64
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from gaapgraph.cli import main
from gaapgraph.errors import InputError
from gaapgraph.remote.http_call import Caller, RefusedCallError, open_caller
from gaapgraph.remote.remote_store import RemoteStore, open_remote
from gaapgraph.remote.transfer import deliver
from gaapgraph.store.content import GraphContent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GRAPH = "http://example.org/g"


class Pretender(ThreadingHTTPServer):
    """A store of triples that can be told to fail."""

    store: ox.Store
    failures: list[int]
    spoils = False
    key = ""
    seen: list[str]


class Handler(BaseHTTPRequestHandler):
    server: Pretender

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, status: int, body: bytes = b"", kind: str = "text/plain") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Server", "Oxigraph/0.0")
        self.end_headers()
        self.wfile.write(body)

    def version_string(self) -> str:
        return "Oxigraph/0.0"

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.server.seen.append(f"{self.command} {self.path}")
        path, query = urllib.parse.urlsplit(self.path)[2:4]
        given = dict(urllib.parse.parse_qsl(query)) | dict(urllib.parse.parse_qsl(body.decode("utf-8", "replace")))
        if self.server.key and self.headers.get("Authorization") != self.server.key:
            self.answer(401)
        elif path == "/store" and self.server.failures:
            self.answer(self.server.failures.pop())
        elif path == "/query":
            result = self.server.store.query(given["query"])
            self.answer(200, result.serialize(format=ox.QueryResultsFormat.JSON) or b"", "application/json")
        elif path == "/store" and self.command == "PUT":
            node = ox.NamedNode(given["graph"])
            self.server.store.clear_graph(node)
            found = [
                ox.Quad(each.subject, each.predicate, each.object, node)
                for each in ox.parse(body, ox.RdfFormat.N_TRIPLES)
            ]
            self.server.store.extend(found[:-1] if self.server.spoils else found)
            self.answer(204)
        elif path == "/store":
            quads = self.server.store.quads_for_pattern(None, None, None, ox.NamedNode(given["graph"]))
            lines = "".join(f"{each.triple} .\n" for each in quads)
            self.answer(200, lines.encode(), "application/n-triples")
        elif path == "/update":
            self.server.store.update(given["update"])
            self.answer(204)
        else:
            self.answer(404)

    do_GET = do_POST = do_PUT = handle_any  # noqa: N815


@pytest.fixture
def pretender() -> Iterator[Pretender]:
    server = Pretender(("127.0.0.1", 0), Handler)
    server.store, server.failures, server.seen = ox.Store(), [], []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def address(server: Pretender) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def content(count: int = 5, graph: str = GRAPH) -> GraphContent:
    node = ox.NamedNode(graph)
    p = ox.NamedNode("http://example.org/p")
    return GraphContent(
        graph,
        tuple(ox.Quad(ox.NamedNode(f"http://example.org/{n}"), p, ox.Literal(str(n)), node) for n in range(count)),
    )


def remote(server: Pretender, waits: list[float] | None = None) -> RemoteStore:
    found = open_remote(address(server))
    found._caller.wait = (waits if waits is not None else []).append
    return found


def test_a_graph_arrives_and_is_not_sent_twice(pretender: Pretender):
    (first,) = deliver([content()], remote(pretender))
    assert (first.state, first.arrived) == ("sent", True)
    (second,) = deliver([content()], remote(pretender))
    assert second.state == "same"
    assert sum(each.startswith("PUT") for each in pretender.seen) == 1


def test_what_passes_is_tried_again_with_growing_patience(pretender: Pretender):
    waits: list[float] = []
    target = remote(pretender, waits)
    pretender.failures = [503, 429, 502]
    (delivery,) = deliver([content()], target)
    assert delivery.arrived
    assert len(waits) == 3
    assert waits == sorted(waits)


def test_what_does_not_pass_is_told_and_the_next_graph_is_sent(pretender: Pretender):
    target = remote(pretender)
    pretender.failures = [503] * 5
    first, second = deliver([content(), content(3, "http://example.org/h")], target)
    assert (first.state, second.state) == ("failed", "sent")
    assert "503" in first.problem


def test_what_arrives_otherwise_is_told(pretender: Pretender):
    pretender.spoils = True
    (delivery,) = deliver([content()], remote(pretender))
    assert delivery.state == "failed"
    assert "1 of 5 triples did not arrive" in delivery.problem


def test_a_dry_run_writes_nothing(pretender: Pretender):
    (delivery,) = deliver([content()], remote(pretender), is_dry=True)
    assert delivery.state == "would send"
    assert len(pretender.store) == 0


def test_the_graph_that_a_new_one_replaces_is_removed_once_it_has_arrived(pretender: Pretender):
    target = remote(pretender)
    deliver([content()], target)
    new = "http://example.org/new"
    quad = ox.Quad(
        ox.NamedNode(new), ox.NamedNode("http://purl.org/dc/terms/replaces"), ox.NamedNode(GRAPH), ox.NamedNode(new)
    )
    deliver([GraphContent(new, (quad,))], target)
    assert target.count(GRAPH) == 5
    (delivery,) = deliver([GraphContent(new, (quad,))], target, replaces=True)
    assert delivery.removed == (GRAPH,)
    assert target.count(GRAPH) == 0


def test_credentials_come_from_the_environment_or_netrc(
    pretender: Pretender, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    pretender.key = "Basic " + base64.b64encode(b"me:secret word").decode()
    with pytest.raises(RefusedCallError, match="GAAPGRAPH_USER"):
        open_remote(address(pretender))
    monkeypatch.setenv("GAAPGRAPH_USER", "me")
    monkeypatch.setenv("GAAPGRAPH_PASSWORD", "secret word")
    assert open_remote(address(pretender)).count(GRAPH) == 0
    monkeypatch.delenv("GAAPGRAPH_USER")
    (tmp_path / ".netrc").write_text('machine 127.0.0.1 login me password "secret word"\n')
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert open_remote(address(pretender)).count(GRAPH) == 0


def test_credentials_in_the_address_are_refused_and_not_repeated():
    with pytest.raises(InputError) as told:
        open_caller("http://me:secret@127.0.0.1/ds")
    assert "secret" not in str(told.value)
    assert "secret" not in repr(Caller("Basic secret", "me", "secret"))


def test_a_store_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("gaapgraph.remote.http_call._TRIES", 1)
    assert main(["load", "--to", "http://127.0.0.1:9/ds"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "cannot be reached" in told


def test_the_command_loads_into_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source = tmp_path / "a.nq"
    source.write_text("<urn:s> <urn:p> 'x' <urn:g> .\n".replace("'", '"'))
    assert main(["load", str(source), "--to", str(tmp_path / "store")]) == 0
    assert "1 of 1 graphs (1 triples)" in capsys.readouterr().out
    assert main(["doctor", str(tmp_path / "store")]) == 0
    assert len(ox.Store.read_only(str(tmp_path / "store"))) == 1
