from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import gaapgraph
from gaapgraph.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

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


def test_polars_keeps_decimals(data: Path) -> None:
    polars = pytest.importorskip("polars")
    frame = gaapgraph.query(QUERY, data).to_polars()
    assert frame["value"].to_list() == [Decimal("0.10"), Decimal("69730730000.25")]
    assert frame.schema["value"] == polars.Decimal(38, 2)
    assert frame.schema["date"] == polars.Date


def test_pandas_keeps_decimals(data: Path) -> None:
    pytest.importorskip("pandas")
    frame = gaapgraph.query(QUERY, data).to_pandas()
    assert list(frame["value"]) == [Decimal("0.1"), Decimal("69730730000.25")]
