"""Files of N-Quads by entity: each part has what its graphs name, wherever it is said."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from gaapgraph.store.apart import take_apart
from gaapgraph.vocabulary import BASE, GG

A, B, C, D = (f"<{BASE}report/{name}>" for name in ("a/1", "b/1", "a/2", "a/10"))
ASSETS, WIDER, OTHER = "<https://example.org/Assets>", "<https://example.org/Wider>", "<https://example.org/Other>"


def state(graph: str, entity: str, *more: str) -> str:
    own = graph[:-1]
    lines = [f"{graph} <{GG.entity}> <{BASE}entity/{entity}>", f"{own}/fact/1> <{GG.concept}> {ASSETS}", *more]
    return "".join(f"{line} {graph} .\n" for line in lines)


def read(part) -> set[str]:
    return {f"{quad.subject} {quad.predicate} {quad.object}" for quad in part.load()}


def take(tmp_path, *texts, most=1):
    paths = []
    for number, text in enumerate(texts):
        paths.append(tmp_path / f"{number}.nq")
        paths[-1].write_text(text, encoding="utf-8")
    return take_apart(paths, 0, most)


def test_graphs_of_one_entity_stay_together(tmp_path):
    parts = take(tmp_path, state(A, "a") + state(B, "b"), state(C, "a"))
    assert [part.names for part in parts] == [(A.encode(), C.encode()), (B.encode(),)]


def test_a_report_whose_name_begins_like_another_has_its_own_lines(tmp_path):
    parts = take(tmp_path, state(A, "a") + state(D, "d"))
    assert [read(part) for part in parts] == [
        {line.rsplit(" ", 2)[0] for line in text.splitlines()} for text in (state(A, "a"), state(D, "d"))
    ]


def test_graphs_that_name_resources_of_each_other_stay_together(tmp_path):
    named = f"<{BASE}comparison/1>"
    pairs = ((GG.earlierFigure, A), (GG.laterFigure, B))
    text = "".join(f"{named} <{which}> {report[:-1]}/fact/1> {named} .\n" for which, report in pairs)
    assert take(tmp_path, state(A, "a") + state(B, "b") + text) is None  # all of a piece
    assert len(take(tmp_path, state(A, "a") + state(B, "b") + text + state(D, "d"))) == 2


def test_a_part_has_all_that_is_said_of_what_it_names(tmp_path):
    balance = [f'{ASSETS} <{GG.balance}> "{word}"' for word in ("debit", "credit")]
    one = state(A, "a", balance[0], f"{ASSETS} <{GG.anchor}> {WIDER}")
    other = state(B, "b", balance[1], f'{WIDER} <{GG.dataType}> "x"', f'{OTHER} <{GG.dataType}> "y"')
    first, second = map(read, take(tmp_path, one + other))
    assert {*balance, f'{WIDER} <{GG.dataType}> "x"'} <= first & second
    assert f'{OTHER} <{GG.dataType}> "y"' in second - first


def test_lines_of_one_graph_need_not_stand_together(tmp_path):
    end = f'{A[:-1]}/fact/1> <{GG.key}> "k" {A} .\n'
    first, _ = take(tmp_path, state(A, "a") + state(B, "b") + end)
    assert f'{A[:-1]}/fact/1> <{GG.key}> "k"' in read(first)


def test_what_a_later_filing_supersedes_is_said_across_files(tmp_path):
    def filing(graph, day, value):
        numbers = "".join(
            f'{graph[:-1]}/fact/1> <{name}> "{value}" {graph} .\n' for name in (GG.value, GG.lowerBound, GG.upperBound)
        )
        return (
            state(
                graph,
                "a",
                f"{graph} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{GG.Report}>",
                f'{graph} <http://purl.org/dc/terms/issued> "{day}"',
                f'{graph[:-1]}/fact/1> <{GG.key}> "k"',
            )
            + numbers
        )

    parts = take(tmp_path, filing(A, "2009-01-01", 5) + state(B, "b"), filing(C, "2010-01-01", 6))
    store = parts[0].load()
    [link] = store.quads_for_pattern(None, NamedNode(GG.supersededBy), None)
    assert (str(link.subject), str(link.object)) == (f"{A[:-1]}/fact/1>", f"{C[:-1]}/fact/1>")


@pytest.mark.parametrize(
    "line",
    [
        f'{A} <{GG.label}> "no graph" .\n',
        f'{A} <{GG.line}> "12"^^<http://www.w3.org/2001/XMLSchema#integer> .\n',
        f"_:b1 <{GG.label}> <https://example.org/> {A} .\n",
        f"{A} <{GG.label}> _:b1 {A} .\n",
        "# a comment\n",
        f"{A} <{GG.label}> <https://example.org/> {A} . # a comment\n",
        f"{A} <{GG.label}> <https://example.org/>\t{A} .\n",
        f"{A} <{GG.label}> <https://example.org/> {A} .",
    ],
)
def test_other_spellings_are_left_to_the_reading_of_the_whole(tmp_path, line):
    assert take(tmp_path, state(A, "a") + state(B, "b") + line) is None


def test_a_triple_without_a_graph_is_no_quad(tmp_path):
    parts = take(tmp_path, state(A, "a") + state(B, "b") + f"{A} <{GG.label}> {B} .\n" + state(D, "d"))
    with pytest.raises(SyntaxError):
        [part.load() for part in parts]


def test_small_files_and_other_formats_are_not_taken_apart(tmp_path):
    path = tmp_path / "a.nq"
    path.write_text(state(A, "a") + state(B, "b"))
    assert take_apart([path]) is None
    assert take_apart([path.rename(tmp_path / "a.nt")], 0, 1) is None
