"""Each question gives the same rows on Oxigraph, rdflib and Jena, whatever the default graph is."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from conftest import OWN, read_json, read_oxigraph, read_rdflib, split
from gaapgraph.question.library import list_questions
from gaapgraph.question.run import bind_text

if TYPE_CHECKING:
    import rdflib

NAMES = [question.name for question in list_questions()]
TEXTS = {question.name: question.text for question in list_questions()}
REPORTER = ox.NamedNode("https://w3id.org/gaapgraph/entity/cik-0001090633")
OF_REPORTER = {
    question.name: bind_text(question.text, {"entity": [REPORTER]})
    for question in list_questions()
    if any(parameter.name == "entity" for parameter in question.parameters)
}


@pytest.fixture(scope="session")
def answers(
    everything_quads: str, filings_quads: str, jena_class_path: str, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return the folder with the answers of Jena, each twice: with the default graph apart, and as a union."""
    folder = tmp_path_factory.mktemp("jena")
    (folder / "data.nq").write_text(everything_quads + filings_quads, encoding="utf-8")
    for name, text in TEXTS.items():
        (folder / f"{name}.rq").write_text(text, encoding="utf-8")
    for name, text in OF_REPORTER.items():
        (folder / f"{name}.bound.rq").write_text(text, encoding="utf-8")
    source = Path(__file__).parent / "JenaAsk.java"
    command = ["java", "-Xmx1g", "-cp", jena_class_path, str(source), str(folder / "data.nq"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_the_default_graph_does_not_matter(compared: ox.Store, name: str) -> None:
    rows = read_oxigraph(compared, TEXTS[name])
    assert rows
    assert rows == read_oxigraph(compared, TEXTS[name], union=True)


@pytest.mark.parametrize("name", OF_REPORTER)
def test_a_parameter_is_bound_by_values_at_the_end(compared: ox.Store, name: str) -> None:
    bound, rows = read_oxigraph(compared, OF_REPORTER[name]), read_oxigraph(compared, TEXTS[name])
    assert bound == [row for row in rows if row.get("entity", OWN) == OWN]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows(compared_annual: ox.Store, dataset: rdflib.Dataset, name: str) -> None:
    assert split(read_rdflib(dataset, TEXTS[name])) == split(read_oxigraph(compared_annual, TEXTS[name]))


@pytest.mark.slow
@pytest.mark.xdist_group("jena")
@pytest.mark.parametrize("name", NAMES)
def test_jena_gives_the_same_rows(compared: ox.Store, answers: Path, name: str) -> None:
    rows = read_oxigraph(compared, TEXTS[name])
    own = [row for row in rows if row.get("entity", OWN) == OWN]
    kinds = ["", ".union", *([".bound", ".bound.union"] if name in OF_REPORTER else [])]
    for kind in kinds:
        found = read_json((answers / f"{name}{kind}.json").read_text(encoding="utf-8"))
        assert split(found) == split(own if ".bound" in kind else rows), kind
