"""Printed figures in yen, made by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.model import Place


@pytest.fixture
def figure(make_figure):
    """Return a function that makes a figure in yen."""

    def make(text: str, value: str | None, line: int = 1, column: int = 2, printed: str | None = None, **more):
        return make_figure(
            iri=f"urn:{line}.{column}", place=Place(line, column), text=text,
            value=None if value is None else Decimal(value),
            printed_value=None if printed is None else Decimal(printed), **more,
        )  # fmt: skip

    return make
