"""Rows of a document as the data tell them."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.errors import InputError
from gaapgraph.validation.document_row import list_documents, quote_rows, require_facts
from gaapgraph.write import write_quads


def test_a_row_ends_with_its_last_figure(sample_report) -> None:  # type: ignore[no-untyped-def]
    """The totals of revenues are printed in line 53 of the FY2008 release: label, two years, growth."""
    store = Store()
    store.bulk_load("".join(write_quads(sample_report)).encode(), RdfFormat.N_QUADS)
    (report,) = list_documents(store)
    cells = quote_rows(store, report)[53].split("\t")
    assert cells[1] == "69,731"
    assert all(cells[1:2])
    assert cells[-1] != ""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", "the data are empty"),
        ("<urn:x:a> <https://w3id.org/gaapgraph/ns#order> 1 .", "there is no gg:Fact"),
        ("<urn:x:a> <urn:x:p> 1 .", "of another vocabulary: they use urn:x:p"),
    ],
)
def test_data_without_a_fact_are_refused_with_what_they_are(said: str, told: str) -> None:
    store = Store()
    store.load(said.encode(), format=RdfFormat.TURTLE)
    with pytest.raises(InputError, match=told):
        require_facts(store, "data.ttl")
