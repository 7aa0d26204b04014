"""Queries that would take the machine are stopped: within two seconds, below 1.5 times the memory."""

from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaapgraph.cli._limit import CHECK_MEGABYTES, CHECK_SECONDS, MEGABYTES, SECONDS
from gaapgraph.errors import InputError
from gaapgraph.resource import instances
from gaapgraph.sparql import (
    CHECK_LIMITS,
    DEFAULT_LIMITS,
    UNLIMITED,
    Kind,
    Limits,
    Query,
    Triples,
    evaluate_bounded,
    run_bounded,
)
from gaapgraph.sparql.bound import count_held
from gaapgraph.store import load_store, run_query

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a query is bounded where a system can fork")

PAIRS = "GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f }"
DOUBLE = " ".join(f"BIND (CONCAT({','.join([f'?x{step}'] * 10)}) AS ?x{step + 1})" for step in range(9))
TAKING = {
    "product with order": f"SELECT * {{ {PAIRS} }} ORDER BY ?c ?f",
    "growing string": f"SELECT (STRLEN(?x9) AS ?n) {{ BIND ('0123456789' AS ?x0) {DOUBLE} }}",
    "concatenation": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?c))) AS ?all) {{ {PAIRS} }}",
    "product counted": f"SELECT (COUNT(*) AS ?n) {{ {PAIRS} GRAPH ?i {{ ?j ?k ?l }} }}",
    "product told": f"SELECT * {{ {PAIRS} GRAPH ?i {{ ?j ?k ?l }} }}",
    "optionals": "SELECT * {" + "OPTIONAL { ?a ?b ?c } " * 1000 + "}",
}


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return load_store([instances() / "iij" / "fy2008-release" / "release.trig"])


class Watch(threading.Thread):
    """Looks at how much memory the children of this process hold."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak, self.is_over = 0, False

    def run(self) -> None:
        children = [Path(f"/proc/self/task/{task}/children") for task in os.listdir("/proc/self/task")]  # noqa: PTH208
        while not self.is_over:
            for path in children:
                try:
                    held = [Path(f"/proc/{child}/statm").read_text().split()[1] for child in path.read_text().split()]
                except (OSError, IndexError):
                    continue
                self.peak = max([self.peak, *(int(pages) * os.sysconf("SC_PAGE_SIZE") for pages in held)])
            time.sleep(0.005)


@pytest.mark.parametrize("name", TAKING)
def test_a_query_that_takes_too_much_is_stopped(store: ox.Store, name: str) -> None:
    megabytes = max(400, 2 * count_held("self") // 2**20)  # a suite holds much already, and a child is born with it
    watch, limits = Watch(), Limits(2, megabytes)
    watch.start()
    start = time.perf_counter()
    with pytest.raises(InputError, match=r"longer than 2 s|more than \d+ MB"):
        run_query(store, TAKING[name], limits=limits)
    seconds = time.perf_counter() - start
    watch.is_over = True
    watch.join()
    assert seconds < 4
    assert watch.peak < 1.5 * megabytes * 2**20


def test_a_process_that_ends_is_told_and_the_host_lives(store: ox.Store) -> None:
    text = "SELECT * " + "{" * 5000 + "}" * 5000
    with pytest.raises(InputError, match="nests more than"):
        run_query(store, text)
    with pytest.raises(InputError, match="ended its process"):  # were it not refused before
        evaluate_bounded(lambda: store.query(text), Limits(5, None), Query(text, "q.rq"))


def test_bounded_and_unbounded_give_the_same(store: ox.Store) -> None:
    rows = "SELECT ?f ?v { ?f a gg:Fact ; gg:concept us-gaap:Assets ; gg:value ?v } ORDER BY ?f"
    one, two = (list(map(str, run_query(store, rows, limits=limits))) for limits in (DEFAULT_LIMITS, UNLIMITED))
    assert one == two
    assert one
    graph = "CONSTRUCT { ?f gg:value ?v } { ?f gg:concept us-gaap:Assets ; gg:value ?v }"
    found = [run_query(store, graph, limits=limits) for limits in (DEFAULT_LIMITS, UNLIMITED)]
    assert all(isinstance(each, Triples) for each in found)
    assert {str(triple) for triple in found[0].triples} == {str(triple) for triple in found[1].triples}
    assert bool(run_query(store, "ASK { ?r a gg:Report }"))
    with pytest.raises(InputError, match=r"q.rq:1:\d+: is no SPARQL query|q.rq: is no SPARQL"):
        run_query(store, "SELECT * { ?a ?b }", "q.rq")


def test_no_socket_is_opened_in_the_process_of_a_query() -> None:
    def work() -> bytes:
        try:
            socket.socket().close()
        except OSError:
            return b"refused"
        return b"opened"

    assert run_bounded(work, Limits(5, None)) == b"refused"
    assert run_bounded(work, UNLIMITED) == b"opened"


def test_from_chooses_among_the_graphs_of_the_store_and_nothing_is_fetched() -> None:
    store = ox.Store()
    one, two, s = (ox.NamedNode(f"http://example.org/{name}") for name in ("one", "two", "s"))
    for graph, values in ((one, "ab"), (two, "bc")):
        for value in values:
            store.add(ox.Quad(s, s, ox.Literal(value), graph))

    def ask(head: str, body: str) -> list[str]:
        rows = run_query(store, f"SELECT ?o {head} {{ {body} }} ORDER BY ?o")
        return [row["o"].value for row in rows]

    triple, inside = "?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"
    assert ask(f"FROM {one}", triple) == ["a", "b"]
    assert ask(f"FROM {one} FROM {two}", triple) == ["a", "b", "c"]  # what both say counts once
    assert ask(f"FROM {one} FROM {two}", inside) == []
    assert ask(f"FROM NAMED {two}", inside) == ["b", "c"]
    assert ask(f"FROM NAMED {two}", triple) == []
    assert ask("", triple) == ["a", "b", "c"]
    with pytest.raises(InputError, match=r"no graph <http://example.org/three>.*nothing is fetched"):
        ask("FROM <http://example.org/three>", triple)
    with pytest.raises(InputError, match=r"FROM names <passwd>, which is no absolute IRI.*nothing is fetched"):
        run_query(store, "BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }")


def test_the_options_of_the_commands_are_the_default_limits() -> None:
    assert Limits(SECONDS, MEGABYTES) == DEFAULT_LIMITS
    assert Limits(CHECK_SECONDS, CHECK_MEGABYTES) == CHECK_LIMITS


def test_a_check_may_open_files_and_ends_with_all_that_it_started(tmp_path: Path) -> None:
    note = tmp_path / "pid"

    def work() -> bytes:
        if os.fork() == 0:
            note.write_text(str(os.getpid()))
            time.sleep(60)
        time.sleep(60)
        return b""

    with pytest.raises(InputError, match="the check took longer than 1 s"):
        run_bounded(work, Limits(1.0, None), "check", Kind("check", opens=True))
    for _ in range(50):
        if not Path(f"/proc/{note.read_text()}").exists():
            return
        time.sleep(0.1)
    raise AssertionError("what the check started is still there")


def test_memory_that_a_started_process_takes_counts_too() -> None:
    def work() -> bytes:
        if os.fork() == 0:
            held = []
            for _ in range(45):  # step by step: one leap may be refused before anybody looks
                held.append(b"x" * (10 * 2**20))
                time.sleep(0.1)
            time.sleep(60)
            return held[0]
        time.sleep(60)
        return b""

    with pytest.raises(InputError, match="took more than 400 MB"):
        run_bounded(work, Limits(20.0, 400), "check", Kind("check", opens=True))
