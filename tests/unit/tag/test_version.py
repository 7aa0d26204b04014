"""A report names the taxonomy version it was tagged with; what that version lacks is said on the fact's mapping."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gaapgraph.model import Entity
from gaapgraph.tag.profile.profile import Profile
from gaapgraph.tag.profile.version import choose_version, list_lacking, list_versions, state_versions
from gaapgraph.vocabulary import SRT, US_GAAP

V2009, V2024 = "http://xbrl.us/us-gaap/2009-01-31", "http://fasb.org/us-gaap/2024"


def test_terms_are_named_as_their_publisher_names_them():
    """Revenues is in all years; the remaining performance obligation came with Topic 606."""
    assert list_versions(US_GAAP + "Revenues")[V2009] == f"{V2009}#Revenues"
    assert list_versions(US_GAAP + "Revenues")[V2024] == f"{V2024}#Revenues"
    assert V2009 not in list_versions(US_GAAP + "RevenueRemainingPerformanceObligation")
    assert list_versions("https://example.org/own/Revenues") == {}


@pytest.mark.parametrize(("year", "version"), [(2008, V2009), (2010, V2009), (2024, V2024), (2030, None), (None, None)])
def test_a_document_is_tagged_with_the_newest_version_of_its_time(year, version):
    assert choose_version(year) == (version or "http://fasb.org/us-gaap/2025")


def test_what_a_version_lacks_is_told_by_the_oldest_that_has_it():
    terms = [US_GAAP + "Assets", US_GAAP + "MinorityInterestInNetIncomeLossOfConsolidatedEntities"]
    assert list_lacking(terms, (V2009,)) == ()
    assert list_lacking(terms, (V2024,)) == (V2009,)
    assert list_lacking([SRT + "ProductOrServiceAxis"], (V2009,)) == ("http://fasb.org/srt/2024",)


@pytest.mark.parametrize(("curated", "justification"), [(True, "ManualMappingCuration"), (False, "LexicalMatching")])
def test_a_figure_without_a_row_gets_a_mapping_that_says_who_chose_it(sample_report, curated, justification):
    first = sample_report.facts[0]
    late = replace(first.dimensions, concept=US_GAAP + "RevenueRemainingPerformanceObligation", dimensions=())
    occurrence = replace(first.occurrences[0], mapping=None)
    fact = replace(first, dimensions=late, occurrences=(occurrence,))
    report = replace(sample_report, facts=(fact,), mappings=(), issued=date(2009, 5, 15))
    profile = Profile(Entity("urn:e", "E"), "e", "https://example.org/e/", is_curated=curated)
    stated = state_versions(report, profile)
    assert stated.taxonomy_versions == (V2009,)
    [mapping] = stated.mappings
    assert stated.facts[0].occurrences[0].mapping == mapping.iri
    assert mapping.taxonomy_versions == ("http://fasb.org/us-gaap/2022",)
    assert mapping.justification == f"semapv:{justification}"
    assert mapping.predicate.endswith("exactMatch" if curated else "closeMatch")


def test_an_entity_is_called_by_the_first_of_its_identifiers() -> None:
    names = (("http://www.sec.gov/CIK", "0000000001"), ("http://standards.iso.org/iso/17442", "9X"))
    profile = Profile(Entity("urn:x:e", "Example", names), "ex", "https://example.org/ex/")
    assert profile.entity_name == "cik-0000000001"
