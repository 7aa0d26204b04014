"""What became of risks, by figures: two small reports of a company whose years end on the last Saturday of June."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.outcome.derived import derive_outcomes
from gaapgraph.outcome.written import name_hindsight

PREFIXES = """
PREFIX : <http://example.org/>
PREFIX gg: <https://w3id.org/gaapgraph/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
BASE = "http://example.org/report/acme/"
TOLD = f"""
<{BASE}1> {{
  <{BASE}1> a gg:Report ; gg:entity :acme ; gg:document :ten-k .
  :stated gg:report <{BASE}1> ; gg:period :summer . :summer gg:date "2024-08-15"^^xsd:date .
  <{BASE}1/exposure/x> a gg:Exposure ; gg:risk <{BASE}1/risk/5> ; gg:driver <{BASE}1/driver/7@3> ; gg:lineItem :item ;
    gg:effect "EFFECT" ; gg:basis "stated" .
}}
"""
SHOWN = f"""
<{BASE}2> {{
  <{BASE}2> a gg:Report ; gg:entity :acme ; gg:document :next-ten-k .
  :year gg:startDate "2024-06-30"^^xsd:date ; gg:endDate "2025-06-28"^^xsd:date ; gg:yearEarlier :before .
  :before gg:startDate "2023-07-02"^^xsd:date ; gg:endDate "2024-06-29"^^xsd:date .
  :quarter gg:startDate "2025-03-30"^^xsd:date ; gg:endDate "2025-06-28"^^xsd:date ; gg:yearEarlier :quarterBefore .
  :quarterBefore gg:startDate "2024-03-31"^^xsd:date ; gg:endDate "2024-06-29"^^xsd:date .
  :now a gg:Fact ; gg:lineItem :item ; gg:period :PERIOD ; gg:unit :EUR ; gg:value NOW ; gg:lowerBound LOW ;
    gg:upperBound HIGH .
  :then a gg:Fact ; gg:lineItem :item ; gg:period :PRIOR ; gg:unit :EUR ; gg:value 1000.0 ; gg:lowerBound 999.5 ;
    gg:upperBound 1000.5 .
  :print gg:fact :now ; gg:document :next-ten-k ; gg:line 12 ; gg:value NOW .
  :copy gg:fact :now ; gg:document :next-ten-k ; gg:line 99 ; gg:value NOW ; gg:copyOf :print .
  :rounded gg:fact :now ; gg:document :next-ten-k ; gg:line 3 ; gg:value 7.0 .
}}
"""


def became(effect: str, now: float, period: str = "year", prior: str = "before", shown: str = SHOWN) -> list[str]:
    """Return what is told of the one exposure: the outcome and the lines, or nothing."""
    text = TOLD.replace("EFFECT", effect) + shown.replace("NOW", str(now)).replace("LOW", str(now - 0.5)).replace(
        "HIGH", str(now + 0.5)
    ).replace(":PERIOD", f":{period}").replace(":PRIOR", f":{prior}")
    store = Store()
    store.load((PREFIXES + text).encode(), format=RdfFormat.TRIG)
    found = derive_outcomes(store, f"{BASE}1", f"{BASE}2", {})
    return [
        value.strip("<>").rsplit("/", 1)[-1] if name.endswith("#outcome") else value.split('"')[1]
        for one in found
        for name, value in one.statements
        if name.endswith(("#outcome", "#line"))
    ]


@pytest.mark.parametrize(
    ("effect", "now", "outcome"),
    [
        ("increase", 1100.0, "movedAsFeared"),
        ("increase", 900.0, "movedAgainst"),
        ("decrease", 900.0, "movedAsFeared"),
        ("decrease", 1100.0, "movedAgainst"),
        ("decrease", -100.0, "movedAsFeared"),
        ("either", -100.0, "turned"),
        # 1,001 less 1,000 is no more than the rounding of both; 1,001.5 is more, but less than one in five hundred
        ("increase", 1001.0, "unmoved"),
        ("increase", 1001.5, "movedAsFeared"),
    ],
)
def test_a_figure_moved_as_feared_or_not(effect: str, now: float, outcome: str) -> None:
    assert became(effect, now) == [outcome, "12"]


def test_less_than_one_in_a_thousand_is_no_movement() -> None:
    exact = SHOWN.replace("LOW", "NOW").replace("HIGH", "NOW").replace("999.5", "1000.0").replace("1000.5", "1000.0")
    assert became("increase", 1000.9, shown=exact) == ["unmoved", "12"]
    assert became("increase", 1001.1, shown=exact) == ["movedAsFeared", "12"]


def test_where_either_direction_is_feared_only_a_change_of_sign_tells() -> None:
    assert became("either", 500.0) == []


def test_only_fiscal_years_are_compared() -> None:
    assert became("increase", 1100.0, "quarter", "quarterBefore") == []


def test_only_what_lies_behind_the_earlier_report_tells() -> None:
    assert became("increase", 1100.0, shown=SHOWN.replace("2025-06-28", "2024-08-01")) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("gg:entity :acme ; gg:document :next-ten-k", "gg:entity :other ; gg:document :next-ten-k"),
        (":now a gg:Fact ; gg:lineItem :item", ":now a gg:Fact ; gg:lineItem :part"),
        (":now a gg:Fact", ":now gg:translationOf :home ; a gg:Fact"),
        ("gg:period :PRIOR ; gg:unit :EUR", "gg:period :PRIOR ; gg:unit :USD"),
    ],
)
def test_other_figures_tell_nothing(right: str, wrong: str) -> None:
    assert SHOWN.count(right) == 1
    assert became("increase", 1100.0, shown=SHOWN.replace(right, wrong)) == []


def test_what_is_only_inferred_and_totals_of_the_group_tell_nothing() -> None:
    assert became("increase", 1100.0, shown=SHOWN) == ["movedAsFeared", "12"]
    total = (
        SHOWN.replace("\n}}\n", "\n}\n")[:-2]
        + "  :arc gg:source :item ; gg:weight 1 . :item gg:dimensionCount 0 .\n}\n"
    )
    assert became("increase", 1100.0, shown=total) == []
    part = total.replace("gg:dimensionCount 0", "gg:dimensionCount 1")
    assert became("increase", 1100.0, shown=part) == ["movedAsFeared", "12"]


def test_an_outcome_says_how_far_the_figure_moved() -> None:
    store = Store()
    text = SHOWN.replace("NOW", "1100.0").replace("LOW", "1099.5").replace("HIGH", "1100.5")
    text = text.replace(":PERIOD", ":year").replace(":PRIOR", ":before")
    store.load((PREFIXES + TOLD.replace("EFFECT", "increase") + text).encode(), format=RdfFormat.TRIG)
    [found] = derive_outcomes(store, f"{BASE}1", f"{BASE}2", {})
    assert found.iri.startswith(f"{name_hindsight(f'{BASE}1', f'{BASE}2')}/outcome/")
    decimal = "^^<http://www.w3.org/2001/XMLSchema#decimal>"
    stated = {name.rsplit("#", 1)[-1]: value for name, value in found.statements}
    assert [stated[name].removesuffix(decimal) for name in ("value", "lowerBound", "upperBound")] == [
        '"100"',
        '"99"',
        '"101"',
    ]
    assert stated["driver"] == f"<{BASE}1/driver/7@3>"
    assert stated["currentFact"] == "<http://example.org/now>"
