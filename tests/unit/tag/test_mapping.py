from __future__ import annotations

from gaapgraph.tag.label.mapping import Mapping, MappingSet


def row(concept: str, *terms: str) -> Mapping:
    return Mapping(f"label:{concept}", "Dividends paid", "skos:exactMatch", concept, "", "", "", terms)


def test_own_row_comes_before_a_general_row_with_more_context() -> None:
    own, general = MappingSet(), MappingSet()
    own.add([row("own")])
    general.add([row("general", "cash flow")])
    own.fallback = general
    found = own.find("DIVIDENDS PAID", "statements of cash flows")
    assert found is not None
    assert found.object == "own"


def test_general_row_serves_where_no_own_row_fits() -> None:
    own, general = MappingSet(), MappingSet()
    own.add([row("own", "equity")])
    general.add([row("general")])
    own.fallback = general
    found = own.find("Dividends paid", "statements of cash flows")
    assert found is not None
    assert found.object == "general"
