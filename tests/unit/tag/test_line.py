"""What the lines of a table are, by their units."""

from __future__ import annotations

import pytest

from gaapgraph.model import PURE, SHARES, Unit, count_unit, currency_unit
from gaapgraph.tag.figure.line import data_type


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        (None, ""),
        (currency_unit("USD"), "monetary"),
        (Unit(currency_unit("USD").numerator, SHARES.numerator), "perShare"),
        (SHARES, "shares"),
        (PURE, "percent"),
        (count_unit("machines"), "integer"),
    ],
)
def test_a_unit_makes_an_item_type(unit: Unit | None, name: str) -> None:
    assert data_type(unit) == name
