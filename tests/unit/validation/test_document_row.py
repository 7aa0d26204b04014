"""Rows of a document as the data tell them."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Store

from gaapgraph.validation.document_row import list_documents, quote_rows
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
