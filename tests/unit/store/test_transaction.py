"""Graphs of a store on disk are exchanged whole: killed at any moment, it holds the old or the new."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from gaapgraph.errors import OutputError, SourceError
from gaapgraph.store.content import lay_aside, list_contents, sum_triples
from gaapgraph.store.transaction import list_replaced, open_writable, replace_graphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ONE, TWO = "urn:graph:1", "urn:graph:2"
P = ox.NamedNode("urn:p")


def quads(graph: str, numbers: range, mark: str = "") -> list[ox.Quad]:
    node = ox.NamedNode(graph)
    return [ox.Quad(ox.NamedNode(f"urn:s:{each}"), P, ox.Literal(f"{each}{mark}"), node) for each in numbers]


def read(store: ox.Store, graph: str) -> set[str]:
    return {quad.object.value for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph))}


def test_a_graph_takes_the_place_of_the_old_one_and_leaves_others_alone():
    store = ox.Store()
    replace_graphs(store, {ONE: quads(ONE, range(10)), TWO: quads(TWO, range(3))})
    assert replace_graphs(store, {ONE: quads(ONE, range(5, 12))}) == 7
    assert read(store, ONE) == {str(each) for each in range(5, 12)}
    assert read(store, TWO) == {"0", "1", "2"}


def test_many_quads_arrive_as_few_do(monkeypatch):
    monkeypatch.setattr("gaapgraph.store.transaction._MANY", 5)
    store = ox.Store()
    assert replace_graphs(store, {ONE: quads(ONE, range(10)), TWO: quads(TWO, range(3))}) == 13
    assert replace_graphs(store, {ONE: quads(ONE, range(20))}) == 10
    assert (len(read(store, ONE)), len(read(store, TWO))) == (20, 3)


class Drawn:
    """Statements that tell how many were taken before the first of them was used."""

    def __init__(self, count: int) -> None:
        self.count, self.taken = count, 0

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[ox.Quad]:
        for quad in quads(ONE, range(self.count)):
            self.taken += 1
            yield quad


class Counting:
    """A store without quads that looks at what it is given one by one."""

    def __init__(self, drawn: Drawn) -> None:
        self.drawn, self.ahead, self.got = drawn, 0, 0

    def quads_for_pattern(self, *_: object) -> Iterator[ox.Quad]:
        return iter(())

    def bulk_extend(self, given: Iterable[ox.Quad]) -> None:
        for self.got, _ in enumerate(given, 1):
            self.ahead = max(self.ahead, self.drawn.taken - self.got)

    def flush(self) -> None:
        pass


def test_of_a_new_graph_no_more_is_held_than_tells_that_it_is_large(monkeypatch):
    monkeypatch.setattr("gaapgraph.store.transaction._MANY", 5)
    drawn = Drawn(1_000)
    store = Counting(drawn)
    assert replace_graphs(store, {ONE: drawn}) == 1_000  # type: ignore[arg-type]
    assert (store.got, store.ahead) == (1_000, 5)


HERE = Path(__file__).parent
BEGIN = f"""
import sys
sys.path[:0] = [{str(HERE.parents[2] / "src")!r}, {str(HERE)!r}]
from pathlib import Path
import test_transaction as test
from gaapgraph.store.transaction import open_writable, replace_graphs
store = open_writable(Path(sys.argv[1]))
"""
LOAD = """
quads = test.quads(test.ONE, range(100_001))
print("ready", flush=True)
replace_graphs(store, {test.ONE: quads})
"""


def kill_within(seconds: float, script: str, folder: Path) -> None:
    """Kill a script that writes to a store so long after it says that it is ready."""
    writer = subprocess.Popen([sys.executable, "-c", BEGIN + script, str(folder)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"ready\n"
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()


@pytest.mark.slow
def test_a_load_of_many_quads_that_is_killed_leaves_none_or_all(tmp_path: Path):
    chosen, counts = random.Random(5), set()
    for number in range(int(os.environ.get("GAAPGRAPH_KILLS", "4"))):
        folder = tmp_path / str(number)
        kill_within(chosen.random() * 3, LOAD, folder)
        counts.add(len(ox.Store(str(folder))))
    assert counts <= {0, 100_001}


def test_what_is_the_same_is_not_written():
    store = ox.Store()
    replace_graphs(store, {ONE: quads(ONE, range(10))})
    assert replace_graphs(store, {ONE: quads(ONE, range(10))}) == 0


def test_blank_nodes_do_not_pile_up():
    store, node = ox.Store(), ox.NamedNode(ONE)
    for number in range(3):
        replace_graphs(store, {ONE: [ox.Quad(ox.BlankNode(), P, ox.Literal(str(number)), node)]})
    assert read(store, ONE) == {"2"}


def test_an_emptied_graph_loses_its_name():
    store = ox.Store()
    replace_graphs(store, {ONE: quads(ONE, range(2)), TWO: quads(TWO, range(2))})
    replace_graphs(store, {}, [ONE])
    assert [graph.value for graph in store.named_graphs()] == [TWO]


def test_quoted_texts_arrive_as_they_are():
    store, node, text = ox.Store(), ox.NamedNode(ONE), 'a "b" \\ \n\t{ } <x> \u00e9 \U0001f600'
    replace_graphs(store, {ONE: quads(ONE, range(1))})
    replace_graphs(store, {ONE: [ox.Quad(ox.NamedNode("urn:s"), P, ox.Literal(text), node)]})
    assert read(store, ONE) == {text}


def test_what_a_graph_replaces():
    replaces = ox.NamedNode("http://purl.org/dc/terms/replaces")
    stated = [ox.Quad(ox.NamedNode(ONE), replaces, ox.NamedNode(TWO)), ox.Quad(P, replaces, ox.NamedNode("urn:x"))]
    assert list_replaced(ONE, stated) == [TWO]


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(SourceError, match="other things in it"):
        open_writable(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_a_store_that_is_open_elsewhere_is_told(tmp_path: Path):
    kept = open_writable(tmp_path / "store")
    with pytest.raises(OutputError, match="no other process has it open"):
        open_writable(tmp_path / "store")
    del kept


def test_a_checksum_knows_no_order_and_no_way_of_writing_numbers():
    subject, decimal = ox.NamedNode("urn:s"), ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    one = [
        ox.Triple(subject, P, ox.Literal("1.50", datatype=decimal)),
        ox.Triple(subject, P, ox.Literal("a", language="EN")),
    ]
    two = [
        ox.Triple(subject, P, ox.Literal("a", language="en")),
        ox.Triple(subject, P, ox.Literal("1.5", datatype=decimal)),
    ]
    assert sum_triples(one) == sum_triples(two)
    assert sum_triples(one[:1]) != sum_triples([ox.Triple(subject, P, ox.Literal("1.51", datatype=decimal))])


WRITE = """
print("ready", flush=True)
for mark in "ab" * 500:
    replace_graphs(store, {test.ONE: test.quads(test.ONE, range(2000), mark)})
"""


@pytest.mark.slow
def test_a_store_that_is_killed_while_it_is_written_holds_one_version_whole(tmp_path: Path):
    """GAAPGRAPH_KILLS=200 for the longer run."""
    folder = tmp_path / "store"
    store = open_writable(folder)
    replace_graphs(store, {ONE: quads(ONE, range(2000), "a"), TWO: quads(TWO, range(50))})
    del store
    chosen = random.Random(11)
    for _ in range(int(os.environ.get("GAAPGRAPH_KILLS", "12"))):
        kill_within(chosen.random() * 0.6, WRITE, folder)
        store = ox.Store(str(folder))
        found = read(store, ONE)
        assert found in ({f"{each}{mark}" for each in range(2000)} for mark in "ab")
        assert len(read(store, TWO)) == 50
        assert [graph.value for graph in sorted(store.named_graphs(), key=str)] == [ONE, TWO]
        del store


def test_statements_outside_any_graph_go_under_what_they_describe():
    store = ox.Store()
    store.load(
        b"<urn:r> a <https://w3id.org/gaapgraph/ns#Report> ; <urn:p> 1 .", ox.RdfFormat.TURTLE, base_iri="urn:base"
    )
    assert [each.graph for each in list_contents(store)] == ["urn:r"]


LOOSE = """<urn:r> a <https://w3id.org/gaapgraph/ns#Report> ; <urn:p> 1.50, "a\\nb"@en, _:b . _:b <urn:p> "x" ."""


def test_statements_outside_any_graph_are_counted_once_with_those_that_its_graph_has():
    store = ox.Store()
    store.load(LOOSE.encode(), ox.RdfFormat.TURTLE, base_iri="urn:base")
    store.add(ox.Quad(ox.NamedNode("urn:r"), P, ox.Literal("a\nb", language="en"), ox.NamedNode("urn:r")))
    store.add(ox.Quad(ox.NamedNode("urn:r"), P, ox.Literal("more"), ox.NamedNode("urn:r")))
    (content,) = list_contents(store)
    assert (content.graph, content.count, len(list(content.quads))) == ("urn:r", 6, 6)
    assert {quad.graph_name for quad in content.quads} == {ox.NamedNode("urn:r")}


def test_graphs_that_are_laid_aside_are_the_same_without_their_store(tmp_path: Path):
    store = ox.Store()
    store.load(LOOSE.encode(), ox.RdfFormat.TURTLE, base_iri="urn:base")
    replace_graphs(store, {ONE: quads(ONE, range(7), "\u2028 \U0001f600 \\")})
    before = {each.graph: (each.count, each.checksum) for each in list_contents(store)}
    kept = lay_aside(list_contents(store), tmp_path)
    del store
    assert {each.graph: (each.count, each.checksum) for each in kept} == before
    assert {each.graph: each.count for each in kept} == {ONE: 7, "urn:r": 5}


def test_graphs_that_cannot_be_laid_aside_are_told(tmp_path: Path):
    store = ox.Store()
    replace_graphs(store, {ONE: quads(ONE, range(2))})
    with pytest.raises(OutputError, match="TMPDIR"):
        lay_aside(list_contents(store), tmp_path / "nowhere")
