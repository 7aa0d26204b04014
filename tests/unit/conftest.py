"""Printed figures, made by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.graph import Figure, StatedFact
from gaapgraph.model import FactKey, Place, currency_unit

JPY = currency_unit("JPY")
HERE = Place(1, 2)


@pytest.fixture(scope="session")
def make_figure():
    """Return a function that makes a figure of 1 yen in line 1, cell 2; what is given is otherwise."""

    def make(
        *,
        iri: str = "urn:occurrence",
        fact: str = "urn:fact",
        report: str = "urn:report",
        concept: str = "urn:concept",
        period=None,
        unit=JPY,
        item: str | None = "urn:item",
        place: Place = HERE,
        value: Decimal | None = Decimal(1),
        decimals: int | None = None,
        **more,
    ) -> Figure:
        about = FactKey(concept, "urn:entity", period, unit)
        shared = {"value": value, "decimals": decimals, "interval": None if value is None else (value, value)}
        stated = StatedFact(
            iri=fact, report=report, about=about, key=about.key, line_item=item, **shared, is_nil=value is None,
            is_approximate=False, translation_of=None, exchange_rate=None, event=None,
        )  # fmt: skip
        print_ = {
            "document": "urn:document", "text": "1", "is_approximate": False, "label": "", "label_line": None,
            "head": "", "role": None, "is_primary": False, "mapping": None, "copy_of": None, "printed_value": None,
            "printed_period": None, "printed_concept": None,
        }  # fmt: skip
        return Figure(iri=iri, fact=stated, place=place, **shared, **{**print_, **more})

    return make
