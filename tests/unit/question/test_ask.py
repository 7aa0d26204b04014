from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from gaapgraph.errors import InputError, NotFoundError, ReadError
from gaapgraph.question.library import find_question, list_questions
from gaapgraph.question.parameter import bind_parameters
from gaapgraph.question.question import Chart, read_question
from gaapgraph.question.record import build_records
from gaapgraph.question.run import bind_text

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = """#+ title: Values
#+ question: Which values are there?
#+ description: All of them.
#+ theme: document
#+ parameters:
#+   concept: {type: concept, default: all}
#+   line: {type: integer, default: all}
#+ returns:
#+   concept: the concept
#+ source: facts
PREFIX gg: <https://w3id.org/gaapgraph/ns#>
SELECT DISTINCT ?concept WHERE { GRAPH ?report { ?fact gg:concept ?concept ; gg:line ?line } } ORDER BY ?concept
"""
DATA = """@prefix gg: <https://w3id.org/gaapgraph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:report> { <urn:fact> gg:concept <https://w3id.org/gaapgraph/us-gaap/Assets> ; gg:line 3 .
<https://w3id.org/gaapgraph/us-gaap/Assets> skos:prefLabel "Assets"@en . }"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "list_values.rq"
    path.write_text(QUESTION)
    return path


@pytest.fixture
def store() -> ox.Store:
    store = ox.Store()
    store.load(DATA.encode(), ox.RdfFormat.TRIG)
    return store


def test_front_matter_is_read(path: Path) -> None:
    question = read_question(path)
    assert (question.name, question.theme, [each.name for each in question.parameters]) == (
        "list_values",
        "document",
        ["concept", "line"],
    )


def test_incomplete_front_matter_names_what_is_missing(path: Path) -> None:
    path.write_text(QUESTION.replace("#+ theme: document\n", ""))
    with pytest.raises(ReadError, match="theme"):
        read_question(path)


@pytest.mark.parametrize("value", ["us-gaap:Assets", "assets", "https://w3id.org/gaapgraph/us-gaap/Assets"])
def test_a_concept_goes_by_several_names(path: Path, store: ox.Store, value: str) -> None:
    bound = bind_parameters(store, read_question(path), {"concept": value})
    assert bound == {"concept": [ox.NamedNode("https://w3id.org/gaapgraph/us-gaap/Assets")]}


@pytest.mark.parametrize(
    ("given", "kind", "message"),
    [
        ({"concept": "us-gaap:Asset"}, NotFoundError, "there is us-gaap:Assets"),
        ({"line": "three"}, InputError, "is no whole number"),
        ({"period": "2009-03-31"}, InputError, "it has concept, line"),
    ],
)
def test_a_wrong_parameter_says_what_there_is(
    path: Path, store: ox.Store, given: dict[str, str], kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        bind_parameters(store, read_question(path), given)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("trace_fact", {"line": "５３"}, "is no whole number"),  # digits that XML Schema does not have
        ("trace_fact", {"line": "9" * 19}, "is no whole number"),  # none that engines count with
        ("list_events", {"after": "20090331"}, "is no date"),  # dates of ISO 8601 that XML Schema does not have
        ("list_events", {"after": "2009-W14-2"}, "is no date"),
        ("count_findings", {"code": " "}, "is empty"),
    ],
)
def test_what_an_engine_would_silently_find_nothing_for_is_refused(
    store: ox.Store, name: str, value: dict[str, str], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        bind_parameters(store, find_question(name), value)


def test_a_whole_number_is_written_as_engines_write_it(store: ox.Store) -> None:
    (bound,) = bind_parameters(store, find_question("trace_fact"), {"line": "053"})["line"]
    assert bound.value == "53"


def test_values_are_terms_and_never_text() -> None:
    bound = bind_text("SELECT ?a {}", {"a": [ox.Literal('x") } DROP ALL #')]})
    assert bound.endswith('VALUES (?a) { ("x\\") } DROP ALL #") }')


def test_an_unknown_question_suggests_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="measure_tax_rate"):
        find_question("tax")
    assert find_question("measure-tax-rate").name == "measure_tax_rate"


def test_questions_come_by_theme() -> None:
    themes = [question.theme for question in list_questions()]
    assert themes[0] == "growth"
    assert themes == [theme for theme in dict.fromkeys(themes) for _ in range(themes.count(theme))]


def test_a_waterfall_starts_each_step_where_the_last_ended() -> None:
    rows = [["a", "2", "p"], ["b", "-3", "p"], ["c", "", "p"], ["d", "1", "q"]]
    records = build_records(Chart("waterfall", ("effect",), ("step",)), ["step", "effect", "period"], rows)
    assert [(each.start, each.end, each.kind) for each in records] == [(0, 2, "rise"), (2, -1, "fall"), (0, 1, "rise")]
    with_total = Chart("waterfall", ("effect",), ("step",), has_total=True)
    records = build_records(with_total, ["step", "effect", "period"], rows[:2])
    assert [(each.start, each.end, each.kind) for each in records] == [(0, 2, "rise"), (0, -3, "total")]
