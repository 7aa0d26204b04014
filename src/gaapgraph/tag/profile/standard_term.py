"""Terms of the standard taxonomies, and which versions have each of them."""

from __future__ import annotations

from functools import cache

from gaapgraph.ordered_table import OrderedTable
from gaapgraph.resource import ontology
from gaapgraph.taxonomy import indexed_versions
from gaapgraph.vocabulary import DEI, SRT, US_GAAP

__all__ = ["list_versions"]

_NAMESPACES = {US_GAAP: "us-gaap", SRT: "srt", DEI: "dei"}


@cache
def list_versions(term: str) -> dict[str, str]:
    """Return the publisher's own IRI of a standard term by the version that has it, the oldest first.

    >>> list_versions("https://w3id.org/gaapgraph/us-gaap/Revenues")["http://fasb.org/us-gaap/2024"]
    'http://fasb.org/us-gaap/2024#Revenues'
    """
    for namespace, prefix in _NAMESPACES.items():
        if term.startswith(namespace):
            name = term.removeprefix(namespace)
            row = OrderedTable.read(ontology() / f"{prefix}-concepts.tsv").row(name)
            ends = (span.split("-") for span in row[-1].split()) if row is not None else ()
            years = [2000 + year for pair in ends for year in range(int(pair[0]), int(pair[-1]) + 1)]
            known = indexed_versions(prefix)
            return {known[year]: f"{known[year]}#{name}" for year in years}
    return {}
