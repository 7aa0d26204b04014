"""Anchors of a filer's own concepts: wider, of the same kind, found in its calculations; or none."""

from __future__ import annotations

import pytest

from gaapgraph.model import SUMMATION_ITEM, Arc, Concept, LineItem, Network
from gaapgraph.reader.xbrl.anchor import anchor_concepts
from gaapgraph.vocabulary import US_GAAP

OWN = "http://example.org/e#"


def concept(iri: str, balance: str | None = "debit", period: str | None = "instant") -> Concept:
    return Concept(iri, period_type=period, balance=balance, data_type="monetaryItemType", label=iri)


def network(*arcs: tuple[str, str, int]) -> Network:
    found = tuple(Arc(LineItem(total), LineItem(part), 1, weight) for total, part, weight in arcs)
    return Network("http://example.org/role", "Balance sheet", SUMMATION_ITEM, found)


def find(concepts: list[Concept], *arcs: tuple[str, str, int]) -> str | None:
    found, _ = anchor_concepts({one.iri: one for one in concepts}, [network(*arcs)], "urn:r")
    return found[f"{OWN}A"].anchor


def test_the_total_of_a_calculation_is_the_anchor_with_its_evidence():
    concepts = {one.iri: one for one in (concept(f"{OWN}A"), concept(f"{US_GAAP}Assets"))}
    found, evidence = anchor_concepts(concepts, [network((f"{US_GAAP}Assets", f"{OWN}A", 1))], "urn:r")
    assert found[f"{OWN}A"].anchor == f"{US_GAAP}Assets"
    (row,) = evidence
    assert (row.object, row.comment) == (f"{US_GAAP}Assets", "summed into it in Balance sheet")


IFRS = "https://w3id.org/gaapgraph/ifrs-full/OtherExpenseByNature"


def test_a_wider_concept_that_the_filer_states_comes_before_totals():
    concepts = {one.iri: one for one in (concept(f"{OWN}A"), concept(f"{US_GAAP}Assets"), Concept(IFRS))}
    arcs = network((f"{US_GAAP}Assets", f"{OWN}A", 1))
    found, (row,) = anchor_concepts(concepts, [arcs], "urn:r", [(f"{OWN}A", IFRS)])
    assert found[f"{OWN}A"].anchor == IFRS  # of which nothing is known without the taxonomy: nothing contradicts
    assert row.justification == "semapv:ManualMappingCuration"


@pytest.mark.parametrize(
    "wide", [concept(IFRS, balance="credit"), concept(IFRS, balance=None), concept(IFRS, period="duration")]
)
def test_a_wider_concept_of_another_kind_is_no_anchor(wide):
    concepts = {one.iri: one for one in (concept(f"{OWN}A"), wide)}
    assert anchor_concepts(concepts, [], "urn:r", [(f"{OWN}A", IFRS)])[1] == ()


def test_totals_of_the_filer_are_climbed():
    concepts = [concept(f"{OWN}A"), concept(f"{OWN}B"), concept(f"{US_GAAP}Assets")]
    assert find(concepts, (f"{OWN}B", f"{OWN}A", 1), (f"{US_GAAP}Assets", f"{OWN}B", 1)) == f"{US_GAAP}Assets"


def test_a_circle_of_totals_ends():
    concepts = [concept(f"{OWN}A"), concept(f"{OWN}B")]
    assert find(concepts, (f"{OWN}B", f"{OWN}A", 1), (f"{OWN}A", f"{OWN}B", 1)) is None


@pytest.mark.parametrize(
    ("total", "weight"),
    [
        (concept(f"{US_GAAP}Assets", balance="credit"), 1),
        (concept(f"{US_GAAP}Assets", period="duration"), 1),
        (concept(f"{US_GAAP}Assets", period=None), 1),
        (concept(f"{US_GAAP}Assets"), -1),
    ],
)
def test_a_total_of_another_kind_is_none(total, weight):
    assert find([concept(f"{OWN}A"), total], (f"{US_GAAP}Assets", f"{OWN}A", weight)) is None
