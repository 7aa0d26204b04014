from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import gaapgraph
from gaapgraph.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = "https://w3id.org/gaapgraph/"
JPY = "<http://www.xbrl.org/2003/iso4217#JPY>"
DAY = "^^<http://www.w3.org/2001/XMLSchema#date>"
SHIPPED = Path(__file__).parents[3] / "instances" / "iij" / "fy2008-release"
PREFIXES = f"@prefix gg: <{BASE}ns#> . @prefix us-gaap: <{BASE}us-gaap/> ."
VALUES = "SELECT ?value { ?fact gg:value ?value } ORDER BY ?fact"
DATA = """@prefix gg: <https://w3id.org/gaapgraph/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:report> { <urn:a> gg:value 0.1 ; gg:date "2009-03-31"^^xsd:date . <urn:b> gg:value 69730730000.25 }"""
QUERY = "SELECT ?fact ?value ?date WHERE { ?fact gg:value ?value OPTIONAL { ?fact gg:date ?date } } ORDER BY ?fact"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.trig"
    path.write_text(DATA)
    return path


def test_figures_are_exact_and_dates_are_dates(data: Path) -> None:
    answer = gaapgraph.query(QUERY, data)
    assert answer.columns == ("fact", "value", "date")
    assert answer.rows == (
        ("urn:a", Decimal("0.1"), date(2009, 3, 31)),
        ("urn:b", Decimal("69730730000.25"), None),
    )


def test_a_question_goes_by_its_name(data: Path) -> None:
    assert gaapgraph.query("measure_tax_rate", data).rows == ()
    with pytest.raises(NotFoundError):
        gaapgraph.query("measure_luck", data)


def test_only_a_select_has_rows(data: Path) -> None:
    with pytest.raises(InputError, match="no SELECT"):
        gaapgraph.query("ASK { ?a ?b ?c }", data)


@pytest.fixture(params=["polars", "pandas"])
def frame_of(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Return a function that gives the answer to a query in either library."""
    library = request.param
    pytest.importorskip(library)

    def ask(query: str, data: Path, **options: bool) -> Any:
        return getattr(gaapgraph.query(query, data), f"to_{library}")(**options)

    return ask


def values(frame: Any, name: str) -> list[object]:
    """Return a column; what is absent is None."""
    cells = frame[name].to_list()
    return [None if cell is None or str(cell) in ("nan", "<NA>", "NaT") else cell for cell in cells]


def test_frames_keep_figures_and_dates(frame_of: Callable[..., Any], data: Path) -> None:
    frame = frame_of(QUERY, data)
    assert values(frame, "value") == [Decimal("0.1"), Decimal("69730730000.25")]
    assert all(isinstance(value, Decimal) for value in values(frame, "value"))
    assert values(frame, "date") == [date(2009, 3, 31), None]


def test_a_figure_keeps_its_last_digit(frame_of: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "data.trig"
    path.write_text(f"{PREFIXES} <urn:r> {{ <urn:a> gg:value 12345678901234567890.123456789012345678 . }}")
    assert values(frame_of(VALUES, path), "value") == [Decimal("12345678901234567890.123456789012345678")]


def test_periods_have_their_dates_beside_them(frame_of: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "data.trig"
    path.write_text(
        f"{PREFIXES} <urn:r> {{ <urn:a> gg:period <{BASE}period/2008-04-01/2009-03-31> ; gg:unit <{BASE}unit/JPY> ;"
        f" gg:concept us-gaap:Revenues . <urn:b> gg:period <{BASE}period/2009-03-31> ."
        f" <{BASE}period/2008-04-01/2009-03-31> a gg:Duration ; gg:startDate '2008-04-01'{DAY} ;"
        f" gg:endDate '2009-03-31'{DAY} . <{BASE}period/2009-03-31> a gg:Instant ;"
        f" gg:date '2009-03-31'{DAY} . <{BASE}unit/JPY> a gg:Unit ; gg:numerator {JPY} }}"
    )
    query = """SELECT ?period ?unit ?concept {
        ?fact gg:period ?period OPTIONAL { ?fact gg:unit ?unit ; gg:concept ?concept } } ORDER BY ?fact"""
    frame = frame_of(query, path)
    assert list(frame.columns) == ["period", "period_start", "period_end", "unit", "concept"]
    assert values(frame, "period") == ["2008-04-01/2009-03-31", "2009-03-31"]
    assert values(frame, "period_start") == [date(2008, 4, 1), None]
    assert values(frame, "period_end") == [date(2009, 3, 31), date(2009, 3, 31)]
    assert values(frame, "unit") == ["JPY", None]
    assert values(frame, "concept") == ["us-gaap:Revenues", None]
    whole = frame_of(query, path, iris=True)
    assert list(whole.columns) == ["period", "unit", "concept"]
    assert values(whole, "unit") == [f"{BASE}unit/JPY", None]


def test_a_column_of_figures_and_text_is_text(frame_of: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "data.trig"
    path.write_text(f'{PREFIXES} <urn:r> {{ <urn:a> gg:value 1.50 . <urn:b> gg:value "n/a" . <urn:c> gg:value 2 }}')
    assert values(frame_of(VALUES, path), "value") == ["1.5", "n/a", "2"]


def test_whole_numbers_beside_figures_are_figures(frame_of: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "data.trig"
    path.write_text(f"{PREFIXES} <urn:r> {{ <urn:a> gg:value 1.5 . <urn:b> gg:value 2 }}")
    assert values(frame_of(VALUES, path), "value") == [Decimal("1.5"), Decimal(2)]


def test_an_empty_answer_has_its_columns(frame_of: Callable[..., Any], data: Path) -> None:
    frame = frame_of("SELECT ?a ?b { ?a gg:nothing ?b }", data)
    assert list(frame.columns) == ["a", "b"]
    assert len(frame) == 0


def test_polars_has_the_types_of_the_values(data: Path) -> None:
    polars = pytest.importorskip("polars")
    schema = gaapgraph.query(QUERY, data).to_polars().schema
    assert schema["value"] == polars.Decimal(38, 2)
    assert schema["date"] == polars.Date


def test_pandas_counts_in_whole_numbers(data: Path) -> None:
    pytest.importorskip("pandas")
    frame = gaapgraph.query("SELECT (COUNT(*) AS ?count) { ?a ?b ?c }", data).to_pandas()
    assert str(frame.dtypes["count"]) == "Int64"


def test_a_question_of_the_library_fits_in_a_frame(frame_of: Callable[..., Any]) -> None:
    frame = frame_of("measure_tax_rate", SHIPPED)
    assert {"period", "period_start", "period_end"} <= set(frame.columns)


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_without_the_library_it_says_how_to_get_it(data: Path, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setattr("gaapgraph.question.frame.find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"pip install 'gaapgraph\[frames\]'"):
        getattr(gaapgraph.query(QUERY, data), f"to_{library}")()
