"""Printed figures, made by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.page import Figure


@pytest.fixture
def figure():
    """Return a function that makes a figure in yen."""

    def make(text: str, value: str | None, line: int = 1, column: int = 2, printed: str | None = None) -> Figure:
        return Figure(
            occurrence=f"urn:{line}.{column}",
            fact="urn:fact",
            line=line,
            column=column,
            offset=None,
            xpath=None,
            text=text,
            label="",
            head="",
            role=None,
            is_primary=False,
            mapping=None,
            copy_of=None,
            concept="urn:concept",
            line_item="urn:item",
            period=None,
            unit="https://w3id.org/gaapgraph/unit/JPY",
            value=None if value is None else Decimal(value),
            decimals=None,
            is_nil=value is None,
            is_approximate=False,
            printed_value=None if printed is None else Decimal(printed),
            printed_period=None,
            printed_concept=None,
        )

    return make
