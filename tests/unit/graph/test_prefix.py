"""Prefixes and notations that queries and answers know."""

from __future__ import annotations

from gaapgraph.graph import known_notations, known_prefixes
from gaapgraph.vocabulary import BASE


def test_terms_of_schemes_have_what_people_write_for_them() -> None:
    """As `ontology/schemes/severity.ttl` and `balance.ttl` state them by `skos:notation`."""
    notations = known_notations()
    assert notations[f"{BASE}scheme/severity/violation"] == "violation"
    assert notations[f"{BASE}scheme/balance/credit"] == "credit"


def test_a_query_need_not_declare_the_prefixes_of_the_ontology() -> None:
    prefixes = known_prefixes()
    assert prefixes["gg"] == "https://w3id.org/gaapgraph/ns#"
    assert prefixes["us-gaap"] == "https://w3id.org/gaapgraph/us-gaap/"
    assert prefixes["iso4217"] == "http://www.xbrl.org/2003/iso4217#"
