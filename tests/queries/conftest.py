"""The shipped release as data, in every store that the questions are asked of."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from gaapgraph.api import read
from gaapgraph.graph import known_prefixes
from gaapgraph.question.library import find_question
from gaapgraph.question.parameter import bind_parameters
from gaapgraph.question.run import bind_text
from gaapgraph.store import gather
from gaapgraph.vocabulary import shorten_iri

sys.path.insert(0, str(Path(__file__).parent))  # for `printed`, which is typed and no test

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "instances" / "iij" / "fy2008-release" / "input.txt"  # its tables, without the prose
WHOLE = ROOT / ".." / "shared" / "seeds" / "iij-fy2008-release.txt"
GRAPHS = sorted((ROOT / "instances").rglob("*.trig"))
OWN = "cik-0001090633"
Cell = Decimal | str | None
Row = dict[str, Cell]
Ask = Callable[..., list[Row]]


@pytest.fixture(scope="session")
def quads() -> str:
    return "".join(read(WHOLE if WHOLE.exists() else SHIPPED).to_quads())


@pytest.fixture
def prose() -> None:
    """Skip a test that needs figures which only the sentences of the document state."""
    if not WHOLE.exists():
        pytest.skip("the whole document is not beside the project in shared/seeds, and its tables lack what is asked")


@pytest.fixture(scope="session")
def store(quads: str) -> ox.Store:
    store = ox.Store()
    store.bulk_load(quads.encode(), ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="session")
def everything() -> ox.Store:
    """All shipped reports, with what became of risks."""
    store = ox.Store()
    for path in GRAPHS:
        store.bulk_load(path=str(path), format=ox.RdfFormat.TRIG)
    return store


@pytest.fixture(scope="session")
def ask(store: ox.Store) -> Ask:
    """Ask a question of Oxigraph and return its rows; figures are decimals, everything else is text."""
    return _asker(store)


@pytest.fixture(scope="session")
def ask_everything(everything: ox.Store) -> Ask:
    """Ask a question of all that is shipped."""
    return _asker(everything)


def _asker(store: ox.Store) -> Ask:
    def run(name: str, *, union: bool = False, **given: str) -> list[Row]:
        question = find_question(name)
        text = bind_text(question.text, bind_parameters(store, question, given))
        return read_oxigraph(store, text, union=union)

    return run


def ask_for_text(store: ox.Store) -> Callable[..., list[dict[str, str | None]]]:
    """Return what asks a question of filings, whose rows have all their figures as text."""

    def answer(name: str, **given: str) -> list[dict[str, str | None]]:
        question = find_question(name)
        found = store.query(bind_text(question.text, bind_parameters(store, question, given)))
        names = [one.value for one in found.variables]
        return [{key: None if row[key] is None else row[key].value for key in names} for row in found]

    return answer


@pytest.fixture(scope="session")
def filings_quads() -> str:
    """Twenty filings of a company made up: without them some questions about many filings have no rows to compare."""
    import company

    return (gather(company.list_filings()).dump(format=ox.RdfFormat.N_QUADS) or b"").decode()


@pytest.fixture(scope="session")
def annual_quads() -> str:
    """Two annual filings of it, which restate figures and rename a segment: rdflib takes hours for twenty."""
    import company

    filings = [company.file_report(year, 4) for year in (2021, 2022)]
    return (gather(filings).dump(format=ox.RdfFormat.N_QUADS) or b"").decode()


@pytest.fixture(scope="session")
def compared(everything_quads: str, filings_quads: str) -> ox.Store:
    """What every engine but rdflib is asked about: all that is shipped, and the filings."""
    return _load(everything_quads + filings_quads)


@pytest.fixture(scope="session")
def compared_annual(everything_quads: str, annual_quads: str) -> ox.Store:
    """What rdflib is asked about."""
    return _load(everything_quads + annual_quads)


def _load(quads: str) -> ox.Store:
    store = ox.Store()
    store.bulk_load(quads.encode(), ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="session")
def everything_quads(everything: ox.Store) -> str:
    return (everything.dump(format=ox.RdfFormat.N_QUADS) or b"").decode()


@pytest.fixture(
    scope="session",
    params=[pytest.param(name, marks=pytest.mark.xdist_group(f"rdflib {name}")) for name in ("isolated", "union")],
)
def dataset(everything_quads: str, annual_quads: str, request: pytest.FixtureRequest) -> rdflib.Dataset:
    data = rdflib.Dataset(default_union=request.param == "union")
    data.parse(data=everything_quads + annual_quads, format="nquads")
    return data


def split(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return rows to compare: of the shipped reporter as they are ordered, of the filings sorted by content.

    Several filings state one period, and their rows tie in a question's order.
    """
    own = [row for row in rows if row.get("entity", OWN) == OWN]
    return own, sorted((row for row in rows if row.get("entity", OWN) != OWN), key=str)


def read_oxigraph(store: ox.Store, text: str, *, union: bool = False) -> list[Row]:
    result = store.query(text, use_default_graph_as_union=union)
    assert isinstance(result, ox.QuerySolutions)
    names = [variable.value for variable in result.variables]
    return [{name: _cell(solution[name]) for name in names} for solution in result]


def read_json(text: str) -> list[Row]:
    """Return the rows of a result in SPARQL 1.1 JSON."""
    result = json.loads(text)
    names = result["head"]["vars"]
    return [
        {name: _cell(_read_term(row[name]) if name in row else None) for name in names}
        for row in result["results"]["bindings"]
    ]


def _read_term(term: dict[str, str]) -> ox.Literal | ox.NamedNode:
    if term["type"] == "uri":
        return ox.NamedNode(term["value"])
    kind = ox.NamedNode(term["datatype"]) if "datatype" in term else None
    return ox.Literal(term["value"], datatype=kind)


def read_rdflib(dataset: rdflib.Dataset, text: str) -> list[Row]:
    result = dataset.query(text)
    assert result.vars is not None
    names = [str(variable) for variable in result.vars]
    return [
        {name: _cell(None if term is None else _to_oxigraph(term)) for name, term in zip(names, row, strict=True)}
        for row in result
    ]


def _to_oxigraph(term: rdflib.term.Node) -> ox.Literal | ox.NamedNode:
    if isinstance(term, rdflib.Literal):
        kind = None if term.datatype is None or term.language else ox.NamedNode(str(term.datatype))
        return ox.Literal(str(term), datatype=kind)
    return ox.NamedNode(str(term))


def shorten(term: object) -> str:
    """Return a term under the default base by its short name; periods, units, entities and terms without a prefix."""
    if not isinstance(term, ox.NamedNode):
        return term.value if isinstance(term, ox.Literal) else ""
    short = shorten_iri(term.value, known_prefixes())
    prefix, mark, local = short.partition(":")
    if prefix in ("period", "unit", "entity"):
        return local
    return local.rpartition("/")[2] if mark and prefix == "scheme" else short


def _cell(term: object) -> Cell:
    if isinstance(term, ox.Literal) and term.datatype.value.endswith(("#decimal", "#integer")):
        return Decimal(term.value)
    return None if term is None else shorten(term)
