"""Working papers spell out the arithmetic of the release; the figures are those of the document."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gaapgraph.page.proof import list_uses, list_workings
from gaapgraph.validation.binding import Binding, Formula, Operand
from gaapgraph.validation.document_row import describe_derivations, describe_shapes
from gaapgraph.validation.figure import Figures


@pytest.fixture(scope="module")
def workings(inspection, document, figures):
    _, bindings, prints = inspection
    names = {iri: name for iri, (name, _) in describe_shapes().items()} | describe_derivations()
    found = list_workings(bindings, prints, names)
    return lambda place: found.get(f"{document.report}/occurrence/{place}", ())


def test_a_total_lists_its_items_with_their_signs(workings, document):
    (total,) = workings("407.5")
    assert (total.code, total.name, total.state) == ("GG-CALC-001", "A total is the sum of its items", "exact")
    assert [(step.sign, step.value, step.occurrence.rpartition("/")[2]) for step in total.steps] == [
        ("+", "69,730,730,000", "396.5"),
        ("−", "66,813,348,000", "406.5"),
    ]
    assert (total.expected, total.reported, total.difference) == ("2,917,382,000", "2,917,382,000", "0")


def test_a_translation_names_its_rate(workings):
    translation = next(each for each in workings("407.4") if each.code == "GG-TRA-001")
    assert [(step.role, step.value) for step in translation.steps][1] == ("divided by", "99.15")
    assert translation.expected == "29,423,923.35"


def test_a_derivation_has_its_own_name(workings):
    names = [each.name for each in workings("614.2")]
    assert "Adjusted EBITDA is operating income, depreciation and amortization" in names


def test_what_is_broken_comes_first_with_its_difference(workings):
    first = workings("614.4")[0]
    assert first.state == "broken"
    assert (first.expected, first.reported, first.difference) == ("−0.177685", "−0.233", "−0.055315")


def test_a_figure_knows_what_it_enters(inspection, document):
    uses = list_uses(inspection[1])[f"{document.report}/occurrence/407.5"]
    places = {(use.code, use.occurrence.rpartition("/")[2]) for use in uses}
    assert {("GG-CALC-001", "416.5"), ("GG-DER-201", "14@61"), ("GG-TRA-001", "407.4")} <= places
    assert not any(place == "407.5" for _, place in places)


def test_what_is_no_equation_says_between_what_the_figure_may_lie():
    one, whole = (
        Operand(
            fact="f",
            occurrence="urn:part",
            role="reported",
            weight=Decimal(1),
            value=Decimal(30),
            lower=Decimal(30),
            upper=Decimal(30),
        ),
        Decimal(100),
    )
    bound = Binding(
        rule="s",
        code="GG-X",
        family="cross-document",
        formula=Formula.limit,
        operands=(one,),
        expected=whole,
        expected_lower=Decimal(0),
        expected_upper=whole,
        ok=True,
        exact=False,
    )
    (part,) = list_workings([bound], Figures(), {})["urn:part"]
    assert part.allowed == "allowed from 0 to 100"
    near = replace(bound, expected_lower=Decimal(99), expected_upper=Decimal(101))
    assert list_workings([near], Figures(), {})["urn:part"][0].allowed == "rounding allows 1"
