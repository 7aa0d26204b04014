"""One query, four stores: the shipped files load and come back the same, and every question gives the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from servers import COMMANDS, MissingError, Server, start

from conftest import GRAPHS, ROOT, read_json, read_oxigraph
from gaapgraph.question.library import list_questions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.server
TEXTS = {question.name: question.text for question in list_questions()}


@pytest.fixture(scope="session", params=list(COMMANDS))
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    try:
        server = start(request.param, tmp_path_factory.mktemp(request.param))
    except MissingError as exc:
        pytest.skip(str(exc))
    try:
        for path in GRAPHS:
            server.load(path)
        yield server
    finally:
        server.stop()


def list_quads(paths: list[Path]) -> set[tuple[str, ...]]:
    quads = set()
    for path in paths:
        for quad in ox.parse(path=str(path)):
            quads.add(tuple(_show(term) for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)))
    return quads


def _show(term: object) -> str:
    from servers import show

    if isinstance(term, ox.Literal):
        told = {"type": "literal", "value": term.value}
        if term.language:
            told["xml:lang"] = term.language
        elif not term.datatype.value.endswith("#string"):
            told["datatype"] = term.datatype.value
        return show(told)
    return f"<{getattr(term, 'value', term)}>"


def test_the_shipped_files_come_back_the_same(server: Server) -> None:
    expected = list_quads(GRAPHS)
    graphs = {quad[3] for quad in expected}  # Virtuoso has graphs of its own
    found = {quad for quad in server.dump() if quad[3] in graphs}
    assert (len(expected - found), sorted(expected - found)[:3]) == (0, [])
    assert (len(found - expected), sorted(found - expected)[:3]) == (0, [])


@pytest.mark.parametrize("name", TEXTS)
def test_a_question_gives_the_same_rows(server: Server, everything: ox.Store, name: str) -> None:
    assert read_json(server.query(TEXTS[name])) == read_oxigraph(everything, TEXTS[name])


def test_the_stores_are_those_that_the_documentation_names() -> None:
    told = (ROOT / "docs" / "load-into-a-store.md").read_text(encoding="utf-8").lower()
    assert all(name in told for name in COMMANDS)
